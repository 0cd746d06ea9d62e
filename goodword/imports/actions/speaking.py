"""Who spoke at the campaigns of a list: found by reference ID, ID in the other system, website or name; counted as past asks when wanted.

Rows about one campaign are one campaign; each adds who spoke. Sets, never row by row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from psycopg.types.json import Jsonb

from goodword.customers.kinds import ACTIVITY_FAMILY, ActivityType, Family
from goodword.customers.models import Account, Campaign, CampaignSpeaker, Contact, Member
from goodword.imports.actions.staging import TABLE, execute, fetch
from goodword.imports.models import ImportRun
from goodword.imports.values import wording
from goodword.journal.actions import record_selected
from goodword.kernel.actor import Actor
from goodword.ledger.actions import record_past_asks
from goodword.ledger.models import LedgerEntry
from goodword.people.queries import today
from goodword.policy.queries.force import in_force

ACCOUNT, CAMPAIGN, CONTACT, LEDGER, MEMBER, SPEAKER = (
    model._meta.db_table for model in (Account, Campaign, Contact, LedgerEntry, Member, CampaignSpeaker)
)
SPOKE = "import_spoke"  # line of the campaign, line of the row, what stands there, and whom it means
COUNTS = "past_asks"  # what somebody chose for the run
# An ask for a talk comes before the talk: 90 days at the earliest by the notice, and some take longer.
ASKED_BEFORE = 200

_LED = f"""
update {TABLE} s set first_line = v.first from (
  select {{key}} as key, min(line) as first from {TABLE} s where outcome is null group by 1
) v where s.outcome is null and v.key = {{key}}
"""
_LISTED = f"""
insert into {SPOKE} (line, row_line, who, external_id, person)
select s.first_line, s.line, nullif(btrim(part), ''), s.spoke_id, s.spoke_who from {TABLE} s
  cross join lateral regexp_split_to_table(coalesce(s.spoke, ''), '[;|]') part
  where s.outcome is null and (btrim(part) <> '' or s.spoke_id is not null or s.spoke_who is not null)
"""
# One name may hold a comma, "Harrow, Inc."; several with commas between are taken apart when the whole is nobody.
_APART = f"""
with whole as (delete from {SPOKE} where account_id is null and several = 0 and position(',' in who) > 0 returning *)
insert into {SPOKE} (line, row_line, who, external_id, person)
select line, row_line, btrim(part), null, null from whole cross join lateral regexp_split_to_table(who, ',') part where btrim(part) <> ''
"""
_BY_OWN_ID = f"""
update {SPOKE} p set account_id = a.id from {ACCOUNT} a
  where p.account_id is null and a.source = %(source)s and a.external_id <> '' and a.external_id in (p.external_id, p.who)
"""
_BY_REFERENCE = rf"""
update {SPOKE} p set account_id = m.account_id from {MEMBER} m
  where p.account_id is null and p.who ~* '^\s*ref[-\s]?\d{{1,9}}\s*$' and m.number = substring(p.who from '\d+')::bigint
"""
_BY_OTHER_ID = f"""
with found as (
  select p.key, min(a.id) as id from {SPOKE} p join {ACCOUNT} a on a.external_id <> '' and a.external_id in (p.external_id, p.who)
  where p.account_id is null group by p.key having count(*) = 1
)
update {SPOKE} p set account_id = f.id from found f where f.key = p.key
"""
_HOST = r"regexp_replace(lower({0}), '^(https?://)?(www\.)?([^/?#]*).*$', '\3')"
_BY_WEBSITE = f"""
with found as (
  select p.key, min(a.id) as id from {SPOKE} p join {ACCOUNT} a on a.website <> '' and {_HOST.format("a.website")} = {_HOST.format("p.who")}
  where p.account_id is null and p.who ~ '^[^ @]+[.][^ @]+$' group by p.key having count(*) = 1
)
update {SPOKE} p set account_id = f.id from found f where f.key = p.key
"""
_BY_NAME = f"""
with found as (
  select p.key, count(*) as many, min(a.id) as id from {SPOKE} p join {ACCOUNT} a on a.search_name = goodword_fold(p.who)
  where p.account_id is null group by p.key
)
update {SPOKE} p set account_id = case when f.many = 1 then f.id end, several = case when f.many > 1 then f.many else 0 end
  from found f where f.key = p.key
"""
# A person's mail says where they work, when nothing else does.
_BY_PERSON = f"""
with found as (
  select p.key, min(c.id) as id, min(c.account_id) as account_id from {SPOKE} p join {CONTACT} c
    on c.email <> '' and upper(c.email) = upper(p.person)
  where p.account_id is null and p.who is null and p.external_id is null group by p.key having count(*) = 1
)
update {SPOKE} p set contact_id = f.id, account_id = f.account_id from found f where f.key = p.key
"""
_PERSON = f"""
with found as (
  select p.key, min(c.id) as id from {SPOKE} p join {CONTACT} c on c.account_id = p.account_id
    and ((c.email <> '' and upper(c.email) = upper(p.person)) or c.search_name = goodword_fold(p.person))
  where p.contact_id is null and p.person is not null group by p.key having count(*) = 1
)
update {SPOKE} p set contact_id = f.id from found f where f.key = p.key
"""
_ONCE = f"""
update {SPOKE} p set again = true from {SPOKE} o where p.account_id = o.account_id and p.line = o.line and p.key <> o.key
  and (p.contact_id is null and (o.contact_id is not null or o.key < p.key) or p.contact_id = o.contact_id and o.key < p.key)
"""
_LINES = "p.line between %(first)s and %(last)s and p.account_id is not null and not p.again"
_NEW = f"""from {SPOKE} p join {TABLE} s on s.line = p.line
  where {_LINES} and s.outcome in ('created', 'updated', 'unchanged') and not exists (select from {SPEAKER} k
    where k.campaign_id = s.target_id and k.account_id = p.account_id and (p.contact_id is null or k.contact_id = p.contact_id))"""
# Not when an ask for it is in the ledger: one of the half year before, that is not the day of another talk.
_UNCOUNTED = f"""from {SPOKE} p join {TABLE} s on s.line = p.line left join {CAMPAIGN} a on a.id = s.target_id
  cross join lateral (select coalesce(s.held_on, a.held_on) as held_on, coalesce(s.kind, a.kind, '') as kind) c
  where {_LINES} and s.outcome in ('created', 'updated', 'unchanged') and c.held_on < %(today)s
    and not exists (select from {SPOKE} o where o.line = p.line and o.account_id = p.account_id and o.key < p.key)
    and not exists (select from {LEDGER} e where e.account_id = p.account_id and e.kind = 'ask' and e.family = 'participation'
      and e.asked_on between c.held_on - {ASKED_BEFORE} and c.held_on
      and not exists (select from {SPEAKER} k join {CAMPAIGN} b on b.id = k.campaign_id
        where k.account_id = p.account_id and b.held_on = e.asked_on and b.held_on <> c.held_on))"""


def counts(run: ImportRun) -> bool:
    """Whether who spoke is counted as a past ask."""
    return bool(run.chosen.get(COUNTS))


def gather(key: str, *, source: str) -> None:
    """Bring the rows of each campaign together at its first, and find whom they name."""
    execute(f"drop table if exists {SPOKE}")
    execute(
        f"""create temporary table {SPOKE} (key bigint generated always as identity primary key, line integer, row_line integer, who text,
        external_id text, person text, account_id bigint, contact_id bigint, several integer not null default 0,
        again boolean not null default false)"""
    )
    execute(f"update {TABLE} set outcome = 'ends_before' where outcome is null and ended_on < held_on")
    execute(f"update {TABLE} set held_on = ended_on, ended_on = null where held_on is null and ended_on is not null")
    execute(_LED.format(key=key))
    execute(_LISTED)
    execute(f"update {TABLE} set outcome = 'joined' where outcome is null and first_line <> line")
    execute(f"update {TABLE} set first_line = null where outcome is null")
    execute(f"create index on {SPOKE} (line)")
    execute(f"analyze {SPOKE}")
    find(source)
    if execute(_APART):
        find(source)
    execute(_BY_PERSON)
    execute(_PERSON)
    execute(_ONCE)


def find(source: str) -> None:
    """Find the customers that are not found yet, the surest way first."""
    for statement in (_BY_OWN_ID, _BY_REFERENCE, _BY_OTHER_ID, _BY_WEBSITE, _BY_NAME):
        execute(statement, {"source": source})


def lock(*, first: int, last: int) -> None:
    """Lock the customers who spoke, before anything else."""
    accounts = f"select p.account_id from {SPOKE} p where {_LINES}"
    execute(f"select id from {ACCOUNT} where id in ({accounts}) order by id for no key update", {"first": first, "last": last})


def mark(*, first: int, last: int, counted: bool, at: datetime) -> None:
    """A campaign changes when somebody new spoke there, or when a talk is counted now."""
    params = {"first": first, "last": last, "today": today(at)}
    for name, which in (("speakers", _NEW), *([("asks", _UNCOUNTED)] if counted else [])):
        execute(
            f"""update {TABLE} t set outcome = 'updated', changed = coalesce(t.changed, '{{}}') || array['{name}']
            where t.outcome in ('unchanged', 'updated') and t.line in (select s.line {which})""",
            params,
        )


def write(run: ImportRun, *, first: int, last: int, by: Actor, at: datetime) -> None:
    """Write down who spoke, with an entry for each; whoever stands there without a person gets theirs."""
    params: dict[str, Any] = {"first": first, "last": last, "at": at, "run": run.pk, "today": today(at)}
    if counts(run):
        count_as_asks(params, by=by, at=at)
    # With the person whom it gives to a speaker who stood there without one, so that an undo knows.
    told = f"""select s.target_id as object_id, p.account_id as also_id,
      jsonb_build_object('import', %(run)s::bigint) || case when p.contact_id is not null and exists (select from {SPEAKER} o
        where o.campaign_id = s.target_id and o.account_id = p.account_id and o.contact_id is null)
      then jsonb_build_object('person', p.contact_id) else '{{}}' end as data
      {_NEW} order by p.key"""
    record_selected("campaign.speaker_added", by=by, at=at, kind="campaign", rows=told, params=params, also="account")
    execute(
        f"""update {SPEAKER} k set contact_id = p.contact_id from {SPOKE} p join {TABLE} s on s.line = p.line
        where {_LINES} and k.campaign_id = s.target_id and k.account_id = p.account_id and k.contact_id is null and p.contact_id is not null
          and not exists (select from {SPEAKER} o where o.campaign_id = k.campaign_id and o.account_id = k.account_id
            and o.contact_id = p.contact_id)""",
        params,
    )
    execute(
        f"""insert into {SPEAKER} (campaign_id, account_id, contact_id, brought_by, created_at)
        select s.target_id, p.account_id, p.contact_id, %(run)s, %(at)s {_NEW} order by p.key""",
        params,
    )


def count_as_asks(params: dict[str, Any], *, by: Actor, at: datetime) -> None:
    """Record a past ask, answered with yes, for each talk without one; those over a limit are kept and flagged by the ledger."""
    _place(params, at=at)
    told = f"""select e.id as object_id, e.account_id as also_id, jsonb_build_object('import', %(run)s::bigint, 'activity', e.activity_type,
      'on', e.asked_on, 'answer', e.answer, 'over', e.over_limit) as data
      from {LEDGER} e join import_talks t on t.id = e.id order by e.id"""
    record_selected("ask.imported", by=by, at=at, kind="ask", rows=told, params=params, also="account")


def over_limit(*, first: int, last: int, at: datetime) -> list[tuple[int, str, date]]:
    """Line, customer and day of each talk that would be over a limit; what this writes to know it is the caller's to take back."""
    lock(first=first, last=last)
    _place({"first": first, "last": last, "today": today(at)}, at=at)
    return fetch(
        f"""select t.line, n.name, t.asked_on from import_talks t join {LEDGER} e on e.id = t.id join {ACCOUNT} n on n.id = t.account_id
        where e.over_limit order by t.line limit 5000"""
    )


def _place(params: dict[str, Any], *, at: datetime) -> None:
    """Let each talk without an ask take its place in the ledger."""
    efforts = in_force(at).numbers.effort
    talks = {"webinar": ActivityType.WEBINAR}
    params |= {
        "webinar": str(talks["webinar"]),
        "talk": str(ActivityType.EVENT_TALK),
        "family": str(ACTIVITY_FAMILY[ActivityType.EVENT_TALK]),
        "efforts": Jsonb(dict(efforts)),
    }
    execute("drop table if exists import_talks")
    execute(
        f"""create temporary table import_talks on commit drop as
        select nextval(pg_get_serial_sequence('{LEDGER}', 'id')) as id, p.row_line as line, p.account_id, p.contact_id,
          %(family)s as family,
          case c.kind when 'webinar' then %(webinar)s else %(talk)s end as activity_type, c.held_on as asked_on {_UNCOUNTED}
        order by c.held_on, p.key""",
        params,
    )
    rows = """select id, account_id, contact_id, family, activity_type, asked_on, 'accepted' as answer,
      coalesce((%(efforts)s::jsonb->>activity_type)::integer, 1) as effort from import_talks order by id"""
    record_past_asks(rows, params=params, at=at)


def notes(run: ImportRun) -> Iterator[tuple[int, str, str, tuple[str, str]]]:
    """Lines of the report about rows that were taken: a customer who is not here, or is two; a talk that was over a limit."""
    column = run.columns.get("speakers") or run.columns.get("speaker_id") or run.columns.get("speaker", "")
    for line, who, several in fetch(
        f"""select p.row_line, coalesce(p.who, p.external_id, p.person), p.several from {SPOKE} p join {TABLE} s on s.line = p.line
        where p.account_id is null and s.outcome in ('created', 'updated', 'unchanged') order by 1, p.key limit 5000"""
    ):
        yield line, column, who, wording.speaker(who, several=several)
    for line, who, name in fetch(
        f"""select p.row_line, p.person, a.name from {SPOKE} p join {ACCOUNT} a on a.id = p.account_id join {TABLE} s on s.line = p.line
        where p.contact_id is null and p.person is not null and s.outcome in ('created', 'updated', 'unchanged') order by 1 limit 5000"""
    ):
        yield line, run.columns.get("speaker", ""), who, wording.nobody_there(who, name)
    for line, name, day in fetch(
        f"""select p.row_line, n.name, c.held_on from {SPOKE} p join {TABLE} s on s.line = p.line join {CAMPAIGN} c on c.id = s.target_id
        join {ACCOUNT} n on n.id = p.account_id join {LEDGER} e on e.account_id = p.account_id and e.asked_on = c.held_on and e.over_limit
        where e.recorded and e.family = %(family)s and %(counted)s order by 1 limit 5000""",
        {"family": str(Family.PARTICIPATION), "counted": counts(run)},
    ):
        yield line, run.columns.get("held_on", ""), name, wording.over_limit(name, day)


def names(line: int) -> str:
    """Who is new at the campaign of a line, in words, for what is shown of a change."""
    found = fetch(f"select name from {ACCOUNT} where id in (select p.account_id {_NEW}) order by name", {"first": line, "last": line})
    return ", ".join(name for (name,) in found)


def joined() -> int:
    """How many rows only added who spoke to the campaign of another row."""
    [(rows,)] = fetch(f"select count(*) from {TABLE} where outcome = 'joined'")
    return int(rows)
