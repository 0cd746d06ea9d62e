"""The pages of `ui` over HTTP, the list's addresses, and the sign-in pages in our frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from goodword.kernel import clock
from goodword.people.models import User
from goodword.ui import pages, parts, tables
from goodword.ui.navigation import menu_for
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db
COLUMNS = (
    tables.Column(key="name", label="Name", order_by=("name",)),
    tables.Column(key="due", label="Due", kind="due", order_by=("due_at",), descending_first=True),
)


class Rows:
    """Something that counts and slices like a queryset."""

    def __init__(self, total: int) -> None:
        self.total = total

    def count(self) -> int:
        return self.total

    def __getitem__(self, index: slice) -> Iterator[int]:
        return iter(range(self.total)[index])


def asked(query: str = "", **headers: str) -> HttpRequest:
    request = RequestFactory().get(f"/requests/{query}", headers=headers)
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # what the middleware does
    return request


def test_theme_is_remembered_and_leads_back(client: Client) -> None:
    answer = client.post(reverse("ui:theme"), {"theme": "dark", "next": "/accounts/login/?next=/x"})
    assert (answer.status_code, answer["location"]) == (302, "/accounts/login/?next=/x")
    assert 'data-bs-theme="dark"' in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_theme_never_leads_to_another_site(client: Client, back: str) -> None:
    assert client.post(reverse("ui:theme"), {"theme": "dark", "next": back})["location"] == "/"


@pytest.mark.parametrize("back", ["no_such_page", "a b", "people:list"])
def test_theme_takes_a_word_for_an_address_and_never_for_the_name_of_a_page(client: Client, back: str) -> None:
    assert client.post(reverse("ui:theme"), {"theme": "dark", "next": back}).status_code == 302


def test_an_unknown_theme_is_not_kept(client: Client) -> None:
    client.post(reverse("ui:theme"), {"theme": "pink"})
    assert "goodword_theme" not in client.cookies


def test_brand_is_a_sheet_that_may_be_kept(client: Client) -> None:
    answer = client.get("/brand/3b3a8c.css")
    assert answer["content-type"].startswith("text/css")
    assert "immutable" in answer["cache-control"]
    assert "--gw-fill: light-dark(#3b3a8c" in answer.content.decode()
    assert client.get("/brand/nonsense.css").status_code == 404


@pytest.mark.slow
def test_a_fragment_brings_its_toasts_and_is_kept_apart_from_its_page() -> None:
    request = asked(**{"HX-Request": "true", "HX-Request-Type": "partial"})
    pages.said(request, "Held until Tuesday.", undo_url="/undo")
    pages.refused(request, "Somebody was faster.")
    answer = pages.page_or_fragment(request, "ui/parts.html", "list", parts.everything(request, at=clock.now()))
    body = answer.content.decode()
    assert body.lstrip().startswith('<div id="list">')
    assert "<html" not in body
    assert body.count("data-toast") >= 2
    assert 'action="/undo"' in body
    assert "HX-Request-Type" in answer["vary"]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Request-Type": "full"}])
def test_everybody_else_gets_the_page(headers: dict[str, str]) -> None:
    assert not pages.wants_fragment(asked(**headers))


@pytest.mark.parametrize(
    ("query", "number", "first", "last"),
    [
        ("", 1, 1, 50),
        ("?page=2", 2, 51, 100),
        ("?page=99", 3, 101, 120),
        ("?page=-1", 1, 1, 50),
        ("?page=²", 1, 1, 50),
        ("?page=99999999999", 1, 1, 50),
    ],
)
def test_a_page_that_cannot_be_is_the_nearest_that_can(query: str, number: int, first: int, last: int) -> None:
    page = pages.paged(asked(query), Rows(120))
    assert (page.number, page.first, page.last, page.total, len(page.rows)) == (number, first, last, 120, last - first + 1)


def test_paging_keeps_the_rest_of_the_address() -> None:
    page = pages.paged(asked("?state=done&state=sourcing&q=bank&page=2"), Rows(120))
    assert page.earlier_url == "/requests/?state=done&state=sourcing&q=bank"
    assert page.later_url == "/requests/?state=done&state=sourcing&q=bank&page=3"


def test_nobody_leafs_further_than_the_database_likes() -> None:
    page = pages.paged(asked("?page=200"), Rows(1_000_000))
    assert page.cut_off
    assert page.later_url == ""


@pytest.mark.parametrize(
    ("query", "key", "fields"),
    [("", "-due", ("-due_at", "-pk")), ("?sort=name", "name", ("name", "pk")), ("?sort=password", "-due", ("-due_at", "-pk"))],
)
def test_sorting_knows_only_its_columns(query: str, key: str, fields: tuple[str, ...]) -> None:
    assert tables.chosen_sort(asked(query), COLUMNS, default="-due") == tables.Sort(key, fields)


def test_heads_turn_the_order_over_and_filters_turn_themselves_off() -> None:
    request = asked("?sort=name&state=done&page=4")
    table = tables.Table(
        request=request,
        columns=COLUMNS,
        rows=[],
        sort=tables.chosen_sort(request, COLUMNS, default="-due"),
        filters=(
            tables.Filter(key="state", label="State", many=True, options=(tables.Option("done", "Done"), tables.Option("draft", "Draft"))),
        ),
    )
    heads = list(table.heads)
    assert (heads[0].direction, heads[0].url) == ("ascending", "/requests/?sort=-name&state=done")
    assert (heads[1].direction, heads[1].url) == ("", "/requests/?sort=-due&state=done")
    done, draft = table.menus[0].choices
    assert (done.chosen, done.url) == (True, "/requests/?sort=name")
    assert (draft.chosen, draft.url) == (False, "/requests/?sort=name&state=done&state=draft")
    assert table.is_narrowed


def test_sign_in_is_in_our_frame_and_says_what_is_wrong(client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert "gw-signin" in page
    assert "form-control" in page
    answer = client.post("/accounts/login/", {"login": "nobody@acme.example", "password": "wrong"})
    assert "gw-note stop" in answer.content.decode()


@pytest.fixture
def mara(client: Client) -> User:
    user = a_manager(name="Mara Lindqvist")
    user.set_password("correct horse battery")
    user.save()
    client.force_login(user)
    return user


@pytest.mark.usefixtures("mara")
@pytest.mark.parametrize("name", ["mfa_index", "usersessions_list", "account_change_password", "account_logout", "mfa_list_webauthn"])
def test_pages_about_ones_own_sign_in_are_in_the_frame(client: Client, name: str) -> None:
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'class="gw-top"' in page
    assert "Mara Lindqvist" in page


def test_parts_are_shown_in_a_demo_only(client: Client, mara: User) -> None:
    assert mara.is_manager
    assert client.get("/parts").status_code == 404


def test_the_top_bar_shows_what_the_reader_may_open(client: Client) -> None:
    client.force_login(a_person(name="Sven Aalto"))
    page = client.get(reverse("mfa_index")).content.decode()
    assert "Sign out" in page
    assert "/outbox/" not in page


def test_not_found_and_csrf_failures_are_pages_of_ours(client: Client) -> None:
    client.force_login(a_person(name="Sven Aalto"))
    lost = client.get("/no-such-page/")
    assert lost.status_code == 404
    assert "There is nothing here" in lost.content.decode()
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/accounts/login/", {"login": "x"})
    assert answer.status_code == 403
    assert "open for too long" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "shown"),
    [(name, name) for name in ("customers:deals", "customers:list", "people:settings", "people:list")]
    + [("desk:calendar", "requests:list")],
)
def test_the_bar_says_once_where_one_is(name: str, shown: str) -> None:
    request = RequestFactory().get(reverse(name))
    request.user = a_manager()
    menu = menu_for(request)
    assert [link.url for link in (*menu.main, *menu.more, *menu.own) if link.current] == [reverse(shown)]


def test_the_bar_leads_operators_and_nobody_else_to_the_outbox() -> None:
    def urls(user: User) -> list[str]:
        request = RequestFactory().get("/")
        request.user = user
        return [link.url for link in menu_for(request).more]

    assert reverse("notifications:outbox") in urls(a_person("administrator"))
    assert reverse("notifications:outbox") not in urls(a_manager())


@pytest.mark.slow
def test_the_bar_is_each_readers_own_and_its_forms_belong_to_the_page() -> None:
    mara, sven = a_manager(name="Mara <b>Lindqvist</b>"), a_person(name="Sven Aalto")
    addresses = {"one": "/customers/?q=one", "two": "/customers/?q=%22two%22&sort=name"}
    for _round in range(2):
        for user, other in ((mara, sven), (sven, mara)):
            client = Client()
            client.force_login(user)
            for address in addresses.values():
                page = client.get(address)
                bar = page.content.decode().split("<main")[0]
                assert escape(user.name) in bar
                assert escape(other.name) not in bar
                assert f'name="next" value="{escape(address)}"' in bar
                token = str(page.context["csrf_token"])
                assert bar.count(f'name="csrfmiddlewaretoken" value="{token}"') == bar.count("csrfmiddlewaretoken") > 2
                drawn = set(re.findall(r'href="#gw-i-([a-z0-9-]+)"', page.content.decode()))
                assert drawn <= set(re.findall(r'<symbol id="gw-i-([a-z0-9-]+)"', bar))
