"""Asking for a customer: one page, a draft that saves itself, and what the answer may be while one types."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.customers.access import accounts_visible_to, opportunities_visible_to
from goodword.customers.models import Account, Opportunity
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.policy.queries import in_force
from goodword.requests import access, actions
from goodword.requests.access import candidates_visible_to
from goodword.requests.forms.asking import RequestForm, initial_new, initial_of, initial_turned
from goodword.requests.kinds import KINDS, SALES_CALL
from goodword.requests.kinds.definition import Kind
from goodword.requests.models import Mode, ReferenceRequest
from goodword.requests.queries.facts import deal_words
from goodword.requests.queries.lists import draft_of, unfinished_of
from goodword.requests.queries.notice import notices
from goodword.requests.queries.opening import may_open
from goodword.requests.queries.owed import owed_by, owed_calls
from goodword.requests.queries.preview import preview, why_not
from goodword.requests.queries.reviewing import open_review
from goodword.requests.queries.words import request_url, title_of
from goodword.requests.states import RequestState
from goodword.requests.views.edge import load_request
from goodword.ui import pages
from goodword.ui.dates import time_words
from goodword.ui.pieces import Crumb

get_or_post = require_http_methods(["GET", "POST"])


def _kind(data: QueryDict) -> Kind:
    return KINDS.get(data.get("kind", ""), SALES_CALL)


def _deal(user: User, data: QueryDict) -> Opportunity | None:
    key = parse_key(data.get("opportunity", ""))
    return opportunities_visible_to(user).select_related("account__region").filter(pk=key).first() if key else None


def _wish(user: User, data: QueryDict) -> Account | None:
    """The customer that somebody came from, when they asked on its page or in a search."""
    key = parse_key(data.get("account", ""))
    return accounts_visible_to(user).filter(pk=key, member__isnull=False).first() if key else None


def _bound(request: HttpRequest, *, strict: bool) -> RequestForm:
    user = reader(request)
    deal = _deal(user, request.POST)
    return RequestForm(request.POST, user=user, kind=_kind(request.POST), deal=deal, strict=strict, notices=_notices())


def _notices() -> dict[str, str]:
    return notices(in_force(now()).numbers)


@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    """The form; a deal fills it in. Sent twice, it makes one request."""
    if request.method == "POST":
        return _send(request)
    user, kind = reader(request), _kind(request.GET)
    deal = _deal(user, request.GET)
    initial = {**initial_new(kind, deal=deal), **_from_search(request.GET), **_typed(request.GET)}
    return _page(request, RequestForm(initial=initial, user=user, kind=kind, deal=deal, notices=_notices()), deal=deal)


@require_POST
def shape(request: HttpRequest) -> HttpResponse:
    """The form with the questions of the kind that was chosen in it; what was typed stays where the kind asks for it too."""
    user, kind = reader(request), _kind(request.POST)
    deal = _deal(user, request.POST)
    fresh = RequestForm(user=user, kind=kind, deal=deal)
    typed = {name: field.widget.value_from_datadict(request.POST, request.FILES, name) for name, field in fresh.fields.items()}
    given = {name: value for name, value in typed.items() if value not in (None, "", [])}
    form = RequestForm(initial={**initial_new(kind), **given}, user=user, kind=kind, deal=deal, notices=_notices())
    with suppress(ValidationError):
        return _page(request, form, draft=draft_of(user, fresh.fields["once"].clean(request.POST.get("once"))))
    return _page(request, form)


@get_or_post
def turn(request: HttpRequest, number: int) -> HttpResponse:
    """Make another kind of a general request: its words are there already, and only what the other kind asks besides is new."""
    row, user = load_request(request, number), reader(request)
    if not access.can_turn(user, row):
        return redirect(request_url(row))
    sent = request.method == "POST" and "turn" in request.POST
    kind = _kind(request.POST or request.GET)
    kind = kind if kind.has_customers else SALES_CALL
    if sent:
        form = RequestForm(request.POST, user=user, kind=kind, notices=_notices(), turns=True)
        if form.is_valid():
            turned = attempt(lambda: actions.turn_into(row, kind=kind.code, asked=form.asked(), by=actor(request), at=now()))
            if not isinstance(turned, Refused):
                pages.said(request, _("It is now: %(kind)s.") % {"kind": kind.called})
                return redirect(request_url(row) if may_open(user, number) else reverse("requests:list"))
            form.add_error(_beside(turned, form), turned.words)
        return _turn_page(request, form, row, status=422)
    form = RequestForm(initial=initial_turned(row, kind), user=user, kind=kind, notices=_notices(), turns=True)
    return _turn_page(request, form, row)


def _turn_page(request: HttpRequest, form: RequestForm, row: ReferenceRequest, *, status: int = 200) -> HttpResponse:
    crumbs = [
        Crumb(label=_("Requests"), url=reverse("requests:list")),
        Crumb(label=row.number, url=request_url(row)),
        Crumb(label=_("Another kind")),
    ]
    context = {"form": form, "row": row, "kind": form.kind_of, "crumbs": crumbs, "more_open": form.has_more()}
    return render(request, "requests/turn.html", context, status=status)


@require_POST
def owed(request: HttpRequest) -> HttpResponse:
    """Say in one click how an earlier call went, on the page of the next request; what is typed there stays."""
    user, at, kind = reader(request), now(), _kind(request.POST)
    own = candidates_visible_to(user).filter(reference_request__requester=user)
    candidate = get_object_or_404(own, pk=parse_key(request.POST.get("candidate", "")))
    outcome = attempt(lambda: actions.report_outcome(candidate, result=request.POST.get("result", ""), by=actor(request), at=at))
    announce(request, outcome, said="")
    calls = owed_calls(user, kind=kind.code, at=at)
    if not pages.wants_fragment(request):
        return redirect(reverse("requests:new"))
    left = {"calls": calls, "most": in_force(at).numbers.outcome_debt}
    return pages.page_or_fragment(request, "requests/owed.html", "calls", {"owed": left, "kind_code": kind.code})


def _typed(data: QueryDict) -> dict[str, Any]:
    """What stood in the form when somebody without script asked to fill it in from a deal."""
    return {name: data[name] for name in ("once", "topic", "needed_on", "minutes", "prospect") if data.get(name)}


def _from_search(data: QueryDict) -> dict[str, Any]:
    """Facets of the search page that a form can take over."""
    found: dict[str, Any] = {}
    for name in ("segment", "tier", "country"):
        if data.get(name):
            found[name] = data[name]
    for theirs, ours in (("industry", "industries"), ("competitor", "competitors"), ("language", "languages"), ("use_case", "use_cases")):
        if data.getlist(theirs):
            found[ours] = data.getlist(theirs)
    return found


@get_or_post
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Go on with a draft."""
    row = load_request(request, number)
    user = reader(request)
    if not access.can_edit(user, row):
        return redirect(request_url(row))
    if request.method == "POST":
        return _send(request)
    form = RequestForm(initial=initial_of(row), user=user, kind=KINDS[row.kind], deal=row.opportunity, notices=_notices())
    return _page(request, form, draft=row)


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what was typed so far; answers with the address under which the draft is found again."""
    if _only_looks(request):
        return HttpResponse(status=204)
    row = _keep(request, at=now())
    if row is None:
        return JsonResponse({"error": _("This form cannot be kept. Open it again.")}, status=400)
    action = reverse("requests:edit", args=[row.pk])
    wish = _wish(reader(request), request.POST)
    address = f"{action}?account={wish.pk}" if wish else action
    return JsonResponse({"address": address, "action": action, "time": time_words(row.saved_at)})


def _only_looks(request: HttpRequest) -> bool:
    """Was nothing typed yet, in a form that was never kept: whoever looks at what each kind asks leaves no drafts behind."""
    form = _bound(request, strict=False)
    form.is_valid()
    once = form.cleaned_data.get("once")
    return once is not None and form.is_blank() and draft_of(reader(request), once) is None


def _keep(request: HttpRequest, *, at: datetime) -> ReferenceRequest | None:
    """Keep as a draft whatever can be read of what was typed; nothing when the form does not say which one it is."""
    form = _bound(request, strict=False)
    form.is_valid()
    once = form.cleaned_data.get("once")
    if once is None:
        return None
    kept: ReferenceRequest = attempt(
        lambda: actions.start_draft(once=once, kind=form.kind_of.code, asked=form.asked(), by=actor(request), at=at)
    )
    return kept


def _send(request: HttpRequest) -> HttpResponse:
    at, keeps_only = now(), "keep" in request.POST
    form = _bound(request, strict=not keeps_only)
    if not form.is_valid():
        if not _only_looks(request):
            _keep(request, at=at)
        return _page(request, form, status=422)
    if keeps_only:
        _keep(request, at=at)
        pages.said(request, _("Kept as a draft. Nobody else sees it."))
        return redirect(reverse("requests:list"))
    typed, wish = form.cleaned_data["once"], _wish(reader(request), request.POST)
    asked: actions.AskedFor = attempt(
        lambda: actions.ask_for(once=typed, kind=form.kind_of.code, asked=form.asked(), wish=wish, by=actor(request), at=at)
    )
    row = asked.reference_request
    if asked.refused is not None:
        beside = _beside(asked.refused, form)
        # Why the day needs an exception stands right above the question already.
        form.add_error(beside, _("Say why it cannot wait.") if beside == "exception_reason" else asked.refused.words)
        return _page(request, form, draft=row, status=422)
    pages.said(request, _sent(asked, wish))
    return redirect(request_url(row))


def _beside(refused: Refused, form: RequestForm) -> str | None:
    """The question beside which a refusal is said; none when it is about the whole request."""
    codes = [reason.code for reason in refused.reasons]
    if any(code.startswith("stage_gate") for code in codes):
        return "stage_reason"
    return next((code for code in codes if code in form.fields), None)


def _sent(asked: actions.AskedFor, wish: Account | None) -> str:
    """What is said after sending: who has it, and when the customer one had in mind could not be put forward."""
    manager, review = asked.reference_request.manager, open_review(asked.reference_request)
    if review is not None and review.approval is not None:
        return _("Sent. %(name)s decides whether we make an exception; you are told.") % {"name": review.approval.approver.name}
    sent = _("Sent to %(name)s.") % {"name": manager.name if manager else _("the reference manager")}
    if asked.reference_request.mode == Mode.SELF_SERVICE and wish is None and asked.reference_request.state == RequestState.SUBMITTED:
        sent = _("Sent. Now pick a customer.")
    if wish is None or asked.wish_put_forward:
        return sent
    return f"{sent} {_('%(customer)s could not be put forward yet; say in a comment that you would like them.') % {'customer': wish.name}}"


def _page(
    request: HttpRequest, form: RequestForm, *, deal: Opportunity | None = None, draft: ReferenceRequest | None = None, status: int = 200
) -> HttpResponse:
    at, user = now(), reader(request)
    wanted, wish = form.imagined(), _wish(user, request.POST or request.GET)
    is_fresh = not form.is_bound and draft is None
    found = preview(wanted, at=at)
    form.fields["exception_reason"].required = found.is_exception
    unfinished = unfinished_of(user) if is_fresh else None
    context = {
        "form": form,
        "draft": draft,
        "unfinished": unfinished,
        "unfinished_title": title_of(unfinished) if unfinished else "",
        "wish": wish,
        "wish_blocked": why_not(wanted, wish, at=at) if wish else None,
        "owed": owed_by(user, kind=form.kind_of.code, at=at),
        "kind": form.kind_of,
        "kind_code": form.kind_of.code,
        "found": found,
        "manager": found.manager,
        "crumbs": [Crumb(label=_("Requests"), url=reverse("requests:list")), Crumb(label=draft.number if draft is not None else _("New"))],
        "needs_reason": bool(form["stage_reason"].value()) or found.is_early,
        "needs_exception": bool(form["exception_reason"].value()) or found.is_exception,
        "filled_in": deal_words(deal) if is_fresh else "",
        "more_open": form.has_more(),
    }
    return render(request, "requests/ask.html", context, status=status)


@require_POST
def live(request: HttpRequest) -> HttpResponse:
    """What the form finds, while somebody fills it in; changes nothing. Posted, so that no word of it stands in an address."""
    form = _bound(request, strict=False)
    found = preview(form.imagined(), at=now())
    form.fields["exception_reason"].required = found.is_exception
    context = {
        "form": form,
        "found": found,
        "manager": found.manager,
        "early": found.is_early,
        "needs_exception": bool(form["exception_reason"].value()) or found.is_exception,
        "in_place": True,
    }
    return render(request, "requests/ask.html#live", context)
