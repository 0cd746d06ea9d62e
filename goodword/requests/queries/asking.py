"""An ask in words, as the customer reads it: on its page and in its mail. Nothing is said that the request does not know."""

from datetime import date

from django.utils.translation import gettext as _

from goodword.customers.kinds import ListKind
from goodword.customers.queries import label_of, labels
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.words import prospect_of
from goodword.ui.dates import day_words


def kind_of_company(reference_request: ReferenceRequest) -> str:
    """Whom the customer would talk to, without naming the prospect: "a company in banking" when the deal says so.

    What the customer should be like says nothing about the prospect, and of a confidential one not even the industry is told.
    """
    deal = reference_request.opportunity
    code = deal.account.industry if deal is not None and deal.account is not None and not reference_request.is_confidential else ""
    if not code:
        return _("a company that would like to learn from your experience")
    label = label_of(labels(), ListKind.INDUSTRY, code)
    small = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    return _("a company in %(industry)s") % {"industry": small}


def prospect_named(reference_request: ReferenceRequest) -> str:
    """The prospect's name where it may be said: nothing when nobody gave one, or when it is confidential."""
    return "" if reference_request.is_confidential else prospect_of(reference_request)


def when_wanted(reference_request: ReferenceRequest, *, today: date) -> str:
    """By when the call is wanted: "by Tue 24 Nov"; nothing when no day was given, or it has passed."""
    day = reference_request.needed_on
    if day is None or day < today:
        return ""
    return _("today") if day == today else _("by %(day)s") % {"day": day_words(day, today=today)}


def ask_words(reference_request: ReferenceRequest, *, today: date) -> str:
    """The ask in one breath: "a 30-minute video call with a company in banking, by Tue 24 Nov"."""
    values = {"minutes": reference_request.minutes, "who": kind_of_company(reference_request)}
    words = {
        "in_person": _("a %(minutes)s-minute meeting with %(who)s"),
        "call": _("a %(minutes)s-minute phone call with %(who)s"),
    }
    what = words.get(reference_request.format, _("a %(minutes)s-minute video call with %(who)s")) % values
    when = when_wanted(reference_request, today=today)
    return _("%(what)s, %(when)s") % {"what": what, "when": when} if when else what
