"""Mentioning colleagues: as one types it, kept as keys, told by mail, and only to those who may see the thing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from goodword.approvals.models import Approval
from goodword.comments.models import Comment, Mention
from goodword.comments.queries import find
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.notifications.actions.compose import preview
from goodword.notifications.actions.write import write
from goodword.notifications.messages.letter import Stale
from goodword.notifications.models import Mail
from goodword.people.models import User
from goodword.reactions import REACTIONS
from goodword.requests import actions
from goodword.requests.access import visible_to
from goodword.requests.models import Candidate, ExceptionReview, Opinion
from goodword.requests.queries.know import who_may_see
from tests.factories.people import a_manager, a_person
from tests.requests.world import World, a_world, now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def say(world: World, user: User, row: Any, text: str, **more: Any) -> Any:
    return world.as_(user).post(reverse("requests:comment", args=[row.pk]), {"text": text, **more}, follow=True)


def react() -> None:
    """What the worker does after each entry, here in the transaction of the test."""
    for entry in Entry.objects.filter(verb__startswith="comment.").order_by("pk"):
        for reaction in REACTIONS.get(entry.verb, ()):
            write(dict(reaction.arguments)["message"], entry_id=entry.pk, at=now())


def known(*names: str) -> list[User]:
    return [User(pk=n, name=name, email=f"p{n}@acme.example") for n, name in enumerate(names, start=1)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("@Mara Lindqvist, please", "@{1}, please"),
        ("(@mara) and @SVEN", "(@{1}) and @{2}"),
        ("@Mara Lindqvists dog", "@{1} Lindqvists dog"),
        ("@星野 凪さん", "@{4}さん"),
        ("write to mara@acme.example or @p2@acme.example.", "write to mara@acme.example or @{2}."),
        ("@Nobody and @ mara, 5 @ 3", "@Nobody and @ mara, 5 @ 3"),
        ("@{2} as text", "@{2} as text"),
    ],
)
def test_what_is_typed_becomes_keys(text: str, kept: str) -> None:
    people = known("Mara Lindqvist", "Sven Aalto", "Jonas Weir", "星野 凪")
    assert find(text, everybody=people, may_see={1, 2, 4}).text == kept


def test_people_of_one_name_are_told_apart_by_who_may_see_it_else_by_address() -> None:
    people = known("Mara Lindqvist", "Mara Lindqvist", "Mara Olsen")
    assert find("@Mara Lindqvist", everybody=people, may_see={2, 3}).text == "@{2}"
    assert find("@mara", everybody=people, may_see={1, 2}).unclear == ["mara"]
    assert find("@Mara Lindqvist", everybody=people, may_see={1, 2}).unclear == ["Mara Lindqvist"]
    assert find("@p1@acme.example", everybody=people, may_see={1, 2}).text == "@{1}"
    assert [each.pk for each in find("@Mara Olsen", everybody=people, may_see={1}).outsiders] == [3]


def test_who_is_mentioned_is_told_once_with_what_was_said() -> None:
    world = a_world()
    row = world.sent()
    page = say(world, world.seller, row, "@Mara Lindqvist and @mara, see https://a.example/x <script>alert(1)</script> @Sven Aalto\nThanks")
    assert '<span class="gw-mention">@Mara Lindqvist</span>' in page.text
    assert "<script>alert(1)" not in page.text
    assert '<a href="https://a.example/x" rel="nofollow">' in page.text
    comment = Comment.objects.get()
    assert "Mara" not in comment.text
    assert set(Mention.objects.values_list("user__name", flat=True)) == {"Mara Lindqvist", "Sven Aalto"}
    assert "Mara" not in str(Entry.objects.get(verb="comment.added").data)
    react()
    mail = Mail.objects.get(message="mentioned")
    assert mail.to_user == world.manager
    letter = preview(mail, at=now())
    assert not isinstance(letter, Stale)
    assert "@Mara Lindqvist, see https://a.example/x" in letter.text
    assert letter.letter.button is not None
    assert letter.letter.button.path == f"{reverse('requests:request', args=[row.pk])}#comment-{comment.pk}"
    assert f'id="comment-{comment.pk}"' in page.text
    assert f'href="#comment-{comment.pk}"' in page.text, "the timeline leads there"


def test_nobody_outside_the_circle_is_mentioned_unless_somebody_lets_them_in() -> None:
    world = a_world()
    row = world.sent(is_confidential=True)
    jonas = a_manager(name="Jonas Weir")
    page = say(world, world.seller, row, "What do you think, @Jonas Weir?")
    assert page.status_code == 422
    assert "Jonas Weir may not see this, so nothing was written yet." in page.text
    assert "What do you think, @Jonas Weir?</textarea>" in page.text
    assert f'name="let_in" value="{jonas.pk}"' in page.text
    assert not Comment.objects.exists()
    offered = world.as_(world.seller).get(reverse("desk:mentions", args=["request", row.pk])).text
    assert "Mara Lindqvist" in offered
    assert "Jonas" not in offered
    assert say(world, world.seller, row, "What do you think, @Jonas Weir?", let_in=[jonas.pk]).status_code == 200
    assert visible_to(jonas).filter(pk=row.pk).exists()
    assert Comment.objects.get().circle_id == row.circle_id
    react()
    mail = Mail.objects.get(message="mentioned")
    letter = preview(mail, at=now())
    assert not isinstance(letter, Stale)
    assert mail.circle_id == row.circle_id
    assert "What do you think" not in letter.text + letter.letter.subject
    assert "Oakmere" not in letter.text + letter.letter.subject
    assert row.number in letter.letter.subject


def test_who_is_not_let_in_after_all_is_not_let_in_when_the_words_are_refused() -> None:
    world = a_world()
    row = world.sent(is_confidential=True)
    jonas = a_manager(name="Jonas Weir")
    assert say(world, world.seller, row, "@Jonas Weir " + "x" * 11_000, let_in=[jonas.pk]).status_code == 422
    assert not visible_to(jonas).filter(pk=row.pk).exists()


def test_only_who_shares_a_request_may_let_somebody_in() -> None:
    world = a_world()
    candidate = world.held(is_confidential=True)
    jonas = a_manager(name="Jonas Weir")
    page = say(world, world.owner, candidate.reference_request, "@Jonas Weir")
    assert page.status_code == 422
    assert 'name="let_in"' not in page.text
    assert say(world, world.owner, candidate.reference_request, "@Jonas Weir", let_in=[jonas.pk]).status_code == 403
    assert not visible_to(jonas).filter(pk=candidate.reference_request_id).exists()


@pytest.mark.parametrize("confidential", [False, True])
def test_those_who_are_offered_are_those_who_may_see_it(confidential: bool) -> None:
    world = a_world()
    world.account.csm = a_person(name="Inge Success")
    world.account.save()
    row = world.held(is_confidential=confidential).reference_request
    a_manager(name="Jonas Weir")
    a_person(name="Nils Stranger")
    a_person("administrator", name="Gone Long", is_active=False)
    seeing = {user.pk for user in User.objects.all() if visible_to(user).filter(pk=row.pk).exists()}
    assert {user.pk for user in who_may_see(row)} == seeing
    assert len(seeing) == (3 if confidential else 6)


def test_whoever_answers_or_reviews_for_somebody_is_offered_as_they_may_see_it() -> None:
    world = a_world()
    candidate = world.held()
    roads = [a_person(name=f"Nils {n}") for n in range(4)]
    reviewer = a_person("exception_reviewer", name="Rosa Amsel")
    approval = candidate.approval
    assert approval is not None
    approval.deputy_for = roads[0]
    approval.save()
    Candidate.objects.filter(pk=candidate.pk).update(support=open_approval(approval, roads[1]))
    Opinion.objects.create(candidate=candidate, asked=roads[2], deputy_for=roads[3], asked_at=now())
    offered = set(who_may_see(candidate.reference_request))
    assert set(roads) <= offered
    assert reviewer not in offered
    ExceptionReview.objects.create(
        reference_request=candidate.reference_request, approval=open_approval(approval, roads[1]), kind="sales_call", opened_at=now()
    )
    assert reviewer in who_may_see(candidate.reference_request)
    assert {user for user in User.objects.all() if visible_to(user).filter(pk=candidate.reference_request_id).exists()} == set(
        who_may_see(candidate.reference_request)
    )


def open_approval(like: Approval, approver: User) -> Approval:
    """Another question of the same kind to somebody."""
    values = {field.attname: getattr(like, field.attname) for field in Approval._meta.concrete_fields if field.attname != "id"}
    again = {"question": f"another_{Approval.objects.count()}", "approver_id": approver.pk, "deputy_for_id": None}
    return Approval.objects.create(**{**values, **again})


def test_renamed_and_gone_people_show_as_they_are_now() -> None:
    world = a_world()
    row = world.sent()
    say(world, world.seller, row, "Thank you, @Mara Lindqvist.")
    User.objects.filter(pk=world.manager.pk).update(name="Mara Berg", is_active=False)
    page = world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).text
    assert "@Mara Berg</span> <span" in page
    assert "(no longer here)" in page
    comment = Comment.objects.get()
    edit = reverse("desk:edit_comment", args=[comment.pk])
    assert "Thank you, @Mara Berg.</textarea>" in world.as_(world.seller).get(edit).text
    world.as_(world.seller).post(edit, {"text": "Many thanks, @Mara Berg."})
    comment.refresh_from_db()
    assert comment.text == f"Many thanks, @{{{world.manager.pk}}}."


def test_a_change_tells_only_who_is_new_and_stops_what_was_not_sent() -> None:
    world = a_world()
    world.as_(world.seller).post(reverse("desk:comment", args=[world.account.pk]), {"text": "See, @mara"})
    comment = Comment.objects.get()
    world.as_(world.seller).post(reverse("desk:edit_comment", args=[comment.pk]), {"text": "See, @mara and @priya"})
    react()
    assert set(Mail.objects.filter(message="mentioned").values_list("to_user__name", flat=True)) == {"Mara Lindqvist", "Priya Nair"}
    world.as_(world.seller).post(reverse("desk:remove_comment", args=[comment.pk]))
    assert all(isinstance(preview(mail, at=now()), Stale) for mail in Mail.objects.filter(message="mentioned"))


def test_a_comment_can_be_changed_for_a_quarter_of_an_hour_and_taken_away_by_its_writer_alone() -> None:
    world = a_world()
    row = world.sent()
    say(world, world.seller, row, "First.")
    comment = Comment.objects.get()
    mine, manager = world.as_(world.seller), world.as_(world.manager)
    edit, remove = (reverse(f"desk:{verb}_comment", args=[comment.pk]) for verb in ("edit", "remove"))
    assert manager.post(edit, {"text": "Mine now."}).status_code == 403
    assert manager.post(remove).status_code == 403
    assert mine.post(edit, {"text": " "}).status_code == 422
    assert "changed" in mine.post(edit, {"text": "Second."}, follow=True).text
    Comment.objects.update(created_at=now() - timedelta(minutes=16))
    assert "can be changed for fifteen minutes" in mine.post(edit, {"text": "Third."}, follow=True).text
    page = mine.post(remove, follow=True).text
    assert "Your comment is taken away." in page
    assert "Second." not in page
    assert re.search(r"Comments <span[^>]*>0<", page)
    back = mine.post(reverse("desk:restore_comment", args=[comment.pk]), follow=True).text
    assert "Second." in back


def test_a_comment_of_a_circle_is_out_of_reach_for_who_left_it() -> None:
    world = a_world()
    row = world.sent(is_confidential=True)
    jonas = a_manager(name="Jonas Weir")
    actions.let_know(row, who=jonas, by=Actor.person(world.manager), at=now())
    say(world, jonas, row, "Between us.")
    comment = Comment.objects.get()
    actions.take_out(row, who=jonas, by=Actor.person(world.manager), at=now())
    for verb in ("edit", "remove"):
        assert world.as_(jonas).post(reverse(f"desk:{verb}_comment", args=[comment.pk]), {"text": "x"}).status_code == 404


def test_the_list_offers_whom_the_letters_call_first_and_titles_call_nobody() -> None:
    world = a_world()
    row = world.sent()
    a_manager(name="Ada Thomas", title="Event manager")
    a_manager(name="Bo Mason")
    a_manager(name="Mats Ek")
    page = world.as_(world.seller).get(reverse("desk:mentions", args=["request", row.pk]), {"q": "ma"}).text
    assert "Event manager" not in page.split("Mats Ek")[0]
    order = [page.index(name) for name in ("Mara Lindqvist", "Mats Ek", "Bo Mason")]
    assert order == sorted(order)
