"""The form of a request, built from its kind's questions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import ListKind
from goodword.customers.models import Opportunity
from goodword.people.models import User
from goodword.requests.kinds import KINDS
from goodword.requests.kinds.definition import Kind
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries import options
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
