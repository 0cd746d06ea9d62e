"""From bytes to rows: every way in which a list can be written, and the line on which each row stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.imports.kinds import KINDS
from goodword.imports.reading.layout import Layout, examine
from goodword.imports.reading.rows import BrokenRow, Row
from goodword.imports.reading.trouble import Trouble, Unreadable

FILES = Path(__file__).parent / "files"
KNOWN = KINDS["accounts"].known_names()


def read(path: Path, **chosen: object) -> tuple[Layout, list[Row], list[BrokenRow]]:
    layout = examine(path, known=KNOWN, **chosen)  # type: ignore[arg-type]
    rows = list(layout.rows(path))
    return layout, [row for row in rows if isinstance(row, Row)], [row for row in rows if isinstance(row, BrokenRow)]


@dataclass(frozen=True)
class Case:
    file: str
    encoding: str
    delimiter: str
    header: int
    columns: tuple[str, ...]
    lines: tuple[int, ...]
    last: tuple[str, ...]
    broken: dict[int, str] = field(default_factory=dict)


CASES = [
    Case(
        "latin1.csv",
        "cp1252",
        ";",
        1,
        ("Kundennummer", "Firma", "Ort", "Land"),
        (2, 3),
        ("2", "Crème Fraîche Cie", "Orléans", "Frankreich"),
    ),
    Case("utf16le-mark.csv", "utf-16-le", "\t", 1, ("Name", "City", "Country"), (2, 3), ("Østby", "Oslo", "NO")),
    Case("utf16be-bare.csv", "utf-16-be", ",", 1, ("Name", "City", "Country"), (2, 3), ("Østby", "Oslo", "NO")),
    Case("mark.csv", "utf-8", ",", 1, ("Name", "City"), (2,), ("Vestara", "Zürich")),
    Case("titles.csv", "utf-8", ";", 6, ("No", "Company name", "City", "Country"), (7, 8), ("2", "Vestara", "Zürich", "CH"), {10: "note"}),
    Case("returns.csv", "utf-8", ",", 1, ("Name", "City", "Country"), (2, 3, 5), ("Last", "Moss", "NO")),
    Case("breaks.csv", "utf-8", ",", 1, ("Name", "Description", "City"), (2, 6), ("Merrow", "short", "Leeds")),
    Case("ragged.csv", "utf-8", ",", 1, ("Name", "City", "Country"), (2, 3, 5), ("Ostby", "Oslo", "NO"), {4: "too_many"}),
    Case("stray-quote.csv", "utf-8", ",", 1, ("Name", "City", "Country"), (2, 4, 5), ("Ostby", "Oslo", "NO"), {3: "open_quote"}),
    Case("escapes.csv", "utf-8", ",", 1, ("Name", "City", "Note"), (2, 3), ("Merrow", "Leeds", 'a "b" c')),
    Case("one-column.csv", "utf-8", "\x1f", 1, ("Name",), (2, 3, 4), ("Vestara, the insurer",)),
    Case("sep.csv", "utf-8", "|", 2, ("Name", "City"), (3,), ("Halden", "Bergen")),
    Case("no-header.csv", "utf-8", ",", 0, ("Column 1", "Column 2", "Column 3", "Column 4"), (1, 2, 3), ("3", "null", "", "")),
    Case("zeros.csv", "utf-8", ",", 1, ("Name", "City"), (2, 3), ("Merrow", "Leeds")),
    Case(
        "twice-named.csv",
        "utf-8",
        ",",
        1,
        ("Name", "City", "City (2)", "Column 4", "Name (2)"),
        (2,),
        ("Halden", "Bergen", "Oslo", "x", "y"),
    ),
    Case("mixed-bytes.csv", "utf-8", ",", 1, ("Name", "City"), (2, 3, 4, 5, 6), ("Garção", "São Paulo"), {7: "bytes"}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_every_file_is_read_as_it_was_meant(case: Case) -> None:
    layout, rows, broken = read(FILES / case.file)
    assert (layout.encoding.name, layout.dialect.delimiter, layout.header_line) == (case.encoding, case.delimiter, case.header)
    assert layout.columns == case.columns
    assert tuple(row.line for row in rows) == case.lines
    assert tuple(rows[-1].cells) == case.last
    assert {row.line: row.flaw.value for row in broken} == case.broken


def test_cells_keep_their_line_breaks_and_quotes() -> None:
    assert read(FILES / "breaks.csv")[1][0].cells[1] == 'First line\r\nsecond, with a comma\r\n\r\nfourth "quoted"'
    assert read(FILES / "escapes.csv")[1][0].cells[2] == 'says "hello" twice'
    assert read(FILES / "zeros.csv")[1][0].cells == ["Halden", "Bergen"]


@pytest.mark.parametrize(
    ("file", "trouble"),
    [("archive.csv", Trouble.WORKBOOK), ("empty.csv", Trouble.EMPTY), ("blank.csv", Trouble.EMPTY), ("gone.csv", Trouble.MISSING)],
)
def test_what_is_no_table_is_refused_as_a_whole(file: str, trouble: Trouble) -> None:
    with pytest.raises(Unreadable) as caught:
        read(FILES / file)
    assert caught.value.trouble is trouble


def test_what_a_person_says_is_taken_over_what_was_found() -> None:
    layout, rows, _ = read(FILES / "titles.csv", header_line=3, delimiter=";")
    assert layout.columns[:2] == ("Made on", "24.11.2026")
    assert rows[0].cells[1] == "  Company name "
    with pytest.raises(Unreadable):
        read(FILES / "titles.csv", encoding="klingon")


def test_one_open_quote_costs_one_line_of_a_long_file(tmp_path: Path) -> None:
    lines = [f"Company {number},City" for number in range(5000)]
    lines[10] = '"Company 10,City'
    path = tmp_path / "long.csv"
    path.write_text("Name,City\n" + "\n".join(lines))
    _, rows, broken = read(path)
    assert (len(rows), [row.line for row in broken]) == (4999, [12])


def test_a_cell_without_end_is_cut_off_from_the_others(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    path.write_text("Name,City\nHalden,Bergen\n" + "x" * 3_000_000 + ",Leeds\nVestara,Zürich\n", encoding="utf-8")
    _, rows, broken = read(path)
    assert [row.cells[0] for row in rows] == ["Halden", "Vestara"]
    assert [(row.line, row.flaw.value) for row in broken] == [(3, "too_long")]


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400))
def test_no_bytes_at_all_are_answered_with_a_stack_trace(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "noise.csv"
    path.write_bytes(data)
    try:
        _, rows, broken = read(path)
    except Unreadable:
        return
    lines = [row.line for row in rows] + [row.line for row in broken]
    assert len(lines) == len(set(lines))


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), delimiter=st.sampled_from(",;\t|"))
def test_what_was_quoted_comes_back_whole(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], delimiter: str) -> None:
    path = tmp_path_factory.getbasetemp() / "quoted.csv"
    written = [("Account Name", "City"), *rows]
    text = "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in written)
    path.write_text(text, encoding="utf-8", newline="")
    _, found, broken = read(path, encoding="utf-8", delimiter=delimiter, header_line=1)
    expected = [list(row) for row in rows if "".join(row).strip()]
    taken = [row.cells for row in found] + [row.cells for row in broken if row.flaw == "note"]
    assert sorted(taken) == sorted(expected)
