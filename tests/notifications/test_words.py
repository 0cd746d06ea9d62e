"""Every message in words: short, one purpose, for its reader's zone, harmless whatever people typed, and silent once it is too late."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape

from goodword.approvals.models import Approval
from goodword.comments.actions import add
from goodword.comments.models import Comment
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.notifications import actions
from goodword.notifications.actions.compose import envelope
from goodword.notifications.messages import MESSAGES
from goodword.notifications.models import Mail
from goodword.people.models import Absence, Circle
from goodword.reactions import REACTIONS
from goodword.requests.models import Candidate, Opinion, Outcome, ProposedTime, ReferenceRequest
from tests.notifications.world import AT, World, a_world
from tests.requests.world import a_world as a_request_world
from tests.requests.world import now

pytestmark = pytest.mark.django_db

CALL = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
NASTY = '<script>alert("x")</script>\r\nBcc: everybody@example.org'
LONG = "Die Vereinigten Versicherungsgesellschaften der Handelskammern zu Hinterzarten und Umgebung"

# message: the state in which it is true, the verb, what the entry says
OCCASIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "request_submitted": ("suggested", "request.submitted", {}),
    "request_ended": ("released", "request.unfulfilled", {}),
    "referred": ("suggested", "candidate.referred", {}),
    "owner_question": ("held", "candidate.held", {}),
    "owner_opinions": ("suggested", "request.owners_asked", {}),
    "owner_reminder": ("held", "approval.reminded", {}),
    "owner_approved": ("owner_approved", "candidate.owner_approved", {}),
    "owner_declined": ("owner_declined", "candidate.owner_declined", {}),
    "hold_expired": ("released", "candidate.expired", {}),
    "ask": ("asked", "candidate.asked", {}),
    "ask_again": ("asked", "candidate.reminded", {}),
    "customer_accepted": ("accepted", "candidate.accepted", {}),
    "customer_declined": ("declined", "candidate.declined", {}),
    "colleague_named": ("asked", "candidate.colleague_named", {}),
    "times_proposed": ("introduced", "candidate.times_proposed", {}),
    "introduction": ("introduced", "candidate.introduced", {}),
    "invitation": ("scheduled", "candidate.scheduled", {"starts": CALL.isoformat()}),
    "called_off": ("released", "candidate.released", {"before": "scheduled"}),
    "taken_back": ("declined", "candidate.declined", {}),
    "apology": ("missed", "candidate.apologised", {"note": "We are sorry that we were not there.\n\nChoose <b>another</b> time."}),
    "outcome_request": ("done", "request.completed", {}),
    "customer_outcome": ("done", "request.completed", {}),
    "thanks": ("done", "request.outcome_reported", {}),
    "handed_over": ("held", "request.handed_over", {}),
    "let_know": ("held", "request.shared", {}),
    "stands_in": ("held", "user.absence_set", {"from_on": "2026-12-01", "to_on": "2026-12-04"}),
    "absence_noted": ("held", "user.absence_changed", {"from_on": "2026-12-01", "to_on": "2026-12-04"}),
    "answered_already": ("owner_approved", "candidate.owner_approved", {}),
    "mentioned": ("held", "comment.added", {}),
    "given_requests": ("held", "user.given_requests", {"n": 2}),
    "taken_over": ("held", "user.handed_over", {"counts": {"customers": 1, "questions": 2}}),
}


def _asked_about(message: str, world: World) -> dict[str, Any]:
    if message != "owner_opinions":
        return {}
    Opinion.objects.create(candidate=world.candidate, asked=world.owner, asked_at=AT)
    return {"to": world.owner.pk, "n": 1}


def _prepared(message: str, **fields: Any) -> tuple[World, list[Mail]]:
    state, verb, data = OCCASIONS[message]
    world = a_world(**fields)
    data = {**data, **_asked_about(message, world)}
    if world.request.circle is not None:
        world.request.circle.people.add(world.requester, world.owner, world.manager)
    world.move(state, scheduled_at=CALL if message == "invitation" else None)
    ProposedTime.objects.create(candidate=world.candidate, starts_at=CALL)
    if message == "request_ended":
        ReferenceRequest.objects.update(state="unfulfilled", end_reason=NASTY)
    if message == "thanks":
        Outcome.objects.create(candidate=world.candidate, result="helped", at=AT)
    if message in ("called_off", "taken_back"):
        world.record("candidate.scheduled", starts=CALL.isoformat())
    if message in ("called_off", "taken_back"):
        asked = actions.write("ask", entry_id=world.record("candidate.asked").pk, at=AT)
        Mail.objects.filter(pk=asked[0].pk).update(state="sent")
    if message in ("handed_over", "let_know"):
        data = {"to": world.manager.pk, "before": world.owner.pk}
    if message in ("stands_in", "absence_noted"):
        days = {name: date.fromisoformat(data[name]) for name in ("from_on", "to_on")}
        absence = Absence.objects.create(user=world.owner, deputy=world.manager, **days)
        data = {**data, "absence": absence.pk, "person": world.owner.pk, "deputy": world.manager.pk}
    if message == "given_requests":
        data = {**data, "to": world.manager.pk, "before": {str(world.owner.pk): 1}}
    if message == "taken_over":
        data = {**data, "leaver": world.owner.pk, "to": world.manager.pk}
    if message == "answered_already":
        Approval.objects.update(state="approved", deputy_for=world.requester)
        world.candidate.refresh_from_db()
    if message == "mentioned":
        text = f"@{world.manager.email} {NASTY}"
        said = add(world.request, text=text, author=world.owner, at=AT, circle_id=world.request.circle_id)
        assert isinstance(said, Comment), said
        entry = Entry.objects.get(verb=verb)
    else:
        entry = world.record(verb, **data)
    return world, actions.write(message, entry_id=entry.pk, at=AT)


@pytest.mark.slow
@pytest.mark.parametrize("message", OCCASIONS)
def test_each_message_is_short_and_harmless(message: str) -> None:
    _world, mails = _prepared(message, contact="佐藤 花子", topic=f"{NASTY} {'word ' * 400}", prospect=LONG)
    assert mails
    for mail in mails:
        composed = actions.compose(mail, at=AT)
        assert isinstance(composed, actions.Composed), (message, composed)
        words = " ".join(
            [composed.letter.greeting, *composed.letter.paragraphs, composed.letter.button.label if composed.letter.button else ""]
        )
        assert len(words.split()) < 120
        sent = envelope(mail, composed).message()
        assert sent["Bcc"] is None
        assert len(sent.get_all("Subject") or []) == 1
        html = render_to_string("notifications/mail.html", {"mail": composed})
        assert "<script>" not in html
        for paragraph in composed.letter.paragraphs:
            assert escape(paragraph.split("\n")[0]) in html
            assert paragraph in composed.text
        ways = bool(composed.url) + bool(composed.foot_url) + bool(mail.to_contact_id)  # and the way to their own page
        assert html.count("<a href") == ways
        assert composed.url in composed.text
        assert "%(" not in composed.text
        assert composed.signature[0] != composed.reader_name


@pytest.mark.slow
@pytest.mark.parametrize("message", OCCASIONS)
def test_a_missing_fact_leaves_no_gap_and_a_confidential_one_no_name(message: str) -> None:
    circle = Circle.objects.create()
    world, mails = _prepared(message, prospect="", topic="", circle=circle, is_confidential=True)
    for mail in mails:
        composed = actions.read(mail, at=AT)
        assert isinstance(composed, actions.Composed), (message, composed)
        for paragraph in (composed.letter.subject, *composed.letter.paragraphs):
            assert paragraph[0].isupper(), paragraph
            assert paragraph == paragraph.strip(" ")
            assert "  " not in paragraph
            assert not re.search(r" [.,;]|\b(by|for|with|said)[.:]? ?$", paragraph), paragraph
        if mail.to_user_id and message not in ("introduction", "invitation"):
            assert world.candidate.account.name not in composed.text


@pytest.mark.parametrize("message", OCCASIONS)
def test_what_a_colleague_gets_is_of_a_kind_they_choose_about(message: str) -> None:
    _world, mails = _prepared(message)
    assert any(mail.to_user_id for mail in mails) is (MESSAGES[message].kind is not None)


def test_every_message_is_tried_and_every_reaction_has_its_message() -> None:
    apart = {"not_delivered", "invited", "password_reset", "own_page", "own_page_changed", "contact_stopped"}
    # What a request of a kind of its own sends is read where such a request is made.
    apart |= {"support_question", "advised_against"}  # tests/requests/test_kinds.py
    apart |= {"exception_question", "exception_held", "exception_made", "promise_used_up", "request_moved"}  # …/test_exceptions.py
    apart |= {"content_opened", "content_went_on", "kit_asked", "kit_came", "kit_changes", "kit_approved", "kit_reminder"}
    apart |= {"fitness_question", "fitness_overdue", "review_due", "registration_comes"}  # tests/recruiting/test_review_mails.py
    apart |= {"registration_accepted", "registration_declined", "registration_later", "registration_call"}
    apart |= {"registration_confirm"}  # tests/portal/test_join.py
    apart |= {"beyond_limits"}  # tests/policy/test_beyond.py
    apart |= {"opinions_overdue"}  # tests/requests/test_owed_opinions.py
    apart |= {"plan_sent", "plan_shown", "plan_answered", "planning_call"}  # tests/portal/test_event.py
    apart |= {"words_question", "words_sent", "words_went_on", "words_answered", "words_usable"}  # tests/portal/test_statement.py
    apart |= {f"nomination_{each}" for each in ("submitted", "asked_back", "answered", "approved", "turned_down", "withdrawn")}
    apart |= {"welcome"}  # both: tests/recruiting/test_review.py
    apart |= {"metric_wanted", "metric_found"}  # tests/stories/test_waiting.py
    apart |= {"transcript_sent", "transcript_came_back"}  # tests/stories/test_redlines.py
    apart |= {"lead_nudge"}  # tests/recruiting/test_lead_nudges.py
    apart |= {"erase_me", "person_erased"}  # tests/erasure
    apart |= {"confirm_records", "retire_proposed"}  # tests/policy/test_verifying.py
    apart |= {"records_overdue"}  # tests/policy/test_verifying.py
    apart |= {"standing_moved", "standing_moved_quietly"}  # tests/requests/test_standing_moved.py
    assert set(OCCASIONS) | apart == set(MESSAGES)
    named = {value for reactions in REACTIONS.values() for each in reactions for key, value in each.arguments if key == "message"}
    assert named == set(MESSAGES)


@pytest.mark.slow
@pytest.mark.parametrize(
    "message", ["owner_question", "ask", "ask_again", "customer_accepted", "introduction", "invitation", "outcome_request"]
)
def test_what_has_passed_is_not_sent(message: str) -> None:
    world, mails = _prepared(message)
    world.move("released")
    world.approval.state = "withdrawn"
    world.approval.save()
    for mail in mails:
        assert actions.send(mail.pk, at=AT + timedelta(seconds=1)) == "cancelled"
        mail.refresh_from_db()
        assert mail.error == "passed"


@pytest.mark.slow
def test_times_are_the_readers() -> None:
    world, mails = _prepared("invitation")
    world.requester.time_zone = "America/New_York"
    world.requester.save()
    texts = {mail.to_user_id or 0: actions.preview(mail, at=AT) for mail in Mail.objects.filter(pk__in=[each.pk for each in mails])}
    customer, colleague = texts[0], texts[world.requester.pk]
    assert isinstance(customer, actions.Composed)
    assert isinstance(colleague, actions.Composed)
    assert "14:00 (Oslo time)" in customer.text.replace("\u00a0", " ")
    assert "08:00 (New York time)" in colleague.text.replace("\u00a0", " ")


def test_nobody_is_told_of_their_own_deed() -> None:
    world = a_world()
    world.move("owner_declined")
    entry = world.record("candidate.owner_declined", by=Actor.person(world.manager))
    assert [mail.to_user for mail in actions.write("owner_declined", entry_id=entry.pk, at=AT)] == [world.requester]


@pytest.mark.slow
def test_a_leaver_a_quiet_contact_and_a_bounced_address_get_nothing_and_the_row_says_why() -> None:
    for fields, reason in (
        ({"left_on": AT.date()}, "left"),
        ({"do_not_contact": True}, "do_not_contact"),
        ({"bounced_at": AT}, "bounced"),
        ({"email": ""}, "no_address"),
    ):
        world, mails = _prepared("ask")
        type(world.contact).objects.filter(pk=world.contact.pk).update(**fields)
        assert actions.send(mails[0].pk, at=AT) == "cancelled"
        mails[0].refresh_from_db()
        assert mails[0].error == reason
        assert Candidate.objects.get(pk=world.candidate.pk).state == "asked"
    world, mails = _prepared("owner_question")
    type(world.owner).objects.filter(pk=world.owner.pk).update(is_active=False)
    assert actions.send(mails[0].pk, at=AT) == "cancelled"


@pytest.mark.slow
def test_a_notice_to_a_colleague_says_that_nobody_wrote_it_and_what_a_customer_gets_does_not() -> None:
    a_request_world().asked()
    sent = {}
    for code, verb in (("owner_question", "candidate.held"), ("ask", "candidate.asked")):
        (mail,) = actions.write(code, entry_id=Entry.objects.filter(verb=verb).latest("pk").pk, at=now())
        composed = actions.read(mail, at=now())
        assert isinstance(composed, actions.Composed), composed
        sent[code] = envelope(mail, composed).message()
    assert sent["owner_question"]["Auto-Submitted"] == "auto-generated"  # RFC 3834: an absence note does not answer it
    assert sent["ask"]["Auto-Submitted"] is None
