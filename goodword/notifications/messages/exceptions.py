"""Exceptions: whoever decides is asked, whoever asked hears why it waits and what came of it, and a lead when the last place is used."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.approvals.states import State
from goodword.notifications.kinds import Kind
from goodword.notifications.messages.letter import Button, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import hello, number, open_request, the_manager, the_requester, until
from goodword.notifications.queries import Scene
from goodword.people.models import User
from goodword.requests.models import Because, ExceptionReview
from goodword.requests.queries.asking import favour_of
from goodword.requests.queries.letters import topic
from goodword.requests.queries.reviewing import earliest_words, open_review, why_of
from goodword.requests.queries.words import commitments_url, review_url
from goodword.ui.dates import day_words


def _review(scene: Scene) -> ExceptionReview | None:
    """The exception that an entry is about, while it is still the one that counts."""
    request = scene.reference_request
    review = request.review if request is not None else None
    return review if review is not None and review.pk == scene.data.get("review") else None


def _reviewer(scene: Scene) -> list[Reader | None]:
    """Whoever decides; but who gets it together with everything else of a leaver is told of all that once."""
    review = None if scene.data.get("together") else _review(scene)
    return [review.approval.approver] if review is not None and review.approval is not None else []


def _first(scene: Scene) -> str:
    request = scene.reference_request
    if request is None:
        return ""
    said = {"who": request.requester.name, "favour": favour_of(request), "day": until(request.needed_on, scene)}
    return (_("%(who)s asks for %(favour)s, on %(day)s.") if said["day"] else _("%(who)s asks for %(favour)s.")) % said


def _question(scene: Scene, reader: Reader) -> Letter | Stale:
    request, review = scene.reference_request, _review(scene)
    if request is None or review is None or review.approval is None:
        return Stale("gone")
    approval = review.approval
    answers = isinstance(reader, User) and approval.approver_id == reader.pk
    if (open_review(request) is None or not answers) and not scene.reading:
        return Stale()
    reasons = " ".join(part for part in (why_of(review, today=scene.today), earliest_words(review.earliest_on, today=scene.today)) if part)
    lines = [_first(scene), _("Why it needs an exception: %(reasons)s") % {"reasons": reasons}]
    if request.exception_reason:
        lines.append(_("Why it cannot wait: %(reason)s") % {"reason": " ".join(request.exception_reason.split())})
    note = getattr(scene.entry, "note", None)
    if scene.entry.verb == "exception.delegated" and note is not None and note.text:
        lines.append(_("They write: %(note)s") % {"note": note.text})
    if approval.deputy_for is not None:
        lines.append(_("You are asked in the place of %(name)s.") % {"name": approval.deputy_for.name})
    lines.append(_("Please decide by %(day)s. Nobody is asked before you do.") % {"day": until(approval.due_at.date(), scene)})
    subject = _("%(number)s: do we make an exception?") % {"number": number(scene)}
    if scene.entry.verb == "exception.reminded":
        subject = _("Still open: %(subject)s") % {"subject": subject}
    return Letter(
        subject=subject,
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=scene.actor or request.requester,
        button=Button(label=_("Make one, or none"), path=review_url(request)),
    )


def _held(scene: Scene, reader: Reader) -> Letter | Stale:
    request, review = scene.reference_request, _review(scene)
    if request is None or review is None or review.approval is None:
        return Stale("gone")
    if open_review(request) is None and not scene.reading:
        return Stale()
    why = {
        Because.PLACE_GONE: _("The last place that was promised to your team went to another request."),
        Because.LAPSED: _("The exception ran out before anybody could look for a customer."),
        Because.MOVED: _("Its day was moved."),
    }
    lines = [
        _("%(number)s is not refused, but it waits for a decision: %(who)s decides by %(day)s whether we make an exception.")
        % {"number": number(scene), "who": review.approval.approver.name, "day": until(review.approval.due_at.date(), scene)},
        " ".join(part for part in (why.get(Because(review.because), ""), why_of(review, today=scene.today)) if part),
    ]
    if review.earliest_on is not None:
        day = {"day": day_words(review.earliest_on, today=scene.today)}
        lines.append(_("Without an exception, the earliest day would be %(day)s. You may move it there, or withdraw it.") % day)
    if not request.exception_reason:
        lines.append(_("Nobody has said yet why it cannot wait; a comment on the request helps."))
    return Letter(
        subject=_("%(number)s waits for a decision on an exception") % {"number": number(scene)},
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=request.manager or request.requester,
        button=open_request(scene),
    )


def _made(scene: Scene, reader: Reader) -> Letter | Stale:
    request, review = scene.reference_request, _review(scene)
    if request is None or review is None or review.approval is None:
        return Stale("gone")
    if (request.is_ended or review.approval.state != State.APPROVED) and not scene.reading:
        return Stale()
    lines = [
        _("%(who)s makes an exception for %(favour)s.")
        % {"who": scene.actor.name if scene.actor else _("A colleague"), "favour": favour_of(request)},
        _("The reason given: %(reason)s") % {"reason": " ".join(review.approval.reason.split())},
    ]
    if review.conditions:
        lines.append(_("On condition: %(conditions)s") % {"conditions": " ".join(review.conditions.split())})
    if review.until_on is not None:
        day = {"day": day_words(review.until_on, today=scene.today)}
        lines.append(_("It holds until %(day)s; if nobody looks for a customer by then, it is decided again.") % day)
    if scene.data.get("left"):
        lines.append(_("Something else still holds it; the request says what."))
    return Letter(
        subject=_("%(number)s: an exception is made") % {"number": number(scene)},
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=scene.actor or request.manager,
        button=open_request(scene),
    )


def _used_up(scene: Scene, reader: Reader) -> Letter | Stale:
    request = scene.reference_request
    if request is None or request.team is None:
        return Stale("gone")
    promised = scene.data.get("promised", 0)
    first = date.fromisoformat(scene.data["quarter"])
    words = ngettext(
        "The one place that is promised to %(team)s for the quarter from %(day)s is used now.",
        "All %(n)s places that are promised to %(team)s for the quarter from %(day)s are used now.",
        promised,
    )
    return Letter(
        subject=_("%(team)s: the last promised place of the quarter is used") % {"team": request.team.name},
        greeting=hello(reader),
        paragraphs=(
            words % {"n": promised, "team": request.team.name, "day": day_words(first, today=scene.today)},
            _("What your team asks for beyond that waits for a decision on an exception, unless a place becomes free."),
        ),
        sender=request.manager,
        button=Button(label=_("See what is promised and used"), path=commitments_url()),
    )


def _moved(scene: Scene, reader: Reader) -> Letter | Stale:
    request = scene.reference_request
    if request is None or request.needed_on is None:
        return Stale("gone")
    if request.is_ended and not scene.reading:
        return Stale()
    before = scene.data.get("before")
    said = {
        "who": scene.actor.name if scene.actor else _("A colleague"),
        "favour": favour_of(request),
        "before": day_words(date.fromisoformat(before), today=scene.today) if before else _("no day"),
        "day": day_words(request.needed_on, today=scene.today),
    }
    lines = [_("%(who)s moves %(favour)s from %(before)s to %(day)s.") % said]
    note = getattr(scene.entry, "note", None)
    if note is not None and note.text:
        lines.append(_("They write: %(note)s") % {"note": note.text})
    if scene.data.get("rules"):
        lines.append(_("With this day it would need an exception. A customer is looked for already, so it goes on; look whether it can."))
    if scene.data.get("told"):
        lines.append(_("Customers who were asked know the old day: tell them."))
    if request.topic:
        lines.append(_("It is about: %(topic)s") % {"topic": topic(request)})
    return Letter(
        subject=_("%(number)s moves to %(day)s") % {**said, "number": number(scene)},
        greeting=hello(reader),
        paragraphs=tuple(lines),
        sender=scene.actor or request.manager,
        button=open_request(scene),
    )


QUESTION = Message(
    code="exception_question",
    kind=Kind.WORD,
    label=gettext_lazy("Question about an exception"),
    readers=_reviewer,
    letter=_question,
    to_actor=True,
)
HELD = Message(
    code="exception_held",
    kind=Kind.MOVES,
    label=gettext_lazy("A request waits for an exception"),
    readers=lambda scene: [the_requester(scene)] if scene.data.get("review") else [],
    letter=_held,
    to_actor=True,
)
MADE = Message(
    code="exception_made",
    kind=Kind.MOVES,
    label=gettext_lazy("An exception is made"),
    readers=lambda scene: [the_requester(scene), the_manager(scene)],
    letter=_made,
)
USED_UP = Message(
    code="promise_used_up",
    kind=Kind.MOVES,
    label=gettext_lazy("The last promised place is used"),
    readers=lambda scene: [scene.reference_request.team.lead] if scene.reference_request and scene.reference_request.team else [],
    letter=_used_up,
)
MOVED = Message(
    code="request_moved",
    kind=Kind.MOVES,
    label=gettext_lazy("The day of a request is moved"),
    readers=lambda scene: [the_requester(scene), the_manager(scene)],
    letter=_moved,
)
