"""What was said about a row and which files lie beside it, as one reader sees it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet, Window
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from goodword.comments import access
from goodword.comments.models import Comment, Mention
from goodword.comments.queries.mentions import TOKEN, people_in
from goodword.files import queries as files
from goodword.files.access import can_remove as can_remove_file
from goodword.files.kinds import TYPES
from goodword.files.models import File
from goodword.kernel.text import number_in
from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.ui import pieces
from goodword.ui.navigation import address
from goodword.ui.pieces import Person, Said

SHOWN: Final = 20
TIMES: Final = 5  # so many times as many are shown when older ones are asked for
MOST_SHOWN: Final = 2500


@dataclass(frozen=True, slots=True)
class Talk:
    """The latest comments about a row, oldest first, how many there are, and all files beside it, newest first.

    `more` is how many comments to ask for to see older ones, 0 when there is none to show.
    """

    comments: list[pieces.Comment]
    total: int
    more: int
    files: list[pieces.FileLine]


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody who is mentioned."""

    pk: int
    name: str
    is_active: bool


def shown_of(asked: str) -> int:
    """How many comments somebody asks for, as it stands in an address."""
    return min(max(number_in(asked) or SHOWN, SHOWN), MOST_SHOWN)


def talk(kind: str, object_id: int, *, reader: User, at: datetime, most: int = SHOWN) -> Talk:
    """Read what somebody may read of it; the caller has checked that they may see the row."""
    knows = circles_of(reader)
    said = list(_latest(kind, object_id, knows)[:most])[::-1]
    total = said[0].total if said else 0
    lines = [(each, _line(each, reader)) for each in files.about(kind, object_id, circle_ids=knows)]
    with_files: dict[int, list[pieces.FileLine]] = {}
    for file, line in reversed(lines):
        with_files.setdefault(file.comment_id or 0, []).append(line)
    comments = [_comment(each, with_files.get(each.pk, []), reader, at=at) for each in said]
    more = min(most * TIMES, MOST_SHOWN) if total > most < MOST_SHOWN else 0
    return Talk(comments, total, more, [line for _file, line in lines])


def said_beside(kind: str, object_ids: Iterable[int], *, reader: User, at: datetime) -> dict[int, list[pieces.Comment]]:
    """What somebody may read of what was said about each of some rows, oldest first; the caller has checked that they may see them."""
    rows = Comment.objects.filter(_readable(circles_of(reader)), subject_kind=kind, subject_id__in=list(object_ids), removed_at=None)
    found: dict[int, list[pieces.Comment]] = {}
    for row in _called(rows).order_by("created_at", "pk")[:MOST_SHOWN]:
        found.setdefault(row.subject_id, []).append(_comment(row, [], reader, at=at))
    return found


def _readable(knows: QuerySet[Any, int]) -> Q:
    return Q(circle=None) | Q(circle__in=knows)


def _called(rows: QuerySet[Comment]) -> QuerySet[Any]:
    person = JSONObject(pk="user_id", name="user__name", is_active="user__is_active")
    mentions = ArraySubquery(Mention.objects.filter(comment=OuterRef("pk")).values(person=person))
    found: QuerySet[Any] = rows.select_related("author").annotate(called=mentions)
    return found


def _latest(kind: str, object_id: int, knows: QuerySet[Any, int]) -> QuerySet[Any]:
    """The comments that somebody may read, latest first, each with how many there are and who is mentioned in it."""
    rows = Comment.objects.filter(_readable(knows), subject_kind=kind, subject_id=object_id, removed_at=None)
    found: QuerySet[Any] = _called(rows).annotate(total=Window(Count("pk"))).order_by("-created_at", "-pk")
    return found


def _comment(row: Any, lines: list[pieces.FileLine], reader: User, *, at: datetime) -> pieces.Comment:
    called = {each["pk"]: Called(**each) for each in row.called}
    return pieces.Comment(
        id=row.pk,
        author=Person(name=row.author.name, id=row.author_id),
        at=row.created_at,
        text=row.text,
        parts=parts_of(row.text, called) if people_in(row.text) & called.keys() else (),
        files=tuple(lines),
        edited=row.edited_at is not None,
        edit_url=address("desk:edit_comment", row.pk) if access.can_edit(reader, row, at=at) else "",
        remove_url=address("desk:remove_comment", row.pk) if access.can_remove(reader, row) else "",
    )


def parts_of(text: str, called: Mapping[int, Called]) -> tuple[Said, ...]:
    """A text in pieces: words as they are, and people with the names they have now."""
    parts, done = list[Said](), 0
    for match in TOKEN.finditer(text):
        user = called.get(int(match[1]))
        if user is None:
            continue
        note = "" if user.is_active else _("no longer here")
        parts += [Said(text=text[done : match.start()]), Said(text=user.name, person=Person(name=user.name, id=user.pk, note=note))]
        done = match.end()
    return tuple(part for part in (*parts, Said(text=text[done:])) if part.text)


def _line(row: File, reader: User) -> pieces.FileLine:
    known = TYPES.get(row.type)
    return pieces.FileLine(
        id=row.pk,
        name=row.name,
        url=address("desk:file", row.pk, row.name),
        type=str(known.label) if known else row.type,
        icon=("photo" if known.picture else known.icon) if known else "file-text",
        size=row.size,
        who=Person(name=row.added_by.name, id=row.added_by_id),
        at=row.added_at,
        remove_url=address("desk:remove_file", row.pk) if can_remove_file(reader, row) else "",
    )


def count_taken_away(*, before: datetime) -> int:
    """How many comments and files were taken away before a moment."""
    return Comment.objects.filter(removed_at__lt=before).count() + File.objects.filter(removed_at__lt=before).count()
