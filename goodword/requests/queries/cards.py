"""The cards of a request's page: each candidate with verdict, fit, year strip, the four facts and the three words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from goodword.customers.kinds import Family
from goodword.customers.kinds.places import country_name
from goodword.kernel.clock import add_months
from goodword.ledger.models import LedgerEntry
from goodword.ledger.queries import standing
from goodword.links.models import Purpose
from goodword.links.queries import NO_LINK, LinkState, states_of
from goodword.people.models import User
from goodword.people.queries import program
from goodword.policy.explain import explain, explain_fit
from goodword.policy.queries import MONTHS_LOOKED_AT, FourFacts, InForce, four_facts, rest_of
from goodword.requests import access
from goodword.requests.kinds.answers import DECLINE_WORDS, OTHER
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.card_words import UNDECIDED, Word, three_words
from goodword.requests.queries.heard import Said, said_of
from goodword.requests.queries.judging import Judged, family_of, judge_many
from goodword.requests.queries.leaving import leaves_at
from goodword.requests.queries.words import candidate_badge, candidate_url, request_url, spoke_words
from goodword.requests.states import CANDIDATE_LIVE, CANDIDATE_PLANNED, CandidateState
from goodword.ui import dates
from goodword.ui.pieces import Action, Badge, Fact, FitLine, MarkKind, StripMark, VerdictLine
from goodword.ui.pieces import Family as FamilyCode
from goodword.ui.strip import YearStrip, quarters_around, year_strip

C = CandidateState


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """How the customer's link stands, for whoever leads the request, and what may be done about it."""

    text: str
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One candidate as the page shows it."""

    candidate: Candidate
    place: str
    badge: Badge
    running: bool = False
    out: bool = False
    reason: str = ""
    left: str = ""
    fit: FitLine | None = None
    verdict: VerdictLine | None = None
    strip: YearStrip | None = None
    facts: tuple[Fact, ...] = ()
    words: tuple[Word, ...] = ()
    said: tuple[Said, ...] = ()
    link: LinkLine | None = None
    steps: tuple[Action, ...] = ()
    more: tuple[Action, ...] = ()
    is_blocked: bool = False
    km: int | None = None
    may: frozenset[str] = frozenset()


def cards_of(row: ReferenceRequest, candidates: list[Candidate], viewer: User, *, now: InForce, names: Mapping[str, str]) -> list[Card]:
    """The cards of a request, the running one first, those who are out last; a constant number of statements."""
    open_ones = [each for each in candidates if each.state in (*CANDIDATE_LIVE, *CANDIDATE_PLANNED, C.DONE)]
    accounts = [each.account for each in open_ones]
    own = [each.ledger_entry_id for each in open_ones if each.ledger_entry_id is not None]
    judged = judge_many(row, accounts, now=now, without_entries=own)
    keys = [account.pk for account in accounts]
    entries = standing(keys, since=seen_since(now))
    facts = four_facts(keys, now, members=[each.member for each in accounts if hasattr(each, "member")], entries=entries)
    strips = strips_of(keys, entries, now=now, family=family_of(row))
    leaving = {each.pk: leaves_at(each) for each in open_ones}
    asked = [each.pk for each in candidates if access.can_renew_link(viewer, each)]
    links = states_of("candidate", asked, purpose=Purpose.ANSWER_ASK, at=now.at) if asked else {}
    cards = [
        _card(
            row,
            each,
            viewer,
            judged=judged.get(each.account_id),
            four=facts.get(each.account_id),
            strip=strips.get(each.account_id),
            names=names,
            link=link_line(each, links.get(each.pk, NO_LINK), now=now, leaves=leaving.get(each.pk))
            if each.pk in asked
            else introduction_line(each, viewer, at=now.at),
            leaves=leaving.get(each.pk),
        )
        for each in candidates
    ]
    return sorted(cards, key=lambda card: (not card.running, card.out, card.candidate.position, card.candidate.pk))


def _card(
    row: ReferenceRequest,
    candidate: Candidate,
    viewer: User,
    *,
    judged: Judged | None,
    four: FourFacts | None,
    strip: YearStrip | None,
    names: Mapping[str, str],
    link: LinkLine | None,
    leaves: datetime | None,
) -> Card:
    live = candidate.state in (*CANDIDATE_LIVE, C.DONE)
    out = not live and candidate.state not in CANDIDATE_PLANNED
    may = frozenset(verb for verb in access.CANDIDATE_VERBS if access.may(viewer, verb, candidate))
    if judged is None or out:
        leads_on = judged is None and access.can_put_colleague_forward(viewer, candidate)
        return Card(
            candidate=candidate,
            place=place_of(candidate),
            badge=candidate_badge(candidate),
            out=out,
            reason=why_out(candidate),
            steps=(colleague_step(candidate),) if leads_on else (),
            may=may,
        )
    today = judged.now.today
    decided = candidate.state not in UNDECIDED
    verdict = explain(
        judged.judgement, family=family_of(row), today=today, policy=_("policy %(number)s") % {"number": judged.now.version.number}
    )
    weighs = live or "hold" in may
    return Card(
        candidate=candidate,
        place=place_of(candidate),
        badge=candidate_badge(candidate),
        running=live,
        may=may,
        fit=None if decided else explain_fit(judged.fit, today=today, labels=names),
        verdict=None if decided else verdict,
        strip=strip if weighs else None,
        facts=facts_of(without_own(four, candidate), today=today, elsewhere=candidate.ledger_entry_id is not None)
        if four and weighs
        else (),
        words=three_words(row, candidate, viewer, leaves=leaves) if live else (),
        said=said_of(candidate) if candidate.state == C.DONE else (),
        link=link,
        is_blocked=bool(judged.judgement.blocks),
        km=judged.facts.account.km,
    )


def link_line(candidate: Candidate, state: LinkState, *, now: InForce, leaves: datetime | None = None) -> LinkLine:
    """What became of the link in the mail. Mail filters open links too, so nobody in particular is said to have opened it."""
    if leaves is not None:
        back = Action(label=_("Take it back"), url=candidate_url(candidate, "take_back"), method="post")
        change = Action(label=_("Change its words"), url=reverse("notifications:to_customer", args=[candidate.pk]))
        soon = _("The mail leaves at %(time)s.") % {"time": dates.time_words(leaves)}
        return LinkLine(text=soon if leaves > now.at else _("The mail has not left yet: nobody was asked."), actions=(change, back))
    who = candidate.contact.first_name if candidate.contact else candidate.account.name
    if state.opened_at is not None:
        opened = _("The page was opened on %(day)s, by %(who)s or by a mail filter.")
        text = opened % {"day": dates.day_words(state.opened_at, today=now.today), "who": who}
    else:
        text = _("The page was not opened yet.") if state.works else ""
    renew = Action(
        label=_("Send a fresh link"),
        url=candidate_url(candidate, "send_fresh_link"),
        method="post",
        confirm=_("%(who)s gets the question again with a new link. It is the same ask, not one more.") % {"who": who}
        + (f" {_('The link from before stops working.')}" if state.works else ""),
    )
    if not state.works:
        return LinkLine(text=f"{text} {_('No link works just now.')}".strip(), actions=(renew,))
    withdraw = Action(
        label=_("Withdraw the link"),
        url=candidate_url(candidate, "withdraw_link"),
        method="post",
        confirm=_("Nobody can answer with it any more: whoever opens it reads whom to write to. %(who)s stays asked.") % {"who": who},
    )
    return LinkLine(text=text, actions=(withdraw, renew))


def introduction_line(candidate: Candidate, viewer: User, *, at: datetime) -> LinkLine | None:
    """What brings both together waits out the program's pause: until then its words can be changed."""
    leaves = candidate.state_at + timedelta(seconds=program().mail_delay_seconds)
    if candidate.state not in (C.ACCEPTED, C.INTRODUCED, C.SCHEDULED) or leaves <= at or not access.can_override(viewer, candidate):
        return None
    who = candidate.contact.first_name if candidate.contact else candidate.account.name
    read = Action(label=_("Change its words"), url=reverse("notifications:to_customer", args=[candidate.pk]))
    return LinkLine(text=_("The mail to %(who)s leaves at %(time)s.") % {"who": who, "time": dates.time_words(leaves)}, actions=(read,))


def without_own(four: FourFacts, candidate: Candidate) -> FourFacts:
    """Leave out the place that this very candidate holds."""
    entry = candidate.ledger_entry
    own = next((each for each in four.planned if entry is not None and each.day == entry.planned_on and each.family == entry.family), None)
    return replace(four, planned=tuple(each for each in four.planned if each is not own))


def place_of(candidate: Candidate) -> str:
    """Where the account is, and the person who is thought of."""
    account = candidate.account
    place = ", ".join(part for part in (account.city, country_name(account.country)) if part)
    contact = candidate.contact
    person = ", ".join(part for part in (contact.name, contact.title) if part) if contact else ""
    return " · ".join(part for part in (place, person) if part)


def why_out(candidate: Candidate) -> str:
    """Why a candidate is out, as a sentence."""
    if candidate.state == C.OWNER_DECLINED and candidate.approval is not None:
        name = candidate.approval.decided_by.name if candidate.approval.decided_by else ""
        return _("%(name)s: “%(reason)s” Nothing was sent to the customer, and the place is free again.") % {
            "name": name,
            "reason": candidate.approval.reason,
        }
    if candidate.state == C.DECLINED:
        return declined_words(candidate)
    if candidate.state == C.NO_ANSWER:
        return ngettext("Asked %(n)s time, and no answer came.", "Asked %(n)s times, and no answer came.", candidate.attempts) % {
            "n": candidate.attempts
        }
    if candidate.state == C.RELEASED:
        said = str(RELEASED.get(candidate.released_because, _("Let go.")))
        return f"{said} “{candidate.released_words}”" if candidate.released_words else said
    return ""


RELEASED = {
    "taken_off": gettext_lazy("Taken off the short list."),
    "expired": gettext_lazy("Nobody answered in time; the place is free again."),
    "somebody_else_accepted": gettext_lazy("Somebody else said yes."),
    "leave_alone": gettext_lazy("They asked for a pause before our mail left."),
    "not_any_more": gettext_lazy("They took this back before our mail left."),
    "withdrawn": gettext_lazy("The request was withdrawn."),
    "cancelled": gettext_lazy("The request was cancelled."),
    "declined": gettext_lazy("The request was declined."),
    "unfulfilled": gettext_lazy("The request was closed without a customer."),
    "reopened": gettext_lazy("The search began anew."),
}
CODE_WORDS = {
    **{code: words for code, words in DECLINE_WORDS.items() if code != OTHER},
    "leave_alone": gettext_lazy("Wants to be left alone for a while"),
    "not_any_more": gettext_lazy("Does not want to be asked for this any more"),
    "colleague": gettext_lazy("Named a colleague"),
}


def declined_words(candidate: Candidate) -> str:
    """What the customer said."""
    parts = [f"{said}."] if (said := CODE_WORDS.get(candidate.answer_code)) else []
    if candidate.colleague:
        parts = [_("Named a colleague: %(name)s.") % {"name": candidate.colleague}]
    if candidate.answer_words:
        parts.append(f"“{candidate.answer_words}”")
    return " ".join(str(part) for part in parts)


def colleague_of(candidate: Candidate) -> tuple[str, str]:
    """Name and address of the colleague whom the customer named; the address may be missing."""
    name, _bracket, rest = candidate.colleague.partition("<")
    return name.strip(), rest.rstrip("> ")


def colleague_step(candidate: Candidate) -> Action:
    """The button that leads on to the named colleague."""
    query = urlencode({"do": "put_colleague_forward", "candidate": candidate.pk})
    return Action(
        label=_("Add %(name)s and put them forward") % {"name": colleague_of(candidate)[0]},
        url=f"{request_url(candidate.reference_request)}?{query}#step",
        icon="user-plus",
    )


COUNTS: dict[str, Any] = {
    Family.CALL: ngettext_lazy("%(n)s call", "%(n)s calls", "n"),
    Family.PARTICIPATION: ngettext_lazy("%(n)s event", "%(n)s events", "n"),
    Family.CONTENT: ngettext_lazy("%(n)s story", "%(n)s stories", "n"),
    Family.RESEARCH: ngettext_lazy("%(n)s survey", "%(n)s surveys", "n"),
}


def facts_of(four: FourFacts, *, today: date, elsewhere: bool = False) -> tuple[Fact, ...]:
    """The four facts for the decision: asked, planned, effort, comfortable with."""
    family = dict(Family.choices)
    asked = ", ".join(str(COUNTS[code] % {"n": count}) for code, count in four.asked)
    if four.accepted:
        asked = f"{asked}, {_('%(n)s yes') % {'n': four.accepted}}"
    planned = ", ".join(
        (_("%(family)s held") if each.is_hold else _("%(family)s asked, %(day)s"))
        % {"family": family[each.family], "day": dates.day_words(each.day, today=today)}
        for each in four.planned
    )
    effort = _("%(effort)s of %(most)s points") % {"effort": four.effort, "most": four.effort_comfort}
    return (
        Fact(label=_("Asked, 12 months"), value=f"{asked or _('Never')}{spoke_words(four.talks, today=today)}"),
        Fact(label=_("Elsewhere"), value=planned or _("Nothing open"))
        if elsewhere
        else Fact(label=_("Open or planned"), value=planned or _("Nothing")),
        Fact(label=_("Effort so far"), value=effort, tone="care" if four.effort > four.effort_comfort else ""),
        Fact(label=_("Comfortable with"), value=four.comfort or _("Not said yet")),
    )


def seen_since(now: InForce) -> date:
    """How far back strips and the four facts look."""
    return min(quarters_around(now.today, now.fiscal)[0].start, add_months(now.today, -MONTHS_LOOKED_AT))


def strips_of(account_ids: Iterable[int], entries: Iterable[LedgerEntry], *, now: InForce, family: str) -> dict[int, YearStrip]:
    """The year strip of some accounts, with the rest of one family hatched, from their entries that stand."""
    quarters = quarters_around(now.today, now.fiscal)
    marks: dict[int, list[StripMark]] = {pk: [] for pk in account_ids}
    for entry in entries:
        if entry.planned_on >= quarters[0].start:
            marks[entry.account_id] += _marks(entry, now)
    return {
        pk: year_strip(marks=each, quarters=quarters, today=now.today, asked_for=cast("FamilyCode", family)) for pk, each in marks.items()
    }


def _marks(entry: LedgerEntry, now: InForce) -> list[StripMark]:
    family = cast("FamilyCode", entry.family)
    day = entry.asked_on or entry.planned_on
    kind: MarkKind = "hold" if entry.kind == LedgerEntry.HOLD else "ask"
    found = [StripMark(family=family, kind=kind, start=day)]
    ends_on = rest_of(entry, now)[1]
    if ends_on > day + timedelta(days=1):
        found.append(StripMark(family=family, kind="rest", start=day + timedelta(days=1), end=ends_on))
    return found
