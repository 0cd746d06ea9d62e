"""Too late, or beyond what was promised: held with its reasons, decided by a reviewer, counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from goodword.approvals.models import Approval
from goodword.customers.models import Member
from goodword.desk.actions.hand_over import hand_over
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.notifications import actions as mails
from goodword.policy.actions import publish
from goodword.policy.models import Decision
from goodword.policy.numbers import STANDARD
from goodword.policy.queries import in_force
from goodword.requests import actions
from goodword.requests.models import Candidate, ExceptionReview, ReferenceRequest
from goodword.requests.queries.travel import travel_words
from goodword.requests.tasks import sweep
from tests.factories.people import a_person
from tests.requests.exceptional import by, exceptional_world, fresh
from tests.requests.world import now, today

pytestmark = pytest.mark.django_db


def letters(message: str, verb: str) -> dict[str, mails.Composed]:
    """What the latest entry of a verb writes to whom, by their address."""
    found = {}
    for mail in mails.write(message, entry_id=Entry.objects.filter(verb=verb).latest("pk").pk, at=now()):
        composed = mails.read(mail, at=now())
        assert isinstance(composed, mails.Composed), composed
        found[composed.reader_address] = composed
    return found


@pytest.mark.parametrize(
    ("days", "plan", "state"), [(74, False, "held"), (75, False, "submitted"), (89, True, "held"), (90, True, "submitted")]
)
def test_an_event_is_asked_for_in_time_or_held(days: int, plan: bool, state: str) -> None:
    world = exceptional_world()
    row = world.event(days=days, needs_plan_approval=plan, exception_reason="It is booked.")
    assert row.state == state
    stored = Decision.objects.get(reference_request_id=row.pk, step="submit")
    assert stored.team == "field_marketing"
    assert stored.facts["submitted_on"] == today().isoformat()
    assert row.needed_on is not None
    assert stored.facts["needed_on"] == row.needed_on.isoformat()
    assert stored.facts["needs_plan_approval"] is plan
    assert len(stored.facts["promises"]) > 1
    if state == "held":
        assert row.review is not None
        assert row.review.earliest_on == today() + timedelta(days=days + 1)
        assert row.review.rules == ["notice"]


def test_without_a_reason_it_is_refused_with_the_earliest_day_and_stays_a_draft() -> None:
    world = exceptional_world()
    wanted = {"topic": "The move.", "needed_on": today() + timedelta(days=40), "details": {"event_name": "Rhine Summit"}}
    draft = actions.start_draft(once=uuid4(), kind="event", asked=wanted, by=Actor.person(world.seller), at=now())
    refused = actions.submit(draft, by=Actor.person(world.seller), at=now())
    assert isinstance(refused, Refused)
    assert [each.code for each in refused.reasons] == ["exception_reason"]
    assert "The day is 40 days away, and we need 75." in refused.words
    assert "The customer would have 40 days, and we give them 60." in refused.words
    assert "The earliest day would be" in refused.words
    assert fresh(draft).state == "draft"


@pytest.mark.slow
def test_a_reviewer_makes_an_exception_with_conditions_and_the_request_goes_on() -> None:
    world = exceptional_world()
    review = world.late()
    row = review.reference_request
    assert review.approval is not None
    assert review.approval.approver == world.reviewer
    assert isinstance(actions.allow(row, reason="Let it.", by=Actor.person(world.manager), at=now()), Refused)
    assert isinstance(actions.approve_exception(review, reason=" ", by=by(world.reviewer), at=now()), Refused)
    done = actions.approve_exception(review, reason="Large stage.", conditions="One speaker.", by=by(world.reviewer), at=now())
    assert isinstance(done, ReferenceRequest), done
    assert done.state == "submitted"
    review.refresh_from_db()
    assert (review.until_on, review.conditions) == (row.needed_on, "One speaker.")
    with pytest.raises(WrongState):
        actions.decline_exception(review, reason="No.", by=by(world.reviewer), at=now())
    taken = actions.triage(done, by=Actor.person(world.manager), at=now())
    assert isinstance(taken, ReferenceRequest), taken
    assert taken.state == "triage"
    page = world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "One speaker." in page
    assert "Made an exception" in page


def test_no_exception_declines_the_request_with_the_reason() -> None:
    world = exceptional_world()
    review = world.late()
    done = actions.decline_exception(review, reason="The customer would have no time.", by=by(world.reviewer), at=now())
    assert isinstance(done, ReferenceRequest)
    assert (done.state, done.end_reason) == ("declined", "The customer would have no time.")


def test_without_a_reviewer_the_manager_decides() -> None:
    world = exceptional_world(with_reviewer=False)
    review = world.late()
    assert review.approval is not None
    assert review.approval.approver == world.manager
    done = actions.approve_exception(review, reason="All right.", by=Actor.person(world.manager), at=now())
    assert isinstance(done, ReferenceRequest)
    assert done.state == "submitted"


@pytest.mark.slow
def test_a_fifth_event_of_a_quarter_is_held_once_four_are_taken_up_and_the_lead_is_told_of_the_fourth() -> None:
    world = exceptional_world()
    day = today() + timedelta(days=120)
    rows = [world.event(on=day) for _n in range(5)]
    assert {row.state for row in rows} == {"submitted"}
    for row in rows[:4]:
        assert isinstance(actions.triage(row, by=Actor.person(world.manager), at=now()), ReferenceRequest)
    gone = actions.triage(rows[4], by=Actor.person(world.manager), at=now())
    assert isinstance(gone, Refused)
    held = fresh(rows[4])
    assert held.state == "held"
    assert held.review is not None
    assert (held.review.because, held.review.rules) == ("place_gone", ["commitment"])
    another = world.event(on=day, exception_reason="It is the largest one.")
    assert another.state == "held"
    actions.withdraw(rows[0], by=Actor.person(world.seller), at=now())
    done = actions.approve_exception(held.review, reason="A place is free again.", by=by(world.reviewer), at=now())
    assert isinstance(done, ReferenceRequest)
    assert isinstance(actions.triage(done, by=Actor.person(world.manager), at=now()), ReferenceRequest)


@pytest.mark.slow
def test_an_exception_that_runs_out_before_anybody_looked_is_decided_again() -> None:
    world = exceptional_world()
    review = world.late()
    actions.approve_exception(review, reason="For this week.", until_on=today() + timedelta(days=5), by=by(world.reviewer), at=now())
    row = review.reference_request
    assert sweep(now() + timedelta(days=5))["lapsed"] == 0
    assert fresh(row).state == "submitted"
    assert sweep(now() + timedelta(days=6))["lapsed"] == 1
    again = fresh(row)
    assert again.state == "held"
    assert again.review is not None
    assert (again.review.pk != review.pk, again.review.because) == (True, "lapsed")
    assert sweep(now() + timedelta(days=6))["lapsed"] == 0


@pytest.mark.slow
def test_a_reviewer_is_reminded_then_somebody_else_is_asked() -> None:
    world = exceptional_world()
    other = a_person("exception_reviewer", name="Otto Brand")
    review = world.late()
    assert sweep(now() + timedelta(days=4))["reviewers_reminded"] == 1
    assert sweep(now() + timedelta(days=14))["reviews_escalated"] == 1
    approval = Approval.objects.get(pk=review.approval_id or 0)
    assert (approval.approver, approval.deputy_for) == (other, world.reviewer)
    done = actions.approve_exception(review, reason="Late, but yes.", by=by(world.reviewer), at=now())
    assert isinstance(done, ReferenceRequest)


@pytest.mark.slow
def test_it_is_passed_on_and_withdrawing_takes_the_question_back() -> None:
    world = exceptional_world()
    review = world.late()
    passed = actions.delegate_exception(review, to=world.lead, note="You know them.", by=by(world.reviewer), at=now())
    assert isinstance(passed, ExceptionReview)
    assert world.as_(world.lead).get(reverse("desk:exception", args=[review.reference_request_id])).status_code == 200
    assert isinstance(actions.delegate_exception(review, to=world.seller, by=by(world.lead), at=now()), Refused)
    actions.withdraw(review.reference_request, by=Actor.person(world.seller), at=now())
    assert Approval.objects.get(pk=review.approval_id or 0).state == "withdrawn"
    with pytest.raises(WrongState):
        actions.approve_exception(review, reason="Yes.", by=by(world.lead), at=now())


@pytest.mark.slow
def test_whoever_gets_a_request_from_a_leaver_does_not_decide_on_its_exception() -> None:
    world = exceptional_world()
    review = world.late()
    other = a_person("exception_reviewer", name="Tilda Ross")
    admin = a_person("administrator", name="Ada Root")
    assert world.reviewer is not None
    assert hand_over(world.seller, to=world.reviewer, by=admin, at=now())
    review = ExceptionReview.objects.get(pk=review.pk)
    assert review.reference_request.requester == world.reviewer
    assert review.approval is not None
    assert review.approval.approver == other
    with pytest.raises(NotAllowed):
        actions.approve_exception(review, reason="It is mine.", by=by(world.reviewer), at=now())
    done = actions.approve_exception(review, reason="The stage is ours.", by=by(other), at=now())
    assert isinstance(done, ReferenceRequest)
    assert done.state == "submitted"


def test_a_policy_that_promises_less_holds_the_next_only() -> None:
    world = exceptional_world()
    day = today() + timedelta(days=120)
    first, second = world.event(on=day), world.event(on=day)
    actions.triage(first, by=Actor.person(world.manager), at=now())
    less = replace(STANDARD, commitments={"field_marketing": 1})
    publish(numbers=less, effective_from=today(), name="Less", by=world.manager, at=now())
    assert fresh(first).state == "triage"
    assert isinstance(actions.triage(second, by=Actor.person(world.manager), at=now()), Refused)


def test_a_day_moved_too_near_is_held_and_moved_away_goes_on_again() -> None:
    world = exceptional_world()
    row = world.event(days=100)
    seller = Actor.person(world.seller)
    near = today() + timedelta(days=50)
    refused = actions.move_day(row, needed_on=near, by=seller, at=now())
    assert isinstance(refused, Refused)
    assert [each.code for each in refused.reasons] == ["exception_reason"]
    assert fresh(row).needed_on == row.needed_on
    held = actions.move_day(row, needed_on=near, exception_reason="The hall is free only then.", by=seller, at=now())
    assert isinstance(held, ReferenceRequest)
    assert (held.state, held.needed_on) == ("held", near)
    asked = held.review
    assert asked is not None
    assert asked.because == "moved"
    away = actions.move_day(held, needed_on=today() + timedelta(days=90), by=seller, at=now())
    assert isinstance(away, ReferenceRequest)
    assert away.state == "submitted"
    assert Approval.objects.get(pk=asked.approval_id or 0).state == "withdrawn"
    assert isinstance(actions.move_day(away, needed_on=today() - timedelta(days=1), by=seller, at=now()), Refused)


@pytest.mark.slow
def test_while_a_customer_is_looked_for_a_moved_day_is_told_and_not_held() -> None:
    world = exceptional_world()
    row = world.event(days=100, ends_on=today() + timedelta(days=102))
    ReferenceRequest.objects.filter(pk=row.pk).update(state="sourcing")
    moved = actions.move_day(row, needed_on=today() + timedelta(days=50), by=Actor.person(world.manager), at=now())
    assert isinstance(moved, ReferenceRequest)
    assert (moved.state, moved.ends_on) == ("sourcing", today() + timedelta(days=52))
    page = world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "Whoever is asked today has 50 days instead of 60." in page
    assert "Moved the day to" in page


def test_an_exception_covers_a_later_day_of_the_quarter_but_no_earlier_one() -> None:
    world = exceptional_world()
    review = world.late(days=40)
    done = actions.approve_exception(review, reason="Yes.", by=by(world.reviewer), at=now())
    assert isinstance(done, ReferenceRequest)
    later = actions.move_day(done, needed_on=today() + timedelta(days=41), by=Actor.person(world.manager), at=now())
    assert isinstance(later, ReferenceRequest)
    assert later.state == "submitted"
    earlier = actions.move_day(later, needed_on=today() + timedelta(days=20), by=Actor.person(world.manager), at=now())
    assert isinstance(earlier, ReferenceRequest)
    assert earlier.state == "held"


def test_what_was_refused_an_exception_is_not_reopened_past_the_reviewer() -> None:
    world = exceptional_world()
    review = world.late()
    actions.decline_exception(review, reason="No.", by=by(world.reviewer), at=now())
    again = actions.reopen(review.reference_request, by=Actor.person(world.manager), at=now())
    assert isinstance(again, Refused)
    row = fresh(review.reference_request)
    assert row.state == "held"
    assert row.review is not None
    assert row.review.because == "reopened"


@pytest.mark.slow
def test_nobody_is_asked_before_it_is_said_who_travels_and_the_customer_reads_it() -> None:
    world = exceptional_world()
    Member.objects.filter(account=world.account).update(agreed_types=["event_talk"])
    row = world.event(days=100, place_city="Lisbon", place_country="PT")
    manager = Actor.person(world.manager)
    held = actions.hold(world.put_forward(row), by=manager, at=now())
    assert isinstance(held, actions.Held), held
    approved = actions.owner_approve(held.candidate, by=Actor.person(world.owner), at=now())
    refused = actions.ask(approved, by=manager, at=now())
    assert isinstance(refused, Refused)
    assert refused.reasons[0].code == "travel"
    recorded = actions.record_ask(approved, how="call", asked_at=now(), by=manager, at=now())
    assert recorded == refused
    mailed = actions.ask_by_own_mail(row, by=manager, at=now())[1]
    assert [each.why for each in mailed.left] == [refused.words]
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "Say whether they travel" in page
    address = reverse("requests:say_travel", args=[row.pk])
    assert world.as_(world.manager).post(address, {"travel": "needed", "travel_paid_by": "partner"}).status_code == 302
    asked = actions.ask(approved, by=manager, at=now())
    assert isinstance(asked, Candidate), asked
    words = travel_words(fresh(row), now=in_force(now()))
    assert words == "You would travel to Lisbon. Whoever holds the event pays for it."
    assert words in letters("ask", "candidate.asked")[world.contact.email].text


@pytest.mark.slow
def test_the_form_says_why_and_who_decides_and_asks_for_a_reason() -> None:
    world = exceptional_world()
    client, day = world.as_(world.seller), today() + timedelta(days=40)
    form = {"once": uuid4(), "kind": "event", "topic": "The move.", "event_name": "Rhine Summit", "needed_on": day, "wanted": 1}
    form |= {"activity": "event_talk"}
    live = client.post(reverse("requests:live"), form).content.decode()
    assert "The day is 40 days away, and we need 75." in live
    assert "You can send it all the same: Rosa Amsel decides." in live
    assert "Planned backwards from the day" in live
    fine = client.post(reverse("requests:live"), {**form, "needed_on": today() + timedelta(days=75)}).content.decode()
    assert "Rosa Amsel" not in fine
    refused = client.post(reverse("requests:new"), form)
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"exception_reason"}
    sent = client.post(reverse("requests:new"), {**form, "exception_reason": "It is booked."}, follow=True).content.decode()
    assert "Waiting for Rosa Amsel, who decides whether we make an exception" in sent


@pytest.mark.slow
def test_the_reviewer_decides_on_the_page_and_everybody_hears() -> None:
    world = exceptional_world()
    review = world.late()
    client = world.as_(world.reviewer) if world.reviewer is not None else world.as_(world.manager)
    assert "Do we make an exception for" in client.get(reverse("desk:home")).content.decode()
    queue = client.get(reverse("desk:exceptions")).content.decode()
    assert "Speaker at Rhine Summit" in queue
    number = review.reference_request_id
    address = reverse("desk:answer_exception", args=[number])
    page = client.post(address, {"answer": "approve", "reason": ""})
    assert page.status_code == 422
    past = client.post(address, {"answer": "approve", "reason": "Yes.", "until_on": today() - timedelta(days=1), "conditions": "One."})
    assert past.status_code == 422
    assert "One." in past.content.decode()
    assert client.post(address, {"answer": "approve", "reason": "A large stage.", "conditions": "One speaker."}).status_code == 302
    too_late = client.post(address, {"answer": "decline", "reason": "No."}, follow=True).content.decode()
    assert "Somebody was faster" in too_late
    told = {address: each.letter.subject for address, each in letters("exception_made", "exception.approved").items()}
    assert told == dict.fromkeys((world.seller.email, world.manager.email), f"REQ-{number:04}: an exception is made")


@pytest.mark.slow
def test_the_reviewer_and_whoever_asked_get_a_mail_at_once_and_the_lead_of_the_last_place() -> None:
    world = exceptional_world()
    review = world.late()
    reviewer = world.reviewer
    assert reviewer is not None
    question = letters("exception_question", "request.held")[reviewer.email]
    assert "The day is 40 days away, and we need 75." in question.text
    assert "The stage is booked." in question.text
    waits = letters("exception_held", "request.held")[world.seller.email]
    assert "Rosa Amsel decides" in waits.text
    assert "the earliest day would be" in waits.text
    assert review.reference_request.number in waits.letter.subject
    for row in [world.event(days=120) for _n in range(4)]:
        actions.triage(row, by=Actor.person(world.manager), at=now())
    told = letters("promise_used_up", "promise.used_up")[world.lead.email]
    assert told.letter.subject == "Field marketing: the last promised place of the quarter is used"
