"""The verbs with which staff write down what happened elsewhere: by phone, in a mail of their own, in person."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goodword.people.models import User
from goodword.people.queries import program, today
from goodword.policy.queries import in_force
from goodword.requests import access, actions
from goodword.requests.forms.elsewhere import AskedForm, AttemptForm, MissedForm, NamedForm, NoForm, PeaceForm, YesForm
from goodword.requests.forms.steps import LetterForm
from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate
from goodword.requests.queries.contacts import may_be_asked
from goodword.requests.queries.elsewhere import could_have_heard
from goodword.requests.queries.judging import judge_one
from goodword.requests.queries.letters import letter_before
from goodword.requests.queries.missed import missing_choices
from goodword.requests.queries.zones import their_clock
from goodword.requests.states import CandidateState
from goodword.requests.views.verb import Values, Verb, Words


def whom(candidate: Candidate, at: datetime) -> Values:
    """The people who may be asked, the one who is thought of chosen."""
    people = may_be_asked(judge_one(candidate.reference_request, candidate.account, now=in_force(at), own=candidate))
    return {"people": people, "initial": {"contact": candidate.contact_id}}


def with_letter(candidate: Candidate, at: datetime) -> Values:
    """The same, with the mail that each of them would get."""
    return {**whom(candidate, at), "letter_for": lambda contact: letter_before("ask", candidate, contact, at=at)}


def letter_of(verb: str) -> Callable[[Candidate, datetime], Values]:
    """The mail that a verb sends to whoever was asked."""
    return lambda row, at: {"contact": row.contact, "letter_for": lambda contact: letter_before(verb, row, contact, at=at)}


def stop_url(message: str) -> Callable[[Candidate, Values], str]:
    """Where the mail of a verb is stopped before it leaves; nowhere while mails leave at once."""
    return lambda row, _form: reverse("notifications:stop_last", args=[row.pk, message]) if program().mail_delay_seconds else ""


def _who_heard(candidate: Candidate, at: datetime) -> Values:
    return {"people": could_have_heard(candidate.reference_request), "at": at}


def _who_follows(candidate: Candidate) -> Words:
    if KINDS[candidate.reference_request.kind].holds_next:
        return _("Noted. Who is next in line follows.")
    return _("Noted. It is for the manager to choose who comes next.")


def _in_state(state: str) -> Callable[[User, Candidate], bool]:
    return lambda user, candidate: candidate.state == state and access.can_record_ask(user, candidate)


ELSEWHERE = (
    Verb(
        name="record_ask",
        label=_("Write it down"),
        title=_("They were asked already"),
        said=_("Written down. They are asked now, like by mail."),
        form=AskedForm,
        asks=True,
        lead=_("For an ask by phone, in person or in a mail of your own. It counts like a mail from here, and at once: they know."),
        icon="phone",
        may=_in_state(CandidateState.OWNER_APPROVED),
        offers=lambda row, at: {**whom(row, at), "at": at},
        do=lambda row, form, by, at: actions.record_ask(
            row,
            how=form["how"],
            asked_at=form["asked_at"],
            contact_id=form["contact"],
            remark=form["remark"],
            reason=form["reason"],
            by=by,
            at=at,
        ),
    ),
    Verb(
        name="record_attempt",
        label=_("Write it down"),
        title=_("They were asked once more"),
        said=_("Written down as one more attempt."),
        form=AttemptForm,
        asks=True,
        lead=_("It counts like a second mail. After the last attempt and its day without an answer, nobody asks them again about this."),
        icon="phone",
        may=_in_state(CandidateState.ASKED),
        offers=lambda _row, at: {"at": at},
        do=lambda row, form, by, at: actions.record_ask(row, **form, sequel=True, by=by, at=at),
    ),
    Verb(
        name="accept",
        label=_("They said yes"),
        title=_("They said yes"),
        said=_("Wonderful. Requester and customer are introduced."),
        form=YesForm,
        asks=True,
        lead=_("For an answer that one of you heard. It is as if they had answered on their page: both get the introduction."),
        icon="check",
        offers=lambda row, at: {**_who_heard(row, at), "clock": their_clock(row, at=at)},
        do=lambda row, form, by, at: actions.accept(row, **form["answer"], by=by, at=at),
    ),
    Verb(
        name="decline",
        label=_("They said no"),
        title=_("They said no"),
        said=_("Noted. Who is next in line follows."),
        says=_who_follows,
        form=NoForm,
        asks=True,
        lead=_("It was an ask all the same, and keeps its place."),
        icon="x",
        offers=_who_heard,
        do=lambda row, form, by, at: actions.decline(row, **form["answer"], by=by, at=at),
    ),
    Verb(
        name="name_colleague",
        label=_("They named a colleague"),
        title=_("They named a colleague"),
        said=_("Noted. The colleague can be put forward from here."),
        form=NamedForm,
        asks=True,
        lead=_("This ask ends and keeps its place. Whether the colleague is asked is decided next."),
        icon="user-share",
        may=access.can_write_answer,
        offers=_who_heard,
        do=lambda row, form, by, at: actions.name_colleague(row, **form["answer"], by=by, at=at),
    ),
    Verb(
        name="leave_alone",
        label=_("Leave them alone"),
        title=_("They want to be left alone"),
        said=_("Noted. Nobody asks them for anything before that day."),
        form=PeaceForm,
        asks=True,
        lead=_("This ask ends and keeps its place, and nobody asks this person for anything before the day they named."),
        icon="player-pause",
        may=access.can_write_answer,
        offers=lambda row, at: {**_who_heard(row, at), "today": today(at)},
        do=lambda row, form, by, at: actions.leave_alone(row, **form["answer"], by=by, at=at),
    ),
    Verb(
        name="miss",
        label=_("It did not take place"),
        title=_("The call did not take place"),
        said=_("Noted. Apologise, agree on another time, or end it."),
        form=MissedForm,
        asks=True,
        lead=_("The customer was asked, so the place stays taken. A new time is no second ask."),
        icon="calendar-off",
        offers=lambda row, _at: {"choices": missing_choices(row)},
        do=lambda row, form, by, at: actions.miss(row, who=form["who"], remark=form["remark"], by=by, at=at),
    ),
    Verb(
        name="apologise",
        label=_("Send it"),
        title=_("Write an apology"),
        said=_("The mail is on its way."),
        form=LetterForm,
        asks=True,
        lead=_("Read it, and change what does not fit. Once for each call that was missed."),
        icon="mail-forward",
        may=access.can_apologise,
        offers=letter_of("apologise"),
        undo=stop_url("apology"),
        do=lambda row, form, by, at: actions.apologise(row, text=form.get("text", ""), subject=form.get("subject", ""), by=by, at=at),
    ),
)
