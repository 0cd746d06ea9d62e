"""Each test begins with no sign-in tries remembered."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_tries_remembered() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
