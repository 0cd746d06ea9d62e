"""The buttons of a request's page: the step of whoever has the ball, and everything else that the reader may do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers.models import Account
from goodword.people.models import User
from goodword.people.queries import circle_ids
from goodword.people.queries import today as program_day
from goodword.policy.queries import InForce
from goodword.requests import access
from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate, Opinion, ReferenceRequest
from goodword.requests.queries.answering import approver_of
from goodword.requests.queries.ball import Step, Turn
from goodword.requests.queries.cards import Card
from goodword.requests.queries.choosing import Choice
from goodword.requests.queries.know import others_who_could_lead
from goodword.requests.queries.leaving import leaves_at
from goodword.requests.queries.missed import has_apologised
from goodword.requests.queries.opinions import good_word
from goodword.requests.queries.preparing import next_step
from goodword.requests.queries.reviewing import may_review
from goodword.requests.queries.speakers import is_event
from goodword.requests.queries.statements import why_not_used
from goodword.requests.queries.table import pool_url
from goodword.requests.queries.travel import asks_about_travel, may_be_timed, travel_missing
from goodword.requests.queries.words import candidate_url, request_url, review_url
from goodword.requests.states import CANDIDATE_WON, CandidateState
from goodword.ui.pieces import Action

C = CandidateState
# The list stands on the page itself while somebody must be chosen.
CHOOSE = "#choose"


@dataclass(frozen=True, slots=True)
class Head:
    """`steps` stand at the top right, the primary one last; `more` is behind the three dots."""

    steps: tuple[Action, ...] = ()
    more: tuple[Action, ...] = ()


def head_of(row: ReferenceRequest, turn: Turn, cards: list[Card], viewer: User, *, now: InForce, offered: Sequence[Choice] = ()) -> Head:
    """What one reader may do now; `offered` are the customers to choose from while somebody must be chosen, the best first."""
    steps = _of_part(turn, viewer) if turn.step is Step.PART else tuple(_steps(row, turn, cards, viewer, now=now, offered=offered))
    return Head(steps=steps, more=tuple(_more(row, turn, viewer, now=now)))


def with_steps(row: ReferenceRequest, turns: Sequence[Turn], turn: Turn, cards: list[Card], viewer: User, *, now: InForce) -> list[Card]:
    """The steps of those in play whom the head of the page is not about, on their cards: nobody waits for another's turn."""
    at_head = turn.candidate.pk if turn.candidate is not None else None
    own = {each.candidate.pk: each for each in turns if each.candidate is not None and each.step not in (Step.PART, Step.OPINION)}
    return [
        _stepped(row, own.get(card.candidate.pk), card, viewer, now=now) if card.running and card.candidate.pk != at_head else card
        for card in cards
    ]


def _stepped(row: ReferenceRequest, own: Turn | None, card: Card, viewer: User, *, now: InForce) -> Card:
    theirs = own or Turn(step=Step.NOTHING, candidate=card.candidate)
    steps = _steps(row, theirs, [card], viewer, now=now, offered=())
    more = _about_candidate(row, theirs, card.candidate, viewer, now=now)
    return replace(
        card, steps=tuple(_named(each, card.candidate) for each in steps), more=tuple(_named(each, card.candidate) for each in more)
    )


def _named(step: Action, candidate: Candidate) -> Action:
    """The same step, for this customer and beside them: the page has one primary button, at its head."""
    return replace(
        step,
        url=step.url.replace("#step", f"&candidate={candidate.pk}#step"),
        style="soft" if step.style == "primary" else step.style,
    )


def _of_part(turn: Turn, viewer: User) -> tuple[Action, ...]:
    """The step in what is prepared for an event, for the one who has it."""
    step = next_step(turn) if turn.who is not None and turn.who.pk == viewer.pk else None
    return (step,) if step is not None else ()


def _steps(
    row: ReferenceRequest, turn: Turn, cards: list[Card], viewer: User, *, now: InForce, offered: Sequence[Choice]
) -> Iterable[Action]:
    """The step that is due, for everybody who may take it: the one who has the ball, and whoever runs the program."""
    at = now.at
    candidate, may = turn.candidate, access.may
    if turn.step is Step.DECIDE and may(viewer, "allow", row):
        yield Action(label=_("Decline"), url=_open(row, "decline_request"))
        yield Action(label=_("Let it go on"), url=_open(row, "allow"), style="primary")
    elif turn.step is Step.SETTLE and may(viewer, "settle", row):
        yield Action(label=_("Make another kind of it"), url=reverse("requests:turn", args=[row.pk]))
        yield Action(label=_("Answer it"), url=_open(row, "settle"), style="primary", icon="check")
    elif turn.step is Step.REVIEW and row.review is not None and may_review(viewer, row.review):
        yield Action(label=_("Decide on the exception"), url=review_url(row), style="primary", icon="scale")
    elif turn.step in (Step.CHOOSE, Step.PICK):
        yield from _choose(row, cards, offered, viewer, at=at)
    elif candidate is not None and turn.step is Step.APPROVE and may(viewer, "owner_approve", candidate):
        yield Action(label=_("Not now"), url=_open(row, "owner_decline"))
        label = _("Approve %(account)s") % {"account": candidate.account.name}
        yield Action(label=label, url=candidate_url(candidate, "owner_approve"), method="post", style="primary", icon="check")
    elif candidate is not None and candidate.support is not None and access.can_vouch(viewer, candidate):
        yield Action(label=_("Better not"), url=_open(row, "advise_against"))
        yield Action(label=_("All is well"), url=candidate_url(candidate, "vouch"), method="post", style="primary", icon="check")
    elif candidate is not None and turn.step is Step.ASK:
        yield from _ask(row, candidate, viewer, now=now)
    elif candidate is not None and turn.step is Step.AGREE and may(viewer, "schedule", candidate):
        if access.can_apologise(viewer, candidate) and not has_apologised(candidate):
            yield Action(label=_("Apologise"), url=_open(row, "apologise"))
        yield Action(label=_("Offer times"), url=_open(row, "propose_times"))
        yield Action(label=_("Agree on a time"), url=_open(row, "schedule"), style="primary", icon="calendar-event")
    elif candidate is not None and is_due(candidate, turn, at=at) and may(viewer, "complete", candidate):
        used = KINDS[row.kind].sentences is not None
        yield (
            Action(label=_("They were not used"), url=candidate_url(candidate, "not_used"), method="post")
            if used
            else Action(label=_("It did not take place"), url=_open(row, "miss"))
        )
        done = _("They were used") if used else _("It took place")
        yield Action(label=done, url=candidate_url(candidate, "complete"), method="post", style="primary", icon="check")


def _ask(row: ReferenceRequest, candidate: Candidate, viewer: User, *, now: InForce) -> Iterable[Action]:
    """Ask by mail from here, or write down that the customer was asked elsewhere."""
    if travel_missing(row, now=now) is not None:
        yield Action(label=_("Say whether they travel"), url=_open(row, "say_travel"), style="primary", icon="plane")
        return
    if KINDS[row.kind].owner_writes and access.can_record_ask(viewer, candidate):
        yield Action(label=_("They were asked"), url=_open(row, "record_ask"), style="primary", icon="phone")
    elif access.may(viewer, "ask", candidate):
        if access.can_record_ask(viewer, candidate):
            yield Action(label=_("They were asked already"), url=_open(row, "record_ask"))
        yield Action(label=_("Read the mail first"), url=_open(row, "ask"))
        who = candidate.contact.first_name if candidate.contact else candidate.account.name
        yield Action(
            label=_("Ask %(who)s by mail") % {"who": who},
            url=candidate_url(candidate, "ask"),
            method="post",
            style="primary",
            icon="mail-forward",
            fields=((("contact", str(candidate.contact_id)),) if candidate.contact_id else ()),
        )


def is_due(candidate: Candidate, turn: Turn, *, at: datetime) -> bool:
    """Has the call begun: from then on whoever was there may say that it took place, also before its time is over."""
    has_begun = turn.step is Step.CALL and candidate.scheduled_at is not None and candidate.scheduled_at <= at
    return turn.step is Step.CONFIRM or has_begun


def _choose(row: ReferenceRequest, cards: list[Card], offered: Sequence[Choice], viewer: User, *, at: datetime) -> Iterable[Action]:
    """Hold whoever is put forward already, else the best who is free without anything to weigh, else look through the list.

    Whose owner has said no here is never the obvious next step.
    """
    said_no = {card.candidate.account_id for card in cards if card.candidate.state == C.OWNER_DECLINED}
    planned = [card for card in cards if "hold" in card.may and not card.is_blocked and card.candidate.account_id not in said_no]
    best = next((each for each in offered if not each.is_blocked and each.account.pk not in said_no), None)
    if pool_url(row, viewer):  # an owner's thumb up goes before, one down is never the obvious step
        thumbs = {card.candidate.pk: getattr(getattr(card.candidate, "opinion", None), "answer", "") for card in planned}
        planned = [card for card in planned if thumbs[card.candidate.pk] == Opinion.GOOD]
    if planned:
        first = planned[0].candidate
        asked = _given(row, first, at=at) or _asked(row, first.account, viewer, at=at)
        yield _hold(first.account, asked=asked, url=candidate_url(first, "hold"))
    elif best is not None and best.is_clean and not pool_url(row, viewer) and access.can_pick(viewer, row):
        fields = (("account", str(best.account.pk)), ("hold", "yes"))
        yield _hold(
            best.account, asked=_asked(row, best.account, viewer, at=at), url=reverse("requests:suggest", args=[row.pk]), fields=fields
        )
    elif (offered or pool_url(row, viewer)) and access.can_pick(viewer, row):
        yield Action(label=_("Choose a customer"), url=pool_url(row, viewer) or CHOOSE, style="primary", icon="users")
    elif access.can_pick(viewer, row) and access.may(viewer, "close_unfulfilled", row):
        yield Action(label=_("Close: nobody was found"), url=_open(row, "close_unfulfilled"), style="primary")


def _given(row: ReferenceRequest, candidate: Candidate, *, at: datetime) -> str:
    """That nobody is asked again who called them a good idea already; nothing where somebody has to be asked."""
    who, deputy_for = approver_of(candidate.account, row, today=program_day(at))
    opinion = good_word(candidate, row, answers={who.pk, deputy_for.pk if deputy_for is not None else None})
    if opinion is None or opinion.answered_by is None:
        return ""
    said = {"account": candidate.account.name, "who": opinion.answered_by.name}
    return _("A place is held. %(who)s called %(account)s a good idea, and that counts as their yes.") % said


def _asked(row: ReferenceRequest, account: Account, viewer: User, *, at: datetime) -> str:
    """Who is asked when a place is held, in whose place, and whom that lets in on something confidential."""
    today = program_day(at)
    who, deputy_for = approver_of(account, row, today=today)
    said = {"account": account.name, "who": who.name, "owner": deputy_for.name if deputy_for else ""}
    if who.pk == viewer.pk:
        words = _("A place is held, and you are asked, as you answer for %(account)s.")
    elif deputy_for is not None:
        words = _("%(owner)s is away, so a place is held, and %(who)s is asked, who stands in.")
    else:
        words = _("A place is held, and %(who)s is asked, who answers for %(account)s.")
    lets_in = row.circle_id is not None and row.circle_id not in circle_ids(who)
    return " ".join([words % said, *([_("They are let in on it for that.")] if lets_in else [])])


def _hold(account: Account, *, asked: str, url: str, fields: tuple[tuple[str, str], ...] = ()) -> Action:
    confirm = f"{asked} {_('Nothing is sent to the customer yet.')}"
    label = _("Hold %(account)s") % {"account": account.name}
    return Action(label=label, url=url, method="post", style="primary", icon="check", fields=fields, confirm=confirm)


def _more(row: ReferenceRequest, turn: Turn, viewer: User, *, now: InForce) -> Iterable[Action]:
    """Everything else, likelier first."""
    led_by_other = row.manager is not None and row.manager_id != viewer.pk
    if access.may(viewer, "triage", row) and not led_by_other:
        yield Action(label=_("Take it"), url=reverse("requests:triage", args=[row.pk]), method="post", icon="user")
    if turn.candidate is not None:
        yield from _about_candidate(row, turn, turn.candidate, viewer, now=now)
    if access.may(viewer, "confirm", row) and any(each.state in (*CANDIDATE_WON, C.DONE) for each in row.candidates.all()):
        confirm = _("It goes on with those who said yes. The others are let go.")
        url = reverse("requests:confirm", args=[row.pk])
        yield Action(label=_("That is enough"), url=url, method="post", icon="check", confirm=confirm)
    if access.can_turn(viewer, row) and not access.may(viewer, "settle", row):
        yield Action(label=_("Make another kind of it"), url=reverse("requests:turn", args=[row.pk]), icon="arrows-exchange")
    if access.may(viewer, "reopen", row):
        yield Action(
            label=_("Look for a customer again"),
            url=reverse("requests:reopen", args=[row.pk]),
            method="post",
            icon="refresh",
            confirm=_("The request goes back to finding a customer. Whoever agreed is let go."),
        )
    if led_by_other and row.manager is not None and access.can_take_over(viewer, row):
        confirm = _("You lead it from now on, with everything as it stands. %(name)s is told.") % {"name": row.manager.name}
        url = reverse("requests:take_over", args=[row.pk])
        yield Action(label=_("Take it over"), url=url, method="post", icon="user", confirm=confirm)
    if may_be_timed(viewer, row) and row.needed_on is not None:
        yield Action(label=_("Move the day"), url=_open(row, "move_day"), icon="calendar-event")
    if may_be_timed(viewer, row) and asks_about_travel(row):
        yield Action(label=_("Say whether they travel"), url=_open(row, "say_travel"), icon="plane")
    if access.can_hand_over(viewer, row) and others_who_could_lead(row).exists():
        yield Action(label=_("Hand to another manager"), url=_open(row, "hand_over"), icon="user-share")
    words = {
        "withdraw": _("Withdraw"),
        "close_unfulfilled": _("Close: nobody was found"),
        "decline": _("Decline the request"),
        "cancel": _("Cancel the request"),
    }
    for verb, label in words.items():
        if access.may(viewer, verb, row) and not (verb == "cancel" and access.may(viewer, "decline", row)):
            yield Action(label=label, url=_open(row, "decline_request" if verb == "decline" else verb), icon="x")


def _about_candidate(row: ReferenceRequest, turn: Turn, candidate: Candidate, viewer: User, *, now: InForce) -> Iterable[Action]:
    if access.may(viewer, "ask", candidate):
        yield Action(label=_("Ask somebody else there by mail"), url=_open(row, "ask"), icon="mail-forward")
    elif candidate.state == C.OWNER_APPROVED and access.can_record_ask(viewer, candidate):
        # Who answers for them may have asked; whoever runs the request has the ball, and this among its steps.
        yield Action(label=_("They were asked already"), url=_open(row, "record_ask"), icon="phone")
    if candidate.state == C.ASKED and access.can_record_ask(viewer, candidate) and leaves_at(candidate) is None:
        yield Action(label=_("They were asked once more"), url=_open(row, "record_attempt"), icon="phone")
    if candidate.state == C.ASKED and access.may(viewer, "accept", candidate):
        yield Action(label=_("They said yes"), url=_open(row, "accept"), icon="check")
        yield Action(label=_("They said no"), url=_open(row, "decline"), icon="x")
        yield Action(label=_("They named a colleague"), url=_open(row, "name_colleague"), icon="user-share")
        yield Action(label=_("They want to be left alone"), url=_open(row, "leave_alone"), icon="player-pause")
    elif candidate.state != C.ASKED and access.may(viewer, "decline", candidate):
        yield Action(label=_("They changed their mind"), url=_open(row, "decline"), icon="x")
    if turn.step is not Step.AGREE and access.may(viewer, "schedule", candidate):
        yield Action(label=_("Agree on another time"), url=_open(row, "schedule"), icon="calendar-event")
    is_ahead = is_event(row) and row.needed_on is not None and row.needed_on > now.today
    is_ahead |= why_not_used(candidate) is not None
    if not is_due(candidate, turn, at=now.at) and not is_ahead and access.may(viewer, "complete", candidate):
        used = KINDS[row.kind].sentences is not None
        done = _("They were used already") if used else _("It took place already")
        yield Action(label=done, url=candidate_url(candidate, "complete"), method="post", icon="check")
    if candidate.state in (C.OWNER_APPROVED, C.ASKED) and access.can_propose_times(viewer, candidate):
        yield Action(label=_("Offer times"), url=_open(row, "propose_times"), icon="calendar-plus")
    again = candidate.attempts < now.numbers.ask_attempts and leaves_at(candidate) is None
    if again and access.can_remind_customer(viewer, candidate):
        yield Action(label=_("Ask once more in other words"), url=_open(row, "remind_customer"), icon="pencil")
    if candidate.asked_at is not None:
        yield Action(label=_("Mails to the customer"), url=reverse("notifications:to_customer", args=[candidate.pk]), icon="mail")
    if access.may(viewer, "release", candidate):
        yield Action(
            label=_("Let %(account)s go") % {"account": candidate.account.name},
            url=candidate_url(candidate, "release"),
            method="post",
            icon="x",
            confirm=_("They are taken out of this request. A hold gives its place back; an ask keeps it."),
        )


def _open(row: ReferenceRequest, verb: str) -> str:
    return f"{request_url(row)}?do={verb}#step"
