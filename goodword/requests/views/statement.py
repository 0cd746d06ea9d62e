"""The page of the sentences about a customer: write them, read them as the owner, see all that they ever were."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.requests import actions
from goodword.requests.forms.statements import ReadForm, WordsForm, WriteForm
from goodword.requests.models import Candidate, Statement
from goodword.requests.queries import hands
from goodword.requests.queries.statement_page import history_of, shown_of
from goodword.requests.queries.statements import sentences_of, statement_with
from goodword.requests.queries.words import request_url, title_of
from goodword.requests.states import StatementState
from goodword.requests.views.edge import load_candidate
from goodword.ui import pages
from goodword.ui.pieces import Crumb

REFUSED, OK = 422, 200
BEGUN = (StatementState.DRAFT, StatementState.CHANGES)


def _loaded(request: HttpRequest, number: int, candidate_id: int) -> Candidate:
    row = load_candidate(request, number, candidate_id)
    statement = statement_with(row)
    if statement is None:
        raise Http404
    row.statement = statement
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, number: int, candidate_id: int) -> HttpResponse:
    """Write the sentences, or agree to them as the owner; everybody else reads them."""
    row = _loaded(request, number, candidate_id)
    user, asked = reader(request), sentences_of(row)
    if asked is None:
        raise Http404
    answers = bool({"pass", "return"} & set(request.POST))
    kind: type[WordsForm] = ReadForm if answers or (request.method != "POST" and _reads(request, row)) else WriteForm
    if request.method != "POST":
        opened = kind is ReadForm or "edit" in request.GET or row.statement.state in BEGUN
        may = hands.may_word(user, "pass", row) if kind is ReadForm else hands.can_write_words(user, row)
        return _page(request, row, form=kind(statement=row.statement, asked=asked) if opened and may else None)
    form = kind(request.POST, statement=row.statement, asked=asked)
    if form.is_valid():
        outcome = attempt(lambda: _done(request, row, form.cleaned_data))
        if not isinstance(outcome, Refused):
            pages.said(request, _said(request, outcome))
            return redirect(request_url(row.reference_request) if outcome.state not in BEGUN else request.path)
        if not outcome.reasons:
            announce(request, outcome, said="")
            return redirect(request.path)
        form.refuse(outcome, newest=row.statement.version if outcome.reasons[0].code == "version" else None)
    elif not (hands.can_write_words(user, row) or hands.may_word(user, "pass", row)):
        raise PermissionDenied
    return _page(request, _loaded(request, number, candidate_id), form=form, status=REFUSED)


def _reads(request: HttpRequest, row: Candidate) -> bool:
    return "edit" not in request.GET and hands.may_word(reader(request), "pass", row)


def _done(request: HttpRequest, row: Candidate, typed: dict[str, Any]) -> Statement | Refused:
    by, at, seen = actor(request), now(), typed["version"]
    if "return" in request.POST:
        return actions.return_words(row, remark=typed["remark"], seen=seen, by=by, at=at)
    both = {name: typed[name] for name in ("words", "without_name")}
    if "pass" in request.POST:
        return actions.pass_words(row, **both, seen=seen, by=by, at=at)
    only = typed["only_without_name"]
    return actions.write_words(row, **both, only_without_name=only, hands_in="hand_in" in request.POST, seen=seen, by=by, at=at)


def _said(request: HttpRequest, statement: Statement) -> str:
    if "pass" in request.POST:
        return _("Thank you. The customer gets a mail with a link to the words.")
    if "return" in request.POST:
        return _("Sent back. Whoever wrote them reads what should change.")
    if statement.state == StatementState.OWNER and statement.approval is not None:
        return _("Handed in. %(name)s reads the words first.") % {"name": statement.approval.approver.name}
    return _("Kept as a draft.") if statement.state in BEGUN else _("Nothing was changed.")


def _page(request: HttpRequest, row: Candidate, *, form: WordsForm | None, status: int = OK) -> HttpResponse:
    user, at, url = reader(request), row.reference_request, request_url(row.reference_request)
    shown = shown_of(at, row, user)
    context = {
        "shown": shown,
        "candidate": row,
        "statement": row.statement,
        "form": form,
        "reads": isinstance(form, ReadForm),
        "begun": row.statement.state in BEGUN,
        "can_write": hands.can_write_words(user, row),
        "history": history_of(row.statement, row),
        "title": _("Words about %(account)s") % {"account": row.account.name},
        "crumbs": [Crumb(label=_("Requests"), url=reverse("requests:list")), Crumb(label=at.number, url=url), Crumb(label=_("Words"))],
        "request_title": title_of(at),
        "back": url,
    }
    return render(request, "requests/words.html", context, status=status)
