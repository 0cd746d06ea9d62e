"""Nominating a customer: find it, see what is known already, write the briefing, send it. What is typed keeps itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.customers.access import accounts_visible_to, can_create_account, contacts_visible_to, opportunities_visible_to
from goodword.customers.actions import create_account
from goodword.customers.models import Account, Contact
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.queries import manager_for
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.policy.queries import in_force
from goodword.recruiting import access, actions
from goodword.recruiting.forms.briefing import BriefingForm
from goodword.recruiting.forms.customer import CustomerForm
from goodword.recruiting.kinds import TRACK_LABELS, Purpose
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.briefing import begun_with
from goodword.recruiting.queries.deciding import decider_for
from goodword.recruiting.queries.handouts import downloads
from goodword.recruiting.queries.known import known_already, known_of
from goodword.recruiting.queries.matching import likely
from goodword.recruiting.queries.nominations import draft_of, drafts_of
from goodword.recruiting.queries.suggested import suggested_for
from goodword.recruiting.queries.tracks import questions_shown, required_of, track_now
from goodword.recruiting.views.edge import load_nomination, nomination_url
from goodword.ui import pages
from goodword.ui.dates import time_words
from goodword.ui.pieces import Crumb

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 8


def _purpose(data: QueryDict) -> str:
    return Purpose.ADVISORY_BOARD if data.get("purpose") == Purpose.ADVISORY_BOARD else Purpose.PROGRAM


def _came_from(request: HttpRequest, data: QueryDict) -> tuple[Account | None, Contact | None]:
    """The customer, and the person there, whose page somebody came from."""
    user = reader(request)
    contact = contacts_visible_to(user).select_related("account__region").filter(pk=parse_key(data.get("contact", "")) or 0).first()
    if contact is not None:
        return contact.account, contact
    deal = opportunities_visible_to(user).select_related("account__region").filter(pk=parse_key(data.get("opportunity", "")) or 0).first()
    if deal is not None and deal.account is not None:
        return deal.account, None
    return accounts_visible_to(user).select_related("region").filter(pk=parse_key(data.get("account", "")) or 0).first(), None


@get_or_post
def nominate(request: HttpRequest) -> HttpResponse:
    """The one page: a search while no customer is chosen, then what is known of it, and the briefing."""
    user, data = reader(request), request.POST if request.method == "POST" else request.GET
    account, champion = _came_from(request, data)
    if account is None:
        return _search(request)
    purpose = _purpose(data)
    mine = draft_of(user, account, purpose)
    if mine is not None and request.method != "POST":
        return redirect("recruiting:briefing", mine.number)
    row = mine or Nomination(account=account, purpose=purpose, nominator=user, champion=champion, briefing=begun_with(account))
    return _send(request, row) if request.method == "POST" else _page(request, row, _form(row))


@get_or_post
def briefing(request: HttpRequest, number: int) -> HttpResponse:
    """Go on with a draft."""
    row = load_nomination(request, number)
    if not access.is_draft_of(reader(request), row):
        return redirect(nomination_url(row))
    return _send(request, row) if request.method == "POST" else _page(request, row, _form(row))


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what was typed so far; answers with the address under which it goes on."""
    account, _champion = _came_from(request, request.POST)
    if account is None:
        return JsonResponse({"error": _("This form cannot be kept. Open it again.")}, status=400)
    kept = _keep(request, account)
    if isinstance(kept, Refused):
        return JsonResponse({"error": kept.words}, status=409)
    address = reverse("recruiting:briefing", args=[kept.number])
    return JsonResponse({"address": address, "action": address, "time": time_words(kept.edited_at)})


@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a draft away."""
    row = load_nomination(request, number)
    outcome = attempt(lambda: actions.discard_draft(row, by=actor(request)))
    announce(request, outcome, said=_("The draft is gone."))
    return redirect("recruiting:nominations")


@require_POST
def create_customer(request: HttpRequest) -> HttpResponse:
    """Write down a customer that nobody knew, and go on with its nomination."""
    form = CustomerForm(request.POST)
    if not form.is_valid():
        return _search(request, form=form, status=422)
    made = attempt(lambda: create_account(by=actor(request), at=now(), **form.values()))
    if isinstance(made, Refused):
        form.add_error("name", made.words)
        return _search(request, form=form, status=422)
    pages.said(request, _("%(name)s is here now. Tell us about them.") % {"name": made.name})
    return redirect(f"{reverse('recruiting:nominate')}?account={made.pk}")


def _keep(request: HttpRequest, account: Account) -> Nomination | Refused:
    """Keep as a draft whatever can be read of what was typed."""
    at, purpose = now(), _purpose(request.POST)
    started = attempt(lambda: actions.start_nomination(account, by=actor(request), at=at, purpose=purpose, briefing=begun_with(account)))
    if isinstance(started, Refused):
        return started
    form = _form(started, request.POST)
    form.is_valid()
    champion = form.cleaned_data.get("champion")
    said, by = form.said(), actor(request)
    kept: Nomination | Refused = attempt(lambda: actions.save_briefing(started, by=by, at=at, briefing=said, champion=champion))
    return kept


def _send(request: HttpRequest, row: Nomination) -> HttpResponse:
    kept = _keep(request, row.account)
    if isinstance(kept, Refused):
        form = _form(row, request.POST)
        form.is_valid()
        form.add_error(None, kept.words or _("This has changed in the meantime."))
        return _page(request, row, form, status=422)
    if "keep" in request.POST:
        pages.said(request, _("Kept as a draft. Nobody else sees it."))
        return redirect("recruiting:nominations")
    form = _form(kept, request.POST, strict=True)
    if not form.is_valid():
        return _page(request, kept, form, status=422)
    sent = attempt(lambda: actions.submit(kept, by=actor(request), at=now()))
    if isinstance(sent, Refused):
        form.add_error(None, sent.words or _("It was sent already."))
        return _page(request, kept, form, status=422)
    said = _("Sent. %(name)s decides, and you hear of it.") % {"name": sent.manager.first_name} if sent.manager else _("Sent.")
    pages.said(request, said)
    return redirect(nomination_url(sent))


def _form(row: Nomination, data: Any = None, *, strict: bool = False) -> BriefingForm:
    numbers = in_force(now()).numbers
    track = track_now(row, numbers)
    return BriefingForm(
        data,
        account=row.account,
        questions=questions_shown(row, numbers),
        required=required_of(track, numbers),
        strict=strict,
        champion=row.champion,
        briefing=row.briefing,
    )


def _page(request: HttpRequest, row: Nomination, form: BriefingForm, *, status: int = 200) -> HttpResponse:
    user, numbers = reader(request), in_force(now()).numbers
    known = [each for each in known_already(row.account, reader=user) if each.code != "draft" or row.pk is None]
    stops = [each for each in known if each.stops and each.purpose in ("", row.purpose)]
    seats = row.briefing.get("seats") or row.account.seats
    context = {
        "row": row,
        "account": row.account,
        "form": form,
        "known": known,
        "stops": stops,
        "track": TRACK_LABELS[track_now(row, numbers)],
        "decider": decider_for(row),
        "for_board": row.purpose == Purpose.ADVISORY_BOARD,
        "board_seats": numbers.board_seats,
        "few_seats": isinstance(seats, int) and seats < numbers.board_seats,
        "days": numbers.nomination_days,
        "downloads": downloads(row.account, champion=row.champion),
        "crumbs": _crumbs(row),
    }
    return render(request, "recruiting/nominate.html", context, status=status)


def _crumbs(row: Nomination) -> list[Crumb]:
    first = Crumb(label=_("Recruiting"), url=reverse("recruiting:nominations"))
    return [first, Crumb(label=row.reference if row.pk else row.account.name)]


def _search(request: HttpRequest, *, form: CustomerForm | None = None, status: int = 200) -> HttpResponse:
    user = reader(request)
    words = request.GET.get("q", request.POST.get("name", "")).strip()[:200]
    found = list(likely(words, most=SHOWN, among=accounts_visible_to(user))) if words else []
    known = known_of(found, reader=user)
    may_create = can_create_account(user)
    context = {
        "q": words,
        "purpose": _purpose(request.GET),
        "found": [(each, known.get(each.pk, ())) for each in found],
        "form": form or (CustomerForm(initial={"name": words}) if may_create and words else None),
        "may_create": may_create,
        "helper": None if may_create else manager_for(requester=user),
        "drafts": drafts_of(user)[:SHOWN],
        "downloads": downloads(),
        "suggested": suggested_for(user, now=in_force(now())) if not words and form is None else [],
        "crumbs": [Crumb(label=_("Recruiting"), url=reverse("recruiting:nominations")), Crumb(label=_("Nominate a customer"))],
    }
    return pages.page_or_fragment(request, "recruiting/choose.html", "found", context, status=status)
