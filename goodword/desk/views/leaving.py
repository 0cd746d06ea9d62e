"""A colleague leaves: what is open of theirs, and who takes it over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from goodword.kernel.errors import NotAllowed
from goodword.people import access
from goodword.people.views.edge import reader


@require_safe
def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """What is open of a colleague's, before and after their access ends."""
    me = reader(request)
    if not access.can_run_people(me):
        raise NotAllowed
    person = get_object_or_404(access.visible_to(me), pk=pk)
    return render(request, "desk/leaving.html", {"person": person})
