"""Who gets which request: the table, the fallback, and never nobody while somebody runs the program."""

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.refusal import Refused
from goodword.people import actions, queries
from goodword.people.kinds import Role
from goodword.people.models import Region, RoleAssignment, RoutingRule, User
from tests.factories.people import a_manager, a_person, a_region

pytestmark = pytest.mark.django_db


def routed(account: Account | None = None, requester: User | None = None) -> User | None:
    return queries.manager_for(account=account, requester=requester)


def account_in(region: Region | None) -> Account:
    return Account(name="Solvane Energy", region=region)


def test_the_accounts_region_decides_then_the_requesters_then_the_fallback() -> None:
    north, south, east = a_region("north"), a_region("south"), a_region("east")
    anna, bo, cy = a_manager(name="Anna"), a_manager(name="Bo"), a_manager(name="Cy")
    boss = a_person(Role.ADMINISTRATOR)
    for by, region, manager in (("account", north, anna), ("requester", south, bo), ("account", None, cy)):
        assert actions.route(rule_by=by, region=region, manager=manager, by=boss, at=clock.now())
    in_south = a_person(region=south)
    assert routed(account_in(north), in_south) == anna
    assert routed(account_in(east), in_south) == bo
    assert routed(None, in_south) == bo
    assert routed(account_in(east)) == cy
    assert routed() == cy


def test_without_rules_a_manager_of_the_region_then_any_then_an_administrator() -> None:
    north, south = a_region("north"), a_region("south")
    boss = a_person(Role.ADMINISTRATOR)
    assert routed(account_in(north)) == boss
    southern = a_person()
    RoleAssignment.objects.create(user=southern, role=Role.REFERENCE_MANAGER, region=south)
    assert routed(account_in(north)) == southern
    northern = a_person()
    RoleAssignment.objects.create(user=northern, role=Role.REFERENCE_MANAGER, region=north)
    assert routed(account_in(north)) == northern
    assert routed(account_in(None)) == southern


def test_a_leaver_is_skipped_wherever_they_stand() -> None:
    north = a_region("north")
    gone, stays = a_manager(), a_manager()
    boss = a_person(Role.ADMINISTRATOR)
    actions.route(rule_by="account", region=north, manager=gone, by=boss, at=clock.now())
    actions.route(rule_by="account", region=None, manager=gone, by=boss, at=clock.now())
    actions.deactivate(gone, by=boss, at=clock.now())
    assert routed(account_in(north)) == stays
    actions.deactivate(stays, by=boss, at=clock.now())
    assert routed(account_in(north)) == boss


def test_nobody_only_when_nobody_runs_the_program() -> None:
    a_person(Role.ACCOUNT_OWNER)
    assert routed(account_in(None)) is None


def test_only_managers_get_requests_and_a_rule_is_replaced_not_doubled(client: Client) -> None:
    north, anna, bo = a_region("north"), a_manager(), a_manager()
    client.force_login(anna)
    for manager in (anna, bo):
        assert client.post(reverse("people:routing"), {"by": "account", "region": north.pk, "manager": manager.pk}).status_code == 302
    assert [(rule.region, rule.manager) for rule in RoutingRule.objects.all()] == [(north, bo)]
    assert Entry.objects.filter(verb="routing.changed", actor_id=anna.pk).count() == 2
    outsider = a_person(Role.LEGAL)
    assert isinstance(actions.route(rule_by="account", region=north, manager=outsider, by=anna, at=clock.now()), Refused)
