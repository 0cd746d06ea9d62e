"""What the list of customers weighs, and what of it phones leave out."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account
from goodword.ui import pages
from goodword.ui.tables import Column, OnPhone
from tests.architecture.source import ROOT
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person

MOST_BYTES = 60 * 1024
STYLES = ROOT / "goodword" / "ui" / "static" / "goodword"


@pytest.mark.slow
@pytest.mark.django_db
def test_a_page_of_fifty_weighs_at_most_sixty_kilobytes(client: Client) -> None:
    manager = a_manager(name="Mara Lindqvist")
    owners = [a_person("csm", name=f"Constantin Brandvold {n}") for n in range(10)]
    for n in range(pages.PER_PAGE + 1):
        account = an_account(
            f"Castellan Reinsurance {n:03}", city="Copenhagen", country="DK", owner=owners[n % 10], renewal_on=date(2031, 3, 4)
        )
        Account.objects.filter(pk=account.pk).update(industry="insurance", segment="mid_market")
        a_member(account)
    client.force_login(manager)
    page = client.get(reverse("customers:list"), {"sort": "-name", "show": "members", "industry": "insurance"}).content
    assert page.count(b"<tr>") == pages.PER_PAGE
    assert len(page) <= MOST_BYTES, len(page)


@pytest.mark.parametrize("place", [place for place in get_args(OnPhone) if place])
def test_every_place_of_a_column_on_phones_is_in_the_stylesheet(place: OnPhone) -> None:
    written = (STYLES / "parts.css").read_text(encoding="utf-8")
    assert set(Column(key="name", label="Name", phone=place).css.split()) <= set(re.findall(r"\.([a-z-]+)", written))
