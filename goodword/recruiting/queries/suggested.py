"""Whom a colleague might nominate, before anything is typed: their own customers that are not in yet, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from goodword.customers.access import accounts_visible_to, opportunities_visible_to
from goodword.customers.kinds import ListKind
from goodword.customers.models import Account, ListItem, Member
from goodword.customers.queries import labels
from goodword.people.models import User
from goodword.policy.queries import InForce
from goodword.recruiting.kinds import Purpose
from goodword.recruiting.kinds.leads import LeadChoice
from goodword.recruiting.models import LeadAnswer, Nomination, Registration
from goodword.recruiting.queries.lead_words import Sayer
from goodword.recruiting.queries.leads import unanswered_of
from goodword.recruiting.states import NOMINATION_OPEN, REGISTRATION_OPEN, NominationState
from goodword.ui.dates import day_words

MOST: Final = 6
REASONS: Final = 2


@dataclass(frozen=True, slots=True)
class Suggested:
    """One customer, and why."""

    account: Account
    why: str


def suggested_for(user: User, *, now: InForce) -> list[Suggested]:
    """The best of their leads, then customers with a deal won lately, then those of theirs in good health."""
    free = _free_for(user, now=now)
    found: dict[int, Suggested] = {}
    leads = unanswered_of([user.pk], today=now.today).filter(account__in=free.values("pk"))
    sayer = Sayer.here(labels(), today=now.today)
    for lead in leads.select_related("account__region")[:MOST]:
        found[lead.account_id] = Suggested(lead.account, ", ".join(sayer.reasons(lead, most=REASONS)))
    if len(found) < MOST:
        for account in _with_success(user, free, now=now).exclude(pk__in=found)[: MOST - len(found)]:
            said = _("won a deal on %(day)s") % {"day": day_words(account.won_on, today=now.today)}
            found[account.pk] = Suggested(account, said)
    if len(found) < MOST:
        healthy = free.filter(_theirs(user), health="good").exclude(pk__in=found).order_by("-seats", "search_name", "pk")
        for account in healthy[: MOST - len(found)]:
            found[account.pk] = Suggested(account, _("yours, and in good health"))
    return list(found.values())


def _theirs(user: User) -> Q:
    return Q(owner=user) | Q(csm=user)


def _free_for(user: User, *, now: InForce) -> QuerySet[Account]:
    """Customers that are in nobody's hands yet, and of whom nobody said that it is not the time."""
    of_it = {"account": OuterRef("pk")}
    mine = Q(state__in=NOMINATION_OPEN) | Q(state=NominationState.DRAFT, nominator=user)
    said_no = Q(answer=LeadChoice.NEVER) | Q(answer=LeadChoice.NOT_NOW, until_on__gt=now.today)
    return accounts_visible_to(user).filter(
        ~Exists(Member.objects.filter(**of_it)),
        ~Exists(Nomination.objects.filter(mine, purpose=Purpose.PROGRAM, **of_it)),
        ~Exists(Registration.objects.filter(state__in=REGISTRATION_OPEN, **of_it).exclude(confirmed_at=None)),
        ~Exists(LeadAnswer.objects.filter(said_no, ended_at=None, **of_it)),
        do_not_contact=False,
        escalated_on=None,
    )


def _with_success(user: User, free: QuerySet[Account], *, now: InForce) -> QuerySet[Any]:
    """Those with a deal won lately that is theirs, or at a customer of theirs, the latest first."""
    won = ListItem.objects.filter(kind=ListKind.DEAL_STAGE, is_won=True).values("code")
    lately = timedelta(days=now.numbers.lead_success_days)
    deals = opportunities_visible_to(user).filter(stage__in=won, close_on__gt=now.today - lately, close_on__lte=now.today)
    deals = deals.filter(Q(owner=user) | Q(account__owner=user) | Q(account__csm=user))
    latest = Max("opportunities__close_on", filter=Q(opportunities__in=deals.values("pk")))
    found: QuerySet[Any] = free.filter(pk__in=deals.values("account")).annotate(won_on=latest)
    return found.order_by("-won_on", "pk")
