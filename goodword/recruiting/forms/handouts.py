"""A file of one's own to hand out."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.files.kinds import TYPES
from goodword.recruiting.kinds.handouts import TAKES, Handout


class OwnFileForm(forms.Form):
    """The file; which types it may have depends on what it replaces."""

    file = forms.FileField(label=gettext_lazy("A file of your own"), error_messages={"required": gettext_lazy("Choose a file first.")})

    def __init__(self, data: Any = None, files: Any = None, *, handout: Handout) -> None:
        """Say what it may be."""
        super().__init__(data, files, auto_id=f"id_{handout.value}_%s")
        types = [TYPES[code] for code in TAKES[handout]]
        endings = [f".{ending}" for each in types for ending in each.endings]
        self.fields["file"].widget.attrs["accept"] = ",".join(endings)
        said = {"kinds": ", ".join(str(each.label) for each in types), "most": settings.FILE_MEGABYTES}
        self.fields["file"].help_text = _("%(kinds)s, up to %(most)s MB.") % said
