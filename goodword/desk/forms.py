"""The forms of pages that span slices."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goodword.customers.kinds import ListKind
from goodword.customers.kinds.vocabulary import StageEnd
from goodword.customers.models import ListItem
from goodword.customers.queries import list_items
from goodword.kernel.refusal import Refused
from goodword.kernel.text import one_line
from goodword.people.kinds import KEEPINGS, LENGTHS, Retained
from goodword.people.models import Region, Team, User
from goodword.people.queries import active_people, regions, teams_with_people
from goodword.people.queries.history import days_words
from goodword.texts.kinds import TextKind, Words, check
from goodword.texts.kinds.filling import LONGEST_BODY
from goodword.ui.forms import OneLine, offer, offer_rows

LONGEST_SPELLING: Final = 120


_NEEDED: Final = {"data-takes": "", "aria-required": "true"}


class TextForm(forms.Form):
    """The four parts of a text to customers. Placeholders are checked part by part, and what is wrong stands beside it."""

    subject = forms.CharField(label=gettext_lazy("Subject"), required=False, widget=forms.TextInput(attrs=_NEEDED))
    greeting = forms.CharField(label=gettext_lazy("Greeting"), required=False, widget=forms.TextInput(attrs={"data-takes": ""}))
    body = forms.CharField(
        label=gettext_lazy("Paragraphs"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, **_NEEDED}),
        help_text=gettext_lazy(
            "An empty line begins a new paragraph. One that speaks of something empty is left out. "
            "Addresses such as https://example.com are sent as they stand; nothing else becomes a link."
        ),
    )
    closing = forms.CharField(label=gettext_lazy("Closing"), required=False, widget=forms.Textarea(attrs={"rows": 2, "data-takes": ""}))
    why = OneLine(label=gettext_lazy("Why?"), required=False, max_length=300, help_text=gettext_lazy("It stands beside the version."))
    begun_from = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, kind: TextKind, **kwargs: Any) -> None:
        """Keep what may and must stand in it."""
        super().__init__(*args, **kwargs)
        self.kind = kind

    def words(self) -> Words:
        """What was typed, once it could be read."""
        return Words(**{part: self.cleaned_data[part].replace("\r\n", "\n") for part in Words.__slots__})

    def words_typed(self) -> Words:
        """What stands in the fields now, right or wrong, for looking at it."""
        return Words(**{part: str(self[part].value() or "")[:LONGEST_BODY] for part in Words.__slots__})

    def clean(self) -> dict[str, Any]:
        """Say beside each part what keeps it from being published."""
        cleaned = self.cleaned_data
        if set(Words.__slots__) <= cleaned.keys():
            for problem in check(self.words(), allowed=self.kind.allowed, required=self.kind.required):
                self.add_error(problem.part, problem.words)
        return cleaned

    def refuse(self, refused: Refused, *, now: int) -> None:
        """Say what happened meanwhile; whoever sends it again does so knowingly."""
        self.add_error(None, refused.words)
        self.data = {**{name: self.data.get(name) for name in self.fields}, "begun_from": str(now)}


class SuccessorForm(forms.Form):
    """Who takes over."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Who takes over"), queryset=active_people().none(), empty_label=gettext_lazy("choose somebody")
    )

    def __init__(self, *args: Any, leaver: User, **kwargs: Any) -> None:
        """Offer everybody who stays."""
        super().__init__(*args, **kwargs)
        offer_rows(self, "to", active_people().exclude(pk=leaver.pk))


class KeepForm(forms.Form):
    """How long each kind of data is kept; one field a kind, with what was shown, since somebody else may change it meanwhile."""

    def __init__(self, data: Any = None, *, kept: Mapping[Retained, int | None]) -> None:
        """Offer the lengths that make sense for each kind, and whatever it has now."""
        super().__init__(data)
        for kind, days in kept.items():
            keeping = KEEPINGS[kind]
            lengths = sorted({*(each for each in LENGTHS if each >= keeping.least), *({days} if days else ())})
            choices: list[tuple[str, str]] = [(str(each), days_words(each)) for each in lengths]
            if keeping.may_stay:
                choices.append(("", days_words(None)))
            self.fields[kind] = forms.TypedChoiceField(
                label=kind.label,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=not keeping.may_stay,
                initial="" if days is None else str(days),
                show_hidden_initial=True,
                widget=forms.Select(attrs={"aria-labelledby": f"kept-{kind}"}),
            )

    def days(self) -> dict[Retained, int | None]:
        """What whoever filled the form changed, and nothing else."""
        return {Retained(name): self.cleaned_data[name] for name in self.changed_data}


class NewValueForm(forms.Form):
    """One more value of a list."""

    label = OneLine(label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class ValueForm(forms.Form):
    """A value of a list: its name, how else imports may find it written, and for a deal stage what it means."""

    label = OneLine(label=gettext_lazy("Name"), max_length=120)
    spellings = forms.CharField(
        label=gettext_lazy("Other spellings"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=gettext_lazy("One a line. A list that is brought in may use any of them; capitals and accents do not matter."),
    )
    ends = forms.ChoiceField(label=gettext_lazy("At this stage"), choices=StageEnd.choices, required=False)
    seen_label = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    seen_spellings = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    seen_ends = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, data: Any = None, *, item: ListItem) -> None:
        """Begin with what there is, and note what is shown: somebody else may change it meanwhile."""
        shown = {"label": item.label, "spellings": "\n".join(item.other_spellings), "ends": item.end}
        super().__init__(data, initial={**shown, **{f"seen_{name}": value for name, value in shown.items()}})
        if item.kind != ListKind.DEAL_STAGE:
            del self.fields["ends"], self.fields["seen_ends"]

    def clean_spellings(self) -> list[str]:
        """The lines, each one short enough."""
        lines = [line for line in map(one_line, self.cleaned_data["spellings"].splitlines()) if line]
        long = next((line for line in lines if len(line) > LONGEST_SPELLING), None)
        if long is not None:
            raise forms.ValidationError(
                gettext("“%(start)s…” is too long: there is room for %(most)s letters.") % {"start": long[:30], "most": LONGEST_SPELLING}
            )
        return lines

    def seen(self) -> dict[str, str]:
        """What the form showed when it was opened."""
        return {name: self.cleaned_data.get(f"seen_{name}", "") for name in ("label", "spellings", "ends")}


class HeirForm(forms.Form):
    """Which value takes the place of one that goes away."""

    into = forms.ModelChoiceField(
        label=gettext_lazy("They become"), queryset=list_items("").none(), empty_label=gettext_lazy("choose a value")
    )

    def __init__(self, data: Any = None, *, item: ListItem, is_used: bool) -> None:
        """Offer the other values of the list; needed where something stands at this one."""
        super().__init__(data)
        offer_rows(self, "into", list_items(item.kind).exclude(pk=item.pk))
        self.fields["into"].required = is_used


class OtherRegionForm(forms.Form):
    """Where everything of a region goes that is taken away."""

    into = forms.ModelChoiceField(label=gettext_lazy("They go to"), queryset=regions().none(), empty_label=gettext_lazy("choose a region"))

    def __init__(self, data: Any = None, *, region: Region, is_used: bool) -> None:
        """Offer the other regions; needed where something stands in this one."""
        super().__init__(data)
        offer_rows(self, "into", regions().exclude(pk=region.pk))
        self.fields["into"].required = is_used


class PromiseForm(forms.Form):
    """What becomes of the requests that the policy promises to a team that is taken away."""

    NOBODY = "nobody"
    promise = forms.ChoiceField(label=gettext_lazy("Its requests go to"))

    def __init__(self, data: Any = None, *, team: Team) -> None:
        """Offer the other teams, and that the promise ends."""
        super().__init__(data)
        self.teams = {str(each.pk): each for each in teams_with_people() if each.pk != team.pk}
        others = [(key, each.name) for key, each in self.teams.items()]
        offer(self, "promise", [("", gettext_lazy("choose a team")), *others, (self.NOBODY, gettext_lazy("nobody: the promise ends"))])

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        chosen = self.data.get("promise", "")
        return {"into": self.teams.get(chosen), "drops_promise": chosen == self.NOBODY}
