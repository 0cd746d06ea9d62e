"""Every rule of a verdict, written straight into text: a page of customers has hundreds of them, nearly all folded away."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from goodword.ui.pieces import RuleLine
from goodword.ui.templatetags.goodword import day, icon

register = template.Library()


@register.simple_tag
def rules(found: Sequence[RuleLine]) -> SafeString:
    """Draw rules as they were judged, each with its sign, its name, the fact behind it and what changes it."""
    passes = icon("circle-check", label=_("passes"))
    signs = {"ok": passes, "care": icon("alert-triangle", label=_("take care"))}
    stands_against = icon("circle-x", label=_("stands against it"))
    lines = format_html_join(
        "",
        '<li><span class="{}-i">{}</span><span>{}</span><span class="dim">{}</span></li>',
        ((rule.tone, signs.get(rule.tone, stands_against), rule.label, _fact(rule)) for rule in found),
    )
    return format_html('<ul class="gw-rules">{}</ul>', lines)


def _fact(rule: RuleLine) -> str:
    changes = format_html(_("Changes on {day}"), day=day(rule.changes_on)) if rule.changes_on else rule.changes_when
    return format_html("{}. {}", rule.fact, changes) if rule.fact and changes else changes or rule.fact
