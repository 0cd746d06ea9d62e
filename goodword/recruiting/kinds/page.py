"""What each program asks on its public page, as data: a new question is a line here. The answers are kept by the code of the question."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType
from goodword.recruiting.kinds.programs import PublicProgram

Said = str | Promise


class Ask(StrEnum):
    """How a question is answered."""

    LINE = "line"
    WORDS = "words"
    LINK = "link"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageQuestion:
    """One question: what it says, how it is answered, and how much room there is."""

    code: str
    label: Said
    ask: Ask = Ask.LINE
    hint: Said = ""
    choices: tuple[tuple[str, Said], ...] = ()
    required: bool = False
    most: int = 200


_LONG: Final = 2000
_A = ActivityType

PAGE_QUESTIONS: Final[Mapping[PublicProgram, tuple[PageQuestion, ...]]] = {
    PublicProgram.CUSTOMER: (
        PageQuestion(
            code="better",
            label=_("What has become better since you started working with us?"),
            ask=Ask.WORDS,
            hint=_("One or two sentences are plenty."),
            most=_LONG,
        ),
    ),
    PublicProgram.OPEN_SOURCE: (
        PageQuestion(code="project", label=_("Which project is it?"), required=True),
        PageQuestion(code="repository", label=_("Where does its source live?"), ask=Ask.LINK, required=True, most=300),
        PageQuestion(code="licence", label=_("Under which licence?"), hint=_("For example MIT or GPL-3.0.")),
        PageQuestion(
            code="contributors",
            label=_("How many people contribute?"),
            ask=Ask.CHOICE,
            choices=(("few", _("Up to 10")), ("some", _("11 to 100")), ("many", _("101 to 1,000")), ("more", _("More than 1,000"))),
        ),
        PageQuestion(code="story", label=_("What could others learn from how you work?"), ask=Ask.WORDS, most=_LONG),
    ),
    PublicProgram.EDUCATION: (
        PageQuestion(
            code="place",
            label=_("What kind of place is it?"),
            ask=Ask.CHOICE,
            choices=(
                ("school", _("School")),
                ("university", _("University or college")),
                ("research", _("Research institute")),
                ("other", _("Something else")),
            ),
            required=True,
        ),
        PageQuestion(code="department", label=_("Which course or department?")),
        PageQuestion(
            code="learners",
            label=_("How many people learn with it a year?"),
            ask=Ask.CHOICE,
            choices=(("few", _("Up to 50")), ("some", _("51 to 500")), ("many", _("501 to 5,000")), ("more", _("More than 5,000"))),
        ),
        PageQuestion(code="story", label=_("What could others learn from how you teach?"), ask=Ask.WORDS, most=_LONG),
    ),
}
# What each page offers to tick: a few that people understand without an explanation.
OFFERS: Final[Mapping[PublicProgram, Mapping[ActivityType, Said]]] = {
    PublicProgram.CUSTOMER: {
        _A.SALES_CALL: _("Talk with a company like ours"),
        _A.CASE_STUDY: _("Tell our story in writing"),
        _A.QUOTE: _("Give a quote"),
        _A.EVENT_TALK: _("Speak at an event"),
        _A.WEBINAR: _("Take part in a webinar"),
        _A.LOGO: _("Show our logo"),
        _A.SURVEY: _("Answer a survey"),
    },
    PublicProgram.OPEN_SOURCE: {
        _A.BLOG: _("Write about the project"),
        _A.CASE_STUDY: _("Be written about"),
        _A.EVENT_TALK: _("Speak at an event"),
        _A.LOGO: _("Show our logo"),
    },
    PublicProgram.EDUCATION: {
        _A.CASE_STUDY: _("Be written about"),
        _A.QUOTE: _("Give a quote"),
        _A.EVENT_TALK: _("Speak at an event"),
        _A.WEBINAR: _("Take part in a webinar"),
        _A.LOGO: _("Show our logo"),
    },
}


def answer_words(program: str, code: str, said: str) -> str:
    """An answer as people read it: the words of a choice, or what was typed."""
    asked = next((each for each in PAGE_QUESTIONS[PublicProgram(program)] if each.code == code), None)
    return str(dict(asked.choices).get(said, said)) if asked is not None else said


def answered(program: str, answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every question that was answered, with the answer, in the order of the page."""
    asked = PAGE_QUESTIONS[PublicProgram(program)]
    return [(str(each.label), answer_words(program, each.code, answers[each.code])) for each in asked if answers.get(each.code)]
