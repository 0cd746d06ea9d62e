"""The workbook of figures: what a customer gets, and what is read back of it, whoever saved it."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.stories.actions import Figures, TakenForm, take_form, write_metric
from goodword.stories.kinds.drivers import DRIVERS, METRICS
from goodword.stories.models import Metric, Story
from goodword.stories.queries.metrics import form_of
from goodword.stories.workbook import read_form
from tests.factories.people import a_manager, a_person
from tests.stories.world import a_story

pytestmark = pytest.mark.django_db
HEADS = ("Figure", "Before", "After", "Unit", "Who confirms it")


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


@pytest.fixture
def manager() -> User:
    return a_manager()


@pytest.fixture
def row(manager: User) -> Story:
    return a_story(by=manager, drivers=("speed",))


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def by_hand(*lines: tuple[Any, ...], heads: tuple[str, ...] = HEADS, title: str = "Sheet1") -> bytes:
    """A workbook that somebody made without our form: a title above, then the headings."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    page.append(("Our figures, with thanks",))
    page.append(())
    page.append(heads)
    for line in lines:
        page.append(line)
    return saved(book)


def filled(content: bytes, cells: dict[str, Any]) -> bytes:
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        sheet, cell = place.split("!")
        book[sheet][cell] = value
    return saved(book)


def cell_of(content: bytes, sheet: str, code: str, column: str) -> str:
    page = load_workbook(BytesIO(content))[sheet]
    return next(f"{sheet}!{column}{line[0].row}" for line in page.iter_rows() if line[0].value == code)


def test_only_the_sheets_of_the_chosen_drivers_are_seen_and_the_others_are_there(row: Story) -> None:
    book = load_workbook(BytesIO(form_of(row)))
    seen = [page.title for page in book.worksheets if page.sheet_state == "visible"]
    assert seen == ["Speed", "Your own"]
    assert {str(each.short) for each in DRIVERS.values()} <= set(book.sheetnames)
    page = book["Speed"]
    assert page.protection.sheet
    label, before = page["B4"], page["C4"]
    assert (label.protection.locked, before.protection.locked) == (True, False)
    offered = {str(each.sqref): each.formula1 for each in page.data_validations.dataValidation if each.type == "list"}
    line = next(line[0].row for line in page.iter_rows() if line[0].value == "lead_time")
    assert "days,hours" in offered[f"E{line}"]


def test_what_is_known_stands_in_it_and_what_was_filled_in_comes_back(manager: User, row: Story) -> None:
    known = Figures(kind="lead_time", before=Decimal(18), after=Decimal(4), unit="days", confirmed_by="=Ingrid")
    write_metric(row, known, by=Actor.person(manager), at=clock.now())
    content = form_of(row)
    told = {"C": 1, "D": 44.5, "E": "a week"}
    places = {cell_of(content, "Speed", "deployment_frequency", column): value for column, value in told.items()}
    found = read_form(filled(content, {**places, "Your own!B4": "Parcels an hour", "Your own!C4": "1 200", "Your own!D4": "about 40"}))
    assert found.reference == row.reference
    said = {each.kind or each.name: (each.before, each.after, each.unit) for each in found.rows}
    assert said["lead_time"] == (Decimal(18), Decimal(4), "days")
    assert said["deployment_frequency"] == (Decimal(1), Decimal("44.5"), "a week")
    assert [each.cell for each in found.faults] == ["Your own!D4"]
    assert next(each for each in found.rows if each.kind == "lead_time").words["confirmed_by"] == "=Ingrid"


def test_the_same_workbook_again_changes_nothing_and_the_days_of_a_confirmed_figure_stay(manager: User, row: Story) -> None:
    at, by = clock.now(), Actor.person(manager)
    known = Figures(
        kind="lead_time", before=Decimal(18), after=Decimal(4), unit="days", confirmed_by="Ingrid", confirmed_on=at.date(), period="2026"
    )
    write_metric(row, known, by=by, at=at)
    content = filled(form_of(row), {"Your own!B4": "Parcels an hour", "Your own!C4": 20, "Your own!D4": 80})
    later = clock.now()
    assert take_form(row, read_form(content), by=by, at=later) == TakenForm(added=1, changed=0, same=1)
    assert take_form(row, read_form(content), by=by, at=clock.now()) == TakenForm(added=0, changed=0, same=2)
    own = Metric.objects.get(kind="")
    assert (own.name, own.better) == ("Parcels an hour", "more")
    assert Metric.objects.get(kind="lead_time").confirmed_on == at.date()


def test_a_workbook_made_by_hand_is_read_by_its_headings(manager: User, row: Story) -> None:
    content = by_hand(
        ("Lead time for a change", "18", "4.5", "days", "Ingrid"),
        ("Parcels an hour", "1 200", "2.400,5", "", ""),
        ("", None, None, "", ""),
        heads=("FIGURE", " before ", "After", "Unit", "Who confirms it"),
    )
    found = read_form(content)
    assert found.faults == []
    assert [(each.kind, each.before, each.after) for each in found.rows] == [
        ("lead_time", Decimal(18), Decimal("4.5")),
        ("", Decimal(1200), Decimal("2400.5")),
    ]
    assert take_form(row, found, by=Actor.person(manager), at=clock.now()) == TakenForm(added=2, changed=0, same=0)


def test_a_cell_that_is_shown_as_percent_is_a_share_in_percent() -> None:
    book = load_workbook(BytesIO(by_hand(("Code that is scanned", 0.41, 0.87, "", ""))))
    page = book["Sheet1"]
    page["B4"].number_format = page["C4"].number_format = "0.0%"
    found = read_form(saved(book))
    assert [(each.kind, each.before, each.after, each.unit) for each in found.rows] == [("code_scanned", Decimal(41), Decimal(87), "%")]


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        (("Lead time for a change", "about 18", 4), "Sheet1!B4", "“about 18” is no figure alone"),
        (("Lead time for a change", 18, None), "Sheet1!C4", "Say both"),
        (("Lead time for a change", -18, 4), "Sheet1!B4", "from 0"),
        (("Lead time for a change", 18, clock.now().date()), "Sheet1!C4", "a day or a time of day"),
        (("Lead time for a change", True, 4), "Sheet1!B4", "a day or a time of day"),
        (("", 18, 4), "Sheet1!A4", "without a name"),
        (("Parcels an hour", "1,200", 4), "Sheet1!B4", "two ways"),
        (("Parcels an hour", "40.000", 4), "Sheet1!B4", "two ways"),
        (("Lead time for a change", "#REF!", 4), "Sheet1!B4", "no figure alone"),
        (("Lead time for a change", 1e300, 4), "Sheet1!B4", "from 0"),
        (("Lead time for a change", "1" * 400, 4), "Sheet1!B4", "from 0"),
    ],
)
def test_what_cannot_be_read_is_said_by_its_cell(line: tuple[Any, ...], cell: str, words: str) -> None:
    found = read_form(by_hand(line))
    assert [each.cell for each in found.faults] == [cell]
    assert words in found.faults[0].words
    assert found.rows == []


def test_a_figure_said_otherwise_on_another_sheet_is_a_fault_and_said_the_same_counts_once() -> None:
    same = read_form(by_hand(("Lead time for a change", 18, 4), ("lead time  for a CHANGE", 18, 4)))
    assert (len(same.rows), same.faults) == (1, [])
    other = read_form(by_hand(("Lead time for a change", 18, 4), ("Lead time for a change", 18, 5)))
    assert (len(other.rows), [each.cell for each in other.faults]) == (1, ["Sheet1!A5"])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a workbook", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_workbook_is_said_and_raises_nothing(content: bytes) -> None:
    found = read_form(content)
    assert [each.cell for each in found.faults] == [""]


def test_the_workbook_of_another_story_is_not_taken(manager: User, row: Story) -> None:
    other = a_story(by=manager, account=row.account)
    content = filled(form_of(other), {"Your own!B4": "Parcels", "Your own!C4": 1, "Your own!D4": 2})
    done = take_form(row, read_form(content), by=Actor.person(manager), at=clock.now())
    assert isinstance(done, Refused)
    assert other.reference in done.words
    assert not Metric.objects.exists()


def test_it_is_had_and_taken_on_the_page_of_the_story(client: Client, manager: User, row: Story) -> None:
    client.force_login(manager)
    answer = client.get(reverse("stories:metrics_form", args=[row.number]))
    assert answer["Content-Disposition"].startswith("attachment")
    content = filled(b"".join(answer), {"Your own!B4": "Parcels", "Your own!C4": "many", "Your own!D4": 2})
    content = filled(content, {cell_of(content, "Speed", "lead_time", "C"): 18, cell_of(content, "Speed", "lead_time", "D"): 4})
    take = reverse("stories:take_metrics", args=[row.number])
    page = client.post(take, {"file": SimpleUploadedFile("figures.xlsx", content)})
    assert page.status_code == 422
    for words in ("New: 1.", "Your own!C4", "no figure alone"):
        assert words in page.content.decode()
    assert Metric.objects.get().kind == "lead_time"
    for name, wrong in (("figures.txt", b"hello"), ("figures.xlsx", b"hello"), ("figures.pdf", b"%PDF-1.7")):
        assert client.post(take, {"file": SimpleUploadedFile(name, wrong)}, follow=True).status_code == 200
    assert client.post(take, follow=True).status_code == 200
    assert Metric.objects.count() == 1
    client.force_login(a_person())
    assert client.post(take, {"file": SimpleUploadedFile("figures.xlsx", content)}).status_code == 403


def test_every_unit_that_is_offered_fits_into_one_cell() -> None:
    assert all("," not in unit for kind in METRICS.values() for unit in kind.units)
    assert all(len(",".join(kind.units)) < 250 for kind in METRICS.values())
