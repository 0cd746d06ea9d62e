"""A limit that a customer sets for itself is a limit in force: mirrored by the database, so that no code path can forget it."""

from django.db import migrations

MIRROR = """
create function goodword_own_limit_in_force() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.contact_id is null then
    delete from goodword_limitinforce l using goodword_member m
      where m.id = old.member_id and l.holder_id = m.account_id and l.family = old.family;
  end if;
  if tg_op <> 'DELETE' and new.contact_id is null then
    insert into goodword_limitinforce (family, holder_id, most, period, every)
      select new.family, m.account_id, new.most, 'days', new.days from goodword_member m where m.id = new.member_id
      on conflict on constraint limit_once do update set most = excluded.most, period = excluded.period, every = excluded.every;
  end if;
  return null;
end $$;

create trigger own_limit_in_force after insert or update or delete on goodword_selflimit
  for each row execute function goodword_own_limit_in_force();
"""
BACK = """
drop trigger own_limit_in_force on goodword_selflimit;
drop function goodword_own_limit_in_force();
"""


class Migration(migrations.Migration):
    """Mirror own limits."""

    dependencies = [("goodword", "0002_walls")]
    operations = [migrations.RunSQL(MIRROR, BACK)]
