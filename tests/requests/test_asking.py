"""The form in which somebody asks: what it says before it is sent, and what it never lets out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.forms import ChoiceField, Field
from django.urls import reverse

from goodword.customers.models import Member
from goodword.requests.kinds import KINDS
from goodword.requests.models import ReferenceRequest
from tests.requests.world import a_world, today

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_what_is_typed_never_stands_in_an_address() -> None:
    world = a_world()
    client = world.as_(world.seller)
    long = {"once": uuid4(), "kind": "sales_call", "topic": "移行はどのように進みましたか。" * 200}
    assert client.get(reverse("requests:live"), {"topic": "A secret"}).status_code == 405
    found = client.post(reverse("requests:live"), long)
    assert found.status_code == 200
    assert "earliest call, as a rule" in found.content.decode()
    assert f'hx-post="{reverse("requests:live")}"' in client.get(reverse("requests:new")).content.decode()
    assert not ReferenceRequest.objects.exists()


@pytest.mark.slow
def test_a_day_that_is_over_is_refused_beside_its_field_and_today_is_taken() -> None:
    world = a_world()
    client, day = world.as_(world.seller), today()
    form = {"once": uuid4(), "kind": "sales_call", "topic": "The move.", "minutes": 30, "format": "video", "opportunity": world.deal.pk}
    refused = client.post(reverse("requests:new"), {**form, "needed_on": day - timedelta(days=2)})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "This day is over. Choose today or a later day." in page
    assert refused.context["form"].errors.keys() == {"needed_on"}
    assert ReferenceRequest.objects.get().state == "draft"
    client.post(reverse("requests:new"), {**form, "needed_on": day})
    assert ReferenceRequest.objects.get().state == "submitted"


@pytest.mark.slow
def test_a_customer_who_pauses_is_said_to_before_anything_is_sent() -> None:
    world = a_world()
    page = reverse("requests:new") + f"?account={world.account.pk}"
    assert "Paused until" not in world.as_(world.seller).get(page).content.decode()
    Member.objects.update(standing="paused", paused_until=today() + timedelta(days=40))
    assert "Paused until" in world.as_(world.seller).get(page).content.decode()


def _first_of(field: Field) -> str:
    """What a browser sends of a list that nobody touched."""
    offered: Any = field.choices if type(field) is ChoiceField else ()
    return next((code for code, _words in offered), "")


@pytest.mark.slow
def test_who_only_looks_at_what_each_kind_asks_leaves_no_draft_behind() -> None:
    world = a_world()
    client = world.as_(world.seller)
    for kind in KINDS.values():
        once = str(uuid4())
        page = client.post(reverse("requests:shape"), {"once": once, "kind": kind.code})
        shown = {field.html_name: field.value() for field in page.context["form"] if field.value() not in (None, "", [], False)}
        first = {name: code for name, field in page.context["form"].fields.items() if (code := _first_of(field))}
        blank = {**first, **shown, "once": once, "kind": kind.code}
        assert client.post(reverse("requests:draft"), blank).status_code == 204, kind.code
        assert client.post(reverse("requests:new"), {**blank, "send": ""}).status_code == 422, kind.code
        assert not ReferenceRequest.objects.exists(), kind.code
    typed = {**blank, "topic": "A film about audits."}
    assert client.post(reverse("requests:draft"), typed).status_code == 200
    assert client.post(reverse("requests:draft"), blank).status_code == 200, "what was kept once can be emptied again"
    assert ReferenceRequest.objects.get().topic == ""


@pytest.mark.slow
def test_something_else_is_answered_and_nobody_is_said_to_be_put_forward_for_it() -> None:
    world = a_world()
    client, typed = world.as_(world.seller), {"kind": "general", "subject": "A short film", "topic": "A film about audits."}
    said = client.post(reverse("requests:live"), {"once": str(uuid4()), **typed}).content.decode()
    assert "answers it, or makes a request for a customer of it" in said
    day = str(today() + timedelta(days=60))
    page = client.post(reverse("requests:new"), {"once": str(uuid4()), **typed, "needed_on": day}, follow=True).content.decode()
    assert "A short film" in page
    assert 'id="candidates"' not in page
    assert "proposes, the owner decides" not in page
