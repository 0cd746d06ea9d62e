"""The customer's page of what would be said about them, by a link of its own that does only this."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from goodword.kernel.refusal import Refused
from goodword.links.actions import Purpose, issue_beside, mark_opened
from goodword.portal import queries
from goodword.portal.forms import WORDS_VERBS, SentencesForm
from goodword.portal.views.edge import OK, REFUSED, Visit, by_link, done
from goodword.requests import actions


@by_link(Purpose.STATEMENT)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Approve it as it is or corrected, with the name or without; ask for changes; want none. Later: take it back."""
    if request.method == "GET":
        mark_opened(visit.link, at=visit.at)
    page = queries.words_page(visit.candidate, yours_until=visit.link.expires_at)
    if page is None:
        raise Http404
    is_post = request.method == "POST"
    form = SentencesForm(request.POST if is_post else None, page=page)
    if is_post:
        taken_back = page.may_take_back and request.POST.get("answer") == "no"
        if not (page.may_answer or taken_back):
            typed = queries.typed_anew(visit.candidate, (request.POST.get(name, "") for name in ("words", "without_name", "remark")))
            if not typed:
                return redirect("portal:words", visit.token)
            return render(request, "portal/words.html", {"page": page, "form": form, "token": visit.token, "typed": typed}, status=REFUSED)
        if form.is_valid() and _answered(request, visit, form):
            return redirect("portal:words", visit.token)
    context = {"page": page, "form": form, "token": visit.token}
    return render(request, "portal/words.html", context, status=REFUSED if is_post else OK)


def _answered(request: HttpRequest, visit: Visit, form: SentencesForm) -> bool:
    """Do it; what was refused stands beside its field."""
    came: list[Any] = []
    well = done(request, lambda: came.append(_answer(visit, form)))
    if came and isinstance(came[0], Refused):
        form.refuse(came[0])
        return False
    return well


def _answer(visit: Visit, form: SentencesForm) -> object:
    said = form.cleaned_data
    return actions.answer_words(
        visit.candidate,
        verb=WORDS_VERBS[said["answer"]],
        use=said["use"],
        words=said["words"],
        without_name=said["without_name"],
        remark=said["remark"],
        seen=said["version"],
        by=visit.by,
        at=visit.at,
    )


@by_link(Purpose.ANSWER_ASK)
@require_POST
def open_words(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """From the page of the ask to the words, by a link of their own."""
    if visit.link.contact_id is None or queries.words_page(visit.candidate, yours_until=visit.link.expires_at) is None:
        return redirect("portal:answer", visit.token)
    token = issue_beside(visit.link, visit.token, purpose=Purpose.STATEMENT, about=visit.candidate, at=visit.at)
    return redirect("portal:words", token)
