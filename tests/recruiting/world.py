"""Somebody who registers."""

from datetime import datetime
from typing import Any

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.recruiting.actions import confirm, register
from goodword.recruiting.kinds import Agreed, AgreedKind, PublicProgram, SignUp
from goodword.recruiting.models import Registration

NOTICE = Agreed(kind=AgreedKind.NOTICE, language="en", number=0, words="What we keep of you.")
CONSENT = Agreed(kind=AgreedKind.CONSENT, language="en", number=0, words="I would like to take part.")


def a_signup(**fields: Any) -> SignUp:
    """What a person sends who wants to join."""
    said: dict[str, Any] = {
        "program": PublicProgram.CUSTOMER,
        "name": "Ingrid Solberg",
        "email": "ingrid.solberg@vestara.example",
        "company": "Vestara Insurance",
        "country": "NO",
        "notice": NOTICE,
        "consent": CONSENT,
    }
    return SignUp(**{**said, **fields})


def registered(*, at: datetime | None = None, **fields: Any) -> Registration:
    """Somebody who has not confirmed the address yet."""
    return register(a_signup(**fields), by=Actor.system(), at=at or clock.now())


def a_registration(*, at: datetime | None = None, **fields: Any) -> Registration:
    """Somebody who waits for review."""
    moment = at or clock.now()
    return confirm(registered(at=moment, **fields), by=Actor.system(), at=moment)
