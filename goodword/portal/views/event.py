"""The customer's pages for an event: the speaker kit and the promotion plan, each by a link of its own that does only this."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.files.kinds import TYPES
from goodword.kernel.errors import Conflict, NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused
from goodword.links.actions import Purpose, issue_beside, mark_opened
from goodword.portal import queries
from goodword.portal.forms import ANSWER_PLAN, KitForm, PlanAnswerForm
from goodword.portal.views.edge import OK, REFUSED, Visit, by_link, done
from goodword.requests import actions
from goodword.requests.queries.kit import photo_of
from goodword.requests.queries.plan import files_of, plan_with

# A file is never a page of ours.
KEPT_APART = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


@by_link(Purpose.SPEAKER_KIT)
@require_http_methods(["GET", "HEAD", "POST"])
def kit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The speaker kit: kept as a draft, sent, changed again."""
    if request.method == "GET":
        mark_opened(visit.link, at=visit.at)
    page = queries.kit_page(visit.candidate, at=visit.at, yours_until=visit.link.expires_at)
    if page is None:
        raise Http404
    is_post = request.method == "POST"
    if is_post and not page.event.is_open:
        typed = "\n\n".join(text for name in page.values if (text := request.POST.get(name, "").strip()))[:8000]
        return render(request, "portal/kit_over.html", {"page": page, "token": visit.token, "typed": typed}, status=REFUSED)
    if not page.event.is_open:
        return render(request, "portal/kit_over.html", {"page": page, "token": visit.token})
    form = KitForm(request.POST if is_post else None, request.FILES if is_post else None, page=page)
    if is_post and form.is_valid():
        refused = _save(request, visit, form)
        if refused is None:
            return redirect(f"{request.path}?kept")
        form.refuse(refused)
        page = queries.kit_page(visit.candidate, at=visit.at, yours_until=visit.link.expires_at) or page
    context = {"page": page, "form": form, "token": visit.token, "kept": "kept" in request.GET and not is_post}
    return render(request, "portal/kit.html", context, status=REFUSED if is_post else OK)


def _save(request: HttpRequest, visit: Visit, form: KitForm) -> Refused | None:
    upload = form.cleaned_data.get("photo")
    try:
        kept = actions.save_kit(
            visit.candidate,
            values=form.values,
            photo=upload.read() if upload else None,
            takes_photo_away=bool(form.cleaned_data.get("takes_photo_away")),
            sends="send" in request.POST,
            seen=form.cleaned_data.get("version"),
            by=visit.by,
            at=visit.at,
        )
    except (WrongState, Conflict, NotAllowed, NotFound):
        return Refused(())
    return kept if isinstance(kept, Refused) else None


@by_link(Purpose.SPEAKER_KIT)
@require_safe
def photo(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """The photo of the kit, as it was made anew."""
    found = photo_of(visit.candidate)
    if found is None:
        raise Http404
    return HttpResponse(found[0], content_type=found[1], headers=dict(KEPT_APART))


@by_link(Purpose.PROMOTION_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The promotion plan: approve it, ask for changes, or say no."""
    if request.method == "GET":
        mark_opened(visit.link, at=visit.at)
    page = queries.plan_page(visit.candidate, at=visit.at, yours_until=visit.link.expires_at)
    if page is None:
        raise Http404
    is_post, waits = request.method == "POST", page.event.plan_state == "sent" and page.event.is_open
    form = PlanAnswerForm(request.POST if is_post else None)
    if is_post and (not waits or (form.is_valid() and done(request, lambda: _answer(visit, form)))):
        return redirect("portal:plan", visit.token)
    context = {"page": page, "form": form, "token": visit.token, "waits": waits}
    return render(request, "portal/plan.html", context, status=REFUSED if is_post else OK)


def _answer(visit: Visit, form: PlanAnswerForm) -> object:
    said = form.cleaned_data
    return actions.answer_plan(visit.candidate, verb=ANSWER_PLAN[said["answer"]], words=said["words"], by=visit.by, at=visit.at)


@by_link(Purpose.PROMOTION_PLAN)
@require_safe
def plan_file(_request: HttpRequest, visit: Visit, pk: int) -> HttpResponseBase:
    """A file of the plan, as a download."""
    standing = plan_with(visit.candidate)
    file = files_of(standing).filter(pk=pk).first() if standing is not None else None
    if file is None or not default_storage.exists(file.stored_as):
        raise Http404
    kind = TYPES[file.type].content_type
    return FileResponse(
        default_storage.open(file.stored_as), as_attachment=True, filename=file.name, content_type=kind, headers=dict(KEPT_APART)
    )


@by_link(Purpose.ANSWER_ASK)
@require_POST
def open_kit(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """From the page of the ask to the kit, by a link of its own."""
    return _open(visit, Purpose.SPEAKER_KIT, "portal:kit")


@by_link(Purpose.ANSWER_ASK)
@require_POST
def open_plan(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """From the page of the ask to the plan, by a link of its own."""
    return _open(visit, Purpose.PROMOTION_PLAN, "portal:plan")


def _open(visit: Visit, purpose: Purpose, page: str) -> HttpResponse:
    if visit.link.contact_id is None or queries.event_page(visit.candidate, at=visit.at) is None:
        return redirect("portal:answer", visit.token)
    return redirect(page, issue_beside(visit.link, visit.token, purpose=purpose, about=visit.candidate, at=visit.at))
