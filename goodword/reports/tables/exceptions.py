"""Exceptions: what was held for a decision and how it ended, and the rules that managers went over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.kernel.text import Words
from goodword.policy.access import can_see_overrides
from goodword.policy.explain import rule_names
from goodword.reports.kinds.figures import Block, Empty, Report, Tone
from goodword.reports.queries import exceptions
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.exceptions import ALLOWED, GIVEN_UP, REFUSED, WAITING
from goodword.reports.queries.scope import Scope
from goodword.reports.tables import stacks
from goodword.reports.tables.bar import Names, behind, chosen_of, filters_of, tabs_of
from goodword.reports.tables.groups import count
from goodword.reports.tables.listing import Listing
from goodword.reports.tables.stacks import Piled, Stacks
from goodword.requests.kinds import KINDS
from goodword.ui import tables
from goodword.ui.navigation import address
from goodword.ui.pieces import Person

WORDS: Final[Mapping[str, Words]] = {
    ALLOWED: gettext_lazy("Let through"),
    WAITING: gettext_lazy("Waits for a decision"),
    REFUSED: gettext_lazy("Declined"),
    GIVEN_UP: gettext_lazy("Taken back"),
}
TONES: Final[Mapping[str, Tone]] = {ALLOWED: "good", WAITING: "care", REFUSED: "stop", GIVEN_UP: "slate"}
BY: Final[Mapping[str, Words]] = {
    "team": gettext_lazy("By team"),
    "kind": gettext_lazy("By kind"),
    "rule": gettext_lazy("By reason"),
}
HEADS: Final[Mapping[str, Words]] = {"team": gettext_lazy("Team"), "kind": gettext_lazy("Kind"), "rule": gettext_lazy("Reason")}


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The page of exceptions."""
    by = chosen_of(request, "by", BY)
    held = exceptions.counted(scope, by=by)
    gone_over = exceptions.overrides_counted(scope, by=by)
    total, overrides = exceptions.held(scope).count(), exceptions.overrides(scope).count()
    blocks = []
    if held:
        blocks.append(_held(held, by, scope, names))
    if gone_over:
        blocks.append(_gone_over(gone_over, by, scope, names))
    held_words = ngettext("%(n)s request was held for a decision.", "%(n)s requests were held for a decision.", total) % {"n": total}
    over_words = ngettext("Managers went over a rule %(n)s time.", "Managers went over a rule %(n)s times.", overrides) % {"n": overrides}
    return Report(
        title=_("Exceptions"),
        lead=_("What was held for a decision when it was sent in this period, and the rules that managers went over."),
        sentences=tuple(words for words, n in ((held_words, total), (over_words, overrides)) if n),
        tabs=tabs_of(request, "by", BY, by),
        blocks=tuple(blocks),
        empty=None
        if blocks
        else Empty(
            title=_("No exceptions in this period"),
            text=_("A request that comes too late, goes beyond what its team was promised, or whose sender owes outcomes, waits here."),
            url=address("policy:index"),
            step=_("Read the policy"),
        ),
    )


def group_words(by: str, code: str, names: Names) -> str:
    """What a group is called."""
    if by == "rule":
        return rule_names([code]) if code != NONE else _("No reason given")
    return names.group(by, code) if by == "team" or code in KINDS else _("No kind")


def _sorted(codes: Mapping[str, Any], by: str, names: Names) -> list[str]:
    return sorted(codes, key=lambda code: (code == NONE, group_words(by, code, names).casefold()))


def _held(held: Mapping[str, Mapping[str, int]], by: str, scope: Scope, names: Names) -> Block:
    def url(code: str | None, end: str | None) -> str:
        group = {} if code is None else {("held" if by == "rule" else by): code}
        return behind(scope, "requests", **{"held": "any", **group}, **({} if end is None else {"exception": end}))

    of = Stacks(words=WORDS, tones=TONES, url=url, label=_("How exceptions ended"), head=HEADS[by])
    piles = [Piled(code, group_words(by, code, names), held[code]) for code in _sorted(held, by, names)]
    figures = stacks.figures(piles, of)
    notes = (_("A request that was held for two reasons counts for both."),) if by == "rule" else ()
    if by == "rule":  # a sum would count some twice
        figures = type(figures)(heads=figures.heads, lines=tuple(line for line in figures.lines if not line.is_sum))
    ledger = address("desk:exception_ledger")
    return Block(
        code="held",
        title=_("Held for a decision"),
        chart=stacks.chart(piles, of),
        figures=figures,
        notes=notes,
        url=ledger,
        url_words=_("The ledger of exceptions") if ledger else "",
    )


def _gone_over(counts: Mapping[str, int], by: str, scope: Scope, names: Names) -> Block:
    key = "rule" if by == "rule" else by

    def url(code: str | None, _part: str | None) -> str:
        return behind(scope, "overrides", **({} if code is None else {key: code}))

    of = Stacks(words={"n": _("Overrides")}, tones={"n": "accent"}, url=url, label=_("Rules gone over"), head=HEADS[by])
    piles = [Piled(code, group_words(by, code, names), {"n": counts[code]}) for code in _sorted(counts, by, names)]
    figures = stacks.figures(piles, of)
    if by == "rule":
        figures = type(figures)(heads=figures.heads, lines=tuple(line for line in figures.lines if not line.is_sum))
    return Block(
        code="overrides",
        title=_("Rules that managers went over"),
        chart=stacks.chart(piles, of),
        figures=figures,
        url=behind(scope, "overrides"),
        url_words=_("With their reasons (%(n)s)") % {"n": count(exceptions.overrides(scope).count())},
    )


def overrides_listing(request: HttpRequest, scope: Scope, names: Names) -> Listing:
    """The overrides behind the figures, with their reasons."""
    shown = (
        tables.Column(key="customer", label=_("For"), kind="link", order_by=("decision__account__search_name",), phone="lead"),
        tables.Column(key="rules", label=_("Went over")),
        tables.Column(key="reason", label=_("Reason")),
        tables.Column(key="team", label=_("Team"), order_by=("decision__team",), phone="off"),
        tables.Column(key="kind", label=_("Kind"), order_by=("decision__kind",), phone="off"),
        tables.Column(key="by", label=_("By"), kind="person", order_by=("by__name",)),
        tables.Column(key="at", label=_("When"), kind="day", order_by=("at",), descending_first=True),
    )
    sort = tables.chosen_sort(request, shown, default="-at")
    rows = exceptions.overrides(scope)
    known = exceptions.overrides_counted(scope, by="rule")
    if rule := request.GET.get("rule", ""):
        rows = rows.filter(rules=[]) if rule == NONE else rows.filter(rules__contains=[rule])

    whole = tables.Link(_("A request"), reverse("policy:overrides"))

    def line(each: Any) -> tables.Row:
        account = each.decision.account
        return tables.Row(
            (
                tables.Link(account.name, reverse("desk:account", args=[account.pk])) if account else whole,
                rule_names(each.rules),
                each.reason,
                names.group("team", each.decision.team or NONE),
                group_words("kind", each.decision.kind or NONE, names),
                Person(name=each.by.name, id=each.by_id),
                each.at.astimezone(scope.now.zone).date(),
            )
        )

    options = tuple(tables.Option(code, group_words("rule", code, names), n) for code, n in known.items())
    rules = tables.Filter(key="rule", label=_("Reason"), options=options)
    text = _("When a manager goes over a rule, it stands here with the reason.")
    if not can_see_overrides(scope.reader):
        text = _("Only those who run the program read of overrides.")
    return Listing(
        title=_("Overrides"),
        lead=_("Where a manager went over a rule, and why."),
        columns=shown,
        rows=rows.order_by(*sort.order_by),
        lines=lambda some: [line(each) for each in some],
        sort=sort,
        filters=(*filters_of(scope, names, ("period", "team", "region", "kind")), rules),
        empty=tables.Empty(title=_("No rule was overridden"), text=text, icon="scale"),
    )
