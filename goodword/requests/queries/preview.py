"""What a request would find and meet, while somebody still fills in the form: read from a row that is not saved."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse

from goodword.customers.models import Account
from goodword.people.models import User
from goodword.people.queries import manager_for
from goodword.policy.explain import explain, explain_fit
from goodword.policy.queries import in_force
from goodword.requests.models import Mode, ReferenceRequest
from goodword.requests.queries.answering import comes_from
from goodword.requests.queries.judging import family_of, judge_one, judge_sending, labels, mode_of
from goodword.requests.queries.pool import glimpse
from goodword.requests.queries.pool_page import unknown_place
from goodword.requests.queries.timing import Timing, timing_of
from goodword.ui.pieces import FitLine, VerdictLine


@dataclass(frozen=True, slots=True)
class Fitting:
    """A customer that fits and is free, with why."""

    account: Account
    fit: FitLine
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How many fit and are free, or free at all; the best; the earliest call; who would lead it; what stands in its way; its deadlines."""

    free: int
    spare: int
    top: tuple[Fitting, ...]
    earliest: date
    manager: User | None
    is_early: bool
    is_self_service: bool
    timing: Timing
    # That nobody knows where it takes place, and what may have been meant.
    unknown: str = ""

    @property
    def is_exception(self) -> bool:
        """Would it be held until a reviewer of exceptions has decided."""
        return bool(self.timing.why)


def preview(wanted: ReferenceRequest, *, at: datetime) -> Preview:
    """What would come of a request that is sent as it stands."""
    now, names = in_force(at), labels()
    seen = glimpse(wanted, now=now)
    top = (
        Fitting(each.account, explain_fit(each.fit, today=now.today, labels=names), reverse("desk:account", args=[each.account.pk]))
        for each in seen.top
    )
    manager = manager_for(account=comes_from(wanted), requester=wanted.requester)
    judgement = judge_sending(wanted, now=now)
    return Preview(
        free=seen.free,
        spare=seen.spare,
        top=tuple(top),
        earliest=seen.earliest,
        manager=manager,
        is_early=judgement.by_rule("stage_gate").outcome == "block",
        is_self_service=mode_of(wanted, now=now) == Mode.SELF_SERVICE,
        unknown=unknown_place(wanted),
        timing=timing_of(wanted, judgement, manager=manager, now=now),
    )


def why_not(wanted: ReferenceRequest, wish: Account, *, at: datetime) -> VerdictLine | None:
    """Why the customer whom somebody came for cannot be asked just now; nothing when they can."""
    judged = judge_one(wanted, wish, now=in_force(at))
    if not judged.judgement.blocks:
        return None
    return replace(explain(judged.judgement, family=family_of(wanted), today=judged.now.today), rules=())
