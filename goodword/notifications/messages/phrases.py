"""Turns of phrase that several mails share: how one is called, what is asked, when."""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.models import Contact
from goodword.kernel.clock import program_day
from goodword.notifications.messages.letter import Button, Reader
from goodword.notifications.queries import Scene
from goodword.people.models import User
from goodword.people.queries import manager_for
from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.asking import favour_of, prospect_named, when_and_where
from goodword.requests.queries.letters import TOPIC_LENGTH, called, moment_words
from goodword.requests.queries.words import request_url
from goodword.requests.queries.zones import also_there
from goodword.ui.dates import day_words

LINK_DAYS: Final = 30


def hello(reader: Reader) -> str:
    """The greeting."""
    return _("Hello %(name)s,") % {"name": called(reader.name)} if reader.name else _("Hello,")


def company(scene: Scene) -> str:
    """The name of the company that runs the program."""
    return scene.program.company_name or _("our company")


def customer(scene: Scene) -> str:
    """The customer's name, or nobody's when it is confidential: mail is read over shoulders."""
    if scene.is_confidential or scene.candidate is None:
        return _("the customer")
    return scene.candidate.account.name


def customer_first(scene: Scene) -> str:
    """The same at the beginning of a sentence."""
    return _("The customer") if scene.is_confidential or scene.candidate is None else scene.candidate.account.name


def number(scene: Scene) -> str:
    """The request's number."""
    return scene.reference_request.number if scene.reference_request else ""


def purpose(request: ReferenceRequest) -> str:
    """The favour in a few words: for a prospect when it is known, at which event."""
    if not KINDS[request.kind].for_a_prospect:
        return favour_of(request)
    prospect = prospect_named(request)
    return _("the reference call for %(prospect)s") % {"prospect": prospect} if prospect else _("the reference call")


def when(request: ReferenceRequest, scene: Scene) -> str:
    """By when, or when and where; nothing when no day was given."""
    return when_and_where(request, today=scene.today)


def moment(value: datetime, scene: Scene) -> str:
    """A moment in the reader's time zone, with the zone: "Tue 24 Nov, 14:00 (Oslo time)"."""
    return moment_words(value, at=scene.at)


def until(value: date | None, scene: Scene) -> str:
    """A day by which something is due, as words, or nothing."""
    return day_words(value, today=program_day(scene.at, timezone.get_current_timezone())) if value else ""


def asks_for_peace(reader: Reader) -> str:
    """The small line under every mail to a customer."""
    if isinstance(reader, User):
        return ""
    return peace_words()


def peace_words() -> str:
    """The same as words."""
    return _("The link is meant for you alone. You owe us no answer, and you may say no at any time.")


def keeper(scene: Scene) -> User | None:
    """The person who writes to customers and whom they may answer: the reference manager, else the requester."""
    request = scene.reference_request
    if request is None:
        return scene.actor
    for person in (request.manager, request.requester):
        if person is not None and person.is_active:
            return person
    return manager_for(account=scene.candidate.account if scene.candidate else None, requester=request.requester)


def open_request(scene: Scene, label: str = "") -> Button | None:
    """The button to the request's page."""
    if scene.reference_request is None:
        return None
    path = request_url(scene.reference_request)
    return Button(label=label or _("Open the request"), path=path)


def link_ends(scene: Scene, *, days: int = LINK_DAYS, after: datetime | None = None) -> datetime:
    """When a link in a mail ends: some days from now, or from a later moment it must outlive."""
    return max(scene.at, after or scene.at) + timedelta(days=days)


def who_is_next(scene: Scene, reader: Reader) -> str:
    """Who looks for another customer, said to one reader."""
    manager, request = the_manager(scene), scene.reference_request
    leads = manager is not None and isinstance(reader, User) and reader.pk == manager.pk
    if request is not None and not KINDS[request.kind].holds_next:
        return _("It is for you to choose who comes next.") if leads else _("The manager chooses who comes next.")
    if leads:
        return _("The next customer in line is looked at; if there is none, it is for you to choose.")
    return _("The next customer in line is looked at, or the manager finds one.")


def the_contact(scene: Scene) -> Contact | None:
    """The customer's contact, when there is one."""
    return scene.candidate.contact if scene.candidate else None


def the_manager(scene: Scene) -> User | None:
    """The reference manager of the request."""
    return scene.reference_request.manager if scene.reference_request else None


def said_before(scene: Scene) -> bool:
    """Is it a yes that the owner had given before, on the short list: nobody was asked for it now."""
    return "opinion" in scene.entry.data


def the_requester(scene: Scene) -> User | None:
    """Who asked."""
    return scene.reference_request.requester if scene.reference_request else None


def the_owner(scene: Scene) -> User | None:
    """Who answers for the account."""
    owner = scene.candidate.account.owner if scene.candidate else None
    return owner if owner is not None and owner.is_active else None


def the_approver(scene: Scene) -> User | None:
    """Who is asked for a yes or no."""
    return scene.approval.approver if scene.approval else None


def last_word(candidate: Candidate) -> str:
    """What the customer wrote, short."""
    words = " ".join(candidate.answer_words.split())
    return words[:TOPIC_LENGTH]


def _on_both_clocks(value: datetime, scene: Scene) -> str:
    """A moment for its reader, and on the clock of the other side where that is another: "..., 14:00 (Oslo time), 08:00 in New York"."""
    there = also_there(value, scene.candidate) if scene.candidate is not None else ""
    return _("%(here)s, %(there)s") % {"here": moment(value, scene), "there": there} if there else moment(value, scene)


def times_words(times: list[datetime], scene: Scene) -> str:
    """Several proposed times as one text, at most three."""
    shown = "; ".join(_on_both_clocks(each, scene) for each in times[:3])
    more = len(times) - 3
    if more > 0:
        return ngettext("%(times)s; and %(n)s more", "%(times)s; and %(n)s more", more) % {"times": shown, "n": more}
    return shown
