"""What a question of an interview is, and the themes they stand under."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import Words


class Answer(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    NUMBER = "number"
    CHECKLIST = "checklist"


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of questions; `use_cases` and `programs` say for whom it is offered first, none of either for everybody."""

    code: str
    label: Words
    use_cases: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the library.

    `follow_up` is asked when the answer is not no; `choices` are ticked off; `tells` is the part that hears of an answer.
    `is_usual`: it is in the set that a new story begins with, where its theme fits.
    """

    code: str
    theme: str
    words: Words
    answer: Answer = Answer.TEXT
    choices: tuple[Words, ...] = ()
    follow_up: Words = ""
    tells: str = ""
    is_usual: bool = False


THEMES: Final = {
    each.code: each
    for each in (
        Theme("before", _("How it was before, and why it had to change")),
        Theme("choice", _("Why us")),
        Theme("what_if", _("What if")),
        Theme("use", _("How it is used, and what people say")),
        Theme("impact", _("What became of it")),
        Theme("figures", _("Figures")),
        Theme("source_code", _("Source code and review"), use_cases=("source_code", "code_review", "packages")),
        Theme("pipelines", _("Build and test"), use_cases=("pipelines", "mobile", "embedded")),
        Theme("delivery", _("Delivery"), use_cases=("delivery", "monitoring")),
        Theme("security", _("Security and audits"), use_cases=("security_scans", "audit_trail", "supply_chain")),
        Theme("planning", _("Planning"), use_cases=("planning", "value_streams")),
        Theme("one_tool", _("One tool instead of many"), use_cases=("tool_consolidation",)),
        Theme("cloud_native", _("Cloud native"), use_cases=("cloud_migration",)),
        Theme("infrastructure", _("Infrastructure as code"), use_cases=("infrastructure",)),
        Theme("deployment", _("Where it runs")),
        Theme("services", _("Services")),
        Theme("education", _("Teaching and research"), programs=("education",)),
        Theme("open_source", _("Open source"), programs=("open_source",)),
        Theme("joining", _("Joining the program")),
    )
}
