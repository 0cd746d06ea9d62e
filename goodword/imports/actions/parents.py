"""Parent accounts: connected last, when all accounts of the file are here."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from goodword.customers.actions import lock_families
from goodword.customers.models import Merge
from goodword.imports.actions.changes import Line
from goodword.imports.actions.matching import ACCOUNT
from goodword.imports.actions.staging import EARLIER, TABLE, execute, fetch
from goodword.imports.models import ImportRejection, ImportRun
from goodword.imports.values import wording
from goodword.journal.actions import record_selected
from goodword.kernel.actor import Actor

# By the ID of this source, else by a name that only one account has. An account never stands above itself.
_WANTED = f"""
create temporary table import_parents on commit drop as
with named as (
  select s.line, min(p.id) as id from {TABLE} s join {ACCOUNT} p on p.search_name = goodword_fold(s.parent_ref)
  where s.parent_ref is not null group by s.line having count(*) = 1
)
select s.line, s.target_id, s.outcome, s.parent_ref, coalesce(p.id, n.id) as parent_id from {TABLE} s
  left join {ACCOUNT} p on p.source = %(source)s and p.external_id = s.parent_ref and p.external_id <> ''
  left join named n on n.line = s.line
  where s.parent_ref is not null and s.target_id is not null and s.outcome in ('created', 'updated', 'unchanged')
"""
_MERGED = f"""
update import_parents w set parent_id = m.now_id from {Merge._meta.db_table} m
  where w.parent_id is null and m.kind = 'account' and m.split_at is null and m.now_id <> w.target_id
    and m.source = %(source)s and m.external_id = w.parent_ref
"""
_LOCK = f"""
select id from {ACCOUNT} where id in (select target_id from import_parents where parent_id is not null) order by id for no key update
"""
# Follow the parents upwards; a chain that comes back to where it began would be a circle.
_CIRCLES = f"""
with recursive above as (
  select w.target_id as start, w.parent_id as id, 1 as steps from import_parents w where w.parent_id is not null
  union
  select a.start, coalesce(w.parent_id, t.parent_id), a.steps + 1 from above a
    left join import_parents w on w.target_id = a.id left join {ACCOUNT} t on t.id = a.id
    where a.steps < 20 and coalesce(w.parent_id, t.parent_id) is not null
)
update import_parents set parent_id = null where target_id in (select start from above where start = id)
"""


def connect(run: ImportRun, *, by: Actor, at: datetime) -> list[Line]:
    """Put accounts under the parents that their rows name; names nobody here has are written down. Who moved, from where to where."""
    if not fetch(f"select 1 from {TABLE} where parent_ref is not null limit 1"):
        return []
    lock_families()
    execute("drop table if exists import_parents")
    execute(_WANTED, {"source": run.source})
    execute(_MERGED, {"source": run.source})
    execute(_LOCK)
    execute(_CIRCLES)
    execute("alter table import_parents add column moved boolean default false")
    execute(
        f"""update import_parents w set moved = true from {ACCOUNT} a
        where w.target_id = a.id and w.parent_id is not null and a.parent_id is distinct from w.parent_id"""
    )
    moved = fetch(
        f"""select w.line, a.name, coalesce(b.name, ''), n.name from import_parents w join {ACCOUNT} a on a.id = w.target_id
        left join {ACCOUNT} b on b.id = a.parent_id join {ACCOUNT} n on n.id = w.parent_id
        where w.moved and w.outcome <> 'created' order by w.line"""
    )
    execute(
        f"update {ACCOUNT} a set parent_id = w.parent_id, updated_at = %(at)s from import_parents w where w.target_id = a.id and w.moved",
        {"at": at},
    )
    changed = fetch(
        "select count(*) from import_parents w where moved and outcome = 'unchanged'"
        f" and not exists (select from {EARLIER} e where e.target_id = w.target_id)"
    )[0][0]
    rows = (
        "select w.target_id as object_id, jsonb_build_object('import', %(run)s::bigint, 'fields', jsonb_build_array('parent')) as data"
        " from import_parents w where w.moved and w.outcome <> 'created' order by w.line"
    )
    record_selected("account.edited", by=by, at=at, kind="account", rows=rows, params={"run": run.pk})
    write_down(run)
    run.updated += changed
    run.unchanged -= changed
    ImportRun.objects.filter(pk=run.pk).update(updated=run.updated, unchanged=run.unchanged)
    return [(str(line), name, _("Changed"), wording.parent_label(), before, after) for line, name, before, after in moved]


def write_down(run: ImportRun) -> None:
    """One line of the report for each parent that is not here."""
    unknown = fetch(
        "select parent_ref, min(line), count(*) from import_parents where parent_id is null group by parent_ref order by 2 limit 5000"
    )
    faults = []
    for value, line, rows in unknown:
        reason, _remedy = wording.kept(wording.parent_label(), value, rows)
        faults.append(
            ImportRejection(
                run=run,
                line=line,
                column=run.columns.get("parent", ""),
                value=value,
                reason=reason,
                remedy=wording.parent_remedy(),
                row_was_taken=True,
            )
        )
    ImportRejection.objects.bulk_create(faults, batch_size=1000)
