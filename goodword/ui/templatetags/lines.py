"""The long parts of a list, written straight into text: a page of fifty rows and every choice of its filters on each of them.

What a template would do for each cell (look up, branch, escape, translate) is done here once for each list where all rows share it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from goodword.ui.tables import Choice, Column, FilterMenu, Head, Link, Row, Table
from goodword.ui.templatetags.cells import DRAWN, escape
from goodword.ui.templatetags.goodword import column_day_of, figure, icon
from goodword.ui.templatetags.top import sign

register = template.Library()
# A link inside takes the place of the list alone, at its own address; without JavaScript it is a link.
IN_PLACE = 'hx-boost:inherited="true" hx-target:inherited="#{}" hx-swap:inherited="outerMorph" hx-push-url:inherited="true"'
CURRENT = ' aria-current="true"'
SIGNS = {"ascending": "sort-ascending", "descending": "sort-descending"}


@register.simple_tag
def filter_menus(table: Table) -> SafeString:
    """Draw what is chosen, to be taken away, and the filters that have anything left to choose, each with all its choices."""
    chosen = "".join(_chip(choice) for menu in table.menus for choice in menu.chosen)
    menus = "".join(_menu(menu) for menu in table.menus if menu.has_more)
    return _safe(f'<div class="gw-menus" {IN_PLACE.format(escape(table.id))}>{chosen}{menus}</div>' if chosen or menus else "")


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


def _chip(choice: Choice) -> str:
    away = f'<span class="vh">{_("take away")}</span>{sign("x")}'
    return f'<a class="gw-chip on" href="{_here(choice.url)}">{escape(choice.label)}{away}</a>'


def _here(url: str) -> str:
    """An address of this very list: what differs is enough."""
    return escape(url[url.find("?") :] if "?" in url else url)


def _menu(menu: FilterMenu) -> str:
    choices = "".join(
        f'{"<hr>" if each.begins and place else ""}<a href="{_here(each.url)}"{CURRENT if each.chosen else ""}>'
        f"{escape(each.label)}{_count(each.count)}</a>"
        for place, each in enumerate(menu.choices)
    )
    opened = f'<details class="gw-menu"><summary class="gw-chip">{sign("plus")}{escape(menu.label)}</summary>'
    return f'{opened}<div class="gw-drop">{choices}</div></details>'


def _count(count: int | None) -> str:
    return "" if count is None else f'<span class="gw-count">{figure(count)}</span>'


def _head(head: Head) -> str:
    sorted_now = f' aria-sort="{head.direction}"' if head.direction else ""
    words = escape(head.label)
    if head.url:
        arrow = icon(SIGNS[head.direction], "icon-s") if head.direction else ""
        words = f'<a href="{_here(head.url)}">{words}{arrow}</a>'
    return f'<th scope="col"{_css(head.css)}{sorted_now}>{words}</th>'


def _lines(context: Context, table: Table) -> Iterator[str]:
    draw_day = column_day_of()
    columns = [
        (
            f"<td{_css(column.css)}{_name_on_phone(column)}>",
            column.kind,
            draw_day if column.kind == "day" else DRAWN.get(column.kind),
        )
        for column in table.columns
    ]
    tick, form = _("Tick %(name)s"), escape(f"{table.id}-do")
    for row in table.rows:
        yield '<tr class="sel">' if row.chosen else "<tr>"
        if table.bulk:
            yield _pick(row, tick, form)
        for (opening, kind, draw), value in zip(columns, row.cells, strict=True):
            if value is None or value == "":
                yield "<td></td>"  # a phone leaves it out, name and all
            else:
                yield f"{opening}{_escaped(draw(value)) if draw else _component(context, kind, value)}</td>"
        yield "</tr>"


def _name_on_phone(column: Column) -> str:
    """The column's name in each of its cells, for phones; the headline goes without, and of what stands beside it a figure alone has it."""
    return f' data-label="{escape(column.label)}"' if not column.phone or column.css == "num side" else ""


def _pick(row: Row, tick: str, form: str) -> str:
    name = escape(next((each.text for each in row.cells if isinstance(each, Link)), ""))
    box = f'<input type="checkbox" class="form-check-input" name="id" value="{row.key}" form="{form}" aria-label="{tick % {"name": name}}">'
    return f'<td class="pick"><label>{box}</label></td>'


def _component(context: Context, kind: str, value: object) -> str:
    """Draw one of the larger kinds, which are components."""
    with context.push(kind=kind, value=value):
        return Engine.get_default().get_template("ui/cell.html").render(context)


def _escaped(text: str) -> str:
    return text if isinstance(text, SafeString) else escape(text)


def _css(classes: str) -> str:
    return f' class="{classes}"' if classes else ""


def _safe(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308 - every part above is escaped or ours
