"""What the views of stories share."""

from django.http import Http404, HttpRequest
from django.urls import reverse

from goodword.people.views.edge import reader
from goodword.stories.access import visible_to
from goodword.stories.models import Story


def load_story(request: HttpRequest, number: int) -> Story:
    """A story, if the reader may know of it; else there is none."""
    rows = visible_to(reader(request)).select_related("account__region", "contact", "parent", "manager", "proposed_by")
    row = rows.filter(number=number).first()
    if row is None:
        raise Http404
    return row


def story_url(row: Story) -> str:
    """The page of a story."""
    return reverse("stories:story", args=[row.number])
