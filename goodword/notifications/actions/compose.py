"""Put a mail into words for its reader: language, time zone, link, plain text and HTML."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from goodword.customers.models import Contact
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.links.actions import issue
from goodword.links.models import Purpose
from goodword.notifications import queries
from goodword.notifications.actions.daily import daily_letter, gather
from goodword.notifications.actions.kept import as_it_left, words_of
from goodword.notifications.actions.picture import PicturedMail
from goodword.notifications.kinds import DAILY
from goodword.notifications.messages import MESSAGES
from goodword.notifications.messages.letter import Button, Letter, Line, Reader, Stale
from goodword.notifications.models import Mail
from goodword.people.models import Program, User
from goodword.people.queries import logo, program
from goodword.recruiting.models import Registration

PAGES = {
    Purpose.ANSWER_ASK: "portal:answer",
    Purpose.OWNER_ANSWER: "portal:owner",
    Purpose.OWNER_OPINIONS: "portal:opinions",
    Purpose.TEAM_FITNESS: "portal:fitness",
    Purpose.OWNER_RECORDS: "portal:records",
    Purpose.OWNER_LEADS: "portal:leads",
    Purpose.CUSTOMER_OUTCOME: "portal:outcome",
    Purpose.REQUESTER_OUTCOME: "portal:outcome",
    Purpose.MANAGE_CONTACT: "portal:own",
    Purpose.SPEAKER_KIT: "portal:kit",
    Purpose.PROMOTION_PLAN: "portal:plan",
    Purpose.STATEMENT: "portal:words",
    Purpose.TRANSCRIPT: "portal:transcript",
    Purpose.ERASE: "portal:erase",
    Purpose.STOP_MAIL: "portal:stop_mail",
    Purpose.CONFIRM_REGISTRATION: "portal:join_confirm",
}


class Unwritable(Exception):
    """No mail can be made for this address; the words say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A letter for one reader, with everything the template and the mail server need."""

    letter: Letter
    program: Program
    reader_name: str
    reader_address: str
    sender_name: str
    sender_address: str
    signature: tuple[str, ...]
    url: str = ""
    sections: "tuple[ComposedSection, ...]" = ()
    foot_url: str = ""
    tokens: tuple[str, ...] = ()
    own_page_url: str = ""
    answers_to: tuple[User, ...] = ()
    is_to_customer: bool = False

    @property
    def sign_off(self) -> tuple[str, ...]:
        """The last line of the closing, and under it who writes."""
        return (*self.letter.closing[-1:], *self.signature)

    @property
    def text(self) -> str:
        """The plain-text part."""
        parts = [self.letter.greeting, *self.letter.paragraphs, *(section.text for section in self.sections)]
        if self.letter.button and self.url:
            parts.append(f"{self.letter.button.label}:\n{self.url}")
        parts.extend(self.letter.closing[:-1])
        parts.append("\n".join(self.sign_off))
        own_page = f"{_('See and change what we may ask you')}: {self.own_page_url}" if self.own_page_url else ""
        if small := "\n".join(filter(None, (self.letter.small, own_page))):
            parts.append(f"-- \n{small}")
        if self.letter.foot and self.foot_url:
            parts.append(f"{self.letter.foot.label}:\n{self.foot_url}")
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedSection:
    """Some things under one heading, each with the address of its button where it has one."""

    title: str
    lines: tuple[tuple[Line, str], ...]
    pressing: bool

    @property
    def text(self) -> str:
        """The same in plain text."""
        return "\n\n".join([f"{self.title}\n{'-' * len(self.title)}", *(self._line(line, url) for line, url in self.lines)])

    @staticmethod
    def _line(line: Line, url: str) -> str:
        parts = [f"* {line.words}", *([line.detail] if line.detail else [])]
        if line.button and url:
            parts.append(f"{line.button.label}: {url}")
        return "\n  ".join(parts)


def unreachable(mail: Mail) -> str:
    """The code of the reason why this reader gets no mail now, or nothing."""
    user, contact = mail.to_user, mail.to_contact
    if user is not None:
        knows = queries.in_circle(mail.circle_id, user)
        return "inactive" if not user.is_active else "" if knows else "not_in_circle"
    if contact is None:
        return "" if mail.to_registration is not None and mail.to_registration.words_gone_at is None else "gone"
    reasons = {
        "left": contact.left_on is not None,
        "do_not_contact": (contact.do_not_contact or contact.account.do_not_contact) and not _is_asked_for(mail),
        "bounced": contact.bounced_at is not None,
        "no_address": not contact.email,
    }
    return next((code for code, holds in reasons.items() if holds), "")


def _is_asked_for(mail: Mail) -> bool:
    """Whoever wants no mail from us gets what they asked for a moment ago all the same: the way to their own page, and out."""
    message = MESSAGES.get(mail.message)
    return message is not None and message.asked_for


@contextmanager
def as_reader(reader: Reader, program: Program) -> Iterator[None]:
    """Speak the reader's language, in the reader's time zone."""
    with translation.override(queries.language_of(reader, program)), timezone.override(queries.zone_of_reader(reader, program)):
        yield


def preview(mail: Mail, *, at: datetime) -> Composed | Stale:
    """The words of a mail that would leave now, without making a link."""
    return _compose(mail, at=at, with_link=False)


def read(mail: Mail, *, at: datetime, by: User | None = None) -> Composed | Stale:
    """The words of a mail for a reader of the outbox, whether or not it is still needed; no link is made."""
    return _compose(mail, at=at, with_link=False, reading=True, beside=by)


def read_with_link(mail: Mail, *, at: datetime, by: User | None = None) -> Composed | Stale:
    """The same with a link that works, in the demo only, where no mail leaves and everybody may try everything."""
    if not program().is_demo:
        raise NotAllowed
    return _compose(mail, at=at, with_link=True, reading=True, beside=by)


def compose(mail: Mail, *, at: datetime) -> Composed | Stale:
    """The words of a mail that leaves now: its link is made here, and stored as a hash only."""
    return _compose(mail, at=at, with_link=True)


def todays(person: User, *, at: datetime) -> Composed | Stale:
    """The daily mail that somebody would get now, for their own eyes; it makes no link and writes nothing."""
    house = program()
    with as_reader(person, house):
        letter = daily_letter(person, gather(person, queries.set_aside_for(person), at=at), at=at)
        return letter if isinstance(letter, Stale) else _composed(letter, person, house=house, sender=None, at=at, with_link=False)


def _compose(mail: Mail, *, at: datetime, with_link: bool, reading: bool = False, beside: User | None = None) -> Composed | Stale:
    reader = mail.to_user or mail.to_contact or mail.to_registration
    if reader is None or mail.message not in (*MESSAGES, DAILY):
        return Stale("gone")
    if mail.words_gone_at is not None:
        return Stale("kept")
    if isinstance(reader, User) and mail.message == DAILY:
        return _compose_daily(mail, reader, at=at, with_link=with_link, reading=reading, beside=beside)
    scene = queries.scene(mail.context["entry"], at=at, reading=reading)
    with as_reader(reader, scene.program):
        letter = MESSAGES[mail.message].letter(scene, reader)
        kept = words_of(mail) if reading else None
        letter = as_it_left(letter, kept) if kept else letter
        if isinstance(letter, Stale):
            return letter
        if not isinstance(reader, User) and letter.text is None and not kept:
            raise Unwritable(mail.message)  # the words to customers are the managers'; see texts/
        made = _composed(letter, reader, house=scene.program, sender=_sender(letter, scene, reader), at=at, with_link=with_link)
        if isinstance(made, Stale) or isinstance(reader, User):
            return made
        made = replace(made, answers_to=queries.answers_to(scene, letter.sender))
        return replace(made, signature=tuple(kept["signature"])) if kept else made


def _compose_daily(mail: Mail, reader: User, *, at: datetime, with_link: bool, reading: bool, beside: User | None) -> Composed | Stale:
    house, notices = program(), Mail.objects.filter(pk__in=mail.context["mails"]).order_by("created_at", "pk")
    with as_reader(reader, house):
        letter = daily_letter(reader, gather(reader, notices, at=at, beside=beside, reading=reading), at=at)
        return letter if isinstance(letter, Stale) else _composed(letter, reader, house=house, sender=None, at=at, with_link=with_link)


def _composed(letter: Letter, reader: Reader, *, house: Program, sender: User | None, at: datetime, with_link: bool) -> Composed | Stale:
    """With the addresses of all buttons, and who writes; stale when something that a link is for is gone."""
    tokens, company = list[str](), house.company_name

    def address(button: Button | None) -> str:
        url, token = _url(button, reader, at=at) if with_link and button else ("", "")
        tokens.extend([token] if token else [])
        return url

    try:
        url, foot_url = address(letter.button), address(letter.foot)
        sections = tuple(
            ComposedSection(title=each.title, pressing=each.pressing, lines=tuple((line, address(line.button)) for line in each.lines))
            for each in letter.sections
        )
    except NotFound:
        return Stale()
    both = {"name": sender.name if sender else "", "company": company}
    return Composed(
        letter=letter,
        program=house,
        is_to_customer=not isinstance(reader, User),
        reader_name="" if isinstance(reader, Registration) and reader.confirmed_at is None else reader.name,  # anybody may have typed it
        reader_address=reader.email,
        url=url,
        foot_url=foot_url,
        sections=sections,
        tokens=tuple(tokens),
        own_page_url=settings.GOODWORD_BASE_URL + reverse("portal:me") if isinstance(reader, Contact) else "",
        sender_name=_("%(name)s at %(company)s") % both if sender and company else both["name"] or company,
        sender_address=sender.email if sender and sender.is_active else "",
        signature=tuple(line for line in ((sender.name, sender.title, company) if sender else (company,)) if line),
    )


def _signature(sender: User | None, house: str) -> list[str]:
    return [line for line in ((sender.name, sender.title, house) if sender else (house,)) if line]


def _sender(letter: Letter, scene: queries.Scene, reader: Reader) -> User | None:
    """Who writes; nobody writes to themselves, so then it is the requester, else the house."""
    if letter.sender is None or not isinstance(reader, User) or letter.sender != reader:
        return letter.sender
    requester = scene.reference_request.requester if scene.reference_request else None
    return requester if requester != reader else None


def _url(button: Button, reader: Reader, *, at: datetime) -> tuple[str, str]:
    """The address of a button, and the token in it when it is a link that was made for this mail."""
    if button.make_path is not None:
        return settings.GOODWORD_BASE_URL + button.make_path(), ""
    if button.purpose is None or button.about is None or button.expires_at is None:
        return settings.GOODWORD_BASE_URL + button.path, ""
    token = issue(
        button.purpose,
        about=button.about,
        expires_at=button.expires_at,
        at=at,
        user_id=reader.pk if isinstance(reader, User) else None,
        contact_id=reader.pk if isinstance(reader, Contact) else None,
        bound_to=button.bound_to,
    )
    return settings.GOODWORD_BASE_URL + reverse(PAGES[button.purpose], args=[token]), token


def envelope(mail: Mail, composed: Composed) -> PicturedMail:
    """The mail as it goes to the server: same Message-ID on every attempt, answers go to a person."""
    message = PicturedMail(
        subject=_one_line(composed.letter.subject),
        body=composed.text,
        from_email=_mailbox(composed.sender_name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        to=[_mailbox(composed.reader_name, composed.reader_address)],
        reply_to=[_mailbox(name, address) for name, address in _answers_to(composed)] or None,
        headers={"Message-ID": mail.message_id, "X-Auto-Response-Suppress": "AutoReply", **_by_whom(composed), **_way_out(composed)},
    )
    picture = logo(composed.program.logo) if composed.is_to_customer and composed.program.logo else None
    logo_id = f"logo.{mail.message_id.strip('<>')}"
    words = {"mail": composed, "logo": f"cid:{logo_id}" if picture else ""}
    message.attach_alternative(render_to_string("notifications/mail.html", words), "text/html")
    if picture is not None:
        filename = f"logo.{picture.name.rpartition('.')[2]}"
        message.show(bytes(picture.content), content_type=picture.content_type, content_id=logo_id, filename=filename)
    if composed.letter.calendar:
        calendar = composed.letter.calendar
        message.attach_alternative(calendar.content.decode(), f"text/calendar; method={calendar.method}")
        message.attach("invite.ics", calendar.content, "application/ics")
    return message


def _answers_to(composed: Composed) -> list[tuple[str, str]]:
    if composed.answers_to:
        return [(person.name, person.email) for person in composed.answers_to]
    return [(composed.signature[0], composed.sender_address)] if composed.sender_address else []


def _by_whom(composed: Composed) -> dict[str, str]:
    """A notice to a colleague was written by nobody (RFC 3834): no absence note answers it. What a customer gets is signed by a person."""
    return {} if composed.is_to_customer else {"Auto-Submitted": "auto-generated"}


def _way_out(composed: Composed) -> dict[str, str]:
    """One click in the mail program ends such mails (RFC 8058): a POST to the address, which a GET only opens."""
    foot = composed.letter.foot
    if foot is None or foot.purpose is not Purpose.STOP_MAIL or not composed.foot_url:
        return {}
    return {"List-Unsubscribe": f"<{composed.foot_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _mailbox(name: str, address: str) -> str:
    """Name and address for a header; a domain in other letters as mail servers write it. Unwritable when that does not help."""
    local, _at, domain = address.rpartition("@")
    try:
        return formataddr((_one_line(name), f"{local}@{domain.encode('idna').decode()}"))
    except UnicodeError as problem:
        raise Unwritable(
            _("Mail servers cannot read the address %(address)s. Please write another one down.") % {"address": address}
        ) from problem


def _one_line(text: str) -> str:
    return " ".join(text.split())
