"""Saving a filter, and the page where those of one list are renamed, shared and taken away."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.filters import access, actions, queries
from goodword.filters.forms import FilterForm
from goodword.filters.kinds import LISTS
from goodword.filters.models import SavedFilter
from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.ui import pages
from goodword.ui.pieces import Crumb

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _reader(request: HttpRequest, code: str) -> User:
    if code not in LISTS:
        raise Http404
    if not isinstance(request.user, User) or not access.can_open(request.user, code):
        raise PermissionDenied
    return request.user


def _crumbs(code: str, *last: Crumb) -> list[Crumb]:
    return [Crumb(label=str(LISTS[code].label), url=reverse(LISTS[code].address)), *last]


@get_or_post
def save(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what the address says under a name."""
    user = _reader(request, code)
    query = queries.cleaned(code, request.GET)
    form = FilterForm(request.POST or None, may_share=access.can_share(user))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        shared = data.get("is_shared", False)
        made = actions.save_filter(code, name=data["name"], query=query, is_shared=shared, is_usual=data["is_usual"], by=user, at=now())
        if not isinstance(made, Refused):
            pages.said(request, _("“%(name)s” is in the menu of this list now.") % {"name": made.name})
            return redirect(queries.address_of(code, made.query))
        form.add_error("name", made.words)
    context = {"form": form, "title": _("Save this filter"), "back": queries.address_of(code, query), "code": code}
    return _drawn(request, form, context | {"crumbs": _crumbs(code, Crumb(label=_("Save this filter"))), "words": _words(code, query)})


@require_safe
def of_list(request: HttpRequest, code: str) -> HttpResponse:
    """The saved filters of one list."""
    user = _reader(request, code)
    found = queries.of_list(user, code)
    prefetch_related_objects(found, "made_by")
    rows = [(row, queries.address_of(code, row.query), access.can_change(user, row)) for row in found]
    title = _("Saved filters")
    context = {"rows": rows, "label": LISTS[code].label, "back": reverse(LISTS[code].address), "crumbs": _crumbs(code, Crumb(label=title))}
    return render(request, "filters/list.html", context)


@get_or_post
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, for whom it is, and whether one's list begins with it."""
    saved = _load(request, pk)
    user, back = _reader(request, saved.list), reverse("filters:of", args=[saved.list])
    may_change = access.can_change(user, saved)
    is_usual = saved.usual_for.filter(user=user).exists()
    initial = {"name": saved.name, "is_shared": saved.is_shared, "is_usual": is_usual}
    # The box of the form alone may be unticked: what was sent is then empty but for its token.
    sent = request.POST if request.method == "POST" else None
    form = FilterForm(sent, initial=initial, may_share=may_change and access.can_share(user), may_rename=may_change)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        name, shared = data.get("name", saved.name), data.get("is_shared", saved.is_shared)
        made = actions.change_filter(saved, name=name, is_shared=shared, is_usual=data["is_usual"], by=user, at=now())
        if not isinstance(made, Refused):
            pages.said(request, _("Saved."))
            return redirect(back)
        form.add_error("name", made.words)
    crumbs = _crumbs(saved.list, Crumb(label=_("Saved filters"), url=back), Crumb(label=saved.name))
    context = {"form": form, "title": saved.name, "back": back, "code": saved.list, "crumbs": crumbs}
    return _drawn(request, form, context | {"words": _words(saved.list, saved.query)})


@require_POST
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete it."""
    saved = _load(request, pk)
    actions.take_filter_away(saved, by=_reader(request, saved.list), at=now())
    pages.said(request, _("“%(name)s” is gone.") % {"name": saved.name})
    return redirect("filters:of", saved.list)


def _load(request: HttpRequest, pk: int) -> SavedFilter:
    return get_object_or_404(access.visible_to(request.user), pk=pk)


def _words(code: str, query: str) -> list[str]:
    """What is kept, each word of the address with the label of what it says."""
    label = import_string(settings.GOODWORD_FILTER_LABELS)(code)
    said = {"q": _("Searched for"), "sort": _("Sorted by")}
    return [
        _("%(what)s: %(value)s")
        % {"what": said.get(key, key.replace("_", " ").capitalize()), "value": label(key, value) or value.replace("_", " ")}
        for key, values in QueryDict(query).lists()
        for value in values
    ]


def _drawn(request: HttpRequest, form: FilterForm, context: dict[str, object]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "filters/form.html", context, status=status)
