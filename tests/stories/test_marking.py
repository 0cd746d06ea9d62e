"""Sentences worth a second look: how many of ours are found, in other languages too; and quotes held against what was said."""

from pathlib import Path

import pytest

from goodword.stories.marking import Wording, mark, wording
from goodword.stories.marking.rules import BEFORE_AND_AFTER, CHANGE, FEELING, MONEY, SHARE

# Labelled by hand before there was any rule: the label, a tab, the sentence. A label is never changed to fit a rule.
LABELLED = [line.split("\t") for line in (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()[1:]]


def found(sentence: str, language: str = "en") -> set[str]:
    """The codes of the rules that speak for a text."""
    return {rule.code for each in mark(sentence, language) for rule in each.rules}


@pytest.mark.parametrize(("kind", "labels"), [("is_figure", {"number", "both"}), ("is_quotable", {"quote", "both"})])
def test_nine_of_ten_are_found_and_nine_of_ten_that_are_found_are_right(kind: str, labels: set[str]) -> None:
    assert len(LABELLED) == 200
    wanted = {sentence for label, sentence in LABELLED if label in labels}
    got = {sentence for _label, sentence in LABELLED if any(getattr(each, kind) for each in mark(sentence))}
    precision, recall = len(got & wanted) / len(got), len(got & wanted) / len(wanted)
    assert precision >= 0.9, sorted(got - wanted)
    assert recall >= 0.9, sorted(wanted - got)


def test_each_is_explained() -> None:
    assert found("Our error rate fell by 38 percent, and I sleep better.") == {SHARE.code, CHANGE.code, FEELING.code}
    assert found("That took us from three weeks to two hours.") >= {BEFORE_AND_AFTER.code}


@pytest.mark.parametrize(
    ("language", "sentence", "code"),
    [
        ("de", "Die Fehlerrate ist um achtunddreißig Prozent gesunken.", SHARE.code),
        ("de", "Wir kamen von dreiundzwanzig Tagen auf zwei Stunden.", BEFORE_AND_AFTER.code),
        ("fr", "Nous avons économisé deux cent mille euros.", MONEY.code),
        ("fr", "On est passé de vingt-trois jours à deux heures.", BEFORE_AND_AFTER.code),
        ("es", "Hemos reducido los errores un cuarenta por ciento.", SHARE.code),
        ("it", "Abbiamo risparmiato trecentomila euro.", MONEY.code),
        ("ja", "コストは30%下がりました。とても速いです。", SHARE.code),
    ],
)
def test_figures_are_found_in_the_languages_of_interviews(language: str, sentence: str, code: str) -> None:
    assert code in found(sentence, language)


@pytest.mark.parametrize(
    "sentence",
    [
        "Can you tell me how you saved 30 percent?",
        "Let me share my screen for 10 seconds.",
        "We run version 15.4 on the 5th floor since 2019.",
        "Thank you, I love this call.",
        "Yes. No. 42.",
    ],
)
def test_questions_names_with_numbers_and_talk_about_the_call_are_left_alone(sentence: str) -> None:
    assert found(sentence) == set()


def test_a_sentence_knows_where_it_stands() -> None:
    text = "  Hello there.  We cut costs by 40%.\n\nSo, yes. "
    marked = [each for each in mark(text) if each.rules]
    assert [text[each.sentence.start : each.sentence.end] for each in marked] == ["We cut costs by 40%."]


SAID = "We fell in love with it – “day one”, really… and, I mean, we don't want to go back to the old days."


@pytest.mark.parametrize(
    ("quote", "how"),
    [
        (SAID, Wording.EXACT),
        ('we fell in love with it - "day one", really… and, I mean, we don’t want to go back to the old days', Wording.EXACT),
        ("We fell in love with it.", Wording.EXACT),
        ("We don't want to go back", Wording.EXACT),
        ("We fell in love with it … we don't want to go back", Wording.SHORTENED),
        ("We fell in love with [Goodword] … we don't want to go back to the old days.", Wording.SHORTENED),
        ("We don't want to go back … we fell in love with it", Wording.OTHER),
        ("We fell in love with Goodword", Wording.OTHER),
        ("We fell in lov", Wording.OTHER),
        ("We want to go back", Wording.OTHER),
        ("…", Wording.OTHER),
        ("[Everything]", Wording.OTHER),
    ],
)
def test_a_quote_is_held_against_what_was_said(quote: str, how: Wording) -> None:
    assert wording(quote, SAID) is how
