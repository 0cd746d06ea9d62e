"""Who is in the know about a confidential request, and who cannot be taken out while it runs."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext as _

from goodword.approvals.states import State
from goodword.people.kinds import Role
from goodword.people.models import CircleMember, User
from goodword.people.queries import active_people
from goodword.requests import access
from goodword.requests.models import Candidate, ExceptionReview, ReferenceRequest
from goodword.requests.queries import hands
from goodword.requests.states import CANDIDATE_LIVE, CONTENT_OPEN
from goodword.ui.pieces import Person

# Who has a part in a request by one of its customers.
PART_IN_IT: Final = (
    "account__owner",
    "account__csm",
    "approval__approver",
    "approval__deputy_for",
    "support__approver",
    "opinion__asked",
    "opinion__deputy_for",
    "preparation__pmm",
    "statement__approval__approver",
    "statement__approval__deputy_for",
)


@dataclass(frozen=True, slots=True)
class Knower:
    """One colleague in the know: `stays` says why they cannot be taken out."""

    person: Person
    stays: str = ""


def people_in_the_know(row: ReferenceRequest) -> QuerySet[User]:
    """The colleagues in the circle of a request, by name; nobody when it has none."""
    return User.objects.filter(pk__in=CircleMember.objects.filter(circle=row.circle_id).values("user_id")).order_by("name", "pk")


def who_may_see(row: ReferenceRequest) -> QuerySet[User]:
    """The colleagues who may open a request that was sent, by name: the same people whom `access.visible_to` lets see it."""
    if row.circle_id is not None:
        return people_in_the_know(row).filter(is_active=True)
    answers = Q(pk=row.requester_id) | Q(leads=row.team_id or 0) | Q(role_set__role__in=access.RUN_BY)
    answers |= Q(pk__in=access.named_in(row))
    considered = Candidate.objects.filter(reference_request=row)
    for who in PART_IN_IT:
        answers |= Q(pk__in=considered.values(who))
    reviews = ExceptionReview.objects.filter(reference_request=row)
    answers |= Q(Exists(reviews), role_set__role=Role.EXCEPTION_REVIEWER)
    for who in ("approval__approver", "approval__deputy_for"):
        answers |= Q(pk__in=reviews.values(who))
    return active_people().filter(answers).distinct()


def could_be_let_know(row: ReferenceRequest) -> QuerySet[User]:
    """The colleagues who are not in the know yet."""
    return active_people().exclude(pk__in=people_in_the_know(row).values("pk"))


def knowers(row: ReferenceRequest) -> list[Knower]:
    """The people in the know, as the page lists them to each other."""
    if row.circle_id is None:
        return []
    stays = why_they_stay(row)
    return [Knower(Person(name=each.name, id=each.pk, note=each.title), stays.get(each.pk, "")) for each in people_in_the_know(row)]


def why_they_stay(row: ReferenceRequest) -> dict[int, str]:
    """Who cannot be taken out, and why: whoever asked, whoever leads it, whoever answers for a customer that is in play."""
    found: dict[int, str] = {}
    live = row.candidates.filter(state__in=CANDIDATE_LIVE).select_related("account", "approval", "preparation", "statement__approval")
    for candidate in live:
        words = _("Answers for %(account)s, which is in play") % {"account": candidate.account.name}
        approval = candidate.approval
        asked = (approval.approver_id, approval.deputy_for_id) if approval is not None and approval.state == State.OPEN else ()
        found |= dict.fromkeys((each for each in (candidate.account.owner_id, *asked) if each is not None), words)
        statement = hands.statement_of(candidate)
        reads = statement.approval if statement is not None else None
        if reads is not None and reads.state == State.OPEN:
            found |= dict.fromkeys((reads.approver_id, reads.deputy_for_id or reads.approver_id), words)
        prepared = hands.preparation_of(candidate)
        if prepared is not None and prepared.pmm_id is not None and prepared.content_state in CONTENT_OPEN:
            found[prepared.pmm_id] = _("Prepares the content with %(account)s") % {"account": candidate.account.name}
    if row.manager_id is not None:
        found[row.manager_id] = _("Leads this request")
    found[row.requester_id] = _("Asked for it")
    return found


def who_could_lead() -> QuerySet[User]:
    """Everybody who runs the program, by name."""
    return active_people().filter(role_set__role__in=access.RUN_BY).distinct()


def others_who_could_lead(row: ReferenceRequest) -> QuerySet[User]:
    """The managers to whom a request may be handed: everybody who runs the program but the one who leads it."""
    return who_could_lead().exclude(pk=row.manager_id or 0)
