"""The controlled lists, as administrators keep them."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from goodword.customers import actions
from goodword.customers.kinds import ListKind
from goodword.customers.models import ListItem
from goodword.customers.queries import list_timeline, listed
from goodword.desk.actions.lists import take_away as take_value_away
from goodword.desk.forms import HeirForm, NewValueForm, ValueForm
from goodword.desk.queries.lists import counted_by_policy, used_words, values
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import administrators_only, reader
from goodword.ui import pages
from goodword.ui.pieces import Crumb

# Beside which field a refusal stands.
FIELD_OF = {"spelt": "spellings"}


@administrators_only
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest, kind: str = ListKind.INDUSTRY) -> HttpResponse:
    """One list in its order, and one more value."""
    if kind not in ListKind.values:
        raise Http404
    form = NewValueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        item = actions.add_value(kind=kind, label=form.cleaned_data["label"], by=Actor.person(reader(request)), at=clock.now())
        if isinstance(item, Refused):
            form.add_error("label", item.words)
        else:
            pages.said(request, _("“%(label)s” is on the list.") % {"label": item.label})
            return redirect("desk:lists", kind)
    context = {
        "kind": ListKind(kind),
        "kinds": ListKind,
        "values": values(kind, at=clock.now()),
        "form": form,
        "is_stages": kind == ListKind.DEAL_STAGE,
        "timeline": list_timeline(kind, reader=reader(request)),
    }
    return pages.page_or_fragment(request, "desk/lists.html", "list", context, status=422 if form.is_bound else 200)


@administrators_only
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    item = actions.move_value(pk, up=request.POST.get("to") == "up", by=Actor.person(reader(request)), at=clock.now())
    return redirect(reverse("desk:lists", args=[item.kind]) + f"#value-{item.pk}")


def _page(request: HttpRequest, item: ListItem, form: forms.Form, heir: forms.Form, *, status: int = 200) -> HttpResponse:
    kind = ListKind(item.kind)
    crumbs = [
        Crumb(label=_("Program"), url=reverse("people:program")),
        Crumb(label=str(kind.label), url=reverse("desk:lists", args=[kind])),
        Crumb(label=item.label),
    ]
    context = {
        "item": item,
        "kind": kind,
        "form": form,
        "heir": heir,
        "crumbs": crumbs,
        "used": used_words(item),
        "is_counted": counted_by_policy(item, at=clock.now()),
    }
    return render(request, "desk/list_value.html", context, status=status)


@administrators_only
@require_http_methods(["GET", "POST"])
def value(request: HttpRequest, pk: int) -> HttpResponse:
    """One value: its name, its other spellings, and the way to take it away."""
    item = get_object_or_404(listed(), pk=pk)
    form = ValueForm(request.POST or None, item=item)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        saved = actions.change_value(
            pk,
            label=data["label"],
            spellings=data["spellings"],
            ends=data.get("ends", ""),
            seen=form.seen(),
            by=Actor.person(reader(request)),
            at=clock.now(),
        )
        if not isinstance(saved, Refused):
            pages.said(request, _("Saved."))
            return redirect("desk:lists", item.kind)
        code = saved.reasons[0].code
        form.add_error(FIELD_OF.get(code, "label"), saved.words)
        if code == "raced":  # who saves again has read it
            typed = request.POST.copy()
            typed["seen_label"] = listed().get(pk=pk).label
            form.data = typed
    heir = HeirForm(item=item, is_used=bool(used_words(item)))
    return _page(request, item, form, heir, status=422 if form.is_bound else 200)


@administrators_only
@require_POST
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a value off its list; what stands at it becomes another one."""
    item = get_object_or_404(listed(), pk=pk)
    label, kind = item.label, item.kind
    heir = HeirForm(request.POST, item=item, is_used=bool(used_words(item)))
    if not heir.is_valid():
        return _page(request, item, ValueForm(item=item), heir, status=422)
    into = heir.cleaned_data["into"]
    moved = take_value_away(item, into=into, by=reader(request), at=clock.now())
    if isinstance(moved, Refused):
        heir.add_error("into", moved.words)
        return _page(request, item, ValueForm(item=item), heir, status=422)
    if into is None:
        pages.said(request, _("“%(label)s” is off the list.") % {"label": label})
    else:
        said = ngettext(
            "“%(label)s” is off the list. %(n)s entry says “%(into)s” now.",
            "“%(label)s” is off the list. %(n)s entries say “%(into)s” now.",
            moved,
        )
        pages.said(request, said % {"label": label, "n": moved, "into": into.label})
    return redirect("desk:lists", kind)
