"""What the views of nominations share."""

from django.http import Http404, HttpRequest
from django.urls import reverse

from goodword.people.views.edge import reader
from goodword.recruiting.access import nominations_visible_to
from goodword.recruiting.models import Nomination


def load_nomination(request: HttpRequest, number: int) -> Nomination:
    """A nomination, if the reader may know of it; else there is none."""
    rows = nominations_visible_to(reader(request)).select_related(
        "account__region", "account__owner", "account__member", "champion", "nominator", "manager"
    )
    row = rows.filter(number=number).first()
    if row is None:
        raise Http404
    return row


def nomination_url(row: Nomination) -> str:
    """The page of a nomination."""
    return reverse("recruiting:nomination", args=[row.number])
