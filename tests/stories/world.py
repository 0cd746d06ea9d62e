"""A story to work on."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from goodword.customers.models import Account
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.stories.actions import Proposal, propose
from goodword.stories.models import Story
from tests.factories.customers import an_account
from tests.factories.people import a_person


def proposed(*, by: User | None = None, at: datetime | None = None, **said: Any) -> Story | Refused:
    """What becomes of a proposal."""
    account: Account | None = said.pop("account", None) or (None if "heard_where" in said else an_account("Halden Freight"))
    wanted = Proposal(**{"kind": "case_study", "title": "Parcels before breakfast", "once": uuid4(), "account": account, **said})
    return propose(wanted, by=Actor.person(by or a_person()), at=at or clock.now())


def a_story(**said: Any) -> Story:
    """A story that somebody proposed."""
    row = proposed(**said)
    assert isinstance(row, Story), row
    return row
