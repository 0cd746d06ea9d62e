"""The few pages that belong to nobody else: the choice of light or dark, a company's colour, and the parts page."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from goodword.kernel import clock
from goodword.ui import colour, pages, parts

THEMES = {"light", "dark", "auto"}
A_YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or "like my system", and go back to where the reader was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)  # not redirect(): it would look a word up as the name of a page
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie("goodword_theme", chosen, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    return response


@login_not_required
@require_GET
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def brand(_request: HttpRequest, digits: str) -> HttpResponse:
    """Send a company's colour as a stylesheet; the colour is in the address, so it may be kept for ever."""
    if colour.parse(digits) is None:
        raise Http404
    return HttpResponse(colour.stylesheet(digits), content_type="text/css; charset=utf-8")


@require_GET
def parts_page(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, for looking; only in a demo or while developing."""
    if not (settings.DEBUG or getattr(getattr(request, "program", None), "is_demo", False)):
        raise Http404
    return pages.page_or_fragment(request, "ui/parts.html", "list", parts.everything(request, at=clock.now()))
