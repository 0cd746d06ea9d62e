"""The forms of sentences about a customer: to write them, to read them as the owner, and what the customer said elsewhere."""

from copy import copy
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.kernel.refusal import Refused
from goodword.requests.forms.events import GivenForm, words_field
from goodword.requests.kinds.statements import HELP, HELP_WITHOUT, LABEL, LABEL_WITHOUT, NAMED, UNSEEN, USE_WORDS, Sentences
from goodword.requests.models import Statement
from goodword.ui.forms import Radios

# More than any kind has room for: how many there are too many is said in words.
LONGEST = 8000


def _sentences(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))


class WordsForm(forms.Form):
    """Both versions, as they stand, and the version that was seen."""

    words = _sentences(LABEL, HELP)
    without_name = _sentences(LABEL_WITHOUT, HELP_WITHOUT)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, statement: Statement, asked: Sentences, **kwargs: Any) -> None:
        """Begin with what was kept."""
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(statement, name) for name in ("words", "without_name", "only_without_name", "version")}
        self.statement = statement
        self.fields["words"].help_text = f"{asked.help} {_('Up to %(most)s letters.') % {'most': asked.most}}"
        self.fields["without_name"].help_text = f"{asked.help_without} {_('Up to %(most)s letters.') % {'most': asked.most}}"

    def clean_version(self) -> int:
        """Whoever cannot say which version they saw has not seen the one that stands."""
        seen: int | None = self.cleaned_data.get("version")
        return UNSEEN if seen is None else seen

    def refuse(self, refused: Refused, *, newest: int | None = None) -> None:
        """Say why it was not kept, each reason beside its field; who has seen that somebody was faster may put theirs instead."""
        for reason in refused.reasons:
            self.add_error(reason.code if reason.code in self.fields and reason.code != "version" else None, reason.words)
        if not refused.reasons:
            self.add_error(None, _("This has changed in the meantime. What you typed is still here: look at the page once more."))
        if newest is not None:
            changed: Any = copy(self.data)
            changed["version"] = str(newest)
            self.data = changed


class WriteForm(WordsForm):
    """To write them; some customers want no name from the start."""

    only_without_name = forms.BooleanField(
        label=_("They do not want to be named"),
        help_text=_("Then only the words without their name go to them."),
        required=False,
    )


class ReadForm(WordsForm):
    """To read them as the owner: correct them, or say what should change."""

    remark = words_field(_("What should change?"), help_text=_("Only to send them back: whoever wrote them reads this."), required=False)


class HeardForm(GivenForm):
    """What the customer said of the words elsewhere."""

    beside: ClassVar[dict[str, str]] = {"remark": "words"}
    words = words_field(_("What did they say?"), required=False)


class ApprovedForm(GivenForm):
    """That the customer approved the words elsewhere: with their name or without it, and corrected if they wanted that."""

    use = forms.ChoiceField(label=_("May their name be said?"), widget=Radios, choices=list(USE_WORDS.items()))
    words = _sentences(LABEL, _("Change it here if they wanted it otherwise."))
    without_name = _sentences(LABEL_WITHOUT, _("Change it here if they wanted it otherwise."))

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        """Begin with what they were sent."""
        super().__init__(*args, **kwargs)
        self.initial = {"words": statement.words, "without_name": statement.without_name}
        if statement.only_without_name:
            choices: Any = self.fields["use"]
            choices.choices = [each for each in USE_WORDS.items() if each[0] != NAMED]
            del self.fields["words"]

    def clean(self) -> dict[str, Any]:
        """Hand over the words beside how they were given."""
        said = super().clean()
        if self.errors:
            return said
        typed = self.cleaned_data
        return {"given": said["given"], "use": typed["use"], "words": typed.get("words"), "without_name": typed["without_name"]}
