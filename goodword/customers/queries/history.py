"""What changed in the fields of a customer, its people and its membership: who changed what, from what to what, also by import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goodword.customers.kinds import ActivityType, Health, ListKind, Sentiment, Standing
from goodword.customers.kinds.places import country_name, language_name
from goodword.customers.kinds.sentences import FIELDS
from goodword.customers.models import Account, Contact, Merge, Opportunity
from goodword.customers.queries.merges import gone_into, names_of_gone
from goodword.customers.queries.rows import Labels, labels
from goodword.journal.models import FieldChange
from goodword.journal.queries import Maker, changes_of, makers_of
from goodword.kernel.actor import ActorKind
from goodword.people.models import User
from goodword.people.queries import regions
from goodword.ui import dates

# Kept so that an import can be taken back; they go with other changes and say nothing by themselves.
UNTOLD = ("unmapped", "standing_at", "standing_rule", "standing_fact", "standing_from", "standing_seen", "verify_asked_on")
LISTS = {
    "industry": ListKind.INDUSTRY,
    "segment": ListKind.SEGMENT,
    "tier": ListKind.TIER,
    "use_cases": ListKind.USE_CASE,
    "competitors_replaced": ListKind.COMPETITOR,
    "competitor": ListKind.COMPETITOR,
    "stage": ListKind.DEAL_STAGE,
    "persona": ListKind.PERSONA,
    "tags": ListKind.TAG,
}
CHOICES: Mapping[str, type[Standing | Health | Sentiment | ActivityType]] = {
    "standing": Standing,
    "sentiment": Sentiment,
    "health": Health,
    "agreed_types": ActivityType,
    "refused_types": ActivityType,
}
PEOPLE, ACCOUNTS, CONTACTS, REGIONS = {"owner_id", "csm_id"}, {"parent_id", "account_id"}, {"champion_id"}, {"region_id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that changed, in words; `whose` is the person or deal it belongs to, nothing for the customer itself."""

    at: datetime
    field: str
    whose: str
    before: str
    after: str
    who: str
    import_id: int | None


@dataclass(frozen=True, slots=True)
class _Words:
    """The names that changed values are said with."""

    labels: Labels
    people: dict[int, str]
    accounts: dict[int, str]
    contacts: dict[int, str]
    regions: dict[int, str]
    deals: dict[int, str]
    today: date


def changed_fields_of(account: Account) -> QuerySet[FieldChange]:
    """Every change of the account, its membership, its people and its deals, newest first."""
    people = list(account.contacts.values_list("pk", flat=True))
    about = {
        "account": [account.pk, *gone_into(Merge.ACCOUNT, [account.pk])],
        "member": [account.member.pk] if hasattr(account, "member") else [],
        "contact": [*people, *gone_into(Merge.CONTACT, people)],
        "opportunity": list(account.opportunities.values_list("pk", flat=True)),
    }
    return changes_of(about).exclude(field__in=UNTOLD)


def changes_in_words(account: Account, changes: Iterable[FieldChange], *, today: date) -> list[Change]:
    """Put changes into words, in their order; seven statements, however many there are."""
    rows = list(changes)
    makers = makers_of(rows, beside=("account", account.pk))
    words = _gathered(rows, {maker.actor_id for maker in makers.values() if maker.actor_kind == ActorKind.PERSON and maker.actor_id}, today)
    return [_change(row, makers.get(row.step), words) for row in rows]


def values_in_words(pairs: Iterable[FieldChange], *, today: date) -> list[tuple[str, str, str]]:
    """Say pairs of values in words, in their order: the field, the one, the other."""
    rows = list(pairs)
    words = _gathered(rows, set(), today)
    return [(_field(row.field), _value(row.field, row.before, words), _value(row.field, row.after, words)) for row in rows]


def _change(row: FieldChange, maker: Maker | None, words: _Words) -> Change:
    kind, key = (maker.actor_kind, maker.actor_id) if maker else ("", None)
    who = words.people.get(key or 0, "") if kind == ActorKind.PERSON else _("the customer") if kind == ActorKind.CONTACT else ""
    named = {"contact": words.contacts, "opportunity": words.deals}.get(row.kind, {})
    return Change(
        at=row.at,
        field=_field(row.field),
        whose=named.get(row.object_id, ""),
        before=_value(row.field, row.before, words),
        after=_value(row.field, row.after, words),
        who=who,
        import_id=maker.import_id if maker else None,
    )


def _field(field: str) -> str:
    name = field.removesuffix("_id")
    said = str(FIELDS.get(name, name.replace("_", " ")))
    return said[:1].upper() + said[1:]


def _value(field: str, value: Any, words: _Words) -> str:
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_value(field, each, words) for each in value)
    if isinstance(value, int):
        return _named(field, value, words)
    if field.endswith(("_on", "_at", "_until", "_since")):
        return dates.day_words(date.fromisoformat(str(value)[:10]), today=words.today)
    return _coded(field, str(value), words)


def _named(field: str, key: int, words: _Words) -> str:
    for fields, names in ((PEOPLE, words.people), (ACCOUNTS, words.accounts), (CONTACTS, words.contacts), (REGIONS, words.regions)):
        if field in fields:
            return names.get(key, _("somebody or something that is gone"))
    return str(key)


def _coded(field: str, code: str, words: _Words) -> str:
    if field in LISTS:
        return words.labels.get(LISTS[field], {}).get(code, code)
    if field in CHOICES:
        return str(dict(CHOICES[field].choices).get(code, code))
    if field == "country":
        return country_name(code)
    return language_name(code) if field == "languages" else code


def _gathered(rows: list[FieldChange], acting: set[int], today: date) -> _Words:
    def keys(fields: set[str]) -> set[int]:
        return {value for row in rows if row.field in fields for value in (row.before, row.after) if isinstance(value, int)}

    def about(kind: str) -> set[int]:
        return {row.object_id for row in rows if row.kind == kind}

    accounts, contacts = keys(ACCOUNTS), keys(CONTACTS) | about("contact")
    return _Words(
        labels=labels(),
        people=dict(User.objects.filter(pk__in=keys(PEOPLE) | acting).values_list("pk", "name")),
        accounts=names_of_gone(Merge.ACCOUNT, accounts) | dict(Account.objects.filter(pk__in=accounts).values_list("pk", "name")),
        contacts=names_of_gone(Merge.CONTACT, contacts) | dict(Contact.objects.filter(pk__in=contacts).values_list("pk", "name")),
        regions={region.pk: region.name for region in regions()},
        deals=dict(Opportunity.objects.filter(pk__in=about("opportunity")).values_list("pk", "name")),
        today=today,
    )
