"""What somebody at a customer said itself: the last word on each thing, where it was theirs, and since when each activity was agreed to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from goodword.customers.models import Contact, Member, Merge
from goodword.customers.queries.merges import gone_into, merged
from goodword.journal.models import Entry
from goodword.journal.queries import changes_of
from goodword.kernel.actor import ActorKind
from goodword.kernel.text import mark_of
from goodword.people.queries import today

__all__ = [
    "AGREED",
    "CHANGED",
    "MAY_BE_TAKEN_BACK",
    "PAUSE",
    "Agreed",
    "Contact",
    "agreed_since",
    "bound_to",
    "closed_by_link",
    "effective",
    "last_changes",
    "limit_of",
    "own_words",
    "told_in_step",
]

PAUSE, AGREED, LIMIT = "pause", "agreed", "limit"
VERBS: Final = {"contact.quieted": PAUSE, "contact.agreed": AGREED, "member.limit_set": LIMIT, "member.limit_cleared": LIMIT}
SET_ON_PAGE: Final = (*VERBS, "contact.corrected", "contact.closed", "contact.reopened")
CHANGED: Final = "contact.own_page_changed"
MAY_BE_TAKEN_BACK: Final = timedelta(hours=24)


def limit_of(family: str) -> str:
    """The key of a limit among the things that somebody may have the last word on."""
    return f"{LIMIT}:{family}"


def own_words(contact_ids: Collection[int], *, gone: Mapping[int, int] | None = None) -> dict[tuple[int, str], datetime]:
    """When these people set their pause, what they agree to, or a limit themselves, where nobody of us changed it since.

    What somebody said as a person who was merged into them is their word too; `gone` says who that was, if it is known already.
    """
    stays = dict(merged(Merge.CONTACT).filter(now_id__in=contact_ids).values_list("gone_id", "now_id")) if gone is None else gone
    about = [*contact_ids, *stays]
    told = Entry.objects.filter(verb__in=VERBS, subjects__kind="contact", subjects__object_id__in=about).order_by("pk")
    last: dict[tuple[int, str], datetime | None] = {}
    for contact_id, verb, family, actor, at in told.values_list("subjects__object_id", "verb", "data__family", "actor_kind", "at"):
        what = limit_of(family) if family else VERBS[verb]
        last[stays.get(contact_id, contact_id), what] = at if actor == ActorKind.CONTACT else None
    return {key: at for key, at in last.items() if at is not None}


def closed_by_link(contact: Contact, link_id: int) -> bool:
    """Whether it was this link in a mail that ended mail to somebody, and nobody of us has said anything about it since."""
    if not contact.do_not_contact:
        return False
    change = changes_of({"contact": [contact.pk]}).filter(field="do_not_contact").first()
    about = Entry.objects.filter(verb__in=("contact.closed", "contact.reopened"), subjects__kind="contact", subjects__object_id=contact.pk)
    last = about.order_by("-pk").first()
    if change is None or last is None or last.step != change.step:
        return False
    return last.verb == "contact.closed" and last.actor_kind == ActorKind.CONTACT and last.data.get("link") == link_id


def bound_to(contact: Contact) -> str:
    """What must still be so for a link to somebody's own page to work: the company and the address it was sent to."""
    return mark_of(f"{contact.account_id} {contact.email}")


@dataclass(frozen=True, slots=True)
class Agreed:
    """Since when somebody agrees to an activity, and who said so: themselves here, the company, or one of us who wrote it down."""

    on: date
    how: str


def agreed_since(contact: Contact, member: Member | None) -> dict[str, Agreed]:
    """Since when, and how, a contact agrees to each activity that it agrees to now."""
    if member is None:
        return {}
    people = [contact.pk, *gone_into(Merge.CONTACT, [contact.pk])]
    about = [("contact", people, ["contact.agreed"]), ("member", [member.pk], ["member.joined", "member.agreed"])]
    told = Entry.objects.none()
    for kind, keys, verbs in about:
        told = told | Entry.objects.filter(subjects__kind=kind, subjects__object_id__in=keys, verb__in=verbs)
    own: list[str] | None = None
    company: list[str] = []
    found: dict[str, Agreed] = {}
    for verb, data, actor, at in told.order_by("pk").values_list("verb", "data", "actor_kind", "at"):
        if verb == "contact.agreed":
            own = data.get("agreed")
        else:
            company = data.get("agreed") or []
        is_own = own is not None
        how = "company" if not is_own else "self" if actor == ActorKind.CONTACT else "noted"
        held = own if own is not None else company
        new = data.get("more", held) if verb == "contact.agreed" else held  # the others were agreed to before, by the company
        fresh = {code: Agreed(today(at), how) for code in new}
        found = {code: found.get(code) or fresh[code] for code in held if code in found or code in fresh}
    return {code: found.get(code) or Agreed(member.joined_on, "company") for code in effective(contact, member)}


def effective(contact: Contact, member: Member | None) -> list[str]:
    """What somebody agrees to: their own, else what the company agreed to."""
    if contact.agreed_types is not None:
        return list(contact.agreed_types)
    return list(member.agreed_types) if member is not None else []


def last_changes(contact: Contact, *, at: datetime) -> QuerySet[Entry]:
    """What this person changed on its own page and may take back, newest first."""
    about = Entry.objects.filter(subjects__kind="contact", subjects__object_id=contact.pk, verb=CHANGED)
    return about.filter(at__gt=at - MAY_BE_TAKEN_BACK).order_by("-pk")


def told_in_step(entry: Entry) -> list[Entry]:
    """What was set in the step of a change of the page, in its order."""
    return list(Entry.objects.filter(step=entry.step, verb__in=SET_ON_PAGE).prefetch_related("subjects").order_by("pk"))
