"""The report of nominations: from where they came and what became of them, and the list behind each figure."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.recruiting.models import Nomination
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db


def a_nomination(name: str, nominator: User, state: str, *, sent: bool = True, **fields: str) -> Nomination:
    at = clock.now()
    return Nomination.objects.create(
        account=an_account(name),
        nominator=nominator,
        state=state,
        state_at=at,
        created_at=at,
        edited_at=at,
        submitted_at=at if sent else None,
        **{"track": "commercial", **fields},
    )


@pytest.fixture
def sven() -> User:
    ensure_program()
    sven = a_person(name="Sven Aalto")
    a_nomination("Vestara Insurance", sven, "approved", source="reference_lead")
    a_nomination("Halden Freight", sven, "not_approved", track="strategic")
    a_nomination("Oakmere Bank", sven, "needs_information")
    a_nomination("Merrow Payments", sven, "withdrawn", sent=True)
    a_nomination("Quietwater Bank", sven, "draft", sent=False)
    old = a_nomination("Solvane", sven, "approved")
    Nomination.objects.filter(pk=old.pk).update(submitted_at=clock.now() - timedelta(days=900))
    return sven


def test_each_figure_opens_a_list_with_as_many_rows_and_drafts_are_nobodys(client: Client, sven: User) -> None:
    client.force_login(sven)
    for by, first in (("source", "nominated"), ("track", "commercial"), ("month", ""), ("purpose", "program")):
        page = client.get(reverse("reports:nominated"), {"by": by})
        assert "4 nominations, 1 still open; of those decided 1 approved" in page.content.decode()
        (block,) = page.context["report"].blocks
        for line in block.figures.lines:
            for cell in line.cells[:-1]:
                assert client.get(cell.url).context["table"].page.total == cell.value, (by, line.label, cell.url)
        assert first in block.figures.lines[0].cells[0].url
    listed = client.get(reverse("reports:nominations"), {"period": "all"}).content.decode()
    assert "Solvane" in listed
    assert "Quietwater" not in listed


def test_figures_and_lists_are_files(client: Client, sven: User) -> None:
    client.force_login(sven)
    written = client.get(reverse("reports:nominated"), {"by": "track", "export": "csv", "block": "nominations"})
    text = b"".join(written.streaming_content).decode()  # type: ignore[attr-defined]  # a file
    assert "Commercial,3,1,1,0,1,1.0" in text
    assert "Strategic,1,0,0,1,0,0.0" in text
    for form, start in (("csv", b"\xef\xbb\xbfCustomer"), ("xlsx", b"PK")):
        answer = client.get(reverse("reports:nominations"), {"export": form, "fate": "approved"})
        assert b"".join(answer.streaming_content).startswith(start)  # type: ignore[attr-defined]  # a file


def test_what_nobody_knows_in_an_address_is_no_error(client: Client, sven: User) -> None:
    client.force_login(sven)
    for asked in ({"month": "2026-99"}, {"month": "'; --"}, {"source": "x" * 99, "fate": "?"}, {"by": "<script>"}):
        for page in ("reports:nominations", "reports:nominated", "reports:registrations"):
            assert client.get(reverse(page), asked).status_code == 200, asked


def test_the_overview_leads_to_it(client: Client, sven: User) -> None:
    client.force_login(a_manager())
    page = client.get(reverse("reports:index")).content.decode()
    assert reverse("reports:nominated") in page
    assert "nominated; 1 approved, 1 open" in page
