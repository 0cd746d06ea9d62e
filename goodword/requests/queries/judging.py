"""A request seen by policy: what is asked of whom on which day, what the rules say, and how well each account fits."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from goodword.customers.kinds import ACTIVITY_FAMILY, ActivityType, Family
from goodword.customers.kinds.places import languages
from goodword.customers.models import Account, Contact
from goodword.customers.queries.places import find_spot
from goodword.customers.queries.rows import labels_and_regions
from goodword.kernel.clock import program_day
from goodword.kernel.globe import Spot
from goodword.policy.facts import CandidateFacts, Judgement, Outcome, RequestFacts
from goodword.policy.fit import Fit, Need, score
from goodword.policy.queries import InForce, Inquiry, gather, prospect_of, request_facts
from goodword.policy.rules import judge_all, judge_request
from goodword.requests.kinds import KINDS
from goodword.requests.kinds.answering import Stages
from goodword.requests.models import Candidate, Mode, ReferenceRequest
from goodword.requests.queries.promises import promises_for
from goodword.requests.states import RequestState

# Rules that look at the person who is asked; the rest look at the account.
PERSONAL_RULES = ("contactable", "willingness", "own_limit")


@dataclass(frozen=True, slots=True)
class Judged:
    """One account for one request: the facts and the people they speak of, every rule's verdict, the fit."""

    account: Account
    facts: CandidateFacts
    judgement: Judgement
    fit: Fit
    now: InForce
    people: tuple[Contact, ...]

    @property
    def is_clean(self) -> bool:
        """No rule warns or says no."""
        return self.judgement.is_clean

    def may_ask(self, contact_id: int) -> bool:
        """May this person be asked on that day: there, reachable, willing, and within their own limit."""
        about_them = judge_all(replace(self.facts, contact_id=contact_id), self.now.numbers)
        return all(verdict.outcome is not Outcome.BLOCK for verdict in about_them.verdicts if verdict.rule in PERSONAL_RULES)


def activity_of(reference_request: ReferenceRequest) -> ActivityType:
    """The kind of help that is asked for."""
    usual = KINDS[reference_request.kind].activity_type
    return ActivityType(reference_request.activity) if reference_request.activity else usual


def inquiry_of(reference_request: ReferenceRequest, *, ask_on: date) -> Inquiry:
    """The request as policy sees it."""
    kind = KINDS[reference_request.kind]
    deal = reference_request.opportunity
    return Inquiry(
        activity_type=activity_of(reference_request),
        ask_on=ask_on,
        kind=kind.code,
        region=reference_request.region.code if reference_request.region else "",
        is_confidential=reference_request.is_confidential,
        prospect=prospect_of(account=deal.account if deal else None, name=reference_request.prospect),
        near=spot_of(reference_request),
    )


def is_somewhere(row: ReferenceRequest) -> bool:
    """Does it take place in a city that was named, so that it counts how far somebody has to travel."""
    return KINDS[row.kind].is_on_a_day and bool(row.place_city) and not row.is_online


def spot_of(row: ReferenceRequest) -> Spot | None:
    """Where it takes place, when that counts."""
    return find_spot(city=row.place_city, state=row.place_state, country=row.place_country) if is_somewhere(row) else None


def family_of(reference_request: ReferenceRequest) -> Family:
    """The family whose limits count for what is asked."""
    return ACTIVITY_FAMILY[activity_of(reference_request)]


def need_of(reference_request: ReferenceRequest) -> Need:
    """What the customer should be like."""
    row = reference_request
    return Need(
        industries=frozenset(row.industries),
        region=row.region.code if row.region else "",
        country=row.country,
        segment=row.segment,
        tier=row.tier,
        seats=row.seats,
        use_cases=frozenset(row.use_cases),
        competitors=frozenset(row.competitors),
        languages=frozenset(row.languages),
        persona=row.persona,
        topics=frozenset(
            code for each in KINDS[row.kind].own_questions if isinstance(each.answer, Stages) for code in row.details.get(each.field, ())
        ),
        is_somewhere=is_somewhere(row),
    )


def judge_many(
    reference_request: ReferenceRequest,
    accounts: Iterable[Account],
    *,
    now: InForce,
    without_entries: Collection[int] = (),
) -> dict[int, Judged]:
    """Judge some accounts for a request, in a constant number of statements; places in `without_entries` do not count."""
    rows = {account.pk: account for account in accounts}
    inquiry, need = inquiry_of(reference_request, ask_on=now.today), need_of(reference_request)
    gathered = gather(rows, inquiry, now, without_entries=without_entries, known=rows.values())
    return {
        pk: Judged(
            account=rows[pk],
            facts=each.facts,
            judgement=judge_all(each.facts, now.numbers),
            fit=score(each.facts, need, now.numbers),
            now=now,
            people=each.people,
        )
        for pk, each in gathered.items()
    }


def judge_one(reference_request: ReferenceRequest, account: Account, *, now: InForce, own: Candidate | None = None) -> Judged:
    """Judge one account for a request; the place that its own candidate holds does not count against it."""
    entries = [own.ledger_entry_id] if own is not None and own.ledger_entry_id is not None else []
    return judge_many(reference_request, [account], now=now, without_entries=entries)[account.pk]


def sending_facts(row: ReferenceRequest, *, now: InForce) -> RequestFacts:
    """What the rules look at that look at no customer.

    The day of sending is today until it was sent; moved to an earlier day, the notice counts from the moving.
    """
    since = row.day_said_at or row.submitted_at
    facts = request_facts(
        inquiry_of(row, ask_on=now.today),
        now.numbers,
        opportunity=row.opportunity,
        outcomes_owed=owing(row.requester_id, kind=row.kind, now=now).count(),
    )
    return replace(
        facts,
        submitted_on=program_day(since, now.zone) if since is not None else now.today,
        needed_on=row.needed_on,
        needs_plan_approval=row.needs_plan_approval,
        wanted=row.wanted,
        team=row.team.code if row.team is not None else "",
        is_promised=KINDS[row.kind].is_promised,
        promises=promises_for(row, now=now),
    )


def judge_sending(reference_request: ReferenceRequest, *, now: InForce) -> Judgement:
    """Judge the request itself: its deal, what its requester owes, its day, and the places promised to its team."""
    return judge_request(sending_facts(reference_request, now=now), now.numbers)


def mode_of(row: ReferenceRequest, *, now: InForce) -> Mode:
    """Self-service for the segments that the policy names: the prospect's, else the one asked for."""
    if not KINDS[row.kind].self_service:
        return Mode.MANAGED
    prospect = row.opportunity.account if row.opportunity else None
    segment = prospect.segment if prospect and prospect.segment else row.segment
    return Mode.SELF_SERVICE if segment in now.numbers.self_service_segments and not row.is_confidential else Mode.MANAGED


def owing(user_id: int, *, kind: str, now: InForce) -> QuerySet[ReferenceRequest]:
    """The requests of which somebody has not said how they went though it is due: those of one kind, or of any, as the policy says."""
    rows = ReferenceRequest.objects.filter(requester_id=user_id, state=RequestState.COMPLETED, outcome_due_at__lte=now.at)
    if now.numbers.outcome_debt_per == "kind":
        rows = rows.filter(kind=kind)
    return rows.order_by("outcome_due_at", "pk")


def labels() -> dict[str, str]:
    """The label of every code that a fit speaks of: controlled lists, regions, languages."""
    listed, regions = labels_and_regions()
    words = {code: label for of_list in listed.values() for code, label in of_list.items()}
    return {**dict(languages()), **{region.code: region.name for region in regions}, **words}
