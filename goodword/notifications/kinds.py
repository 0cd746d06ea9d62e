"""The kinds of notices that a colleague gets, and the ways to be told of each: at once, in the daily mail, not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import Words

# The code of the one mail that gathers others; it is made from them, so it is no message of its own.
DAILY: Final = "daily"


class Kind(models.TextChoices):
    """What a notice is about, in the words of whoever gets it. Each message to a colleague belongs to exactly one."""

    WORD = "word", _("I am asked for my word")
    LEAD = "lead", _("A request comes to me")
    MOVES = "moves", _("A request of mine moves")
    CUSTOMER = "customer", _("A customer answered")
    OUTCOME = "outcome", _("An outcome is missing")
    MENTION = "mention", _("Somebody mentions me")
    TROUBLE = "trouble", _("Something went wrong")
    STAND_IN = "stand_in", _("Being away, standing in, taking over")
    RECRUITING = "recruiting", _("A customer could join the program")
    CALLS = "calls", _("My calls with customers")
    ACCESS = "access", _("Signing in")


class Way(models.TextChoices):
    """How somebody is told."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("in the daily mail")
    OFF = "off", _("not by mail")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a kind covers, which ways there are to be told of it, and why some are missing."""

    covers: Words
    ways: tuple[Way, ...] = (Way.AT_ONCE, Way.DAILY, Way.OFF)
    why: Words = ""


_MUST = (Way.AT_ONCE, Way.DAILY)
ABOUT: Mapping[Kind, About] = MappingProxyType(
    {
        Kind.WORD: About(
            covers=_("Whether a customer of yours may be asked, and the reminder of it."),
            ways=_MUST,
            why=_("It may wait for the morning, but not go missing: nobody writes to the customer before you answer."),
        ),
        Kind.LEAD: About(
            covers=_("A new request, one that is handed to you, or something to weigh in it; being let in on a confidential one."),
            ways=_MUST,
            why=_("It may wait for the morning, but not go missing: somebody waits until you look."),
        ),
        Kind.MOVES: About(
            covers=_("An account owner says yes or no, a held place is free again, or beyond the limits of a new policy; a request ends.")
        ),
        Kind.CUSTOMER: About(covers=_("Yes, no, nothing at all, other times, a colleague to ask; or a change on their own page.")),
        Kind.OUTCOME: About(covers=_("A call is over, and you have not said yet whether it helped.")),
        Kind.MENTION: About(covers=_("A colleague writes your name in a comment.")),
        Kind.TROUBLE: About(covers=_("A mail to a customer came back or did not leave.")),
        Kind.STAND_IN: About(
            covers=_("You are named as a deputy, somebody else answered what you were asked, or the work of a colleague comes to you."),
            ways=_MUST,
            why=_("It may wait for the morning, but not go missing: others count on you, and on your knowing it."),
        ),
        Kind.RECRUITING: About(covers=_("Customers of yours who would be worth asking, found by the report of the quarter.")),
        Kind.CALLS: About(
            covers=_("Introductions, invitations for your calendar, and calls that are called off."),
            ways=(Way.AT_ONCE,),
            why=_("Always at once: the customer gets the same mail, and may answer you the same hour."),
        ),
        Kind.ACCESS: About(
            covers=_("Invitations to sign in, and new passwords."),
            ways=(Way.AT_ONCE,),
            why=_("Always at once: without them you could not get in."),
        ),
    }
)

# The same in the words of somebody who decides for colleagues: what a kind is called, what it covers, why ways are missing.
_GO_MISSING = _("It may wait for the morning, but not go missing: others wait for them.")
OF_COLLEAGUES: Mapping[Kind, tuple[Words, Words, Words]] = MappingProxyType(
    {
        Kind.WORD: (
            _("They are asked for their word"),
            _("Whether a customer of theirs may be asked, and the reminder of it."),
            _GO_MISSING,
        ),
        Kind.LEAD: (
            _("A request comes to them"),
            _("A new request, one that is handed to them, or something to weigh in it; being let in on a confidential one."),
            _GO_MISSING,
        ),
        Kind.MOVES: (_("A request of theirs moves"), ABOUT[Kind.MOVES].covers, ""),
        Kind.CUSTOMER: (_("A customer answered"), ABOUT[Kind.CUSTOMER].covers, ""),
        Kind.OUTCOME: (_("An outcome is missing"), _("A call is over, and they have not said yet whether it helped."), ""),
        Kind.MENTION: (_("Somebody mentions them"), _("A colleague writes their name in a comment."), ""),
        Kind.TROUBLE: (_("Something went wrong"), ABOUT[Kind.TROUBLE].covers, ""),
        Kind.STAND_IN: (
            _("Being away, standing in, taking over"),
            _("They are named as a deputy, somebody else answered what they were asked, or the work of a colleague comes to them."),
            _("It may wait for the morning, but not go missing: others count on them, and on their knowing it."),
        ),
        Kind.RECRUITING: (
            _("A customer of theirs could join the program"),
            _("Customers of theirs who would be worth asking, found by the report of the quarter."),
            "",
        ),
        Kind.CALLS: (
            _("Their calls with customers"),
            ABOUT[Kind.CALLS].covers,
            _("Always at once: the customer gets the same mail, and may answer them the same hour."),
        ),
        Kind.ACCESS: (_("Signing in"), ABOUT[Kind.ACCESS].covers, _("Always at once: without them they could not get in.")),
    }
)
