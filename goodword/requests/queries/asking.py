"""An ask in words, as the customer reads it: on its page and in its mail. Nothing is said that the request does not know."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import ActivityType, ListKind
from goodword.customers.queries import label_of, labels
from goodword.people.models import User
from goodword.requests.kinds import KINDS
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.judging import activity_of
from goodword.requests.queries.words import name_of, prospect_of
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


def when_and_where(reference_request: ReferenceRequest, *, today: date) -> str:
    """When and where it takes place, as far as that is known: "in Lisbon, on Tue 3 Mar"; by when, where it is on no day of its own."""
    row = reference_request
    if not KINDS[row.kind].is_on_a_day:
        return when_wanted(row, today=today)
    place = _("online") if row.is_online else (_("in %(city)s") % {"city": row.place_city} if row.place_city else "")
    return ", ".join(part for part in (place, days_of(row, today=today)) if part)


def days_of(row: ReferenceRequest, *, today: date) -> str:
    """The day of an event, or its first and last: "on Tue 3 Mar", "from Tue 3 Mar to Thu 5 Mar"."""
    if row.needed_on is None:
        return ""
    first = day_words(row.needed_on, today=today)
    if row.ends_on is None or row.ends_on == row.needed_on:
        return _("on %(day)s") % {"day": first}
    return _("from %(first)s to %(last)s") % {"first": first, "last": day_words(row.ends_on, today=today)}


def introduced_to(reference_request: ReferenceRequest) -> User:
    """Whom the customer is brought together with: the colleague whom the kind asks for, where one was named; else whoever asked."""
    question = KINDS[reference_request.kind].introduces
    named = User.objects.filter(pk=reference_request.details.get(question), is_active=True).first() if question else None
    return named or reference_request.requester


def favour_of(reference_request: ReferenceRequest) -> str:
    """The favour among colleagues: "a reference call", "a talk at Northwind Days"."""
    return str(KINDS[reference_request.kind].favour) % {"name": name_of(reference_request)}


def ask_words(reference_request: ReferenceRequest, *, today: date) -> str:
    """What the customer is asked whether they would, in one breath: "take a 30-minute video call with ..., by Tue 24 Nov"."""
    row = reference_request
    kind = KINDS[row.kind]
    said = {"name": name_of(row), "minutes": row.minutes, "do": DOES.get(activity_of(row), _("speak"))}
    what = _call(row) if kind.for_a_prospect else str(kind.asked_as) % said
    when = when_and_where(row, today=today)
    return _("%(what)s, %(when)s") % {"what": what, "when": when} if when else what


# What somebody does who speaks.
DOES: Final = {
    ActivityType.EVENT_TALK: gettext_lazy("give a talk"),
    ActivityType.PANEL: gettext_lazy("sit on the panel"),
    ActivityType.SITE_VISIT: gettext_lazy("show visitors how you work"),
    ActivityType.PODCAST: gettext_lazy("be a guest of the podcast"),
}


def _call(row: ReferenceRequest) -> str:
    """A call with a prospect, by how it is held."""
    words = {
        "in_person": _("have a %(minutes)s-minute meeting with %(who)s"),
        "call": _("take a %(minutes)s-minute phone call with %(who)s"),
    }
    words_of_video = _("take a %(minutes)s-minute video call with %(who)s")
    return words.get(row.format, words_of_video) % {"minutes": row.minutes, "who": kind_of_company(row)}
