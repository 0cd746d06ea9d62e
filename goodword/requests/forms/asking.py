"""The form of a request, built from its kind's questions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.forms.cities import offer_cities
from goodword.customers.kinds import ListKind
from goodword.customers.kinds.places import countries
from goodword.customers.models import Opportunity
from goodword.people.models import User
from goodword.requests.forms.answers import field_of, from_stored, stored
from goodword.requests.kinds import KINDS
from goodword.requests.kinds.definition import Kind
from goodword.requests.models import Payer, ReferenceRequest, Travel
from goodword.requests.queries import options
from goodword.ui.days import DayField
from goodword.ui.forms import Chips, Choices, DateInput, OneLine, Picks
from goodword.ui.typed import RowField

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
ALWAYS_ANSWERED = ("format", "wanted", "activity")
MOST_WANTED = 500


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand side by side, under one legend if they have one."""

    name: str
    legend: str
    fields: tuple[forms.BoundField, ...]


class RequestForm(forms.Form):
    """What is needed. Nothing is required but what the kind requires, and that only when it is sent."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("What do you need?"), widget=Choices)

    def __init__(
        self,
        *args: Any,
        user: User,
        kind: Kind,
        deal: Opportunity | None = None,
        strict: bool = True,
        notices: Mapping[str, str] | None = None,
        turns: bool = False,
        **kwargs: Any,
    ) -> None:
        """Build one field per question of the kind; not `strict` keeps a draft that is not finished.

        `notices` says of each kind how long before it should be asked for; one that `turns` offers the kinds that look for a customer.
        """
        super().__init__(*args, **kwargs)
        self.kind_of, self.user = kind, user
        chosen = cast("forms.ChoiceField", self.fields["kind"])
        chosen.widget.hints, chosen.widget.icons = notices or {}, {code: each.icon for code, each in KINDS.items()}
        chosen.choices = [(code, each.label) for code, each in KINDS.items() if each.has_customers or not turns]
        listed = options.listed_values()
        for question in kind.questions:
            if question.answer is not None:
                field = field_of(question.answer)
            else:
                field = _field(question.field, kind=kind, user=user, deal=deal, listed=listed)
            field.label, field.help_text = str(question.label), str(question.help)
            field.required = bool(question.required and strict) and not isinstance(field, forms.BooleanField)
            self.fields[question.field] = field
        offer_cities(self, city="place_city", state="place_state", country="place_country")
        self.fields["stage_reason"] = forms.CharField(
            label=_("Why already now?"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("The deal is not far enough for a reference yet. Give a reason, and the reference manager decides."),
        )
        self.fields["exception_reason"] = forms.CharField(
            label=_("Why can it not wait?"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
        )

    def open_groups(self) -> list[Group]:
        """The questions that everybody sees, those that stand side by side together."""
        return self._groups(folded=False)

    def folded_groups(self) -> list[Group]:
        """The questions behind "More"."""
        return self._groups(folded=True)

    def has_more(self) -> bool:
        """Is something behind "More" filled in, or wrong: then it stands open. The format always has an answer."""
        fields = (field for group in self.folded_groups() for field in group.fields if field.name not in ALWAYS_ANSWERED)
        return any(field.value() or field.errors for field in fields)

    def _groups(self, *, folded: bool) -> list[Group]:
        shown = [question for question in self.kind_of.questions if question.folded is folded]
        return [
            Group(name, str(self.kind_of.groups.get(name, "")), tuple(self[question.field] for question in questions))
            for (name, _alone), questions in groupby(shown, key=lambda each: (each.group, each.group or each.field))
        ]

    def asked(self) -> dict[str, Any]:
        """What was asked for, as fields of a request; what could not be read is left out."""
        own = self.kind_of.own_questions
        kept = {each.field: stored(self.cleaned_data[each.field]) for each in own if each.field in self.cleaned_data}
        own_names = {"once", "kind", *(each.field for each in own)}
        found = {name: value for name, value in self.cleaned_data.items() if name not in own_names}
        for name in ("minutes", "wanted"):
            if found.get(name) in (None, ""):
                found.pop(name, None)
        return {**found, "details": {name: value for name, value in kept.items() if value not in ("", None, False, [])}}

    def is_blank(self) -> bool:
        """Was nothing said yet but which kind it is: what the form shows by itself is no answer."""
        shown = initial_new(self.kind_of)
        asked = ((name, field) for name, field in self.fields.items() if name not in ("once", "kind"))
        return all(self._is_as_shown(name, field, shown.get(name)) for name, field in asked)

    def _is_as_shown(self, name: str, field: forms.Field, shown: object) -> bool:
        value = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        offered = cast("Iterable[tuple[object, object]]", field.choices) if isinstance(field, forms.ChoiceField) else ()
        first = next((code for code, _words in offered), "")
        return value in (None, "", [], False) or str(value) in (str(shown), str(first))

    def imagined(self) -> ReferenceRequest:
        """The request that the form would make as it is filled in now: not saved, for looking only."""
        if self.is_bound:
            self.is_valid()
        else:
            self.cleaned_data = dict(self._readable_initial())
        asked = self.asked()
        secret = bool(asked.pop("is_confidential", False)) or self.kind_of.always_confidential
        return ReferenceRequest(kind=self.kind_of.code, requester=self.user, team=self.user.team, is_confidential=secret, **asked)

    def clean(self) -> dict[str, Any]:
        """Compare the days, and ask for a place where there is one to go to."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("needed_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("It cannot end before it begins."))
        return cleaned

    def _readable_initial(self) -> Iterator[tuple[str, Any]]:
        for name, field in self.fields.items():
            with suppress(forms.ValidationError):
                yield name, field.clean(self.get_initial_for_field(field, name))


def initial_of(row: ReferenceRequest) -> dict[str, Any]:
    """What the form shows of a draft."""
    kind = KINDS[row.kind]
    names = [question.field for question in kind.questions if question.answer is None]
    own = {each.field: from_stored(each.answer, row.details.get(each.field)) for each in kind.own_questions if each.answer is not None}
    return {**{name: getattr(row, name) for name in (*names, "stage_reason", "exception_reason", "once", "kind")}, **own}


def initial_turned(row: ReferenceRequest, kind: Kind) -> dict[str, Any]:
    """What the form shows when another kind is made of a request: what was said stays, and its name goes along."""
    before = initial_of(row)
    name = row.details.get(KINDS[row.kind].named_by, "")
    return {**initial_new(kind), **before, "kind": kind.code, **({kind.named_by: name} if kind.named_by else {"prospect": name})}


def initial_new(kind: Kind, *, deal: Opportunity | None = None) -> dict[str, Any]:
    """What an empty form shows; a deal fills in what its prospect is like."""
    found: dict[str, Any] = {"once": uuid4(), "kind": kind.code, "minutes": kind.minutes, "format": "video", "wanted": 1}
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


def _field(name: str, *, kind: Kind, user: User, deal: Opportunity | None, listed: Mapping[str, list[tuple[str, str]]]) -> forms.Field:
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
        "needed_on": lambda: DayField(widget=DateInput),
        "minutes": lambda: forms.TypedChoiceField(
            choices=[(n, _("%(n)s minutes") % {"n": n}) for n in MINUTES], coerce=int, empty_value=None
        ),
        "format": lambda: forms.ChoiceField(choices=[("video", _("Video")), ("call", _("Phone")), ("in_person", _("In person"))]),
        "region": lambda: forms.ModelChoiceField(options.regions(), empty_label=_("Any")),
        "country": lambda: forms.ChoiceField(choices=_any(options.countries())),
        "languages": lambda: forms.MultipleChoiceField(choices=options.languages(), widget=Picks),
        "is_confidential": forms.BooleanField,
        "is_online": forms.BooleanField,
        "needs_plan_approval": forms.BooleanField,
        "ends_on": lambda: DayField(widget=DateInput),
        "wanted": lambda: forms.IntegerField(min_value=1, max_value=MOST_WANTED),
        "activity": lambda: forms.ChoiceField(choices=[(each.value, each.label) for each in kind.activities]),
        "campaign": lambda: RowField(options.campaigns(), empty_label=_("None yet")),
        "place_city": lambda: OneLine(max_length=120),
        "place_state": lambda: OneLine(max_length=120),
        "place_country": lambda: forms.ChoiceField(choices=[("", _("Choose")), *countries()]),
        "travel": lambda: forms.ChoiceField(choices=Travel.choices),
        "travel_paid_by": lambda: forms.ChoiceField(choices=[("", _("As the policy says")), *Payer.choices]),
    }
    return makes[name]()


class DealField(RowField[Opportunity]):
    """The deals that somebody may choose from: their own, and the one they came from."""

    def __init__(self, deals: QuerySet[Opportunity], *, stages: Iterable[tuple[str, str]]) -> None:
        """Name the stages as the list names them."""
        super().__init__(deals, empty_label=_("No deal yet"))
        # Choosing a deal fills in what its customer should be like, in place.
        self.widget.attrs.update(
            {"hx-get": reverse("requests:new"), "hx-target": "#like", "hx-select": "#like", "hx-swap": "outerHTML", "hx-include": "this"}
        )
        self.stages = dict(stages)

    def label_from_instance(self, obj: Opportunity) -> str:
        """Say a deal: its name, its amount, its stage."""
        amount = f"{obj.amount:,.0f} {obj.currency}".strip() if obj.amount is not None else ""
        return ", ".join(part for part in (obj.name, amount, self.stages.get(obj.stage, obj.stage)) if part)
