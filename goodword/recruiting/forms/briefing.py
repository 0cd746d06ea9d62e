"""The briefing as a form: the questions of a track, begun with what the customer's record says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.customers.forms.fields import activity_groups, list_choices
from goodword.customers.models import Account, Contact
from goodword.people.queries import regions
from goodword.recruiting.kinds import Answer, Question
from goodword.ui.forms import OneLine, Picks, offer_rows

LONGEST: Final = 4000
MOST_WORDS: Final = 60


class BriefingForm(forms.Form):
    """What colleagues know of a customer whom they nominate. `strict` insists on what the policy insists on."""

    champion: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Champion"),
        queryset=None,
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Who is glad to speak for us there. The welcome letter goes to them."),
    )
    champion_words = OneLine(
        label=_("Somebody who is not on the list?"),
        required=False,
        max_length=300,
        help_text=_("Name and mail address. The reference manager adds them."),
    )

    def __init__(
        self,
        *args: Any,
        account: Account,
        questions: Iterable[Question],
        required: Iterable[str] = (),
        strict: bool = False,
        champion: Contact | None = None,
        briefing: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """Make a field of every question."""
        self.asked, self.must = tuple(questions), frozenset(required)
        values = dict(briefing or {})
        initial = {each.code: _shown(each, values.get(each.code)) for each in self.asked}
        initial |= {"champion": champion.pk if champion is not None else None, "champion_words": values.get("champion_words", "")}
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        offer_rows(self, "champion", account.contacts.filter(left_on=None, do_not_contact=False))
        for each in self.asked:
            self.fields[each.code] = _field(each, values.get(each.code), required=strict and each.code in self.must)
            if each.code in self.must:
                self.fields[each.code].widget.attrs["aria-required"] = "true"

    def said(self) -> dict[str, Any]:
        """The answers that could be read, as they are kept."""
        data = self.cleaned_data
        found = {each.code: _kept(each, data[each.code]) for each in self.asked if each.code in data}
        if "champion_words" in data:
            found["champion_words"] = data["champion_words"]
        return found

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields in the groups in which they are drawn: who, what they are, the story."""
        short = [self[each.code] for each in self.asked if each.answer is not Answer.TEXT]
        story = [self[each.code] for each in self.asked if each.answer is Answer.TEXT]
        found = [(_("Who"), [self["champion"], self["champion_words"]]), (_("The customer"), short), (_("The story"), story)]
        return [(legend, fields) for legend, fields in found if fields]


def _shown(question: Question, value: Any) -> Any:
    return ", ".join(map(str, value)) if question.answer is Answer.LIST and isinstance(value, list) else value


def _kept(question: Question, value: Any) -> Any:
    if question.answer is Answer.LIST:
        words = [each.strip()[:MOST_WORDS] for each in str(value or "").split(",")]
        return list(dict.fromkeys(each for each in words if each))
    return value


def _field(question: Question, value: Any, *, required: bool) -> forms.Field:
    common: dict[str, Any] = {"label": question.label, "required": required, "help_text": question.help}
    if question.answer is Answer.ONE and question.of_list is not None:
        keep = [value] if isinstance(value, str) else []
        return forms.ChoiceField(choices=[("", _("Not chosen")), *list_choices(question.of_list, keep=keep)], **common)
    if question.answer is Answer.SOME and question.of_list is not None:
        keep = value if isinstance(value, list) else []
        choices = list_choices(question.of_list, keep=keep)
        return forms.MultipleChoiceField(choices=choices, widget=Picks(nothing=_("Nothing chosen"), is_all=True), **common)
    if question.answer is Answer.REGION:
        return forms.ChoiceField(choices=[("", _("Not chosen")), *((each.code, each.name) for each in regions())], **common)
    if question.answer is Answer.ACTIVITIES:
        return forms.MultipleChoiceField(choices=activity_groups(), widget=Picks(nothing=_("Nothing chosen"), is_all=True), **common)
    if question.answer is Answer.NUMBER:
        return forms.IntegerField(min_value=0, max_value=10_000_000, **common)
    if question.answer is Answer.TEXT:
        return forms.CharField(max_length=LONGEST, widget=forms.Textarea({"rows": 4}), **common)
    return OneLine(max_length=60 if question.code == "version" else 600, **common)
