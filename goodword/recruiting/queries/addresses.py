"""The addresses of the public pages, as one gives them to others."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from goodword.kernel.text import Words
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.models import JoinPage
from goodword.recruiting.queries.pages import pages_of


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinAddress:
    """One program with its address."""

    program: str
    label: Words
    url: str
    page: JoinPage | None = None

    @property
    def is_closed(self) -> bool:
        """Nobody can register there at the moment."""
        return self.page is not None and self.page.closed_at is not None


def join_addresses(programs: Iterable[PublicProgram], *, tag: str = "", language: str = "", base: str = "") -> list[JoinAddress]:
    """The address of each program's page, with a tag and a language where they are given."""
    programs = list(programs)
    pages = pages_of(programs)
    said = urlencode({name: value for name, value in (("from", tag), ("lang", language)) if value})
    return [
        JoinAddress(
            program=str(program),
            label=program.label,
            url=base + reverse("portal:join", args=[program]) + (f"?{said}" if said else ""),
            page=pages.get(program),
        )
        for program in programs
    ]
