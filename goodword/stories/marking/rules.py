"""The rules, and how each is explained."""

from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import Words

FIGURE: Final = "figure"
QUOTABLE: Final = "quotable"


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a sentence is marked."""

    code: str
    kind: str
    label: Words = field(compare=False)


SHARE: Final = Rule("share", FIGURE, _("a share"))
MONEY: Final = Rule("money", FIGURE, _("an amount of money"))
TIMES: Final = Rule("times", FIGURE, _("so many times as much"))
CHANGE: Final = Rule("change", FIGURE, _("more or less than before"))
BEFORE_AND_AFTER: Final = Rule("before_and_after", FIGURE, _("before and after"))
TAKES: Final = Rule("takes", FIGURE, _("how long it takes"))
RATE: Final = Rule("rate", FIGURE, _("how often"))
AMOUNT: Final = Rule("amount", FIGURE, _("how much or how many"))

FEELING: Final = Rule("feeling", QUOTABLE, _("says how they feel about it"))
BEST: Final = Rule("best", QUOTABLE, _("calls it the best, or the first time"))
TURN: Final = Rule("turn", QUOTABLE, _("it was like this, now it is like that"))
WITHOUT: Final = Rule("without", QUOTABLE, _("what would be without it"))
ADVICE: Final = Rule("advice", QUOTABLE, _("recommends it"))
CHOICE: Final = Rule("choice", QUOTABLE, _("says why they chose it"))
EFFECT: Final = Rule("effect", QUOTABLE, _("says what it did for people"))

RULES: Final = {
    each.code: each
    for each in (SHARE, MONEY, TIMES, CHANGE, BEFORE_AND_AFTER, TAKES, RATE, AMOUNT, FEELING, BEST, TURN, WITHOUT, ADVICE, CHOICE, EFFECT)
}
