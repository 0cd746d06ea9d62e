"""The verbs about when and where: moving the day, and whether the customer travels."""

from datetime import datetime

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.requests import actions
from goodword.requests.forms.timing import DayForm, TravelForm, payers
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.reviewing import open_review
from goodword.requests.queries.travel import asks_about_travel, may_be_timed, payer_of
from goodword.requests.views.verb import Values, Verb, Words


def _may_say_travel(user: User, row: ReferenceRequest) -> bool:
    return asks_about_travel(row) and may_be_timed(user, row)


def _its_day(row: ReferenceRequest, _at: datetime) -> Values:
    return {"initial": {"needed_on": row.needed_on, "exception_reason": row.exception_reason}}


def _its_travel(row: ReferenceRequest, at: datetime) -> Values:
    usual = payer_of(row, in_force(at).numbers)
    return {"payers": payers(usual), "initial": {"travel": row.travel, "travel_paid_by": row.travel_paid_by or (usual or "")}}


def _what_came_of_it(row: ReferenceRequest) -> Words:
    review = open_review(row)
    if review is None or review.approval is None:
        return _("Moved. The deadlines moved along.")
    return _now("Moved. %(name)s decides whether we make an exception.") % {"name": review.approval.approver.name}


TIMING = (
    Verb(
        name="move_day",
        label=_("Move the day"),
        title=_("Move the day"),
        said=_("Moved. The deadlines moved along."),
        tells=_what_came_of_it,
        form=DayForm,
        asks=True,
        may=may_be_timed,
        offers=_its_day,
        lead=_("It is judged again with the new day, and everybody on the request is told."),
        icon="calendar-event",
        do=lambda row, form, by, at: actions.move_day(row, **form, by=by, at=at),
    ),
    Verb(
        name="say_travel",
        label=_("Say so"),
        title=_("Does the customer have to travel?"),
        said=_("Said. The customer reads it before they answer."),
        form=TravelForm,
        asks=True,
        may=_may_say_travel,
        offers=_its_travel,
        lead=_("The customer reads this before they answer. The program never pays."),
        icon="plane",
        do=lambda row, form, by, at: actions.say_travel(row, **form, by=by, at=at),
    ),
)
