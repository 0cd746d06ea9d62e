"""Two wins for the results: words that a customer approved, and words that wait for the owner; by the very verbs that people use."""

from contextlib import suppress
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from goodword.customers.kinds import ActivityType
from goodword.demo.companies import World
from goodword.demo.events import NotFree, granted, morning, says_yes
from goodword.kernel.actor import Actor
from goodword.requests import actions
from goodword.requests.kinds.statements import NAMED
from goodword.requests.models import Candidate, ReferenceRequest

ASKER, OWNER = "Sven Aalto", "Priya Nair"
WORDS = "{name} releases every day, where it took three weeks a year ago. Two days of audit became one morning."
UNNAMED = "A customer of ours releases every day, where it took three weeks a year ago. Two days of audit became one morning."
GROWN = "{name} began with one team and now works with sixty on the same platform. Nobody there is on call for a release any more."
GROWN_UNNAMED = "What began with one team is now the platform of sixty. Nobody there is on call for a release any more."


def build_wins(world: World) -> None:
    """Set both up; raises LookupError on a day on which nobody is free."""
    first = _yes(world, asked=34, win="first_order", topic="How your first year with us went, in two or three sentences.")
    by, owner = Actor.person(first.reference_request.requester), first.account.owner
    if first.contact is None or owner is None:
        raise LookupError
    words = WORDS.format(name=first.account.name)
    granted(actions.write_words(first, words=words, without_name=UNNAMED, hands_in=True, by=by, at=morning(world, 20)))
    granted(actions.pass_words(first, by=Actor.person(owner), at=morning(world, 18)))
    granted(actions.answer_words(first, verb="approve", use=NAMED, by=Actor.contact(first.contact), at=morning(world, 13)))
    grown = _yes(world, asked=30, win="growth", topic="How you grew with us, in two or three sentences.", but=first.account_id)
    words = GROWN.format(name=grown.account.name)
    granted(actions.write_words(grown, words=words, without_name=GROWN_UNNAMED, hands_in=True, by=by, at=morning(world, 2)))


def _yes(world: World, *, asked: int, win: str, topic: str, but: int = 0) -> Candidate:
    """Somebody asks for a win, and the first customer who may be asked says yes; those of one owner, and of the region, first."""
    by, at = Actor.person(world.people[ASKER]), morning(world, asked)
    wanted = {"topic": topic, "needed_on": (world.at + timedelta(days=24)).date(), "wanted": 1, "details": {"win": win}}
    row = actions.start_draft(once=uuid5(NAMESPACE_URL, f"demo/{win}"), kind="earnings", asked=wanted, by=by, at=at)
    sent = granted(actions.submit(row, by=by, at=at))
    row = ReferenceRequest.objects.select_related("manager", "requester").get(pk=sent.pk)
    first = world.people[OWNER].pk
    for member in sorted(world.members, key=lambda each: (each.account.owner_id != first, world.zones[each.account_id].region != "emea")):
        account = member.account
        willing = ActivityType.QUOTE in member.agreed_types and account.owner is not None and account.owner.is_active
        if account.pk == but or not willing or account.contacts.filter(left_on=None).first() is None:
            continue
        with suppress(NotFree), transaction.atomic():
            yes = says_yes(world, row, account, asked=asked)
            return Candidate.objects.select_related("account__owner", "contact", "reference_request__requester").get(pk=yes.pk)
    raise LookupError(row.number)
