"""What a kind of request declares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.requests.kinds.answering import Answer
from goodword.requests.kinds.statements import OF_STEPS, Sentences, StepWords

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a kind's form: its label and help; neighbours of one group stand side by side.

    Without an `answer` it asks for a field that every request has, by its name. With one it is the kind's own: what is answered is
    kept among the request's `details` under that name.
    """

    field: str
    label: Words
    help: Words = ""
    required: bool = False
    folded: bool = False
    group: str = ""
    answer: Answer | None = None
    # What stands before the answer on the page of the request; without it, the label.
    short: Words = ""


@dataclass(frozen=True, slots=True)
class Size:
    """A size of company that somebody outside asks for, as they say it, and the segments that are meant by it."""

    label: Words
    segments: tuple[str, ...]


ABOUT_MISSING: Final = _("Say what it is about: the customer reads it.")


class Course(StrEnum):
    """How a request goes on."""

    # A time is agreed on, then they talk: with a prospect, an analyst, a journalist.
    CALL = "call"
    # The day is fixed: content is prepared, calls are planned, then the event.
    EVENT = "event"
    # Many customers, each of whom answers for itself: a survey, reviews.
    MANY = "many"
    # Some sentences and a permission: nothing takes place on a day.
    WORDS = "words"
    # No customer is looked for: a manager answers it, or turns it into another kind.
    INBOX = "inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of request: label, what it asks for, how it goes through, as data. Its numbers stand in the policy, under its code.

    `activities` are the kinds of help that it may ask for, the usual one first; none when no customer is looked for. `called` names
    one in a list ("Reference call for Arkwright"), from what the question `named_by` was answered, if anything. `topic_missing` is
    what is said when the topic was left out. `place` is where it stands among the kinds that are offered, the first the lowest;
    `ruled_as` is what the pages of the policy call it, where its numbers are set.
    """

    code: str
    label: Words
    place: int
    ruled_as: Words
    icon: str
    course: Course
    family: Family
    questions: tuple[Question, ...]
    activities: tuple[ActivityType, ...] = ()
    minutes: int = 30
    called: Words
    called_for: Words
    named_by: str = ""
    # What the customer is asked whether they would: "give a talk at Northwind Days". `name` is what `named_by` was answered.
    asked_as: Words
    # The favour among colleagues: "May we ask Vestara for a talk at Northwind Days?"
    favour: Words
    # What takes place: "Did the event help?"
    thing: Words
    topic_missing: Words = ABOUT_MISSING
    # The customer talks with a company that thinks of buying: one that is named, or "a prospect".
    for_a_prospect: bool = False
    # The question whose answer is the size that is asked for, one of these.
    size_by: str = ""
    sizes: Mapping[str, Size] = field(default_factory=dict)
    # The seller may pick, in the segments that the policy names.
    self_service: bool = False
    # It is held online, wherever one asks.
    always_online: bool = False
    # Takes one of the places that are promised to each team in a quarter.
    is_promised: bool = False
    # Named to nobody but the people on the request.
    always_confidential: bool = False
    # Besides the owner, the customer's success manager says that all is well.
    support_confirms: bool = False
    # The account owner writes to the customer, not the program.
    owner_writes: bool = False
    # The question that names the colleague to whom the customer is introduced in the place of the one who asked.
    introduces: str = ""
    # The questions by whose answers two requests are about the same series: whoever spoke for the one is shown to the other.
    series: tuple[str, ...] = ()
    # Sentences about the customer that their owner and they themselves approve before anybody uses them.
    sentences: Sentences | None = None
    groups: Mapping[str, Words] = field(default_factory=dict)

    @property
    def activity_type(self) -> ActivityType:
        """The usual kind of help; of a kind that looks for no customer, the one that it stands nearest to."""
        return self.activities[0] if self.activities else ActivityType.SALES_CALL

    @property
    def has_customers(self) -> bool:
        """Is a customer looked for."""
        return self.course is not Course.INBOX

    @property
    def is_on_a_day(self) -> bool:
        """Does it take place on a day that is known from the start."""
        return self.course is Course.EVENT

    @property
    def step_words(self) -> Mapping[str, StepWords]:
        """The steps that are spoken of otherwise than where something takes place."""
        return OF_STEPS if self.course is Course.WORDS else {}

    @property
    def holds_next(self) -> bool:
        """Is whoever is next in line held without being asked for; of the short list of an event its manager chooses each time."""
        return self.course is not Course.EVENT

    @property
    def own_questions(self) -> tuple[Question, ...]:
        """The questions whose answers are the kind's own."""
        return tuple(each for each in self.questions if each.answer is not None)


# All there are, in the order in which they are offered; the package fills it from its files.
KINDS: Final[dict[str, Kind]] = {}
