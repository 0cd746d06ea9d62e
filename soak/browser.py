"""Somebody at a browser, signed in: sends one form at a time and knows whether it was acknowledged."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

TOKEN: Final = "soak" * 8
PATIENCE: Final = 30.0
LOST: Final = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status (0 when the connection was lost), the address it sends to, the page."""

    status: int
    location: str = ""
    page: str = ""

    @property
    def is_acknowledged(self) -> bool:
        """The change is promised: the page sends the reader on."""
        return self.status in (302, 303) and "/accounts/" not in self.location


@dataclass
class Browser:
    """One person at one address; `ports` are tried in turn when nobody listens, as a balancer in front does."""

    ports: Callable[[], list[int]]
    session: str
    cookie: str
    csrf_cookie: str
    answers: dict[int, int] = field(default_factory=dict)

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode({**form, "csrfmiddlewaretoken": TOKEN}).encode())

    def send_file(self, path: str, form: Mapping[str, str], name: str, file_name: str, content: bytes) -> Answer:
        """Send a form with one file."""
        mark = "soak-part"
        fields = {**form, "csrfmiddlewaretoken": TOKEN}
        head = "".join(f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items())
        head += f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\nContent-Type: text/csv\r\n\r\n'
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self._ask("POST", path, body, content_type=f"multipart/form-data; boundary={mark}")

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, b"")

    def _ask(self, method: str, path: str, body: bytes, *, content_type: str = "application/x-www-form-urlencoded") -> Answer:
        headers = {"Cookie": f"{self.cookie}={self.session}; {self.csrf_cookie}={TOKEN}"}
        if body:
            headers["Content-Type"] = content_type
        answer = Answer(LOST)
        for port in self.ports():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            try:
                connection.request(method, path, body, headers)
                reply = connection.getresponse()
                answer = Answer(reply.status, reply.headers.get("Location", ""), reply.read().decode(errors="replace"))
                break
            except ConnectionRefusedError:
                continue  # nothing was sent: the next one may have it
            except (OSError, http.client.HTTPException):
                break
            finally:
                connection.close()
        self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
        return answer
