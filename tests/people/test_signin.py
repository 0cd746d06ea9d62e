"""The way in: passwords, throttling, redirects, forgotten passwords, and no way in for strangers."""

from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.core.cache import caches
from django.core.cache.backends import locmem
from django.test import Client
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.people import actions
from goodword.people.models import User
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
PASSWORD = "four plain words here"


@pytest.fixture
def person() -> User:
    return a_person(name="Ada Winter", password=PASSWORD)


def enter_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nothing is known that a process keeps in its own memory, and all that is kept in the database."""
    monkeypatch.setattr(locmem, "_caches", {})
    del caches["default"]


def try_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


@pytest.mark.slow
def test_a_password_lets_in_with_a_fresh_session_and_lists_the_device(client: Client, person: User) -> None:
    client.get(reverse("account_login"))
    client.session["left"] = "behind"
    client.session.save()
    before = client.session.session_key
    answer = try_in(client, person.email.upper())
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session.session_key != before
    assert UserSession.objects.filter(user=person, session_key=client.session.session_key).count() == 1
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("evil", ["//evil.example/x", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_sign_in_never_leads_to_another_site(client: Client, person: User, evil: str) -> None:
    assert try_in(client, person.email, next=evil)["Location"] == "/"


def test_sign_in_leads_back_to_where_one_wanted_to_go(client: Client, person: User) -> None:
    sent_away = client.get(reverse("people:list"))
    assert sent_away["Location"] == f"{reverse('account_login')}?next={reverse('people:list')}"
    assert try_in(client, person.email, next=reverse("people:list"))["Location"] == reverse("people:list")


@pytest.mark.slow
def test_wrong_tries_are_throttled_in_plain_words_and_the_right_password_must_wait(client: Client, person: User) -> None:
    for _try in range(5):
        answer = try_in(client, person.email, "not the password")
    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()
    assert try_in(Client(), person.email).status_code == 429
    other = a_person(password=PASSWORD)
    assert try_in(Client(), other.email).status_code == 302


@pytest.mark.slow
def test_behind_a_proxy_a_stranger_does_not_lock_somebody_out(client: Client, person: User, settings: Any) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, behind_proxy=True)
    for number in range(12):
        answer = try_in(Client(headers={"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.66"}), person.email, "not the password")
    assert "Too many tries" in answer.content.decode()
    assert try_in(Client(headers={"X-Forwarded-For": "203.0.113.7"}), person.email).status_code == 302


@pytest.mark.slow
def test_unknown_addresses_are_throttled_and_answered_like_known_ones(client: Client, person: User) -> None:
    known = try_in(client, person.email, "wrong password 1")
    unknown = try_in(client, "nobody@acme.example", "wrong password 1")
    assert known.status_code == unknown.status_code == 200
    assert known.context["form"].errors == unknown.context["form"].errors
    for _try in range(4):
        last = try_in(client, "nobody@acme.example", "wrong password 1")
    assert last.status_code == 429


def test_a_new_password_is_mailed_to_known_people_and_nobody_can_tell_who_is_known(client: Client, person: User) -> None:
    url = reverse("account_reset_password")
    known, unknown = client.post(url, {"email": person.email}), client.post(url, {"email": "nobody@acme.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    entries = Entry.objects.filter(verb="user.password_reset_asked")
    assert [subject.object_id for entry in entries for subject in entry.subjects.all()] == [person.pk]


@pytest.mark.parametrize("page", ["signup/", "email/", "3rdparty/", "3rdparty/signup/"])
def test_pages_of_the_library_that_the_house_does_not_want_are_closed(client: Client, person: User, page: str) -> None:
    assert client.get(f"/accounts/{page}").status_code == 404
    client.force_login(person)
    assert client.post(f"/accounts/{page}", {"email": "new@acme.example", "password1": PASSWORD, "action_add": ""}).status_code == 404
    assert not User.objects.filter(email="new@acme.example").exists()


@pytest.mark.slow
def test_a_new_password_needs_the_latest_link_works_once_and_ends_other_sessions(client: Client, person: User) -> None:
    elsewhere = Client()
    try_in(elsewhere, person.email)
    path = actions.password_reset_path(User.objects.get(pk=person.pk))
    form_url = client.get(path)["Location"]
    assert client.post(form_url, {"password1": PASSWORD * 2, "password2": PASSWORD * 2}).status_code == 302
    assert elsewhere.get("/").status_code == 302
    assert client.get("/").status_code == 302, "a new password does not sign in by itself"
    assert Client().get(path).status_code == 200, "the used link leads nowhere but to words"
    assert try_in(Client(), person.email, PASSWORD * 2).status_code == 302
    assert try_in(Client(), person.email).status_code == 200


@pytest.mark.slow
def test_a_second_factor_is_asked_for_after_the_password(client: Client, person: User) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    assert try_in(client, person.email)["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get("/").status_code == 302
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    wrong = str((int(code) + 1) % 1_000_000).zfill(6)
    assert client.post(reverse("mfa_authenticate"), {"code": wrong}).status_code == 200
    assert client.get("/").status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert client.get("/").status_code == 200


def a_code(person: User) -> str:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    return str(totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time())))))


@pytest.mark.slow
def test_a_code_is_good_once_in_every_process(client: Client, person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    code = a_code(person)
    try_in(client, person.email)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    enter_another_process(monkeypatch)
    second = Client()
    try_in(second, person.email)
    assert second.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    assert second.get("/").status_code == 302, "the code was used before"


@pytest.mark.slow
def test_wrong_codes_are_limited_per_account_wherever_they_come_from(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    code = a_code(person)
    wrong = str((int(code) + 1) % 1_000_000).zfill(6)
    for number in range(10):
        stranger = Client(REMOTE_ADDR=f"198.51.100.{number}")
        try_in(stranger, person.email)
        stranger.post(reverse("mfa_authenticate"), {"code": wrong})
    enter_another_process(monkeypatch)
    last = Client(REMOTE_ADDR="198.51.100.99")
    try_in(last, person.email)
    answer = last.post(reverse("mfa_authenticate"), {"code": code})
    assert "Too many tries" in answer.content.decode()
    assert last.get("/").status_code == 302


@pytest.mark.slow
def test_pages_stay_out_of_shared_caches_and_signing_out_empties_the_browsers(client: Client, person: User) -> None:
    client.force_login(person)
    assert "private" in client.get("/")["Cache-Control"]
    answer = client.post(reverse("account_logout"))
    assert "cache" in answer["Clear-Site-Data"]
    assert client.get("/").status_code == 302


def test_somebody_deactivated_does_not_get_in(client: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    try_in(client, person.email)
    assert client.get("/").status_code == 302


def test_who_has_no_password_chooses_one_on_a_page_of_the_house(client: Client, person: User) -> None:
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    page = client.get("/accounts/password/change/", follow=True).content.decode()
    assert "You have none yet" in page
    weak = client.post("/accounts/password/set/", {"password1": "password1234", "password2": "password1234"}).content.decode()
    assert "too common" in weak
    answer = client.post("/accounts/password/set/", {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assert "Your password is set." in answer.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
