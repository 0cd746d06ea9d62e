"""Regions and teams, kept by administrators."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import Region, RoutingRule, Team, User
from goodword.people.queries import region_of_country
from goodword.policy.actions import ensure_first_version
from goodword.policy.numbers import STANDARD
from goodword.policy.queries import in_force
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client) -> User:
    ensure_program()
    person = a_person(Role.ADMINISTRATOR, name="Mara Quist")
    client.force_login(person)
    return person


def region(code: str) -> Region:
    return Region.objects.get(code=code)


def sent(client: Client, address: str) -> dict[str, Any]:
    """What the form of a page sends when nobody typed anything, with what it showed at first."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    shown = [name for name in form.fields if form.fields[name].show_hidden_initial]
    return values | {form[name].html_initial_name: form[name].value() or "" for name in shown}


NORDICS = {"name": "Nordics", "time_zone": "Europe/Oslo", "holiday_country": "NO", "countries": ["NO", "SE"]}


@pytest.mark.slow
@pytest.mark.usefixtures("boss")
def test_a_country_belongs_to_one_region_the_last_that_took_it(client: Client) -> None:
    assert client.post(reverse("desk:add_region"), NORDICS).status_code == 302
    assert {getattr(region_of_country(code), "code", "") for code in ("NO", "SE")} == {"nordics"}
    assert "NO" not in region("emea").countries
    assert len(region("emea").countries) > 100
    page = client.get(reverse("desk:regions")).content.decode()
    assert "Region Nordics was added" in page
    assert "belong to no region" not in page
    again = client.post(reverse("desk:add_region"), NORDICS | {"name": "nordics"})
    assert again.status_code == 422
    assert "There is a region of this name already." in again.content.decode()
    assert again.context["form"]["countries"].value() == ["NO", "SE"]


@pytest.mark.slow
@pytest.mark.usefixtures("boss")
def test_two_who_change_a_region_at_once_both_get_what_they_changed(client: Client) -> None:
    address = reverse("desk:region", args=[region("apac").pk])
    first, second = sent(client, address), sent(client, address)
    assert client.post(address, first | {"name": "Asia and Pacific"}).status_code == 302
    assert client.post(address, second | {"time_zone": "Asia/Tokyo", "countries": [*second["countries"], "NO"]}).status_code == 302
    after = region("apac")
    assert (after.name, after.time_zone, "NO" in after.countries) == ("Asia and Pacific", "Asia/Tokyo", True)
    assert "NO" not in region("emea").countries
    for wrong in ({"time_zone": "Mars/Olympus"}, {"countries": ["XQ"]}, {"name": " "}):
        assert client.post(address, second | wrong).status_code == 422


@pytest.mark.slow
@pytest.mark.usefixtures("boss")
def test_a_region_goes_when_what_stands_in_it_has_a_place(client: Client) -> None:
    apac, emea = region("apac"), region("emea")
    account = an_account(region=apac)
    a_member(account, territories=["apac", "emea"])
    person = a_person(region=apac)
    rule = RoutingRule.objects.create(by="account", region=apac, manager=a_manager())
    away = reverse("desk:take_region_away", args=[apac.pk])
    assert client.post(away, {"into": emea.pk}).status_code == 422
    rule.delete()
    assert client.post(away).status_code == 422
    assert client.post(away, {"into": emea.pk}).status_code == 302
    account = Account.objects.select_related("member").get(pk=account.pk)
    person.refresh_from_db()
    assert (account.region, person.region, account.member.territories) == (emea, emea, ["emea"])
    assert region_of_country("JP") == emea
    assert Entry.objects.filter(verb="account.edited", subjects__kind="account", subjects__object_id=account.pk).count() == 2
    assert "A region was taken away; what was there is in EMEA" in client.get(reverse("desk:regions")).content.decode()
    ensure_program()
    assert not Region.objects.filter(code="apac").exists()
    assert client.post(reverse("desk:take_region_away", args=[region("americas").pk])).status_code == 302
    last = client.post(reverse("desk:take_region_away", args=[emea.pk]))
    assert last.status_code == 422


@pytest.mark.slow
def test_a_team_is_added_renamed_led_and_goes_when_nobody_is_in_it(client: Client, boss: User) -> None:
    assert client.post(reverse("people:teams"), {"name": "Field marketing", "lead": boss.pk}).status_code == 302
    team = Team.objects.get(code="field_marketing")
    assert client.post(reverse("people:teams"), {"name": "FIELD marketing"}).status_code == 422
    address, away = reverse("desk:team", args=[team.pk]), reverse("desk:remove_team", args=[team.pk])
    first, second = sent(client, address), sent(client, address)
    client.post(address, first | {"name": "Events"})
    client.post(address, second | {"lead": ""})
    team.refresh_from_db()
    assert (team.name, team.lead) == ("Events", None)
    page = client.get(reverse("people:teams")).content.decode()
    assert "Team Events is led by nobody" in page
    client.post(reverse("people:teams"), {"name": "Alliances"})
    names = client.get(reverse("people:teams")).content.decode()
    assert 0 < names.index("Alliances</a>") < names.index("Events</a>"), "teams stand by name, not by age"
    Team.objects.filter(name="Alliances").delete()
    someone = a_person(team=team)
    assert client.post(away).status_code == 422
    assert "1 person is in this team." in client.get(address).content.decode()
    User.objects.filter(pk=someone.pk).update(team=None)
    assert client.post(away, {"promise": "nobody"}).status_code == 302
    assert not Team.objects.exists()


@pytest.mark.slow
@pytest.mark.usefixtures("boss")
def test_who_writes_over_what_somebody_else_wrote_is_asked_first(client: Client, boss: User) -> None:
    team = Team.objects.create(code="events", name="Events", lead=boss)
    for address, name in ((reverse("desk:team", args=[team.pk]), "Events"), (reverse("desk:region", args=[region("apac").pk]), "APAC")):
        first, second = sent(client, address), sent(client, address)
        assert first["name"] == name
        assert client.post(address, first | {"name": "Theirs"}).status_code == 302
        asked = client.post(address, second | {"name": "Mine"})
        assert asked.status_code == 422
        page = asked.content.decode()
        assert "Somebody has changed this to “Theirs” in the meantime." in page
        assert 'value="Mine"' in page
        again = {field.html_initial_name: "Theirs" for field in [asked.context["form"]["name"]]}
        assert f'name="{next(iter(again))}" value="Theirs"' in page
        assert client.post(address, second | again | {"name": "Mine"}).status_code == 302
        assert "Mine" in client.get(address).content.decode()


@pytest.mark.slow
@pytest.mark.usefixtures("boss")
def test_what_the_policy_promises_a_team_goes_somewhere_when_the_team_goes(client: Client) -> None:
    ensure_first_version()
    gone, heir = Team.objects.create(code="alliances", name="Alliances"), Team.objects.create(code="campaigns", name="Campaigns")
    address, away = reverse("desk:team", args=[gone.pk]), reverse("desk:remove_team", args=[gone.pk])
    assert "the policy promises it 1 request a quarter" in client.get(address).content.decode()
    for nothing in ({}, {"promise": ""}, {"promise": "999"}):
        assert client.post(away, nothing).status_code == 422
    assert Team.objects.filter(pk=gone.pk).exists()
    assert client.post(away, {"promise": heir.pk}).status_code == 302
    now = in_force(clock.now())
    assert now.numbers.commitments == {"field_marketing": 4, "campaigns": 3}
    assert now.numbers.commitments_total == STANDARD.commitments_total
    assert now.numbers.priority == ("field_marketing", "campaigns")
    away = reverse("desk:remove_team", args=[heir.pk])
    assert client.post(away, {"promise": "nobody"}).status_code == 302
    assert in_force(clock.now()).numbers.commitments == {"field_marketing": 4}
    assert in_force(clock.now()).numbers.commitments_total == STANDARD.commitments_total - 3
    assert in_force(clock.now()).numbers.priority == ("field_marketing",)
