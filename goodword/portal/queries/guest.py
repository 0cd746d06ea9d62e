"""The customer's page: who asks, for what, what was agreed, how it stands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import ActivityType, Family
from goodword.customers.queries import own_limits
from goodword.kernel.clock import add_months, program_day
from goodword.ledger.queries import of_accounts
from goodword.notifications.queries import Reader
from goodword.people.queries import program, program_zone, today, zone_called
from goodword.policy.explain.sentences import limit_words
from goodword.policy.queries import in_force, rest_of
from goodword.portal.queries.names import first_name, kind_words
from goodword.portal.queries.times import Slot, slot_of, slots, zone_words
from goodword.requests.kinds import KINDS, Course
from goodword.requests.queries.asking import ask_words
from goodword.requests.queries.ball import asks_to_move
from goodword.requests.queries.by_link import Candidate
from goodword.requests.queries.heard import heard_words
from goodword.requests.queries.judging import family_of
from goodword.requests.queries.travel import travel_words
from goodword.requests.states import CANDIDATE_WON, CandidateState
from goodword.ui.dates import NO_BREAK, full_day_words, month_words

# What a limit counts, within a sentence to the customer.
FAMILIES: Final = {
    Family.CALL: gettext_lazy("calls"),
    Family.PARTICIPATION: gettext_lazy("events"),
    Family.CONTENT: gettext_lazy("stories"),
    Family.RESEARCH: gettext_lazy("questions"),
}
# "30-minute" is one word.
NO_BREAK_HYPHEN: Final = "\u2011"


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
    travel: str
    zone: str
    their_zone: str
    slots: tuple[Slot, ...]
    proposed: tuple[Slot, ...]
    agreed: tuple[str, ...]
    quiet_until: str
    answer_by: date | None
    write_to: str
    write_to_address: str
    yours_until: datetime
    scheduled: Slot | None
    standing: Standing
    has_times: bool
    # Where they do it, and whether they may say that they did; both once they said yes.
    link: str
    may_say_done: bool
    # They may say yes to words about them, and no to their name.
    may_be_unnamed: bool
    today: date


def keeper_of(candidate: Candidate) -> Reader:
    """Whom a customer may write to: the reference manager, else whoever asked."""
    manager = candidate.reference_request.manager
    return manager if manager is not None and manager.is_active else candidate.reference_request.requester


def guest_page(candidate: Candidate, *, yours_until: datetime, at: datetime) -> Guest:
    """Everything that the customer's page shows, in the active language and time zone."""
    request, contact = candidate.reference_request, candidate.contact
    house, theirs = program(), timezone.get_current_timezone()
    asker = request.requester
    ours = zone_called(asker.time_zone, asker.region.time_zone if asker.region else "")
    keeper = keeper_of(candidate)
    times = list(candidate.times.all())
    differs = any(moment.astimezone(theirs).utcoffset() != moment.astimezone(ours).utcoffset() for moment in (at, at + timedelta(days=30)))
    scheduled = (
        slot_of(candidate.scheduled_at, request.minutes) if candidate.scheduled_at and candidate.state == CandidateState.SCHEDULED else None
    )
    return Guest(
        candidate=candidate,
        reader=first_name(contact.name) if contact else "",
        asker=first_name(asker.name),
        company=house.company_name or _("our company"),
        ask=ask_words(request, today=program_day(at, program_zone())).replace("-", NO_BREAK_HYPHEN),
        topic=request.topic,
        travel=travel_words(request, now=in_force(at)),
        zone=zone_words(theirs, at),
        their_zone=zone_words(ours, at) if differs else "",
        today=program_day(at, theirs),
        scheduled=scheduled,
        slots=tuple(
            slots(
                at=at,
                minutes=request.minutes,
                country=candidate.account.country,
                theirs=theirs,
                ours=ours,
                until=request.needed_on if request.needed_on and request.needed_on >= at.astimezone(theirs).date() else None,
                offered=tuple(each.starts_at for each in times if not each.by_customer and not each.chosen),
                booked=candidate.scheduled_at if scheduled else None,
            )
        ),
        proposed=tuple(
            slot_of(each.starts_at, request.minutes) for each in times if each.by_customer and not each.chosen and each.starts_at > at
        ),
        agreed=agreed_words(candidate, at=at),
        quiet_until=_quiet_until(candidate, at=at),
        answer_by=today(candidate.answer_due_at) if candidate.answer_due_at and candidate.answer_due_at > at else None,
        write_to=keeper.name,
        write_to_address=keeper.email,
        yours_until=yours_until,
        standing=standing_of(candidate, at=at),
        has_times=has_times(candidate),
        link=request.details.get("link", "") if candidate.state in CANDIDATE_WON else "",
        may_be_unnamed=KINDS[request.kind].sentences is not None,
        may_say_done=candidate.state in CANDIDATE_WON and KINDS[request.kind].course is Course.MANY,
    )


def has_times(candidate: Candidate) -> bool:
    """Is a time still to be agreed on: an event has its own."""
    return KINDS[candidate.reference_request.kind].course is Course.CALL


def standing_of(candidate: Candidate, *, at: datetime) -> Standing:
    """How the ask stands, for the customer."""
    state, at_agreed = candidate.state, candidate.scheduled_at
    who = {"asker": first_name(candidate.reference_request.requester.name)}
    if state == CandidateState.DECLINED:
        return _after_a_no(candidate)
    if not has_times(candidate):
        return _without_times(candidate, who)
    if state == CandidateState.SCHEDULED and at_agreed is not None and at_agreed <= at:
        words = _("A short mail will ask you how it was. One click is enough.")
        return Standing(mode="over", title=_("Thank you for the call."), words=words)
    if state == CandidateState.SCHEDULED and asks_to_move(candidate):
        words = _("Until %(asker)s agrees to one of your times, the one below stands.") % who
        return Standing(mode="fixed", title=_("You asked to move your call."), words=words)
    if state == CandidateState.SCHEDULED and any(
        not each.by_customer and not each.chosen and each.starts_at > at for each in candidate.times.all()
    ):
        words = _("Choose one of the new times under “Move the time”. Until you do, the one below stands.")
        return Standing(mode="fixed", title=_("%(asker)s would like to move your call.") % who, words=words)
    if state == CandidateState.DONE:
        heard = heard_words(candidate, asker=who["asker"])
        return Standing(mode="ended", title=_("Thank you for the call."), words=" ".join(heard) or _("You hear from us what came of it."))
    soon = Standing(
        mode="agreed", title=_("Thank you, that is kind of you."), words=_("%(asker)s chooses a time, and you get an invitation.") % who
    )
    known = {
        CandidateState.ASKED.value: Standing(mode="ask", title=""),
        CandidateState.ACCEPTED.value: soon,
        CandidateState.INTRODUCED.value: soon,
        CandidateState.SCHEDULED.value: Standing(mode="fixed", title=_("Your call is booked.")),
        CandidateState.MISSED.value: Standing(
            mode="agreed", title=_("The call did not take place."), words=_("Would another time suit you?")
        ),
    }
    ended = _("There is nothing for you to do. Thank you for being ready to help.")
    return known.get(state) or Standing(mode="ended", title=_("This is no longer needed."), words=ended)


def _without_times(candidate: Candidate, who: dict[str, str]) -> Standing:
    """How it stands where no time is to be agreed on."""
    if candidate.state == CandidateState.ASKED:
        return Standing(mode="ask", title="")
    if candidate.state in CANDIDATE_WON and candidate.reference_request.details.get("link"):
        return Standing(mode="agreed", title=_("Thank you, that is kind of you."), words=_("It is behind the button below."))
    if candidate.state in CANDIDATE_WON:
        words = _("%(asker)s writes to you about what comes next.") % who
        return Standing(mode="agreed", title=_("Thank you, that is kind of you."), words=words)
    if candidate.state == CandidateState.MISSED:
        return Standing(mode="ended", title=_("It did not take place."), words=_("There is nothing for you to do."))
    if candidate.state == CandidateState.DONE:
        heard = heard_words(candidate, asker=who["asker"])
        return Standing(mode="ended", title=_("Thank you for your help."), words=" ".join(heard) or _("You hear from us what came of it."))
    return Standing(
        mode="ended",
        title=_("This is no longer needed."),
        words=_("There is nothing for you to do. Thank you for being ready to help."),
    )


def _after_a_no(candidate: Candidate) -> Standing:
    code, contact = candidate.answer_code, candidate.contact
    words = _("That is perfectly fine. %(asker)s looks elsewhere, and it changes nothing between us.") % {
        "asker": first_name(candidate.reference_request.requester.name),
    }
    if code == "colleague":
        words = _("We think about whether to ask them, and would mention you. There is nothing more for you to do.")
    if code == "leave_alone" and contact is not None and contact.quiet_until is not None:
        words = _("Nobody asks you for anything before %(day)s.") % {"day": _unbroken(contact.quiet_until)}
    return Standing(mode="ended", title=_("Thank you for telling us."), words=words)


def agreed_words(candidate: Candidate, *, at: datetime) -> tuple[str, ...]:
    """What this customer agreed to, how often we may ask, and when they last helped with a call."""
    member, contact = getattr(candidate.account, "member", None), candidate.contact
    own = contact.agreed_types if contact is not None else None
    kinds = own if own is not None else (member.agreed_types if member is not None else [])
    said = [kind_words(kind) for kind in kinds if kind in ActivityType.values]
    found = [_("You agreed to help with: %(kinds)s.") % {"kinds": ", ".join(said).lower()}] if said else []
    now = in_force(at)
    family = family_of(candidate.reference_request)
    limit = now.numbers.limit_of(family)
    if limit is not None:
        words = limit_words(limit.times, limit.period.kind, limit.period.count)
        found.append(_("For %(family)s we keep to %(limit)s.") % {"family": FAMILIES[family], "limit": words})
    own_words = _("Your own limit: at most %(most)s in %(days)s days.")
    found += [own_words % {"most": each.most, "days": each.days} for each in own_limits(candidate.account).filter(family=family)]
    before = candidate.ledger_entry.planned_on if candidate.ledger_entry else now.today
    helped = of_accounts([candidate.account_id], since=add_months(now.today, -24)).filter(
        family=family, answer="accepted", planned_on__lt=before
    )
    last = helped.last()
    is_ahead = standing_of(candidate, at=at).mode in ("ask", "agreed", "fixed")
    if is_ahead and last is not None and last.asked_on is not None:
        found.append(_("You last helped us like this in %(month)s.") % {"month": month_words(last.asked_on)})
    return tuple(found)


def _quiet_until(candidate: Candidate, *, at: datetime) -> str:
    """The day before which no other call is asked for, when one a period is the limit."""
    entry, now = candidate.ledger_entry, in_force(at)
    limit = now.numbers.limit_of(family_of(candidate.reference_request))
    if entry is None or limit is None or limit.times != 1:
        return ""
    return _unbroken(rest_of(entry, now)[1])


def _unbroken(day: date) -> str:
    return full_day_words(day).replace(" ", NO_BREAK)
