"""A contact's own page: what they agreed to, their limits, a pause, what they were asked; nothing of their colleagues."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from goodword.customers.kinds import ActivityType, Family
from goodword.customers.kinds.activities import EVERYTHING, LIMIT_FOR, limit_words
from goodword.customers.kinds.meanings import MEANINGS
from goodword.customers.kinds.sentences import FIELDS
from goodword.customers.queries import own_limits
from goodword.customers.queries.own_word import Agreed, agreed_since, last_changes, told_in_step
from goodword.kernel.clock import add_months, program_day
from goodword.ledger.queries import of_contact
from goodword.people.queries import manager_for, program, program_zone
from goodword.policy.explain.sentences import limit_words as policy_words
from goodword.policy.periods import Period, PeriodKind, UsageLimit, free_from, usage_period
from goodword.policy.queries import InForce, in_force
from goodword.portal.queries.guest import standing_of
from goodword.portal.queries.names import first_name, kind_words, masked
from goodword.requests.queries.asking import ask_words
from goodword.requests.queries.letters import worded
from goodword.requests.queries.of_contact import Asked, asked_of
from goodword.ui.dates import full_day_words

LIMITED: Final = (Family.CALL.value, Family.PARTICIPATION.value, EVERYTHING)
DAYS_OF_A_QUARTER: Final = 91


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One kind of help: what it is, what it means, and since when they agree to it, if they do."""

    code: str
    label: str
    meaning: str
    since: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How often they may be asked for something: what they set themselves, and what it means today."""

    family: str
    label: str
    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One ask, as they were told of it: by whom, for what, how it ended; `answer_id` while it waits for them."""

    on: date
    title: str
    detail: str
    how: str
    answer_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What they changed lately, in words, with what takes it back."""

    entry_id: int
    words: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """Everything that the page shows."""

    contact: Any
    reader: str
    address: str
    company: str
    keeper: Any
    is_member: bool
    closed: str
    paused_until: date | None
    is_the_only_one: bool
    agreed: tuple[Activity, ...]
    more: tuple[Activity, ...]
    limits: tuple[Limit, ...]
    of_company: tuple[str, ...]
    open_asks: tuple[Ask, ...]
    asks: tuple[Ask, ...]
    asked_in_all: int
    more_asked: bool
    changes: tuple[Change, ...]
    today: date
    until: datetime
    champions: bool = False
    program: Any = None
    pauses: tuple[tuple[str, date], ...] = ()


def own_page(contact: Any, *, until: datetime, at: datetime) -> OwnPage:
    """Put the page of one contact together, in the active language and time zone."""
    now, house = in_force(at), program()
    member = getattr(contact.account, "member", None)
    asked, in_all = asked_of(contact.pk)
    asks = [_ask(each, at=at) for each in asked]
    since = agreed_since(contact, member)
    rows = list(own_limits(contact.account))
    return OwnPage(
        contact=contact,
        reader=first_name(contact.name),
        address=masked(contact.email),
        company=house.company_name or _("our company"),
        keeper=manager_for(account=contact.account),
        is_member=member is not None,
        closed=_closed(contact),
        paused_until=contact.quiet_until if contact.quiet_until is not None and contact.quiet_until > now.today else None,
        is_the_only_one=not contact.account.contacts.filter(left_on=None, do_not_contact=False).exclude(pk=contact.pk).exists(),
        agreed=tuple(_agreed(code, since[code], member) for code in ActivityType.values if code in since),
        more=tuple(_more(code, member) for code in ActivityType.values if code not in since) if member is not None else (),
        limits=tuple(_limit(family, rows, contact.pk, now) for family in LIMITED),
        of_company=_of_company(rows),
        open_asks=tuple(each for each in asks if each.answer_id),
        asks=tuple(each for each in asks if not each.answer_id),
        asked_in_all=in_all,
        more_asked=in_all > len(asks),
        changes=_changes(contact, at=at),
        today=program_day(at, program_zone()),
        until=until,
        champions=contact.is_champion or (member is not None and member.champion_id == contact.pk),
        program=program_words(contact, house),
        pauses=tuple(
            (words, add_months(now.today, months)) for words, months in ((_("3 months"), 3), (_("6 months"), 6), (_("A year"), 12))
        ),
    )


def program_words(contact: Any, house: Any) -> Any:
    """What the program is, in the words of whoever runs it: a heading, and some paragraphs."""
    keeper = manager_for(account=contact.account)
    facts = {
        "name": first_name(contact.name),
        "full_name": contact.name,
        "company": house.company_name or _("our company"),
        "asker": first_name(keeper.name) if keeper else "",
        "asker_name": keeper.name if keeper else "",
    }
    return worded("program_page", contact, house=house, facts=lambda: facts).filled


def _closed(contact: Any) -> str:
    if contact.do_not_contact:
        return _("You told us not to contact you, and we do not.")
    return _("We ask nobody at your company for anything at present.") if contact.account.do_not_contact else ""


def _agreed(code: str, since: Agreed, member: Any) -> Activity:
    activity = ActivityType(code)
    words = {
        "self": _("You said so on %(day)s."),
        "noted": _("Noted by us on %(day)s, as you told us."),
        "company": _("Your company agreed on %(day)s."),
    }
    is_beyond = member is not None and code not in member.agreed_types
    return Activity(
        code=code,
        label=kind_words(code),
        meaning=str(MEANINGS[activity]),
        since=words[since.how] % {"day": full_day_words(since.on)},
        hint=_("Your company has not agreed to this so far, so we talk to you before anybody asks.") if is_beyond else "",
    )


def _more(code: str, member: Any) -> Activity:
    activity = ActivityType(code)
    hint = _("Your company asked us not to ask anybody for this.") if code in member.refused_types else ""
    return Activity(code=code, label=kind_words(code), meaning=str(MEANINGS[activity]), hint=hint)


def _limit(family: str, rows: Iterable[Any], contact_id: int, now: InForce) -> Limit:
    row = next((each for each in rows if each.contact_id == contact_id and each.family == family), None)
    said, ours = [], now.numbers.limit_of(family)
    if row is not None:
        said.append(_next_words(row, contact_id, now) if row.most else _("Nobody asks you for this."))
    if ours is not None:
        rule = policy_words(ours.times, ours.period.kind, ours.period.count)
        strict = row is None or row.most / row.days > ours.times / _days_of(ours)
        if strict and row is not None:
            said.append(_("Our own rule is stricter and goes on counting: %(rule)s, for your whole company.") % {"rule": rule})
        elif row is None:
            said.append(_("We keep to %(rule)s, for your whole company.") % {"rule": rule})
    value = f"{row.most}:{row.days}" if row is not None else ""
    return Limit(family=family, label=str(LIMIT_FOR[family]), value=value, words=" ".join(said))


def _days_of(limit: UsageLimit) -> int:
    rolling = limit.period.kind is PeriodKind.ROLLING_DAYS
    return limit.period.count if rolling else limit.period.count * DAYS_OF_A_QUARTER


def _next_words(row: Any, contact_id: int, now: InForce) -> str:
    """From which day this limit lets them be asked: counted by what they were asked themselves."""
    limit = UsageLimit(row.most, Period(PeriodKind.ROLLING_DAYS, row.days))
    days = [use.asked_on or use.planned_on for use in of_contact(contact_id) if row.family in (use.family, EVERYTHING)]
    free = free_from(limit, [usage_period(limit, day, now.fiscal) for day in days], now.today, now.fiscal)
    if free is None or free <= now.today:
        return _("By this you may be asked now.")
    return _("By this the next is possible from %(day)s.") % {"day": full_day_words(free)}


def _of_company(rows: Iterable[Any]) -> tuple[str, ...]:
    """Limits that hold for everybody at the company: what they are asked follows them too."""
    words = _("%(what)s: %(limit)s")
    return tuple(
        words % {"what": LIMIT_FOR[each.family], "limit": limit_words(each.most, each.days)} for each in rows if each.contact_id is None
    )


def _ask(asked: Asked, *, at: datetime) -> Ask:
    candidate = asked.candidate
    if candidate is None:
        answers = {"accepted": _("You said yes. Thank you."), "declined": _("You said no."), "no_answer": _("It was not answered.")}
        return Ask(on=asked.on, title=str(asked.activity.label), detail="", how=answers.get(asked.answer, ""))
    request = candidate.reference_request
    said = {"asker": request.requester.name, "what": ask_words(request, today=asked.on)}
    title = _("%(asker)s asked whether you would %(what)s.") % said
    standing = standing_of(candidate, at=at)
    if asked.is_open:
        return Ask(on=asked.on, title=title, detail=request.topic, how=_("It waits for your answer."), answer_id=candidate.pk)
    how = f"{standing.title} {standing.words}".strip()
    needs_page = standing.mode in ("agreed", "fixed")
    return Ask(on=asked.on, title=title, detail=request.topic, how=how, answer_id=candidate.pk if needs_page else 0)


def _changes(contact: Any, *, at: datetime) -> tuple[Change, ...]:
    """The last change of each kind; an older one cannot be taken back before it."""
    seen: set[str] = set()
    found = []
    for entry in last_changes(contact, at=at):
        if entry.data["what"] not in seen:
            seen.add(entry.data["what"])
            words = tuple(line for each in told_in_step(entry) for line in _change_words(each.verb, each.data))
            found.append(Change(entry_id=entry.pk, words=words, at=entry.at))
    return tuple(found)


def _change_words(verb: str, data: Mapping[str, Any]) -> Iterator[str]:
    """What a change did, to whoever made it."""
    if verb == "contact.quieted":
        until = data.get("until")
        yield _("Pause until %(day)s") % {"day": full_day_words(date.fromisoformat(until))} if until else _("No pause any more")
    elif verb == "contact.agreed":
        for words, codes in ((_("Offered: %(what)s"), data.get("more", [])), (_("Not any more: %(what)s"), data.get("gone", []))):
            if codes:
                yield words % {"what": ", ".join(kind_words(code) for code in codes)}
    elif verb in ("member.limit_set", "member.limit_cleared"):
        is_set = verb == "member.limit_set"
        limit = limit_words(data["most"], data["days"]) if is_set else _("no limit of your own")
        yield _("%(what)s: %(limit)s") % {"what": LIMIT_FOR[data["family"]], "limit": limit}
    elif verb in ("contact.closed", "contact.reopened"):
        yield _("You left the program: nobody asks you any more") if verb == "contact.closed" else _("You are back in the program")
    elif verb == "contact.corrected":
        yield _("Your details: %(fields)s") % {"fields": ", ".join(str(FIELDS.get(name, name)) for name in data["fields"])}
