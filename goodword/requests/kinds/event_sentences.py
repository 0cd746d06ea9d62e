"""The words of what is recorded while an event is prepared, for timelines; names are put in when a line is drawn."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds.sentences import Sentence
from goodword.requests.kinds.kit import DRY_RUN
from goodword.requests.kinds.ways import HOW_WORDS


def _to(with_name: str, without: str, values: Mapping[str, Any]) -> str:
    names = {"to": values.get("to") or "", "account": values.get("account", "")}
    return (with_name if names["to"] else without) % names


def _opened(values: Mapping[str, Any]) -> str:
    return _to(_("Asked %(to)s to prepare the content with %(account)s"), _("The content with %(account)s is to be prepared"), values)


def _assigned(values: Mapping[str, Any]) -> str:
    return _to(_("Gave the content for %(account)s to %(to)s"), _("Gave the content for %(account)s on"), values)


def as_heard(words: str, values: Mapping[str, Any]) -> str:
    """What somebody at the customer gave or said; where one of us wrote it down, how they did."""
    if not values.get("heard"):
        return words
    return _("%(by)s wrote down: %(words)s %(how)s") % {
        "by": values.get("by") or "",
        "words": words,
        "how": HOW_WORDS.get(str(values["heard"]), ""),
    }


def _kit_sent(values: Mapping[str, Any]) -> str:
    again = values.get("before") == "approved"
    words = _("%(contact)s changed the speaker kit after it was approved") if again else _("%(contact)s sent the speaker kit")
    return as_heard(words % values, values)


def _kit_filled(values: Mapping[str, Any]) -> str:
    return as_heard(_("what %(contact)s gave for the speaker kit,") % values, values)


def _plan_approved(values: Mapping[str, Any]) -> str:
    return as_heard(_("%(contact)s approved the promotion plan") % values, values)


def _plan_returned(values: Mapping[str, Any]) -> str:
    return as_heard(_("%(contact)s asked for changes of the promotion plan") % values, values)


def _plan_declined(values: Mapping[str, Any]) -> str:
    return as_heard(_("%(contact)s does not want the promotion plan") % values, values)


def _call(dry_run: str, planning: str, values: Mapping[str, Any]) -> str:
    return (dry_run if values.get("kind_of_call") == DRY_RUN else planning) % {"account": values.get("account", "")}


def _booked(values: Mapping[str, Any]) -> str:
    return _call(_("Booked the dry run with %(account)s"), _("Booked a planning call with %(account)s"), values)


def _moved(values: Mapping[str, Any]) -> str:
    return _call(_("Moved the dry run with %(account)s"), _("Moved a planning call with %(account)s"), values)


def _cancelled(values: Mapping[str, Any]) -> str:
    return _call(_("Called off the dry run with %(account)s"), _("Called off a planning call with %(account)s"), values)


SENTENCES: dict[str, Sentence] = {
    "content.opened": _opened,
    "content.triaged": gettext_lazy("Looks at the content for %(account)s"),
    "content.put_aside": gettext_lazy("Put the content for %(account)s on the pile: it is not promised"),
    "content.assigned": _assigned,
    "content.begun": gettext_lazy("Works on the content for %(account)s"),
    "content.stopped": gettext_lazy("The content for %(account)s waits for something"),
    "content.completed": gettext_lazy("The content for %(account)s is done"),
    "content.transferred": gettext_lazy("Gave the content for %(account)s to another team"),
    "content.declined": gettext_lazy("Declined to prepare the content for %(account)s"),
    "content.cancelled": gettext_lazy("No content is needed for %(account)s any more"),
    "content.reopened": gettext_lazy("The content for %(account)s is needed after all"),
    "kit.asked": gettext_lazy("Asked %(contact)s for the speaker kit"),
    "kit.reminded": gettext_lazy("Reminded %(contact)s of the speaker kit"),
    "kit.sent": _kit_sent,
    "kit.filled_in": _kit_filled,
    "kit.approved": gettext_lazy("Approved the speaker kit of %(contact)s"),
    "kit.returned": gettext_lazy("Asked %(contact)s to change the speaker kit"),
    "plan.sent": gettext_lazy("Sent %(contact)s the promotion plan, to be approved"),
    "plan.shown": gettext_lazy("Put the promotion plan on the page of %(contact)s"),
    "plan.approved": _plan_approved,
    "plan.returned": _plan_returned,
    "plan.declined": _plan_declined,
    "planning.booked": _booked,
    "planning.moved": _moved,
    "planning.cancelled": _cancelled,
    "request.campaign_chosen": gettext_lazy("Said which campaign it belongs to"),
    "candidate.spoke": gettext_lazy("%(contact)s at %(account)s is on the list of those who spoke"),
    "reuse.reviewed": gettext_lazy("Said where the recording of %(contact)s may be used"),
}
