"""The words of each verb that this slice records, for timelines; names are put in when a line is drawn."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import Standing
from goodword.customers.kinds.sentences import Sentence
from goodword.requests.kinds.definition import KINDS
from goodword.requests.kinds.event_sentences import SENTENCES as OF_EVENTS
from goodword.requests.kinds.missing import ASKER, CUSTOMER, NEITHER, NOBODY
from goodword.requests.kinds.ways import HOW_WORDS, MAIL
from goodword.requests.kinds.word_sentences import SENTENCES as OF_WORDS


def _asked(values: Mapping[str, Any]) -> str:
    if values.get("how") == MAIL:
        return _("Asked %(contact)s at %(account)s by mail") % values
    return _on_its_day(_("Asked %(contact)s at %(account)s %(how)s") % {**values, "how": _how(values)}, values)


def _asked_again(values: Mapping[str, Any]) -> str:
    if values.get("how", MAIL) == MAIL:
        return _("Asked %(contact)s at %(account)s once more") % values
    return _on_its_day(_("Asked %(contact)s at %(account)s once more, %(how)s") % {**values, "how": _how(values)}, values)


def _how(values: Mapping[str, Any]) -> str:
    return str(HOW_WORDS.get(str(values.get("how")), ""))


def _on_its_day(words: str, values: Mapping[str, Any]) -> str:
    """The day when something happened, where it was written down on a later one."""
    if not values.get("happened_on"):
        return words
    return _("%(words)s, on %(day)s") % {"words": words, "day": values["happened_on"]}


def _said_yes(values: Mapping[str, Any]) -> str:
    return _as_heard(_("%(contact)s at %(account)s said yes") % values, values)


def _named_colleague(values: Mapping[str, Any]) -> str:
    return _as_heard(_("%(contact)s at %(account)s named a colleague") % values, values)


def _answered_no(values: Mapping[str, Any]) -> str:
    return _as_heard(_no_words(values), values)


def _as_heard(words: str, values: Mapping[str, Any]) -> str:
    """What the customer said; where one of us wrote it down, who did, how it was said, to whom and on which day."""
    if not values.get("heard") or not values.get("by"):
        return words
    said = {"by": values["by"], "words": words, "how": HOW_WORDS.get(str(values["heard"]), ""), "heard_by": values.get("heard_by")}
    if values.get("heard_by") and values["heard_by"] != values["by"]:
        text = _("%(by)s wrote down: %(words)s %(how)s, to %(heard_by)s") % said
    else:
        text = _("%(by)s wrote down: %(words)s %(how)s") % said
    return _on_its_day(text, values)


def _no_words(values: Mapping[str, Any]) -> str:
    names = {"contact": values["contact"], "account": values["account"]}
    if values.get("code") == "leave_alone" and values.get("until"):
        return _("%(contact)s at %(account)s wants to be left alone until %(until)s") % {**names, "until": values["until"]}
    if values.get("code") == "leave_alone":
        return _("%(contact)s at %(account)s wants to be left alone for a while") % names
    if values.get("code") == "not_any_more":
        return _("%(contact)s at %(account)s does not want to be asked for this any more") % names
    if values.get("code") == "colleague":
        return _("%(contact)s at %(account)s cannot, and named a colleague") % names
    return _("%(contact)s at %(account)s said no") % names


def _missed(values: Mapping[str, Any]) -> str:
    words = {
        CUSTOMER: _("The call with %(account)s did not take place: %(contact)s did not come"),
        ASKER: _("The call with %(account)s did not take place: none of us came"),
        NEITHER: _("The call with %(account)s did not take place: neither side came"),
        NOBODY: _("The call with %(account)s did not take place: something came in between"),
    }
    kind = KINDS.get(str(values.get("kind")))
    if kind is not None and kind.sentences is not None:
        return _("The words about %(account)s were not used") % values
    return words.get(str(values.get("who")), _("The call with %(account)s did not take place")) % values


def _turned(values: Mapping[str, Any]) -> str:
    kind = KINDS.get(str(values.get("kind")))
    return _("Made another kind of it: %(kind)s") % {"kind": kind.called if kind else values.get("kind")}


def _completed(values: Mapping[str, Any]) -> str:
    kind = KINDS.get(str(values.get("kind")))
    if kind is not None and kind.sentences is not None:
        return _("The words about %(account)s were used") % {"account": values["account"]}
    return _("The %(thing)s with %(account)s took place") % {"thing": kind.thing if kind else _("call"), "account": values["account"]}


def _released(values: Mapping[str, Any]) -> str:
    name = {"account": values["account"]}
    if values.get("because") == "somebody_else_accepted":
        return _("%(account)s is free again: somebody else said yes") % name
    return _("Let go of %(account)s") % name


def _scheduled(values: Mapping[str, Any]) -> str:
    name = {"account": values["account"]}
    return _("Moved the call with %(account)s") % name if values.get("moved") else _("Agreed on a time with %(account)s") % name


def _standing_moved(values: Mapping[str, Any]) -> str:
    name = {"account": values["account"]}
    paused = values.get("after") == Standing.PAUSED
    return (_("A rule paused %(account)s") if paused else _("A rule took %(account)s out of the program")) % name


def _passed_on(values: Mapping[str, Any]) -> str:
    if values.get("to"):
        return _("The question to the owner was passed on to %(to)s") % {"to": values["to"]}
    return _("The question to the owner was passed on")


def _owners_asked(values: Mapping[str, Any]) -> str:
    if values.get("to"):
        return _("Asked %(to)s what they think of the short list") % {"to": values["to"]}
    return _("Asked an owner what they think of the short list")


def _opinion(values: Mapping[str, Any]) -> str:
    name = {"account": values["account"]}
    is_good = values.get("answer") == "good"
    return (_("Thinks that %(account)s is a good idea") if is_good else _("Would rather not ask %(account)s")) % name


def _held_one(values: Mapping[str, Any]) -> str:
    name = {"account": values["account"]}
    return (_("Held %(account)s") if values.get("opinion") else _("Held %(account)s and asked for a yes")) % name


def _owner_said_yes(values: Mapping[str, Any]) -> str:
    if values.get("opinion"):
        said = {"account": values["account"], "who": values.get("said_by") or _("The owner")}
        return _("%(who)s had called %(account)s a good idea on the short list: taken as their yes, and not asked again") % said
    return _("Said yes to asking %(account)s") % {"account": values["account"]}


def _handed_over(values: Mapping[str, Any]) -> str:
    if values.get("to") and values.get("by") == values["to"]:
        return _("Took the request over")
    if values.get("taken_back"):
        return _("Nobody leads the request any more: giving it away was taken back")
    return _("Handed the request to %(to)s") % {"to": values["to"]} if values.get("to") else _("Handed the request over")


def _outcome(values: Mapping[str, Any]) -> str:
    words = {"helped": _("It helped"), "did_not": _("It did not help"), "unknown": _("Too early to say whether it helped")}
    return words.get(str(values.get("result")), _("Reported the outcome"))


def _held(values: Mapping[str, Any]) -> str:
    words = {
        "moved": _("Its day was moved; it waits for a decision on an exception"),
        "place_gone": _("No promised place was left; it waits for a decision on an exception"),
        "lapsed": _("The exception ran out; it waits for a decision on a new one"),
        "turned": _("Became another kind; it waits for a decision on an exception"),
        "reopened": _("To be taken up again; it waits for a decision on an exception"),
        "sent": _("Asked for a customer; it waits for a decision on an exception"),
    }
    return words.get(str(values.get("because")), _("Asked for a customer; it waits for a decision"))


def _moved(values: Mapping[str, Any]) -> str:
    return _("Moved the day to %(day)s") % {"day": values.get("to_on", "")}


def _exception_made(values: Mapping[str, Any]) -> str:
    if values.get("until"):
        return _("Made an exception, until %(until)s") % {"until": values["until"]}
    return _("Made an exception")


def _declined(values: Mapping[str, Any]) -> str:
    return _("Made no exception: the request is declined") if values.get("review") else _("Declined the request")


SENTENCES: dict[str, Sentence] = {
    **OF_WORDS,
    "request.submitted": gettext_lazy("Asked for a customer"),
    "request.held": _held,
    "request.allowed": gettext_lazy("The request may go on"),
    "request.moved": _moved,
    "request.travel_said": gettext_lazy("Said whether the customer has to travel"),
    "exception.approved": _exception_made,
    "exception.delegated": gettext_lazy("The decision on the exception was passed on to %(to)s"),
    "exception.reminded": gettext_lazy("Reminded whoever decides on the exception"),
    "exception.escalated": gettext_lazy("No decision on the exception yet: passed on to %(to)s"),
    "promise.used_up": gettext_lazy("Took the last place that was promised to the team in that quarter"),
    "request.triaged": gettext_lazy("Took the request"),
    "request.handed_over": _handed_over,
    "request.owners_asked": _owners_asked,
    "request.owners_reminded": gettext_lazy("Asked %(to)s once more what they think of the short list"),
    "request.opinions_passed_on": gettext_lazy("What %(away)s thinks of the short list is asked of %(to)s now"),
    "request.new_owner_asked": gettext_lazy("Customers on the short list have a new owner: asked %(to)s what they think of them"),
    "request.opinions_overdue": gettext_lazy("%(to)s has not said in time what they think of the short list; it may go on without that"),
    "request.list_agreed": gettext_lazy("Agreed to the short list"),
    "candidate.opinion_given": _opinion,
    "request.shared": gettext_lazy("Let %(to)s know of it"),
    "request.unshared": gettext_lazy("Took %(to)s out of the people in the know"),
    "request.declined": _declined,
    "request.withdrawn": gettext_lazy("Withdrew the request"),
    "request.cancelled": gettext_lazy("Cancelled the request"),
    "request.turned": _turned,
    "request.settled": gettext_lazy("Answered the request"),
    "request.confirmed": gettext_lazy("Went on with those who said yes"),
    "request.confirmed_with_fewer": gettext_lazy("Goes on with those who said yes: nobody else may be approached"),
    "request.unfulfilled": gettext_lazy("Closed: no customer was found"),
    "request.reopened": gettext_lazy("Looking for a customer again"),
    "request.completed": _completed,
    "request.outcome_reported": _outcome,
    "request.outcome_chased": gettext_lazy("Reminded of the outcome"),
    "candidate.suggested": gettext_lazy("Put %(account)s forward"),
    "candidate.shortlisted": gettext_lazy("Put %(account)s in line"),
    "candidate.referred": gettext_lazy("%(account)s needs a closer look by the reference manager"),
    "candidate.held": _held_one,
    "candidate.escalated": gettext_lazy("No answer for %(account)s yet: passed on"),
    "candidate.delegated": gettext_lazy("The question about %(account)s was passed on to %(to)s"),
    "candidate.owner_approved": _owner_said_yes,
    "candidate.owner_declined": gettext_lazy("Said no for %(account)s"),
    "candidate.support_asked": gettext_lazy("Asked whether all is well at %(account)s"),
    "candidate.vouched": gettext_lazy("Said that all is well at %(account)s"),
    "candidate.advised_against": gettext_lazy("Advised against asking %(account)s now"),
    "candidate.asked": _asked,
    "candidate.taken_back": gettext_lazy("Took the question to %(account)s back before it left"),
    "candidate.reminded": _asked_again,
    "candidate.attempt_taken_back": gettext_lazy("Took the second question to %(account)s back before it left"),
    "candidate.apology_taken_back": gettext_lazy("Took the apology to %(contact)s back before it left"),
    "candidate.link_withdrawn": gettext_lazy("Withdrew the link of %(contact)s at %(account)s"),
    "candidate.link_renewed": gettext_lazy("Sent %(contact)s at %(account)s a fresh link"),
    "candidate.accepted": _said_yes,
    "candidate.declined": _answered_no,
    "candidate.colleague_named": _named_colleague,
    "candidate.not_answered": gettext_lazy("No answer from %(account)s"),
    "candidate.standing_moved": _standing_moved,
    "candidate.expired": gettext_lazy("The hold on %(account)s ran out; its place is free again"),
    "candidate.released": _released,
    "candidate.introduced": gettext_lazy("Introduced %(contact)s at %(account)s"),
    "candidate.times_proposed": gettext_lazy("Proposed times for the call with %(account)s"),
    "candidate.scheduled": _scheduled,
    "candidate.missed": _missed,
    "candidate.apologised": gettext_lazy("Wrote an apology to %(contact)s at %(account)s"),
    "candidate.outcome_reported": gettext_lazy("%(contact)s at %(account)s said how it went"),
    "contact.left_alone": gettext_lazy("%(contact)s wants to be left alone until %(until)s"),
    "approval.reminded": gettext_lazy("Reminded the owner"),
    "approval.delegated": _passed_on,
    **OF_EVENTS,
    # Recorded by notifications, which stands above this slice; it is read on the page of the request.
    "mail.sent_again": gettext_lazy("A mail that had failed was sent again"),
    "mail.reworded": gettext_lazy("Changed the words of a mail to the customer before it left"),
    "mail.stopped": gettext_lazy("Stopped a mail to the customer before it left"),
    "mail.failed": gettext_lazy("A mail to the customer could not be delivered"),
}
