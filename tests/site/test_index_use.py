"""No page, search, sweep or link reads a big table from end to end: what it asks for has an index.

Each table is filled, and the planner told to avoid reading one whole where it can. What PostgreSQL then counts as read from end to
end, in triggers too, had no index to go by. (How long the search for free customers takes, which looks at all members, `match` of the
benchmarks says.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import fold_tally
from goodword.customers.models import Account, Contact
from goodword.customers.queries.places import find_spot
from goodword.imports.actions import notice_dead
from goodword.ledger.actions import Place, release, take_hold
from goodword.ledger.models import LedgerEntry
from goodword.links.actions import issue
from goodword.links.models import Purpose
from goodword.notifications.actions import send_overdue
from goodword.people.models import User
from goodword.policy.models import PoolMember
from goodword.policy.queries import within
from goodword.requests.models import Candidate
from goodword.requests.tasks import pass_to_deputies, sweep
from tests.factories.people import a_person
from tests.requests.world import World, a_world, now, today

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OK = 200
MANY = 2_000
FIRST = 1_000_000
# Table -> what differs from its first row, as SQL over `n`. In this order, so that what a row names is there before it.
FILLED: dict[str, dict[str, str]] = {
    "account": {
        "name": "md5(n::text) || ' works'",
        "source": "'filled'",
        "external_id": "n::text",
        "industry": "(array['banking','retail','media','energy'])[1 + n %% 4]",
        "segment": "(array['enterprise','smb'])[1 + n %% 2]",
        "country": "(array['NO','SE','DE','FR','US'])[1 + n %% 5]",
        "renewal_on": "current_date + n",
        "owner_id": "null",
    },
    "contact": {"name": "md5(n::text)", "email": "n || '@filled.example'", "account_id": f"{FIRST} + n"},
    "member": {"account_id": f"{FIRST} + n", "number": "nextval('goodword_member_number')"},
    "opportunity": {"name": "md5(n::text) || ' deal'", "account_id": f"{FIRST} + n", "owner_id": "%(other)s"},
    "ledgerentry": {"account_id": f"{FIRST} + n", "holder_id": f"{FIRST} + n", "contact_id": f"{FIRST} + n", "circle_id": "null"},
    "referencerequest": {
        "once": "gen_random_uuid()",
        "state": "'completed'",
        "requester_id": "%(other)s",
        "manager_id": "%(other)s",
        "opportunity_id": f"{FIRST} + n",
    },
    "approval": {"subject_id": f"{FIRST} + n", "account_id": f"{FIRST} + n", "approver_id": "%(other)s", "decided_by_id": "%(other)s"},
    "decision": {"reference_request_id": f"{FIRST} + n", "candidate_id": "null", "account_id": f"{FIRST} + n"},
    "candidate": {
        "state": "'done'",
        "account_id": f"{FIRST} + n",
        "contact_id": f"{FIRST} + n",
        "reference_request_id": f"{FIRST} + n",
        "approval_id": f"{FIRST} + n",
        "decision_id": f"{FIRST} + n",
        "ledger_entry_id": f"{FIRST} + n",
        "added_by_id": "%(other)s",
    },
    "proposedtime": {"candidate_id": f"{FIRST} + n"},
    "entry": {"actor_id": "%(other)s", "at": "now() - interval '1 hour' * n", "step": "null"},
    "subject": {"entry_id": f"{FIRST} + n", "kind": "(array['account','referencerequest'])[1 + n %% 2]", "object_id": f"{FIRST} + n"},
    "fieldchange": {"step": "gen_random_uuid()", "object_id": f"{FIRST} + n"},
    "link": {"token_hash": "md5(n::text)", "subject_id": f"{FIRST} + n", "contact_id": f"{FIRST} + n", "user_id": "null"},
    "mail": {"key": "n::text", "message_id": "n::text", "state": "'sent'", "to_contact_id": f"{FIRST} + n", "to_user_id": "null"},
    "comment": {"subject_id": f"{FIRST} + n", "author_id": "%(other)s"},
}
WALLS = ("ledgerentry", "entry", "subject")


@dataclass(frozen=True)
class Ground:
    """A world among many rows, and the tokens of two links."""

    world: World
    tokens: dict[str, str]


@pytest.fixture
def filled() -> Ground:
    """A world with a call that was agreed to, among many rows of everything."""
    world = a_world()
    other = a_person(name="Otto Berg")
    candidate = world.accepted()
    Account.objects.filter(pk=world.account.pk).update(city="Bergen")
    until = now() + timedelta(days=9)
    tokens = {
        "answer": issue(Purpose.ANSWER_ASK, about=candidate, contact_id=world.contact.pk, expires_at=until, at=now()),
        "owner": issue(Purpose.OWNER_ANSWER, about=candidate, user_id=world.owner.pk, expires_at=until, at=now()),
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into goodword_mail (message, to_contact_id, context, key, message_id, state, state_at, created_at, send_after,"
            " attempts, error) values ('ask', %s, '{}', 'first', 'first', 'sent', now(), now(), now(), 1, '')",
            [world.contact.pk],
        )
        cursor.execute(
            "insert into goodword_comment (subject_kind, subject_id, author_id, text, created_at)"
            " values ('account', %s, %s, 'Known', now())",
            [world.account.pk, world.manager.pk],
        )
        cursor.execute("set constraints all immediate")
        for table in WALLS:
            cursor.execute(f"alter table goodword_{table} disable trigger user")
        for table, differs in FILLED.items():
            fill(f"goodword_{table}", differs, other)
        cursor.execute("set constraints all immediate")
        for table in WALLS:
            cursor.execute(f"alter table goodword_{table} enable trigger user")
        for table in (*FILLED, "ledgersummary"):
            cursor.execute(f"analyze goodword_{table}")
        cursor.execute("set local enable_seqscan = off")
    return Ground(world, tokens)


def fill(table: str, differs: dict[str, str], other: User) -> None:
    """Copy the first row of a table many times."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
            [table],
        )
        columns = {name: f"t.{name}" for (name,) in cursor.fetchall()}
        unknown = differs.keys() - columns.keys()
        assert not unknown, (table, unknown)
        columns |= {"id": f"{FIRST} + n"} | differs
        cursor.execute(
            f"insert into {table} ({', '.join(columns)}) select {', '.join(columns.values())}"
            f" from (select * from {table} order by id limit 1) t cross join generate_series(1, %(many)s) n",
            {"many": MANY, "other": other.pk},
        )
        assert cursor.rowcount == MANY, table


def read_whole() -> dict[str, int]:
    """Rows of each big table that this transaction has read from end to end so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, seq_tup_read from pg_stat_xact_user_tables where relname = any(%s)", [[f"goodword_{t}" for t in FILLED]]
        )
        return {name.removeprefix("goodword_"): read for name, read in cursor.fetchall()}


@contextmanager
def watched(found: dict[str, list[str]], what: str) -> Iterator[None]:
    """Note which big tables are read from end to end meanwhile."""
    before = read_whole()
    yield
    found[what] = [table for table, read in sorted(read_whole().items()) if read - before.get(table, 0) >= MANY]


def pages(world: World) -> dict[str, str]:
    """Addresses of the pages that people look at all day."""
    row = Candidate.objects.order_by("pk").first()
    assert row is not None
    customers, requests = reverse("customers:list"), reverse("requests:list")
    return {
        "customers": customers,
        "industry": f"{customers}?industry=banking",
        "segment": f"{customers}?segment=smb&sort=renews",
        "region": f"{customers}?region=emea",
        "members": f"{customers}?show=members&sort=-name",
        "by name": f"{customers}?q=Vestara",
        "misspelt": f"{customers}?q=Vestraa",
        "deep": f"{customers}?page=20",
        "by industry": f"{customers}?sort=-industry&standing=active&page=5",
        "by segment": f"{customers}?sort=segment&show=members",
        "by membership": f"{customers}?sort=standing&page=30",
        "by owner": f"{customers}?sort=owner&industry=banking",
        "deep by owner": f"{customers}?sort=-owner&page=30",
        "deals": reverse("customers:deals"),
        "deal by name": f"{reverse('customers:deals')}?q=Oakmere",
        "account": reverse("desk:account", args=[world.account.pk]),
        "timeline": reverse("desk:account_timeline", args=[world.account.pk]),
        "changes": reverse("customers:changes", args=[world.account.pk]),
        "deal": reverse("desk:deal", args=[world.deal.pk]),
        "home": reverse("desk:home"),
        "search": f"{reverse('desk:search')}?q=Vestara",
        "requests": requests,
        "request": reverse("requests:request", args=[row.reference_request_id]),
        "outbox": reverse("notifications:outbox"),
        "imports": reverse("imports:list"),
        "people": reverse("people:list"),
        "person": reverse("people:person", args=[world.seller.pk]),
        "overrides": reverse("policy:overrides"),
        "board": reverse("requests:board"),
        "to confirm": reverse("requests:confirm"),
        "exceptions": reverse("reports:exceptions"),
    }


def steps(world: World) -> dict[str, Callable[[], object]]:
    """What runs beside people: sweeps, and the ledger with its wall."""
    place = Place(account_id=FIRST + 7, family="story", activity_type="logo", planned_on=today())

    def takes() -> None:
        entry = take_hold(place, expires_at=now() + timedelta(days=3), at=now())
        assert isinstance(entry, LedgerEntry)
        release(entry, at=now())

    return {
        "hourly sweep": lambda: sweep(now()),
        "deputies": lambda: pass_to_deputies(now()),
        "dead imports": lambda: notice_dead(at=now()),
        "mails overdue": lambda: send_overdue(at=now()),
        "tally": fold_tally,
        "a place": takes,
        "a person moves": lambda: Contact.objects.filter(pk=FIRST + 9).update(do_not_contact=True),
    }


def seen(ground: Ground) -> dict[str, list[str]]:
    """Everything once, with the big tables that each reads from end to end."""
    found: dict[str, list[str]] = {}
    world = ground.world
    stranger = Client()
    links = {
        "portal": reverse("portal:answer", args=[ground.tokens["answer"]]),
        "by owner": reverse("portal:owner", args=[ground.tokens["owner"]]),
    }
    for what, address in links.items():
        with watched(found, what):
            assert stranger.get(address).status_code == OK, what
    for who in (world.manager, world.seller, world.owner):
        client = world.as_(who)
        for what, address in pages(world).items():
            with watched(found, f"{what}, {who.name}"):
                assert client.get(address).status_code in {200, 302, 403, 404}, what
    for what, step in steps(world).items():
        with watched(found, what):
            step()
    return found


def test_nothing_reads_a_big_table_from_end_to_end(filled: Ground) -> None:
    assert {what: tables for what, tables in seen(filled).items() if tables} == {}


def test_who_is_near_a_city_is_found_without_reading_all_members(some_cities: None, filled: Ground) -> None:
    def read() -> int:
        with connection.cursor() as cursor:
            cursor.execute("select coalesce(sum(seq_tup_read), 0) from pg_stat_xact_user_tables where relname = 'goodword_poolmember'")
            return int(cursor.fetchone()[0])

    bergen = find_spot(city="Bergen", state="", country="NO")
    before = read()
    near = within(PoolMember.objects.all(), bergen, 250)
    assert filled.world.account.pk in {each.pk for each in near}
    assert read() == before


def test_an_index_that_is_gone_is_noticed(filled: Ground) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("drop index account_unmapped")
    assert seen(filled)["imports, Mara Lindqvist"] == ["account"]
