"""Reading reference leads: the report of a quarter, how each lead stands, and the short list of an owner."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from goodword.customers.models import Account, Member
from goodword.customers.queries import by_name
from goodword.people.models import User
from goodword.people.queries import stands_in_for
from goodword.people.queries import today as program_day
from goodword.policy.queries import InForce
from goodword.recruiting.kinds import Purpose
from goodword.recruiting.kinds.leads import LeadChoice
from goodword.recruiting.models import LeadAnswer, LeadNudge, LeadReport, Nomination, ReferenceLead
from goodword.recruiting.states import NOMINATION_OPEN, NominationState

OPEN, NUDGED, YES, NOT_NOW, NEVER, NOMINATED, MEMBER = "open", "nudged", "yes", "not_now", "never", "nominated", "member"
STATES: Final = (OPEN, NUDGED, YES, NOT_NOW, NEVER, NOMINATED, MEMBER)
# A yes holds while what it began goes on, or came to be.
GOES_ON: Final = (NominationState.DRAFT, *NOMINATION_OPEN, NominationState.APPROVED)
# Of these somebody has still to say what they think.
UNANSWERED: Final = (OPEN, NUDGED)


def with_state(leads: QuerySet[ReferenceLead], *, today: date) -> QuerySet[Any]:
    """Say of each lead how it stands, and by which answer; a day that has passed is no answer any more."""
    holding = LeadAnswer.objects.filter(account=OuterRef("account"), ended_at=None)
    nominated = Nomination.objects.filter(account=OuterRef("account"), purpose=Purpose.PROGRAM, state__in=NOMINATION_OPEN)
    found: QuerySet[Any] = leads.annotate(
        said=Subquery(holding.values("answer")[:1]),
        said_until=Subquery(holding.values("until_on")[:1]),
        said_began=Subquery(holding.values("nomination__state")[:1]),
    ).annotate(
        stands=Case(
            When(Exists(Member.objects.filter(account=OuterRef("account"))), then=Value(MEMBER)),
            When(Exists(nominated), then=Value(NOMINATED)),
            When(said=LeadChoice.NEVER, then=Value(NEVER)),
            When(said=LeadChoice.NOT_NOW, said_until__gt=today, then=Value(NOT_NOW)),
            When(said=LeadChoice.YES, said_began__in=GOES_ON, then=Value(YES)),
            When(nudge__isnull=False, then=Value(NUDGED)),
            default=Value(OPEN),
            output_field=CharField(),
        )
    )
    return found


def last_report(*, before: date | None = None) -> LeadReport | None:
    """The latest report that found anything to keep; with `before` the one of an earlier quarter."""
    rows = LeadReport.objects.exclude(made_at=None)
    return (rows.filter(starts_on__lt=before) if before else rows).select_related("version").order_by("-starts_on").first()


def report_of(now: InForce) -> LeadReport | None:
    """The report of the running quarter, made or not."""
    return LeadReport.objects.filter(starts_on=now.fiscal.quarter_of(now.today).start).select_related("version", "started_by").first()


def reports() -> QuerySet[LeadReport]:
    """Every report that has a list, the latest first."""
    return LeadReport.objects.exclude(made_at=None).select_related("version").order_by("-starts_on")


def with_last_place(leads: QuerySet[Any], before: LeadReport | None) -> QuerySet[Any]:
    """Say of each lead at which place it stood in an earlier report."""
    earlier = ReferenceLead.objects.filter(report=before.pk if before else 0, account=OuterRef("account")).values("place")[:1]
    found: QuerySet[Any] = leads.annotate(last_place=Subquery(earlier))
    return found


def unanswered_of(owners: list[int], *, today: date, report: LeadReport | None = None) -> QuerySet[Any]:
    """The leads of some owners in the last report of which nobody has said anything yet, the best first."""
    report = report or last_report()
    leads = ReferenceLead.objects.filter(report=report, account__owner__in=owners)
    return with_state(leads, today=today).filter(stands__in=UNANSWERED).order_by("place")


def short_list(owner: User, now: InForce, *, report: LeadReport | None = None) -> list[Any]:
    """What one owner is asked about at a time."""
    rows = unanswered_of([owner.pk], today=now.today, report=report).select_related("account__region", "account__owner", "report__version")
    return list(rows[: now.numbers.lead_owner_most])


def answers_for(user: User, *, today: date) -> list[User]:
    """Whose customers somebody answers for: their own, and those of colleagues in whose place they are."""
    return [user, *stands_in_for(user, today)]


def last_nudge(owner: User) -> LeadNudge | None:
    """When somebody was nudged last, or whoever stood in for them."""
    return LeadNudge.objects.filter(owner=owner).select_related("to", "by").order_by("-on_day", "-pk").first()


def leads_of_nudge(nudge: LeadNudge, *, today: date) -> QuerySet[Any]:
    """What a nudge was about, and still belongs to its owner."""
    leads = ReferenceLead.objects.filter(nudge=nudge, account__owner=nudge.owner_id)
    return with_state(leads, today=today).select_related("account__region", "account__owner", "report__version").order_by("place")


def holding_answers(accounts: list[int]) -> dict[int, LeadAnswer]:
    """What was said of some customers and still holds."""
    rows = LeadAnswer.objects.filter(account__in=accounts, ended_at=None).select_related("answered_by", "nomination")
    return {each.account_id: each for each in rows}


def nudged_waiting(user: User) -> QuerySet[ReferenceLead]:
    """Leads of which this person was sent a short list and nobody has said anything: whether there may be any, at a glance."""
    said = LeadAnswer.objects.filter(account=OuterRef("account"), ended_at=None)
    rows = ReferenceLead.objects.filter(Q(nudge__to=user) | Q(nudge__owner=user), account__owner=F("nudge__owner"))
    return rows.filter(~Exists(said))


def leads_waiting(user: User, *, at: datetime) -> int:
    """How many customers of the last report somebody was asked about, and has not answered."""
    report = LeadReport.objects.exclude(made_at=None).order_by("-starts_on").values("pk")[:1]
    rows = nudged_waiting(user).filter(report__in=report)
    return with_state(rows, today=program_day(at)).filter(stands=NUDGED).count()


def fresh_report(since: datetime) -> QuerySet[LeadReport]:
    """Reports made since a moment that found somebody, and of which no owner was told."""
    return LeadReport.objects.filter(made_at__gte=since, nudges=None, leads__isnull=False)


def named(leads: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Leads whose customer has such a name."""
    return leads.filter(account__in=by_name(Account.objects.all(), words).values("pk"))


def said_by(user: User) -> QuerySet[LeadAnswer]:
    """What somebody said that still holds, the latest first."""
    return LeadAnswer.objects.filter(answered_by=user, ended_at=None).select_related("account", "nomination")


def said_before(account: Account) -> QuerySet[LeadAnswer]:
    """What was said of a customer and does not hold any more."""
    return LeadAnswer.objects.filter(account=account).exclude(ended_at=None).select_related("answered_by")


def account_leads(account: Account) -> QuerySet[ReferenceLead]:
    """At which places a customer stood, the latest report first."""
    return ReferenceLead.objects.filter(account=account).select_related("report").order_by("-report__starts_on")


def words_of_answers(*, before: datetime) -> QuerySet[LeadAnswer]:
    """Answers with words that have not held since a moment: ended, over by their day, or a yes, which its nomination goes on with."""
    over = Q(ended_at__lt=before) | Q(ended_at=None, until_on__lt=program_day(before))
    return LeadAnswer.objects.exclude(words="").filter(over | Q(answer=LeadChoice.YES, answered_at__lt=before))
