"""The company's logo: the picture itself, for everybody, and the door to change it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from goodword.kernel import clock
from goodword.kernel.refusal import Refused
from goodword.people import actions, queries
from goodword.people.forms import LogoForm, ProgramForm
from goodword.people.views.edge import administrators_only, reader
from goodword.ui import pages

A_YEAR = 365 * 24 * 3600


@login_not_required
@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def picture(_request: HttpRequest, name: str) -> HttpResponse:
    """The logo, alone: it can run nothing and load nothing. Its name changes with it, so it may be kept for ever."""
    found = queries.logo(name)
    if found is None:
        raise Http404
    headers = {
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f'inline; filename="logo.{name.rpartition(".")[2]}"',
    }
    return HttpResponse(bytes(found.content), content_type=found.content_type, headers=headers)


@administrators_only
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Another logo; one that cannot be is said beside the field."""
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        changed = actions.set_logo(form.content(), by=reader(request), at=clock.now())
        if not isinstance(changed, Refused):
            pages.said(request, _("Customers see the logo from now on."))
            return redirect("people:program")
        form.add_error("logo", changed.words)
    context = {
        "form": ProgramForm(instance=queries.program()),
        "logo_form": form,
        "timeline": queries.program_timeline(reader=reader(request)),
    }
    return render(request, "people/program.html", context, status=422)


@administrators_only
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """No logo: the initial letter again."""
    actions.remove_logo(by=reader(request), at=clock.now())
    pages.said(request, _("The logo is gone. Customers see the company's initial letter again."))
    return redirect("people:program")
