"""The small forms with which an event is prepared, one per verb."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from goodword.customers.models import Campaign
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.people.queries import active_people
from goodword.requests.actions import Source
from goodword.requests.forms.steps import StepForm
from goodword.requests.kinds.kit import DRY_RUN, NOT_ASKED, PARTS, PERMISSION_WORDS, PLANNING, PLANNING_MINUTES, PLANNING_WORDS, USE_WORDS
from goodword.requests.kinds.ways import ANSWER_WAY_WORDS
from goodword.requests.models import SpeakerKit
from goodword.requests.queries.options import campaigns
from goodword.ui.days import DayField, MomentField
from goodword.ui.forms import Chips, DateInput, MomentInput, OneLine, Radios, offer, offer_rows


def words_field(label: Any, *, help_text: Any = "", required: bool = True) -> forms.CharField:
    """Some lines."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=2000, widget=widget)


class WhyForm(StepForm):
    """Why, for those who wait for it."""

    words = words_field(_("Why?"), help_text=_("Whoever waits for it reads this."))


class NoteForm(StepForm):
    """A line for colleagues, if one likes."""

    words = words_field(_("A line to go with it"), required=False)


class PmmForm(StepForm):
    """Who in product marketing gets it."""

    to = forms.ModelChoiceField(active_people().none(), label=_("To whom?"), empty_label=_("Choose somebody in product marketing"))
    words = words_field(_("A line for them"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        """Offer who may be given it."""
        super().__init__(*args, **kwargs)
        offer_rows(self, "to", people)
        if not people:
            self.fields["to"].help_text = _("Nobody holds the role “Product marketing”. An administrator gives it, under People.")


class ChangesForm(StepForm):
    """What should change, for the customer."""

    words = words_field(_("What should change?"), help_text=_("The customer reads this, in a mail and on the page of the kit."))


class GivenForm(StepForm):
    """How and on which day a customer said or gave something to one of us."""

    how = forms.ChoiceField(label=_("How did they say it?"), widget=Radios, choices=list(ANSWER_WAY_WORDS.items()), initial="call")
    on = DayField(label=_("On which day?"), widget=DateInput)
    words = words_field(_("In their words"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Begin with today."""
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        """Hand over how it was given as one value."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        return said if self.errors else {"words": said["words"], "given": Source(how=said["how"], on=said["on"])}


class CallForm(StepForm):
    """When a planning call is, what kind, how long."""

    beside: ClassVar[dict[str, str]] = {}
    kind = forms.ChoiceField(label=_("What kind of call?"), widget=Radios, choices=list(PLANNING_WORDS.items()), initial=PLANNING)
    starts_at = MomentField(label=_("When?"), widget=MomentInput)
    minutes = forms.TypedChoiceField(label=_("How many minutes?"), coerce=int, choices=[(n, n) for n in PLANNING_MINUTES], initial=30)
    about = forms.CharField(
        label=_("What is talked about?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the invitation, which the customer gets too."),
    )  # fmt: skip

    def __init__(self, *args: Any, clock: str = "", dry_run_why_not: str = "", **kwargs: Any) -> None:
        """Say what time it is where the customer is, and why there can be no dry run yet."""
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].help_text = clock
        self.fields["kind"].help_text = dry_run_why_not
        if not dry_run_why_not:
            self.fields["kind"].initial = DRY_RUN


class OfCallForm(StepForm):
    """One of the calls that are booked."""

    call = forms.TypedChoiceField(label=_("Which call?"), coerce=int, widget=Radios)

    def __init__(self, *args: Any, calls: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        """Offer them; the first is chosen."""
        super().__init__(*args, **kwargs)
        known = list(calls)
        offer(self, "call", known)
        self.fields["call"].initial = known[0][0] if known else None


class MoveCallForm(OfCallForm):
    """Another time for a call."""

    starts_at = MomentField(label=_("When is it now?"), widget=MomentInput)
    minutes = forms.TypedChoiceField(
        label=_("How many minutes?"),
        coerce=int,
        required=False,
        empty_value=None,
        choices=[("", _("As before")), *((n, n) for n in PLANNING_MINUTES)],
    )

    def __init__(self, *args: Any, clock: str = "", **kwargs: Any) -> None:
        """Say what time it is where the customer is."""
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].help_text = clock


class CampaignForm(StepForm):
    """The campaign that an event is."""

    campaign = forms.ModelChoiceField(campaigns().none(), label=_("Which campaign?"), empty_label=_("Choose a campaign"))

    def __init__(self, *args: Any, known: QuerySet[Campaign], **kwargs: Any) -> None:
        """Offer the latest."""
        super().__init__(*args, **kwargs)
        offer_rows(self, "campaign", known)


class ReuseForm(StepForm):
    """The recording, where it may be used, and whether the customer was asked."""

    recording = OneLine(
        label=_("Where is the recording?"),
        required=False,
        max_length=500,
        help_text=_("Its address. Leave it empty when nothing was recorded."),
    )
    uses = forms.MultipleChoiceField(label=_("Where would it be used?"), required=False, widget=Chips, choices=list(USE_WORDS.items()))
    permission = forms.ChoiceField(
        label=_("The customer’s permission"), widget=Radios, choices=list(PERMISSION_WORDS.items()), initial=NOT_ASKED,
        help_text=_("Outside the company it may be used once permission was given."),
    )  # fmt: skip
    remark = words_field(_("A line for colleagues"), required=False)


class KitForm(forms.Form):
    """The speaker kit, written down for the customer: what they gave, how and on which day."""

    def __init__(self, *args: Any, kit: SpeakerKit, today: date, **kwargs: Any) -> None:
        """Begin with what is there."""
        super().__init__(*args, **kwargs)
        for part in PARTS:
            attrs = {"aria-required": "true"} if part.required else {}
            widget = forms.TextInput(attrs=attrs) if part.rows == 1 else forms.Textarea(attrs={"rows": part.rows, **attrs})
            self.fields[part.field] = forms.CharField(
                label=str(part.label),
                help_text=str(part.help),
                required=False,
                max_length=part.most,
                widget=widget,
                initial=getattr(kit, part.field),
            )
        self.fields["photo"] = forms.FileField(
            label=_("Photo"), required=False, help_text=_("PNG, JPEG or WebP. It is made anew, without place and time.")
        )
        if kit.photo_type:
            self.fields["takes_photo_away"] = forms.BooleanField(label=_("Take the photo away"), required=False)
        self.fields["how"] = forms.ChoiceField(
            label=_("How did they give it to us?"), widget=Radios, choices=list(ANSWER_WAY_WORDS.items()), initial="mail"
        )
        self.fields["on"] = DayField(label=_("On which day?"), widget=DateInput(attrs={"max": today.isoformat()}), initial=today)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=kit.version)

    @property
    def values(self) -> dict[str, str]:
        """What the action keeps."""
        return {part.field: self.cleaned_data[part.field] for part in PARTS}

    def refuse(self, refused: Refused) -> None:
        """Say why it was not kept, each reason beside its field."""
        for reason in refused.reasons:
            self.add_error(reason.code if reason.code in self.fields and reason.code != "version" else None, reason.words)


class PlanForm(forms.Form):
    """The promotion plan: words, files, or both."""

    words = forms.CharField(
        label=_("The plan in words"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Where you would tell people that they speak, when, and with which words."),
    )  # fmt: skip

    def refuse(self, refused: Refused) -> None:
        """Say why it was not sent."""
        for reason in refused.reasons:
            self.add_error("words" if reason.code == "words" else None, reason.words)
