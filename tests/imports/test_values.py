"""From cells to values: one table for each kind of value, with what cannot be taken and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from goodword.imports.values import blanks, countries, dates, numbers, places, simple, wording
from goodword.imports.values.dates import Order
from goodword.imports.values.places import Place
from goodword.imports.values.problem import Problem, Wrong


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-11-24T23:59:59.000Z", date(2026, 11, 24)),
        ("2026-11-24T12:00:00.000+0300", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("24/11/2026", date(2026, 11, 24)),
        ("11/24/26 0:00", date(2026, 11, 24)),
        ("20261124", date(2026, 11, 24)),
        ("24 November 2026", date(2026, 11, 24)),
        ("Nov 24, 2026", date(2026, 11, 24)),
        ("24-Nov-26", date(2026, 11, 24)),
        ("2026年11月24日", date(2026, 11, 24)),
        ("24. Dezember 2026", date(2026, 12, 24)),
        ("5 de mayo de 2026", date(2026, 5, 5)),
        ("1er août 2026", date(2026, 8, 1)),
        ("December 31st, 2026", date(2026, 12, 31)),
        ("2026. 12. 31.", date(2026, 12, 31)),
        ("31 декабря 2026 г.", date(2026, 12, 31)),
        ("令和8年12月31日", date(2026, 12, 31)),
        ("31.XII.2026", date(2026, 12, 31)),
        ("２０２６/１２/３１", date(2026, 12, 31)),
        ("29.2.2028", date(2028, 2, 29)),
        ("31.11.2026", Wrong.NO_SUCH_DAY),
        ("29.2.2026", Wrong.NO_SUCH_DAY),
        ("13/13/2026", Wrong.NO_SUCH_MONTH),
        ("3/4/2026", Wrong.WHICH_ORDER),
        ("soon", Wrong.NOT_A_DATE),
        ("2026", Wrong.NO_DAY),
        ("45123", Wrong.DAY_NUMBER),
    ],
)
def test_days(text: str, day: date | Wrong) -> None:
    found = dates.day(text)
    assert (found.wrong if isinstance(found, Problem) else found) == day


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["3/4/2026", "25/12/2026"], Order.DAY_FIRST),
        (["3/4/2026", "12/25/2026"], Order.MONTH_FIRST),
        (["3/4/2026"], None),
        (["25/12/26", "12/25/26"], None),
    ],
)
def test_the_column_decides_what_comes_first(cells: list[str], order: Order | None) -> None:
    evidence = dates.Evidence()
    for cell in cells:
        evidence.look(cell)
    assert evidence.order() is order
    if order:
        assert dates.day("3/4/2026", order) == (date(2026, 4, 3) if order is Order.DAY_FIRST else date(2026, 3, 4))


def test_a_day_that_does_not_exist_is_explained() -> None:
    found = dates.day("31.11.2026")
    assert isinstance(found, Problem)
    assert wording.problem(found, label="Renewal date", value="31.11.2026") == (
        "Renewal date “31.11.2026” does not exist",
        "November has 30 days",
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1'234.56", "1234.56"),
        ("12,34,567", "1234567"),
        ("200.000.000", "200000000"),
        ("1,7", "1.7"),
        ("0.125", "0.125"),
        ("8.48E10", "84800000000"),
        ("(1,200)", "-1200"),
        ("-5", "-5"),
        ("1.2M", "1200000"),
        ("１２００", "1200"),
        ("10-50", None),
        ("12.34.5", None),
    ],
)
def test_numbers(text: str, number: str | None) -> None:
    found = numbers.number(text)
    assert found == Decimal(number) if number else isinstance(found, Problem)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1,200.50", "1200.50", "$"),
        ("€ 1.200", "1200", "EUR"),
        ("1.200,50 €", "1200.50", "EUR"),
        ("USD 12", "12", "USD"),
        ("12 k€", "12000", "EUR"),
        ("CHF 1'200", "1200", "CHF"),
        ("R$ 1.000,00", "1000", "BRL"),
        ("£5k", "5000", "GBP"),
        ("500000.0", "500000", ""),
        ("-$5", "-5", "$"),
        ("1.200,- €", "1200", "EUR"),
        ("1.2 million USD", "1200000", "USD"),
    ],
)
def test_money(text: str, amount: str, currency: str) -> None:
    assert numbers.money(text) == (Decimal(amount), currency)
    assert isinstance(numbers.money("5 apples"), Problem)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("US|USA|U.S.A.|United States|United States of America|Estados Unidos|Vereinigte Staaten", "US"),
        ("UK|GB|England|Great Britain|GBR|Royaume-Uni", "GB"),
        ("Deutschland|Germany|Allemagne|DEU|ドイツ", "DE"),
        ("Korea, Republic of|South Korea|대한민국", "KR"),
        ("Côte d’Ivoire|Ivory Coast", "CI"),
        ("Türkiye|Turkey", "TR"),
        ("Narnia|Europe|XX|EU|840", None),
    ],
)
def test_countries(names: str, code: str | None) -> None:
    assert {countries.country(name) for name in names.split("|")} == {code}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Saint Paul, Minnesota", Place("Saint Paul", "Minnesota", "US")),
        ("Austin, TX", Place("Austin", "Texas", "US")),
        ("Dublin, Ireland", Place("Dublin", "", "IE")),
        ("Toronto, Ontario, Canada", Place("Toronto", "Ontario", "CA")),
        ("Singapore", Place("Singapore", "", "SG")),
        # Georgia, CA, DE and WA are each two places: the city tells which.
        ("Atlanta, Georgia", Place("Atlanta", "Georgia", "US")),
        ("Tbilisi, Georgia", Place("Tbilisi", "", "GE")),
        ("Vancouver, CA", Place("Vancouver", "", "CA")),
        ("Los Angeles, CA", Place("Los Angeles", "California", "US")),
        ("Berlin, DE", Place("Berlin", "", "DE")),
        ("Perth, WA", Place("Perth", "Western Australia", "AU")),
        ("Dallas, TX 75201", Place("Dallas", "Texas", "US")),
        ("50667 Köln, Germany", Place("Köln", "", "DE")),
        ("Nowhere, Georgia", None),
        ("Austin, Texas; Portland, Oregon", None),
        ("Middle of, Nowhere", None),
    ],
)
def test_places_are_split_only_when_sure(text: str, place: Place | None) -> None:
    assert places.place(text) == place


def test_small_ones() -> None:
    assert [simple.truth(word) for word in ("yes", "TRUE", "Ja", "0", "non", "evet", "НЕТ", "☑")] == [
        True,
        True,
        True,
        False,
        False,
        True,
        False,
        True,
    ]
    assert blanks.one_line("Hal\u200bden\u202e  A\u030as") == "Halden Ås"
    assert simple.address("Priya N. <Priya@Acme.Example>") == "priya@acme.example"
    assert isinstance(simple.address("a@b"), Problem)
    assert simple.link("www.halden.example") == "https://www.halden.example"
    assert isinstance(simple.link("javascript://halden.example"), Problem)
    assert simple.zone("Romance Standard Time") == "Europe/Paris"
    assert simple.zone("(GMT-08:00) Pacific Standard Time (America/Los_Angeles)") == "America/Los_Angeles"
    assert simple.zone("(GMT-06:00) Central Time (US & Canada)") == "America/Chicago"
    assert [simple.language(name) for name in ("Deutsch", "en_US", "日本語", "French")] == ["de", "en", "ja", "fr"]


def test_nothing_has_many_names() -> None:
    assert all(blanks.is_nothing(blanks.one_line(cell)) for cell in ("", "  ", "null", "N/A", "-", "\u00a0", "NULL", "#N/A"))
    assert not blanks.is_nothing("NA", blanks.PLACE_NOTHING)  # Namibia, North America
    assert blanks.one_line("'=1+1") == "=1+1"  # what our own reports put before a formula
