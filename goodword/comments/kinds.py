"""Journal verbs of comments and files in words, for timelines."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext


def _added(values: Mapping[str, Any]) -> str:
    count = int(values.get("n") or 1)
    return ngettext("%(n)s file was added", "%(n)s files were added", count) % {"n": count}


def _commented(values: Mapping[str, Any]) -> str:
    if not values.get("by"):
        return _("Somebody commented")
    return (_("%(by)s commented, and added files") if values.get("files") else _("%(by)s commented")) % values


SENTENCES: dict[str, str | Promise | Callable[[Mapping[str, Any]], str]] = {
    "comment.added": _commented,
    "comment.edited": gettext_lazy("A comment was changed"),
    "comment.removed": gettext_lazy("A comment was taken away"),
    "comment.restored": gettext_lazy("A comment came back"),
    "file.added": _added,
    "file.removed": gettext_lazy("A file was taken away"),
    "file.restored": gettext_lazy("A file came back"),
}
