"""The form of a request, built from its kind's questions; and the small forms of the request's page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import ListKind
from goodword.customers.models import Contact, Opportunity
from goodword.people.models import User
from goodword.people.queries import active_people
from goodword.requests.kinds import KINDS
from goodword.requests.kinds.answers import DECLINE_WORDS, RESULT_WORDS
from goodword.requests.kinds.definition import Kind
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries import options
from goodword.ui.forms import Chips, Choices, DateInput, MomentInput, OneLine, Picks, Radios, offer, offer_rows

MINUTES = (15, 30, 45, 60, 90)
LISTS = {
    "industries": ListKind.INDUSTRY,
    "segment": ListKind.SEGMENT,
    "tier": ListKind.TIER,
    "use_cases": ListKind.USE_CASE,
    "competitors": ListKind.COMPETITOR,
    "persona": ListKind.PERSONA,
}
# Any one of several will do; use cases are wished for one by one.
ANY_OF = ("industries", "competitors")


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand side by side, under one legend if they have one."""

    name: str
    legend: str
    fields: tuple[forms.BoundField, ...]


class RequestForm(forms.Form):
    """What is needed. Nothing is required but what the kind requires, and that only when it is sent."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you need?"),
        choices=[(each.code, each.label) for each in KINDS.values()],
        widget=Choices(hints={each.code: each.notice for each in KINDS.values()}, icons={each.code: each.icon for each in KINDS.values()}),
    )

    def __init__(self, *args: Any, user: User, kind: Kind, deal: Opportunity | None = None, strict: bool = True, **kwargs: Any) -> None:
        """Build one field per question of the kind; not `strict` keeps a draft that is not finished."""
        super().__init__(*args, **kwargs)
        self.kind_of, self.user = kind, user
        listed = options.listed_values()
        for question in kind.questions:
            field = _field(question.field, user=user, deal=deal, listed=listed)
            field.label, field.help_text = str(question.label), str(question.help)
            field.required = bool(question.required and strict)
            self.fields[question.field] = field
        self.fields["stage_reason"] = forms.CharField(
            label=_("Why already now?"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("The deal is not far enough for a reference yet. Give a reason, and the reference manager decides."),
        )

    def open_groups(self) -> list[Group]:
        """The questions that everybody sees, those that stand side by side together."""
        return self._groups(folded=False)

    def folded_groups(self) -> list[Group]:
        """The questions behind "More"."""
        return self._groups(folded=True)

    def has_more(self) -> bool:
        """Is something behind "More" filled in, or wrong: then it stands open. The format always has an answer."""
        fields = (field for group in self.folded_groups() for field in group.fields if field.name != "format")
        return any(field.value() or field.errors for field in fields)

    def _groups(self, *, folded: bool) -> list[Group]:
        shown = [question for question in self.kind_of.questions if question.folded is folded]
        return [
            Group(name, str(self.kind_of.groups.get(name, "")), tuple(self[question.field] for question in questions))
            for (name, _alone), questions in groupby(shown, key=lambda each: (each.group, each.group or each.field))
        ]

    def asked(self) -> dict[str, Any]:
        """What was asked for, as fields of a request; what could not be read is left out."""
        found = {name: value for name, value in self.cleaned_data.items() if name not in ("once", "kind")}
        if found.get("minutes") in (None, ""):
            found.pop("minutes", None)
        return found

    def imagined(self) -> ReferenceRequest:
        """The request that the form would make as it is filled in now: not saved, for looking only."""
        if self.is_bound:
            self.is_valid()
        else:
            self.cleaned_data = dict(self._readable_initial())
        return ReferenceRequest(kind=self.kind_of.code, requester=self.user, **self.asked())

    def _readable_initial(self) -> Iterator[tuple[str, Any]]:
        for name, field in self.fields.items():
            with suppress(forms.ValidationError):
                yield name, field.clean(self.get_initial_for_field(field, name))


def initial_of(row: ReferenceRequest) -> dict[str, Any]:
    """What the form shows of a draft."""
    names = [question.field for question in KINDS[row.kind].questions]
    return {name: getattr(row, name) for name in (*names, "stage_reason", "once", "kind")}


def initial_new(kind: Kind, *, deal: Opportunity | None = None) -> dict[str, Any]:
    """What an empty form shows; a deal fills in what its prospect is like."""
    found: dict[str, Any] = {"once": uuid4(), "kind": kind.code, "minutes": kind.minutes, "format": "video"}
    if deal is None:
        return found
    prospect = deal.account
    found.update(opportunity=deal.pk, competitors=_one(deal.competitor), use_cases=list(deal.use_cases))
    if prospect is not None:
        found.update(industries=_one(prospect.industry), region=prospect.region_id, segment=prospect.segment, country="")
    return found


def _one(code: str) -> list[str]:
    return [code] if code else []


def _any(values: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [("", _("Any")), *values]


def _field(name: str, *, user: User, deal: Opportunity | None, listed: Mapping[str, list[tuple[str, str]]]) -> forms.Field:
    if name == "opportunity":
        return DealField(options.deals_of(user, also=deal), stages=listed.get(ListKind.DEAL_STAGE, []))
    if name in LISTS:
        values = listed.get(LISTS[name], [])
        if name in ANY_OF:
            return forms.MultipleChoiceField(choices=values, widget=Picks)
        return forms.MultipleChoiceField(choices=values, widget=Chips) if name == "use_cases" else forms.ChoiceField(choices=_any(values))
    makes: dict[str, Callable[[], forms.Field]] = {
        "topic": lambda: forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000),
        "prospect": lambda: OneLine(max_length=300),
        "needed_on": lambda: forms.DateField(widget=DateInput),
        "minutes": lambda: forms.TypedChoiceField(
            choices=[(n, _("%(n)s minutes") % {"n": n}) for n in MINUTES], coerce=int, empty_value=None
        ),
        "format": lambda: forms.ChoiceField(choices=[("video", _("Video")), ("call", _("Phone")), ("in_person", _("In person"))]),
        "region": lambda: forms.ModelChoiceField(options.regions(), empty_label=_("Any")),
        "country": lambda: forms.ChoiceField(choices=_any(options.countries())),
        "languages": lambda: forms.MultipleChoiceField(choices=options.languages(), widget=Picks),
        "is_confidential": forms.BooleanField,
    }
    return makes[name]()


class DealField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """The deals that somebody may choose from: their own, and the one they came from."""

    def __init__(self, deals: QuerySet[Opportunity], *, stages: Iterable[tuple[str, str]]) -> None:
        """Name the stages as the list names them."""
        super().__init__(deals, empty_label=_("No deal yet"))
        # Choosing a deal fills in what its customer should be like, in place.
        self.widget.attrs.update(
            {"hx-get": reverse("requests:new"), "hx-target": "#like", "hx-select": "#like", "hx-swap": "outerHTML", "hx-include": "this"}
        )
        self.stages = dict(stages)

    def label_from_instance(self, obj: Any) -> str:
        """Say a deal: its name, its amount, its stage."""
        amount = f"{obj.amount:,.0f} {obj.currency}".strip() if obj.amount is not None else ""
        return ", ".join(part for part in (obj.name, amount, self.stages.get(obj.stage, obj.stage)) if part)


def _words(label: Any, *, required: bool = False, rows: int = 2, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, max_length=2000, help_text=help_text)


class StepForm(forms.Form):
    """The form of one verb; a refusal is shown in it, so that nothing typed is lost."""

    def refuse(self, words: str) -> None:
        """Say above the form why it was not done."""
        self.add_error(None, words)


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


class AnswerForm(StepForm):
    """What a customer said by phone or in a chat, written down by a manager."""

    code = forms.ChoiceField(
        label=gettext_lazy("What did they say?"),
        widget=Radios,
        choices=list(DECLINE_WORDS.items()),
    )
    words = _words(gettext_lazy("In their words"))


class HowForm(StepForm):
    """By which way the customer is approached."""

    how = forms.ChoiceField(
        label=gettext_lazy("How?"),
        required=False,
        widget=Radios,
        initial="mail",
        choices=[
            ("mail", gettext_lazy("A mail from here, with a link to answer")),
            ("call", gettext_lazy("I have called them")),
            ("chat", gettext_lazy("I have written in a chat")),
            ("meeting", gettext_lazy("I have met them")),
        ],
    )


class AskForm(HowForm):
    """Whom to ask, and how; a reason when a rule says no by now."""

    contact = forms.TypedChoiceField(label=gettext_lazy("Whom?"), coerce=int, required=False, empty_value=None, widget=Radios)
    reason = forms.CharField(label=gettext_lazy("Why all the same?"), required=False, widget=forms.HiddenInput, max_length=2000)
    field_order = ("contact", "how", "reason")

    def __init__(self, *args: Any, people: Iterable[Contact] = (), **kwargs: Any) -> None:
        """Offer the people who may be asked."""
        super().__init__(*args, **kwargs)
        offer(self, "contact", [(person.pk, ", ".join(part for part in (person.name, person.title) if part)) for person in people])

    def refuse(self, words: str) -> None:
        """A rule says no by now: show the field in which a manager says why all the same."""
        super().refuse(words)
        self.fields["reason"].widget = forms.Textarea(attrs={"rows": 2})

    def clean(self) -> dict[str, Any]:
        """A mail unless said otherwise."""
        return {**self.cleaned_data, "how": self.cleaned_data.get("how") or "mail"}


class YesForm(StepForm):
    """A yes that was said by phone or in a chat."""

    first = forms.DateTimeField(label=gettext_lazy("A time that suits them"), widget=MomentInput, required=False)
    words = _words(gettext_lazy("In their words"))

    def clean(self) -> dict[str, Any]:
        """The time as a list, as the action takes it."""
        first = self.cleaned_data.get("first")
        return {**self.cleaned_data, "times": [first] if first else []}


class TimeForm(StepForm):
    """The time that was agreed: one that was proposed, or another one."""

    proposed = forms.ChoiceField(label=gettext_lazy("They proposed"), required=False, widget=Radios)
    starts_at = forms.DateTimeField(label=gettext_lazy("Another time"), widget=MomentInput, required=False)

    def __init__(self, *args: Any, times: Iterable[datetime] = (), **kwargs: Any) -> None:
        """Offer what the customer proposed."""
        super().__init__(*args, **kwargs)
        proposed = [(moment.isoformat(), date_format(timezone.localtime(moment), "D j M, H:i")) for moment in times]
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

    first = forms.DateTimeField(label=gettext_lazy("First"), widget=MomentInput)
    second = forms.DateTimeField(label=gettext_lazy("Second"), widget=MomentInput, required=False)
    third = forms.DateTimeField(label=gettext_lazy("Third"), widget=MomentInput, required=False)

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
