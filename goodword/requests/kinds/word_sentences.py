"""The words of what is recorded about sentences that are quoted, for timelines; names are put in when a line is drawn."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds.sentences import Sentence
from goodword.requests.kinds.event_sentences import as_heard
from goodword.requests.kinds.statements import ANONYMOUS


def _opened(values: Mapping[str, Any]) -> str:
    words = (
        _("Words about %(account)s are to be written, without their name")
        if values.get("without_name")
        else _("Words about %(account)s are to be written")
    )
    return words % {"account": values.get("account", "")}


def _handed_in(values: Mapping[str, Any]) -> str:
    if values.get("to"):
        return _("Asked %(to)s to read the words about %(account)s") % values
    return _("Handed in the words about %(account)s") % values


def _passed(values: Mapping[str, Any]) -> str:
    words = (
        _("Corrected the words about %(account)s, and sent them to %(contact)s")
        if values.get("corrected")
        else _("Agreed to the words about %(account)s, and sent them to %(contact)s")
    )
    return words % values


def _returned(values: Mapping[str, Any]) -> str:
    if values.get("by_owner"):
        return _("Wants other words about %(account)s") % values
    return as_heard(_("%(contact)s asked for other words") % values, values)


def _approved(values: Mapping[str, Any]) -> str:
    known = {
        (False, False): _("%(contact)s approved the words, with their name"),
        (False, True): _("%(contact)s corrected and approved the words, with their name"),
        (True, False): _("%(contact)s approved the words, without their name"),
        (True, True): _("%(contact)s corrected and approved the words, without their name"),
    }
    return as_heard(known[values.get("use") == ANONYMOUS, bool(values.get("corrected"))] % values, values)


def _declined(values: Mapping[str, Any]) -> str:
    taken_back = values.get("before") == "approved"
    words = _("%(contact)s took back what they had approved") if taken_back else _("%(contact)s wants no words about them")
    return as_heard(words % values, values)


def _delegated(values: Mapping[str, Any]) -> str:
    if values.get("to"):
        return _("The words about %(account)s were passed on to %(to)s") % values
    return _("The words about %(account)s were passed on") % values


SENTENCES: dict[str, Sentence] = {
    "words.opened": _opened,
    "words.written": gettext_lazy("Wrote words about %(account)s"),
    "words.reopened": gettext_lazy("Changes the words about %(account)s"),
    "words.handed_in": _handed_in,
    "words.passed": _passed,
    "words.returned": _returned,
    "words.approved": _approved,
    "words.declined": _declined,
    "words.kept": gettext_lazy("Kept the words about %(account)s as they were approved"),
    "words.delegated": _delegated,
}
