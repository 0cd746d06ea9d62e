"""The welcome letter: to whom, in which words, and whether it may leave."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from goodword.customers.models import Contact
from goodword.journal.models import Entry
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User
from goodword.people.queries import program, today
from goodword.recruiting.models import Nomination
from goodword.requests.queries.letters import Letter, called, worded

WELCOMED: Final = "nomination.welcomed"
STOPPED: Final = "nomination.welcome_stopped"


def why_no_letter(row: Nomination, *, at: datetime) -> Refused | None:
    """Why nobody can be welcomed by mail, in words; nothing when somebody can."""
    champion, day = row.champion, today(at)
    if champion is None:
        return refuse("letter", _("There is no champion to write to."))
    said = {"name": champion.name}
    if champion.left_on is not None and champion.left_on <= day:
        return refuse("letter", _("%(name)s has left the company. Approve without the letter, or choose another champion.") % said)
    if champion.do_not_contact or row.account.do_not_contact:
        return refuse("letter", _("Nobody may write to %(name)s. Approve without the letter.") % said)
    if champion.quiet_until is not None and champion.quiet_until > day:
        return refuse("letter", _("%(name)s wants to be left alone for a while. Approve without the letter.") % said)
    if not champion.email or champion.bounced_at is not None:
        return refuse("letter", _("There is no mail address of %(name)s that works. Approve without the letter.") % said)
    return None


def welcome_letter(champion: Contact, writer: User) -> Letter:
    """The letter as it would leave now."""
    house = program()
    facts = {
        "name": called(champion.name),
        "full_name": champion.name,
        "company": house.company_name or _("our company"),
        "asker": called(writer.name),
        "asker_name": writer.name,
    }
    return worded("welcome", champion, house=house, facts=lambda: facts)


def last_welcome(row: Nomination) -> Entry | None:
    """The entry of the welcome letter that was sent off last, unless it was stopped."""
    entry = Entry.objects.filter(verb=WELCOMED, subjects__kind="nomination", subjects__object_id=row.pk).order_by("-pk").first()
    return None if entry is None or is_stopped(entry) else entry


def is_stopped(entry: Entry) -> bool:
    """Was this letter kept back?"""
    return Entry.objects.filter(verb=STOPPED, data__entry=entry.pk).exists()
