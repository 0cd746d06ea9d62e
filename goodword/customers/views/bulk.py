"""Many customers at once: chosen in their list, said, looked at, changed, undone; and the list of what was changed so."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.customers import access, actions, tables
from goodword.customers.forms.bulk import BulkForm
from goodword.customers.kinds.bulk import MOST_AT_ONCE, BulkWhat, Verdict
from goodword.customers.models import BulkEdit
from goodword.customers.queries.bulk import Judged, Wording, accounts_of, judged, outcomes, with_customers
from goodword.customers.states import BulkState
from goodword.customers.tables.bulk import bulk_made, bulk_made_sheet, bulk_rows, bulk_sheet, summary, title_of
from goodword.customers.views.edge import actor, reader
from goodword.kernel.clock import now
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.access import visible_to as people_visible_to
from goodword.people.queries import regions, today
from goodword.ui import exports, pages
from goodword.ui.pieces import Crumb


@require_safe
def made(request: HttpRequest) -> HttpResponseBase:
    """What was changed in bulk: everybody's for those who run the program, else one's own."""
    user = reader(request)
    if not access.can_create_account(user):
        raise NotAllowed
    rows = access.bulk_visible_to(user).exclude(values={}).select_related("by")
    counted = with_customers(rows)
    at = now()
    if exports.wanted(request):
        sheet = bulk_made_sheet(counted, total=rows.count(), reader=user, today=today(at))
        if file := exports.answer(request, sheet, at=at):
            return file
    page = pages.paged(request, counted, total=rows.count())
    table = bulk_made(request, page, reader=user, today=today(at))
    return pages.page_or_fragment(request, "customers/bulk_list.html", "list", {"table": table, "crumbs": _crumbs(_("Changed in bulk"))})


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin with the ticked customers, or with all that the address asks for."""
    user, what = reader(request), request.POST.get("what", "")
    if not access.can_create_account(user):
        raise NotAllowed
    visible = access.accounts_visible_to(user)
    back = f"{reverse('customers:list')}?{request.GET.urlencode()}"
    if what not in BulkWhat.values:
        pages.refused(request, _("Say what is to change."))
        return redirect(back)
    if request.POST.get("scope") == "all":
        rows = tables.find_customers(request, visible, reader=user).rows.order_by()
        pks = list(rows.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    else:
        keys = {key for text in request.POST.getlist("id") if (key := parse_key(text)) is not None}
        pks = list(visible.filter(pk__in=keys).values_list("pk", flat=True))
    begun = actions.begin_bulk(pks, what=what, by=actor(request), at=now())
    if isinstance(begun, Refused):
        pages.refused(request, begun)
        return redirect(back)
    return redirect("customers:bulk", begun.pk)


def _load(request: HttpRequest, pk: int) -> BulkEdit:
    return get_object_or_404(access.bulk_visible_to(request.user).select_related("by"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say what they become, see what that does to each, and what came of it."""
    user, row = reader(request), _load(request, pk)
    if row.state != BulkState.DRAFT:
        if request.method == "POST":
            pages.refused(request, _("This was made already."))
            return redirect("customers:bulk", pk)
        return _shown(request, row, outcomes(row))
    people = people_visible_to(user).filter(is_active=True).order_by("name", "pk")
    form = BulkForm(request.POST or None, bulk=row, people=people, regions=regions())
    if request.method == "POST" and form.is_valid():
        said = actions.say_bulk(row, values=form.values(), reason=form.cleaned_data.get("reason", ""), by=actor(request), at=now())
        if not isinstance(said, Refused):
            return redirect(f"{reverse('customers:bulk', args=[pk])}#what")
        form.refuse(said)
    return _shown(request, row, judged(row, by=user) if row.values else accounts_of(row), form)


def _shown(request: HttpRequest, row: BulkEdit, rows: Judged, form: BulkForm | None = None) -> HttpResponseBase:
    """The page of one change in bulk, or its customers as a file."""
    at = now()
    if row.values and exports.wanted(request) and (file := exports.answer(request, bulk_sheet(request, row, rows, today=today(at)), at=at)):
        return file
    title = title_of(row, row.rows.count())
    found = summary(row, rows) if row.values else []
    context = {
        "bulk": row,
        "form": form,
        "is_draft": form is not None,
        "title": title,
        "said": Wording.of(row, today=today(at)).said if row.values else "",
        "summary": found,
        "changes": next((count for code, _word, count in found if code == Verdict.CHANGES), 0),
        "table": bulk_rows(request, row, rows, today=today(at)),
        "may_undo": access.can_undo_bulk(reader(request), row),
        "crumbs": _crumbs(title, between=Crumb(label=_("Changed in bulk"), url=reverse("customers:bulk_made"))),
    }
    if form is not None and form.is_bound:
        return render(request, "customers/bulk.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return pages.page_or_fragment(request, "customers/bulk.html", "list", context)


def _crumbs(last: str, *, between: Crumb | None = None) -> list[Crumb]:
    first = Crumb(label=_("Customers"), url=reverse("customers:list"))
    return [first, *([between] if between else []), Crumb(label=last)]


@require_POST
def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Change them."""
    try:
        made = actions.carry_out_bulk(_load(request, pk), by=actor(request), at=now())
    except WrongState:
        pages.refused(request, _("This was made already, or nobody has said yet what they become."))
        return redirect("customers:bulk", pk)
    if isinstance(made, Refused):
        pages.refused(request, made)
    else:
        pages.said(request, _("Changed."), undo_url=reverse("customers:bulk_undo", args=[pk]))
    return redirect("customers:bulk", pk)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what was there before."""
    try:
        actions.undo_bulk(_load(request, pk), by=actor(request), at=now())
        pages.said(request, _("Put back as it was."))
    except WrongState:
        pages.refused(request, _("There is nothing to undo here."))
    return redirect("customers:bulk", pk)
