"""A new version of a text is in force from now on. Whoever began from an older one is told, and nothing is written."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.turns import take_turns
from goodword.people.models import User
from goodword.people.queries import program
from goodword.texts.access import can_edit_texts
from goodword.texts.kinds import KINDS, Words, check
from goodword.texts.models import TextVersion
from goodword.texts.queries import version_text, versions
from goodword.texts.queries.force import has_ours, ours


@transaction.atomic
def publish(kind: str, language: str, words: Words, *, begun_from: int, why: str = "", by: User, at: datetime) -> TextVersion | Refused:
    """Put words in force, when nobody was faster: `begun_from` is the number of the version they were written from.

    Raises NotAllowed, and NotFound for a kind that there is not. What the words say is checked by the caller's form and here.
    """
    newest = _locked(kind, language, by=by)
    problems = check(words, allowed=KINDS[kind].allowed, required=KINDS[kind].required)
    if problems:
        return refuse(problems[0].part, problems[0].words)
    if (newest.number if newest else 0) != begun_from:
        return refuse(
            "overtaken",
            _("%(name)s has published another version since you began. Yours is still below, and not published.")
            % {"name": newest.by.name if newest and newest.by else _("Somebody")},
        )
    now = version_text(newest).words if newest else (ours(kind, language) if has_ours(kind, language) else None)
    if now == words and not (newest is not None and newest.is_ours and not has_ours(kind, language)):
        return refuse("same", _("These are the words in force already. Nothing was changed."))
    return _written(kind, language, newest, by=by, at=at, why=why, **{name: getattr(words, name) for name in Words.__slots__})


@transaction.atomic
def reset(kind: str, language: str, *, begun_from: int, why: str = "", by: User, at: datetime) -> TextVersion | Refused:
    """Our own words again; in a language that has none there is no text of this kind any more. Raises NotAllowed or NotFound."""
    newest = _locked(kind, language, by=by)
    if newest is None or newest.is_ours:
        return refuse("same", _("These are the words it came with already."))
    if newest.number != begun_from:
        return refuse("overtaken", _("Somebody has published another version in the meantime. Look at it first."))
    return _written(kind, language, newest, by=by, at=at, why=why, is_ours=True)


def _locked(kind: str, language: str, *, by: User) -> TextVersion | None:
    """The newest version, with nobody else writing one before this transaction ends."""
    if not can_edit_texts(by):
        raise NotAllowed
    if kind not in KINDS:
        raise NotFound
    take_turns(f"goodword.text:{kind}:{language}")
    return versions(kind, language).first()


def _written(
    kind: str, language: str, newest: TextVersion | None, *, by: User, at: datetime, why: str, **fields: str | bool
) -> TextVersion:
    number = (newest.number if newest else 0) + 1
    row = TextVersion.objects.create(kind=kind, language=language, number=number, by=by, at=at, why=why.strip(), **fields)
    verb = "text.reset" if row.is_ours else "text.published"
    record(verb, by=Actor.person(by), at=at, about=[row, program()], kind=kind, language=language, number=number)
    return row
