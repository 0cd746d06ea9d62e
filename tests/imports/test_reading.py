"""From bytes to rows: every way in which a list can be written, and the line on which each row stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodword.imports.kinds import KINDS
from goodword.imports.reading.layout import Layout, examine
from goodword.imports.reading.rows import BrokenRow, Row
from goodword.imports.reading.trouble import Trouble, Unreadable

FILES = Path(__file__).parent / "files"
KNOWN = KINDS["accounts"].known_names()


def read(path: Path, **chosen: Any) -> tuple[Layout, list[Row], list[BrokenRow]]:
    layout = examine(path, known=KNOWN, **chosen)
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


CITIES = {
    "cp1252": "Müller & Söhne,Köln,“Dürr” – 5 €",
    "mac_roman": "Crème Brûlée,Orléans,Åse Østby",
    "cp850": "Bäcker Größe,Düsseldorf,Señor Ñandú",
    "cp1250": "Żółć Łódź,Świętokrzyskie,Česká spořitelna",
    "iso8859_2": "Żółć Łódź,Świętokrzyskie,Česká spořitelna",
    "cp1254": "Türkiye İş Bankası,İstanbul,Çağdaş Gıda",
    "cp1257": "Šiaulių bankas,Klaipėda,Rīgas Piena Kombināts",
    "cp1251": "Сбербанк России,Санкт-Петербург,Газпром нефть",
    "koi8_r": "Сбербанк России,Санкт-Петербург,Газпром нефть",
    "cp866": "Сбербанк России,Санкт-Петербург,Газпром нефть",
    "cp1253": "Εθνική Τράπεζα,Θεσσαλονίκη,Αθήνα",
    "cp1255": "בנק לאומי,תל אביב,טבע תעשיות",
    "cp1256": "البنك الأهلي,الرياض,شركة الاتصالات",
    "cp874": "ธนาคารกรุงเทพ,เชียงใหม่,ปตท",
    "cp932": "株式会社システムズ,大阪,東京海上日動火災保険",
    "euc_jp": "株式会社システムズ,大阪,東京海上日動火災保険",
    "gb18030": "中国工商银行股份有限公司,北京,华为技术有限公司",
    "big5": "台灣積體電路製造,新竹,鴻海精密工業",
    "cp949": "삼성전자 주식회사,수원,현대자동차",
    "iso2022_jp": "株式会社システムズ,大阪,東京海上日動火災保険",
    "utf-16-le": "Müller,Köln,x",
    "utf-16-be": "株式会社システムズ,大阪,東京",
    "utf-32-le": "Müller,Köln,x",
    "utf-32-be": "Müller,Köln,x",
}


@pytest.mark.parametrize("encoding", CITIES)
def test_a_few_words_are_enough_to_tell_an_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(f"Name,City,Description\n{CITIES[encoding]}\n".encode(encoding))
    layout, rows, _ = read(path)
    assert (layout.encoding.name, rows[0].cells) == (encoding, CITIES[encoding].split(","))


SHAPES = {
    "Name~|~City\nHalden~|~Bergen\nMerrow~|~Leeds\n": [("Halden", "Bergen"), ("Merrow", "Leeds")],
    'sep=;\nName,City\nHalden,"Bergen"\n': [("Halden", "Bergen")],
    '"Name,""City"""\n"Halden,""Bergen"""\n"Merrow,Leeds"\n': [("Halden", "Bergen"), ("Merrow", "Leeds")],
    " name | city\n------+-----\n Halden | Bergen\n": [("Halden ", "Bergen")],
    "Name,City\nHalden,Bergen\n\x1a": [("Halden", "Bergen")],
    "Na\u200bme,\u202aCity\nHalden,Bergen\n": [("Halden", "Bergen")],
    "Name,City\r\r\nHalden,Bergen\r\r\n": [("Halden", "Bergen")],
    "Name,City\nHa\0lden,Bergen\n" + "\0" * 300: [("Halden", "Bergen")],
}


@pytest.mark.parametrize("text", SHAPES)
def test_every_shape_of_a_table_is_recognised(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8", newline="")
    layout, rows, broken = read(path)
    assert KINDS["accounts"].guess(layout.columns).keys() >= {"name", "city"}
    assert [tuple(row.cells) for row in rows] == SHAPES[text]
    assert broken == []


def test_what_is_no_row_is_told_apart_from_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    lines = ["Name,City,Seats", "Halden,Bergen,5", "NAME,City,Seats", "Total,Paris,7", "Total,,12", "(2 rows),,", 'Last,"Oslo,3']
    path.write_text("\n".join(lines))
    _, rows, broken = read(path)
    assert [row.line for row in rows] == [2, 4]  # a company may be called Total
    assert [(row.line, row.flaw.value) for row in broken] == [(3, "header"), (5, "total"), (6, "total"), (7, "open_quote")]


def test_a_mark_opened_on_every_line_takes_no_row_along(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,City\n" + "".join(f'"Company {number},City\n' for number in range(30)) + "Good,Oslo\n")
    _, rows, broken = read(path)
    assert [row.cells for row in rows] == [["Good", "Oslo"]]
    assert len(broken) == 30


def test_a_long_cell_of_many_lines_costs_its_own_row(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Name,Description,City\nHalden,"' + "long\n" * 60_000 + '",Bergen\nMerrow,short,Leeds\n')
    _, rows, broken = read(path)
    assert [(row.line, row.cells) for row in rows] == [(60_003, ["Merrow", "short", "Leeds"])]
    assert [(row.line, row.flaw.value) for row in broken] == [(2, "too_long")]


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", Trouble.MARKUP),
        (b'[{"Name": "Halden"}]', Trouble.JSON),
        (b"{\\rtf1 Name, City}", Trouble.DOCUMENT),
        (b"BEGIN:VCARD\nFN:Ada\n", Trouble.CARDS),
        (b"\r\n%PDF-1.7\n", Trouble.PDF),
        (b"PK\x05\x06" + b"\0" * 18, Trouble.WORKBOOK),
        (b"\xfd7zXZ\0", Trouble.COMPRESSED),
        (b"\x7fELF\x02\x01" + b"\0" * 900, Trouble.BINARY),
        (b",,,\n;;\n\n", Trouble.EMPTY),
        (
            b"NAME       CITY      SEATS\n---------- --------- -----\nVestara    Oslo        120\nHalden     Bremen, D    45\n",
            Trouble.FIXED,
        ),
        (b"Halden Freight   Bergen    NO\nVestara          Oslo      NO\nMoss & Co        Leeds     GB\n", Trouble.FIXED),
        (b",".join(b"Column %d" % number for number in range(1001)), Trouble.COLUMNS),
    ],
)
def test_what_is_no_table_is_called_by_its_name(tmp_path: Path, content: bytes, trouble: Trouble) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.trouble is trouble


def test_cells_keep_their_line_breaks_and_quotes() -> None:
    assert read(FILES / "breaks.csv")[1][0].cells[1] == 'First line\r\nsecond, with a comma\r\n\r\nfourth "quoted"'
    assert read(FILES / "escapes.csv")[1][0].cells[2] == 'says "hello" twice'
    assert read(FILES / "zeros.csv")[1][0].cells == ["Halden", "Bergen"]


@pytest.mark.parametrize(
    "text",
    [
        "Name\nHalden   AS\nVestara  AS\nMoss     AS\n",
        "Name,City\nHalden    ,Oslo\nVestara   ,Oslo\nMoss      ,Oslo\n",
        "Company\nHalden Freight\nVestara\nMoss  and  Co\n",
    ],
)
def test_blanks_in_cells_are_no_columns(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text)
    _, rows, _ = read(path)
    assert len(rows) == 3


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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), delimiter=st.sampled_from(",;\t|"))
@example(rows=[("", "\x1a")], delimiter=",")
def test_what_was_quoted_comes_back_whole(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], delimiter: str) -> None:
    path = tmp_path_factory.getbasetemp() / "quoted.csv"
    written = [("Account Name", "City"), *rows]
    text = "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in written)
    path.write_text(text, encoding="utf-8", newline="")
    _, found, broken = read(path, encoding="utf-8", delimiter=delimiter, header_line=1)
    # A mark of the end or of the encoding alone is no row.
    expected = [list(row) for row in rows if "".join(row).strip() and "".join(row).strip("\x1a\ufeff ")]
    taken = [row.cells for row in found] + [row.cells for row in broken if row.flaw == "note"]
    assert sorted(taken) == sorted(expected)
