"""What we have on somebody, for themselves: everything that is theirs or about them, in parts, each with its columns.

What was said in confidence about others is none of it: of a request they read what they were told, of colleagues' talk nothing. Nor is
what stands in documents, which only people look into: the page says so.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy

from goodword.customers.models import Contact
from goodword.erasure.queries.held import asked, joining, mailed, themselves
from goodword.erasure.queries.held.asked import photos_of
from goodword.erasure.queries.held.parts import Kind, Part

__all__ = ["KINDS", "Part", "held", "photos_of"]

_AT: Final = gettext_lazy("When")
_WHAT: Final = gettext_lazy("What")
_SAID: Final = gettext_lazy("Words")
KINDS: Final[Mapping[str, Kind]] = {
    "details": Kind(
        gettext_lazy("Details"),
        {
            "name": gettext_lazy("Name"),
            "email": gettext_lazy("Mail address"),
            "phone": gettext_lazy("Phone"),
            "title": gettext_lazy("Job title"),
            "company": gettext_lazy("Company"),
            "persona": gettext_lazy("Your part there"),
            "languages": gettext_lazy("Languages"),
            "time_zone": gettext_lazy("Time zone"),
            "is_champion": gettext_lazy("You speak for your company"),
            "do_not_contact": gettext_lazy("Nobody contacts you"),
            "quiet_until": gettext_lazy("You pause until"),
            "left_on": gettext_lazy("You left your company on"),
            "bounced_at": gettext_lazy("Mail to you came back"),
            "source": gettext_lazy("Where we have it from"),
            "external_id": gettext_lazy("Your number there"),
            "created_at": gettext_lazy("Written down"),
            "updated_at": gettext_lazy("Last changed"),
        },
        themselves.details,
    ),
    "agreements": Kind(
        gettext_lazy("Agreements and limits"),
        {"what": _WHAT, "since": gettext_lazy("Since"), "how": gettext_lazy("How")},
        themselves.agreed,
    ),
    "asks": Kind(
        gettext_lazy("Questions and answers"),
        {
            "on": _AT,
            "asker": gettext_lazy("Who asked"),
            "what": _WHAT,
            "topic": gettext_lazy("What they wanted to hear"),
            "answer": gettext_lazy("Your answer"),
            "words": gettext_lazy("Your words"),
            "colleague": gettext_lazy("Whom you named"),
            "scheduled_at": gettext_lazy("Date agreed"),
        },
        asked.asks,
    ),
    "outcomes": Kind(
        gettext_lazy("How it went"), {"at": _AT, "result": gettext_lazy("Answer"), "words": _SAID}, asked.outcomes
    ),
    "words": Kind(
        gettext_lazy("Approved words"),
        {"at": _AT, "words": _SAID, "said_by": gettext_lazy("Under which name"), "is_used": gettext_lazy("Used today")},
        asked.words,
    ),
    "prepared": Kind(
        gettext_lazy("Given for an event"),
        {
            "at": _AT,
            "title": gettext_lazy("Title"),
            "bio": gettext_lazy("About you"),
            "abstract": gettext_lazy("About the talk"),
            "landscape": gettext_lazy("Your systems"),
            "why_us": gettext_lazy("Why us"),
            "results": gettext_lazy("Results"),
            "metrics": gettext_lazy("Numbers"),
            "plans": gettext_lazy("Plans"),
            "has_photo": gettext_lazy("Your photo"),
            "plan": gettext_lazy("About the plan"),
        },
        asked.prepared,
    ),
    "talks": Kind(gettext_lazy("Talks"), {"what": _WHAT, "on": _AT}, asked.talks),
    "nominations": Kind(
        gettext_lazy("Nominations"),
        {
            "number": gettext_lazy("Number"),
            "at": _AT,
            "by": gettext_lazy("Who proposed you"),
            "company": gettext_lazy("Company"),
            "what": gettext_lazy("For what"),
            "words": gettext_lazy("What they said of you"),
            "state": gettext_lazy("What became of it"),
        },
        joining.nominations,
    ),
    "introductions": Kind(
        gettext_lazy("Introduction calls"),
        {
            "number": gettext_lazy("Number"),
            "on": _AT,
            "answers": gettext_lazy("Your answers"),
            "agreed": gettext_lazy("Agreed to"),
            "refused": gettext_lazy("Not wanted"),
            "comfort": gettext_lazy("How often"),
            "preferences": gettext_lazy("What you prefer"),
            "consent_on": gettext_lazy("You joined on"),
            "how": gettext_lazy("How"),
        },
        joining.introductions,
    ),
    "registrations": Kind(
        gettext_lazy("Registrations"),
        {
            "number": gettext_lazy("Number"),
            "created_at": _AT,
            "name": gettext_lazy("Name"),
            "email": gettext_lazy("Mail address"),
            "company": gettext_lazy("Company"),
            "website": gettext_lazy("Website"),
            "job_title": gettext_lazy("Job title"),
            "answers": gettext_lazy("Your answers"),
            "came_from": gettext_lazy("On which way you came"),
            "agreed_at": gettext_lazy("Agreed to the notice"),
        },
        joining.registrations,
    ),
    "mails": Kind(
        gettext_lazy("Mails"),
        {"at": _AT, "subject": gettext_lazy("Subject"), "words": _SAID, "state": gettext_lazy("What became of it")},
        mailed.mails,
    ),
    "links": Kind(
        gettext_lazy("Links"),
        {"at": _AT, "what": gettext_lazy("For what"), "opened_at": gettext_lazy("Opened"), "until": gettext_lazy("Until")},
        mailed.links,
    ),
    "history": Kind(
        gettext_lazy("Changes of details"),
        {"at": _AT, "field": _WHAT, "before": gettext_lazy("Before"), "after": gettext_lazy("After")},
        themselves.history,
    ),
    "noted": Kind(gettext_lazy("Notes"), {"at": _AT, "what": _WHAT, "words": _SAID}, themselves.noted),
}


def held(contact: Contact, *, at: datetime) -> tuple[Part, ...]:
    """Everything, part by part, in the language and time zone that are spoken now; parts without rows too, so that nothing is silent."""
    return tuple(
        Part(
            code=code,
            title=str(kind.title),
            columns={name: str(label) for name, label in kind.columns.items()},
            rows=tuple(kind.rows(contact, at)),
        )
        for code, kind in KINDS.items()
    )
