"""Cities in words: as they are told apart, and what is said of one that nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.utils.translation import gettext as _

from goodword.customers.kinds.areas import areas
from goodword.customers.kinds.places import country_name
from goodword.customers.queries.places import Known, cities_beginning, cities_meant, find_spot


@cache
def _area_names() -> Mapping[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    for country, code, name in areas():
        names.setdefault((country, code), name)
    return names


def area_name(city: Known) -> str:
    """The state or province of a city, by the first of its names; nothing where those of the country are not known."""
    return _area_names().get((city.country, city.area), "")


def said(city: Known) -> str:
    """A city with its state and its country."""
    return ", ".join(part for part in (city.name, area_name(city), country_name(city.country)) if part)


def offered(letters: str, *, country: str = "", most: int = 8) -> list[Known]:
    """The cities that begin with some letters: in a country if there are any, else everywhere; none looks like another."""
    found = cities_beginning(letters, country=country, most=most) or cities_beginning(letters, most=most)
    return list({said(each): each for each in reversed(found)}.values())[::-1]


def unknown_city(city: str, *, country: str, falls_back: bool) -> str:
    """The sentence about a city that nobody knows."""
    meant = cities_meant(city, country=country)
    parts = [_("We do not know where %(city)s is.") % {"city": city}]
    if meant:
        parts.append(_("Did you mean %(cities)s?") % {"cities": _(" or ").join(dict.fromkeys(map(said, meant)))})
    parts.append(_("Until then customers of the same state count as near.") if falls_back else _("Until then nobody has a distance."))
    return " ".join(parts)


def city_note(*, city: str, state: str = "", country: str = "") -> str:
    """The same beside a field in which a city was written; nothing when it is known, or empty."""
    if not city.strip():
        return ""
    spot = find_spot(city=city, state=state, country=country)
    return "" if spot.point else unknown_city(city.strip(), country=country, falls_back=bool(spot.area))
