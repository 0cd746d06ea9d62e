"""Who sees and changes what of recruiting."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from goodword.journal.models import Entry, Subject
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.transitions import can_move
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.people.queries import active_people, stands_in_for
from goodword.recruiting.kinds import RUN_BY, PublicProgram, Purpose
from goodword.recruiting.models import FitnessAnswer, Nomination, ReferenceLead, Registration
from goodword.recruiting.states import NOMINATION_MOVES, NOMINATION_OPEN, REGISTRATION_UNSEEN, NominationState, RegistrationState

Reader = User | AnonymousUser
# The last second of the years that we count in.
LAST_MOMENT: Final = 7_258_118_399


def nominations_visible_to(user: Reader) -> QuerySet[Nomination]:
    """Colleagues see every nomination, so that nobody proposes a customer twice; a draft is its writer's alone."""
    if not isinstance(user, User) or not user.is_active:
        return Nomination.objects.none()
    return Nomination.objects.filter(~Q(state=NominationState.DRAFT) | Q(nominator=user))


def visible_to(user: Reader) -> QuerySet[Nomination]:
    """The slice's first noun."""
    return nominations_visible_to(user)


def can_nominate(user: Reader) -> bool:
    """May put a customer forward: every colleague."""
    return isinstance(user, User) and user.is_active


def can_change_handouts(user: Reader) -> bool:
    """May hand out a file of their own instead of our one-pager or slide: who runs the program."""
    return isinstance(user, User) and user.is_active and user.is_manager


def registrations_visible_to(user: Reader) -> QuerySet[Registration]:
    """Managers see every confirmed one, program managers those of their program, the team of a customer those that were matched to it."""
    if not isinstance(user, User) or not user.is_active:
        return Registration.objects.none()
    confirmed = Registration.objects.exclude(state__in=REGISTRATION_UNSEEN).exclude(confirmed_at=None)
    if user.is_manager:
        return confirmed
    programs = [program for program, role in RUN_BY.items() if user.has_role(role)]
    own = Q(responsible=user) | Q(account__owner=user) | Q(account__csm=user)
    asked = FitnessAnswer.objects.filter(Q(asked=user) | Q(deputy_for=user))
    own |= Q(pk__in=asked.values("registration"))
    return confirmed.filter(own | Q(program__in=programs))


def programs_run_by(user: Reader) -> list[PublicProgram]:
    """The programs whose public page somebody looks after: all for reference managers, their own for who runs one."""
    if not isinstance(user, User) or not user.is_active:
        return []
    return [each for each in PublicProgram if user.is_manager or (each in RUN_BY and user.has_role(RUN_BY[each]))]


def can_review_registration(user: Reader, row: Registration) -> bool:
    """May decide about one: reference managers, whoever runs its program, and whoever is responsible for it."""
    if not isinstance(user, User) or not user.is_active or row.confirmed_at is None:
        return False
    runs = RUN_BY.get(PublicProgram(row.program))
    return user.is_manager or row.responsible_id == user.pk or (runs is not None and user.has_role(runs))


def can_answer_fitness(user: User, row: FitnessAnswer, *, today: date) -> bool:
    """May say whether somebody fits: who was asked, who was asked first, and who stands in for one of them."""
    return user.is_active and bool({row.asked_id, row.deputy_for_id} & set(_answered_by(user, today)))


def can_make_leads(user: Reader) -> bool:
    """May have the report of reference leads made and nudge owners: who runs the program."""
    return isinstance(user, User) and user.is_active and user.is_manager


def runs_leads(by: Actor) -> bool:
    """The same of whoever acts: a colleague who runs the program, or Goodword by itself."""
    if by.kind is ActorKind.SYSTEM:
        return True
    return can_make_leads(User.objects.filter(pk=by.person_id or 0).first() or AnonymousUser())


def leads_visible_to(user: Reader, *, today: date) -> QuerySet[ReferenceLead]:
    """Who runs the program sees every lead, others those among their own customers and of colleagues they stand in for."""
    if not isinstance(user, User) or not user.is_active:
        return ReferenceLead.objects.none()
    if user.is_manager:
        return ReferenceLead.objects.all()
    return ReferenceLead.objects.filter(Q(account__owner__in=_answered_by(user, today)) | Q(account__csm=user) | Q(nudge__to=user))


def can_answer_lead(user: User, lead: ReferenceLead, *, today: date) -> bool:
    """May say what becomes of a lead: who owns the customer or stands in, was asked in their place, or runs the program."""
    if not user.is_active:
        return False
    owner = lead.account.owner_id
    asked_instead = lead.nudge is not None and lead.nudge.to_id == user.pk and lead.nudge.owner_id == owner
    return user.is_manager or asked_instead or owner in _answered_by(user, today)


def _answered_by(user: User, today: date) -> list[int]:
    return [user.pk, *(each.pk for each in stands_in_for(user, today))]


def is_of_program(row: Nomination) -> bool:
    """Is it for the reference program, whose members are made by it."""
    return row.purpose == Purpose.PROGRAM


def runs_nomination(user: Reader, row: Nomination) -> bool:
    """May decide: reference managers; for an advisory board whoever runs boards, and reference managers only when it is theirs."""
    if not isinstance(user, User) or not user.is_active or row.state == NominationState.DRAFT:
        return False
    if is_of_program(row):
        return user.is_manager
    return row.manager_id == user.pk or user.has_role(Role.BOARD_MANAGER, Role.ADMINISTRATOR)


def stands_to(user: Reader, row: Nomination) -> bool:
    """Has a part in it: whoever put it forward, and whoever decides."""
    return isinstance(user, User) and user.is_active and (row.nominator_id == user.pk or runs_nomination(user, row))


def can_correct(user: Reader, row: Nomination) -> bool:
    """May put the briefing right once it was sent: whoever has the ball, the nominator while asked for more, else whoever decides."""
    if row.state == NominationState.NEEDS_INFORMATION:
        return isinstance(user, User) and user.is_active and row.nominator_id == user.pk
    return row.state in NOMINATION_OPEN and runs_nomination(user, row)


def is_draft_of(user: Reader, row: Nomination) -> bool:
    """Is it a draft of theirs, to go on with."""
    return isinstance(user, User) and row.nominator_id == user.pk and row.state == NominationState.DRAFT


# Who may do what to a nomination that was sent, when its state allows it.
_OF_DECIDER: Final = frozenset({"take_up", "ask_back", "approve", "turn_down", "reopen"})
_OF_NOMINATOR: Final = frozenset({"answer", "withdraw", "reopen"})


def may_nomination(user: Reader, verb: str, row: Nomination, *, whatever_state: bool = False) -> bool:
    """May this person do this to a nomination now (or were the state right)."""
    if not isinstance(user, User) or not (whatever_state or can_move(NOMINATION_MOVES, verb, row.state)):
        return False
    own = row.nominator_id == user.pk and user.is_active
    if verb == "reopen" and own and row.state != NominationState.WITHDRAWN:
        return runs_nomination(user, row)
    return (verb in _OF_DECIDER and runs_nomination(user, row)) or (verb in _OF_NOMINATOR and own)


def reviews_something(user: User) -> bool:
    """May decide about registrations of some program."""
    return user.is_active and (user.is_manager or any(user.has_role(role) for role in RUN_BY.values()))


def set_aside_by(user: User, *, moment: int) -> QuerySet[Registration]:
    """What somebody set aside in one go, named by its moment in millionths of a second."""
    at = datetime.fromtimestamp(min(moment // 1_000_000, LAST_MOMENT), tz=UTC) + timedelta(microseconds=moment % 1_000_000)
    done = Entry.objects.filter(verb="registration.discarded", at=at, actor_kind="person", actor_id=user.pk)
    rows = Subject.objects.filter(entry__in=done, kind="registration")
    return registrations_visible_to(user).filter(state=RegistrationState.DISCARDED, pk__in=rows.values("object_id")).order_by("pk")


def who_may_see_registration(row: Registration) -> QuerySet[User]:
    """Who may open one, and so may be mentioned about it."""
    roles = [
        Role.REFERENCE_MANAGER,
        Role.ADMINISTRATOR,
        *([RUN_BY[PublicProgram(row.program)]] if PublicProgram(row.program) in RUN_BY else []),
    ]
    team = {row.responsible_id, *((row.account.owner_id, row.account.csm_id) if row.account else ())}
    asked = FitnessAnswer.objects.filter(registration=row)
    own = Q(pk__in=team - {None}) | Q(pk__in=asked.values("asked")) | Q(pk__in=asked.values("deputy_for"))
    return active_people().filter(own | Q(role_set__role__in=roles)).distinct()
