"""Who in product marketing prepares content, and what waits for them."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from goodword.people.kinds import Role
from goodword.people.models import CircleMember, User
from goodword.people.queries import holders
from goodword.requests.access import visible_to
from goodword.requests.models import Preparation, ReferenceRequest
from goodword.requests.queries.parts import days_for
from goodword.requests.queries.words import CONTENT_TONES, request_url, title_of
from goodword.requests.states import CONTENT_OPEN, ContentState
from goodword.ui.pieces import Badge, Person, WorkItem

MOST: Final = 200


def could_prepare(row: ReferenceRequest) -> QuerySet[User]:
    """Who in product marketing may be given the content of a request: of a confidential one, who is in the know."""
    people = holders(Role.PMM)
    if row.circle_id is not None:
        people = people.filter(pk__in=CircleMember.objects.filter(circle=row.circle_id).values("user_id"))
    return people


def who_prepares(row: ReferenceRequest) -> User | None:
    """Who gets new content: of the requester's region if there is somebody, the one with the least to do. None while nobody could."""
    region = row.requester.region_id
    is_open = Q(content_work__content_state__in=CONTENT_OPEN)
    people = could_prepare(row).annotate(open_work=Count("content_work", filter=is_open, distinct=True))
    near = people.filter(pk__in=holders(Role.PMM, region_id=region)) if region is not None else people
    return near.order_by("open_work", "pk").first() or people.order_by("open_work", "pk").first()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentWork:
    """The list of one view: its lines, and the views there are with how many each has."""

    items: list[WorkItem]
    views: list[tuple[str, str, bool, int]]
    view: str


VIEWS: Final = ("mine", "all", "done")


def content_work(user: User, *, view: str) -> ContentWork:
    """What somebody has to prepare, what others do of what they may see, and what ended; by the day of the event."""
    rows = Preparation.objects.filter(candidate__reference_request__in=visible_to(user))
    found = {
        "mine": rows.filter(pmm=user, content_state__in=CONTENT_OPEN),
        "all": rows.filter(content_state__in=CONTENT_OPEN),
        "done": rows.exclude(content_state__in=CONTENT_OPEN),
    }
    counts = {name: each.count() for name, each in found.items()}
    chosen = view if view in VIEWS else "mine" if counts["mine"] or user.has_role(Role.PMM) else "all"
    labels = {"mine": _("What I prepare"), "all": _("Everybody’s"), "done": _("Done and ended")}
    near = found[chosen].select_related(
        "pmm",
        "candidate__account",
        "candidate__contact",
        "candidate__reference_request__requester",
        "candidate__reference_request__opportunity__account",
    )
    ordered = near.order_by("-content_state_at" if chosen == "done" else "candidate__reference_request__needed_on", "pk")
    return ContentWork(
        items=[_item(row) for row in ordered[:MOST]],
        views=[(str(labels[name]), f"?view={name}", name == chosen, counts[name]) for name in VIEWS],
        view=chosen,
    )


def _item(prepared: Preparation) -> WorkItem:
    candidate = prepared.candidate
    row = candidate.reference_request
    days, state = days_for(row, prepared), ContentState(prepared.content_state)
    is_open = state in CONTENT_OPEN
    detail = _("%(what)s. Asked by %(name)s.") % {"what": title_of(row), "name": row.requester.name}
    return WorkItem(
        title=_("Content with %(account)s") % {"account": candidate.account.name},
        url=f"{request_url(row)}#prepared-{candidate.pk}",
        detail=f"{detail} {prepared.content_words}".strip(),
        who=Person(name=prepared.pmm.name, id=prepared.pmm.pk) if prepared.pmm is not None else None,
        icon="pencil",
        badge=Badge(word=str(state.label), tone=CONTENT_TONES[state]),
        due=days.content if days is not None and is_open else None,
    )
