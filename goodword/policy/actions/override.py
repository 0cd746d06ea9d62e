"""A manager goes over a verdict, with a reason, on record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Reason, Refused, refuse
from goodword.people.models import User
from goodword.people.queries import today
from goodword.policy import access
from goodword.policy.explain import sentence
from goodword.policy.facts import Judgement
from goodword.policy.models import Decision, Override
from goodword.policy.rules import NEVER_OVERRIDDEN


@transaction.atomic
def override(*, decision: Decision, reason: str, by: User, at: datetime, about: Iterable[models.Model] = ()) -> Override | Refused:
    """Go over the verdicts of a decision; `about` names the rows besides whose timeline shows it.

    Raises NotAllowed for people who do not run the program or are not in the decision's circle. Limits and people who
    may not be contacted are not overridden: the database and every ask keep them.
    """
    if not access.can_override(by, decision):
        raise NotAllowed
    if not reason.strip():
        return refuse("override.reason", _("Say why: the reason stands beside the override for whoever looks later."))
    judgement = Judgement.from_json(decision.verdicts)
    day = today(at)
    kept = [verdict for verdict in judgement.blocks if verdict.rule in NEVER_OVERRIDDEN]
    if kept:
        words = _("This cannot be overridden: %(reason)s.")
        return Refused(
            tuple(
                Reason(f"{verdict.rule}.{verdict.reason}", words % {"reason": sentence(verdict, today=day)}, verdict.clears_on)
                for verdict in kept
            )
        )
    rules = [verdict.rule for verdict in (judgement.blocks or judgement.warnings)]
    if not rules:
        return refuse("override.clean", _("There is nothing to override: no rule says no."))
    try:
        with transaction.atomic():
            made = Override.objects.create(decision=decision, by=by, at=at, reason=reason.strip(), rules=rules)
    except IntegrityError:
        return refuse("override.twice", _("This was overridden already."))
    rows = [*about, *([decision.account] if decision.account else [])]
    record(
        "decision.overridden",
        by=Actor.person(by),
        at=at,
        about=rows,
        circle_id=decision.circle_id,
        note=reason.strip(),
        rules=rules,
        decision=decision.pk,
    )
    return made
