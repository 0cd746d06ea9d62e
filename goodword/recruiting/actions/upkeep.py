"""What happens to nominations when somebody leaves, two companies become one, or a draft is left lying."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.models import Account
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.transitions import move
from goodword.people.models import User
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.nominations import drafts_from, left_by
from goodword.recruiting.states import NOMINATION_MOVES, NOMINATION_OPEN, NominationState


@transaction.atomic
def pass_nominations_on(leaver: User, *, to: User, by: Actor, at: datetime) -> int:
    """Somebody else goes on with what a colleague nominated, and decides what they were to decide; returns how many changed hands.

    A draft beside which the receiver has one of their own stays behind: theirs is the one that goes on.
    """
    moved = 0
    for row in left_by(leaver).select_for_update(of=("self",)):
        if row.state == NominationState.DRAFT and _has_own(to, row):
            continue
        for name in ("nominator", "manager"):
            if getattr(row, f"{name}_id") == leaver.pk:
                setattr(row, name, to)
        row.save(update_fields=["nominator", "manager"])
        record("nomination.passed_on", by=by, at=at, about=[row], before=leaver.pk, to=to.pk)
        moved += 1
    return moved


def _has_own(to: User, row: Nomination) -> bool:
    return Nomination.objects.filter(account=row.account, purpose=row.purpose, nominator=to, state=NominationState.DRAFT).exists()


@transaction.atomic
def make_one(kept: Account, gone: Account, *, by: Actor, at: datetime) -> None:
    """Two companies become one: of two open nominations the one that is further goes on, the other says which; of two drafts the later."""
    both = list(Nomination.objects.filter(account__in=(kept, gone)).select_for_update(of=("self",)).order_by("pk"))
    for purpose in {row.purpose for row in both}:
        rows = [row for row in both if row.purpose == purpose and row.state in NOMINATION_OPEN]
        first = max(rows, key=lambda row: (row.state != NominationState.SUBMITTED, -row.pk), default=None)
        for row in rows:
            if first is not None and row.pk != first.pk:
                words = _("The two companies became one. %(number)s goes on.") % {"number": first.reference}
                move(row, NOMINATION_MOVES, "withdraw", at=at, reason=words)
                record("nomination.withdrawn", by=by, at=at, about=[row], note=words, to=row.manager_id)
    _one_draft_each([row for row in both if row.state == NominationState.DRAFT])


def _one_draft_each(drafts: list[Nomination]) -> None:
    kept: dict[tuple[str, int], Nomination] = {}
    for row in sorted(drafts, key=lambda row: row.edited_at, reverse=True):
        if kept.setdefault((row.purpose, row.nominator_id), row) is not row:
            row.delete()


def sweep_nomination_drafts(*, before: datetime, at: datetime) -> int:
    """Throw away drafts that nobody touched since a moment; returns how many."""
    del at
    with transaction.atomic():
        keys = list(drafts_from(before=before).select_for_update(skip_locked=True).values_list("pk", flat=True))
        Nomination.objects.filter(pk__in=keys).delete()
    return len(keys)
