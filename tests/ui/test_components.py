"""Components as templates use them: the words are there, whoever has the ball is said, nothing leaks, nothing is inline."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler  # type: ignore[import-untyped]  # cotton has no types

from goodword.kernel import clock
from goodword.ui import parts
from goodword.ui.icons import UnknownIconError
from goodword.ui.pieces import Action, Badge, BallLine, FitLine, FitPart, Person, RuleLine, VerdictLine

AT = datetime(2026, 11, 19, 9, 42, tzinfo=UTC)
TODAY = AT.date()
PRIYA = Person(name="Priya Nair", id=2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


def drawn(template: str, **context: Any) -> str:
    request = RequestFactory().get("/requests/?state=done&page=3")
    made = engines["django"].from_string(CottonCompiler().process("{% load i18n goodword %}" + template))
    return re.sub(r"[ \n]+", " ", made.render(context, request)).strip()


def test_verdict_with_one_reason_is_a_sentence_and_with_two_a_list() -> None:
    one = drawn('<c-verdict :line="v" />', v=VerdictLine(tone="ok", title="Free for a call", reasons=("Last asked 8 months ago",)))
    assert "<b>Free for a call.</b>" in one
    assert "<li>" not in one
    assert "<details" not in one
    two = drawn('<c-verdict :line="v" />', v=VerdictLine(tone="no", title="Not now, for two reasons", reasons=("One", "Two")))
    assert "<li>One</li><li>Two</li>" in two


def test_verdict_opens_to_every_rule_with_the_day_of_change() -> None:
    rules = (
        RuleLine(tone="ok", label="Standing", fact="Active member"),
        RuleLine(tone="no", label="One call a quarter", fact="Asked on 9 Nov", changes_on=date(2027, 2, 1)),
    )
    html = drawn('<c-verdict :line="v" />', v=VerdictLine(tone="no", title="Not now", rules=rules, policy="policy 7"))
    assert "Every rule" in html
    assert "Mon\u00a01\u00a0Feb\u00a02027</time>" in html
    assert 'aria-label="stands against it"' in html
    assert "Judged by policy 7" in html


def test_ball_says_who_until_when_and_what_one_can_do() -> None:
    line = BallLine(
        title="Waiting for Priya Nair",
        who=PRIYA,
        due=TODAY + timedelta(days=5),
        action=Action(label="Remind Priya", url="/remind", method="post", confirm="She gets a mail."),
    )
    html = drawn('<c-ball :line="b" />', b=line)
    assert "5\u00a0days\u00a0left" in html
    assert '<form method="post" action="/remind"' in html
    assert 'data-confirm="She gets a mail."' in html
    late = drawn('<c-ball :line="b" />', b=BallLine(title="Waiting", due=TODAY - timedelta(days=3)))
    assert "3\u00a0days\u00a0late" in late
    assert "over" in late


def test_fit_gives_the_whole_sum() -> None:
    line = FitLine(figure=94, reasons=("same industry", "EMEA"), parts=(FitPart(label="Industry", points=30, best=40),))
    html = drawn('<c-fit :line="f" />', f=line)
    assert "same industry, EMEA" in html
    assert "of 40" in html


def test_a_name_with_markup_or_an_ampersand_is_written_once_and_safely() -> None:
    html = drawn('<c-account name="{{ n }}" url="/x" /><c-account :name="n" />', n='Kestrel & Holm <b onclick="x">')
    assert "<b onclick" not in html
    assert html.count("Kestrel &amp; Holm &lt;b") == 2
    assert html.count(">KH<") == 2
    assert "&amp;amp;" not in html


def test_a_name_in_japanese_carries_its_language() -> None:
    assert '<span lang="ja">株式会社星凪システムズ</span>' in drawn('<c-account :name="n" />', n="株式会社星凪システムズ")


def test_in_a_sentence_only_the_name_carries_its_language() -> None:
    assert drawn("{{ t|named }}", t="Call with <株式会社 星凪> & Co") == 'Call with &lt;<span lang="ja">株式会社 星凪</span>&gt; &amp; Co'
    assert drawn("{{ t|named }}", t="Put شركة النخيل forward") == 'Put <bdi lang="ar">شركة النخيل</bdi> forward'
    assert drawn("{{ t|named }}", t="Plain & simple") == "Plain &amp; simple"


def test_what_a_component_is_not_given_does_not_leak_in_from_the_page() -> None:
    leaks = dict.fromkeys(("title", "tone", "lead", "end", "count"), "LEAK")
    html = drawn('<c-card>Inside</c-card><c-empty title="Nothing" /><c-note>Said</c-note>', **leaks)
    assert "LEAK" not in html


def test_badge_takes_a_piece_or_words() -> None:
    assert drawn('<c-badge :badge="b" />', b=Badge(word="Sourcing", tone="moving")) == drawn('<c-badge tone="moving">Sourcing</c-badge>')


def test_an_icon_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(UnknownIconError):
        drawn('{% icon "skull" %}')


def test_money_and_figures() -> None:
    assert drawn('{% money 420000 "EUR" %} {{ 1440|figure }} {{ 0.25|percent }}') == "420,000\u00a0EUR 1,440 25\u00a0%"


def test_the_parts_page_has_nothing_inline_and_every_id_once() -> None:
    request = RequestFactory().get("/parts")
    body = engines["django"].get_template("ui/parts.html").render(parts.everything(request, at=AT), request)
    assert "style=" not in body
    assert "onclick" not in body
    assert "<script>" not in body
    assert "{{" not in body
    assert "<c-" not in body
    ids = [chunk.split('"', 1)[0] for chunk in body.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
