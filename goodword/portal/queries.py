"""What the pages show: times to offer, what was agreed, who everybody is. Reads only; moments are passed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.approvals.access import can_decide
from goodword.customers.kinds import ActivityType, Family
from goodword.customers.queries import own_limits
from goodword.kernel.clock import add_months, is_working_day, program_day
from goodword.ledger.queries import of_accounts
from goodword.people.queries import is_holiday_in, program, program_zone, weekend_in
from goodword.policy.explain.sentences import limit_words
from goodword.policy.queries import four_facts, in_force
from goodword.requests.queries.asking import ask_words
from goodword.requests.queries.by_link import Candidate
from goodword.requests.states import CandidateState
from goodword.ui.dates import day_words, full_day_words, month_words
from goodword.ui.pieces import Fact

DAYS_AHEAD: Final = 21
MOST_SLOTS: Final = 6
MOST_PER_DAY: Final = 1
# In the order in which people like them.
HOURS: Final = (time(10), time(14), time(11), time(15), time(13), time(9), time(16), time(8), time(17), time(18))
FIRST_HOUR: Final = time(8)
LAST_HOUR: Final = time(19)


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that may suit both: the moment, its end, and whether the asker offered it."""

    starts_at: datetime
    ends_at: datetime
    is_offered: bool = False

    @property
    def value(self) -> str:
        """The moment as the form sends it."""
        return self.starts_at.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%MZ")


def zone_called(*names: str) -> tzinfo:
    """The first of these zones that exists, else the program's."""
    known = available_timezones()
    found = next((name for name in names if name in known), "")
    return ZoneInfo(found) if found else program_zone()


def slots(
    *, at: datetime, minutes: int, country: str, theirs: tzinfo, ours: tzinfo, offered: tuple[datetime, ...] = (), until: date | None = None
) -> list[Slot]:
    """Times to choose from: those that the asker offered, else one on each of the next working days.

    Working hours of the customer, neither on a weekend nor on a holiday of their country, and where it can be within the asker's day too.
    """
    ahead = [moment for moment in offered if moment > at]
    if ahead:
        return [_slot(moment, minutes, is_offered=True) for moment in ahead[:MOST_SLOTS]]
    found: list[Slot] = []
    for index, day in enumerate(_days(at.astimezone(theirs).date(), country)):
        if len(found) >= MOST_SLOTS or (until is not None and day > until and found):
            break
        found += [_slot(moment, minutes) for moment in _times_of(day, theirs, ours, turn=index)]
    return found


def _days(today: date, country: str) -> Iterator[date]:
    """Working days from the day after tomorrow on: nobody is surprised."""
    is_holiday, weekend = is_holiday_in(country), weekend_in(country)
    for step in range(2, DAYS_AHEAD):
        day = today + timedelta(days=step)
        if is_working_day(day, is_holiday, weekend=weekend):
            yield day


def _times_of(day: date, theirs: tzinfo, ours: tzinfo, *, turn: int) -> list[datetime]:
    """The best time of a day, mornings and afternoons by turns; times outside the asker's day only when there is no other."""
    liked = HOURS[turn % 2 :] + HOURS[: turn % 2]
    moments = [datetime.combine(day, hour, tzinfo=theirs) for hour in liked]
    both = [moment for moment in moments if FIRST_HOUR <= moment.astimezone(ours).time() <= LAST_HOUR]
    return (both or moments)[:MOST_PER_DAY]


def _slot(moment: datetime, minutes: int, *, is_offered: bool = False) -> Slot:
    return Slot(moment, moment + timedelta(minutes=minutes), is_offered)


def zone_words(zone: tzinfo, at: datetime) -> str:
    """A time zone as a place and its distance from Greenwich: "Oslo time (UTC+01:00)"."""
    name = getattr(zone, "key", "")
    offset = at.astimezone(zone).strftime("%z")
    distance = f"UTC{offset[:3]}:{offset[3:5]}"
    if "/" not in name:
        return name or distance
    city = name.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return _("%(city)s time (%(distance)s)") % {"city": city, "distance": distance}


def first_name(name: str) -> str:
    """What one calls somebody: the first word of the name; the whole name where the family name stands first."""
    return name if any(letter >= "\u2e80" for letter in name) else name.split(" ")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an ask stands, in words for the customer: `mode` chooses the page."""

    mode: str
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """The page of one ask: who reads it, who asks, what for, what was agreed, and times to choose from."""

    candidate: Candidate
    reader: str
    asker: str
    company: str
    ask: str
    topic: str
    zone: str
    their_zone: str
    slots: tuple[Slot, ...]
    proposed: tuple[Slot, ...]
    agreed: tuple[str, ...]
    quiet_until: str
    write_to: str
    write_to_address: str
    yours_until: datetime
    scheduled: Slot | None
    standing: Standing
    today: date


def guest_page(candidate: Candidate, *, yours_until: datetime, at: datetime) -> Guest:
    """Everything that the customer's page shows, in the active language and time zone."""
    request, contact = candidate.reference_request, candidate.contact
    house, theirs = program(), timezone.get_current_timezone()
    asker = request.requester
    ours = zone_called(asker.time_zone, asker.region.time_zone if asker.region else "")
    keeper = request.manager if request.manager and request.manager.is_active else asker
    times = list(candidate.times.all())
    differs = any(moment.astimezone(theirs).utcoffset() != moment.astimezone(ours).utcoffset() for moment in (at, at + timedelta(days=30)))
    scheduled = _slot(candidate.scheduled_at, request.minutes) if candidate.scheduled_at and candidate.state == CandidateState.SCHEDULED else None
    return Guest(
        candidate=candidate, reader=first_name(contact.name) if contact else "", asker=first_name(asker.name), company=house.company_name or _("our company"),
        ask=ask_words(request, today=program_day(at, program_zone())), topic=request.topic, zone=zone_words(theirs, at),
        their_zone=zone_words(ours, at) if differs else "", today=program_day(at, theirs), scheduled=scheduled,
        slots=tuple(slots(
            at=at, minutes=request.minutes, country=candidate.account.country, theirs=theirs, ours=ours, until=request.needed_on,
            offered=tuple(each.starts_at for each in times if not each.by_customer and not each.chosen),
        )),
        proposed=tuple(_slot(each.starts_at, request.minutes) for each in times if each.by_customer and not each.chosen and each.starts_at > at),
        agreed=agreed_words(candidate, at=at), quiet_until=_quiet_until(candidate, at=at), write_to=keeper.name, write_to_address=keeper.email,
        yours_until=yours_until, standing=standing_of(candidate, at=at),
    )


def standing_of(candidate: Candidate, *, at: datetime) -> Standing:
    """How the ask stands, for the customer."""
    state, name = candidate.state, first_name(candidate.reference_request.requester.name)
    who = {"asker": name}
    if state == CandidateState.ASKED:
        return Standing(mode="ask", title="")
    if state in (CandidateState.ACCEPTED, CandidateState.INTRODUCED):
        return Standing(mode="agreed", title=_("Thank you, that is kind of you."), words=_("%(asker)s fixes a time, and you get an invitation.") % who)
    if state == CandidateState.SCHEDULED:
        over = candidate.scheduled_at is not None and candidate.scheduled_at <= at
        return Standing(mode="over", title=_("Thank you for the call.")) if over else Standing(mode="fixed", title=_("Your call is fixed."))
    if state == CandidateState.MISSED:
        return Standing(mode="agreed", title=_("The call did not take place."), words=_("Would another time suit you?"))
    if state == CandidateState.DONE:
        return Standing(mode="ended", title=_("Thank you for the call."), words=_("You hear from us what came of it."))
    if state == CandidateState.DECLINED:
        return _after_a_no(candidate)
    return Standing(mode="ended", title=_("This is no longer needed."), words=_("There is nothing for you to do. Thank you for being ready to help."))


def _after_a_no(candidate: Candidate) -> Standing:
    code, contact = candidate.answer_code, candidate.contact
    words = _("That is perfectly fine. %(asker)s looks elsewhere, and it changes nothing between us.") % {
        "asker": first_name(candidate.reference_request.requester.name),
    }
    if code == "colleague":
        words = _("We think about whether to ask them, and would mention you. There is nothing more for you to do.")
    if code == "leave_alone" and contact is not None and contact.quiet_until is not None:
        words = _("Nobody asks you for anything before %(day)s.") % {"day": full_day_words(contact.quiet_until)}
    return Standing(mode="ended", title=_("Thank you for telling us."), words=words)


def agreed_words(candidate: Candidate, *, at: datetime) -> tuple[str, ...]:
    """What this customer agreed to, how often we may ask, and when they last helped with a call."""
    member, contact = getattr(candidate.account, "member", None), candidate.contact
    own = contact.agreed_types if contact is not None else None
    kinds = own if own is not None else (member.agreed_types if member is not None else [])
    labels = dict(ActivityType.choices)
    said = [str(labels[kind]) for kind in kinds if kind in labels]
    found = [_("You agreed to help with: %(kinds)s.") % {"kinds": ", ".join(said).lower()}] if said else []
    now = in_force(at)
    limit = now.numbers.limit_of(Family.CALL)
    if limit is not None:
        words = limit_words(limit.times, limit.period.kind, limit.period.count)
        found.append(_("For calls we keep to %(limit)s.") % {"limit": words})
    for each in own_limits(candidate.account).filter(family=Family.CALL):
        found.append(_("Your own limit: at most %(most)s in %(days)s days.") % {"most": each.most, "days": each.days})
    helped = of_accounts([candidate.account_id], since=add_months(now.today, -24)).filter(family=Family.CALL, answer="accepted")
    last = helped.exclude(pk=candidate.ledger_entry_id).last()
    if last is not None and last.asked_on is not None:
        found.append(_("This would be your first call since %(month)s.") % {"month": month_words(last.asked_on)})
    return tuple(found)


def _quiet_until(candidate: Candidate, *, at: datetime) -> str:
    """The day before which no other call is asked for, when one a period is the limit."""
    entry, limit = candidate.ledger_entry, in_force(at).numbers.limit_of(Family.CALL)
    if entry is None or limit is None or limit.times != 1:
        return ""
    return full_day_words(entry.to_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerPage:
    """The page of one question to an account owner."""

    candidate: Candidate
    is_open: bool
    reader: str
    asker: str
    ask: str
    due_at: datetime | None
    facts: tuple[Fact, ...]
    decided: str


def owner_page(candidate: Candidate, reader: Any, *, at: datetime) -> OwnerPage:  # noqa: ANN401 - a colleague; the portal knows no staff code
    """What the owner needs for a yes or no: who asks, for what, and how often this customer was asked lately."""
    request, approval = candidate.reference_request, candidate.approval
    now = in_force(at)
    four = four_facts([candidate.account_id], now)[candidate.account_id]
    asked = (
        ngettext("%(n)s time in a year, last on %(day)s", "%(n)s times in a year, last on %(day)s", four.asked_in_all)
        % {"n": four.asked_in_all, "day": day_words(four.last_asked_on, today=now.today)}
        if four.last_asked_on else _("Not in the last year")
    )
    facts = [
        Fact(label=_("Customer"), value=candidate.account.name), Fact(label=_("We would write to"), value=candidate.contact.name if candidate.contact else _("Not chosen yet")),
        Fact(label=_("For"), value=request.prospect or _("A prospect")), Fact(label=_("They want to hear"), value=request.topic),
        Fact(label=_("Asked before"), value=asked),
        Fact(label=_("Planned"), value=ngettext("%(n)s thing", "%(n)s things", len(four.planned)) % {"n": len(four.planned)} if four.planned else _("Nothing")),
        Fact(label=_("Effort so far"), value=_("%(effort)s of %(comfort)s points") % {"effort": four.effort, "comfort": four.effort_comfort}),
        Fact(label=_("Comfortable with"), value=four.comfort),
    ]
    is_open = candidate.state == CandidateState.HELD and approval is not None and can_decide(reader, approval)
    return OwnerPage(
        candidate=candidate, is_open=is_open, reader=first_name(reader.name), asker=request.requester.name,
        ask=ask_words(request, today=now.today), due_at=approval.due_at if approval else None,
        facts=tuple(fact for fact in facts if fact.value), decided=_decided(candidate, is_open=is_open),
    )


def _decided(candidate: Candidate, *, is_open: bool) -> str:
    """How the question was answered, when it was."""
    approval = candidate.approval
    if is_open or approval is None:
        return ""
    who = {"name": approval.decided_by.name if approval.decided_by else _("Somebody")}
    words = {
        "approved": _("%(name)s said yes. Thank you: we ask the customer politely, and you hear what comes of it.") % who,
        "declined": _("%(name)s said no. Thank you: the customer is not asked, and we look elsewhere.") % who,
    }
    return words.get(approval.state, _("The question is no longer open. There is nothing for you to do."))


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePage:
    """The page on which one side says what came of a call."""

    candidate: Candidate
    by_customer: bool
    reader: str
    other: str
    said: str
    words: str
    is_possible: bool


def outcome_page(candidate: Candidate, *, by_customer: bool, at: datetime) -> OutcomePage:
    """Who speaks about which call, and what they said already."""
    request, contact = candidate.reference_request, candidate.contact
    said = candidate.outcomes.filter(by_customer=by_customer).first()
    reader = (contact.name if contact else "") if by_customer else request.requester.name
    over = candidate.scheduled_at is not None and candidate.scheduled_at <= at
    return OutcomePage(
        candidate=candidate, by_customer=by_customer, reader=first_name(reader),
        other=first_name(request.requester.name) if by_customer else candidate.account.name,
        said=said.result if said else "", words=said.words if said else "",
        is_possible=candidate.state == CandidateState.DONE or (candidate.state == CandidateState.SCHEDULED and over),
    )
