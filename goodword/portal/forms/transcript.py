"""The forms of the customer's page of a transcript."""

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.portal.forms.answers import Words


class TurnForm(forms.Form):
    """How the customer would rather have what they said; empty leaves it out."""

    turn = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)
    words = Words(label=_("How it should read"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}))


class ReadForm(forms.Form):
    """What the customer says of the whole: the name to approve it, the remark to send it back."""

    is_half_filled = True

    name = forms.CharField(label=_("Your name"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    remark = Words(label=_("What should change?"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}))
