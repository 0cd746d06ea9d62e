"""Every page of people and the desk, for every role: who gets in, who is refused, who must sign in first."""

from typing import Final

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from goodword.people import actions
from goodword.people.kinds import Role
from goodword.people.models import User
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
EVERYBODY: Final = frozenset(Role.values)
MANAGERS: Final = frozenset({Role.ADMINISTRATOR, Role.REFERENCE_MANAGER})
ADMINISTRATORS: Final = frozenset({Role.ADMINISTRATOR})

# Who may, and with which method; `ask` is how a test knocks.
PAGES: Final = {
    "people:list": ("get", EVERYBODY),
    "people:person": ("get", EVERYBODY),
    "people:settings": ("get", EVERYBODY),
    "people:invite": ("get", ADMINISTRATORS),
    "people:roles": ("post", ADMINISTRATORS),
    "people:place": ("post", ADMINISTRATORS),
    "people:deactivate": ("post", ADMINISTRATORS),
    "people:reactivate": ("post", ADMINISTRATORS),
    "people:invite_again": ("post", ADMINISTRATORS),
    "people:invitation_link": ("post", ADMINISTRATORS),
    "people:absence": ("post", MANAGERS),
    "people:change_absence": ("get", EVERYBODY),
    "people:end_absence": ("post", EVERYBODY),
    "people:end_device": ("post", EVERYBODY),
    "people:routing": ("get", MANAGERS),
    "people:stop_routing": ("post", MANAGERS),
    "people:program": ("get", ADMINISTRATORS),
    "people:change_logo": ("post", ADMINISTRATORS),
    "people:remove_logo": ("post", ADMINISTRATORS),
    "people:begin": ("get", ADMINISTRATORS),
    "people:teams": ("get", ADMINISTRATORS),
    "desk:team": ("get", ADMINISTRATORS),
    "desk:remove_team": ("post", ADMINISTRATORS),
    "desk:regions": ("get", ADMINISTRATORS),
    "desk:add_region": ("get", ADMINISTRATORS),
    "desk:region": ("post", ADMINISTRATORS),
    "desk:take_region_away": ("post", ADMINISTRATORS),
    "desk:home": ("get", EVERYBODY),
    "desk:search": ("get", EVERYBODY),
    "desk:who": ("get", EVERYBODY),
    "notifications:wishes": ("get", EVERYBODY),
    "notifications:first_wishes": ("get", ADMINISTRATORS),
    "desk:leaving": ("get", ADMINISTRATORS),
    "desk:hand_over": ("post", ADMINISTRATORS),
}
OPEN: Final = {"people:accept", "people:logo", "people:demo_entry"}


ABOUT_A_PERSON: Final = {
    "people:person",
    "people:absence",
    "people:roles",
    "people:place",
    "people:deactivate",
    "desk:leaving",
    "desk:hand_over",
}


def address(name: str, person: User) -> str:
    number = person.pk if name in ABOUT_A_PERSON else 999_999
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, args=[number])


def test_the_table_knows_every_page() -> None:
    known = {f"people:{name}" for name in get_resolver().namespace_dict["people"][1].reverse_dict if isinstance(name, str)}
    assert known == {name for name in {*PAGES, *OPEN} if name.startswith("people:")}


@pytest.mark.slow
@pytest.mark.parametrize("role", [*Role.values, "nobody"])
def test_each_role_gets_what_it_may(role: str) -> None:
    actions.ensure_program()
    other = a_person(Role.ADMINISTRATOR)
    a_person(Role.ADMINISTRATOR)
    target = a_person()
    reader = a_person(role) if role != "nobody" else None
    client = Client()
    if reader:
        client.force_login(reader)
    found = {}
    for name, (method, may) in PAGES.items():
        status = getattr(client, method)(address(name, target)).status_code
        expected = "signs in" if reader is None else "in" if role in may else "refused"
        seen = "refused" if status == 403 else "signs in" if status == 302 and reader is None else "in"
        found[name] = (seen, expected, status)
    assert {name: row for name, row in found.items() if row[0] != row[1] or row[2] >= 500} == {}
    assert User.objects.get(pk=other.pk).is_active
