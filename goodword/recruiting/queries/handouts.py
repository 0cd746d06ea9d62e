"""The one-pager and the pitch slide: the words in force, put together for one customer and its reference manager."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Final

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from goodword.customers.models import Account, Contact
from goodword.files.models import File
from goodword.journal.actions.record import subject_kind
from goodword.people.models import User
from goodword.people.queries import manager_for, program
from goodword.recruiting.kinds.handouts import Handout
from goodword.recruiting.models import HandoutVersion
from goodword.texts.kinds import fill
from goodword.texts.kinds.pitch import PITCH
from goodword.texts.queries import text_in_force
from goodword.ui.slides import Point, Slide

SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Pitch:
    """What the program is, as a customer reads it: what leads in, the points with their headings, what stands below."""

    language: str
    title: str
    leads: tuple[str, ...]
    points: tuple[Point, ...]
    foot: tuple[str, ...]
    company: str
    colour: str

    @property
    def as_slide(self) -> Slide:
        """The same words for a slide."""
        return Slide(
            title=self.title,
            lead=" ".join(self.leads),
            points=self.points,
            foot=" ".join(self.foot),
            company=self.company,
            colour=self.colour,
            language=self.language,
        )


def pitch_for(languages: Iterable[str], *, account: Account | None = None, reader: User | None = None) -> Pitch:
    """The words in force in the first of some languages that has any; the manager is that of the customer, else of whoever reads."""
    house, text = program(), text_in_force(PITCH, languages)
    keeper = manager_for(account=account, requester=reader)
    with translation.override(text.language):
        company = house.company_name or _("our company")
        facts = {
            "company": company,
            "manager_name": keeper.name if keeper is not None else "",
            "manager_address": keeper.email if keeper is not None else "",
        }
        filled = fill(text.words, facts)
    leads, points, foot = _parted(filled.paragraphs)
    return Pitch(
        language=text.language, title=filled.subject, leads=leads, points=points, foot=foot, company=company, colour=house.colour
    )


def own_file(handout: Handout, *, number: int = 0) -> File | None:
    """The file that is handed out instead of ours, or nothing while ours is; with a number, that of an older version."""
    rows = HandoutVersion.objects.filter(handout=handout)
    newest = (rows.filter(number=number) if number else rows).first()
    if newest is None or newest.is_ours:
        return None
    return File.objects.filter(subject_kind=subject_kind(newest), subject_id=newest.pk, removed_at=None).first()


def opened(handout: Handout, *, number: int = 0) -> tuple[File, IO[bytes]] | None:
    """The same with its content; ours is handed out where it is not found in the storage any more."""
    file = own_file(handout, number=number)
    try:
        return (file, default_storage.open(file.stored_as)) if file is not None else None
    except FileNotFoundError:
        return None


def versions_of(handout: Handout) -> list[tuple[HandoutVersion, str]]:
    """Each version, newest first, with the name of its file."""
    rows = list(HandoutVersion.objects.filter(handout=handout).select_related("by")[:SHOWN])
    files = File.objects.filter(subject_kind="handoutversion", subject_id__in=[row.pk for row in rows])
    names = dict(files.values_list("subject_id", "name"))
    return [(row, names.get(row.pk, "")) for row in rows]


def _parted(paragraphs: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Point, ...], tuple[str, ...]]:
    """A paragraph of several lines has its heading in the first; those of one line lead in before them, and stand below after them."""
    headed = [place for place, each in enumerate(paragraphs) if "\n" in each]
    first, last = (headed[0], headed[-1] + 1) if headed else (len(paragraphs), len(paragraphs))
    points = [each.partition("\n") if "\n" in each else ("", "", each) for each in paragraphs[first:last]]
    return paragraphs[:first], tuple(Point(heading, words) for heading, _line, words in points), paragraphs[last:]


def downloads(account: Account | None = None, *, champion: Contact | None = None, language: str = "") -> list[tuple[str, str]]:
    """Where both are, by what they are called; in the first language of a champion whose languages are known."""
    language = language or next(iter(champion.languages if champion is not None else ()), "")
    asked = [f"account={account.pk}"] if account is not None else []
    asked += [f"lang={language}"] if language else []
    more = f"?{'&'.join(asked)}" if asked else ""
    return [(str(each.label), reverse("recruiting:handout", args=[each.value]) + more) for each in Handout]
