"""What the views of playbooks share: the door of those who run the program, and the way to here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.kernel.errors import NotAllowed
from goodword.people.views.edge import reader
from goodword.playbooks import access
from goodword.playbooks.kinds import Playbook
from goodword.playbooks.models import PlaybookDraft
from goodword.ui.pieces import Crumb

View = Callable[..., HttpResponseBase]


def managers_only(view: View) -> View:
    """Refuse everybody who does not run the program, before anything is read."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.can_change(reader(request)):
            raise NotAllowed
        return view(request, *args, **kwargs)

    return guarded


def load_draft(request: HttpRequest, pk: int) -> tuple[PlaybookDraft, Playbook]:
    """A draft that is still open, and the playbook that it says."""
    rows = access.drafts_visible_to(reader(request)).select_related("saved_by", "base")
    found = get_object_or_404(rows, pk=pk)
    return found, Playbook.from_json(found.definition)


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way from the list of playbooks to here."""
    return [Crumb(label=_("Playbooks"), url=reverse("playbooks:list")), *more]


def draft_crumbs(draft: PlaybookDraft, *more: Crumb) -> list[Crumb]:
    """The way to a draft, or further."""
    book = Crumb(label=draft.base.name, url=reverse("playbooks:playbook", args=[draft.code]))
    return crumbs(book, Crumb(label=_("Draft"), url=reverse("playbooks:draft", args=[draft.pk]) if more else ""), *more)
