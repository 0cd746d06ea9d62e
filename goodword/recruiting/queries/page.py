"""Everything that the page of a nomination shows."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.customers.kinds.sentences import SENTENCES as CUSTOMERS
from goodword.customers.queries import timeline_items
from goodword.journal.queries import about
from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.policy.queries import in_force
from goodword.recruiting.kinds import QUESTIONS, TRACK_LABELS
from goodword.recruiting.kinds.sentences import SENTENCES
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.ball import ball_line
from goodword.recruiting.queries.briefing import facts_of, long_answers, short_facts
from goodword.recruiting.queries.tracks import track_now
from goodword.ui.navigation import address
from goodword.ui.pieces import Crumb, Fact, Person


def page_of(row: Nomination, *, reader: User, at: datetime) -> dict[str, Any]:
    """The context of the page."""
    now = in_force(at)
    said = facts_of(row.briefing, QUESTIONS.values())
    entries = about("nomination", row.pk, circle_ids=circles_of(reader))
    return {
        "row": row,
        "crumbs": [Crumb(label=_("Recruiting"), url=reverse("recruiting:nominations")), Crumb(label=row.reference)],
        "for_what": row.get_purpose_display(),
        "track": TRACK_LABELS[track_now(row, now.numbers)],
        "ball": ball_line(row, reader, at=at),
        "facts": short_facts(said),
        "stories": long_answers(said),
        "who": who_and_when(row),
        "timeline": timeline_items(entries, {**CUSTOMERS, **SENTENCES}, today=now.today),
        "me": Person(name=reader.name, id=reader.pk),
    }


def who_and_when(row: Nomination) -> list[Fact]:
    """Who is in it, and its days."""
    champion = row.champion
    words = str(row.briefing.get("champion_words") or "")
    there = Person(name=champion.name, id=champion.pk, note=champion.title) if champion is not None else None
    facts = [
        Fact(label=_("Customer"), value=row.account.name, url=address("desk:account", row.account_id)),
        Fact(label=_("Champion"), person=there, value=words),
        Fact(label=_("Nominated by"), person=Person(name=row.nominator.name, id=row.nominator_id)),
        Fact(label=_("Decides"), person=Person(name=row.manager.name, id=row.manager.pk)) if row.manager else None,
        Fact(label=_("Came from"), value=row.get_source_display()),
        Fact(label=_("Sent"), on=row.submitted_at) if row.submitted_at else None,
    ]
    return [each for each in facts if each is not None and (each.value or each.on or each.person)]
