"""Think about another playbook: start a draft, save it, throw it away, publish it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Reason, Refused, refuse
from goodword.people.models import User
from goodword.people.queries import today
from goodword.playbooks import access
from goodword.playbooks.kinds import Playbook
from goodword.playbooks.kinds.definition import problems
from goodword.playbooks.models import PlaybookDraft, PlaybookVersion
from goodword.playbooks.queries.versions import latest_version, version_in_force

OVERTAKEN = "draft.overtaken"


@transaction.atomic
def start_draft(base: PlaybookVersion, *, by: User, at: datetime) -> PlaybookDraft:
    """Begin a draft with what a version says."""
    _allowed(by)
    draft = PlaybookDraft.objects.create(
        code=base.code, base=base, definition=base.definition, created_at=at, saved_at=at, saved_by=by
    )
    record("playbook.draft_started", by=Actor.person(by), at=at, about=[draft], playbook=base.code)
    return draft


@transaction.atomic
def save_draft(pk: int, book: Playbook, *, edition: int, by: User, at: datetime) -> PlaybookDraft | Refused:
    """Keep what was typed, finished or not; refused, with nothing changed, when somebody saved the draft since this reader saw it."""
    draft = _open_draft(pk, by)
    if draft.edition != edition:
        words = _("%(name)s saved this draft in the meantime. Yours is not saved yet.") % {"name": draft.saved_by.name}
        return refuse(OVERTAKEN, words)
    kept = book.to_json()
    if draft.definition != kept:
        draft.definition, draft.edition, draft.saved_at, draft.saved_by = kept, draft.edition + 1, at, by
        draft.save()
    return draft


@transaction.atomic
def discard_draft(pk: int, *, by: User, at: datetime) -> PlaybookDraft:
    """Throw a draft away; it can be taken back."""
    draft = _open_draft(pk, by)
    draft.discarded_at = at
    draft.save(update_fields=["discarded_at"])
    record("playbook.draft_discarded", by=Actor.person(by), at=at, about=[draft], playbook=draft.code)
    return draft


@transaction.atomic
def restore_draft(pk: int, *, by: User, at: datetime) -> PlaybookDraft:
    """Take a draft back that was thrown away."""
    _allowed(by)
    draft = PlaybookDraft.objects.select_for_update(of=("self",)).filter(pk=pk).exclude(discarded_at=None).first()
    if draft is None:
        raise NotFound
    draft.discarded_at = None
    draft.save(update_fields=["discarded_at"])
    record("playbook.draft_restored", by=Actor.person(by), at=at, about=[draft], playbook=draft.code)
    return draft


@transaction.atomic
def publish_draft(pk: int, *, starts_on: date, note: str, edition: int, by: User, at: datetime) -> PlaybookVersion | Refused:
    """Make a version of a draft, as its reader confirmed it; refused with everything that is wrong, or where nothing differs."""
    draft = _open_draft(pk, by)
    if draft.edition != edition:
        words = _("%(name)s saved this draft in the meantime. Look at what it says now, and confirm once more.")
        return refuse(OVERTAKEN, words % {"name": draft.saved_by.name})
    if starts_on < today(at):
        return refuse("starts_on", _("A version begins today or later: what was begun before keeps its own."))
    if not note.strip():
        return refuse("note", _("Say why: the reason stands beside the version for whoever looks later."))
    found = problems(Playbook.from_json(draft.definition))
    if found:
        return Refused(tuple(Reason("wrong", each.words) for each in found))
    standing = version_in_force(draft.code, starts_on)
    if standing is not None and standing.definition == draft.definition:
        return refuse("same", _("Nothing differs from the version that holds on that day."))
    last = latest_version(draft.code)
    version = PlaybookVersion.objects.create(
        code=draft.code,
        number=last.number + 1 if last is not None else 1,
        effective_from=starts_on,
        definition=draft.definition,
        note=note.strip(),
        published_at=at,
        published_by=by,
    )
    draft.published_as = version
    draft.save(update_fields=["published_as"])
    data: dict[str, Any] = {"playbook": version.code, "number": version.number, "from_on": starts_on.isoformat()}
    record("playbook.published", by=Actor.person(by), at=at, about=[version], **data)
    return version


def _allowed(by: User) -> None:
    if not access.can_change(by):
        raise NotAllowed


def _open_draft(pk: int, by: User) -> PlaybookDraft:
    """The draft, locked, if it is still open."""
    _allowed(by)
    draft = access.drafts_visible_to(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if draft is None:
        raise NotFound
    return draft
