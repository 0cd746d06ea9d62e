"""What no form of ours sends: signs that pass for digits, numbers without end, NUL bytes. Each is answered, none breaks a page."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from goodword.comments.models import Comment
from goodword.kernel.references import parse_key
from goodword.people.kinds import Role
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db
NO_KEYS = ["\u00b2", "\u0663", "9" * 5000, "9" * 20, "-1", "x", ""]


@pytest.mark.parametrize("text", NO_KEYS)
def test_only_plain_digits_are_a_key(text: str) -> None:
    assert parse_key(text) is None
    assert parse_key("187") == 187


@pytest.mark.slow
@pytest.mark.parametrize("text", NO_KEYS)
def test_a_request_page_and_its_forms_survive_odd_keys(text: str) -> None:
    world = a_world()
    row = world.sent()
    client = world.as_(world.manager)
    page = reverse("requests:request", args=[row.pk])
    assert client.get(page, {"do": "hold", "candidate": text}).status_code == 200
    assert client.get(reverse("requests:new"), {"opportunity": text, "account": text}).status_code == 200
    assert client.post(reverse("requests:suggest", args=[row.pk]), {"account": text}).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("text", NO_KEYS)
def test_clearing_a_limit_survives_odd_keys(text: str) -> None:
    world = a_world()
    account = an_account("Vestara Insurance")
    a_member(account)
    url = reverse("customers:clear_limit", args=[account.pk])
    said = world.as_(world.manager).post(url, {"contact": text, "family": "call"})
    assert said.status_code == (404 if text else 302), "a person who does not exist is not the company"


def test_a_nul_byte_in_a_form_is_refused_on_every_page() -> None:
    world = a_world()
    row = world.sent()
    client = world.as_(world.manager)
    for url, sent in (
        (reverse("requests:comment", args=[row.pk]), {"text": "a\x00b"}),
        (reverse("desk:comment", args=[world.account.pk]), {"text": "a\x00b"}),
        (reverse("customers:clear_limit", args=[world.account.pk]), {"family": "a\x00b"}),
    ):
        assert client.post(url, sent).status_code == 400, url
    assert Client().post(reverse("ui:theme"), {"next": "/a\x00b"}).status_code == 400
    assert not Comment.objects.exists()


def test_a_nul_byte_spelled_in_the_cookie_of_a_session_is_nobodys_session() -> None:
    answer = Client().get("/customers/", headers={"cookie": f'{settings.SESSION_COOKIE_NAME}="\\000aaaaaaaaaaaaaaaa"'})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/customers/")


@pytest.mark.slow
def test_what_the_database_takes_back_because_two_waited_for_each_other_is_a_lost_race() -> None:
    world = a_world()
    with connection.cursor() as cursor:
        cursor.execute(
            "create function waits() returns trigger language plpgsql as "
            "$$ begin raise exception 'both wait' using errcode = 'deadlock_detected'; end $$;"
            "create trigger waits before update on goodword_account for each row execute function waits()"
        )
    client = world.as_(world.manager)
    answer = client.post(reverse("customers:health", args=[world.account.pk]), {"health": "poor", "note": "Told so."}, follow=True)
    assert answer.status_code == 200
    assert "Somebody was faster" in answer.text
    world.account.refresh_from_db()
    assert world.account.health != "poor"


def test_what_cannot_be_read_is_answered_in_words() -> None:
    """A page of ours, and not the bare line of a web server: what happened, what was kept, and the way on."""
    client = Client()
    odd = client.get("/accounts/login/?next=%00")
    assert odd.status_code == 400
    assert "This could not be read" in odd.text
    assert 'href="/"' in odd.text
    long = client.post("/accounts/login/", {"login": "x" * 3_000_000})
    assert long.status_code == 413
    assert "That is too much at once" in long.text
    assert "Nothing was changed" in long.text


def test_an_address_that_only_takes_forms_says_so_and_leads_back() -> None:
    """A page that refused a form, loaded again, is asked for as a page."""
    world = a_world()
    row = world.sent()
    client = world.as_(world.manager)
    for url, back in (
        (reverse("requests:comment", args=[row.pk]), reverse("requests:request", args=[row.pk])),
        (reverse("desk:comment", args=[world.account.pk]), reverse("desk:account", args=[world.account.pk])),
        (reverse("ui:theme"), "/"),
    ):
        answer = client.get(url)
        assert answer.status_code == 405, url
        assert "POST" in answer["Allow"]
        assert "This address only takes what a form sends" in answer.text
        assert f'href="{back}"' in answer.text, url
    assert client.get(reverse("ui:theme"), headers={"HX-Request": "true"}).text == ""
    assert client.post(reverse("policy:index")).text.count("This address") == 1


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_in_another_charset_is_refused_in_one_line(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get("/accounts/login/")
    answer = client.post("/accounts/login/", b"login=x", content_type=f"{kind}; charset=utf-7")
    assert answer.status_code == 400
    assert "This could not be read" in answer.text
    assert "".join(caplog.messages).count("\n") == 0 == sum(record.exc_info is not None for record in caplog.records)
    assert client.post("/accounts/login/", b"login=x", content_type=f"{kind}; charset=UTF-8").status_code == 403


class Unread:
    """A body that nobody may touch."""

    def read(self, *_size: int) -> bytes:
        """Fail."""
        pytest.fail("the body was read")

    readline = read


@pytest.mark.parametrize(("path", "megabytes"), [("/accounts/login/", 5), ("/imports/5/start", 900), ("/imports/new", 1100)])
def test_what_is_too_large_is_refused_before_it_is_read(path: str, megabytes: int) -> None:
    size = str(megabytes * 1024 * 1024)
    sent: dict[str, Any] = {"wsgi.input": Unread(), "CONTENT_LENGTH": size, "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    answer = Client(enforce_csrf_checks=True).generic("POST", path, **sent)
    assert answer.status_code == 413
    assert "That is too much at once" in answer.text


@pytest.mark.parametrize(("roles", "status"), [(None, 302), ([], 413), ([Role.REQUESTER], 413)])
def test_a_large_list_is_read_only_from_those_who_may_bring_one(roles: list[str] | None, status: int) -> None:
    size = str(900 * 1024 * 1024)
    sent: dict[str, Any] = {"wsgi.input": Unread(), "CONTENT_LENGTH": size, "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    client = Client(enforce_csrf_checks=True)
    if roles is not None:
        client.force_login(a_person(*roles))
    answer = client.generic("POST", reverse("imports:upload"), **sent)
    assert answer.status_code == status
    assert status != 302 or answer["Location"] == "/accounts/login/?next=/imports/new"


def test_a_list_of_nearly_a_gigabyte_from_a_manager_passes_the_door() -> None:
    sent: dict[str, Any] = {"CONTENT_LENGTH": str(900 * 1024 * 1024), "CONTENT_TYPE": "text/plain"}
    client = Client()
    client.force_login(a_manager())
    assert client.generic("POST", reverse("imports:upload"), **sent).status_code == 200, "the form"


def test_a_fault_of_ours_is_a_page_with_the_way_on(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.site.faulty"
    client.raise_request_exception = False
    answer = client.get("/fault")
    assert answer.status_code == 500
    assert "This was our fault, not yours." in answer.text
    assert "Try again" in answer.text
    assert "no such thing" not in answer.text


def test_a_page_open_for_too_long_leads_a_customer_back_to_it_and_a_colleague_home() -> None:
    client = Client(enforce_csrf_checks=True)
    guest = client.post("/r/some-link/", {"answer": "gladly"})
    assert guest.status_code == 403
    assert "This page was open for too long" in guest.text
    assert 'href="./"' in guest.text
    assert 'href="/"' in client.post("/accounts/login/", {"login": "x"}).text
