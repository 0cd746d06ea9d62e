"""A log line never holds a token."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings

from goodword.links.actions import hash_token
from goodword.site.logs import HideTokens


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
