"""The speaker kit as people read it, and as a file to hand on."""

import io
import re
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodword.requests.kinds.kit import MUST, PARTS, Words
from goodword.requests.models import Candidate, SpeakerKit
from goodword.requests.queries.words import title_of

ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class PartText:
    """One part with what was written."""

    field: str
    label: Words
    help: Words
    text: str
    outline: bool


def kit_of(candidate: Candidate) -> SpeakerKit | None:
    """The kit of a customer who speaks; its photo is read when it is asked for."""
    rows = SpeakerKit.objects.select_related("preparation", "written_by").defer("photo")
    return rows.filter(preparation__candidate=candidate).first()


def photo_of(candidate: Candidate) -> tuple[bytes, str] | None:
    """The photo and what it is."""
    row = SpeakerKit.objects.filter(preparation__candidate=candidate).exclude(photo=None).values_list("photo", "photo_type").first()
    return (bytes(row[0]), row[1]) if row is not None and row[0] is not None else None


def parts_of(kit: SpeakerKit) -> list[PartText]:
    """Its parts in their order, also those that are still empty."""
    return [PartText(part.field, part.label, part.help, getattr(kit, part.field), part.outline) for part in PARTS]


def filled(kit: SpeakerKit) -> tuple[int, int]:
    """How many of the parts that are needed are written, of how many."""
    return sum(bool(getattr(kit, name)) for name in MUST), len(MUST)


def kit_text(candidate: Candidate, kit: SpeakerKit) -> str:
    """Everything that was written, as plain text."""
    contact = candidate.contact
    who = ", ".join(part for part in (contact.name, contact.title, candidate.account.name) if part) if contact else candidate.account.name
    parts = [f"{part.label}\n\n{part.text or _('Nothing yet.')}" for part in parts_of(kit)]
    return "\n\n\n".join([f"{title_of(candidate.reference_request)}\n{who}", *parts]) + "\n"


def kit_archive(candidate: Candidate, kit: SpeakerKit) -> bytes:
    """Text and photo in one archive."""
    made, photo = io.BytesIO(), photo_of(candidate)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("speaker-kit.txt", kit_text(candidate, kit).encode())
        if photo is not None:
            archive.writestr(f"photo.{ENDINGS.get(photo[1], 'png')}", photo[0])
    return made.getvalue()


def archive_name(candidate: Candidate) -> str:
    """A name that says whose it is: "speaker-kit-REQ-0187-vestara-insurance.zip"."""
    slug = re.sub(r"[^a-z0-9]+", "-", candidate.account.name.lower()).strip("-")[:40]
    return "-".join(part for part in ("speaker-kit", candidate.reference_request.number, slug) if part) + ".zip"
