"""After the event: where the recording may be used, looked at by the manager."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.requests.actions.locks import note_on
from goodword.requests.actions.preparing import LONGEST, lock_preparation, require_part
from goodword.requests.actions.speaking import lock_event, note_recording
from goodword.requests.kinds.kit import PERMISSION_WORDS, PUBLIC_USES, USE_WORDS
from goodword.requests.models import Candidate, ReuseReview
from goodword.requests.states import REUSE_MOVES

LONGEST_ADDRESS = 500


@transaction.atomic
def review_reuse(
    candidate: Candidate,
    *,
    recording: str = "",
    uses: Sequence[str] = (),
    permission: str = "not_asked",
    remark: str = "",
    by: Actor,
    at: datetime,
) -> ReuseReview | Refused:
    """Write down the recording, where it may be used, and whether the customer was asked. Raises NotAllowed or WrongState."""
    lock_event(candidate.account_id, candidate.reference_request)
    row, prepared = lock_preparation(candidate.pk)
    user = require_part(by, "reuse_review", row)
    if user is None:
        raise NotAllowed
    refused = _why_not(recording.strip(), uses, permission)
    if refused is not None:
        return refused
    review, _new = ReuseReview.objects.update_or_create(
        preparation=prepared,
        defaults={
            "recording": recording.strip(),
            "uses": sorted(set(uses)),
            "permission": permission,
            "remark": remark.strip()[:LONGEST],
            "reviewed_by": user,
            "reviewed_at": at,
        },
    )
    move(prepared, REUSE_MOVES, "review", at=at, field="reuse_state")
    note_recording(row, review, at=at)
    note_on("reuse.reviewed", row, by=by, at=at, contact=row.contact_id, uses=len(review.uses), permission=permission)
    return review


def _why_not(recording: str, uses: Sequence[str], permission: str) -> Refused | None:
    if permission not in PERMISSION_WORDS or not set(uses) <= set(USE_WORDS):
        return refuse("permission", _("Choose from the list."))
    if recording:
        try:
            URLValidator(schemes=("https", "http"))(recording)
        except ValidationError:
            return refuse("recording", _("This is not the address of a page. Copy it from the browser."))
        if len(recording) > LONGEST_ADDRESS:
            return refuse("recording", _("This address is too long."))
    if uses and not recording:
        return refuse("recording", _("Where is the recording? Without one there is nothing to use."))
    if set(uses) & set(PUBLIC_USES) and permission != "given":
        return refuse("permission", _("Outside the company it may be used once the customer has given permission, and not before."))
    return None
