"""What we know of the person: their details, what they agreed to, what was noted of them, and how that changed."""

from collections.abc import Iterable
from datetime import datetime

from goodword.customers.kinds import ActivityType
from goodword.customers.kinds.activities import LIMIT_FOR, limit_words
from goodword.customers.kinds.sentences import FIELDS, SENTENCES
from goodword.customers.models import Contact, Member, SelfLimit
from goodword.customers.queries.own_word import agreed_since
from goodword.customers.queries.timeline import timeline_items
from goodword.erasure.queries.held.parts import Row
from goodword.journal.models import Entry, FieldChange
from goodword.people.queries import today


def details(contact: Contact, at: datetime) -> Iterable[Row]:
    """Their own row."""
    del at
    yield {
        "name": contact.name,
        "email": contact.email,
        "phone": contact.phone,
        "title": contact.title,
        "company": contact.account.name,
        "persona": contact.persona,
        "languages": ", ".join(contact.languages),
        "time_zone": contact.time_zone,
        "is_champion": contact.is_champion,
        "do_not_contact": contact.do_not_contact,
        "quiet_until": contact.quiet_until,
        "left_on": contact.left_on,
        "bounced_at": contact.bounced_at,
        "source": contact.source,
        "external_id": contact.external_id,
        "created_at": contact.created_at,
        "updated_at": contact.updated_at,
    }


def agreed(contact: Contact, at: datetime) -> Iterable[Row]:
    """What they agreed to, and their own limits."""
    del at
    member = Member.objects.filter(account=contact.account_id).first()
    for code, since in agreed_since(contact, member).items():
        yield {"what": str(ActivityType(code).label), "since": since.on, "how": since.how}
    for limit in SelfLimit.objects.filter(contact=contact).order_by("family"):
        yield {"what": str(LIMIT_FOR[limit.family]), "how": limit_words(limit.most, limit.days)}


def history(contact: Contact, at: datetime) -> Iterable[Row]:
    """What their details were before."""
    del at
    for change in FieldChange.objects.filter(kind="contact", object_id=contact.pk).order_by("pk"):
        yield {"at": change.at, "field": str(FIELDS.get(change.field, change.field)), "before": change.before, "after": change.after}


def noted(contact: Contact, at: datetime) -> Iterable[Row]:
    """What happened with them, and the words beside it; of a request that is confidential nothing."""
    about = Entry.objects.filter(subjects__kind="contact", subjects__object_id=contact.pk, circle=None, verb__startswith="contact.")
    rows = list(about.select_related("note").order_by("pk"))
    items = timeline_items(rows, SENTENCES, today=today(at))
    for entry, item in zip(rows, items, strict=False):
        note = getattr(entry, "note", None)
        yield {"at": entry.at, "what": item.text, "words": note.text if note else ""}
