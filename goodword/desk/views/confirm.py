"""Records that somebody is to confirm, signed in; the page by link is the portal's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import reader
from goodword.policy.actions import confirm_record, say_no_reference
from goodword.policy.queries import in_force
from goodword.policy.queries.verifying import to_confirm
from goodword.ui import pages


@require_http_methods(["GET", "HEAD", "POST"])
def records(request: HttpRequest) -> HttpResponse:
    """Still right, with changes, or no longer a reference: one form each."""
    user, at = reader(request), now()
    rows = list(to_confirm(user, in_force(at)))
    if request.method != "POST":
        return render(request, "desk/confirm.html", {"members": rows})
    member = next((each for each in rows if each.pk == parse_key(request.POST.get("member", ""))), None)
    reason = request.POST.get("reason", "")[:2000]
    if member is None:
        pages.refused(request, _("This one does not wait for you any more."))
    elif request.POST.get("answer") == "right":
        confirm_record(member, by=user, at=at)
        pages.said(request, _("Noted as checked today."))
    elif isinstance(done := say_no_reference(member, by=user, at=at, reason=reason), Refused):
        return render(request, "desk/confirm.html", {"members": rows, "wrong": member.pk, "why": done.words}, status=422)
    else:
        pages.said(request, _("The reference manager is told, and decides."))
    return redirect("desk:confirm_records")
