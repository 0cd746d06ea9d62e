"""The product's addresses and one that breaks, to see what a reader is told then."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from goodword.site import urls

handler400, handler500 = urls.handler400, urls.handler500


@login_not_required
def fault(_request: HttpRequest) -> HttpResponse:
    """Break."""
    raise RuntimeError("no such thing")


urlpatterns = [path("fault", fault), *urls.urlpatterns]
