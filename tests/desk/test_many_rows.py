"""The pages of a customer and of a request stay quick however much stands about them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.comments.models import Comment, Mention
from goodword.customers.models import Account, Contact, Opportunity
from goodword.files.models import File
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.requests.models import ReferenceRequest
from tests.requests.world import World, a_world, now

# Twelve is the goal; these bounds may only shrink.
MOST = {"account": 18, "referencerequest": 21}
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def pages(world: World, request: ReferenceRequest) -> dict[str, tuple[str, int]]:
    """Which pages there are, by the noun that is talked about."""
    return {
        "account": (reverse("desk:account", args=[world.account.pk]), world.account.pk),
        "referencerequest": (reverse("requests:request", args=[request.pk]), request.pk),
    }


def say(world: World, noun: str, pk: int, many: int) -> None:
    """So many comments, each of which mentions somebody, with a file each."""
    said = Comment.objects.bulk_create(
        Comment(
            subject_kind=noun,
            subject_id=pk,
            author=world.owner,
            text=f"Word {n} for @{{{world.manager.pk}}}",
            created_at=now() - timedelta(hours=1) + timedelta(seconds=n),
        )
        for n in range(many)
    )
    Mention.objects.bulk_create(Mention(comment=each, user=world.manager) for each in said)
    File.objects.bulk_create(
        File(
            subject_kind=noun,
            subject_id=pk,
            comment=each,
            added_by=world.owner,
            added_at=now(),
            name=f"{each.pk}.txt",
            type="txt",
            size=1,
            sha256="0" * 64,
            stored_as=str(each.pk),
        )
        for each in said[:20]
    )


def statements(client: Client, address: str) -> int:
    """How many statements a page takes; the second time, when what is kept in memory is there."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_a_page_asks_as_often_for_three_hundred_rows_as_for_three() -> None:
    world = a_world()
    request = world.asked().reference_request
    client = Client()
    client.force_login(world.manager)
    counted: dict[str, list[int]] = {"account": [], "referencerequest": []}
    for many in (3, 297):
        Contact.objects.bulk_create(Contact(account=world.account, name=f"Person {many} {n}") for n in range(many))
        Opportunity.objects.bulk_create(Opportunity(account=world.account, name=f"Deal {many} {n}", owner=world.owner) for n in range(many))
        Account.objects.bulk_create(Account(name=f"Below {many} {n}", parent=world.account) for n in range(many))
        for noun, (address, pk) in pages(world, request).items():
            say(world, noun, pk, many)
            about = world.account if noun == "account" else request
            for _n in range(many):
                record("comment.added", by=Actor.person(world.owner), at=now(), about=[about])
            counted[noun].append(statements(client, address))
    for noun, (few, many) in counted.items():
        assert many <= few <= MOST[noun]


def test_of_five_hundred_comments_the_latest_are_shown_and_the_others_are_one_step_away() -> None:
    world = a_world()
    request = world.asked().reference_request
    client = Client()
    client.force_login(world.manager)
    for noun, (address, pk) in pages(world, request).items():
        say(world, noun, pk, 500)
        page = client.get(address)
        words = page.content.decode()
        assert [each.text.split(" for")[0] for each in page.context["comments"]] == [f"Word {n}" for n in range(480, 500)]
        assert 'href="?said=100#comments"' in words
        assert "The latest 20 of 500 are shown." in words
        page = client.get(f"{address}?said=500")
        assert len(page.context["comments"]) == 500
        assert "Older comments" not in page.content.decode()
        for odd in ("x", "-1", "9" * 30, "٣"):
            assert len(client.get(address, {"said": odd}).context["comments"]) == 20
