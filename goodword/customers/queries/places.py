"""Where a place is that somebody wrote, and what they may have meant when nobody knows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from goodword.kernel.globe import Spot

_FIND = "select city_id, x, y, z, area from goodword_spot(%s, %s, %s)"
_ALIKE = """
select c.name, c.area, c.country, c.people from goodword_city c
where c.id in (
  select n.city_id from (
    select n.city_id, similarity(n.name, goodword_place_key(%(city)s)) alike from goodword_cityname n
    where n.is_first and n.name %% goodword_place_key(%(city)s)
    order by alike desc limit 40
  ) n
) and (%(country)s = '' or c.country = %(country)s)
order by round(similarity(goodword_place_key(c.name), goodword_place_key(%(city)s))::numeric, 1) desc, c.people desc limit %(most)s
"""
_ELSEWHERE = """
select c.name, c.area, c.country, c.people from goodword_cityname n join goodword_city c on c.id = n.city_id
where n.name = goodword_place_key(%(city)s) and (%(country)s = '' or c.country = %(country)s)
order by n.is_first desc, c.people desc limit %(most)s
"""
_BEGIN = """
select c.name, c.area, c.country, max(c.people) people from goodword_cityname n join goodword_city c on c.id = n.city_id
where n.name >= goodword_place_key(%(city)s) and n.name < goodword_place_key(%(city)s) || chr(1114109)
  and (%(country)s = '' or c.country = %(country)s)
group by c.id, c.name, c.area, c.country order by max(c.people) desc, c.name limit %(most)s
"""
LEAST_TO_LOOK = 2


@dataclass(frozen=True, slots=True)
class Known:
    """A city as it is offered: its name, the code of its state, its country."""

    name: str
    area: str
    country: str


def find_spot(*, city: str, state: str = "", country: str = "") -> Spot:
    """Where a place is; without a point when the city is not known, and empty when nothing is."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [city[:200], state[:120], country])
        _city_id, x, y, z, area = cursor.fetchone()
    return Spot(x, y, z, area)


def cities_meant(city: str, *, country: str = "", most: int = 3) -> list[Known]:
    """What somebody may have meant by a city that was not found there: the same name elsewhere, else names spelled much alike."""
    with connection.cursor() as cursor:
        for statement, where in ((_ELSEWHERE, country), (_ALIKE, country), (_ELSEWHERE, ""), (_ALIKE, "")):
            cursor.execute(statement, {"city": city[:200], "country": where, "most": most})
            if rows := cursor.fetchall():
                return [Known(name, area, of) for name, area, of, _people in rows]
    return []


def cities_beginning(letters: str, *, country: str = "", most: int = 8) -> list[Known]:
    """Cities whose name, in any language, begins with some letters: the largest first."""
    if len(letters.strip()) < LEAST_TO_LOOK:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, {"city": letters.strip()[:200], "country": country, "most": most})
        return [Known(name, area, of) for name, area, of, _people in cursor.fetchall()]
