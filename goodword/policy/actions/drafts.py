"""Think about other numbers: start a draft, save it, throw it away, put it in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User
from goodword.people.queries import today
from goodword.policy import access
from goodword.policy.actions.publish import publish, take_turn
from goodword.policy.explain.values import values_of
from goodword.policy.models import PolicyDraft, PolicyVersion
from goodword.policy.numbers import SHIPPED, Numbers
from goodword.policy.queries.force import version_in_force
from goodword.policy.queries.record import version_before

# One line on the timeline for a while of typing, not one for each number.
SITTING: Final = timedelta(minutes=10)
OVERTAKEN: Final = "draft.overtaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a draft says: its name, why, from when on, and the numbers."""

    name: str
    numbers: Numbers
    note: str = ""
    starts_on: date | None = None


@transaction.atomic
def start_draft(*, name: str, base: PolicyVersion | None = None, shipped: str = "", by: User, at: datetime) -> PolicyDraft:
    """Begin a draft with the numbers of a version, or with numbers that come with Goodword."""
    _allowed(by)
    numbers = SHIPPED[shipped].to_json() if base is None else base.numbers
    draft = PolicyDraft.objects.create(
        name=name, base=base, shipped="" if base else shipped, numbers=numbers, created_at=at, saved_at=at, saved_by=by
    )
    record("policy.draft_started", by=Actor.person(by), at=at, about=[draft], draft=draft.pk)
    return draft


@transaction.atomic
def copy_draft(*, said: Draft, like: PolicyDraft, by: User, at: datetime) -> PolicyDraft:
    """Keep what was typed as a draft of its own, because somebody else saved the one that it was typed into."""
    _allowed(by)
    draft = PolicyDraft.objects.create(
        name=said.name,
        note=said.note,
        starts_on=said.starts_on,
        numbers=said.numbers.to_json(),
        base=like.base,
        shipped=like.shipped,
        created_at=at,
        saved_at=at,
        saved_by=by,
    )
    record("policy.draft_started", by=Actor.person(by), at=at, about=[draft], draft=draft.pk)
    return draft


@transaction.atomic
def save_draft(pk: int, *, said: Draft, edition: int, by: User, at: datetime) -> PolicyDraft | Refused:
    """Keep what was typed; refused, with nothing changed, when somebody saved the draft since this reader saw it."""
    draft = _open_draft(pk, by)
    if draft.edition != edition:
        words = _("%(name)s saved this draft in the meantime. Yours is not saved yet.") % {"name": draft.saved_by.name}
        return refuse(OVERTAKEN, words)
    numbers = said.numbers.to_json()
    changed = (draft.name, draft.note, draft.starts_on, draft.numbers) != (said.name, said.note, said.starts_on, numbers)
    if not changed:
        return draft
    if draft.saved_by_id != by.pk or at - draft.saved_at > SITTING:
        record("policy.draft_changed", by=Actor.person(by), at=at, about=[draft], draft=draft.pk)
    draft.name, draft.note, draft.starts_on, draft.numbers = said.name, said.note, said.starts_on, numbers
    draft.edition += 1
    draft.saved_at, draft.saved_by = at, by
    draft.save()
    return draft


@transaction.atomic
def discard_draft(pk: int, *, by: User, at: datetime) -> PolicyDraft:
    """Throw a draft away; it can be taken back."""
    draft = _open_draft(pk, by)
    draft.discarded_at = at
    draft.save(update_fields=["discarded_at"])
    record("policy.draft_discarded", by=Actor.person(by), at=at, about=[draft], draft=draft.pk)
    return draft


@transaction.atomic
def restore_draft(pk: int, *, by: User, at: datetime) -> PolicyDraft:
    """Take a draft back that was thrown away."""
    _allowed(by)
    draft = PolicyDraft.objects.select_for_update(of=("self",)).filter(pk=pk).exclude(discarded_at=None).first()
    if draft is None:
        raise NotFound
    draft.discarded_at = None
    draft.save(update_fields=["discarded_at"])
    record("policy.draft_restored", by=Actor.person(by), at=at, about=[draft], draft=draft.pk)
    return draft


@transaction.atomic
def publish_draft(pk: int, *, starts_on: date, note: str, edition: int, by: User, at: datetime) -> PolicyVersion | Refused:
    """Make a version of a draft, as it was when its reader confirmed it; refused without a reason, or where nothing differs."""
    _allowed(by)
    take_turn()
    draft = _open_draft(pk, by)
    if draft.edition != edition:
        words = _("%(name)s saved this draft in the meantime. Look at what it says now, and confirm once more.")
        return refuse(OVERTAKEN, words % {"name": draft.saved_by.name})
    if not note.strip():
        return refuse("policy.note", _("Say why: the reason stands beside the version for whoever looks later."))
    numbers = Numbers.from_json(draft.numbers)
    day = today(at)
    if starts_on >= day and values_of(numbers) == values_of(Numbers.from_json(version_in_force(starts_on).numbers)):
        return refuse("policy.same", _("Nothing differs from the policy that holds on that day."))
    published = publish(numbers=numbers, effective_from=starts_on, name=draft.name, note=note.strip(), by=by, at=at)
    if isinstance(published, PolicyVersion):
        draft.published_as = published
        draft.note, draft.starts_on = published.note, starts_on
        draft.save(update_fields=["published_as", "note", "starts_on"])
    return published


@transaction.atomic
def call_off(version: PolicyVersion, *, note: str, by: User, at: datetime) -> PolicyVersion | Refused:
    """Let a version that is still to come never hold: the numbers before it are published anew for its day, and replace it."""
    _allowed(by)
    take_turn()
    if version.effective_from <= today(at):
        return refuse("policy.begun", _("It holds already. A version that holds is replaced by another one, never taken back."))
    before = version_before(version)
    if before is None or version_in_force(version.effective_from).pk != version.pk:
        return refuse("policy.replaced", _("Another version has replaced it already."))
    if not note.strip():
        return refuse("policy.note", _("Say why: the reason stands beside the version for whoever looks later."))
    return publish(
        numbers=Numbers.from_json(before.numbers),
        effective_from=version.effective_from,
        name=before.name,
        note=note.strip(),
        by=by,
        at=at,
    )


def _allowed(by: User) -> None:
    if not access.can_publish(by):
        raise NotAllowed


def _open_draft(pk: int, by: User) -> PolicyDraft:
    """The draft, locked, if it is still open."""
    _allowed(by)
    draft = access.drafts_visible_to(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if draft is None:
        raise NotFound
    return draft
