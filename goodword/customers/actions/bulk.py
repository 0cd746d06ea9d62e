"""Change many customers at once: chosen, said, looked at, made in one transaction, and undone as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Func, QuerySet, Value
from django.utils.translation import gettext as _

from goodword.customers.access import can_create_account, person_of
from goodword.customers.kinds.bulk import FIELD, MOST_AT_ONCE, TAGS, BulkWhat, Verdict
from goodword.customers.models import Account, BulkEdit, BulkRow, Member
from goodword.customers.queries.bulk import judged
from goodword.customers.states import BULK_MOVES, STANDING_MOVES, BulkState
from goodword.journal.actions import put_back, record_selected, untouched_since
from goodword.journal.models import FieldChange
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move, move_all
from goodword.people.models import Region, User
from goodword.people.queries import today

DRAFTS_KEPT = timedelta(days=2)
_ROWS = "join goodword_bulkrow r on r.account_id = {key} and r.bulk_id = %(bulk)s and r.verdict = %(verdict)s"
_OF_ACCOUNTS = f"""
select a.id as object_id, jsonb_build_object('fields', jsonb_build_array(%(field)s::text), 'bulk', %(bulk)s::bigint{{more}}) as data
from goodword_account a {_ROWS.format(key="a.id")} order by a.id
"""
_OF_MEMBERS = f"""
select m.id as object_id, m.account_id as also_id, %(note)s::text as note, jsonb_build_object('move', %(move)s::text, 'before', m.standing,
  'after', {{after}}, 'until', {{until}}, 'bulk', %(bulk)s::bigint) as data
from goodword_member m {_ROWS.format(key="m.account_id")} {{beside}} order by m.id
"""
# What the standing goes back to, and until when, as the history of the step that changed them says.
_BEFORE = """
left join lateral (
  select max(c.before #>> '{}') filter (where c.field = 'standing') as standing,
    max(c.before #>> '{}') filter (where c.field = 'paused_until') as until
  from goodword_fieldchange c where c.kind = 'member' and c.object_id = m.id and c.step = %(step)s
) b on true
"""


class _TagsWith(Func):
    template = "array(select distinct tag from unnest(%(expressions)s) tag order by 1)"
    arg_joiner = " || "


class _TagsWithout(Func):
    template = "array(select tag from unnest(%(expressions)s) order by place)"
    arg_joiner = ") with ordinality t (tag, place) where tag <> all("


@transaction.atomic
def begin_bulk(pks: Iterable[int], *, what: str, by: Actor, at: datetime) -> BulkEdit | Refused:
    """Choose the customers and what is to change; nothing changes yet. Refused for none, and for more than can be done at once."""
    person = person_of(by)
    if person is None or not can_create_account(person):
        raise NotAllowed
    chosen = sorted(set(pks))
    if not chosen:
        return refuse("none", _("Tick at least one customer first."))
    if len(chosen) > MOST_AT_ONCE:
        return refuse("many", _("At most %(most)s customers are changed at once. Narrow the list down.") % {"most": f"{MOST_AT_ONCE:,}"})
    BulkEdit.objects.filter(by=person, state=BulkState.DRAFT, state_at__lt=at - DRAFTS_KEPT).delete()
    bulk = BulkEdit.objects.create(what=BulkWhat(what), by=person, state_at=at)
    BulkRow.objects.bulk_create((BulkRow(bulk=bulk, account_id=pk) for pk in chosen), batch_size=5000)
    return bulk


@transaction.atomic
def say_bulk(bulk: BulkEdit, *, values: dict[str, Any], reason: str = "", by: Actor, at: datetime) -> BulkEdit | Refused:
    """Say what the customers of a draft become; a standing needs its reason, a pause a day to come."""
    locked, _person = _lock(bulk, by=by)
    if locked.state != BulkState.DRAFT:
        raise WrongState("say", locked.state)
    locked.values, locked.reason = values, reason.strip()
    if (wrong := _wrong(locked, at=at)) is not None:
        return wrong
    locked.save(update_fields=["values", "reason"])
    return locked


@transaction.atomic
def carry_out_bulk(bulk: BulkEdit, *, by: Actor, at: datetime) -> BulkEdit | Refused:
    """Make the change, all of it or nothing, under the locks that a change by hand takes; an entry for each customer."""
    locked, person = _lock(bulk, by=by)
    if locked.state != BulkState.DRAFT or not locked.values:
        raise WrongState("carry_out", locked.state)
    if (wrong := _wrong(locked, at=at)) is not None:
        return wrong
    _lock_rows(locked)
    found: dict[str, list[int]] = {}
    for pk, verdict in judged(locked, by=person).order_by().values_list("pk", "verdict"):
        found.setdefault(verdict, []).append(pk)
    for verdict, pks in found.items():
        BulkRow.objects.filter(bulk=locked, account_id__in=pks).update(verdict=verdict)
    if locked.what == BulkWhat.STANDING:
        _move_members(locked, expected=len(found.get(Verdict.CHANGES, ())), by=by, at=at)
    else:
        _write_accounts(locked, by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select goodword_step()")
        (step,) = cursor.fetchone()
    move(locked, BULK_MOVES, "carry_out", at=at, step=step, done_at=at)
    return locked


@transaction.atomic
def undo_bulk(bulk: BulkEdit, *, by: Actor, at: datetime) -> BulkEdit:
    """Put back what stood there before, except where somebody changed something since; an entry for each customer."""
    locked, _person = _lock(bulk, by=by, also_managers=True)
    if locked.state != BulkState.DONE or locked.step is None:
        raise WrongState("undo", locked.state)
    _lock_rows(locked)
    changed = BulkRow.objects.filter(bulk=locked, verdict=Verdict.CHANGES)
    model: type[Account | Member] = Member if locked.what == BulkWhat.STANDING else Account
    key_of = dict(changed.values_list("account__member" if model is Member else "account", "account"))
    steps = [locked.step]
    untouched = untouched_since(model, [key for key in key_of if key], steps=steps)
    if locked.what in (BulkWhat.REGION, BulkWhat.OWNER, BulkWhat.CSM):
        untouched -= _gone_since(untouched, steps, what=locked.what)
    changed.filter(account_id__in=[key_of[key] for key in untouched]).update(verdict=Verdict.BACK)
    changed.update(verdict=Verdict.LEFT)
    params = _params(locked, Verdict.BACK)
    if model is Member:
        words = {"after": "coalesce(b.standing, m.standing)", "until": "b.until", "beside": _BEFORE}
        params |= {"move": "undo", "note": None, "step": locked.step}
        _tell_members(words, params, by=by, at=at)
    else:
        _tell_accounts(", 'undone', true", params, by=by, at=at)
    put_back(model, untouched, steps=steps, at=at)
    move(locked, BULK_MOVES, "undo", at=at)
    return locked


def _lock(bulk: BulkEdit, *, by: Actor, also_managers: bool = False) -> tuple[BulkEdit, User]:
    person = person_of(by)
    # Without the key: a split that brings back a row pointing here has its customers already, and need not wait.
    locked = BulkEdit.objects.select_for_update(no_key=True).filter(pk=bulk.pk).first()
    if locked is None:
        raise NotFound
    if person is None or not can_create_account(person) or not (locked.by_id == person.pk or (also_managers and person.is_manager)):
        raise NotAllowed
    return locked, person


def _lock_rows(bulk: BulkEdit) -> None:
    """The accounts by their keys and then their members, as everybody takes them."""
    lock = "select count(*) from (select from {table} where {key} in (select account_id from goodword_bulkrow where bulk_id = %s)"
    lock += " order by id for no key update) locked"
    with connection.cursor() as cursor:
        cursor.execute(lock.format(table="goodword_account", key="id"), [bulk.pk])
        if bulk.what == BulkWhat.STANDING:
            cursor.execute(lock.format(table="goodword_member", key="account_id"), [bulk.pk])


def _wrong(bulk: BulkEdit, *, at: datetime) -> Refused | None:
    """Why what was said cannot be, at this moment: people leave, regions go, and days pass."""
    values = bulk.values
    if bulk.what == BulkWhat.STANDING:
        if not bulk.reason:
            return refuse("reason_needed", _("Please say why in a few words. Whoever looks next will want to know."))
        if values["verb"] == "pause" and (not values.get("until") or date.fromisoformat(values["until"]) <= today(at)):
            return refuse("day_needed", _("A pause needs a day in the future on which it ends."))
    elif bulk.what == BulkWhat.REGION:
        if values["id"] is not None and not Region.objects.filter(pk=values["id"]).exists():
            return refuse("gone", _("This region is gone. Choose another."))
    elif bulk.what not in TAGS and values["id"] is not None and not User.objects.filter(pk=values["id"], is_active=True).exists():
        return refuse("gone", _("This colleague has left. Choose somebody else."))
    return None


def _params(bulk: BulkEdit, verdict: Verdict) -> dict[str, Any]:
    return {"bulk": bulk.pk, "verdict": verdict.value, "field": FIELD[bulk.what]}


def _tell_accounts(more: str, params: dict[str, Any], *, by: Actor, at: datetime) -> None:
    record_selected("account.edited", by=by, at=at, kind="account", rows=_OF_ACCOUNTS.format(more=more), params=params)


def _tell_members(words: dict[str, str], params: dict[str, Any], *, by: Actor, at: datetime) -> None:
    rows = _OF_MEMBERS.format(**words)
    record_selected("member.standing_changed", by=by, at=at, kind="member", rows=rows, params=params, also="account", noted=True)


def _move_members(bulk: BulkEdit, *, expected: int, by: Actor, at: datetime) -> None:
    verb, until = bulk.values["verb"], bulk.values.get("until") or None
    params = _params(bulk, Verdict.CHANGES) | {"move": verb, "after": STANDING_MOVES[verb].target, "until": until, "note": bulk.reason}
    _tell_members({"after": "%(after)s::text", "until": "%(until)s::text", "beside": ""}, params, by=by, at=at)
    members = Member.objects.filter(account__bulk_rows__bulk=bulk, account__bulk_rows__verdict=Verdict.CHANGES)
    if move_all(members, STANDING_MOVES, verb, at=at, field="standing", paused_until=until) != expected:
        raise WrongState(verb, "")  # cannot be under the locks; should it be, nothing is half done


def _write_accounts(bulk: BulkEdit, *, by: Actor, at: datetime) -> None:
    _tell_accounts("", _params(bulk, Verdict.CHANGES), by=by, at=at)
    values: dict[str, Any] = {"updated_at": at}
    if bulk.what in TAGS:
        field = Account._meta.get_field("tags")
        chosen = Value(bulk.values["tags"], output_field=field)
        values["tags"] = (_TagsWith if bulk.what == BulkWhat.ADD_TAGS else _TagsWithout)(F("tags"), chosen, output_field=field)
    else:
        values[bulk.what] = bulk.values["id"]
    Account.objects.filter(bulk_rows__bulk=bulk, bulk_rows__verdict=Verdict.CHANGES).update(**values)


def _gone_since(keys: set[int], steps: list[Any], *, what: str) -> set[int]:
    """Those whose region before is gone by now, or whose colleague before has left."""
    before = FieldChange.objects.filter(kind="account", object_id__in=keys, step__in=steps, field=f"{FIELD[what]}_id")
    there: QuerySet[Any] = Region.objects.all() if what == BulkWhat.REGION else User.objects.filter(is_active=True)
    known = set(there.values_list("pk", flat=True))
    return {key for key, was in before.values_list("object_id", "before") if was is not None and was not in known}
