"""A program's page is closed for a while and opened again: kind words, the same links, a line on the timeline."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.recruiting.actions import confirm
from goodword.recruiting.actions.pages import close_page, open_page
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.models import Registration
from tests.factories.people import a_manager, a_person
from tests.portal.join import JOIN, sends
from tests.recruiting.world import registered

pytestmark = pytest.mark.django_db
LINKS = "/recruiting/registrations/links"


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


def _post(client: Client, what: str, program: str = "customer", **data: Any) -> Any:
    return client.post(reverse(f"recruiting:{what}_page", args=[program]), data, follow=True)


def test_a_closed_page_says_the_managers_words_keeps_its_links_and_opens_again(client: Client) -> None:
    client.force_login(a_manager())
    done = _post(client, "close", words="We are moving.\n\nBack in spring <3").content.decode()
    assert "The page is closed." in done
    assert "Closed the page: Customer references" in done
    guest = Client()
    page = guest.get(JOIN + "?from=website&lang=fr").content.decode()
    assert "We are moving." in page
    assert "Back in spring &lt;3" in page
    assert 'name="email"' not in page
    assert "Fermé pour le moment." in guest.get("/join/?lang=fr").content.decode()
    assert 'name="email"' in guest.get("/join/education/").content.decode()  # the others stay open
    assert "The page is open again." in _post(client, "open").content.decode()
    assert 'name="email"' in guest.get(JOIN).content.decode()
    assert "We are moving." in client.get(LINKS).content.decode()  # for the next time
    assert list(Entry.objects.filter(verb__startswith="join_page.").values_list("verb", flat=True).order_by("at")) == [
        "join_page.closed",
        "join_page.opened",
    ]


@pytest.mark.parametrize(("language", "words"), [("en", "We take nobody in"), ("de", "Zurzeit nehmen wir niemanden"), ("fr", "personne")])
def test_without_words_a_guest_reads_ours_in_their_own_language(client: Client, language: str, words: str) -> None:
    close_page(PublicProgram.CUSTOMER, by=Actor.person(a_manager()), at=clock.now())
    answer = client.get(JOIN, {"lang": language})
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_who_wrote_while_it_was_closed_is_told_that_it_was_not_read_and_nothing_is_kept(client: Client) -> None:
    close_page(PublicProgram.CUSTOMER, by=Actor.person(a_manager()), at=clock.now())
    answer = sends(client)
    assert answer.status_code == 422
    assert "what you wrote was not read" in answer.content.decode()
    assert not Registration.objects.exists()


def test_who_registered_before_it_closed_still_confirms() -> None:
    row = registered()
    close_page(PublicProgram.CUSTOMER, by=Actor.person(a_manager()), at=clock.now())
    assert confirm(row, by=Actor.system(), at=clock.now()).confirmed_at is not None


def test_pressed_twice_is_one_line_and_new_words_another() -> None:
    by, at = Actor.person(a_manager()), clock.now()
    first = close_page(PublicProgram.CUSTOMER, words="Later.", by=by, at=at)
    assert close_page(PublicProgram.CUSTOMER, words="Later.", by=by, at=clock.now()).closed_at == first.closed_at
    close_page(PublicProgram.CUSTOMER, words="In May.", by=by, at=clock.now())
    open_page(PublicProgram.CUSTOMER, by=by, at=clock.now())
    open_page(PublicProgram.CUSTOMER, by=by, at=clock.now())
    verbs = Entry.objects.filter(verb__startswith="join_page.").order_by("at", "pk").values_list("verb", flat=True)
    assert list(verbs) == ["join_page.closed", "join_page.reworded", "join_page.opened"]


def test_nobody_closes_the_page_of_others(client: Client) -> None:
    keeper = a_person(Role.EDUCATION_MANAGER)
    close_page(PublicProgram.EDUCATION, by=Actor.person(keeper), at=clock.now())
    with pytest.raises(NotAllowed):
        close_page(PublicProgram.CUSTOMER, by=Actor.person(keeper), at=clock.now())
    client.force_login(a_person())
    assert _post(client, "close").status_code == 403
    assert _post(client, "open", "education").status_code == 403
    client.force_login(keeper)
    assert _post(client, "close", "nothing").status_code == 404
