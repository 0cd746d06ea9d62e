"""Why members stand where they stand, since when and until when, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from goodword.customers.access import members_visible_to
from goodword.customers.kinds import Standing, StandingRule
from goodword.customers.kinds.sentences import fact_words
from goodword.customers.models import Member, StandingChange
from goodword.customers.queries.reasons import stands_because
from goodword.journal.models import Entry, Subject
from goodword.people.models import User
from goodword.policy.queries import InForce
from goodword.policy.queries.standing import flagged, leads_of
from goodword.policy.queries.verifying import overdue, unconfirmed
from goodword.policy.rules.moves import Lead
from goodword.ui.dates import day_words, local_day

FLAGGED = "flagged"
OVERDUE = "overdue"
PROPOSED = "proposed"
_NOTED = ("member.standing_changed",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """How one member stands: in words, whether a rule did it and by which change, and what is flagged only."""

    words: str
    is_by_rule: bool
    change: int | None
    flags: tuple[str, ...]


def why_labels() -> dict[str, str]:
    """Reasons beside the rules and people for which members are on the list."""
    return {FLAGGED: _("Flagged"), OVERDUE: _("Owner does not answer"), PROPOSED: _("Said to be no reference any more")}


def fact_in_words(rule: str, fact: str, *, today: date) -> str:
    """What a rule saw: “renews on 1 Dec”."""
    try:
        return fact_words(rule, day_words(date.fromisoformat(fact), today=today))
    except ValueError:
        return fact_words(rule, fact)


def flag_words(lead: Lead, *, today: date) -> str:
    """What a rule only flags."""
    return fact_in_words(lead.rule, lead.fact, today=today)


def stands(member: Member, now: InForce) -> Stands:
    """Say of one member how it stands; for an active one only what is flagged."""
    flags = tuple(flag_words(each, today=now.today) for each in leads_of(member, now) if each.leads == "flag")
    change = StandingChange.objects.filter(account_id=member.account_id, ended_at=None).first() if member.is_by_rule else None
    is_active = member.standing == Standing.ACTIVE
    why = "" if member.is_by_rule or is_active else reasons_of([member]).get(member.pk, "")
    words = "" if is_active else standing_words(member, why=why, today=now.today)
    return Stands(words=words, is_by_rule=member.is_by_rule, change=change.pk if change else None, flags=flags)


def standing_words(member: Member, *, why: str, today: date) -> str:
    """“With caution since 3 Nov: renews on 1 Dec, by rule”; with the day on which it ends by itself."""
    said = {"standing": member.get_standing_display(), "since": day_words(local_day(member.standing_at), today=today)}
    head = _("%(standing)s since %(since)s") % said
    if member.stands_until is not None and member.standing_rule != StandingRule.RENEWAL:
        head = _("%(head)s, until %(day)s") % {"head": head, "day": day_words(member.stands_until, today=today)}
    if member.is_by_rule:
        fact = fact_in_words(member.standing_rule, member.standing_fact, today=today)
        return _("%(head)s: %(why)s, by rule") % {"head": head, "why": fact}
    return _("%(head)s: %(why)s") % {"head": head, "why": why} if why else head


def why_words(member: Member, *, why: str, today: date) -> str:
    """The reason alone, for a list that has the rest in columns of its own."""
    if member.is_by_rule:
        fact = fact_in_words(member.standing_rule, member.standing_fact, today=today)
        return _("By rule: %(why)s") % {"why": fact}
    return _("By hand: %(why)s") % {"why": why} if why else _("By hand")


def reasons_of(members: Iterable[Member]) -> dict[int, str]:
    """The words with which people last moved some members, in one statement."""
    keys = [member.pk for member in members if not member.is_by_rule]
    last = Subject.objects.filter(kind="member", object_id=OuterRef("pk"), entry__verb__in=_NOTED).order_by("-entry_id")
    found = Member.objects.filter(pk__in=keys).annotate(said=Subquery(last.values("entry_id")[:1])).values_list("pk", "said")
    said = {entry: pk for pk, entry in found if entry is not None}
    entries = Entry.objects.filter(pk__in=said, note__isnull=False).select_related("note")
    return {said[entry.pk]: entry.note.text for entry in entries}


def members_by_standing(reader: User, now: InForce, *, asked: Mapping[str, list[str]]) -> QuerySet[Member]:
    """Members who are not simply active, or whom a rule flags; narrowed by what the address asks for."""
    rules = dict(flagged(now))
    anyhow = Q(pk=None)
    for condition in rules.values():
        anyhow |= condition
    rows = members_visible_to(reader).filter(~Q(standing=Standing.ACTIVE) | anyhow | Q(retire_proposed_on__isnull=False))
    if wanted := [each for each in asked.get("standing", []) if each]:
        rows = rows.filter(standing__in=wanted)
    if wanted := [each for each in asked.get("why", []) if each]:
        chosen = stands_because(wanted)
        if FLAGGED in wanted:
            chosen |= anyhow
        if OVERDUE in wanted:
            chosen |= Q(pk__in=unconfirmed(now).filter(overdue(now)).values("pk"))
        if PROPOSED in wanted:
            chosen |= Q(retire_proposed_on__isnull=False)
        rows = rows.filter(chosen)
    if asked.get("mine"):
        rows = rows.filter(Q(account__owner=reader) | Q(account__csm=reader))
    return rows.select_related("account__owner")
