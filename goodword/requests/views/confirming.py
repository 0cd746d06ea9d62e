"""What I must confirm: every open question on one page, answered one after another."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.requests import actions
from goodword.requests.access import candidates_visible_to
from goodword.requests.forms.steps import ReasonForm
from goodword.requests.queries.confirming import to_confirm
from goodword.ui import pages
from goodword.ui.pieces import Crumb


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The page; `?no=7` opens the reason of a no, also without script."""
    return _shown(request, declines=request.GET.get("no", ""))


@require_POST
def answer(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Yes, or no with a reason; then what is left."""
    row = candidates_visible_to(reader(request)).filter(pk=candidate_id).select_related("account").first()
    if row is None:
        raise Http404
    name = row.account.name
    if request.POST.get("answer") == "yes":
        outcome = attempt(lambda: actions.owner_approve(row, by=actor(request), at=now()))
        said = _("%(account)s may be asked. Thank you.") % {"account": name}
    else:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return _shown(request, declines=str(candidate_id), form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        outcome = attempt(lambda: actions.owner_decline(row, reason=form.cleaned_data["reason"], by=actor(request), at=now()))
        said = _("%(account)s is not asked. Thank you.") % {"account": name}
    announce(request, outcome if isinstance(outcome, Refused) else None, said=said)
    return _shown(request) if pages.wants_fragment(request) else redirect("requests:confirm")


@require_POST
def opinion(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """A good idea, or rather not with a reason; then what is left."""
    row = candidates_visible_to(reader(request)).filter(pk=candidate_id).select_related("account").first()
    if row is None:
        raise Http404
    good, form = request.POST.get("answer") == "good", ReasonForm(request.POST)
    if not good and not form.is_valid():
        return _shown(request, declines=str(candidate_id), form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    reason = "" if good else form.cleaned_data["reason"]
    outcome = attempt(lambda: actions.give_opinion(row, good=good, reason=reason, by=actor(request), at=now()))
    said = _("%(account)s: the manager sees what you think. Thank you.") % {"account": row.account.name}
    announce(request, outcome if isinstance(outcome, Refused) else None, said=said)
    return _shown(request) if pages.wants_fragment(request) else redirect("requests:confirm")


def _shown(request: HttpRequest, *, declines: str = "", form: ReasonForm | None = None, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {
        "questions": to_confirm(reader(request), at=now()),
        "declines": declines,
        "form": form if form is not None else ReasonForm(),
        "crumbs": [Crumb(label=_("Requests"), url=reverse("requests:list")), Crumb(label=_("To confirm"))],
    }
    return pages.page_or_fragment(request, "requests/confirm.html", "questions", context, status=status)
