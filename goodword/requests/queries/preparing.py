"""What is prepared for an event with each customer, as the page of the request shows it: part by part, whose turn, what one may do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.people.models import User
from goodword.policy.queries import InForce
from goodword.requests.kinds.kit import PERMISSION_WORDS, PLANNING_WORDS, USE_WORDS
from goodword.requests.kinds.preparing import Part, Todo
from goodword.requests.kinds.ways import HOW_WORDS
from goodword.requests.models import Candidate, PlanningCall, Preparation, ReferenceRequest, ReuseReview
from goodword.requests.queries import hands
from goodword.requests.queries.ball import Turn
from goodword.requests.queries.letters import called
from goodword.requests.queries.parts import PartTurn, part_turns
from goodword.requests.queries.statements import words_url
from goodword.requests.queries.words import CONTENT_TONES, candidate_url, request_url
from goodword.requests.states import (
    CANDIDATE_WON,
    CandidateState,
    ContentState,
    KitState,
    PlanningState,
    PlanState,
    ReuseState,
)
from goodword.ui import dates
from goodword.ui.pieces import Action, Badge, BadgeTone, Person

N, K, P = ContentState, KitState, PlanState
SHOWN = (*CANDIDATE_WON, CandidateState.MISSED, CandidateState.DONE)
KIT_TONES: dict[str, BadgeTone] = {K.WAITING: "waiting", K.SENT: "moving", K.CHANGES: "waiting", K.APPROVED: "done"}
PLAN_TONES: dict[str, BadgeTone] = {
    P.DRAFT: "", P.SHOWN: "done", P.SENT: "waiting", P.CHANGES: "held", P.APPROVED: "done", P.DECLINED: "ended",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One part as a line: what it is, how it stands, who has it, by when, and what the reader may do."""

    icon: str
    title: str
    badge: Badge
    details: tuple[str, ...] = ()
    quote: str = ""
    who: Person | None = None
    due: date | None = None
    url: str = ""
    action: Action | None = None
    more: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is prepared with one customer."""

    candidate: Candidate
    rows: tuple[PartRow, ...]


def prepared_for(row: ReferenceRequest, candidates: list[Candidate], viewer: User, *, now: InForce) -> list[Prepared]:
    """What the page shows below the candidates of an event; nothing of customers with whom nothing is prepared."""
    found = [each for each in candidates if each.state in SHOWN and hands.preparation_of(each) is not None]
    if not found or not any(hands.can_see_kit(viewer, each) for each in found):
        return []
    calls = PlanningCall.objects.filter(candidate__in=found, state=PlanningState.BOOKED).order_by("starts_at", "pk")
    reviews = {each.preparation_id: each for each in ReuseReview.objects.filter(preparation__candidate__in=found)}
    campaign = row.campaign.name if row.campaign is not None else ""
    return [
        Prepared(
            candidate=each,
            rows=tuple(
                _rows(
                    row,
                    each,
                    each.preparation,
                    viewer,
                    calls=[call for call in calls if call.candidate_id == each.pk],
                    review=reviews.get(each.preparation.pk),
                    campaign=campaign,
                    now=now,
                )
            ),
        )
        for each in found
    ]


def _rows(
    row: ReferenceRequest,
    candidate: Candidate,
    prepared: Preparation,
    viewer: User,
    *,
    calls: list[PlanningCall],
    review: ReuseReview | None,
    campaign: str,
    now: InForce,
) -> Iterator[PartRow]:
    turns = {each.part: each for each in part_turns(row, candidate)}
    stands = hands.hands_of(viewer, candidate)

    def may(verb: str) -> bool:
        return hands.part_may(stands, verb, candidate)

    yield _content(candidate, prepared, turns.get(Part.CONTENT), viewer, may=may)
    yield _kit(candidate, prepared, turns.get(Part.KIT), viewer, may=may)
    yield _plan(row, candidate, prepared, turns.get(Part.PLAN), viewer, may=may)
    yield _calls_row(candidate, prepared, turns.get(Part.CALLS), viewer, calls=calls, now=now)
    yield _campaign(row, turns.get(Part.CAMPAIGN), viewer, name=campaign)
    if candidate.state == CandidateState.DONE:
        yield _reuse(candidate, prepared, turns.get(Part.REUSE), review, viewer, may=may)


def _who(turn: PartTurn | None) -> Person | None:
    someone = (turn.who or turn.contact) if turn is not None else None
    return Person(name=someone.name, id=someone.pk) if someone is not None else None


def _is_mine(turn: PartTurn | None, viewer: User) -> bool:
    return turn is not None and turn.who is not None and turn.who.pk == viewer.pk


def next_step(turn: Turn) -> Action | None:
    """The button for what is waited for in a part, for whoever has it; nothing where the part itself has all that is needed."""
    candidate = turn.candidate
    if candidate is None or turn.todo is None:
        return None
    where = {
        Todo.ASSIGN: (_("Give it to somebody"), opens(candidate, "content_assign")),
        Todo.APPROVE_KIT: (_("Look at the speaker kit"), part_url(candidate, "kit")),
        Todo.WRITE_PLAN: (_("Send the promotion plan"), part_url(candidate, "plan")),
        Todo.MEND_PLAN: (_("Change the promotion plan"), part_url(candidate, "plan")),
        Todo.BOOK: (_("Book the dry run"), opens(candidate, "planning_book")),
        Todo.REVIEW: (_("Look at the recording"), opens(candidate, "reuse_review")),
        Todo.WRITE_WORDS: (_("Write the words"), words_url(candidate)),
        Todo.OWNER_WORDS: (_("Read the words"), words_url(candidate)),
        Todo.MEND_WORDS: (_("Change the words"), words_url(candidate)),
        Todo.CAMPAIGN: (_("Choose the campaign"), f"{request_url(candidate.reference_request)}?do=choose_campaign#step"),
    }
    if turn.todo in (Todo.LET_GO, Todo.NO_WORDS, Todo.NOT_USED):
        label = _("Let %(account)s go") % {"account": candidate.account.name}
        return Action(label=label, url=candidate_url(candidate, "release"), method="post", style="primary")
    if turn.todo not in where:
        return None
    label, url = where[turn.todo]
    return Action(label=label, url=url, style="primary")


def opens(candidate: Candidate, verb: str) -> str:
    """Where the form of a verb about a customer opens."""
    return f"{request_url(candidate.reference_request)}?do={verb}&candidate={candidate.pk}#step"


def part_url(candidate: Candidate, page: str) -> str:
    """The page of a part: `kit` or `plan`."""
    return reverse(f"requests:{page}", args=[candidate.reference_request_id, candidate.pk])


def _content(candidate: Candidate, prepared: Preparation, turn: PartTurn | None, viewer: User, *, may: Any) -> PartRow:
    state = ContentState(prepared.content_state)
    mine = prepared.pmm_id == viewer.pk
    main: Action | None = None
    if may("content_assign") and state in (N.NEW_REQUEST, N.TRIAGE, N.BACKLOG) and mine:
        to = (("to", str(viewer.pk)),)
        main = Action(label=_("Take it on"), url=candidate_url(candidate, "content_assign"), method="post", style="primary", fields=to)
    elif may("content_assign") and state in (N.NEW_REQUEST, N.TRIAGE, N.BACKLOG) and prepared.pmm_id is None:
        main = Action(
            label=_("Give it to somebody"), url=opens(candidate, "content_assign"), style="primary" if _is_mine(turn, viewer) else "soft"
        )
    elif may("content_begin"):
        label = _("Go on with it") if state == N.WAITING else _("Begin")
        main = Action(label=label, url=candidate_url(candidate, "content_begin"), method="post", style="primary")
    elif may("content_complete") and mine:
        main = Action(label=_("It is done"), url=opens(candidate, "content_complete"), style="primary")
    labels = {
        "content_triage": _("Look at it first"),
        "content_wait": _("It waits for something"),
        "content_complete": _("It is done"),
        "content_assign": _("Give it to somebody"),
        "content_backlog": _("Put it on the pile"),
        "content_transfer": _("Another team does it"),
        "content_decline": _("Decline it"),
        "content_cancel": _("It is not needed"),
        "content_reopen": _("It is needed after all"),
    }
    at_once = ("content_triage", "content_reopen")
    more = tuple(
        Action(label=label, url=candidate_url(candidate, verb), method="post")
        if verb in at_once
        else Action(label=label, url=opens(candidate, verb))
        for verb, label in labels.items()
        if may(verb) and (main is None or main.url != opens(candidate, verb))
    )
    prepares = [_("%(name)s, product marketing.") % {"name": prepared.pmm.name}] if prepared.pmm is not None else []
    return PartRow(
        icon="pencil",
        title=_("Content"),
        badge=Badge(word=str(state.label), tone=CONTENT_TONES[state]),
        details=tuple(prepares or [_("Messages and slides, with product marketing.")]),
        quote=prepared.content_words,
        who=_who(turn),
        due=turn.due if turn else None,
        action=main,
        more=more,
    )


def _kit(candidate: Candidate, prepared: Preparation, turn: PartTurn | None, viewer: User, *, may: Any) -> PartRow:
    state = KitState(prepared.kit_state)
    looks = _is_mine(turn, viewer)
    return PartRow(
        icon="id-badge-2",
        title=_("Speaker kit"),
        badge=Badge(word=str(state.label), tone=KIT_TONES[state]),
        details=(_("Photo, bio, abstract and outline, from the customer’s own page."),),
        quote=prepared.kit_words if state == K.CHANGES else "",
        who=_who(turn),
        due=turn.due if turn else None,
        url=part_url(candidate, "kit"),
        action=Action(
            label=_("Look at it") if may("kit_approve") else _("Open"), url=part_url(candidate, "kit"), style="primary" if looks else ""
        ),
    )


def _plan(row: ReferenceRequest, candidate: Candidate, prepared: Preparation, turn: PartTurn | None, viewer: User, *, may: Any) -> PartRow:
    state = PlanState(prepared.plan_state)
    can_send = may("plan_send") if row.needs_plan_approval else may("plan_show")
    details = [_("The customer approves it: nothing is promoted before.")]
    if not row.needs_plan_approval:
        shown = _("Shown on the customer’s page; it needs no approval.")
        details = [_("It goes on the customer’s page; it needs no approval.") if state == P.DRAFT else shown]
    quote, plan = "", getattr(prepared, "plan", None) if state in (P.APPROVED, P.CHANGES, P.DECLINED) else None
    if plan is not None:
        quote = plan.answer_words
        if plan.heard_by is not None:
            heard = {"name": plan.heard_by.name, "how": HOW_WORDS.get(plan.heard_how, "")}
            details.append(_("%(name)s wrote their answer down: given %(how)s.") % heard)
    labels = {"plan_approve": _("They approved it"), "plan_return": _("They want changes"), "plan_decline": _("They do not want it")}
    return PartRow(
        icon="news",
        title=_("Promotion plan"),
        badge=Badge(word=str(state.label), tone=PLAN_TONES[state]),
        details=tuple(details),
        quote=quote,
        who=_who(turn),
        due=turn.due if turn else None,
        url="" if state == P.DRAFT and not can_send else part_url(candidate, "plan"),
        action=Action(
            label=_("Send it") if state == P.DRAFT else _("Open"),
            url=part_url(candidate, "plan"),
            style="primary" if _is_mine(turn, viewer) else "",
        )
        if can_send or state != P.DRAFT
        else None,
        more=tuple(Action(label=label, url=opens(candidate, verb)) for verb, label in labels.items() if may(verb)),
    )


def _calls_row(
    candidate: Candidate,
    prepared: Preparation,
    turn: PartTurn | None,
    viewer: User,
    *,
    calls: list[PlanningCall],
    now: InForce,
) -> PartRow:
    most, ahead = now.numbers.planning_calls, [call for call in calls if call.starts_at > now.at]
    lines = [call_words(call, today=now.today) for call in calls]
    if prepared.dry_run is None and candidate.state in CANDIDATE_WON:
        lines.append(why_no_dry_run_yet(candidate) or _("The dry run can be booked."))
    elif prepared.dry_run is not None and prepared.kit_state != K.APPROVED and candidate.state in CANDIDATE_WON:
        lines.append(_("The content was changed since the dry run was booked, and is not approved."))
    can = hands.can_plan_calls(viewer, candidate)
    more = []
    if can and ahead:
        more += [Action(label=_("Move a call"), url=opens(candidate, "planning_move"))]
        more += [Action(label=_("Call one off"), url=opens(candidate, "planning_cancel"))]
    is_full = len(calls) >= most
    book = Action(label=_("Book a call"), url=opens(candidate, "planning_book"), style="primary" if _is_mine(turn, viewer) else "")
    word = _("%(n)s of %(most)s") % {"n": len(calls), "most": most}
    return PartRow(
        icon="calendar-event",
        title=_("Planning calls"),
        badge=Badge(word=word, tone="done" if prepared.dry_run is not None else ("moving" if calls else "")),
        details=tuple(lines),
        who=_who(turn),
        due=turn.due if turn else None,
        action=book if can and not is_full else None,
        more=tuple(more),
    )


def _campaign(row: ReferenceRequest, turn: PartTurn | None, viewer: User, *, name: str) -> PartRow:
    can, url = hands.can_choose_campaign(viewer, row), f"{request_url(row)}?do=choose_campaign#step"
    choose = Action(label=_("Choose a campaign") if not name else _("Another campaign"), url=url)
    make = Action(label=_("Make one"), url=reverse("requests:make_campaign", args=[row.pk]), method="post", style="primary" if turn else "")
    made = row.circle_id is None and not name
    details = [_("Whoever speaks is written down there, and all requests for the event share its places.")]
    if name and row.circle_id is not None:
        details = [_("This request is confidential, so nobody is written down there.")]
    return PartRow(
        icon="microphone-2",
        title=name or _("Campaign"),
        badge=Badge(word=_("Campaign") if name else _("Not chosen yet"), tone="done" if name else ("held" if turn else "")),
        details=tuple(details),
        who=_who(turn),
        due=turn.due if turn else None,
        url=reverse("desk:campaign", args=[row.campaign_id]) if name else "",
        action=(make if made else choose if not name else None) if can else None,
        more=(choose,) if can and (made or name) else (),
    )


def _reuse(
    candidate: Candidate, prepared: Preparation, turn: PartTurn | None, review: ReuseReview | None, viewer: User, *, may: Any
) -> PartRow:
    details: list[str] = []
    if review is not None:
        uses = ", ".join(str(USE_WORDS[each]) for each in review.uses if each in USE_WORDS)
        details.append(uses or (_("Nowhere so far.") if review.recording else _("Nothing was recorded.")))
        if review.recording:
            details.append(_("Permission: %(said)s.") % {"said": str(PERMISSION_WORDS[review.permission]).lower()})
    again = prepared.reuse_state == ReuseState.REVIEWED
    act = Action(
        label=_("Change") if again else _("Look at it"),
        url=opens(candidate, "reuse_review"),
        style="primary" if _is_mine(turn, viewer) else "",
    )
    return PartRow(
        icon="video",
        title=_("Recording and its use"),
        badge=Badge(word=str(ReuseState(prepared.reuse_state).label), tone="done" if again else "waiting"),
        details=tuple(details or [_("Where may the recording be used, and was the customer asked?")]),
        quote=review.remark if review else "",
        who=_who(turn),
        due=turn.due if turn else None,
        url=review.recording if review else "",
        action=act if may("reuse_review") else None,
    )


def call_words(call: PlanningCall, *, today: date) -> str:
    """One call: "Dry run: Fri 5 Feb, 14:00, 30 minutes"."""
    moment = dates.moment_words(call.starts_at, today=today)
    values = {"kind": PLANNING_WORDS[call.kind], "moment": moment, "minutes": call.minutes}
    return _("%(kind)s: %(moment)s, %(minutes)s minutes") % values


def booked_words(candidate: Candidate, *, at: datetime) -> list[tuple[int, str]]:
    """The calls ahead that may be moved or called off."""
    rows: Iterable[PlanningCall] = candidate.planning_calls.filter(state=PlanningState.BOOKED, starts_at__gt=at)
    return [(call.pk, call_words(call, today=dates.local_day(at))) for call in rows]


def why_no_dry_run_yet(candidate: Candidate) -> str:
    """Why the dry run cannot be booked yet; nothing when it can."""
    prepared, manager = hands.preparation_of(candidate), candidate.reference_request.manager
    if prepared is None or prepared.kit_state == K.APPROVED:
        return ""
    who = called(manager.name) if manager is not None else _("the reference manager")
    return _("The dry run can be booked once %(who)s has approved the content.") % {"who": who}


def reuse_before(candidate: Candidate) -> dict[str, Any]:
    """What was said of the recording before."""
    review = ReuseReview.objects.filter(preparation__candidate=candidate).first()
    if review is None:
        return {}
    return {"recording": review.recording, "uses": review.uses, "permission": review.permission, "remark": review.remark}
