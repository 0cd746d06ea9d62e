"""The verbs of sentences about a customer: what the customer said elsewhere, giving up a change, and that they were not used."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from goodword.people.models import User
from goodword.people.queries import today
from goodword.requests import access, actions
from goodword.requests.forms.statements import ApprovedForm, HeardForm
from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate
from goodword.requests.queries import hands
from goodword.requests.views.verb import Values, Verb, Words


def _may(verb: str) -> Callable[[User, Candidate], bool]:
    return lambda user, candidate: hands.words_may(hands.hands_on_words(user, candidate) - {hands.OWNS}, verb, candidate)


def _may_say_unused(user: User, candidate: Candidate) -> bool:
    return KINDS[candidate.reference_request.kind].sentences is not None and access.may(user, "miss", candidate)


def _begin(candidate: Candidate, at: datetime) -> Values:
    return {"today": today(at), "statement": candidate.statement}


def _heard(verb: str, label: Words, said: Words, **more: Any) -> Verb:
    return Verb(
        name=f"words_{verb}",
        label=_("Write it down"),
        title=label,
        said=said,
        may=_may(verb),
        offers=lambda _row, at: {"today": today(at)},
        do=lambda row, form, by, at: actions.answer_words(row, verb=verb, remark=form["words"], given=form["given"], by=by, at=at),
        form=HeardForm,
        asks=True,
        **more,
    )


OF_WORDS = (
    Verb(
        name="words_approve",
        label=_("Write it down"),
        title=_("They approved the words"),
        said=_("Written down: these words may be used."),
        lead=_("Write down what they said, and how. What you keep here stands from then on."),
        may=_may("approve"),
        offers=_begin,
        do=lambda row, form, by, at: actions.answer_words(row, verb="approve", **form, by=by, at=at),
        form=ApprovedForm,
        asks=True,
    ),
    _heard("return", _("They want other words"), _("Written down. Change them, then hand them in again.")),
    _heard(
        "decline",
        _("They want no words"),
        _("Written down: nothing may be used."),
        lead=_("From then on nothing may be used, also not what they approved before."),
        danger=True,
    ),
    Verb(
        name="words_keep",
        label=_("Keep what was approved"),
        said=_("The words are again those that were approved."),
        may=_may("keep"),
        do=lambda row, _form, by, at: actions.keep_approved_words(row, by=by, at=at),
    ),
    Verb(
        name="not_used",
        label=_("They were not used"),
        said=_("Noted: the words were not used."),
        icon="calendar-off",
        may=_may_say_unused,
        do=lambda row, _form, by, at: actions.miss(row, by=by, at=at),
    ),
)
