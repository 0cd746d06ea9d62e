"""The long parts of a list, written straight into text: a page of fifty rows and every choice of its filters on each of them.

What a template would do for each cell (look up, branch, escape, translate) is done here once for each list where all rows share it.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from django import template
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from goodword.ui.tables import FilterMenu, Head, Row, Table
from goodword.ui.templatetags.cells import DRAWN
from goodword.ui.templatetags.goodword import figure, icon

register = template.Library()
# A link inside takes the place of the list alone, at its own address; without JavaScript it is a link.
IN_PLACE = 'hx-boost:inherited="true" hx-target:inherited="#{}" hx-swap:inherited="outerMorph" hx-push-url:inherited="true"'
CURRENT = ' aria-current="true"'
SIGNS = {"ascending": "sort-ascending", "descending": "sort-descending"}


@register.simple_tag
def filter_menus(table: Table) -> SafeString:
    """Draw the filters that have anything left to choose, each with all its choices."""
    return _safe("".join(_menu(menu, table.id) for menu in table.menus if menu.has_more))


@register.simple_tag
def heads(table: Table) -> SafeString:
    """Draw the heads of the columns; who can sort by one presses it."""
    return _safe("".join(_head(head) for head in table.heads))


@register.simple_tag
def in_place(table: Table) -> SafeString:
    """Write the attributes by which the links inside an element change the list without a new page."""
    return _safe(IN_PLACE.format(escape(table.id)))


@register.simple_tag(takes_context=True)
def lines(context: Context, table: Table) -> SafeString:
    """Draw all rows."""
    return _safe("".join(_lines(context, table)))


def _menu(menu: FilterMenu, table_id: str) -> str:
    choices = "".join(
        f'<a href="{escape(each.url)}"{CURRENT if each.chosen else ""}>{escape(each.label)}{_count(each.count)}</a>'
        for each in menu.choices
    )
    opened = f'<details class="gw-menu"><summary class="gw-chip">{icon("plus")}{escape(menu.label)}</summary>'
    return f'{opened}<div class="gw-drop" {IN_PLACE.format(escape(table_id))}>{choices}</div></details>'


def _count(count: int | None) -> str:
    return "" if count is None else f'<span class="gw-count">{figure(count)}</span>'


def _head(head: Head) -> str:
    sorted_now = f' aria-sort="{head.direction}"' if head.direction else ""
    words = escape(head.label)
    if head.url:
        sign = icon(SIGNS[head.direction], "icon-s") if head.direction else ""
        words = f'<a href="{escape(head.url)}">{words}{sign}</a>'
    return f'<th scope="col"{_css(head.css)}{sorted_now}>{words}</th>'


def _lines(context: Context, table: Table) -> Iterator[str]:
    columns = [
        (f'<td{_css(column.css)} data-label="{escape(column.label)}">', column.kind, DRAWN.get(column.kind)) for column in table.columns
    ]
    tick, form = _("Tick %(name)s"), escape(f"{table.id}-bulk")
    for row in table.rows:
        yield '<tr class="sel">' if row.chosen else "<tr>"
        if table.bulk:
            yield _pick(row, tick, form)
        for (opening, kind, draw), value in zip(columns, row.cells, strict=True):
            yield opening
            if value is not None and value != "":
                yield _escaped(draw(value)) if draw else _component(context, kind, value)
            yield "</td>"
        yield "</tr>"


def _pick(row: Row, tick: str, form: str) -> str:
    name = escape(getattr(row.cells[0], "text", ""))
    box = f'<input type="checkbox" class="form-check-input" name="id" value="{row.key}" form="{form}">'
    return f'<td class="pick"><label>{box}<span class="vh">{tick % {"name": name}}</span></label></td>'


def _component(context: Context, kind: str, value: object) -> str:
    """Draw one of the larger kinds, which are components."""
    with context.push(kind=kind, value=value):
        return Engine.get_default().get_template("ui/cell.html").render(context)


def escape(text: object) -> str:
    """Escape a text; Django's own asks each time whether it is a promise, which a thousand times a page is too often."""
    return html.escape(str(text))


def _escaped(text: str) -> str:
    return text if isinstance(text, SafeString) else escape(text)


def _css(classes: str) -> str:
    return f' class="{classes}"' if classes else ""


def _safe(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308 - every part above is escaped or ours
