"""Values that are on no list: say once what each means."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from goodword.imports import actions, queries
from goodword.imports.views.edge import actor, importers_only
from goodword.kernel import clock
from goodword.kernel.errors import NotFound
from goodword.ui import pages


@require_GET
@importers_only
def unknown(request: HttpRequest) -> HttpResponse:
    """Every kept value with the list it could be on, the most frequent first."""
    found = queries.unknown_values()
    targets = {vocabulary: queries.targets(vocabulary) for vocabulary in {each.vocabulary for each in found}}
    values = [(each, targets[each.vocabulary]) for each in found]
    context = {
        "values": [each for each in values if not each[0].left],
        "left": [each for each in values if each[0].left],
        "leave": actions.LEAVE,
    }
    return render(request, "imports/unknown.html", context)


@require_POST
@importers_only
def say(request: HttpRequest) -> HttpResponse:
    """Take what somebody said a value means."""
    said = {name: request.POST.get(name, "") for name in ("kind", "field", "source", "value", "target")}
    try:
        rows = actions.say_meaning(**said, by=actor(request), at=clock.now())
    except NotFound:
        pages.refused(request, _("Choose from the list what “%(value)s” means.") % {"value": said["value"]})
    else:
        if said["target"] == actions.LEAVE:
            pages.said(request, _("“%(value)s” stays as it is and is not asked for again.") % {"value": said["value"]})
            return redirect("imports:unknown")
        words = ngettext("“%(value)s” is known now; one row is set right.", "“%(value)s” is known now; %(rows)d rows are set right.", rows)
        pages.said(request, words % {"value": said["value"], "rows": rows})
    return redirect("imports:unknown")
