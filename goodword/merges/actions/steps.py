"""The steps that merging two companies and merging two people have in common."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goodword.customers.access import person_of
from goodword.customers.models import Account, Contact, Merge, SelfLimit
from goodword.customers.queries.merges import merged
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.merges.actions import carry
from goodword.merges.queries.rows import row_of
from goodword.people.queries import today
from goodword.recruiting.kinds.leads import LeadChoice
from goodword.recruiting.models import LeadAnswer

# How long a merge can be taken apart.
DAYS_TO_SPLIT: Final = 31


def begin(kind: str, kept: Account | Contact, gone: Account | Contact, *, was: Mapping[str, Any], by: Actor, at: datetime) -> Merge:
    """The row of a merge: who stays, who goes, and what stood in the row that goes."""
    return Merge.objects.create(
        kind=kind,
        gone_id=gone.pk,
        kept_id=kept.pk,
        now_id=kept.pk,
        name=gone.name,
        source=gone.source,
        external_id=gone.external_id,
        was=was,
        merged_at=at,
        merged_by=person_of(by),
        until=today(at) + timedelta(days=DAYS_TO_SPLIT),
    )


def busy() -> Refused:
    """The words for two who changed the same rows in the same moment."""
    return refuse("busy", _("Somebody was just changing one of the two. Nothing was merged. Please try again."))


def merged_already(kind: str, pk: int) -> Refused:
    """The words for a row that somebody merged a moment ago; raises NotFound when it never was here."""
    merge = merged(kind).filter(gone_id=pk).first()
    if merge is None:
        raise NotFound
    return refuse("merged", _("Somebody was faster: %(name)s has been merged already. Nothing was done twice.") % {"name": merge.name})


def hand_on(kind: str, gone: int, kept: int, *, but: int) -> list[int]:
    """Whoever was merged into a row before stays found after it is merged itself; returns these merges."""
    rows = merged(kind).filter(now_id=gone).exclude(pk=but)
    keys = sorted(rows.values_list("pk", flat=True))
    Merge.objects.filter(pk__in=keys).update(now_id=kept)
    return keys


def keep_stricter(ours: QuerySet[SelfLimit], theirs: QuerySet[SelfLimit]) -> list[carry.Removed]:
    """Where both set a limit for the same, the stricter stays; returns those taken out."""
    removed = []
    known = {limit.family: limit for limit in ours}
    for limit in theirs.filter(family__in=known):
        mine = known[limit.family]
        loose = limit if mine.most * limit.days <= limit.most * mine.days else mine
        removed.append({"model": "selflimit", "row": row_of(SelfLimit, id=loose.pk)})
        carry.take_out(SelfLimit, loose.pk)
    return removed


def keep_stricter_answer(kept: Account, gone: Account) -> list[carry.Removed]:
    """Where an answer as a reference lead holds of both, the stricter one stays: never before not now, the later day before the earlier."""
    held = list(LeadAnswer.objects.filter(account__in=(kept, gone), ended_at=None))
    if len(held) <= 1:
        return []
    loose = min(held, key=lambda each: (each.answer == LeadChoice.NEVER, each.until_on or date.min, each.account_id == kept.pk))
    removed: carry.Removed = {"model": "leadanswer", "row": row_of(LeadAnswer, id=loose.pk)}
    carry.take_out(LeadAnswer, loose.pk)
    return [removed]


def take_id(values: dict[str, Any], before: Mapping[str, Any], was: Mapping[str, Any]) -> None:
    """An ID of the other system moves to a row that has none."""
    if was["external_id"] and not before["external_id"]:
        values.update(external_id=was["external_id"], source=was["source"])


def change(model: type[Any], merge: Merge, before: Mapping[str, Any], values: dict[str, Any], *, at: datetime) -> None:
    """Write the settled values into the row that stays, and keep what stood there."""
    if values:
        noun = model._meta.model_name
        merge.changed[noun] = {name: [before[name], value] for name, value in values.items()}
        carry.write(model, before["id"], values)
        if "updated_at" in before:
            model.objects.filter(pk=before["id"]).update(updated_at=at)


def fields_of(values: Mapping[str, Any]) -> list[str]:
    """The names of changed fields as the journal keeps them."""
    return sorted({name.removesuffix("_id") if name != "external_id" else name for name in values})
