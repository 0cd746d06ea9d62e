"""The verbs with which an event is prepared: content, kit, promotion plan, planning calls, campaign, reuse."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from goodword.people.models import User
from goodword.people.queries import today
from goodword.requests import actions
from goodword.requests.forms.events import (
    CallForm,
    CampaignForm,
    ChangesForm,
    GivenForm,
    MoveCallForm,
    NoteForm,
    OfCallForm,
    PmmForm,
    ReuseForm,
    WhyForm,
)
from goodword.requests.forms.steps import StepForm
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries import hands
from goodword.requests.queries.options import campaigns
from goodword.requests.queries.pmm import could_prepare
from goodword.requests.queries.preparing import booked_words, reuse_before, why_no_dry_run_yet
from goodword.requests.queries.speakers import is_event
from goodword.requests.queries.zones import their_clock
from goodword.requests.views.verb import Values, Verb, Words


def _may(verb: str) -> Callable[[User, Candidate], bool]:
    return lambda user, candidate: hands.may_prepare(user, verb, candidate)


def _content(verb: str, label: Words, said: Words, **more: Any) -> Verb:
    return Verb(
        name=f"content_{verb}",
        label=label,
        title=label,
        said=said,
        may=_may(f"content_{verb}"),
        do=lambda row, form, by, at: actions.support_content(row, verb=verb, words=form.get("words", ""), to=form.get("to"), by=by, at=at),
        **more,
    )


def _asks(form: type[StepForm]) -> dict[str, Any]:
    return {"form": form, "asks": True}


def _people(candidate: Candidate, _at: datetime) -> Values:
    return {"people": could_prepare(candidate.reference_request)}


def _plan(verb: str, label: Words, said: Words) -> Verb:
    return Verb(
        name=f"plan_{verb}",
        label=label,
        title=label,
        said=said,
        lead=_("Write down what they said, and how."),
        may=_may(f"plan_{verb}"),
        offers=lambda _row, at: {"today": today(at)},
        do=lambda row, form, by, at: actions.answer_plan(row, verb=verb, words=form["words"], given=form["given"], by=by, at=at),
        **_asks(GivenForm),
    )


def _call_offers(candidate: Candidate, at: datetime) -> Values:
    return {"clock": their_clock(candidate, at=at), "dry_run_why_not": why_no_dry_run_yet(candidate)}


def _calls(candidate: Candidate, at: datetime) -> Values:
    return {"calls": booked_words(candidate, at=at)}


def _has_calls(user: User, candidate: Candidate) -> bool:
    return hands.can_plan_calls(user, candidate)


def _may_choose_campaign(user: User, row: ReferenceRequest) -> bool:
    return is_event(row) and hands.can_choose_campaign(user, row)


OF_EVENTS = (
    _content("triage", _("Look at it"), _("It is being looked at.")),
    _content("backlog", _("Put it on the pile"), _("On the pile. The requester sees that it is not promised."), **_asks(NoteForm)),
    _content("assign", _("Give it to somebody"), _("It is promised, and they are told."), offers=_people, **_asks(PmmForm)),
    _content("begin", _("Begin"), _("In progress.")),
    _content("wait", _("It waits for something"), _("Stopped. The manager sees why."), **_asks(WhyForm)),
    _content("complete", _("The content is done"), _("Done. The requester is told."), **_asks(NoteForm)),
    _content("transfer", _("Another team does it"), _("Noted. The manager and the requester see why."), **_asks(WhyForm)),
    _content("decline", _("Decline it"), _("Declined. The manager and the requester see why."), **_asks(WhyForm)),
    _content("cancel", _("It is not needed"), _("Called off."), **_asks(NoteForm)),
    _content("reopen", _("It is needed after all"), _("Open again.")),
    Verb(
        name="kit_return",
        label=_("Ask for changes"),
        title=_("Ask for changes of the speaker kit"),
        said=_("Asked. They get a mail with your words and a link to the kit."),
        lead=_("Until it is approved the dry run cannot be booked."),
        may=_may("kit_return"),
        do=lambda row, form, by, at: actions.return_kit(row, words=form["words"], by=by, at=at),
        **_asks(ChangesForm),
    ),
    _plan("approve", _("They approved the plan"), _("Written down: the promotion plan is approved.")),
    _plan("return", _("They want changes of the plan"), _("Written down. Change it, then send it again.")),
    _plan("decline", _("They do not want the plan"), _("Written down: nothing is promoted.")),
    Verb(
        name="planning_book",
        label=_("Book a call"),
        title=_("Book a planning call or the dry run"),
        said=_("Booked. Everybody gets an invitation."),
        lead=_("Customer, requester and product marketing get a calendar invitation."),
        icon="calendar-plus",
        may=hands.can_plan_calls,
        offers=_call_offers,
        do=lambda row, form, by, at: actions.book_call(row, **form, by=by, at=at),
        **_asks(CallForm),
    ),
    Verb(
        name="planning_move",
        label=_("Move the call"),
        title=_("Move a call"),
        said=_("Moved. The new invitation replaces the old one."),
        icon="calendar-event",
        may=_has_calls,
        offers=lambda row, at: {**_calls(row, at), "clock": their_clock(row, at=at)},
        do=lambda row, form, by, at: actions.move_call(
            row, call_id=form["call"], starts_at=form["starts_at"], minutes=form["minutes"], by=by, at=at
        ),
        **_asks(MoveCallForm),
    ),
    Verb(
        name="planning_cancel",
        label=_("Call it off"),
        title=_("Call a planning call off"),
        said=_("Called off. It leaves all calendars."),
        danger=True,
        may=_has_calls,
        offers=_calls,
        do=lambda row, form, by, at: actions.cancel_call(row, call_id=form["call"], by=by, at=at),
        **_asks(OfCallForm),
    ),
    Verb(
        name="reuse_review",
        label=_("Keep this"),
        title=_("May the recording be used?"),
        said=_("Kept."),
        icon="video",
        may=_may("reuse_review"),
        offers=lambda row, _at: {"initial": reuse_before(row)},
        do=lambda row, form, by, at: actions.review_reuse(row, **form, by=by, at=at),
        **_asks(ReuseForm),
    ),
)
OF_THEIR_REQUESTS = (
    Verb(
        name="choose_campaign",
        label=_("This is the campaign"),
        title=_("Which campaign is the event?"),
        said=_("Kept. All requests for it share its speakers."),
        lead=_("All requests for one event share its speakers, and whoever speaks is written down there."),
        may=_may_choose_campaign,
        offers=lambda row, _at: {"known": campaigns(), "initial": {"campaign": row.campaign_id}},
        do=lambda row, form, by, at: actions.choose_campaign(row, campaign=form["campaign"], by=by, at=at),
        **_asks(CampaignForm),
    ),
    Verb(
        name="make_campaign",
        label=_("Make the campaign"),
        said=_("The campaign is there, with the name, day and place of the event."),
        may=_may_choose_campaign,
        do=lambda row, _form, by, at: actions.make_campaign(row, by=by, at=at),
    ),
)
