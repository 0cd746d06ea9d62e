"""Sentences about a customer that are quoted: how long they are, who is told of them, and how a request for them is spoken of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = str | Promise


LABEL: Final = _("With their name")
HELP: Final = _("Two or three sentences about what they achieved, in words that they would use themselves.")
LABEL_WITHOUT: Final = _("Without their name")
HELP_WITHOUT: Final = _("The same for readers who may not know who it is: no company, no website, nobody’s name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """That a kind asks for sentences which the owner and the customer approve, with the name and without it.

    `most` letters each; `told` is the question that names the colleague who hears of approved words.
    """

    most: int = 600
    told: str = ""
    help: Said = HELP
    help_without: Said = HELP_WITHOUT


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """A step as it is said to whoever has it, to everybody else, as a clause of a list, and as a task."""

    mine: Said
    theirs: Said
    they_do: Said
    task: Said


# Nothing takes place: what is approved is used, or it is not.
OF_STEPS: Final[Mapping[str, StepWords]] = {
    "prepare": StepWords(
        mine=_("The words about %(account)s are approved: they can be used"),
        theirs=_("The words about %(account)s are approved, and wait for their day"),
        they_do=_("The words about %(account)s are approved"),
        task=_("The words about %(account)s are approved: they can be used"),
    ),
    "confirm": StepWords(
        mine=_("Your turn, %(me)s: were the words about %(account)s used in the %(thing)s?"),
        theirs=_("Waiting for %(who)s, who says whether the words were used in the %(thing)s"),
        they_do=_("%(who)s says whether the words were used in the %(thing)s"),
        task=_("Were the words about %(account)s used in the %(thing)s?"),
    ),
    "outcome": StepWords(
        mine=_("Your turn, %(me)s: did the words about %(account)s help?"),
        theirs=_("Waiting for %(who)s, who says whether the words helped"),
        they_do=_("%(who)s says whether the words helped"),
        task=_("Did the words about %(account)s help?"),
    ),
}
# The version of whoever does not say which one they saw: none.
UNSEEN: Final = -1
# How far one may use what a customer approved.
NAMED, ANONYMOUS = "named", "anonymous"
USE_WORDS: Final[Mapping[str, Said]] = {NAMED: LABEL, ANONYMOUS: LABEL_WITHOUT}
