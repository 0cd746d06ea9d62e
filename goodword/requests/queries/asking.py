"""An ask in words, as the customer reads it: on its page and in its mail."""

from datetime import date

from django.utils.translation import gettext as _

from goodword.customers.kinds import ListKind
from goodword.customers.queries import label_of, labels
from goodword.requests.models import ReferenceRequest
from goodword.ui.dates import day_words


def kind_of_company(reference_request: ReferenceRequest) -> str:
    """Whom the customer would talk to, without naming the prospect: "a company in banking", else "a company like yours"."""
    deal = reference_request.opportunity
    code = (deal.account.industry if deal and deal.account else "") or next(iter(reference_request.industries), "")
    if not code:
        return _("a company like yours")
    label = label_of(labels(), ListKind.INDUSTRY, code)
    small = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    return _("a company in %(industry)s") % {"industry": small}


def when_wanted(reference_request: ReferenceRequest, *, today: date) -> str:
    """By when the call is wanted: "by Tue 24 Nov", else "in the next two weeks"."""
    day = reference_request.needed_on
    if day is not None and day > today:
        return _("by %(day)s") % {"day": day_words(day, today=today)}
    return _("in the next two weeks")


def ask_words(reference_request: ReferenceRequest, *, today: date) -> str:
    """The ask in one breath: "a 30-minute call with a company in banking by Tue 24 Nov"."""
    values = {
        "minutes": reference_request.minutes,
        "who": kind_of_company(reference_request),
        "when": when_wanted(reference_request, today=today),
    }
    if reference_request.format == "in_person":
        return _("a %(minutes)s-minute meeting with %(who)s %(when)s") % values
    if reference_request.format == "call":
        return _("a %(minutes)s-minute phone call with %(who)s %(when)s") % values
    return _("a %(minutes)s-minute video call with %(who)s %(when)s") % values
