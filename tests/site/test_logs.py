"""A log line never holds a token."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from goodword.links.actions import hash_token
from goodword.site.logs import HideTokens
from tests.factories.people import a_person


def test_the_token_of_a_link_is_not_written_down() -> None:
    token = "q9pxBu_sQQq0Ap8goabXLQrTWEUOq4ZKA46e7SFf6dM"
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Unprocessable Entity", f"/r/{token}/"), None)
    assert HideTokens().filter(record)
    assert token not in record.getMessage()
    assert record.getMessage() == "Unprocessable Entity: /r/…/"
    assert hash_token(token) not in record.getMessage()


def test_every_handler_hides_tokens() -> None:
    handlers: Any = settings.LOGGING["handlers"]
    for handler in handlers.values():
        assert "hide_tokens" in handler["filters"]


@pytest.mark.django_db
def test_what_is_not_allowed_is_one_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.force_login(a_person())
    url = reverse("customers:new")
    assert client.get(url).status_code == 403
    assert [(record.getMessage(), record.exc_info) for record in caplog.records] == [(f"Forbidden: {url}", None)]
