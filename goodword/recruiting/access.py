"""Who sees and changes what of recruiting."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from goodword.people.models import User
from goodword.people.queries import stands_in_for
from goodword.recruiting.kinds import RUN_BY, PublicProgram
from goodword.recruiting.models import LeadReport, Nomination, ReferenceLead, Registration
from goodword.recruiting.states import REGISTRATION_UNSEEN, NominationState

Reader = User | AnonymousUser


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


def registrations_visible_to(user: Reader) -> QuerySet[Registration]:
    """Managers see every confirmed one, program managers those of their program, the team of a customer those that were matched to it."""
    if not isinstance(user, User) or not user.is_active:
        return Registration.objects.none()
    confirmed = Registration.objects.exclude(state__in=REGISTRATION_UNSEEN).exclude(confirmed_at=None)
    if user.is_manager:
        return confirmed
    programs = [program for program, role in RUN_BY.items() if user.has_role(role)]
    own = Q(responsible=user) | Q(account__owner=user) | Q(account__csm=user)
    return confirmed.filter(own | Q(program__in=programs))


def can_review_registration(user: Reader, row: Registration) -> bool:
    """May decide about one: reference managers, whoever runs its program, and whoever is responsible for it."""
    if not isinstance(user, User) or not user.is_active or row.confirmed_at is None:
        return False
    runs = RUN_BY.get(PublicProgram(row.program))
    return user.is_manager or row.responsible_id == user.pk or (runs is not None and user.has_role(runs))


def can_make_leads(user: Reader) -> bool:
    """May have the report of reference leads made and nudge owners: who runs the program."""
    return isinstance(user, User) and user.is_active and user.is_manager


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


def lead_reports_visible_to(user: Reader) -> QuerySet[LeadReport]:
    """Every colleague may know that there are reports, and of which quarters."""
    return LeadReport.objects.all() if isinstance(user, User) and user.is_active else LeadReport.objects.none()


def _answered_by(user: User, today: date) -> list[int]:
    return [user.pk, *(each.pk for each in stands_in_for(user, today))]
