"""What a customer gives and approves by a link of its own: the speaker kit, the promotion plan, the words about them."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from goodword.kernel.refusal import Refused
from goodword.portal.forms.answers import Words, as_typed, one_of
from goodword.requests.kinds.kit import PARTS
from goodword.requests.kinds.statements import ANONYMOUS, UNSEEN, USE_WORDS


class VersionedForm(forms.Form):
    """A form that knows which version its reader saw."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def refuse(self, refused: Refused) -> None:
        """Say why it was not kept, each reason beside its field."""
        for reason in refused.reasons:
            self.add_error(reason.code if reason.code in self.fields and reason.code != "version" else None, reason.words)
        if not refused.reasons:
            self.add_error(None, _("This has changed in the meantime. What you typed is still here: look at the page once more."))


class KitForm(VersionedForm):
    """The speaker kit: each part as it is, a photo, and the version that was seen."""

    photo = forms.FileField(label=_("Your photo"), required=False)
    takes_photo_away = forms.BooleanField(label=_("Take the photo away"), required=False)

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        """Begin with what was kept; `page` is the page of the kit."""
        super().__init__(*args, **kwargs)
        for part in PARTS:
            attrs = {"aria-required": "true"} if part.required else {}
            widget = forms.TextInput(attrs=attrs) if part.rows == 1 else forms.Textarea(attrs={"rows": part.rows, **attrs})
            self.fields[part.field] = forms.CharField(
                label=str(part.label), help_text=str(part.help), required=False, widget=widget, initial=page.values[part.field]
            )
        self.about = [self[part.field] for part in PARTS if not part.outline]
        self.outline = [self[part.field] for part in PARTS if part.outline]

    @property
    def values(self) -> dict[str, str]:
        """What the action keeps."""
        return {part.field: as_typed(self.cleaned_data[part.field]) for part in PARTS}


ANSWER_PLAN: Final = {"yes": "approve", "changes": "return", "no": "decline"}


class PlanAnswerForm(forms.Form):
    """Yes, changes, or no; changes say which."""

    answer = one_of(*ANSWER_PLAN)
    words = Words(label=_("A line to go with it"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        """Changes need their words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "changes" and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say what should change, so that we can change it."))
        return cleaned


def _sentences(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5, "aria-required": "true"})
    return forms.CharField(label=label, required=False, max_length=8000, widget=widget)


WORDS_VERBS: Final = {"yes": "approve", "changes": "return", "no": "decline"}


class SentencesForm(VersionedForm):
    """What a customer says of the sentences about them: approved as they stand here, with the name or without; other ones; none."""

    answer = one_of(*WORDS_VERBS)
    words = _sentences(_("With your name"))
    without_name = _sentences(_("Without your name"))
    use = forms.ChoiceField(label=_("What may we use?"), required=False, choices=list(USE_WORDS.items()))
    remark = Words(label=_("What should be different?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        """Begin with what we would say; `page` is the page of the words."""
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(page, name) for name in ("words", "without_name", "version")}
        if page.only_without_name:
            del self.fields["words"]
            self.initial["use"] = ANONYMOUS

    def clean(self) -> dict[str, Any]:
        """A yes says which of the two; other words say which."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["words"] = as_typed(cleaned["words"]) if "words" in cleaned else None
        cleaned["without_name"] = as_typed(cleaned.get("without_name", ""))
        if "words" not in self.fields:
            cleaned["use"] = ANONYMOUS
        if cleaned.get("answer") == "yes" and cleaned.get("version") is None:
            cleaned["version"] = UNSEEN  # whoever cannot say which they saw has not seen those that stand
        if cleaned.get("answer") == "yes" and not cleaned.get("use") and "use" not in self.errors:
            self.add_error("use", _("Choose whether we may say your name."))
        if cleaned.get("answer") == "changes" and not cleaned.get("remark") and "remark" not in self.errors:
            self.add_error("remark", _("Say what should change, so that we can change it."))
        return cleaned
