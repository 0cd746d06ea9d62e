"""The first page of Insight: the main numbers of all reports as tiles that lead on, and the pool in charts."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.reports.kinds.figures import Report, Tile
from goodword.reports.queries import asked_for, asks, exceptions, load, never, nominated, pool, registered, speed, unfinished
from goodword.reports.queries.asked_for import AGES, DID_NOT, HELPED, UNKNOWN, age_code
from goodword.reports.queries.asks import WAITING, YES
from goodword.reports.queries.moves import HAND, RULE, moves_by_month
from goodword.reports.queries.scope import Period, Scope
from goodword.reports.tables import moves
from goodword.reports.tables.bar import Names
from goodword.reports.tables.groups import count, percent
from goodword.reports.tables.pool import blocks
from goodword.reports.tables.speed import MEDIAN, days_words


def report(request: HttpRequest, scope: Scope, names: Names) -> Report:
    """The tiles, and the pool in charts."""
    del request
    counted = pool.counted(scope.reader, pool.region_codes())
    return Report(
        title=_("Insight"),
        lead=_("How the program is doing, in the last four quarters. Every number leads to what stands behind it."),
        tiles=tuple(_tiles(scope, counted)),
        blocks=blocks(scope, names, counted),
        filters=(),
    )


def _tiles(scope: Scope, counted: Mapping[str, Mapping[str, int]]) -> list[Tile]:
    """The main number of each report."""
    return [
        _pool(counted),
        _outcomes(scope),
        _acceptance(scope),
        _speed(scope),
        _open(scope),
        _lately(scope),
        _load(scope),
        _never(scope),
        _exceptions(scope),
        _unfinished(scope),
        _nominated(scope),
        _registered(scope),
        _moves(scope),
    ]


def _moves(scope: Scope) -> Tile:
    by = moves.totals(moves_by_month(scope))
    words = _("%(rule)s by rule, %(hand)s by hand") % {"rule": count(by[RULE]), "hand": count(by[HAND])}
    title = _("Changes of standing")
    return Tile(title=title, figure=count(sum(by.values())), text=words, url=reverse("reports:moves"), icon="adjustments-horizontal")


def _pool(counted: Mapping[str, Mapping[str, int]]) -> Tile:
    here = sum(counted["standing"].get(standing, 0) for standing in pool.HERE)
    active = counted["standing"].get("active", 0)
    words = ngettext("member; %(active)s active", "members; %(active)s active", here) % {"active": count(active)}
    return Tile(title=_("The pool"), figure=count(here), text=words, url=reverse("reports:members"), icon="users")


def _nominated(scope: Scope) -> Tile:
    fates = [sum(each) for each in zip(*(group.fates for group in nominated.nominated(scope, by="purpose")), strict=True)] or [0] * 5
    sent, still_open, approved = fates[:3]
    words = ngettext("nominated; %(approved)s approved, %(open)s open", "nominated; %(approved)s approved, %(open)s open", sent)
    text = words % {"approved": count(approved), "open": count(still_open)}
    return Tile(title=_("Nominations"), figure=count(sent), text=text, url=reverse("reports:nominated"), icon="star")


def _registered(scope: Scope) -> Tile:
    steps = [sum(each) for each in zip(*(group.steps for group in registered.came(scope, by="program")), strict=True)] or [0, 0, 0, 0]
    words = ngettext("registered; %(members)s became members", "registered; %(members)s became members", steps[0])
    text = words % {"members": count(steps[-1])}
    return Tile(title=_("Registrations"), figure=count(steps[0]), text=text, url=reverse("reports:registered"), icon="user-plus")


def _outcomes(scope: Scope) -> Tile:
    counts = asked_for.totals(asked_for.with_result(asked_for.requests_in(scope)), "result")
    said = sum(counts.get(each, 0) for each in (HELPED, DID_NOT, UNKNOWN))
    words = ngettext("of %(said)s outcome said, it helped", "of %(said)s outcomes said, it helped", said) % {"said": count(said)}
    owed = asked_for.owed(asked_for.requests_in(scope), at=scope.now.at).count()
    due = ngettext("%(n)s is due", "%(n)s are due", owed) % {"n": owed}
    text = "; ".join([words if said else _("No outcome was said yet"), *([due] if owed else [])])
    return Tile(title=_("Outcomes"), figure=count(counts.get(HELPED, 0)), text=text, url=reverse("reports:outcomes"), icon="thumb-up")


def _acceptance(scope: Scope) -> Tile:
    counts = asks.totals(asks.asks_in(scope))
    settled = sum(counts.values()) - counts.get(WAITING, 0)
    words = ngettext("of %(n)s answered ask was a yes", "of %(n)s answered asks were a yes", settled) % {"n": count(settled)}
    return Tile(
        title=_("Acceptance"),
        figure=percent(counts.get(YES, 0), settled) or _("none"),
        text=words if settled else _("Nobody was asked yet"),
        url=reverse("reports:acceptance"),
        icon="mood-smile",
    )


def _speed(scope: Scope) -> Tile:
    days = [each for group in speed.times(scope, by="kind") for each in group.days[speed.YES]]
    median = speed.percentile(days, MEDIAN)
    return Tile(
        title=_("Speed"),
        figure=days_words(median) if median is not None else _("none"),
        text=_("to a customer's yes, for half of the requests") if days else _("No customer said yes yet"),
        url=f"{reverse('reports:speed')}?measure=yes",
        icon="clock",
    )


def _open(scope: Scope) -> Tile:
    groups = asked_for.ages(asked_for.requests_in(scope.of_everything()), scope)
    total, old = sum(group.total for group in groups), sum(group.counts.get(age_code(AGES[-1]), 0) for group in groups)
    words = ngettext("request in work", "requests in work", total)
    stuck = ngettext("%(n)s has not moved for 60 days", "%(n)s have not moved for 60 days", old) % {"n": old}
    return Tile(
        title=_("Requests now"),
        figure=count(total),
        text=f"{words}; {stuck}" if old else words,
        url=reverse("reports:standing"),
        tone="care" if old else "quiet",
        icon="list-check",
    )


def _lately(scope: Scope) -> Tile:
    days = scope.now.numbers.recently_referenced_days
    first = asks.first_recent_day(scope, days)
    n = asks.customers_in(Scope(reader=scope.reader, now=scope.now, period=Period("", "", first, None), get=scope.get))
    words = ngettext("customer asked in the last %(days)s days", "customers asked in the last %(days)s days", n) % {"days": days}
    return Tile(title=_("Recently referenced"), figure=count(n), text=words, url=reverse("reports:lately"), icon="history")


def _load(scope: Scope) -> Tile:
    rows = load.loads(scope, load.months_of(scope))
    over = rows.filter(over__gt=0).count()
    words = ngettext("customer gave more than it is comfortable with", "customers gave more than they are comfortable with", over)
    return Tile(
        title=_("Load"),
        figure=count(over),
        text=words,
        url=f"{reverse('reports:load')}?show=over" if over else reverse("reports:load"),
        tone="stop" if over else "quiet",
        icon="scale",
    )


def _never(scope: Scope) -> Tile:
    rows = never.never_asked(scope)
    total, free = rows.count(), rows.filter(why=never.FREE).count()
    words = ngettext("member; %(free)s could be asked", "members; %(free)s could be asked", total) % {"free": count(free)}
    return Tile(title=_("Never asked"), figure=count(total), text=words, url=reverse("reports:never"), icon="user-off")


def _exceptions(scope: Scope) -> Tile:
    held = exceptions.held(scope)
    total, waiting = held.count(), exceptions.ended(held, exceptions.WAITING).count()
    words = ngettext("request was held for a decision", "requests were held for a decision", total)
    wait = ngettext("%(n)s waits", "%(n)s wait", waiting) % {"n": waiting}
    return Tile(
        title=_("Exceptions"),
        figure=count(total),
        text=f"{words}; {wait}" if waiting else words,
        url=reverse("reports:exceptions"),
        tone="care" if waiting else "quiet",
        icon="gavel",
    )


def _unfinished(scope: Scope) -> Tile:
    n = unfinished.lacking(scope).count()
    words = ngettext("event is over and lacks a speaker or its recording", "events are over and lack a speaker or their recording", n)
    return Tile(
        title=_("Events to write up"),
        figure=count(n),
        text=words,
        url=reverse("reports:unfinished"),
        tone="care" if n else "quiet",
        icon="calendar-event",
    )
