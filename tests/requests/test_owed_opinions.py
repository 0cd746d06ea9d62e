"""Opinions on a short list that are owed: on the owner's pages, once more by mail, passed on, and never asked for twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from goodword.comments.models import Comment
from goodword.desk.actions.hand_over import hand_over
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.notifications import actions as notifications
from goodword.people.kinds import Role
from goodword.people.models import Absence, User
from goodword.requests import actions
from goodword.requests.models import Opinion
from goodword.requests.tasks import next_in_line, pass_to_deputies, sweep
from tests.factories.people import a_manager, a_person
from tests.requests.exceptional import exceptional_world
from tests.requests.short_lists import asked_about
from tests.requests.world import World, a_world, now, today

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("some_cities"), pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return a_world()


def _mails(verb: str) -> list[User | None]:
    entry = Entry.objects.filter(verb=verb).latest("pk")
    return [mail.to_user for mail in notifications.write("owner_opinions", entry_id=entry.pk, at=now())]


def test_what_is_owed_stands_on_home_and_is_answered_on_one_page(world: World) -> None:
    _row, (one, two) = asked_about(world, "Aveleda", "Belmar")
    me = world.as_(world.owner)
    home = me.get("/").content.decode()
    assert "Are 2 customers of yours a good idea for Tagus Days?" in home
    assert "Confirm 2 customers" in home
    assert "Tagus Days" in me.get(reverse("requests:list"), {"view": "turn"}).content.decode()
    page = me.get(reverse("requests:confirm")).content.decode()
    assert "2 customers to confirm" in page
    assert me.post(reverse("requests:confirm_opinion", args=[one.pk]), {"answer": "good"}).status_code == 302
    refused = me.post(reverse("requests:confirm_opinion", args=[two.pk]), {"answer": "bad", "reason": "  "})
    assert refused.status_code == 422
    assert f'aria-describedby="opinion-err-{two.pk}"' in refused.content.decode()
    me.post(reverse("requests:confirm_opinion", args=[two.pk]), {"answer": "bad", "reason": "They spoke in May."})
    assert "Nothing to confirm" in me.get(reverse("requests:confirm")).content.decode()
    assert "a good idea" not in me.get("/").content.decode()
    assert sorted(Opinion.objects.values_list("answer", "words")) == [("bad", "They spoke in May."), ("good", "")]
    assert world.as_(a_person()).post(reverse("requests:confirm_opinion", args=[one.pk]), {"answer": "good"}).status_code == 404


def test_the_ball_of_the_request_stays_with_whoever_chooses(world: World) -> None:
    row, _listed = asked_about(world, "Aveleda")
    world.as_(world.owner).get("/")
    row.refresh_from_db()
    assert (row.ball.step, row.ball.who_id) == ("choose", world.manager.pk)
    assert world.owner.pk in row.ball.hands


def test_an_objection_without_a_reason_keeps_the_form_open_with_why(world: World) -> None:
    row, (one,) = asked_about(world, "Aveleda")
    answer = world.as_(world.owner).post(reverse("requests:opinion", args=[row.pk, one.pk]), {"answer": "bad", "reason": " \n "})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'aria-describedby="why-err-{one.pk}"' in page
    assert "Say why not; it helps to choose better." in page
    off = world.as_(world.manager).post(reverse("requests:take_off", args=[row.pk, one.pk]), {"reason": " "})
    assert f'id="off-err-{one.pk}"' in off.content.decode()


def test_whoever_has_not_said_is_reminded_once_when_the_policy_says_so(world: World) -> None:
    _row, (one, _two) = asked_about(world, "Aveleda", "Belmar")
    remind_at = Opinion.objects.get(candidate=one).remind_at
    assert remind_at is not None
    sweep(remind_at - timedelta(minutes=1))
    assert not Entry.objects.filter(verb="request.owners_reminded").exists()
    for _again in range(2):
        sweep(remind_at)
    assert Entry.objects.get(verb="request.owners_reminded").data["n"] == 2
    assert _mails("request.owners_reminded") == [world.owner]


def test_whoever_leads_it_hears_once_that_the_word_is_overdue_and_can_go_on_without_it(world: World) -> None:
    row, (one, two) = asked_about(world, "Aveleda", "Belmar")
    actions.give_opinion(two, good=True, by=Actor.person(world.owner), at=now())
    due_at = Opinion.objects.get(candidate=one).due_at
    assert due_at is not None
    sweep(due_at - timedelta(minutes=1))
    assert not Entry.objects.filter(verb="request.opinions_overdue").exists()
    for _again in range(2):
        sweep(due_at)
    entry = Entry.objects.get(verb="request.opinions_overdue")
    (mail,) = notifications.write("opinions_overdue", entry_id=entry.pk, at=now())
    letter = notifications.read(mail, at=now())
    assert isinstance(letter, notifications.Composed)
    assert mail.to_user == row.manager == world.manager
    assert "has not said yet whether 1 customer is a good idea" in letter.text
    assert "Aveleda" in letter.text
    assert "Belmar" not in letter.text
    assert "You can go on without it." in letter.text
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert f"{world.owner.name} has not said in time what they think of the short list" in page
    assert isinstance(actions.hold(one, by=Actor.person(world.manager), at=now()), actions.Held)


@pytest.mark.parametrize("said", [True, False])
def test_nobody_of_a_short_list_is_held_by_itself(world: World, *, said: bool) -> None:
    row, (one, two) = asked_about(world, "Aveleda", "Belmar")
    if said:
        actions.give_opinion(one, good=True, by=Actor.person(world.owner), at=now())
    for day in (0, 3, 30):
        sweep(now() + timedelta(days=day))
    assert actions.hold_next(row, at=now()) is None
    assert set(row.candidates.values_list("state", flat=True)) <= {"suggested", "shortlisted"}
    held = actions.hold(one, by=Actor.person(world.manager), at=now())
    assert isinstance(held, actions.Held)
    if not said:
        actions.owner_decline(one, reason="Not now.", by=Actor.person(world.owner), at=now())
        next_in_line(request_id=row.pk)
        sweep(now())
        two.refresh_from_db()
        assert two.state in ("suggested", "shortlisted")
        entry = Entry.objects.get(verb="candidate.owner_declined")
        (mail,) = [each for each in notifications.write("owner_declined", entry_id=entry.pk, at=now()) if each.to_user == world.manager]
        letter = notifications.read(mail, at=now())
        assert isinstance(letter, notifications.Composed)
        assert "It is for you to choose who comes next." in letter.text


def test_who_called_them_a_good_idea_is_not_asked_again(world: World) -> None:
    row, (one,) = asked_about(world, "Aveleda")
    actions.give_opinion(one, good=True, by=Actor.person(world.owner), at=now())
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "called Aveleda a good idea, and that counts as their yes." in page
    said = world.as_(world.manager).post(reverse("requests:hold", args=[row.pk, one.pk]), follow=True).content.decode()
    one.refresh_from_db()
    assert (one.state, one.approval and one.approval.decided_by) == ("owner_approved", world.owner)
    assert "taken as their yes, and not asked again" in said
    assert notifications.write("owner_question", entry_id=Entry.objects.get(verb="candidate.held").pk, at=now()) == []
    approved = Entry.objects.get(verb="candidate.owner_approved").pk
    assert notifications.write("answered_already", entry_id=approved, at=now()) == []  # nobody was asked


def test_whoever_leads_it_reads_that_the_owner_said_yes_not_the_colleague_who_held_them(world: World) -> None:
    row, (one,) = asked_about(world, "Aveleda")
    actions.give_opinion(one, good=True, by=Actor.person(world.owner), at=now())
    actions.hold(one, by=Actor.person(a_manager(name="Elif Kaya")), at=now())
    (mail,) = notifications.write("owner_approved", entry_id=Entry.objects.get(verb="candidate.owner_approved").pk, at=now())
    letter = notifications.read(mail, at=now())
    assert isinstance(letter, notifications.Composed)
    assert (mail.to_user, "Priya Nair says yes" in letter.text, "Elif" in letter.text) == (row.manager, True, False)


@pytest.mark.parametrize("change", ["day", "owner", "said_by_another"])
def test_whoever_said_it_of_something_else_isasked_about(world: World, change: str) -> None:
    row, (one,) = asked_about(world, "Aveleda")
    csm = a_person(name="Jonas Weir")
    if change == "said_by_another":
        one.account.csm = csm
        one.account.save()
    actions.give_opinion(one, good=True, by=Actor.person(csm if change == "said_by_another" else world.owner), at=now())
    if change == "day":
        assert row.needed_on is not None
        actions.move_day(row, needed_on=row.needed_on + timedelta(days=3), by=Actor.person(world.manager), at=now())
    if change == "owner":
        one.account.owner = csm
        one.account.save()
    actions.hold(one, by=Actor.person(world.manager), at=now())
    one.refresh_from_db()
    assert one.state == "held"


def test_a_deputy_says_it_while_the_owner_is_away_and_that_counts(world: World) -> None:
    _row, (one,) = asked_about(world, "Aveleda")
    deputy = a_person(name="Lars Moen")
    Absence.objects.create(user=world.owner, deputy=deputy, from_on=today() - timedelta(days=1), to_on=today() + timedelta(days=5))
    assert pass_to_deputies(now()) == 1
    assert pass_to_deputies(now()) == 0
    assert _mails("request.opinions_passed_on") == [deputy]
    page = world.as_(deputy).get(reverse("requests:confirm")).content.decode()
    assert f"In the place of {world.owner.name}." in page
    assert "was asked in your place" in world.as_(world.owner).get(reverse("requests:confirm")).content.decode()
    actions.give_opinion(one, good=True, by=Actor.person(deputy), at=now())
    actions.hold(one, by=Actor.person(world.manager), at=now())
    one.refresh_from_db()
    assert one.state == "owner_approved"


def test_what_a_leaver_owes_goes_to_whoever_takes_over_who_is_told_once(world: World) -> None:
    _row, _listed = asked_about(world, "Aveleda", "Belmar")
    boss, successor = a_person(Role.ADMINISTRATOR), a_person(name="Noor Haddad")
    shown = world.as_(boss).get(reverse("desk:leaving", args=[world.owner.pk]), {"to": successor.pk})
    counts = {each.label: each.count for each in shown.context["received"]}
    assert counts["Customers on short lists, a good idea or not"] == 2
    assert hand_over(world.owner, to=successor, by=boss, at=now()) == sum(counts.values())
    assert set(Opinion.objects.values_list("asked", flat=True)) == {successor.pk}
    assert _mails("request.opinions_passed_on") == []
    assert world.as_(successor).get(reverse("requests:confirm")).content.decode().count('value="good"') == 2


def test_an_exception_that_a_leaver_has_to_decide_goes_along_but_never_to_whoever_asked_for_it() -> None:
    world = exceptional_world()
    row = world.event(days=40, exception_reason="The stage is booked.")
    review, requester, reviewer = row.review, row.requester, world.reviewer
    assert review is not None
    assert reviewer is not None
    boss, successor = a_person(Role.ADMINISTRATOR), a_person(Role.EXCEPTION_REVIEWER, name="Noor Haddad")
    shown = world.as_(boss).get(reverse("desk:leaving", args=[reviewer.pk]), {"to": requester.pk})
    assert {each.label: each.count for each in shown.context["received"]} == {"Exceptions to decide on": 0}
    assert hand_over(reviewer, to=requester, by=boss, at=now()) == 0
    assert hand_over(reviewer, to=successor, by=boss, at=now()) == 1
    review.refresh_from_db()
    assert review.approval is not None
    assert review.approval.approver == successor
    entry = Entry.objects.filter(verb="exception.delegated").latest("pk")
    assert notifications.write("exception_question", entry_id=entry.pk, at=now()) == []


def test_what_was_said_beside_a_customer_is_changed_and_taken_away_by_who_said_it(world: World) -> None:
    row, (one,) = asked_about(world, "Aveleda")
    seller = world.as_(world.seller)
    seller.post(reverse("requests:comment_beside", args=[row.pk, one.pk]), {"text": "They were graet in Porto."})
    said = Comment.objects.get()
    change, remove = (reverse(f"desk:{verb}_comment", args=[said.pk]) for verb in ("edit", "remove"))
    page = reverse("requests:request", args=[row.pk])
    assert change in seller.get(page).content.decode()
    assert change not in world.as_(world.owner).get(page).content.decode()
    assert "graet" in seller.get(change).content.decode()
    changed = seller.post(change, {"text": "They were great in Porto."})
    assert changed.headers["Location"] == f"{page}#comment-{said.pk}"
    assert "great in Porto" in seller.get(page).content.decode()
    assert world.as_(world.owner).post(remove).status_code == 403
    assert world.as_(a_person()).post(remove).status_code == 404
    assert seller.post(remove).headers["Location"] == f"{page}#candidate-{one.pk}"
    assert "great in Porto" not in seller.get(page).content.decode()
