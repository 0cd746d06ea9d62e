"""The forms of bringing a list in: the file, how it is read, which column is what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import Bands, Health
from goodword.customers.kinds.health import FULL_SCORE
from goodword.imports import queries
from goodword.imports.kinds import KINDS
from goodword.imports.models import ImportRun
from goodword.imports.reading.names import plain
from goodword.imports.values.scale import KNOWN, SCORE, Scale, split
from goodword.ui.forms import Choices

ENCODINGS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "iso8859-15",
    "cp1250",
    "cp1251",
    "mac-roman",
    "cp850",
    "cp932",
    "euc-jp",
    "gb18030",
    "big5",
    "cp949",
)
DELIMITERS: tuple[tuple[str, str | Promise], ...] = (
    (",", _("Comma")),
    (";", _("Semicolon")),
    ("tab", _("Tab")),
    ("|", _("Bar |")),
    ("^", "^"),
    ("~", "~"),
    (":", _("Colon")),
    ("\x1f", _("Nothing: one column")),
)


class UploadForm(forms.Form):
    """What is in the file, the file, and where it comes from."""

    kind = forms.ChoiceField(
        label=_("What is in it?"),
        choices=[(name, kind.label) for name, kind in KINDS.items()],
        initial="accounts",
        widget=Choices(hints={name: kind.hint for name, kind in KINDS.items()}),
    )
    file = forms.FileField(label=_("File"), help_text=_("CSV or any other text table, up to 1 GB. Nothing changes until you say so."))
    source = forms.CharField(
        label=_("Where it comes from"),
        max_length=60,
        initial="csv",
        help_text=_("The name of the other system, always the same: IDs and column mappings are remembered for it."),
    )

    def __init__(self, *args: Any, sources: list[str] | None = None, kinds: Sequence[str] = tuple(KINDS), **kwargs: Any) -> None:
        """Offer what this reader may bring in, and the names of sources used before."""
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [(name, KINDS[name].label) for name in kinds]
        self.sources = sources or []
        self.fields["source"].widget.attrs |= {"list": "known-sources", "autocomplete": "off"}
        self.fields["file"].widget.attrs["accept"] = ".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"


class ReadingForm(forms.Form):
    """How the file is read, when the guess is wrong."""

    encoding = forms.ChoiceField(label=_("Encoding"), required=False)
    delimiter = forms.ChoiceField(label=_("Columns are separated by"), required=False)
    header_line = forms.IntegerField(
        label=_("Column names are on line"), required=False, min_value=0, help_text=_("0 when there are none.")
    )
    dates = forms.ChoiceField(
        label=_("In 03/04/2026 comes first"),
        required=False,
        choices=[("", _("as the column shows")), ("dmy", _("the day")), ("mdy", _("the month"))],
    )

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        """Begin with what was found; leaving it alone keeps it found."""
        found, chosen = run.detected, run.chosen
        delimiter = chosen.get("delimiter", "")
        kwargs["initial"] = {**chosen, "delimiter": "tab" if delimiter == "\t" else delimiter}
        super().__init__(*args, **kwargs)
        guess = gettext("as found: %(value)s") if found else gettext("find out")
        named = dict(DELIMITERS).get("tab" if found.get("delimiter") == "\t" else found.get("delimiter", ""), found.get("delimiter", ""))
        encodings = dict.fromkeys([*ENCODINGS, *([chosen["encoding"]] if chosen.get("encoding") else [])])
        self.choices("encoding", [("", guess % {"value": found.get("encoding", "")}), *((name, name) for name in encodings)])
        self.choices("delimiter", [("", guess % {"value": named}), *DELIMITERS])
        self.fields["header_line"].widget.attrs["placeholder"] = guess % {"value": found.get("header_line", "")}

    def choices(self, name: str, pairs: list[tuple[str, Any]]) -> None:
        """Set the choices of a field."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = pairs

    def chosen(self) -> dict[str, object]:
        """What was chosen, without what was left alone."""
        data = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if data.get("delimiter") == "tab":
            data["delimiter"] = "\t"
        return data


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of the file: its name, some of its cells, and the field it is mapped to."""

    number: int
    name: str
    examples: list[str]
    field: str

    @property
    def key(self) -> str:
        """Its name in the form."""
        return f"column-{self.number}"


def mapped_columns(run: ImportRun) -> Iterator[MappedColumn]:
    """The columns of a file, those that were recognised first."""
    field_of = {column: field for field, column in run.columns.items()}
    sample = run.detected.get("sample", [])
    for number, name in sorted(enumerate(run.detected.get("columns", [])), key=lambda each: each[1] not in field_of):
        examples = list(dict.fromkeys(row[number] for row in sample if number < len(row) and row[number].strip()))
        yield MappedColumn(number, name, examples[:2], field_of.get(name, ""))


class MappingForm(forms.Form):
    """Which column holds which field; a field is filled by one column."""

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        """One choice for each column."""
        super().__init__(*args, **kwargs)
        kind = KINDS[run.kind]
        options = [("", gettext("Leave out")), *((each.name, each.label) for each in kind.fields)]
        self.rows = list(mapped_columns(run))
        self.lists_speakers = kind.lists_speakers
        if kind.lists_speakers:
            self.fields["past_asks"] = forms.BooleanField(
                label=gettext("Count who spoke as past asks"),
                required=False,
                initial=bool(run.chosen.get("past_asks")),
                help_text=gettext(
                    "The ledger counts the day on which somebody asked, and a list of campaigns knows only the day of the talk. "
                    "Leave this off when past asks come with a list of their own. Switched on, each customer without an ask for a talk "
                    "in the 200 days before takes a place on the day itself, and those over a limit are flagged; what is counted stays, "
                    "also when the import is undone."
                ),
            )
        self.reads_health = kind.name == "health" or "health" in run.columns
        if self.reads_health:
            self.ask_scale(run)
        for row in self.rows:
            self.fields[row.key] = forms.ChoiceField(label=row.name, choices=options, required=False, initial=row.field)

    def ask_scale(self, run: ImportRun) -> None:
        """From which score on a customer does fairly and well, and which words say so."""
        scale = queries.scale_of_run(run)
        for name, label, first in (
            ("fair_from", gettext("Fair from a score of"), scale.bands.fair_from),
            ("good_from", gettext("Good from a score of"), scale.bands.good_from),
        ):
            self.fields[name] = forms.IntegerField(label=label, min_value=1, max_value=FULL_SCORE, required=False, initial=first)
        for code, label in (
            (Health.GOOD, gettext("Other words for good")),
            (Health.FAIR, gettext("Other words for fair")),
            (Health.POOR, gettext("Other words for poor")),
        ):
            self.fields[f"{code.value}_words"] = forms.CharField(
                label=label,
                max_length=500,
                required=False,
                initial=", ".join(scale.words.get(code.value, ())),
                help_text=gettext("Known everywhere: %(words)s.") % {"words": ", ".join(KNOWN[code].split()[:4])},
            )
        self.unknown_health = queries.unknown_health(run)

    def clean_scale(self) -> None:
        """Each of the three has a part of the scale, and a word means one thing."""
        data = self.cleaned_data
        usual = Bands()
        fair, good = (data.get(name) or getattr(usual, name) for name in ("fair_from", "good_from"))
        if not {"fair_from", "good_from"} & self.errors.keys() and not Bands(fair, good).are_right():
            words = gettext("Good has to begin above %(fair)d, where fair begins. Choose a higher number here, or a lower one there.")
            self.add_error("good_from", words % {"fair": fair})
        meant: dict[str, str] = {}
        for code in KNOWN:
            name = f"{code.value}_words"
            for word in split(data.get(name, "")):
                if SCORE.fullmatch(word):
                    self.add_error(name, gettext("“%(word)s” is a score: the numbers above say what it means.") % {"word": word})
                elif meant.setdefault(plain(word), code.value) != code.value:
                    self.add_error(name, gettext("“%(word)s” stands at another one too. Leave it at one of them.") % {"word": word})

    def scale(self) -> Scale | None:
        """What scores and words mean; None where nobody was asked."""
        data, usual = self.cleaned_data, Bands()
        if not self.reads_health or "fair_from" not in self.data:
            return None
        words = {code.value: split(data[f"{code.value}_words"]) for code in KNOWN}
        return Scale(
            Bands(data["fair_from"] or usual.fair_from, data["good_from"] or usual.good_from),
            {code: some for code, some in words.items() if some},
        )

    def known(self) -> list[tuple[MappedColumn, forms.BoundField]]:
        """Recognised columns beside their choices."""
        return [(row, self[row.key]) for row in self.rows if row.field]

    def left_out(self) -> list[tuple[MappedColumn, forms.BoundField]]:
        """The other columns beside their choices."""
        return [(row, self[row.key]) for row in self.rows if not row.field]

    def clean(self) -> dict[str, Any]:
        """Two columns cannot fill one field."""
        data: dict[str, Any] = self.cleaned_data
        used: dict[str, str] = {}
        for row in self.rows:
            field = data.get(row.key, "")
            if field and field in used:
                self.add_error(row.key, gettext("“%(column)s” fills this already.") % {"column": used[field]})
            used.setdefault(field, row.name)
        if self.reads_health:
            self.clean_scale()
        return data

    def counted(self) -> bool | None:
        """Whether who spoke is counted as a past ask; None where nobody speaks."""
        return bool(self.cleaned_data.get("past_asks")) if self.lists_speakers else None

    def mapping(self) -> dict[str, str]:
        """Field to column."""
        return {self.cleaned_data[row.key]: row.name for row in self.rows if self.cleaned_data.get(row.key)}
