"""Sentences about a customer: to the owner to read, to the customer to approve, and what came of it to whoever waits for it."""

from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.approvals.states import State
from goodword.customers.models import Contact
from goodword.links.models import Purpose
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import customer, customer_first, hello, link_ends, number, the_contact, the_requester, until
from goodword.notifications.messages.to_customer import to_customer
from goodword.notifications.queries import Scene, colleague
from goodword.people.models import User
from goodword.people.queries import day_there, program_zone
from goodword.people.queries import today as program_day
from goodword.requests.actions.statements import WORDS_QUESTION
from goodword.requests.kinds import KINDS
from goodword.requests.kinds.preparing import ANSWER_WORDS_DAYS
from goodword.requests.kinds.statements import ANONYMOUS
from goodword.requests.models import Candidate, Statement
from goodword.requests.queries.hands import statement_of
from goodword.requests.queries.statements import before_this, words_url
from goodword.requests.states import CANDIDATE_WON, StatementState


def is_about_words(scene: Scene) -> bool:
    """Is the question that was passed on or reminded of the one about sentences."""
    return scene.approval is not None and scene.approval.question == WORDS_QUESTION


def _open(candidate: Candidate) -> Button:
    return Button(label=_("Read the words"), path=words_url(candidate))


def _whom_to_ask(scene: Scene) -> list[Reader | None]:
    statement = _statement(scene)
    if statement is None or statement.approval is None or scene.data.get("together"):
        return []
    return [statement.approval.approver] if scene.entry.verb == "words.handed_in" or is_about_words(scene) else []


def _statement(scene: Scene) -> Statement | None:
    return statement_of(scene.candidate) if scene.candidate is not None else None


def _question(scene: Scene, reader: Reader) -> Letter | Stale:
    statement, candidate, request = _statement(scene), scene.candidate, scene.reference_request
    if statement is None or candidate is None or request is None or statement.approval is None:
        return Stale("gone")
    approval = statement.approval
    answers = isinstance(reader, User) and approval.approver_id == reader.pk
    if (approval.state != State.OPEN or not answers) and not scene.reading:
        return Stale()
    due = day_there(approval.due_at, region=approval.approver.region or candidate.account.region)
    said = {"who": request.requester.name, "customer": customer(scene), "number": number(scene), "day": until(due, scene)}
    first = _("%(who)s wrote down what we would say about %(customer)s. Please read it, and correct what does not fit.") % said
    if scene.entry.verb == "approval.reminded":
        first = _("A small reminder: %(who)s still waits for your word on what we would say about %(customer)s.") % said
    if approval.deputy_for is not None:
        first += " " + _("You are asked in the place of %(name)s.") % {"name": approval.deputy_for.name}
    return Letter(
        subject=_("%(number)s: may we say this?") % said,
        greeting=hello(reader),
        paragraphs=(first, _("Please answer by %(day)s. The customer gets nothing before you do.") % said),
        sender=request.manager or request.requester,
        button=_open(candidate),
    )


def _sent(scene: Scene, reader: Reader) -> Letter | Stale:
    statement, candidate, request = _statement(scene), scene.candidate, scene.reference_request
    if statement is None or candidate is None or request is None or not isinstance(reader, Contact):
        return Stale("gone")
    # Newer words have a mail of their own.
    newer = scene.entry.at < statement.state_at
    if (statement.state != StatementState.CUSTOMER or newer or candidate.state not in CANDIDATE_WON) and not scene.reading:
        return Stale()
    due, last = program_day(statement.state_at) + timedelta(days=ANSWER_WORDS_DAYS), request.needed_on
    by = min(due, last) if last is not None else due
    after = datetime.combine(last, time(12), tzinfo=program_zone()) if last is not None else None
    button = Button(
        label=_("Read the words"),
        purpose=Purpose.STATEMENT,
        about=candidate,
        expires_at=link_ends(scene, days=30 if after is not None else 90, after=after),
    )
    more = {"day": until(by, scene) if by > scene.today else ""}
    return to_customer(scene, reader, "words_sent", candidate=candidate, more=lambda: more, button=button)


def _went_on(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, statement = scene.candidate, _statement(scene)
    if candidate is None or statement is None:
        return Stale("gone")
    said = {"customer": customer(scene), "number": number(scene), "name": scene.actor.name if scene.actor else customer_first(scene)}
    words = {
        "words.passed": _("%(name)s agreed to the words about %(customer)s, and they are on their way to the customer."),
        "words.returned": _("%(name)s wants other words about %(customer)s."),
    }
    first = words[scene.entry.verb] % said
    if scene.data.get("corrected"):
        first = _("%(name)s corrected the words about %(customer)s, and they are on their way to the customer.") % said
    note = statement.remark if scene.entry.verb == "words.returned" and statement.state == StatementState.CHANGES else ""
    return Letter(
        subject=(_("%(number)s: the words go on") if scene.entry.verb == "words.passed" else _("%(number)s: other words, please")) % said,
        greeting=hello(reader),
        paragraphs=(first, *([_("They wrote: %(words)s") % {"words": note}] if note else [])),
        sender=scene.actor,
        button=_open(candidate),
    )


def _answered(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, statement = scene.candidate, _statement(scene)
    if candidate is None or statement is None:
        return Stale("gone")
    said = {"customer": customer_first(scene), "number": number(scene)}
    unnamed = scene.data.get("use") == ANONYMOUS
    words = {
        "words.approved": _("%(customer)s approved the words, without their name.")
        if unnamed
        else _("%(customer)s approved the words, with their name."),
        "words.declined": _("%(customer)s wants no words about them: nothing may be used."),
    }
    more = []
    before = before_this(statement) if scene.data.get("corrected") else None
    if before is not None and statement.usable is not None and not scene.is_confidential:
        was, now = (before.without_name, statement.without_name) if unnamed else (before.words, statement.words)
        more = [_("They changed it. Before: “%(words)s”") % {"words": was}, _("Now: “%(words)s”") % {"words": now}] if was != now else []
    return Letter(
        subject=_("%(number)s: an answer about the words") % said,
        greeting=hello(reader),
        paragraphs=(words[scene.entry.verb] % said, *more),
        sender=scene.actor,
        button=_open(candidate),
    )


def _told(scene: Scene) -> list[Reader | None]:
    """The colleague whom the request names to hear of approved words."""
    request = scene.reference_request
    asked = KINDS[request.kind].sentences if request is not None else None
    return [colleague(request.details.get(asked.told))] if request is not None and asked is not None and asked.told else []


def _usable(scene: Scene, reader: Reader) -> Letter | Stale:
    candidate, statement = scene.candidate, _statement(scene)
    if candidate is None or statement is None:
        return Stale("gone")
    if statement.usable is None and not scene.reading:
        return Stale()
    said = {"customer": customer(scene), "number": number(scene)}
    words = _("The words about %(customer)s are approved, and may be used with their name.")
    if scene.data.get("use") == ANONYMOUS:
        words = _("Words about %(customer)s are approved, and may be used without their name.")
    return Letter(
        subject=_("%(number)s: words that may be used") % said,
        greeting=hello(reader),
        paragraphs=(words % said, _("They can be copied from the page of the request, exactly as they were approved.")),
        sender=scene.actor,
        button=_open(candidate),
    )


QUESTION = Message(
    code="words_question",
    kind=Kind.WORD,
    label=gettext_lazy("Words about a customer, to the owner"),
    readers=_whom_to_ask,
    letter=_question,
    to_actor=True,
)
SENT = Message(
    code="words_sent",
    kind=None,
    label=gettext_lazy("Words about them, to approve"),
    readers=lambda scene: [the_contact(scene)],
    letter=_sent,
    delayed=True,
)
WENT_ON = Message(
    code="words_went_on",
    kind=Kind.MOVES,
    label=gettext_lazy("What became of the words"),
    readers=lambda scene: [the_requester(scene)],
    letter=_went_on,
)
ANSWERED = Message(
    code="words_answered",
    kind=Kind.CUSTOMER,
    label=gettext_lazy("Answer about the words"),
    readers=lambda scene: [the_requester(scene)],
    letter=_answered,
)
USABLE = Message(
    code="words_usable",
    kind=Kind.MOVES,
    label=gettext_lazy("Words that may be used"),
    readers=_told,
    letter=_usable,
)
