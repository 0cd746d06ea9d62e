"""The forms for what happened elsewhere: how a customer was asked, what they answered, and when."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goodword.customers.models import Contact
from goodword.requests.forms.steps import AskForm, StepForm
from goodword.requests.kinds.ways import WAY_WORDS
from goodword.ui.forms import MomentInput, Radios


def minute(at: datetime) -> datetime:
    """A moment as a form shows it, without its seconds."""
    return timezone.localtime(at).replace(second=0, microsecond=0)


def remark_field() -> forms.CharField:
    """A line to go with it, for colleagues."""
    return forms.CharField(
        label=_("A line to go with it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Colleagues on the request read it on the timeline."),
    )


class AttemptForm(StepForm):
    """How and when a customer was asked once more."""

    how = forms.ChoiceField(label=_("How?"), widget=Radios, choices=list(WAY_WORDS.items()))
    asked_at = forms.DateTimeField(label=_("When?"), widget=MomentInput)
    remark = remark_field()

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        """Begin with this moment; nothing ahead of it can be chosen."""
        super().__init__(*args, **kwargs)
        self.fields["asked_at"].initial = minute(at)
        self.fields["asked_at"].widget.attrs["max"] = f"{minute(at):%Y-%m-%dT%H:%M}"


class AskedForm(AttemptForm, AskForm):
    """Whom a customer's company was asked through, how and when; a reason when a rule says no by now."""

    field_order = ("contact", "how", "asked_at", "remark", "reason")

    def __init__(self, *args: Any, people: Iterable[Contact] = (), at: datetime, **kwargs: Any) -> None:
        """Offer the people who may be asked."""
        super().__init__(*args, people=people, at=at, **kwargs)
