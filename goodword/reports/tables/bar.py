"""The filters that all reports share, and the addresses of the lists behind their figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers.kinds import Family
from goodword.customers.queries.rows import labels_and_regions
from goodword.people.queries import teams
from goodword.reports.kinds.figures import Tab
from goodword.reports.queries import scope as scopes
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.scope import Scope
from goodword.requests.kinds import KINDS
from goodword.ui import pages
from goodword.ui.tables import Filter, Option, Table

# What an address says of the scope; all else is a report's own.
SHARED: Final = ("period", "from", "to", "team", "region", "kind", "family")


@dataclass(frozen=True)
class Names:
    """What codes of teams, regions, kinds and lists are called, each read once for a page."""

    @cached_property
    def teams(self) -> dict[str, str]:
        """Teams by code."""
        return dict(teams().values_list("code", "name"))

    @cached_property
    def _listed(self) -> tuple[Mapping[str, Mapping[str, str]], dict[str, str]]:
        labels, places = labels_and_regions()
        return labels, {place.code: place.name for place in places}

    @property
    def regions(self) -> dict[str, str]:
        """Regions by code, in their order."""
        return self._listed[1]

    def label(self, kind: str, code: str) -> str:
        """What a code of a controlled list is called; nothing when there is no code."""
        return self._listed[0].get(kind, {}).get(code) or code.replace("_", " ").capitalize()

    def of(self, kind: str) -> Mapping[str, str]:
        """The values of a controlled list by code."""
        return self._listed[0].get(kind, {})

    def group(self, by: str, code: str) -> str:
        """What a group of requests is called."""
        words = {
            "team": {**self.teams, NONE: _("No team")},
            "region": {**self.regions, NONE: _("No region")},
            "kind": {code: str(kind.label) for code, kind in KINDS.items()},
        }
        return words.get(by, {}).get(code, code)


def filters_of(scope: Scope, names: Names, shown: Iterable[str]) -> tuple[Filter, ...]:
    """The filters of a report, of those that it has."""
    periods = [Option(each.code, each.label) for each in scopes.offered(scope.now)]
    if scope.period.code and scope.period.code not in {each.value for each in periods}:
        periods.append(Option(scope.period.code, scope.period.label))
    every = {
        "period": Filter(key="period", label=_("Period"), options=tuple(periods)),
        "team": Filter(key="team", label=_("Team"), options=(*_options(names.teams), Option(NONE, _("No team"))), many=True),
        "region": Filter(key="region", label=_("Region"), options=(*_options(names.regions), Option(NONE, _("No region"))), many=True),
        "kind": Filter(key="kind", label=_("Kind"), options=_options({code: str(kind.label) for code, kind in KINDS.items()}), many=True),
        "family": Filter(key="family", label=_("Activity"), options=_options({each.value: str(each.label) for each in Family}), many=True),
    }
    return tuple(each for key, each in every.items() if key in shown)


def _options(words: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(code, label) for code, label in words.items())


@dataclass(frozen=True, kw_only=True)
class Bar:
    """The filter bar of a report: its menus, the two days, and what could not be read."""

    request: HttpRequest
    scope: Scope
    table: Table
    has_period: bool

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form of the two days must carry along."""
        return [(key, value) for key, values in self.request.GET.lists() if key not in {"from", "to", "period", "page"} for value in values]

    @property
    def typed_from(self) -> str:
        """The first day as it was typed."""
        return self.request.GET.get("from", "")

    @property
    def typed_to(self) -> str:
        """The last day as it was typed."""
        return self.request.GET.get("to", "")

    @property
    def without_days_url(self) -> str:
        """The same without the two days."""
        return pages.link(self.request, **{"from": None, "to": None})

    @property
    def period_words(self) -> str:
        """The period that is shown, when no chip says it."""
        chosen = self.typed_from or self.typed_to or self.request.GET.get("period")
        return "" if chosen else self.scope.period.label


def bar_of(request: HttpRequest, scope: Scope, names: Names, shown: Iterable[str]) -> Bar:
    """The filter bar."""
    shown = tuple(shown)
    return Bar(
        request=request,
        scope=scope,
        table=Table(request=request, columns=(), rows=(), filters=filters_of(scope, names, shown), id="report"),
        has_period="period" in shown,
    )


def behind(scope: Scope, name: str, *, without: Iterable[str] = (), **more: Any) -> str:
    """The address of a list of rows under the same scope, narrowed by more; `None` leaves a part out."""
    left_out = {*without, *more}
    said = [(key, value) for key, values in scope.get.lists() if key in SHARED and key not in left_out for value in values if value]
    said += [(key, str(value)) for key, value in more.items() if value is not None]
    address = reverse(f"reports:{name}")
    return f"{address}?{urlencode(said)}" if said else address


def in_group(scope: Scope, name: str, by: str, code: str, **more: Any) -> str:
    """The address of the list of one group of a report."""
    if by == "quarter":
        return behind(scope, name, without=("from", "to"), **{"period": code, **more})
    return behind(scope, name, **{by: code, **more})


def tabs_of(request: HttpRequest, key: str, words: Mapping[str, Any], chosen: str) -> tuple[Tab, ...]:
    """The ways to look at a report, one of them chosen."""
    usual = next(iter(words))
    return tuple(Tab(label, pages.link(request, **{key: None if code == usual else code}), code == chosen) for code, label in words.items())


def chosen_of(request: HttpRequest, key: str, among: Iterable[str]) -> str:
    """What the address chooses among some codes; the first when it chooses none."""
    known = list(among)
    asked = request.GET.get(key, "")
    return asked if asked in known else known[0]
