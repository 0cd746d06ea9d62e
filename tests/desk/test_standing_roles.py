"""Who may press what about standing: a seller, the owner, the manager of another region, an administrator; and from which page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Member, StandingChange
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.people import actions as people
from goodword.people.kinds import Role
from goodword.people.models import RoleAssignment, User
from goodword.policy import actions
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person, a_region

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MAY = {"seller": False, "owner": True, "success manager": True, "manager elsewhere": True, "administrator": True, "lead": False}
RUNS = {"manager elsewhere", "administrator"}


@pytest.fixture(autouse=True)
def _policy() -> None:
    people.ensure_program()
    actions.ensure_first_version()


@pytest.fixture
def crew() -> dict[str, User]:
    """One of each role; the manager is there for another region than the customer's."""
    elsewhere = a_manager(name="Lars Moen")
    RoleAssignment.objects.filter(user=elsewhere).update(region=a_region("south", name="South"))
    return {
        "seller": a_person(Role.REQUESTER),
        "owner": a_person(Role.ACCOUNT_OWNER),
        "success manager": a_person(Role.CSM),
        "manager elsewhere": elsewhere,
        "administrator": a_person(Role.ADMINISTRATOR),
        "lead": a_person(Role.TEAM_LEAD),
    }


@pytest.fixture
def row(crew: dict[str, User]) -> Member:
    """A member that a rule put on caution."""
    today = clock.now().date()
    north = a_region("north", name="North")
    account = an_account("Halden", owner=crew["owner"], csm=crew["success manager"], region=north, renewal_on=today + timedelta(days=9))
    member = a_member(account, verified_on=today)
    assert actions.sweep_standing(clock.now()) == (1, 0)
    member.refresh_from_db()
    return member


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("who", MAY)
def test_the_buttons_stand_there_for_whoever_may_press_them_and_nobody_else(crew: dict[str, User], row: Member, who: str) -> None:
    client, change = as_(crew[who]), StandingChange.objects.get()
    take_back, by_hand = reverse("desk:standing_reverse", args=[change.pk]), reverse("customers:standing", args=[row.account_id])
    page = client.get(reverse("desk:account", args=[row.account_id])).content.decode()
    assert "by rule" in page, "why it stands so is nobody's secret"
    assert (take_back in page, by_hand in page) == (MAY[who], MAY[who])
    listed = client.get(reverse("desk:standing_changes")).content.decode()
    assert "Halden" in listed
    assert (take_back in listed) == MAY[who]
    assert (reverse("desk:standing_reverse_many") in listed) == (who in RUNS)


@pytest.mark.parametrize("who", MAY)
def test_pressing_take_it_back_is_refused_to_whoever_may_not(crew: dict[str, User], row: Member, who: str) -> None:
    answer = as_(crew[who]).post(reverse("desk:standing_reverse", args=[StandingChange.objects.get().pk]))
    row.refresh_from_db()
    if MAY[who]:
        assert (answer.status_code, row.standing) == (302, "active")
        assert Entry.objects.get(verb="member.rule_reversed").actor_id == crew[who].pk
        again = as_(crew[who]).post(reverse("desk:standing_reverse", args=[StandingChange.objects.get().pk]), follow=True)
        assert "Nothing was taken back" in again.content.decode()
    else:
        assert (answer.status_code, row.standing) == (403, "caution")


@pytest.mark.parametrize("who", MAY)
def test_many_are_taken_back_by_those_who_run_the_program(crew: dict[str, User], row: Member, who: str) -> None:
    answer = as_(crew[who]).post(reverse("desk:standing_reverse_many"), {"what": "reverse", "scope": "all"})
    row.refresh_from_db()
    assert (answer.status_code, row.standing) == ((302, "active") if who in RUNS else (403, "caution"))


@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("verb", ["pause", "retire", "activate"])
def test_moving_by_hand_needs_a_reason_and_somebody_who_may(crew: dict[str, User], row: Member, who: str, verb: str) -> None:
    url = reverse("customers:standing", args=[row.account_id])
    data = {"verb": verb, "until": (clock.now().date() + timedelta(days=40)).isoformat() if verb == "pause" else ""}
    client = as_(crew[who])
    if not MAY[who]:
        assert client.get(url).status_code == 403
        assert client.post(url, {**data, "reason": "Because."}).status_code == 403
        row.refresh_from_db()
        assert row.standing == "caution"
        return
    assert client.post(url, {**data, "reason": " "}).status_code == 422
    assert client.post(url, {**data, "reason": "They asked for it."}).status_code == 302
    row.refresh_from_db()
    assert (row.standing, row.standing_rule) == ({"pause": "paused", "retire": "retired", "activate": "active"}[verb], "")
    page = client.get(reverse("desk:account", args=[row.account_id])).content.decode()
    assert "They asked for it." in page


@pytest.mark.parametrize("address", ["desk:standing", "desk:standing_changes"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_lists_are_files_for_every_colleague_and_for_nobody_else(
    crew: dict[str, User], row: Member, address: str, form: str
) -> None:
    assert row.standing == "caution"
    for user in crew.values():
        assert as_(user).get(reverse(address), {"export": form}).status_code == 200
    assert Client().get(reverse(address), {"export": form}).status_code == 302


def test_a_get_takes_nothing_back(crew: dict[str, User], row: Member) -> None:
    client = as_(crew["administrator"])
    assert client.get(reverse("desk:standing_reverse", args=[StandingChange.objects.get().pk])).status_code == 405
    assert client.get(reverse("desk:standing_reverse_many")).status_code == 405
    assert client.post(reverse("desk:standing_reverse", args=[10**12])).status_code == 404
    row.refresh_from_db()
    assert row.standing == "caution"
