"""The verbs of the page as data: which form they need, what they call, what is said afterwards."""

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.people.models import User
from goodword.people.queries import program
from goodword.requests import access, actions
from goodword.requests.forms.steps import (
    AskForm,
    ColleagueForm,
    HandOverForm,
    LetterForm,
    OptionalReasonForm,
    OutcomeForm,
    ReasonForm,
    TimeForm,
    TimesForm,
    WhoForm,
)
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.ball import proposed
from goodword.requests.queries.cards import colleague_of
from goodword.requests.queries.know import could_be_let_know, others_who_could_lead, people_in_the_know
from goodword.requests.queries.words import candidate_url
from goodword.requests.queries.zones import also_there, their_clock
from goodword.requests.states import CANDIDATE_PLANNED
from goodword.requests.views.verb import Values, Verb, Words
from goodword.requests.views.verbs_elsewhere import ELSEWHERE, letter_of, stop_url, with_letter
from goodword.requests.views.verbs_event import OF_EVENTS, OF_THEIR_REQUESTS
from goodword.requests.views.verbs_timing import TIMING
from goodword.requests.views.verbs_word import WORD
from goodword.requests.views.verbs_words import OF_WORDS


def _colleague_named(candidate: Candidate, _at: datetime) -> Values:
    name, email = colleague_of(candidate)
    return {"initial": {"name": name, "email": email}}


def _times_proposed(candidate: Candidate, at: datetime) -> Values:
    times = [(moment, also_there(moment, candidate)) for moment in proposed(candidate, at=at)]
    return {"times": times, "clock": their_clock(candidate, at=at)}


def _their_clock(candidate: Candidate, at: datetime) -> Values:
    return {"clock": their_clock(candidate, at=at)}


def _other_managers(row: ReferenceRequest, _at: datetime) -> Values:
    return {"people": others_who_could_lead(row), "is_confidential": row.circle_id is not None}


def _words_of_taking_over(row: ReferenceRequest) -> Words:
    before = _("Whoever led it before is told.") if row.circle_id is None else _("Whoever led it before is no longer in the know.")
    return f"{_('You lead it now.')} {before}"


def _not_in_the_know(row: ReferenceRequest, _at: datetime) -> Values:
    return {"people": could_be_let_know(row)}


def _in_the_know(row: ReferenceRequest, _at: datetime) -> Values:
    return {"people": people_in_the_know(row)}


def _take_back_url(candidate: Candidate, _form: Values) -> str:
    return candidate_url(candidate, "take_back") if program().mail_delay_seconds else ""


def _words_of_release(candidate: Candidate) -> Words:
    if candidate.state in CANDIDATE_PLANNED:
        return _("Taken out again. Nobody was asked.")
    return _("Let go. A hold gives its place back; an ask keeps it.")


def words_of_hold(held: actions.Held | actions.PutForward) -> str:
    """Who is asked now: the owner, a deputy, or the manager where nobody owns the account."""
    approval = held.candidate.approval
    if approval is not None and approval.decided_by is not None:
        return gettext("Held. %(name)s called it a good idea on the short list, and that counts as their yes.") % {
            "name": approval.decided_by.name
        }
    return gettext("Held. %(name)s is asked for a yes.") % {"name": approval.approver.name} if approval is not None else gettext("Held.")


def _goes_over(user: User, candidate: Candidate, form: Values) -> bool:
    return not form["reason"] and access.may(user, "hold", candidate) and access.can_override(user, candidate)


def _table(*verbs: Verb) -> dict[str, Verb]:
    return {verb.name: verb for verb in verbs}


REQUEST_VERBS = _table(
    *TIMING,
    Verb(
        name="triage",
        label=_("Take it"),
        said=_("It is yours now."),
        icon="user",
        do=lambda row, _form, by, at: actions.triage(row, by=by, at=at),
    ),
    Verb(
        name="allow",
        label=_("Let it go on"),
        title=_("Let it go on"),
        said=_("It may go on."),
        form=ReasonForm,
        asks=True,
        lead=_("The reason stays with the request and in the list of overrides."),
        do=lambda row, form, by, at: actions.allow(row, reason=form["reason"], by=by, at=at),
    ),
    Verb(
        name="settle",
        label=_("Answer it"),
        title=_("Answer it without a customer"),
        said=_("Answered. Whoever asked reads it."),
        form=ReasonForm,
        asks=True,
        lead=_("What you write is sent to whoever asked, and stays with the request."),
        icon="check",
        do=lambda row, form, by, at: actions.settle(row, words=form["reason"], by=by, at=at),
    ),
    Verb(
        name="confirm",
        label=_("That is enough"),
        said=_("It goes on with those who said yes. The others are let go."),
        icon="check",
        confirm=_("It goes on with those who said yes. Whoever is only held gives the place back."),
        do=lambda row, _form, by, at: actions.confirm(row, by=by, at=at),
    ),
    Verb(
        name="decline_request",
        label=_("Decline"),
        title=_("Decline this request"),
        said=_("Declined. The requester is told why."),
        form=ReasonForm,
        asks=True,
        danger=True,
        lead=_("What is held is given back. A customer who was asked already stays asked. Whoever made the request reads the reason."),
        icon="x",
        may=access.can_decline_request,
        do=lambda row, form, by, at: actions.decline_request(row, reason=form["reason"], by=by, at=at),
    ),
    Verb(
        name="withdraw",
        label=_("Withdraw"),
        title=_("Withdraw your request"),
        said=_("Withdrawn. What was held is free again."),
        form=OptionalReasonForm,
        asks=True,
        danger=True,
        lead=_("What is held is given back. A customer who was asked already stays asked."),
        icon="x",
        do=lambda row, form, by, at: actions.withdraw(row, reason=form["reason"], by=by, at=at),
    ),
    Verb(
        name="cancel",
        label=_("Cancel the request"),
        title=_("Cancel this request"),
        said=_("Cancelled. What was held is free again."),
        form=ReasonForm,
        asks=True,
        danger=True,
        lead=_("What is held is given back. A customer who was asked already stays asked."),
        icon="x",
        do=lambda row, form, by, at: actions.cancel(row, reason=form["reason"], by=by, at=at),
    ),
    Verb(
        name="close_unfulfilled",
        label=_("Nobody was found"),
        title=_("Close: nobody was found"),
        said=_("Closed. The requester is told."),
        form=OptionalReasonForm,
        asks=True,
        danger=True,
        lead=_("The requester is pointed to stories and quotes that may be used."),
        icon="x",
        do=lambda row, form, by, at: actions.close_unfulfilled(row, reason=form["reason"], by=by, at=at),
    ),
    Verb(
        name="reopen",
        label=_("Look for a customer again"),
        said=_("Open again."),
        icon="refresh",
        confirm=_("The request goes back to finding a customer. Whoever agreed is let go."),
        do=lambda row, _form, by, at: actions.reopen(row, by=by, at=at),
    ),
    Verb(
        name="hand_over",
        label=_("Hand it over"),
        title=_("Hand it to another manager"),
        said=_("Handed over. They are told."),
        form=HandOverForm,
        asks=True,
        may=access.can_hand_over,
        offers=_other_managers,
        lead=_("They lead it from now on, with everything as it stands, and are told."),
        icon="user-share",
        do=lambda row, form, by, at: actions.hand_over(row, **form, by=by, at=at),
    ),
    Verb(
        name="take_over",
        label=_("Take it over"),
        said="",
        says=_words_of_taking_over,
        may=access.can_take_over,
        icon="user",
        do=lambda row, _form, by, at: actions.take_over(row, by=by, at=at),
    ),
    Verb(
        name="let_know",
        label=_("Let them know"),
        title=_("Let somebody else know"),
        said=_("They are in the know, and told so."),
        form=WhoForm,
        asks=True,
        may=access.can_share,
        offers=_not_in_the_know,
        lead=_("They see which customer it is, and everything on this page. They get a mail that names nobody."),
        icon="user-plus",
        do=lambda row, form, by, at: actions.let_know(row, who=form["who"], by=by, at=at),
    ),
    Verb(
        name="take_out",
        label=_("Take them out"),
        title=_("Take somebody out of the people in the know"),
        said=_("They do not see this request any more."),
        form=WhoForm,
        asks=True,
        may=access.can_share,
        offers=_in_the_know,
        lead=_("They do not see this request any more. What they have read already, they know."),
        do=lambda row, form, by, at: actions.take_out(row, who=form["who"], by=by, at=at),
    ),
    *OF_THEIR_REQUESTS,
)

CANDIDATE_VERBS = _table(
    Verb(
        name="shortlist",
        label=_("Put in line"),
        said=_("Put in line."),
        do=lambda row, _form, by, at: actions.shortlist(row, by=by, at=at),
    ),
    Verb(
        name="hold",
        label=_("Hold"),
        title=_("Hold them all the same"),
        said=_("Held."),
        tells=words_of_hold,
        form=OptionalReasonForm,
        lead=_("A rule says no. With your reason it is gone over; the reason stays on the timeline and in the list of overrides."),
        insists=_goes_over,
        shows_verdict=True,
        do=lambda row, form, by, at: actions.hold(row, reason=form["reason"], by=by, at=at),
    ),
    *WORD,
    Verb(
        name="ask",
        label=_("Ask by mail"),
        title=_("Ask the customer by mail"),
        said=_("Asked. You see here when they answer."),
        form=AskForm,
        asks=True,
        lead=_("Once the mail has left, it counts as asked, whatever the answer."),
        icon="mail-forward",
        offers=with_letter,
        undo=_take_back_url,
        do=lambda row, form, by, at: actions.ask(row, contact_id=form["contact"], reason=form["reason"], own=form.get("own"), by=by, at=at),
    ),
    Verb(
        name="take_back",
        label=_("Take it back"),
        said=_("Taken back. Nothing was sent."),
        do=lambda row, _form, by, at: actions.take_back(row, by=by, at=at),
    ),
    Verb(
        name="remind_customer",
        label=_("Ask once more"),
        title=_("Ask the customer once more"),
        said=_("Asked once more."),
        form=LetterForm,
        asks=True,
        lead=_("One more attempt. After the last one, nobody asks them again about this."),
        icon="mail-forward",
        may=access.can_remind_customer,
        offers=letter_of("remind_customer"),
        undo=stop_url("ask_again"),
        do=lambda row, form, by, at: actions.remind_customer(row, own=form.get("own"), by=by, at=at),
    ),
    Verb(
        name="withdraw_link",
        label=_("Withdraw the link"),
        said=_("Withdrawn. Whoever opens the link reads that it no longer works, and whom to write to."),
        do=lambda row, _form, by, at: actions.withdraw_link(row, by=by, at=at),
    ),
    Verb(
        name="send_fresh_link",
        label=_("Send a fresh link"),
        said=_("A mail with a fresh link is on its way. The old one no longer works."),
        do=lambda row, _form, by, at: actions.send_fresh_link(row, by=by, at=at),
    ),
    *ELSEWHERE,
    *OF_WORDS,
    *OF_EVENTS,
    Verb(
        name="put_colleague_forward",
        label=_("Add the colleague"),
        title=_("Put the colleague forward whom they named"),
        said=_("Written down and put forward. Nothing is sent before you hold and ask them."),
        form=ColleagueForm,
        asks=True,
        lead=_(
            "They are written down at this customer, who is put forward once more with them. It is a second ask, and the rules weigh it."
        ),
        icon="user-plus",
        may=access.can_put_colleague_forward,
        offers=_colleague_named,
        do=lambda row, form, by, at: actions.put_colleague_forward(row, name=form["name"], email=form["email"], by=by, at=at),
    ),
    Verb(
        name="introduce",
        label=_("Introduce them"),
        title=_("Introduce them"),
        said=_("Introduced."),
        form=LetterForm,
        asks=True,
        lead=_("Both get a mail. This is the customer's."),
        icon="users",
        offers=letter_of("introduce"),
        undo=stop_url("introduction"),
        do=lambda row, form, by, at: actions.introduce(row, own=form.get("own"), by=by, at=at),
    ),
    Verb(
        name="propose_times",
        label=_("Offer times"),
        title=_("Offer times"),
        said=_("Offered. They choose one on their page."),
        form=TimesForm,
        asks=True,
        lead=_("Times are in your time zone; the customer sees them in theirs."),
        icon="calendar-plus",
        may=access.can_propose_times,
        offers=_their_clock,
        do=lambda row, form, by, at: actions.propose_times(row, times=form["times"], by=by, at=at),
    ),
    Verb(
        name="schedule",
        label=_("Agree on a time"),
        title=_("Agree on a time"),
        said=_("Booked. Both get an invitation."),
        form=TimeForm,
        asks=True,
        lead=_("Both get a calendar invitation. A new time replaces the old one."),
        icon="calendar-event",
        offers=_times_proposed,
        do=lambda row, form, by, at: actions.schedule(row, starts_at=form["starts_at"], by=by, at=at),
    ),
    Verb(
        name="complete",
        label=_("It took place"),
        said=_("Noted. One more click: did it help?"),
        icon="check",
        do=lambda row, _form, by, at: actions.complete(row, by=by, at=at),
    ),
    Verb(
        name="report_outcome",
        label=_("Say how it went"),
        title=_("Did it help?"),
        said=_("Thank you."),
        form=OutcomeForm,
        asks=True,
        lead=_("One click is enough. The customer hears what came of their help."),
        may=access.can_report_outcome,
        do=lambda row, form, by, at: actions.report_outcome(row, result=form["result"], words=form["words"], by=by, at=at),
    ),
    Verb(
        name="release",
        label=_("Let go"),
        said=_("Let go."),
        says=_words_of_release,
        icon="x",
        confirm=_("They are taken out of this request. A hold gives its place back; an ask keeps it."),
        do=lambda row, _form, by, at: actions.release(row, by=by, at=at),
    ),
)
