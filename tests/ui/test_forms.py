"""Forms: the error stands beside its field, is tied to it, and what was typed is kept."""

from __future__ import annotations

import re

from django import forms
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler  # type: ignore[import-untyped]  # cotton has no types

from goodword.ui.forms import Chips, Choices, DateInput, Switch


class Sample(forms.Form):
    topic = forms.CharField(label="Topic", help_text="The customer reads this.")
    length = forms.ChoiceField(label="How long?", choices=[("30", "30 minutes")])
    note = forms.CharField(label="Note", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("call", "A call"), ("talk", "A talk")], widget=Choices(hints={"call": "Any time"}, icons={"call": "phone"})
    )
    languages = forms.MultipleChoiceField(label="Languages", choices=[("en", "English"), ("de", "German")], widget=Chips)
    by = forms.DateField(label="By when?", widget=DateInput)
    secret = forms.BooleanField(label="Confidential", required=False, widget=Switch)


def drawn(form: forms.Form, name: str) -> str:
    return str(form[name].as_field_group())


def test_a_field_has_label_control_and_hint() -> None:
    html = drawn(Sample(), "topic")
    assert '<label class="form-label" for="id_topic">Topic</label>' in html
    assert 'class="form-control"' in html
    assert 'aria-describedby="id_topic_helptext"' in html
    assert 'id="id_topic_helptext"' in html
    assert "is-invalid" not in html


def test_an_error_is_beside_its_field_and_tied_to_it() -> None:
    html = drawn(Sample({"topic": "", "by": "2026-11-31"}), "topic")
    assert 'class="form-control is-invalid"' in html
    assert 'aria-invalid="true"' in html
    assert re.search(r'aria-describedby="[^"]*id_topic_error', html)
    assert re.search(r'<div class="invalid-feedback" id="id_topic_error">.*<svg.*“Topic” is still empty', html, re.DOTALL)


def test_what_was_typed_is_kept() -> None:
    html = drawn(Sample({"by": "2026-11-31"}), "by")
    assert 'value="2026-11-31"' in html
    assert 'type="date"' in html


def test_optional_is_said_and_required_is_not() -> None:
    assert "optional" in drawn(Sample(), "note")
    assert "optional" not in drawn(Sample(), "topic")


def test_choices_are_real_radios_in_labels_with_hint_and_icon() -> None:
    html = drawn(Sample({"kind": "talk"}), "kind")
    assert "<fieldset" in html
    assert '<legend class="form-label">Kind' in html
    assert html.count('type="radio"') == 2
    assert re.search(r'value="talk"[^>]*checked', html)
    assert "<small>Any time</small>" in html
    assert "<svg" in html


def test_chips_are_real_checkboxes() -> None:
    html = drawn(Sample({"languages": ["de"]}), "languages")
    assert html.count('type="checkbox"') == 2
    assert re.search(r'value="de"[^>]*checked', html)
    assert not re.search(r'value="en"[^>]*checked', html)


def test_select_and_switch_have_their_classes() -> None:
    assert 'class="form-select"' in drawn(Sample(), "length")
    assert 'role="switch"' in drawn(Sample(), "secret")


def test_text_of_users_is_escaped() -> None:
    assert "<script>" not in drawn(Sample({"topic": '"><script>'}), "topic")


def test_every_error_is_in_plain_words_and_words_of_ones_own_stay() -> None:
    class Mixed(forms.Form):
        name = forms.CharField(label="Their name", max_length=4)
        mail = forms.EmailField(required=False)
        seats = forms.IntegerField(min_value=0)
        kind = forms.ChoiceField(choices=[("a", "A")])
        kinds = forms.MultipleChoiceField(choices=[("a", "A")])
        by = forms.DateField()
        sure = forms.BooleanField()
        file = forms.FileField()
        own = forms.CharField(error_messages={"required": "Say who."})

    nothing = Mixed({})
    wrong = Mixed({"name": "Too long", "mail": "pat at home", "seats": "-3", "kind": "z", "by": "2026-11-31"})

    assert {name: errors[0] for name, errors in nothing.errors.items()} == {
        "name": "“Their name” is still empty.",
        "seats": "“Seats” is still empty.",
        "kind": "Choose one.",
        "kinds": "Choose at least one.",
        "by": "Choose a day.",
        "sure": "Tick this to go on.",
        "file": "Choose a file.",
        "own": "Say who.",
    }
    assert wrong.errors["name"] == ["Too long: 8 letters, and there is room for 4."]
    assert wrong.errors["mail"] == ["Write a mail address like name@example.com."]
    assert wrong.errors["seats"] == ["It must be 0 or more."]
    assert wrong.errors["kind"] == ["Choose one of those that are offered."]
    assert wrong.errors["by"] == ["Choose a day that exists."]


def test_what_is_wrong_with_a_field_that_is_not_drawn_is_said_above_the_form() -> None:
    class Two(forms.Form):
        shown = forms.CharField(label="Shown")
        unseen = forms.CharField(label="Unseen")

    class Page(Two):
        secret = forms.CharField(label="Secret", widget=forms.HiddenInput)

        def clean(self) -> None:
            raise forms.ValidationError("Somebody was faster.")

    source = CottonCompiler().process('<c-form :form="form">{{ form.shown.as_field_group }}</c-form>')
    page = engines["django"].from_string(source).render({"form": Page({})}, RequestFactory().get("/"))
    note = page.partition("<label")[0]
    for words in ("Somebody was faster.", "Unseen: “Unseen” is still empty.", "Secret: "):
        assert words in note, words
    assert "“Shown”" not in note
    assert page.count("“Shown” is still empty.") == 1
