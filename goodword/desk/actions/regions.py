"""Take a region away; what stands in it goes to another one, in the database alone."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import Case, CharField, F, Func, Value, When
from django.utils.translation import gettext as _

from goodword.customers.models import Account, Member
from goodword.desk.queries.regions import in_region, names_region
from goodword.journal.actions import record, record_selected
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.people import access
from goodword.people.actions import change_region, lock_regions
from goodword.people.models import Program, Region, User
from goodword.requests.models import ReferenceRequest


@transaction.atomic
def remove_region(pk: int, *, into: Region | None, by: User, at: datetime) -> int | Refused:
    """Take a region away; its customers, colleagues, requests and countries go to another one. Returns how many customers went.

    Refused while a role or a routing rule speaks of it, for those are people's answers, and for the last region.
    """
    if not access.can_run_people(by):
        raise NotAllowed
    rows = lock_regions()
    region, heir = rows.pop(pk, None), rows.get(into.pk) if into else None
    if region is None:
        raise NotFound
    if not rows:
        return refuse("last", _("This is the only region. Add another one first."))
    if names_region(region):
        return refuse("named", _("A role, or a rule of who gets which request, speaks of this region. Change that first."))
    if heir is None and (into is not None or in_region(region).total()):
        return refuse("used", _("Say first to which region its customers and colleagues go."))
    moved = _move(region, heir, by=by, at=at) if heir else 0
    record("region.removed", by=Actor.person(by), at=at, about=[region, Program(pk=1)], region=pk, to=heir.pk if heir else None, rows=moved)
    countries = list(region.countries)
    region.delete()
    if heir and countries:
        change_region(heir.pk, added=countries, by=by, at=at)
    return moved


def _move(region: Region, heir: Region, *, by: User, at: datetime) -> int:
    actor, params = Actor.person(by), {"old": region.pk, "new": heir.pk, "code": region.code}
    account, person, member = (model._meta.db_table for model in (Account, User, Member))
    list(Account.objects.filter(region=region).order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    rows = f"""select id as object_id, '{{"fields": ["region"]}}'::jsonb as data from {account} where region_id = %(old)s"""
    record_selected("account.edited", by=actor, at=at, kind="account", rows=rows, params=params)
    rows = f"""select id as object_id, jsonb_build_object('region', %(new)s::bigint, 'team', team_id) as data
      from {person} where region_id = %(old)s"""
    record_selected("user.placed", by=actor, at=at, kind="user", rows=rows, params=params)
    rows = f"""select account_id as object_id, '{{"fields": ["territories"]}}'::jsonb as data from {member}
      where territories @> array[%(code)s]::varchar[]"""
    record_selected("account.edited", by=actor, at=at, kind="account", rows=rows, params=params)
    codes, old, new = ArrayField(CharField()), Value(region.code, CharField()), Value(heir.code, CharField())
    without = Func(F("territories"), old, function="array_remove", output_field=codes)
    swapped = Func(F("territories"), old, new, function="array_replace", output_field=codes)
    named = Member.objects.filter(territories__contains=[region.code])
    named.update(territories=Case(When(territories__contains=[heir.code], then=without), default=swapped))
    User.objects.filter(region=region).update(region=heir)
    ReferenceRequest.objects.filter(region=region).update(region=heir)
    return Account.objects.filter(region=region).update(region=heir, updated_at=at)
