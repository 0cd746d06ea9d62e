"""The small forms of the request's page, one per verb."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.kernel.references import parse_key
from goodword.people.models import User
from goodword.people.queries import active_people
from goodword.requests.forms.letters import LetterFields, LetterFor
from goodword.requests.kinds.answers import RESULT_WORDS
from goodword.ui.days import MomentField
from goodword.ui.forms import MomentInput, OneLine, Radios, offer, offer_rows


def _words(label: Any, *, required: bool = False, rows: int = 2, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, max_length=2000, help_text=help_text)


class StepForm(forms.Form):
    """The form of one verb; a refusal is shown in it, so that nothing typed is lost."""

    # The field beside which a refusal is said, where the field has another name than the refusal.
    beside: ClassVar[Mapping[str, str]] = {}

    def refuse(self, words: str, *, code: str = "") -> None:
        """Say why it was not done: beside the field that the refusal is about, else above the form."""
        name = self.beside.get(code, code)
        self.add_error(name if name in self.fields else None, words)


class ReasonForm(StepForm):
    """One reason in words."""

    reason = _words(gettext_lazy("Why?"), required=True, rows=3)


class OptionalReasonForm(StepForm):
    """A reason, if one likes to give one."""

    reason = _words(gettext_lazy("Why?"), rows=3)


class HandOverForm(StepForm):
    """Who leads the request from now on, and a line for them."""

    to = forms.ModelChoiceField(active_people().none(), label=gettext_lazy("To whom?"), empty_label=gettext_lazy("Choose a manager"))
    note = _words(gettext_lazy("A line for them"))
    stays_in_the_know = forms.BooleanField(
        label=gettext_lazy("Whoever led it before stays in the know"),
        required=False,
        help_text=gettext_lazy("Otherwise they do not see this request any more."),
    )

    def __init__(self, *args: Any, people: QuerySet[User], is_confidential: bool = False, **kwargs: Any) -> None:
        """Offer the other managers."""
        super().__init__(*args, **kwargs)
        if not is_confidential:
            del self.fields["stays_in_the_know"]
        offer_rows(self, "to", people)


class WhoForm(StepForm):
    """One colleague."""

    who = forms.ModelChoiceField(active_people().none(), label=gettext_lazy("Who?"), empty_label=gettext_lazy("Choose a colleague"))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        """Offer these colleagues."""
        super().__init__(*args, **kwargs)
        offer_rows(self, "who", people)


class AskForm(LetterFields, StepForm):
    """Whom to ask; a reason when a rule says no by now."""

    contact = forms.TypedChoiceField(label=gettext_lazy("Whom?"), coerce=int, required=False, empty_value=None, widget=Radios)
    reason = forms.CharField(label=gettext_lazy("Why all the same?"), required=False, widget=forms.HiddenInput, max_length=2000)

    def __init__(
        self,
        *args: Any,
        people: Iterable[Contact] = (),
        letter_for: LetterFor | None = None,
        typed: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Offer the people who may be asked, and the mail for whom is chosen: the one who is thought of, at first.

        `typed` is what stood in the form when somebody asked to read the mail for another person.
        """
        super().__init__(*args, **kwargs)
        known = {person.pk: person for person in people}
        offer(self, "contact", [(pk, ", ".join(part for part in (person.name, person.title) if part)) for pk, person in known.items()])
        said = typed if typed is not None else self.data
        first = known.get(self.initial.get("contact") or 0) or next(iter(known.values()), None)
        begun_for = known.get(parse_key(str(said.get("written_for", ""))) or 0) or first
        chosen = known.get(parse_key(str(said.get("contact", ""))) or 0) or begun_for
        self.begin_letter(chosen, letter_for, begun_for=begun_for)
        if typed is not None and chosen is not None and begun_for is not None:
            self._begin_again(typed, chosen=chosen, begun_for=begun_for)

    def _begin_again(self, typed: Mapping[str, str], *, chosen: Contact, begun_for: Contact) -> None:
        """The mail for whoever is chosen now; what was changed in the mail for somebody else is kept, unless it is to begin anew."""
        self.initial = {**self.initial, "contact": chosen.pk, "reason": typed.get("reason", "")}
        if typed.get("reason"):
            self.fields["reason"].widget = forms.Textarea(attrs={"rows": 2})
        subject, text = typed.get("subject", ""), typed.get("text", "")
        if typed.get("read") != "anew" and "text" in typed and self.is_changed(subject, text):
            self.begin_with(subject, text, written_for=begun_for)

    @property
    def is_read(self) -> bool:
        """Whether the words were read for whom they are sent to: changed ones are not sent to somebody chosen since without a look."""
        if self.letter is None or "text" not in self.data:
            return True
        read_for = parse_key(str(self.data.get("read_for", ""))) or (self.begun_as or self.letter).contact.pk
        return read_for == self.letter.contact.pk or not self.is_changed(self.data.get("subject", ""), self.data["text"])

    def refuse(self, words: str, *, code: str = "") -> None:
        """A rule says no by now: show the field in which a manager says why all the same."""
        super().refuse(words, code=code)
        if code not in self.fields:
            self.fields["reason"].widget = forms.Textarea(attrs={"rows": 2})


class LetterForm(LetterFields, StepForm):
    """The mail of one verb, as it will leave."""

    def __init__(self, *args: Any, contact: Contact | None, letter_for: LetterFor, **kwargs: Any) -> None:
        """Begin with the text in force."""
        super().__init__(*args, **kwargs)
        self.begin_letter(contact, letter_for)


class TimeForm(StepForm):
    """The time that was agreed: one that was proposed, or another one."""

    beside: ClassVar[Mapping[str, str]] = {"past": "starts_at"}
    proposed = forms.ChoiceField(label=gettext_lazy("They proposed"), required=False, widget=Radios)
    starts_at = MomentField(label=gettext_lazy("Another time"), widget=MomentInput, required=False)

    def __init__(self, *args: Any, times: Iterable[tuple[datetime, str]] = (), clock: str = "", **kwargs: Any) -> None:
        """Offer what the customer proposed, each with the time on their clock."""
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].help_text = clock
        proposed = [
            (moment.isoformat(), ", ".join(each for each in (date_format(timezone.localtime(moment), "D j M, H:i"), there) if each))
            for moment, there in times
        ]
        offer(self, "proposed", proposed)
        if not proposed:
            del self.fields["proposed"]
            self.fields["starts_at"].label = _("When is the call?")

    def clean(self) -> dict[str, Any]:
        """One of the two is needed; a time that was typed counts."""
        typed, proposed = self.cleaned_data.get("starts_at"), self.cleaned_data.get("proposed")
        moment = typed or (datetime.fromisoformat(proposed) if proposed else None)
        if moment is None and not self.errors:
            self.add_error("starts_at", _("Choose a time."))
        return {**self.cleaned_data, "starts_at": moment}


class TimesForm(StepForm):
    """Up to three times to offer."""

    beside: ClassVar[Mapping[str, str]] = {"past": "first", "booked": "first"}
    first = MomentField(label=gettext_lazy("First"), widget=MomentInput)
    second = MomentField(label=gettext_lazy("Second"), widget=MomentInput, required=False)
    third = MomentField(label=gettext_lazy("Third"), widget=MomentInput, required=False)

    def __init__(self, *args: Any, clock: str = "", **kwargs: Any) -> None:
        """Say what time it is where the customer is."""
        super().__init__(*args, **kwargs)
        self.fields["first"].help_text = clock

    def clean(self) -> dict[str, Any]:
        """Those that were filled in, as the action takes them."""
        return {
            **self.cleaned_data,
            "times": [self.cleaned_data[name] for name in ("first", "second", "third") if self.cleaned_data.get(name)],
        }


class ColleagueForm(StepForm):
    """The colleague whom a customer named."""

    name = OneLine(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("Mail address"), help_text=gettext_lazy("Without one they cannot be asked."))


class OutcomeForm(StepForm):
    """What came of it, in one click."""

    words = _words(gettext_lazy("What came of it?"), help_text=gettext_lazy("The customer reads this, as a quotation."))
    result = forms.ChoiceField(widget=forms.HiddenInput, choices=list(RESULT_WORDS.items()))
