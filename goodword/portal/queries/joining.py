"""The public registration page: its words in the guest's language, and the addresses that keep language and source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation.trans_real import parse_accept_lang_header

from goodword.people.queries import program as house
from goodword.recruiting.kinds import Agreed, AgreedKind, PublicProgram
from goodword.recruiting.queries import closed_pages
from goodword.texts.kinds import Filled, fill
from goodword.texts.queries import Text, text_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A page in one language, called as its readers call it."""

    code: str
    name: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Worded:
    """A text of the page, filled, with what it was filled from."""

    text: Text
    filled: Filled

    @property
    def mark(self) -> str:
        """Its language and version, short."""
        return f"{self.text.language}:{self.text.number}"

    def agreed(self, kind: AgreedKind) -> Agreed:
        """The words as somebody agreed to them."""
        return Agreed(kind=kind, language=self.text.language, number=self.text.number, words="\n\n".join(self.filled.paragraphs))


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPage:
    """One program's page in one language."""

    program: PublicProgram
    language: str
    tag: str
    intro: Worded
    notice: Worded
    consent: Worded
    closed: Filled | None = None

    @property
    def heading(self) -> str:
        """What stands on top."""
        return self.intro.filled.subject

    @property
    def read(self) -> str:
        """Which notice and which consent stand on it."""
        return f"{self.notice.mark},{self.consent.mark}"

    @property
    def address(self) -> str:
        """Where the form goes: it keeps the language and where the guest came from."""
        return address_of("portal:join", self.program, language=self.language, tag=self.tag)


def language_for(asked: str, accepted: str) -> str:
    """The language of a guest: the one asked for, else the first of the browser's that we speak, else the program's, else English."""
    spoken = [code for code, _name in settings.GUEST_LANGUAGES]
    wanted = [asked, *(code.partition("-")[0] for code, _weight in parse_accept_lang_header(accepted.lower()[:200])), house().language]
    return next((code for code in wanted if code in spoken), settings.LANGUAGE_CODE)


def address_of(name: str, *parts: str, language: str, tag: str = "") -> str:
    """An address of the public pages that keeps the language, and where the guest came from."""
    return f"{reverse(name, args=parts)}?{urlencode({'lang': language, **({'from': tag} if tag else {})})}"


def join_page(program: PublicProgram, *, language: str, tag: str) -> JoinPage:
    """The page of a program."""
    return JoinPage(
        program=program,
        language=language,
        tag=tag,
        intro=_worded(f"join_{program}", language),
        notice=_worded("join_notice", language),
        consent=_worded("join_consent", language),
        closed=_closed(program, language),
    )


def _closed(program: PublicProgram, language: str) -> Filled | None:
    """What stands on the page while it is closed: what the team wrote for it, else our own words."""
    words = closed_pages().get(program)
    if words is None:
        return None
    ours = _worded("join_closed", language).filled
    return replace(ours, paragraphs=tuple(each.strip() for each in words.split("\n\n") if each.strip())) if words else ours


def program_called(program: str, language: str) -> str:
    """What a program's page is called."""
    return _worded(f"join_{program}", language).filled.subject


def intros(*, language: str, tag: str) -> list[tuple[Filled, str, bool]]:
    """Each program with its first words, its address, and whether it is closed."""
    closed = closed_pages()
    return [
        (_worded(f"join_{program}", language).filled, address_of("portal:join", program, language=language, tag=tag), program in closed)
        for program in PublicProgram
    ]


def tongues(name: str, *parts: str, language: str, tag: str = "") -> Iterable[Tongue]:
    """The same page in every language, each called as its readers call it."""
    return [
        Tongue(code=code, name=called, url=address_of(name, *parts, language=code, tag=tag), is_here=code == language)
        for code, called in settings.GUEST_LANGUAGES
    ]


def _worded(kind: str, language: str) -> Worded:
    text = text_in_force(kind, [language])
    return Worded(text, fill(text.words, {"company": house().company_name or gettext("our company")}))
