"""The regions, as administrators keep them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.desk.actions.regions import remove_region
from goodword.desk.forms import OtherRegionForm
from goodword.desk.queries.regions import accounts_by_region, in_region, names_region
from goodword.kernel import clock
from goodword.kernel.clock import city_of
from goodword.kernel.refusal import Refused
from goodword.people import actions, queries
from goodword.people.forms import RegionForm, all_countries, country_words
from goodword.people.models import Region
from goodword.people.views.edge import administrators_only, reader
from goodword.ui import pages
from goodword.ui.pieces import Crumb

REGION_VERBS = ("region.added", "region.changed", "region.removed")


@require_safe
@administrators_only
def index(request: HttpRequest) -> HttpResponse:
    """All regions, and the countries that are in none."""
    customers, named = accounts_by_region(), dict(all_countries())
    rows = [
        {
            "region": row,
            "customers": customers.get(row.pk, 0),
            "clock": city_of(row.time_zone),
            "holidays": country_words(row.holiday_country) if row.holiday_country else "",
        }
        for row in queries.regions()
    ]
    context = {
        "rows": rows,
        "nowhere": [named[code] for code in queries.countries_nowhere(named)],
        "timeline": queries.program_timeline(reader=reader(request), verbs=REGION_VERBS),
    }
    return render(request, "desk/regions.html", context)


@administrators_only
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """One more region."""
    form = RegionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = actions.add_region(
            name=data["name"],
            time_zone=data["time_zone"],
            holiday_country=data["holiday_country"],
            countries=data["countries"],
            by=reader(request),
            at=clock.now(),
        )
        if not isinstance(made, Refused):
            pages.said(request, _("%(region)s is a region now.") % {"region": made.name})
            return redirect("desk:regions")
        form.add_error("name", made.words)
    context = {"form": form, "crumbs": _crumbs(_("New region"))}
    return render(request, "desk/region.html", context, status=422 if form.is_bound else 200)


def _crumbs(last: str) -> list[Crumb]:
    return [
        Crumb(label=_("Program"), url=reverse("people:program")),
        Crumb(label=_("Regions"), url=reverse("desk:regions")),
        Crumb(label=last),
    ]


def _page(request: HttpRequest, region: Region, form: RegionForm, heir: forms.Form, *, status: int = 200) -> HttpResponse:
    context = {
        "region": region,
        "form": form,
        "heir": heir,
        "crumbs": _crumbs(region.name),
        "inside": in_region(region),
        "is_named": names_region(region),
    }
    return render(request, "desk/region.html", context, status=status)


@administrators_only
@require_http_methods(["GET", "POST"])
def region(request: HttpRequest, pk: int) -> HttpResponse:
    """One region: name, clock, holidays, countries, and the way to take it away."""
    row = get_object_or_404(queries.regions(), pk=pk)
    form = RegionForm(request.POST or None, region=row)
    if request.method == "POST" and form.is_valid():
        saved = actions.change_region(pk, **form.changes(), by=reader(request), at=clock.now())
        if not isinstance(saved, Refused):
            pages.said(request, _("%(region)s is saved.") % {"region": saved.name})
            return redirect("desk:regions")
        form.add_error("name", saved.words)
    heir = OtherRegionForm(region=row, is_used=bool(in_region(row).total()))
    return _page(request, row, form, heir, status=422 if form.is_bound else 200)


@administrators_only
@require_POST
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a region away; what stands in it goes to another one."""
    row = get_object_or_404(queries.regions(), pk=pk)
    name = row.name
    heir = OtherRegionForm(request.POST, region=row, is_used=bool(in_region(row).total()))
    if not heir.is_valid():
        return _page(request, row, RegionForm(region=row), heir, status=422)
    moved = remove_region(pk, into=heir.cleaned_data["into"], by=reader(request), at=clock.now())
    if isinstance(moved, Refused):
        heir.add_error("into", moved.words)
        return _page(request, row, RegionForm(region=row), heir, status=422)
    said = ngettext("%(region)s is gone, %(n)s customer moved.", "%(region)s is gone, %(n)s customers moved.", moved)
    pages.said(request, said % {"region": name, "n": moved})
    return redirect("desk:regions")
