"""What many customers become: one form for each thing that is changed in bulk."""

from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.customers.forms.fields import list_choices
from goodword.customers.forms.members import STANDING_VERBS
from goodword.customers.kinds import ListKind
from goodword.customers.kinds.bulk import TAGS, BulkWhat
from goodword.customers.models import BulkEdit
from goodword.kernel.refusal import Refused
from goodword.people.models import Region, User
from goodword.ui.days import DayField
from goodword.ui.forms import Chips, Choices, DateInput, offer

NOBODY = "none"
_LABELS = {
    BulkWhat.OWNER: _("Account owner from now on"),
    BulkWhat.CSM: _("Success manager from now on"),
    BulkWhat.REGION: _("Region from now on"),
}


# Which field a refusal is about, by its code.
ABOUT: Final = {"reason_needed": "reason", "day_needed": "until", "gone": "id"}


class BulkForm(forms.Form):
    """What is said about all of them; the fields are those of the thing that changes."""

    def __init__(self, *args: Any, bulk: BulkEdit, people: QuerySet[User], regions: QuerySet[Region], **kwargs: Any) -> None:
        """Make the fields, and start from what was said before."""
        super().__init__(*args, **kwargs)
        self.what, said = BulkWhat(bulk.what), bulk.values
        if self.what is BulkWhat.STANDING:
            hints = {verb: hint for verb, (_word, hint) in STANDING_VERBS.items()}
            self.fields["verb"] = forms.ChoiceField(label=_("From now on"), widget=Choices(hints=hints), initial=said.get("verb"))
            offer(self, "verb", [(verb, word) for verb, (word, _hint) in STANDING_VERBS.items()])
            self.fields["until"] = DayField(
                label=_("Paused until"),
                required=False,
                widget=DateInput,
                initial=said.get("until"),
                help_text=_("Only for a pause: the first day they may be asked again."),
            )
            self.fields["reason"] = forms.CharField(
                label=_("Why?"),
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=bulk.reason,
                help_text=_("Stays on the timeline of each of them."),
            )
        elif self.what in TAGS:
            self.fields["tags"] = forms.MultipleChoiceField(label=_("Tags"), widget=Chips, initial=said.get("tags"))
            offer(self, "tags", list_choices(ListKind.TAG))
        else:
            rows: QuerySet[Any] = regions if self.what is BulkWhat.REGION else people
            nothing = gettext("No region") if self.what is BulkWhat.REGION else gettext("Nobody")
            initial = (said["id"] or NOBODY) if "id" in said else None
            self.fields["id"] = forms.ChoiceField(label=_LABELS[self.what], initial=initial)
            offer(self, "id", [("", gettext("Not chosen")), (NOBODY, nothing), *rows.values_list("pk", "name")])

    def clean(self) -> dict[str, Any]:
        """A pause has a day."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("verb") == "pause" and not data.get("until") and "until" not in self.errors:
            self.add_error("until", gettext("Say until when. Afterwards they are free by themselves."))
        return data

    def refuse(self, why: Refused) -> None:
        """Say a refusal beside the field that it is about."""
        field = ABOUT.get(why.reasons[0].code, "")
        self.add_error(field if field in self.fields else None, why.words)

    def values(self) -> dict[str, Any]:
        """What the action stores: ids and codes."""
        data = self.cleaned_data
        if self.what is BulkWhat.STANDING:
            until = data["until"] if data["verb"] == "pause" else None
            return {"verb": data["verb"], "until": until.isoformat() if until else None}
        if self.what in TAGS:
            return {"tags": data["tags"]}
        return {"id": None if data["id"] == NOBODY else int(data["id"])}
