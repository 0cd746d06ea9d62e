"""The questions of an interview, and the library beside them."""

from dataclasses import dataclass

from goodword.people.queries import program
from goodword.stories.kinds.questions import QUESTIONS, THEMES, Question, Theme
from goodword.stories.models import InterviewQuestion, Story

# Themes that fit every story.
_GENERAL = frozenset(("before", "choice", "what_if", "use", "impact", "figures"))


@dataclass(frozen=True, slots=True)
class ShelfQuestion:
    """A question of the library: whether it is asked already, and whether we would."""

    question: Question
    words: str
    is_asked: bool
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """A theme of the library with its questions; `fits`: it is opened first."""

    theme: Theme
    questions: tuple[ShelfQuestion, ...]
    fits: bool


def questions_of(row: Story) -> list[InterviewQuestion]:
    """What is asked, in order."""
    return list(row.questions.all())


def question_of(row: Story, pk: int) -> InterviewQuestion | None:
    """One question of a story."""
    found: InterviewQuestion | None = row.questions.select_related("story").filter(pk=pk).first()
    return found


def library_for(row: Story) -> list[Shelf]:
    """All themes, those that fit the story first. What is usual there is suggested as long as nothing is asked yet."""
    asked, company = {each.code for each in row.questions.all()}, program().company_name
    uses = set(row.use_cases)
    shelves = []
    for theme in THEMES.values():
        fits = theme.code in _GENERAL or bool(uses & set(theme.use_cases))
        on_it = tuple(
            ShelfQuestion(each, _named(str(each.words), company), each.code in asked, fits and each.is_usual and not asked)
            for each in QUESTIONS.values()
            if each.theme == theme.code
        )
        shelves.append(Shelf(theme, on_it, fits))
    return sorted(shelves, key=lambda each: not each.fits)


def _named(words: str, company: str) -> str:
    return words.replace("{company}", company) if company else words.replace("{company}", "us")
