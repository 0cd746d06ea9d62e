"""One house or several with a mail server, people in them, and Django set up to look on."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import django

from goodword.site import database
from soak.house import House, until
from soak.pooler import Pooler
from soak.post import Post

if TYPE_CHECKING:  # the models can only be imported once Django is set up
    from soak.journeys import Work


BACK_WITHIN = 60.0


@dataclass
class Stage:
    """Where a soak plays: `server` is the database they share, or the first house's own."""

    folder: Path
    post: Post
    houses: list[House]
    server: database.Server
    drained: set[int] = field(default_factory=set)

    @property
    def house(self) -> House:
        """The first house."""
        return self.houses[0]

    def ports(self) -> list[int]:
        """Where a balancer would send somebody: to a house that is not being drained, in any order."""
        ports = [house.port for house in self.houses if house.port not in self.drained]
        return random.sample(ports, len(ports))

    def ready_again(self) -> float:
        """Wait until every house is well; returns seconds."""
        return until(lambda: all(house.ready() for house in self.houses), within=BACK_WITHIN, said="the product answers again")

    def work(self, many: int) -> Work:
        """People with so many customers; called once."""
        from soak.journeys import Work, people_and_customers  # noqa: PLC0415 (the models wait for Django)

        world, customers = people_and_customers(many)
        return Work(self.ports, world, customers)


@contextmanager
def a_stage(*, houses: int = 1, shared: bool = False, through: int = 0) -> Iterator[Stage]:
    """Start everything in a folder of its own, and take it down afterwards.

    `shared`: the houses use one server beside them, as in production; `through`, by a pooler that listens on this port.
    """
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="goodword-soak-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)  # a server that is started by root runs as somebody else
        post = Post()
        post.open()
        stack.callback(post.close)
        # Houses on one database share the key that signs sessions and links.
        variables = {"GOODWORD_SECRET_KEY": secrets.token_urlsafe(50)}
        os.environ |= variables
        beside: database.Server | None = None
        if shared:
            (folder / "beside").mkdir()
            beside = database.place(folder / "beside")
            beside.start()
            stack.callback(beside.stop)
            variables |= addresses(beside, through)
            if through:
                stack.enter_context(pooled(beside, through, folder))
        made = [House(folder / f"house{n}", smtp_port=post.port, variables=variables) for n in range(houses)]
        for house in made:
            stack.callback(house.end)
            house.begin()
        server = beside or made[0].server
        look_on(server, made[0])
        yield Stage(folder, post, made, server)


def addresses(server: database.Server, through: int) -> dict[str, str]:
    """The variables that lead a house to a server, straight or through a pooler."""
    web = f"postgresql://{database.WEB}@127.0.0.1:{through}/{database.NAME}" if through else server.url(database.WEB)
    return {"DATABASE_URL": web, "GOODWORD_OWNER_DATABASE_URL": server.url(database.OWNER)}


@contextmanager
def pooled(server: database.Server, port: int, folder: Path) -> Iterator[None]:
    """A session pooler between the houses and the server."""
    pooler = Pooler(server, port, folder)
    pooler.begin()
    try:
        yield
    finally:
        pooler.end()


def look_on(server: database.Server, house: House) -> None:
    """Set Django up in this process, straight on the database, as the web role."""
    os.environ |= {"DATABASE_URL": server.url(database.WEB), "GOODWORD_DATA": str(house.folder), "GOODWORD_DB_KEEP": "60"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodword.site.settings")
    django.setup()
