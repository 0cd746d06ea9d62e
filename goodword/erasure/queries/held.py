"""What we have on somebody, for themselves: everything that is theirs or about them, in parts, each with its columns.

What was said in confidence about others is none of it: of a request they read what they were told, of colleagues' talk nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext_lazy

from goodword.customers.kinds import ActivityType
from goodword.customers.kinds.activities import LIMIT_FOR, limit_words
from goodword.customers.kinds.sentences import FIELDS, SENTENCES
from goodword.customers.models import CampaignSpeaker, Contact, Member, SelfLimit
from goodword.customers.queries.own_word import agreed_since
from goodword.customers.queries.timeline import timeline_items
from goodword.journal.models import Entry, FieldChange
from goodword.kernel.text import Words
from goodword.ledger.models import LedgerEntry
from goodword.links.models import Link
from goodword.notifications.models import Mail, SentWords
from goodword.people.queries import today
from goodword.recruiting.models import Registration
from goodword.requests.kinds.answers import RESULT_WORDS
from goodword.requests.models import Candidate, Outcome, PromotionPlan, SpeakerKit, Statement, StatementApproval
from goodword.requests.queries.asking import ask_words

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: what it is, its columns by code and in words, and the rows."""

    code: str
    title: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]

    @property
    def lines(self) -> list[list[tuple[str, Any]]]:
        """Each row as pairs of what and the value, without what is empty."""
        return [[(label, row[code]) for code, label in self.columns.items() if row.get(code) not in ("", None)] for row in self.rows]


@dataclass(frozen=True, slots=True)
class _Kind:
    title: Words
    columns: Mapping[str, Words]
    rows: Callable[[Contact, datetime], Iterable[Row]]


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


def _details(contact: Contact, at: datetime) -> Iterable[Row]:
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


def _agreed(contact: Contact, at: datetime) -> Iterable[Row]:
    del at
    member = Member.objects.filter(account=contact.account_id).first()
    for code, since in agreed_since(contact, member).items():
        yield {"what": str(ActivityType(code).label), "since": since.on, "how": since.how}
    for limit in SelfLimit.objects.filter(contact=contact).order_by("family"):
        yield {"what": str(LIMIT_FOR[limit.family]), "how": limit_words(limit.most, limit.days)}


def _asks(contact: Contact, at: datetime) -> Iterable[Row]:
    rows = LedgerEntry.objects.filter(contact=contact, kind=LedgerEntry.ASK, asked_on__isnull=False).order_by("-asked_on", "-pk")
    known = {
        row.ledger_entry_id: row
        for row in Candidate.objects.filter(contact=contact).select_related(
            "account__region", "reference_request__requester", "reference_request__opportunity__account"
        )
    }
    for entry in rows:
        found = known.get(entry.pk)
        told = {} if found is None else _told(found, today(at))
        yield {"on": entry.asked_on, "what": str(ActivityType(entry.activity_type).label), "answer": entry.answer, **told}


def _told(candidate: Candidate, day: date) -> Row:
    request = candidate.reference_request
    return {
        "asker": request.requester.name,
        "what": ask_words(request, today=day),
        "topic": request.topic,
        "words": candidate.answer_words,
        "colleague": candidate.colleague,
        "scheduled_at": candidate.scheduled_at,
    }


def _outcomes(contact: Contact, at: datetime) -> Iterable[Row]:
    del at
    for row in Outcome.objects.filter(candidate__contact=contact, by_customer=True).order_by("at"):
        yield {"at": row.at, "result": str(RESULT_WORDS.get(row.result, row.result)), "words": row.words}


def _words(contact: Contact, at: datetime) -> Iterable[Row]:
    del at
    approvals = StatementApproval.objects.filter(version__statement__candidate__contact=contact)
    for approval in approvals.select_related("version").order_by("at"):
        is_used = Statement.objects.filter(usable=approval).exists()
        yield {"at": approval.at, "words": approval.words, "said_by": approval.said_by, "is_used": is_used}
    for statement in Statement.objects.filter(candidate__contact=contact, remark_by=None).exclude(remark=""):
        yield {"at": statement.state_at, "words": statement.remark}


def _prepared(contact: Contact, at: datetime) -> Iterable[Row]:
    del at
    for kit in SpeakerKit.objects.filter(preparation__candidate__contact=contact):
        names = ("title", "bio", "abstract", "landscape", "why_us", "results", "metrics", "plans")
        yield {"at": kit.changed_at, "has_photo": bool(kit.photo), **{name: getattr(kit, name) for name in names}}
    for plan in PromotionPlan.objects.filter(preparation__candidate__contact=contact).exclude(answer_words=""):
        yield {"plan": plan.answer_words}


def _talks(contact: Contact, at: datetime) -> Iterable[Row]:
    del at
    for row in CampaignSpeaker.objects.filter(contact=contact).select_related("campaign"):
        yield {"what": row.campaign.name, "on": row.campaign.held_on}


def _registrations(contact: Contact, at: datetime) -> Iterable[Row]:
    del at
    theirs = Q(contact=contact) | (Q(email__iexact=contact.email) if contact.email else Q(pk=None))
    for row in Registration.objects.filter(theirs).order_by("created_at"):
        names = ("name", "email", "company", "website", "job_title", "answers", "came_from", "agreed_at", "created_at")
        yield {"number": row.reference, **{name: getattr(row, name) for name in names}}


def _mails(contact: Contact, at: datetime) -> Iterable[Row]:
    del at
    said = dict(SentWords.objects.filter(mail__to_contact=contact).values_list("mail_id", "words"))
    for mail in Mail.objects.filter(to_contact=contact).order_by("created_at", "pk"):
        words = said.get(mail.pk, {})
        yield {
            "at": mail.created_at,
            "state": mail.get_state_display(),
            "subject": words.get("subject", ""),
            "words": "\n\n".join(words.get("paragraphs", [])),
        }


def _links(contact: Contact, at: datetime) -> Iterable[Row]:
    del at
    for link in Link.objects.filter(contact=contact).order_by("created_at", "pk"):
        yield {"what": link.get_purpose_display(), "at": link.created_at, "opened_at": link.first_opened_at, "until": link.expires_at}


def _history(contact: Contact, at: datetime) -> Iterable[Row]:
    del at
    for change in FieldChange.objects.filter(kind="contact", object_id=contact.pk).order_by("pk"):
        yield {"at": change.at, "field": str(FIELDS.get(change.field, change.field)), "before": change.before, "after": change.after}


def _told_of_them(contact: Contact, at: datetime) -> Iterable[Row]:
    """What happened with them, and the words beside it; of a request that is confidential nothing."""
    about = Entry.objects.filter(subjects__kind="contact", subjects__object_id=contact.pk, circle=None, verb__startswith="contact.")
    rows = list(about.select_related("note").order_by("pk"))
    items = timeline_items(rows, SENTENCES, today=today(at))
    for entry, item in zip(rows, items, strict=False):
        note = getattr(entry, "note", None)
        yield {"at": entry.at, "what": item.text, "words": note.text if note else ""}


_AT: Final = gettext_lazy("When")
_WHAT: Final = gettext_lazy("What")
_SAID: Final = gettext_lazy("Words")
KINDS: Final[Mapping[str, _Kind]] = {
    "details": _Kind(
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
        _details,
    ),
    "agreements": _Kind(
        gettext_lazy("Agreements and limits"),
        {"what": _WHAT, "since": gettext_lazy("Since"), "how": gettext_lazy("How")},
        _agreed,
    ),
    "asks": _Kind(
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
        _asks,
    ),
    "outcomes": _Kind(
        gettext_lazy("How it went"), {"at": _AT, "result": gettext_lazy("Answer"), "words": _SAID}, _outcomes
    ),
    "words": _Kind(
        gettext_lazy("Approved words"),
        {"at": _AT, "words": _SAID, "said_by": gettext_lazy("Under which name"), "is_used": gettext_lazy("Used today")},
        _words,
    ),
    "prepared": _Kind(
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
        _prepared,
    ),
    "talks": _Kind(gettext_lazy("Talks"), {"what": _WHAT, "on": _AT}, _talks),
    "registrations": _Kind(
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
        _registrations,
    ),
    "mails": _Kind(
        gettext_lazy("Mails"),
        {"at": _AT, "subject": gettext_lazy("Subject"), "words": _SAID, "state": gettext_lazy("What became of it")},
        _mails,
    ),
    "links": _Kind(
        gettext_lazy("Links"),
        {"at": _AT, "what": gettext_lazy("For what"), "opened_at": gettext_lazy("Opened"), "until": gettext_lazy("Until")},
        _links,
    ),
    "history": _Kind(
        gettext_lazy("Changes of details"),
        {"at": _AT, "field": _WHAT, "before": gettext_lazy("Before"), "after": gettext_lazy("After")},
        _history,
    ),
    "noted": _Kind(gettext_lazy("Notes"), {"at": _AT, "what": _WHAT, "words": _SAID}, _told_of_them),
}


def photos_of(contact: Contact) -> list[tuple[str, bytes]]:
    """The pictures that they gave us, as files."""
    kits = SpeakerKit.objects.filter(preparation__candidate__contact=contact, photo__isnull=False)
    return [(f"photo-{kit.pk}.{kit.photo_type.rpartition('/')[2] or 'bin'}", bytes(kit.photo or b"")) for kit in kits]
