"""The small forms of the page of a nomination, and that of its approval."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.recruiting.queries.readiness import Difference
from goodword.ui.forms import OneLine

MOST = 2000


def _words(label: Any, *, required: bool, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=MOST, widget=forms.Textarea({"rows": 3}), help_text=help_text)


class QuestionForm(forms.Form):
    """What whoever decides would like to know."""

    words = _words(
        _("What would you like to know?"), required=True, help_text=_("It goes to the nominator by mail, and stays beside the answer.")
    )


class AnswerForm(forms.Form):
    """What the nominator says to it."""

    words = _words(_("Your answer"), required=True)


class WhyForm(forms.Form):
    """Why not."""

    words = _words(_("Why not?"), required=True, help_text=_("Whoever nominated them reads it, in these words."))


class WithdrawForm(forms.Form):
    """Why it is taken back, if one likes to say."""

    words = _words(_("Why?"), required=False)


class ApproveForm(forms.Form):
    """The last look before somebody joins: what to take over, and the welcome letter as it leaves."""

    is_half_filled = True  # both belong to the letter, if one leaves

    take = forms.MultipleChoiceField(label=_("Take over from the briefing"), required=False, widget=forms.CheckboxSelectMultiple)
    send = forms.BooleanField(label=_("Send the welcome letter"), required=False, initial=True)
    subject = OneLine(label=_("Subject"), required=False, max_length=200)
    body = forms.CharField(label=_("Letter"), required=False, max_length=4000, widget=forms.Textarea({"rows": 10}))

    def __init__(self, *args: Any, differences: Iterable[Difference], has_letter: bool, **kwargs: Any) -> None:
        """Offer what differs; without somebody to write to there is no letter."""
        super().__init__(*args, **kwargs)
        found = [
            (each.code, _("%(label)s: %(new)s instead of %(old)s") % {"label": each.label, "new": each.nominated, "old": each.on_record})
            for each in differences
        ]
        if found:
            self.fields["take"].choices = found  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["take"]
        if not has_letter:
            for name in ("send", "subject", "body"):
                del self.fields[name]
