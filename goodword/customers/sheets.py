"""Customers and deals as files, under the heads by which a list of them is brought in again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Concat, LPad
from django.utils.translation import gettext as _

from goodword.customers import queries
from goodword.customers.kinds import Health, ListKind, Sentiment, Standing, StandingRule
from goodword.customers.kinds.places import country_name
from goodword.customers.models import Account, Campaign, CampaignSpeaker, Opportunity
from goodword.kernel.references import member_number
from goodword.ui.exports import Sheet

AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a file: its head, the field it is read from, and how its values are put in words."""

    head: str
    field: str
    words: Callable[[Any], Any] | None = None


def customers(rows: QuerySet[Account], total: int) -> Sheet:
    """Every customer of a list, with all that is known of it."""
    labels = queries.labels()
    one, many = partial(_one, labels), partial(_many, labels)
    standings = {code: str(label) for code, label in Standing.choices}
    rules = {code: str(label) for code, label in StandingRule.choices}
    healths = {code: str(label) for code, label in Health.choices if code}
    columns = (
        _Column(_("Reference ID"), "member__number", lambda number: member_number(number) if number else ""),
        _Column(_("Standing"), "member__standing", lambda code: standings.get(code, "")),
        _Column(_("Name"), "name"),
        _Column(_("ID in the other system"), "external_id"),
        _Column(_("Region"), "region__name"),
        _Column(_("City"), "city"),
        _Column(_("State or province"), "state"),
        _Column(_("Country"), "country", lambda code: country_name(code) if code else ""),
        _Column(_("Website"), "website"),
        _Column(_("Industry"), "industry", partial(one, ListKind.INDUSTRY)),
        _Column(_("Segment"), "segment", partial(one, ListKind.SEGMENT)),
        _Column(_("Product tier"), "tier", partial(one, ListKind.TIER)),
        _Column(_("Licensed seats"), "seats"),
        _Column(_("Use cases"), "use_cases", partial(many, ListKind.USE_CASE)),
        _Column(_("Stages used"), "stages_used", "; ".join),
        _Column(_("Tech stack"), "tech_stack", "; ".join),
        _Column(_("Competitors replaced"), "competitors_replaced", partial(many, ListKind.COMPETITOR)),
        _Column(_("Tags"), "tags", partial(many, ListKind.TAG)),
        _Column(_("Product version"), "product_version"),
        _Column(_("Health"), "health", lambda code: healths.get(code, "")),
        _Column(_("Health score"), "health_score"),
        _Column(_("Health checked"), "health_checked_on"),
        _Column(_("Sentiment"), "sentiment", lambda code: str(Sentiment(code).label) if code else ""),
        _Column(_("Sentiment in words"), "sentiment_note"),
        _Column(_("Sentiment asked on"), "sentiment_on"),
        _Column(_("Usage"), "usage"),
        _Column(_("Renewal date"), "renewal_on"),
        _Column(_("Customer since"), "customer_since"),
        _Column(_("Account owner"), "owner__email"),
        _Column(_("Success manager"), "csm__email"),
        _Column(_("Parent account"), "parent__name"),
        _Column(_("Do not contact"), "do_not_contact", {True: _("yes"), False: _("no")}.__getitem__),
        _Column(_("Description"), "description"),
        _Column(_("Moved by rule"), "member__standing_rule", lambda code: rules.get(code, "")),
    )
    return _sheet(_("Customers"), columns, rows, total)


def deals(rows: QuerySet[Opportunity], total: int) -> Sheet:
    """Every deal of a list."""
    labels = queries.labels()
    one, many = partial(_one, labels), partial(_many, labels)
    columns = (
        _Column(_("Name"), "name"),
        _Column(_("ID in the other system"), "external_id"),
        _Column(_("Account name"), "account__name"),
        _Column(_("Deal stage"), "stage", partial(one, ListKind.DEAL_STAGE)),
        _Column(_("Amount"), "amount"),
        _Column(_("Currency"), "currency"),
        _Column(_("Closes on"), "close_on"),
        _Column(_("Competitor"), "competitor", partial(one, ListKind.COMPETITOR)),
        _Column(_("Use cases"), "use_cases", partial(many, ListKind.USE_CASE)),
        _Column(_("Owner"), "owner__email"),
    )
    return _sheet(_("Deals"), columns, rows, total)


def campaigns(rows: QuerySet[Campaign], total: int) -> Sheet:
    """Every campaign of a list, with who spoke as a list of it is brought in: by reference ID, else by name."""
    labels = queries.labels()
    spoke = CampaignSpeaker.objects.filter(campaign=OuterRef("pk")).order_by()
    written = Case(
        When(account__member__isnull=False, then=Concat(Value("REF-"), LPad(Cast("account__member__number", TextField()), 5, Value("0")))),
        default=F("account__name"),
        output_field=TextField(),
    )
    who = spoke.annotate(who=written).values("campaign").annotate(all=StringAgg("who", "; ", distinct=True)).values("all")
    columns = (
        _Column(_("Name"), "name"),
        _Column(_("ID in the other system"), "external_id"),
        _Column(_("Kind of campaign"), "kind", partial(_one, labels, ListKind.CAMPAIGN_KIND)),
        _Column(_("Day"), "held_on"),
        _Column(_("Last day"), "ended_on"),
        _Column(_("City"), "city"),
        _Column(_("Country"), "country", lambda code: country_name(code) if code else ""),
        _Column(_("Region"), "region__name"),
        _Column(_("Recording"), "recording"),
        _Column(_("Who spoke"), "who"),
    )
    return _sheet(_("Campaigns"), columns, rows.annotate(who=Subquery(who, output_field=TextField())), total)


def _sheet(name: str, columns: Sequence[_Column], rows: QuerySet[Any], total: int) -> Sheet:
    def written() -> Iterator[Sequence[Any]]:
        worded = [(place, column.words) for place, column in enumerate(columns) if column.words]
        for row in rows.values_list(*(column.field for column in columns)).iterator(chunk_size=AT_ONCE):
            cells = list(row)
            for place, words in worded:
                cells[place] = words(cells[place])
            yield cells

    return Sheet(name=name, heads=[column.head for column in columns], total=total, rows=written)


def _one(labels: queries.Labels, kind: ListKind, code: str) -> str:
    return labels.get(kind, {}).get(code, code)


def _many(labels: queries.Labels, kind: ListKind, codes: Sequence[str]) -> str:
    return "; ".join(_one(labels, kind, code) for code in codes)
