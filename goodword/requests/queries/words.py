"""States and turns in plain words: badges, ball lines, the three words of a candidate."""

from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.people.models import User
from goodword.people.queries import away_words, who_is_away
from goodword.people.queries import today as program_day
from goodword.policy.queries import Talk
from goodword.requests import access
from goodword.requests.kinds import KINDS
from goodword.requests.kinds.answers import RESULT_WORDS
from goodword.requests.models import Candidate, Outcome, ReferenceRequest
from goodword.requests.queries import part_words
from goodword.requests.queries.ball import Step, Turn, proposed
from goodword.requests.queries.leaving import leaves_at
from goodword.requests.queries.reviewing import earliest_words
from goodword.requests.states import CandidateState, ContentState, RequestState
from goodword.ui.dates import day_words
from goodword.ui.pieces import Action, Badge, BadgeTone, BallLine, Person

C, R = CandidateState, RequestState
REQUEST_TONES: dict[str, BadgeTone] = {
    R.DRAFT: "",
    R.SUBMITTED: "waiting",
    R.HELD: "held",
    R.TRIAGE: "moving",
    R.SOURCING: "moving",
    R.CONFIRMED: "moving",
    R.COMPLETED: "done",
    R.OUTCOME_REPORTED: "done",
    R.UNFULFILLED: "ended",
    R.DECLINED: "ended",
    R.WITHDRAWN: "ended",
    R.CANCELLED: "ended",
}
CANDIDATE_TONES: dict[str, BadgeTone] = {
    C.SUGGESTED: "",
    C.SHORTLISTED: "waiting",
    C.HELD: "moving",
    C.OWNER_APPROVED: "moving",
    C.ASKED: "waiting",
    C.ACCEPTED: "done",
    C.INTRODUCED: "done",
    C.SCHEDULED: "done",
    C.DONE: "done",
    C.MISSED: "held",
}
CONTENT_TONES: dict[str, BadgeTone] = {
    ContentState.NEW_REQUEST: "waiting",
    ContentState.TRIAGE: "waiting",
    ContentState.BACKLOG: "held",
    ContentState.QUEUE: "moving",
    ContentState.IN_PROGRESS: "moving",
    ContentState.WAITING: "held",
    ContentState.COMPLETED: "done",
    ContentState.TRANSFERRED: "ended",
    ContentState.DECLINED: "ended",
    ContentState.CANCELED: "ended",
}
ENDED_ICONS = {
    R.OUTCOME_REPORTED: "circle-check",
    R.COMPLETED: "circle-check",
    R.UNFULFILLED: "user-off",
    R.DECLINED: "circle-x",
    R.WITHDRAWN: "arrow-back-up",
    R.CANCELLED: "player-stop",
}


def request_badge(row: ReferenceRequest, turn: Turn) -> Badge:
    """The state of a request; awaiting owner and awaiting customer are derived from its candidates."""
    if row.state == R.SOURCING and turn.step is Step.APPROVE:
        return Badge(word=_("Awaiting owner"), tone="moving")
    if row.state == R.SOURCING and turn.step is Step.ANSWER:
        return Badge(word=_("Awaiting customer"), tone="waiting")
    return Badge(word=str(RequestState(row.state).label), tone=REQUEST_TONES[row.state])


def candidate_badge(candidate: Candidate) -> Badge:
    """The state of a candidate."""
    return Badge(word=str(CandidateState(candidate.state).label), tone=CANDIDATE_TONES.get(candidate.state, "ended"))


def title_of(row: ReferenceRequest) -> str:
    """What a request is called: its kind, and what it is for."""
    kind, name = KINDS[row.kind], name_of(row)
    if name:
        return str(kind.called_for) % {"name": name}
    if row.state == RequestState.DRAFT and row.topic.strip():
        return _("%(kind)s: %(topic)s") % {"kind": kind.called, "topic": Truncator(" ".join(row.topic.split())).chars(50)}
    return str(kind.called)


def name_of(row: ReferenceRequest) -> str:
    """The event, report, study or prospect that a request is for; nothing when nobody gave one."""
    named_by = KINDS[row.kind].named_by
    return str(row.details.get(named_by, "")) if named_by else prospect_of(row)


def prospect_of(row: ReferenceRequest) -> str:
    """Whom the reference is for, as far as it is known."""
    if row.opportunity is not None:
        return row.opportunity.account.name if row.opportunity.account else row.opportunity.name
    return row.prospect


def ball_line(row: ReferenceRequest, turn: Turn, viewer: User, *, at: datetime, asks: int) -> BallLine:
    """The ball line of a request for one reader; a customer is asked `asks` times at most."""
    if turn.step is Step.NOTHING:
        return BallLine(title=_ended(row, turn), detail=row.end_reason or _after(row), icon=ENDED_ICONS[RequestState(row.state)])
    mine = turn.who is not None and turn.who.pk == viewer.pk
    who = _person(turn)
    title = _mine(row, turn, viewer, at=at) if mine else _theirs(row, turn)
    booked = turn.step is Step.CALL  # its day is said with the hour, and nothing is late
    return BallLine(
        title=title,
        who=who,
        mine=mine,
        due=None if booked else turn.due,
        detail=" ".join(part for part in ("" if mine else _away(turn, viewer, at=at), _detail(row, turn, viewer, at=at)) if part),
        action=None if mine else reminder(turn, viewer, asks=asks),
        icon="calendar-event" if booked else "",
    )


def _away(turn: Turn, viewer: User, *, at: datetime) -> str:
    """That whoever is waited for is away, and who answers."""
    day = program_day(at)
    return away_words(who_is_away(viewer, day).get(turn.who.pk), today=day) if turn.who is not None else ""


def open_words(row: ReferenceRequest, turn: Turn) -> str:
    """What is waited for, said to everybody alike: the open step of the timeline; nothing once all is over."""
    return "" if turn.step is Step.NOTHING else _theirs(row, turn)


def _person(turn: Turn) -> Person | None:
    if turn.who is not None:
        return Person(name=turn.who.name, id=turn.who.pk)
    return Person(name=turn.contact.name, id=turn.contact.pk) if turn.contact is not None else None


def names_of(row: ReferenceRequest, turn: Turn) -> dict[str, str]:
    """The names that a turn is worded with."""
    candidate = turn.candidate
    contact = candidate.contact if candidate else None
    return {
        "account": candidate.account.name if candidate else "",
        "contact": contact.name if contact else (candidate.account.name if candidate else _("the customer")),
        "requester": row.requester.name,
        "who": turn.who.name if turn.who else "",
        "thing": str(KINDS[row.kind].thing),
        "n": str(turn.among),
    }


def _mine(row: ReferenceRequest, turn: Turn, viewer: User, *, at: datetime) -> str:
    names = {**names_of(row, turn), "me": viewer.first_name}
    if turn.todo is not None:
        return part_words.mine(turn.todo, names)
    if turn.step.value in KINDS[row.kind].step_words:
        return str(KINDS[row.kind].step_words[turn.step.value].mine) % names
    if turn.step is Step.AGREE and turn.candidate is not None and proposed(turn.candidate, at=at):
        if turn.candidate.state == CandidateState.SCHEDULED:
            return _("Your turn, %(me)s: %(contact)s wants to move the call, choose one of the new times") % names
        return _("Your turn, %(me)s: %(contact)s proposed times, choose one") % names
    words = {
        Step.FINISH: _("Your turn, %(me)s: finish and send it"),
        Step.DECIDE: _("Your turn, %(me)s: may this request go on?"),
        Step.SETTLE: _("Your turn, %(me)s: answer it, or make another kind of it"),
        Step.REVIEW: _("Your turn, %(me)s: do we make an exception?"),
        Step.CHOOSE: _("Your turn, %(me)s: whom do we ask?"),
        Step.PICK: _("Your turn, %(me)s: pick a customer"),
        Step.OPINION: ngettext(
            "Your turn, %(me)s: is %(account)s a good idea?", "Your turn, %(me)s: are %(n)s customers of yours a good idea?", turn.among
        ),
        Step.APPROVE: _("Your turn, %(me)s: may we ask %(account)s?"),
        Step.VOUCH: _("Your turn, %(me)s: is all well at %(account)s?"),
        Step.ASK: _("Your turn, %(me)s: ask %(account)s"),
        Step.AGREE: _("Your turn, %(me)s: agree on a time with %(contact)s"),
        Step.PREPARE: _("Your turn, %(me)s: prepare the %(thing)s with %(contact)s"),
        Step.CONFIRM: _("Your turn, %(me)s: did the %(thing)s with %(contact)s take place?"),
        Step.OUTCOME: _("Your turn, %(me)s: did the %(thing)s with %(contact)s help?"),
    }
    return words[turn.step] % names


def _theirs(row: ReferenceRequest, turn: Turn) -> str:
    if turn.todo is not None:
        return part_words.theirs(turn.todo, names_of(row, turn))
    if turn.step.value in KINDS[row.kind].step_words:
        return str(KINDS[row.kind].step_words[turn.step.value].theirs) % names_of(row, turn)
    words = {
        Step.FINISH: _("A draft of %(who)s"),
        Step.DECIDE: _("Waiting for %(who)s, who decides whether it may go on"),
        Step.SETTLE: _("Waiting for %(who)s, who answers it"),
        Step.REVIEW: _("Waiting for %(who)s, who decides whether we make an exception"),
        Step.CHOOSE: _("Waiting for %(who)s, who chooses whom to ask"),
        Step.PICK: _("Waiting for %(who)s, who picks a customer"),
        Step.OPINION: _("Waiting for %(who)s, who says what they think of the short list"),
        Step.APPROVE: _("Waiting for %(who)s, who answers for %(account)s"),
        Step.VOUCH: _("Waiting for %(who)s, who says whether all is well at %(account)s"),
        Step.ASK: _("Waiting for %(who)s, who asks %(account)s"),
        Step.ANSWER: _("Waiting for %(contact)s at %(account)s"),
        Step.AGREE: _("Waiting for %(who)s, who agrees on a time with %(contact)s"),
        Step.CALL: _("The call of %(requester)s and %(contact)s is booked"),
        Step.PREPARE: _("%(who)s prepares the %(thing)s with %(contact)s"),
        Step.CONFIRM: _("Waiting for %(who)s, who says whether the %(thing)s took place"),
        Step.OUTCOME: _("Waiting for %(who)s, who says whether it helped"),
    }
    if turn.who is None and turn.step in (Step.DECIDE, Step.CHOOSE, Step.SETTLE, Step.ASK):
        return _("Waiting for a reference manager")
    return words[turn.step] % names_of(row, turn)


def what_they_do(row: ReferenceRequest, turn: Turn, viewer: User) -> str:
    """What somebody else does next, for a list that says already that it is waited for."""
    if turn.todo is not None:
        return part_words.they_do(turn.todo, names_of(row, turn))
    if turn.step.value in KINDS[row.kind].step_words:
        return str(KINDS[row.kind].step_words[turn.step.value].they_do) % names_of(row, turn)
    words = {
        Step.FINISH: _("%(who)s finishes a draft"),
        Step.DECIDE: _("%(who)s decides whether it may go on"),
        Step.SETTLE: _("%(who)s answers it"),
        Step.REVIEW: _("%(who)s decides whether we make an exception"),
        Step.CHOOSE: _("%(who)s chooses whom to ask"),
        Step.PICK: _("%(who)s picks a customer"),
        Step.OPINION: _("%(who)s says what they think of the short list"),
        Step.APPROVE: _("%(who)s answers for %(account)s"),
        Step.VOUCH: _("%(who)s says whether all is well at %(account)s"),
        Step.ASK: _("%(who)s asks %(account)s"),
        Step.ANSWER: _("%(contact)s answers for %(account)s"),
        Step.AGREE: _("%(who)s agrees on a time with %(contact)s"),
        Step.CALL: _("You speak with %(contact)s") if row.requester_id == viewer.pk else _("%(requester)s speaks with %(contact)s"),
        Step.PREPARE: _("%(who)s prepares the %(thing)s with %(contact)s"),
        Step.CONFIRM: _("%(who)s says whether the %(thing)s took place"),
        Step.OUTCOME: _("%(who)s says whether it helped"),
    }
    if turn.who is None and turn.step in (Step.DECIDE, Step.CHOOSE, Step.SETTLE, Step.ASK):
        return _("A reference manager takes it up")
    return words[turn.step] % names_of(row, turn)


def _detail(row: ReferenceRequest, turn: Turn, viewer: User, *, at: datetime) -> str:
    candidate = turn.candidate
    if turn.step is Step.DECIDE:
        return row.stage_reason or _("Outcomes of earlier calls are still owed.")
    if turn.step is Step.REVIEW and row.review is not None:
        day = row.review.earliest_on
        return f"{row.exception_reason} {earliest_words(day, today=program_day(at))}".strip()
    if turn.step is Step.APPROVE and candidate is not None and candidate.approval is not None:
        return _approval_detail(row, candidate, viewer, at=at)
    if turn.step is Step.CALL and candidate is not None and candidate.scheduled_at is not None:
        return _("It takes place on %(moment)s.") % {"moment": moment_of(candidate.scheduled_at)}
    if (
        turn.step is Step.AGREE
        and candidate is not None
        and candidate.state == CandidateState.SCHEDULED
        and candidate.scheduled_at is not None
    ):
        return _("Until then the time agreed earlier stands: %(moment)s.") % {"moment": moment_of(candidate.scheduled_at)}
    if turn.step is Step.AGREE and candidate is not None and candidate.state == CandidateState.MISSED:
        return _("The call did not take place. A new time is no second ask; to end it, the customer is let go or the request withdrawn.")
    if turn.step is Step.ANSWER and candidate is not None:
        return asked_how_often(candidate.attempts)
    return ""


def moment_of(value: datetime) -> str:
    """A day and a time in the reader's zone: "Tue 24 Nov, 14:00"."""
    return date_format(timezone.localtime(value), "D j M, H:i")


def _approval_detail(row: ReferenceRequest, candidate: Candidate, viewer: User, *, at: datetime) -> str:
    approval = candidate.approval
    if approval is None:
        return ""
    parts = []
    if approval.deputy_for is not None:
        parts.append(_in_place_of(approval.deputy_for, viewer, at=at))
    manager = row.manager
    if manager is not None and approval.escalated_at is None and manager.pk != approval.approver_id:
        name = _("you") if manager.pk == viewer.pk else manager.first_name
        parts.append(_("Without an answer it goes to the deputy, or to %(name)s.") % {"name": name})
    return " ".join(parts)


def _in_place_of(colleague: User, viewer: User, *, at: datetime) -> str:
    """For whom somebody else answers; while they are away that is said, and afterwards that they may answer too."""
    away = who_is_away(viewer, program_day(at)).get(colleague.pk)
    if away is not None:
        day = day_words(away.back_on - timedelta(days=1), today=program_day(at))
        return _("In the place of %(name)s, who is away until %(day)s.") % {"name": colleague.name, "day": day}
    if not colleague.is_active:
        return _("In the place of %(name)s.") % {"name": colleague.name}
    if colleague.pk == viewer.pk:
        return _("In your place; you may answer as well, and the first answer counts.")
    return _("In the place of %(name)s, who may answer as well: the first answer counts.") % {"name": colleague.name}


def _ended(row: ReferenceRequest, turn: Turn) -> str:
    if row.state == R.OUTCOME_REPORTED:
        outcome = _outcome(turn)
        return _("Done. %(result)s.") % {"result": RESULT_WORDS[outcome.result]} if outcome else _("Done")
    if row.state == R.UNFULFILLED:
        return _("No customer was found")
    if row.state == R.COMPLETED:
        return _("Answered")
    words = {R.DECLINED: _("Declined"), R.WITHDRAWN: _("Withdrawn by %(who)s"), R.CANCELLED: _("Cancelled by the reference manager")}
    return words[RequestState(row.state)] % {"who": row.requester.name}


def _after(row: ReferenceRequest) -> str:
    return _("Ask again with fewer wishes, or for a later day.") if row.state == R.UNFULFILLED else ""


def _outcome(turn: Turn) -> Outcome | None:
    outcomes = turn.candidate.outcomes.all() if turn.candidate else []
    return next((each for each in outcomes if not each.by_customer), None)


# The usual number of asks has a word of its own.
TWICE: Final = 2


def asked_how_often(attempts: int) -> str:
    """How often a customer was asked, when it was more than once."""
    if attempts == TWICE:
        return _("Asked twice.")
    return _("Asked %(n)s times.") % {"n": attempts} if attempts > 1 else ""


def reminder(turn: Turn, viewer: User, *, asks: int) -> Action | None:
    """The small button beside the ball line for those who wait; a customer is asked `asks` times at most."""
    candidate = turn.candidate
    if candidate is None:
        return None
    if turn.step is Step.APPROVE and turn.who is not None and access.can_remind_owner(viewer, candidate):
        return Action(label=_("Remind %(who)s") % {"who": turn.who.first_name}, url=candidate_url(candidate, "remind_owner"), method="post")
    may_be_asked = turn.step is Step.ANSWER and candidate.attempts < asks
    if may_be_asked and access.can_remind_customer(viewer, candidate) and not leaves_at(candidate):
        return Action(
            label=_("Ask once more"),
            url=candidate_url(candidate, "remind_customer"),
            method="post",
            confirm=_what_goes_out(candidate, asks=asks),
        )
    return None


def _what_goes_out(candidate: Candidate, *, asks: int) -> str:
    """Which mail it is of how many, before it is sent."""
    words = {
        (True, True): _("A second and last mail goes to %(name)s."),
        (True, False): _("A mail goes to %(name)s: the second of %(asks)s times that we ask."),
        (False, True): _("A mail goes to %(name)s: time %(next)s of %(asks)s, and the last."),
        (False, False): _("A mail goes to %(name)s: time %(next)s of %(asks)s."),
    }
    nth = candidate.attempts + 1
    name = candidate.contact.name if candidate.contact else candidate.account.name
    return words[nth == TWICE, nth >= asks] % {"name": name, "next": nth, "asks": asks}


def request_url(row: ReferenceRequest) -> str:
    """The page of a request."""
    return reverse("requests:request", args=[row.pk])


def review_url(row: ReferenceRequest) -> str:
    """The page on which an exception for a request is decided."""
    return reverse("desk:exception", args=[row.pk])


def commitments_url() -> str:
    """What is promised to each team, and used."""
    return reverse("desk:commitments")


def candidate_url(candidate: Candidate, verb: str) -> str:
    """Where a verb about a candidate is posted to."""
    return reverse(f"requests:{verb}", args=[candidate.reference_request_id, candidate.pk])


def spoke_words(talks: tuple[Talk, ...], *, today: date) -> str:
    """Where they spoke without an ask of ours, to stand behind how often they were asked; nothing when they did not."""
    if not talks:
        return ""
    last, more = talks[0], len(talks) - 1
    spoke = _("spoke at %(name)s, %(day)s") % {"name": Truncator(last.name).chars(60), "day": day_words(last.held_on, today=today)}
    others = ngettext(" and %(n)s more", " and %(n)s more", more) % {"n": more} if more else ""
    return f"; {spoke}{others}"
