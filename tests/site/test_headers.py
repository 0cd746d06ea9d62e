"""What the browser is told on every page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {"healthz", "readyz"}


@pytest.mark.django_db
def test_the_policy_is_strict(client: Client) -> None:
    """No inline script or style, no frame around us, no form that leads away."""
    answer = client.get("/accounts/login/")
    assert answer.status_code == 200
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == policy["connect-src"] == "'self'"
    assert policy["img-src"] == "'self' data:"
    assert not [value for value in policy.values() if "unsafe" in value or "*" in value or "http" in value]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def _pages(patterns: list[URLPattern | URLResolver], prefix: str = "", name: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for each in patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            found += _pages(each.url_patterns, route, each.app_name or name)
        elif "<" not in route and "(" not in route:
            found.append((name, "/" + route.removeprefix("^")))
    return found


@pytest.mark.slow
@pytest.mark.django_db
def test_a_stranger_sees_no_page_of_staff(client: Client) -> None:
    """Every address without a variable in it, of every slice but the portal, leads a stranger to the sign-in."""
    pages = [path for name, path in _pages(get_resolver().url_patterns) if name and name not in {"portal", "ui"}]
    assert pages
    shown = {path: client.get(path).status_code for path in pages}
    assert {path: status for path, status in shown.items() if status not in {302, 405}} == {}
