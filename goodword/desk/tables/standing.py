"""Members by standing, and what rules did to them, as lists and as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.customers.access import standing_changes_visible_to
from goodword.customers.kinds import Standing, StandingRule
from goodword.customers.models import HowEnded, Member, StandingChange
from goodword.customers.queries.reasons import BY_HAND
from goodword.customers.tables import standing_badge
from goodword.desk.queries.by_standing import (
    fact_in_words,
    flag_words,
    members_by_standing,
    reasons_of,
    why_labels,
    why_words,
)
from goodword.kernel.sql import Fold
from goodword.people.models import User
from goodword.policy.queries import InForce
from goodword.policy.queries.standing import leads_of
from goodword.ui import exports, pages, tables
from goodword.ui.dates import day_words
from goodword.ui.exports import Sheet
from goodword.ui.pieces import Action, Badge, BadgeTone, Person

MOST_AT_ONCE: Final = 1000
OPEN: Final = "open"
MEMBERS = (
    tables.Column(key="name", label=gettext_lazy("Customer"), kind="link", order_by=("account__search_name",), phone="lead"),
    tables.Column(key="standing", label=gettext_lazy("Standing"), kind="badge", order_by=("standing", "standing_at"), phone="side"),
    tables.Column(key="why", label=gettext_lazy("Why")),
    tables.Column(key="since", label=gettext_lazy("Since"), kind="moment", order_by=("standing_at",), descending_first=True),
    tables.Column(key="until", label=gettext_lazy("Until"), kind="day"),
    tables.Column(key="checked", label=gettext_lazy("Last checked"), kind="day", order_by=("verified_on", "joined_on")),
    tables.Column(key="owner", label=gettext_lazy("Owner"), kind="person", order_by=("account__owner__name",)),
)
CHANGES = (
    tables.Column(key="name", label=gettext_lazy("Customer"), kind="link", order_by=("account__search_name",), phone="lead"),
    tables.Column(key="change", label=gettext_lazy("What the rule did")),
    tables.Column(key="why", label=gettext_lazy("Why")),
    tables.Column(key="at", label=gettext_lazy("When"), kind="moment", order_by=("at", "pk"), descending_first=True),
    tables.Column(key="state", label=gettext_lazy("Now"), kind="badge", phone="side"),
    tables.Column(key="undo", label="", kind="action"),
)
TONES: Final[dict[str, BadgeTone]] = {"": "held", HowEnded.RETURNED: "done", HowEnded.REVERSED: "ended"}


def _named(rows: QuerySet[Member], request: HttpRequest) -> QuerySet[Member]:
    words = request.GET.get("q", "").strip()[:80]
    return rows.filter(account__search_name__contains=Fold(Value(words))) if words else rows


def find_members(request: HttpRequest, *, reader: User, now: InForce) -> QuerySet[Member]:
    """What the address asks for, in its order."""
    asked = {key: request.GET.getlist(key) for key in ("standing", "why", "mine")}
    sort = tables.chosen_sort(request, MEMBERS, default="-since")
    return _named(members_by_standing(reader, now, asked=asked), request).order_by(*sort.order_by, "pk")


def _member_rows(members: Iterable[Member], now: InForce) -> list[tables.Row]:
    found = list(members)
    said = reasons_of(found)
    return [_member_row(member, now, said=said.get(member.pk, "")) for member in found]


def _member_row(member: Member, now: InForce, *, said: str) -> tables.Row:
    flags = [flag_words(each, today=now.today) for each in leads_of(member, now) if each.leads == "flag"]
    why = why_words(member, why=said, today=now.today) if member.standing != Standing.ACTIVE else ""
    flag = _("flagged: %(why)s") % {"why": "; ".join(flags)} if flags else ""
    asked = _("owner asked %(day)s") % {"day": day_words(member.verify_asked_on, today=now.today)} if member.verify_asked_on else ""
    out = _("said to be no reference any more") if member.retire_proposed_on else ""
    words = "; ".join(each.removesuffix(".") for each in (why, flag, asked, out) if each)
    owner = member.account.owner
    return tables.Row(
        (
            tables.Link(member.account.name, reverse("desk:account", args=[member.account_id])),
            standing_badge(member, today=now.today),
            words[:1].upper() + words[1:],
            member.standing_at,
            member.stands_until,
            member.verified_on,
            Person(name=owner.name, id=owner.pk) if owner else None,
        )
    )


def members(request: HttpRequest, *, reader: User, now: InForce) -> tables.Table:
    """Who is not simply active, and why."""
    rows = find_members(request, reader=reader, now=now)
    page = pages.paged(request, rows)
    return tables.Table(
        request=request,
        columns=MEMBERS,
        page=page,
        sort=tables.chosen_sort(request, MEMBERS, default="-since"),
        rows=_member_rows(page.rows, now),
        search=_("Search by name"),
        label=_("Members by standing"),
        exported=True,
        filters=_member_filters(reader, now),
        empty=tables.Empty(
            title=_("Everybody is active"),
            text=_("Members who are with caution, paused or retired stand here with the reason, and those whom a rule flags."),
            icon="circle-check",
        ),
    )


def _member_filters(reader: User, now: InForce) -> tuple[tables.Filter, ...]:
    rows = members_by_standing(reader, now, asked={}).order_by()
    standings = dict(rows.values_list("standing").annotate(n=Count("pk")))
    by_rule = dict(rows.values_list("standing_rule").annotate(n=Count("pk")))
    why = [tables.Option(code, label, by_rule[code]) for code, label in StandingRule.choices if by_rule.get(code)]
    return (
        tables.Filter(
            key="standing",
            label=_("Standing"),
            many=True,
            options=tuple(tables.Option(code, label, standings[code]) for code, label in Standing.choices if standings.get(code)),
        ),
        tables.Filter(
            key="why",
            label=_("Why"),
            many=True,
            options=(
                *why,
                tables.Option(BY_HAND, _("By hand")),
                *(tables.Option(code, label) for code, label in why_labels().items()),
            ),
        ),
        tables.Filter(key="mine", label=_("Whose"), options=(tables.Option("1", _("Mine")),)),
    )


def members_sheet(request: HttpRequest, *, reader: User, now: InForce) -> Sheet:
    """The same as a file."""
    rows = find_members(request, reader=reader, now=now)
    return exports.as_shown(
        _("Members by standing"),
        MEMBERS,
        total=rows.count(),
        rows=lambda: (row for some in exports.portions(rows) for row in _member_rows(some, now)),
    )


def find_changes(request: HttpRequest, *, reader: User, today: date) -> QuerySet[StandingChange]:
    """What the address asks for, in its order."""
    rows = standing_changes_visible_to(reader).select_related("account__owner", "ended_by")
    if rules := [each for each in request.GET.getlist("rule") if each]:
        rows = rows.filter(rule__in=rules)
    if states := [each for each in request.GET.getlist("state") if each]:
        in_force = Q(ended_at=None) if OPEN in states else Q(pk=None)
        rows = rows.filter(Q(ended_how__in=[each for each in states if each != OPEN]) | in_force)
    since = request.GET.get("since", "")
    if since.isascii() and since.isdigit() and len(since) < len("1000"):
        rows = rows.filter(at__date__gt=today - timedelta(days=int(since)))
    words = request.GET.get("q", "").strip()[:80]
    if words:
        rows = rows.filter(account__search_name__contains=Fold(Value(words)))
    return rows.order_by(*tables.chosen_sort(request, CHANGES, default="-at").order_by, "-pk")


def _change_row(may_edit: Callable[[StandingChange], bool], today: date) -> Callable[[StandingChange], tables.Row]:
    names = dict(Standing.choices)

    def row(change: StandingChange) -> tables.Row:
        same = change.before == change.after
        did = (
            _("Still %(standing)s, by another reason") if same else _("%(before)s → %(standing)s")
        ) % {"standing": str(names[change.after]).lower() if same else names[change.after], "before": names[change.before]}
        state = str(HowEnded(change.ended_how).label) if change.ended_how else _("In force")
        if change.ended_by is not None:
            state = _("%(state)s by %(name)s") % {"state": state, "name": change.ended_by.name}
        may = change.ended_at is None and may_edit(change)
        undo = (
            Action(label=_("Take it back"), url=reverse("desk:standing_reverse", args=[change.pk]), method="post", style="soft")
            if may
            else None
        )
        why = fact_in_words(change.rule, change.fact, today=today)
        link = tables.Link(change.account.name, reverse("desk:account", args=[change.account_id]))
        badge = Badge(word=state, tone=TONES.get(change.ended_how, ""))
        return tables.Row((link, did, why[:1].upper() + why[1:], change.at, badge, undo), key=change.pk)

    return row


def changes(request: HttpRequest, *, reader: User, today: date, may_edit: Callable[[StandingChange], bool]) -> tables.Table:
    """What rules did, newest first; what still holds can be taken back, one by one or many at once."""
    rows = find_changes(request, reader=reader, today=today)
    page = pages.paged(request, rows)
    row = _change_row(may_edit, today)
    return tables.Table(
        request=request,
        columns=CHANGES,
        page=page,
        sort=tables.chosen_sort(request, CHANGES, default="-at"),
        rows=[row(each) for each in page.rows],
        search=_("Search by name"),
        label=_("Changes by rule"),
        exported=True,
        bulk=_bulk(request, rows) if reader.is_manager else None,
        filters=(
            tables.Filter(
                key="state",
                label=_("Now"),
                many=True,
                options=(tables.Option(OPEN, _("In force")), *(tables.Option(code, label) for code, label in HowEnded.choices)),
            ),
            tables.Filter(
                key="rule", label=_("Why"), many=True, options=tuple(tables.Option(code, label) for code, label in StandingRule.choices)
            ),
            tables.Filter(
                key="since",
                label=_("When"),
                options=(tables.Option("1", _("Today")), tables.Option("7", _("Last 7 days")), tables.Option("30", _("Last 30 days"))),
            ),
        ),
        empty=tables.Empty(
            title=_("No rule has moved anybody yet"),
            text=_("Each night members go where the policy says, and back when the reason has gone. Every change stands here."),
            icon="adjustments-horizontal",
        ),
    )


def _bulk(request: HttpRequest, rows: QuerySet[StandingChange]) -> tables.Bulk:
    count = rows.filter(ended_at=None).order_by().count()
    fits = 0 < count <= MOST_AT_ONCE
    return tables.Bulk(
        url=f"{reverse('desk:standing_reverse_many')}?{request.GET.urlencode()}",
        options=(tables.Option("reverse", _("Take back what the rules did")),),
        ticked=_("The ticked ones"),
        all_of_them=_("All that are in force here: %(n)s") % {"n": f"{count:,}"} if fits else "",
        what_label=_("What to do"),
        note=_("At most %(most)s at once: narrow the list down.") % {"most": MOST_AT_ONCE} if count > MOST_AT_ONCE else "",
    )


def changes_sheet(request: HttpRequest, *, reader: User, today: date) -> Sheet:
    """The same as a file."""
    rows, row = find_changes(request, reader=reader, today=today), _change_row(lambda _change: False, today)
    return exports.as_shown(
        _("Changes by rule"),
        CHANGES,
        total=rows.count(),
        rows=lambda: (row(each) for some in exports.portions(rows) for each in some),
    )
