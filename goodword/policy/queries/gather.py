"""The facts of some accounts, gathered in a constant number of statements, and their judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import connection
from django.db.models import Case, Count, Max, Q, Value, When
from django.db.models.fields import BooleanField

from goodword.customers.kinds import ListKind
from goodword.customers.models import Account, Contact, ListItem, Member, Opportunity, SelfLimit
from goodword.kernel.clock import program_day
from goodword.ledger.models import Answer, LedgerEntry, LedgerSummary
from goodword.policy.facts import (
    AccountFacts,
    CandidateFacts,
    ContactFacts,
    Judgement,
    LedgerFacts,
    MemberFacts,
    OwnLimit,
    RequestFacts,
    Use,
)
from goodword.policy.numbers import Numbers
from goodword.policy.periods import earliest_reaching, usage_period
from goodword.policy.queries.force import InForce
from goodword.policy.queries.inquiry import Inquiry, blocks_prospect, is_prospect
from goodword.policy.queries.near import distances
from goodword.policy.queries.rows import accounts_of, entries_of, limits_set_by, people_of
from goodword.policy.rules import judge_all

# Far enough back for the periods of most policies; longer ones, and own limits, reach further.
LEAST_LOOK_BACK_DAYS = 800
MOST_HOPS = 10
REFUSED = (Answer.DECLINED, Answer.NO_ANSWER)

_HOLDERS = """
with recursive up (account_id, holder_id, hops) as (
  select id, id, 0 from goodword_account where id = any(%s)
  union all
  select up.account_id, a.parent_id, up.hops + 1
  from up join goodword_account a on a.id = up.holder_id where a.parent_id is not null and up.hops < %s
)
select distinct on (account_id) account_id, holder_id from up order by account_id, hops desc
"""

_SIZES = """
with recursive down (top, id, hops) as (
  select id, id, 0 from goodword_account where id = any(%s)
  union
  select d.top, a.id, d.hops + 1 from down d join goodword_account a on a.parent_id = d.id where d.hops < %s
)
select top, count(distinct id) from down group by top
"""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read of one account: its facts, and the people they speak of."""

    facts: CandidateFacts
    people: tuple[Contact, ...]


def gather(
    account_ids: Iterable[int],
    inquiry: Inquiry,
    now: InForce,
    *,
    without_entries: Collection[int] = (),
    known: Iterable[Account] = (),
) -> dict[int, Gathered]:
    """Return what the rules look at, of some accounts by id, in at most nine statements however many there are.

    `without_entries` leaves out places of the ledger that belong to the very candidates that are judged. Of the accounts that are
    `known` with all that is `BESIDE` them nothing is read again.
    """
    accounts = accounts_of(account_ids, known)
    return _gathered(accounts, people_of(accounts), inquiry, now, without_entries)


def _gathered(
    accounts: Mapping[int, Account],
    people: Mapping[int, list[Contact]],
    inquiry: Inquiry,
    now: InForce,
    without_entries: Collection[int],
    *,
    own_limits: Mapping[int, list[SelfLimit]] | None = None,
) -> dict[int, Gathered]:
    holders = holders_of(accounts, now)
    prospects = _about_prospect(accounts, inquiry)
    far = distances(accounts, inquiry.near) if inquiry.near is not None and inquiry.near.point else {}
    limits = _own_limits(holders, own_limits or {})
    ledgers = _ledgers(accounts, holders, limits, inquiry, now, without_entries)
    request = inquiry.facts()
    return {
        pk: Gathered(
            people=tuple(people[pk]),
            facts=CandidateFacts(
                ask_on=inquiry.ask_on,
                fiscal=now.fiscal,
                request=request,
                account=_account_facts(account, about_prospect=prospects.get(pk, (False, False)), km=far.get(pk)),
                member=_member_facts(account, limits.get(pk, ())),
                contacts=tuple(map(_contact_facts, people[pk])),
                ledger=ledgers[pk],
            ),
        )
        for pk, account in accounts.items()
    }


def facts_for(
    account_ids: Iterable[int], inquiry: Inquiry, now: InForce, *, without_entries: Collection[int] = ()
) -> dict[int, CandidateFacts]:
    """Return the facts of some accounts by id."""
    return {pk: each.facts for pk, each in gather(account_ids, inquiry, now, without_entries=without_entries).items()}


def facts_of(
    account: Account, inquiry: Inquiry, now: InForce, *, people: Iterable[Contact], own_limits: Iterable[SelfLimit]
) -> CandidateFacts:
    """Return the facts of one account for no company in particular, from what a page has read of it already.

    The account comes with its member, region and summary of the ledger beside it.
    """
    at, limits = {account.pk: sorted(people, key=lambda each: each.pk)}, {account.pk: list(own_limits)}
    return _gathered({account.pk: account}, at, inquiry, now, (), own_limits=limits)[account.pk].facts


def judge_accounts(
    account_ids: Iterable[int], inquiry: Inquiry, now: InForce, *, without_entries: Collection[int] = ()
) -> dict[int, tuple[CandidateFacts, Judgement]]:
    """Return facts and judgement of some accounts by id."""
    gathered = facts_for(account_ids, inquiry, now, without_entries=without_entries)
    return {pk: (facts, judge_all(facts, now.numbers)) for pk, facts in gathered.items()}


def request_facts(inquiry: Inquiry, numbers: Numbers, *, opportunity: Opportunity | None = None, outcomes_owed: int = 0) -> RequestFacts:
    """Return the facts that request rules look at: the deal's place in the ordered list of stages, and what is owed."""
    facts = replace(inquiry.facts(), outcomes_owed=outcomes_owed, has_deal=opportunity is not None)
    if opportunity is None:
        return facts
    wanted = {opportunity.stage, numbers.deal_stage_gate}
    stages = {item.code: item for item in ListItem.objects.filter(kind=ListKind.DEAL_STAGE, code__in=wanted)}
    stage, gate = stages.get(opportunity.stage), stages.get(numbers.deal_stage_gate)
    return replace(
        facts,
        deal_position=stage.position if stage else None,
        gate_position=gate.position if gate else None,
        deal_is_lost=bool(stage and stage.is_lost),
        deal_is_won=bool(stage and stage.is_won),
    )


def holders_of(account_ids: Iterable[int], now: InForce) -> dict[int, int]:
    """Return the account that the ledger counts for: each account itself, or the top of its family of companies."""
    ids = list(account_ids)
    if not now.counts_per_parent:
        return dict(zip(ids, ids, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS, [ids, MOST_HOPS])
        return dict(cursor.fetchall())


def _about_prospect(ids: Iterable[int], inquiry: Inquiry) -> dict[int, tuple[bool, bool]]:
    """Whether each of some accounts is the prospect, and whether it does not speak to it; nothing where there is no prospect."""
    if inquiry.prospect is None:
        return {}
    flags = _flag(is_prospect(inquiry)), _flag(blocks_prospect(inquiry))
    return {pk: (same, blocks) for pk, same, blocks in Account.objects.filter(pk__in=list(ids)).values_list("pk", *flags)}


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())


def _account_facts(account: Account, *, about_prospect: tuple[bool, bool], km: int | None) -> AccountFacts:
    same, blocks = about_prospect
    return AccountFacts(
        account_id=account.pk,
        industry=account.industry,
        region=account.region.code if account.region else "",
        country=account.country,
        segment=account.segment,
        tier=account.tier,
        seats=account.seats,
        use_cases=frozenset(account.use_cases),
        competitors_replaced=frozenset(account.competitors_replaced),
        topics=frozenset([*account.tech_stack, *account.stages_used]),
        health=account.health,
        escalated_on=account.escalated_on,
        renewal_on=account.renewal_on,
        do_not_contact=account.do_not_contact,
        is_prospect=same,
        blocks_prospect=blocks,
        km=km,
    )


def _member_facts(account: Account, limits: Iterable[OwnLimit]) -> MemberFacts | None:
    member: Member | None = getattr(account, "member", None)
    if member is None:
        return None
    return MemberFacts(
        standing=member.standing,
        joined_on=member.joined_on,
        paused_until=member.paused_until,
        verified_on=member.verified_on,
        agreed_types=frozenset(member.agreed_types),
        refused_types=frozenset(member.refused_types),
        territories=frozenset(member.territories),
        is_confidential=member.is_confidential,
        own_limits=tuple(limits),
        comfort_days=member.comfort_days,
        comfort_effort=member.comfort_effort,
        standing_rule=member.standing_rule,
    )


def _contact_facts(contact: Contact) -> ContactFacts:
    return ContactFacts(
        contact_id=contact.pk,
        has_address=bool(contact.email),
        left_on=contact.left_on,
        do_not_contact=contact.do_not_contact,
        quiet_until=contact.quiet_until,
        bounced=contact.bounced_at is not None,
        agreed_types=None if contact.agreed_types is None else frozenset(contact.agreed_types),
        languages=frozenset(contact.languages),
        persona=contact.persona,
    )


def _own_limits(holders: Mapping[int, int], known: Mapping[int, list[SelfLimit]]) -> dict[int, list[OwnLimit]]:
    """Return the limits that bind each account: its own, its people's, and those its holder set for itself; `known` are read already."""
    wanted = {*holders, *holders.values()} - known.keys()
    set_by = defaultdict(list, known) | (limits_set_by(wanted) if wanted else {})
    found: dict[int, list[OwnLimit]] = {}
    for account_id, holder_id in holders.items():
        own = [_own_limit(limit, of_holder=account_id == holder_id) for limit in set_by[account_id]]
        if holder_id != account_id:
            own += [_own_limit(limit, of_holder=True) for limit in set_by[holder_id] if limit.contact_id is None]
        found[account_id] = own
    return found


def _own_limit(limit: SelfLimit, *, of_holder: bool) -> OwnLimit:
    for_everybody = of_holder and limit.contact_id is None
    return OwnLimit(limit.family, limit.most, limit.days, limit.contact_id, of_holder=for_everybody)


@dataclass(frozen=True, slots=True)
class _Answers:
    last_asked_on: date | None = None
    answered: int = 0
    accepted: int = 0


def _ledgers(
    accounts: Mapping[int, Account],
    holders: Mapping[int, int],
    limits: Mapping[int, list[OwnLimit]],
    inquiry: Inquiry,
    now: InForce,
    without_entries: Collection[int],
) -> dict[int, LedgerFacts]:
    longest = max((limit.days for each in limits.values() for limit in each), default=0)
    limits_now = (limit for limit in now.numbers.limits.values() if limit is not None)
    reach = [earliest_reaching(limit, inquiry.ask_on, now.fiscal) for limit in limits_now]
    since = min(inquiry.ask_on - timedelta(days=max(LEAST_LOOK_BACK_DAYS, longest)), *(day - timedelta(days=1) for day in reach))
    by_holder: dict[int, list[LedgerEntry]] = defaultdict(list)
    by_account: dict[int, list[LedgerEntry]] = defaultdict(list)
    for entry in entries_of(holders, holders={*holders.values()}, since=since, without=without_entries):
        by_holder[entry.holder_id].append(entry)
        by_account[entry.account_id].append(entry)
    answers = _answers(accounts, without_entries)
    companies = _family_sizes(set(holders.values())) if now.counts_per_parent else {}
    found: dict[int, LedgerFacts] = {}
    for account_id, holder_id in holders.items():
        rows = {entry.pk: entry for entry in (*by_holder[holder_id], *by_account[account_id])}
        uses = tuple(_use(entry, account_id, holder_id, now) for entry in rows.values())
        heard = answers.get(account_id, _Answers())
        found[account_id] = LedgerFacts(uses, heard.last_asked_on, heard.answered, heard.accepted, companies.get(holder_id, 1))
    return found


def _family_sizes(tops: Collection[int]) -> dict[int, int]:
    """Return how many companies there are in each family, by the top one."""
    with connection.cursor() as cursor:
        cursor.execute(_SIZES, [list(tops), MOST_HOPS])
        return dict(cursor.fetchall())


def _use(entry: LedgerEntry, account_id: int, holder_id: int, now: InForce) -> Use:
    # Its days under the limit that judges now, as the database counts them: the entry keeps those of the limit it was taken under.
    from_on, to_on = usage_period(now.numbers.limit_of(entry.family), entry.planned_on, now.fiscal)
    return Use(
        family=entry.family,
        is_hold=entry.kind == LedgerEntry.HOLD,
        from_on=from_on,
        to_on=to_on,
        planned_on=entry.planned_on,
        asked_on=entry.asked_on,
        expires_on=program_day(entry.expires_at, now.zone) if entry.expires_at else None,
        contact_id=entry.contact_id,
        effort=entry.effort,
        by_this_account=entry.account_id == account_id,
        by_holder=entry.holder_id == holder_id,
        is_answered=bool(entry.answer),
        is_refused=entry.answer in REFUSED,
        is_missed=entry.missed,
    )


def keeps_place(entry: LedgerEntry, counted: str) -> bool:
    """Tell whether an entry keeps its place where a policy counts what was asked, accepted or done."""
    if entry.kind == LedgerEntry.HOLD or counted == "asked":
        return True
    return entry.answer not in REFUSED and (counted == "accepted" or not entry.missed)


def _answers(accounts: Mapping[int, Account], without_entries: Collection[int]) -> dict[int, _Answers]:
    """Return how each account answered what it was ever asked; counted anew only when some of it is left out."""
    if not without_entries:
        kept: Iterable[LedgerSummary] = filter(None, (getattr(account, "ledger_summary", None) for account in accounts.values()))
        return {row.account_id: _Answers(row.last_asked_on, row.answered, row.accepted) for row in kept}
    asks = LedgerEntry.objects.filter(account_id__in=list(accounts), kind=LedgerEntry.ASK).exclude(pk__in=without_entries)
    rows = asks.values("account_id").annotate(
        last=Max("asked_on"),
        answered=Count("pk", filter=~Q(answer="")),
        accepted=Count("pk", filter=Q(answer=Answer.ACCEPTED)),
    )
    return {row["account_id"]: _Answers(row["last"], row["answered"], row["accepted"]) for row in rows}
