"""Members by standing, what rules did to them, and taking that back."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from goodword.customers.access import can_edit_account, standing_changes_visible_to
from goodword.customers.actions import reverse_by_rule
from goodword.customers.actions import reverse_many as take_back_many
from goodword.desk.tables.standing import MOST_AT_ONCE, changes_sheet, find_changes, members, members_sheet
from goodword.desk.tables.standing import changes as changes_table
from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.kernel.errors import NotAllowed
from goodword.kernel.references import parse_key
from goodword.people.queries import today
from goodword.people.views.edge import announce, attempt, reader
from goodword.policy.queries import in_force
from goodword.ui import exports, pages
from goodword.ui.pieces import Crumb


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Who is not simply active, why, since when and until when."""
    user, force = reader(request), in_force(now())
    if exports.wanted(request) and (file := exports.answer(request, members_sheet(request, reader=user, now=force), at=force.at)):
        return file
    return pages.page_or_fragment(request, "desk/standing.html", "list", {"table": members(request, reader=user, now=force)})


@require_safe
def changes(request: HttpRequest) -> HttpResponseBase:
    """What rules did to the standing of members."""
    user, at = reader(request), now()
    if exports.wanted(request) and (file := exports.answer(request, changes_sheet(request, reader=user, today=today(at)), at=at)):
        return file
    table = changes_table(request, reader=user, today=today(at), may_edit=lambda each: can_edit_account(user, each.account))
    crumbs = [Crumb(label=_("Standing"), url=reverse("desk:standing")), Crumb(label=_("Changes by rule"))]
    return pages.page_or_fragment(request, "desk/standing_changes.html", "list", {"table": table, "crumbs": crumbs})


@require_POST
def reverse_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what a rule did to one member."""
    user = reader(request)
    change = get_object_or_404(standing_changes_visible_to(user), pk=pk)
    done = attempt(lambda: reverse_by_rule(change, by=Actor.person(user), at=now()))
    announce(request, done, said=_("Taken back. The rule leaves them alone until its reason changes."))
    return redirect("desk:account", change.account_id)


@require_POST
def reverse_many(request: HttpRequest) -> HttpResponse:
    """Take back many: those that are ticked, or all in force that the list shows."""
    user, at = reader(request), now()
    if not user.is_manager:
        raise NotAllowed
    rows = find_changes(request, reader=user, today=today(at)).filter(ended_at=None)
    if request.POST.get("scope") != "all":
        rows = rows.filter(pk__in={key for text in request.POST.getlist("id") if (key := parse_key(text)) is not None})
    done, left = take_back_many(rows[:MOST_AT_ONCE], by=Actor.person(user), at=at)
    words = ngettext("%(n)s change was taken back.", "%(n)s changes were taken back.", done) % {"n": f"{done:,}"}
    if left:
        stay = ngettext("%(n)s had changed since and was left.", "%(n)s had changed since and were left.", left)
        words = f"{words} {stay % {'n': f'{left:,}'}}"
    if done or left:
        pages.said(request, words)
    else:
        pages.refused(request, _("Nothing that is in force was ticked, so nothing changed."))
    return redirect(f"{reverse('desk:standing_changes')}?{request.GET.urlencode()}")
