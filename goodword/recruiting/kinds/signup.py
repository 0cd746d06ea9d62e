"""What somebody who registers hands over, cleaned and checked by the form of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodword.recruiting.kinds.programs import AgreedKind, PublicProgram, Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A notice or a consent as it stood on the page: which text, in which language and version, and its words."""

    kind: AgreedKind
    language: str
    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """One submission of the public page. `network` is a mark by our key, never an address."""

    program: PublicProgram
    name: str
    email: str
    company: str
    language: str = "en"
    website: str = ""
    job_title: str = ""
    country: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    came_from: str = ""
    trust: Trust = Trust.PLAIN
    network: str = ""
    notice: Agreed | None = None
    consent: Agreed | None = None
