"""Pages keep lists, regions and policies in memory; what somebody sets stands on the very next page all the same."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.models import ListItem
from goodword.people.models import Region, Settled
from goodword.policy.models import PolicyVersion
from tests.requests.world import a_world, now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_page_reads_no_lists_anew_until_somebody_changes_one() -> None:
    world = a_world()
    client = Client()
    client.force_login(world.manager)
    page = reverse("desk:account", args=[world.account.pk])
    ListItem.objects.create(kind="industry", code="lamp_making", label="Lamp making")
    world.account.industry = "lamp_making"
    world.account.save()
    assert "Lamp making" in client.get(page).content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    assert not [each for each in asked.captured_queries if "goodword_listitem" in each["sql"] or "goodword_policyversion" in each["sql"]]
    ListItem.objects.filter(code="lamp_making").update(label="Lamps and lanterns")
    assert "Lamps and lanterns" in client.get(page).content.decode()


def test_what_was_not_set_after_all_is_not_remembered() -> None:
    world = a_world()
    client = Client()
    client.force_login(world.manager)
    page = reverse("desk:account", args=[world.account.pk])
    item = ListItem.objects.create(kind="industry", code="lamp_making", label="Lamp making")
    world.account.industry = item.code
    world.account.save()
    with transaction.atomic():
        ListItem.objects.filter(pk=item.pk).update(label="Candles")
        assert "Candles" in client.get(page).content.decode()
        transaction.set_rollback(rollback=True)
    ListItem.objects.filter(pk=item.pk).update(label="Lanterns")
    assert "Lanterns" in client.get(page).content.decode()


def test_every_setting_that_pages_keep_renews_the_stamp() -> None:
    stamps = [Settled.objects.get().stamp]
    item = ListItem.objects.create(kind="industry", code="lamp_making", label="Lamp making")
    stamps.append(Settled.objects.get().stamp)
    Region.objects.create(code="moon", name="The Moon")
    stamps.append(Settled.objects.get().stamp)
    first = PolicyVersion.objects.order_by("number")[0]
    PolicyVersion.objects.create(number=9000, name="Next", effective_from=now().date(), numbers=first.numbers, published_at=now())
    stamps.append(Settled.objects.get().stamp)
    item.delete()
    stamps.append(Settled.objects.get().stamp)
    assert len(set(stamps)) == len(stamps)
