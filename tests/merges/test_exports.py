"""Possible doubles as a file: either company of each pair, and nothing for who may not see the list."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.people.kinds import Role
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db


def test_possible_doubles_are_written_out_a_pair_a_line() -> None:
    member = a_member(an_account("Vestara Inc"))
    an_account("=Vestara GmbH", owner=a_manager(name="Priya Nair"))
    an_account("Alder")
    client = Client()
    client.force_login(a_manager(name="Mara Lindqvist"))
    page = client.get(reverse("merges:doubles")).content.decode()
    assert "export=csv" in page
    assert "export=xlsx" in page
    answer: Any = client.get(f"{reverse('merges:doubles')}?export=csv")
    (row,) = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
    assert (row["Customer"], row["Reference ID"]) == ("Vestara Inc", member.reference_id)
    assert (row["Other customer"], row["Its account owner"], row["Why"]) == ("'=Vestara GmbH", "Priya Nair", "Same name")


def test_who_may_not_see_the_list_gets_no_file() -> None:
    client = Client()
    client.force_login(a_person(Role.REQUESTER))
    assert client.get(f"{reverse('merges:doubles')}?export=csv").status_code == 403
