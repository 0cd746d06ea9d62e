"""Where cities are, and with it where each member is: as narrow columns of the pool, not of the account."""

import importlib

from django.db import migrations, models

# A name as places are compared: no case, no accents, no signs, and one word for saint.
KEY = r"""
create function goodword_place_key(text) returns text language sql immutable parallel safe strict as $$
  select left(trim(regexp_replace(regexp_replace(goodword_fold($1), '[[:space:][:punct:]]+', ' ', 'g'),
    '\m(st|ste|sankt|sainte)\M', 'saint', 'g')), 200)
$$;
"""
# Of several cities of one name that one in the state that was said, else the largest; a name that a city has first counts ten times, so
# that a suburb which was once called so does not win. A state that is known and has no city of that name: the city is not known.
SPOT = r"""
create function goodword_spot(city text, state text, country text)
  returns table (city_id bigint, x double precision, y double precision, z double precision, area text) language sql stable as $$
  with said (whole, start, state) as materialized (
    select goodword_place_key($1), goodword_place_key(split_part(split_part($1, ',', 1), '(', 1)), goodword_place_key($2)
  ), known (code) as materialized (
    select (select a.code from goodword_area a, said where a.country = $3 and a.name = said.state)
  ), found as (
    select c.* from said, known, goodword_cityname n join goodword_city c on c.id = n.city_id
    where n.name in (said.whole, said.start) and n.name <> '' and ($3 = '' or c.country = $3)
      and (known.code is null or c.area = known.code)
    order by n.name = said.whole desc, c.people * case when n.is_first then 10 else 1 end desc, c.id limit 1
  )
  select f.id, cos(radians(f.latitude)) * cos(radians(f.longitude)), cos(radians(f.latitude)) * sin(radians(f.longitude)),
    sin(radians(f.latitude)),
    case when f.id is not null then f.country || '-' || f.area when $3 = '' then ''
      else coalesce($3 || '-' || coalesce(known.code, nullif(said.state, '')), '') end
  from said cross join known left join found f on true
$$;
"""
MANY = """
create function goodword_spots(cities text[], states text[], countries text[])
  returns table (city text, state text, country text, x double precision, y double precision, z double precision, area text)
  language sql stable as $$
  select p.city, p.state, p.country, s.x, s.y, s.z, s.area
  from (select distinct * from unnest($1, $2, $3) u (city, state, country)) p cross join lateral goodword_spot(p.city, p.state, p.country) s
$$;
"""
POOL_OF = """
create or replace function goodword_pool_of(accounts bigint[]) returns setof goodword_poolmember language sql stable as $$
  with spots as materialized (
    select s.* from (select array_agg(city) c, array_agg(state) t, array_agg(country) n from (
      select distinct a.city, a.state, a.country from goodword_account a join goodword_member m on m.account_id = a.id
      where accounts is null or a.id = any (accounts)) p) q cross join lateral goodword_spots(q.c, q.t, q.n) s
  )
  select a.id, a.search_name, a.region_id, m.joined_on, m.verified_on, case when m.standing = 'paused' then m.paused_until end,
    s.last_asked_on, coalesce(s.answered, 0), coalesce(s.accepted, 0), a.seats,
    goodword_agreed_bits(m), goodword_type_bits(s.reach), a.do_not_contact or a.escalated_on is not null, a.health = 'poor', a.blocked_prospects <> '{}',
    m.is_confidential, a.industry, a.country, a.segment, a.tier, a.use_cases, a.competitors_replaced, a.tech_stack, a.stages_used,
    m.territories, w.x, w.y, w.z, coalesce(w.area, '')
  from goodword_account a join goodword_member m on m.account_id = a.id left join goodword_ledgersummary s on s.account_id = a.id
    left join spots w on w.city = a.city and w.state = a.state and w.country = a.country
  where accounts is null or a.id = any (accounts)
$$;
"""
ACCOUNTS = """
create or replace function goodword_pool_accounts() returns trigger language plpgsql security definer as $$
declare
  changed bigint[];
begin
  execute $q$select array_agg(n.id) from old_rows o join new_rows n on n.id = o.id
    where (o.search_name, o.industry, o.region_id, o.country, o.segment, o.tier, o.seats, o.use_cases, o.competitors_replaced, o.tech_stack,
        o.stages_used, o.health = 'poor', o.escalated_on is null, o.do_not_contact, o.blocked_prospects = '{}', o.city, o.state)
      is distinct from (n.search_name, n.industry, n.region_id, n.country, n.segment, n.tier, n.seats, n.use_cases, n.competitors_replaced,
        n.tech_stack, n.stages_used, n.health = 'poor', n.escalated_on is null, n.do_not_contact, n.blocked_prospects = '{}', n.city,
        n.state)$q$ into changed;
  if changed is null then
    return null;
  end if;
  perform from goodword_poolmember where account_id = any (changed) order by account_id for update;
  execute $q$update goodword_poolmember p set (search_name, industry, region_id, country, segment, tier, seats, use_cases, competitors_replaced,
      tech_stack, stages_used, in_poor_health, is_closed, is_guarded) = (n.search_name, n.industry, n.region_id, n.country, n.segment, n.tier,
      n.seats, n.use_cases, n.competitors_replaced, n.tech_stack, n.stages_used, n.health = 'poor',
      n.do_not_contact or n.escalated_on is not null, n.blocked_prospects <> '{}')
    from new_rows n where n.id = any ($1) and p.account_id = n.id$q$ using changed;
  execute $q$select array_agg(n.id) from old_rows o join new_rows n on n.id = o.id
    where (o.city, o.state, o.country) is distinct from (n.city, n.state, n.country)$q$ into changed;
  if changed is not null then
    perform goodword_pool_place(changed);
  end if;
  return null;
end $$;
"""
# Only members have a place in the pool, and few rows have a place of their own: each place is looked up once.
PLACE = """
create function goodword_pool_place(accounts bigint[]) returns bigint language plpgsql security definer as $$
declare
  written bigint;
begin
  execute $q$with spots as materialized (
      select s.* from (select array_agg(city) c, array_agg(state) t, array_agg(country) n from (
        select distinct a.city, a.state, a.country from goodword_account a join goodword_poolmember p on p.account_id = a.id
        where $1 is null or a.id = any ($1)) p) q cross join lateral goodword_spots(q.c, q.t, q.n) s)
    update goodword_poolmember p set x = w.x, y = w.y, z = w.z, area = w.area
    from goodword_account a join spots w on w.city = a.city and w.state = a.state and w.country = a.country
    where p.account_id = a.id and ($1 is null or a.id = any ($1))
      and (p.x, p.y, p.z, p.area) is distinct from (w.x, w.y, w.z, w.area)$q$ using accounts;
  get diagnostics written = row_count;
  return written;
end $$;
"""
GONE = """
drop function goodword_pool_place(bigint[]);
drop function goodword_spots(text[], text[], text[]);
drop function goodword_spot(text, text, text);
drop function goodword_place_key(text);
"""
PATHS = importlib.import_module("goodword.migrations.0039_pool").PATHS


class Migration(migrations.Migration):
    """Places."""

    dependencies = [("goodword", "0043_kinds_of_request")]
    operations = [
        migrations.CreateModel(
            name="City",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("country", models.CharField(max_length=2)),
                ("area", models.CharField(max_length=20)),
                ("people", models.PositiveIntegerField()),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name="CityName",
            fields=[
                ("pk", models.CompositePrimaryKey("name", "city_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(db_collation="C", max_length=200)),
                ("city_id", models.BigIntegerField()),
                ("is_first", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("pk", models.CompositePrimaryKey("country", "name", blank=True, editable=False, primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2)),
                ("name", models.CharField(max_length=120)),
                ("code", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="CitiesKnown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("release", models.CharField(max_length=60)),
                ("loaded_at", models.DateTimeField()),
            ],
        ),
        *(
            migrations.AddField(model_name="poolmember", name=name, field=models.FloatField(null=True))
            for name in ("x", "y", "z")
        ),
        migrations.AddField(
            model_name="poolmember", name="area", field=models.CharField(max_length=140, default=""), preserve_default=False
        ),
        migrations.AddIndex(model_name="poolmember", index=models.Index(fields=["z"], name="pool_by_latitude")),
        migrations.RunSQL(KEY + SPOT + MANY + PLACE + POOL_OF + ACCOUNTS, GONE),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
    ]
