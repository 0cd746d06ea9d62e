"""The pages of an event's parts: the speaker kit, the promotion plan, and what product marketing has to prepare."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodword.files.kinds import ACCEPT, TYPES
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.queries import today
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.requests import actions
from goodword.requests.forms.events import KitForm, PlanForm
from goodword.requests.models import Candidate, PromotionPlan, SpeakerKit
from goodword.requests.queries import hands
from goodword.requests.queries.kit import archive_name, filled, kit_archive, kit_of, parts_of, photo_of
from goodword.requests.queries.opening import candidate_for
from goodword.requests.queries.plan import files_of, plan_with
from goodword.requests.queries.pmm import content_work
from goodword.requests.queries.preparing import KIT_TONES, PLAN_TONES, opens
from goodword.requests.queries.words import request_url, title_of
from goodword.requests.states import KitState, PlanState
from goodword.ui import pages
from goodword.ui.pieces import Badge, Crumb

REFUSED, OK = 422, 200
# A file is never a page of ours.
KEPT_APART = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


def _speaker(request: HttpRequest, number: int, candidate_id: int) -> Candidate:
    """A customer with whom an event is prepared, for whoever may read what is prepared; else there is none."""
    row = candidate_for(reader(request), number, candidate_id)
    if row is None or not hands.can_see_kit(reader(request), row):
        raise Http404
    return row


def _crumbs(row: Candidate, label: str) -> list[Crumb]:
    request = row.reference_request
    return [
        Crumb(label=_("Requests"), url=reverse("requests:list")),
        Crumb(label=request.number, url=request_url(request)),
        Crumb(label=label),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def kit(request: HttpRequest, number: int, candidate_id: int) -> HttpResponse:
    """The speaker kit: read it, write it down for the customer, approve it or ask for changes."""
    row, at = _speaker(request, number, candidate_id), now()
    kept = kit_of(row)
    if kept is None:
        raise Http404
    if request.method == "POST" and "approve" in request.POST:
        version = parse_key(request.POST.get("version", ""))
        outcome = attempt(lambda: actions.approve_kit(row, version=version, by=actor(request), at=at))
        announce(request, outcome, said=_("Approved. The dry run can be booked now."))
        return redirect("requests:kit", number, candidate_id)
    if request.method != "POST":
        form = KitForm(kit=kept, today=today(at)) if "edit" in request.GET and hands.may_prepare(reader(request), "kit_send", row) else None
        return _kit_page(request, row, kept, form=form)
    form = KitForm(request.POST, request.FILES, kit=kept, today=today(at))
    if form.is_valid():
        outcome = attempt(lambda: _save_kit(request, row, form, at=at))
        if not isinstance(outcome, Refused):
            pages.said(request, _("Kept, and given to the manager.") if "send" in request.POST else _("Kept."))
            return redirect("requests:kit", number, candidate_id)
        if not outcome.reasons:
            announce(request, outcome, said="")
        form.refuse(outcome)
    if not hands.may_prepare(reader(request), "kit_send", row):
        raise PermissionDenied
    return _kit_page(request, row, kit_of(row) or kept, form=form, status=REFUSED)


def _save_kit(request: HttpRequest, row: Candidate, form: KitForm, *, at: datetime) -> Any:
    said, upload = form.cleaned_data, form.cleaned_data.get("photo")
    return actions.save_kit(
        row,
        values=form.values,
        photo=upload.read() if upload else None,
        takes_photo_away=bool(said.get("takes_photo_away")),
        sends="send" in request.POST,
        seen=said.get("version"),
        given=actions.Source(how=said["how"], on=said["on"]),
        by=actor(request),
        at=at,
    )


def _kit_page(request: HttpRequest, row: Candidate, kept: SpeakerKit, *, form: KitForm | None, status: int = OK) -> HttpResponse:
    user, state = reader(request), KitState(kept.preparation.kit_state)
    written, of = filled(kept)
    context = {
        "candidate": row,
        "kit": kept,
        "parts": parts_of(kept),
        "written": written,
        "of": of,
        "form": form,
        "crumbs": _crumbs(row, _("Speaker kit")),
        "title": _("Speaker kit of %(name)s") % {"name": row.contact.name if row.contact else row.account.name},
        "event": title_of(row.reference_request),
        "badge": Badge(word=str(state.label), tone=KIT_TONES[state]),
        "can_write": hands.may_prepare(user, "kit_send", row),
        "can_approve": hands.may_prepare(user, "kit_approve", row),
        "return_url": opens(row, "kit_return") if hands.may_prepare(user, "kit_return", row) else "",
        "back": request_url(row.reference_request),
    }
    return render(request, "requests/kit.html", context, status=status)


@require_safe
def kit_photo(request: HttpRequest, number: int, candidate_id: int) -> HttpResponse:
    """The photo of the speaker kit."""
    return photo_response(photo_of(_speaker(request, number, candidate_id)))


def photo_response(photo: tuple[bytes, str] | None) -> HttpResponse:
    """A photo that was made anew here, and nothing but that."""
    if photo is None:
        raise Http404
    return HttpResponse(photo[0], content_type=photo[1], headers=dict(KEPT_APART))


@require_safe
def kit_file(request: HttpRequest, number: int, candidate_id: int) -> HttpResponse:
    """The speaker kit as one archive: text and photo."""
    row = _speaker(request, number, candidate_id)
    kept = kit_of(row)
    if kept is None:
        raise Http404
    name = {"Content-Disposition": f'attachment; filename="{archive_name(row)}"'}
    return HttpResponse(kit_archive(row, kept), content_type="application/zip", headers={**KEPT_APART, **name})


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, number: int, candidate_id: int) -> HttpResponse:
    """The promotion plan: write it, send it, see what the customer said."""
    row = _speaker(request, number, candidate_id)
    standing = plan_with(row)
    verb = "plan_send" if row.reference_request.needs_plan_approval else "plan_show"
    can_send = hands.may_prepare(reader(request), verb, row)
    if request.method != "POST":
        form = PlanForm(initial={"words": standing.words if standing else ""})
        return _plan_page(request, row, standing, form=form, can_send=can_send)
    if not can_send:
        announce(request, Refused(()), said="")
        return redirect("requests:plan", number, candidate_id)
    form = PlanForm(request.POST, request.FILES)
    if form.is_valid():
        outcome = attempt(
            lambda: actions.send_plan(
                row,
                words=form.cleaned_data["words"],
                uploads=request.FILES.getlist("files"),
                takes_away=[key for key in map(parse_key, request.POST.getlist("takes_away")) if key is not None],
                by=actor(request),
                at=now(),
            )
        )
        if not isinstance(outcome, Refused):
            pages.said(request, _("Sent. They get a mail with a link to it."))
            return redirect(request_url(row.reference_request))
        if not outcome.reasons:
            announce(request, outcome, said="")
        form.refuse(outcome)
    return _plan_page(request, row, standing, form=form, can_send=can_send, status=REFUSED)


def _plan_page(
    request: HttpRequest, row: Candidate, standing: PromotionPlan | None, *, form: PlanForm, can_send: bool, status: int = OK
) -> HttpResponse:
    state = PlanState(row.preparation.plan_state)
    context = {
        "candidate": row,
        "plan": standing,
        "files": list(files_of(standing)) if standing else [],
        "form": form,
        "can_send": can_send,
        "must_approve": row.reference_request.needs_plan_approval,
        "state": state.value,
        "badge": Badge(word=str(state.label), tone=PLAN_TONES[state]),
        "crumbs": _crumbs(row, _("Promotion plan")),
        "event": title_of(row.reference_request),
        "accept": ACCEPT,
        "back": request_url(row.reference_request),
    }
    return render(request, "requests/plan.html", context, status=status)


@require_safe
def plan_file(request: HttpRequest, number: int, candidate_id: int, pk: int) -> HttpResponseBase:
    """A file of the plan, as a download."""
    row = _speaker(request, number, candidate_id)
    standing = plan_with(row)
    if standing is None:
        raise Http404
    file = get_object_or_404(files_of(standing), pk=pk)
    try:
        content = default_storage.open(file.stored_as)
    except FileNotFoundError as gone:
        raise Http404 from gone
    return FileResponse(
        content, as_attachment=True, filename=file.name, content_type=TYPES[file.type].content_type, headers=dict(KEPT_APART)
    )


@require_safe
def content(request: HttpRequest) -> HttpResponse:
    """What product marketing has to prepare: mine, everybody's that I may see, and what is done."""
    user, view = reader(request), request.GET.get("view", "")
    work = content_work(user, view=view)
    return render(request, "requests/content.html", {"work": work, "crumbs": [Crumb(label=_("Requests"), url=reverse("requests:list"))]})
