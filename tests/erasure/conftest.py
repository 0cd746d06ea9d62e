"""What these tests share: lists that are brought in, a mail server, and an empty queue."""

from tests.imports.conftest import bring
from tests.portal.conftest import queue, server

__all__ = ["bring", "queue", "server"]
