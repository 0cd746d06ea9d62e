"""Handing over: everything open goes to somebody else, nothing confidential to somebody who may not know."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from goodword.approvals.actions import open_approval
from goodword.desk.actions.hand_over import hand_over
from goodword.filters.models import SavedFilter
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.merges.actions.carry import Pointer, pointers
from goodword.notifications.actions import Composed, read, write
from goodword.people import actions, queries
from goodword.people.kinds import Role
from goodword.people.models import Absence, RoutingRule, Team, User
from goodword.reactions import REACTIONS
from goodword.requests import actions as requests
from goodword.requests.models import Candidate
from tests.desk.test_search import a_request
from tests.factories.customers import a_deal, an_account
from tests.factories.people import a_manager, a_person, a_region
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program() -> None:
    actions.ensure_program()


@pytest.mark.slow
def test_everything_open_changes_hands_and_the_page_is_empty_afterwards(client: Client) -> None:
    boss, leaver, stays = a_person(Role.ADMINISTRATOR), a_manager(name="Lars Moen"), a_manager(name="Priya Nair")
    now = clock.now()
    account, deal = an_account("Solvane Energy", owner=leaver, csm=leaver), a_deal(name="Oakmere", owner=leaver)
    own, managed = a_request(leaver, "Oakmere Bank"), a_request(a_person(), "Rookridge")
    managed.manager = leaver
    managed.save()
    approval = open_approval("owner", about=managed, approver=leaver, remind_at=None, due_at=now - timedelta(days=1), at=now)
    Candidate.objects.create(reference_request=managed, account=account, state="held", state_at=now, approval=approval)
    actions.route(rule_by="account", region=a_region(), manager=leaver, by=boss, at=now)
    team = Team.objects.create(code="field", name="Field", lead=leaver)
    client.force_login(boss)
    url = reverse("desk:leaving", args=[leaver.pk])
    shown = client.get(url).content.decode()
    assert all(word in shown for word in ("Solvane Energy", "Oakmere", own.number, managed.number))
    answer = client.post(reverse("desk:hand_over", args=[leaver.pk]), {"to": stays.pk}, follow=True)
    assert "Nothing is open" in answer.content.decode()
    for row in (account, deal, own, managed, approval, team):
        row.refresh_from_db()
    assert {account.owner, account.csm, deal.owner, own.requester, managed.manager, approval.approver, team.lead} == {stays}
    assert RoutingRule.objects.get().manager == stays
    assert approval.due_at > now
    said = Entry.objects.get(verb="user.handed_over", actor_id=boss.pk).data
    assert said["counts"] == {"customers": 1, "deals": 1, "questions": 1, "requests": 2, "rules": 1, "teams": 1}
    assert said["things"] == 7


@pytest.mark.slow
def test_what_is_confidential_moves_only_by_or_to_somebody_in_the_know(client: Client) -> None:
    boss, leaver, stranger, insider = a_person(Role.ADMINISTRATOR), a_person(), a_person(), a_person()
    row = a_request(leaver, "Quietwater Bank", circle=[leaver, insider])
    client.force_login(boss)
    shown = client.get(reverse("desk:leaving", args=[leaver.pk])).content.decode()
    assert row.number not in shown
    assert "Some are confidential" in shown
    assert ">1<" not in shown  # not even how many
    assert hand_over(leaver, to=stranger, by=boss, at=clock.now()) == 0
    row.refresh_from_db()
    assert row.requester == leaver
    assert hand_over(leaver, to=insider, by=boss, at=clock.now()) == 1
    row.refresh_from_db()
    assert row.requester == insider


def test_only_administrators_hand_over_and_only_to_colleagues_who_are_here() -> None:
    boss, leaver, gone = a_person(Role.ADMINISTRATOR), a_person(), a_person(is_active=False)
    with pytest.raises(NotAllowed):
        hand_over(leaver, to=a_person(), by=a_manager(), at=clock.now())
    assert isinstance(hand_over(leaver, to=gone, by=boss, at=clock.now()), Refused)
    assert isinstance(hand_over(leaver, to=leaver, by=boss, at=clock.now()), Refused)


@pytest.mark.slow
def test_a_confidential_question_lets_whoever_gets_it_know_of_it(client: Client) -> None:
    world, boss, successor = a_world(), a_person(Role.ADMINISTRATOR), a_person(name="Noor Haddad")
    row = world.held(is_confidential=True)
    request = row.reference_request
    client.force_login(boss)
    shown = client.get(reverse("desk:leaving", args=[world.owner.pk])).content.decode()
    assert "<b>Questions to answer</b> <div" in " ".join(shown.split())  # without a number
    requests.let_know(request, who=boss, by=Actor.person(world.manager), at=clock.now())
    assert hand_over(world.owner, to=successor, by=boss, at=clock.now()) == 2  # the customer, and the question about it
    client.force_login(successor)
    page = client.get(reverse("requests:request", args=[request.pk]))
    assert page.status_code == 200
    assert "The question about Vestara Insurance was passed on to Noor Haddad" in page.content.decode()
    assert requests.owner_approve(row, by=Actor.person(successor), at=clock.now()).state == "owner_approved"
    assert hand_over(world.seller, to=successor, by=boss, at=clock.now()) == 2  # the deal, and the request
    assert Entry.objects.filter(verb="request.handed_over").latest("pk").data["before"] == world.seller.pk


@pytest.mark.slow
def test_drafts_places_as_a_deputy_and_absences_are_seen_to_and_whoever_takes_over_is_told_once() -> None:
    world, boss, successor = a_world(), a_person(Role.ADMINISTRATOR), a_person(name="Noor Haddad")
    leaver, now = world.owner, clock.now()
    draft = requests.start_draft(once=uuid4(), asked={"topic": "x"}, by=Actor.person(leaver), at=now)
    secret = requests.start_draft(once=uuid4(), asked={"is_confidential": True}, by=Actor.person(leaver), at=now)
    world.held()
    day = queries.today(now)
    days = {"from_on": day, "to_on": day + timedelta(days=4)}
    own = Absence.objects.create(user=leaver, deputy=boss, **days)
    others = Absence.objects.create(user=world.seller, deputy=leaver, **days)
    receivers = Absence.objects.create(user=successor, deputy=leaver, **days)
    earlier = Entry.objects.latest("pk").pk
    assert hand_over(leaver, to=successor, by=boss, at=now) == 3  # the customer, its question, the draft; they are away themselves
    draft.refresh_from_db()
    secret.refresh_from_db()
    assert (draft.requester, secret.requester) == (successor, leaver)
    assert not Absence.objects.filter(pk=own.pk).exists()
    assert {row.deputy for row in Absence.objects.filter(pk__in=(others.pk, receivers.pk))} == {None}
    written = [
        mail
        for entry in Entry.objects.filter(pk__gt=earlier).order_by("pk")
        for reaction in REACTIONS.get(entry.verb, ())
        for mail in write(dict(reaction.arguments).get("message", "taken_over"), entry_id=entry.pk, at=now)
        if mail.to_user_id == successor.pk
    ]
    assert [mail.message for mail in written] == ["taken_over"]
    letter = read(written[0], at=now)
    assert isinstance(letter, Composed)
    assert "1 question to answer, 1 draft, 1 customer." in letter.text


def test_who_takes_over_stands_in_instead() -> None:
    boss, leaver, successor, away = a_person(Role.ADMINISTRATOR), a_person(), a_person(name="Noor Haddad"), a_person()
    day = queries.today(clock.now())
    absence = Absence.objects.create(user=away, deputy=leaver, from_on=day, to_on=day + timedelta(days=4))
    assert hand_over(leaver, to=successor, by=boss, at=clock.now()) == 1
    absence.refresh_from_db()
    assert absence.deputy == successor
    assert Entry.objects.get(verb="user.absence_changed").data["deputy"] == successor.pk


def test_who_leaves_is_no_longer_in_the_know_where_nobody_needs_them() -> None:
    boss, leaver, insider, successor = a_person(Role.ADMINISTRATOR), a_person(), a_person(), a_person()
    row = a_request(insider, "Quietwater Bank", circle=[insider, leaver])
    own = a_request(leaver, "Rookridge", circle=[insider, leaver])
    assert hand_over(leaver, to=successor, by=boss, at=clock.now()) == 0
    assert queries.circle_ids(leaver) == {own.circle_id}  # nobody in the know took it over yet
    assert queries.circle_ids(insider) == {row.circle_id, own.circle_id}


@pytest.mark.slow
def test_rules_stay_and_say_so_when_no_manager_takes_over(client: Client) -> None:
    boss, leaver, stranger = a_person(Role.ADMINISTRATOR), a_manager(), a_person()
    actions.route(rule_by="account", region=a_region(), manager=leaver, by=boss, at=clock.now())
    client.force_login(boss)
    page = client.post(reverse("desk:hand_over", args=[leaver.pk]), {"to": stranger.pk}, follow=True).content.decode()
    assert "They go to a reference manager only." in page
    assert RoutingRule.objects.get().manager == leaver


@pytest.mark.slow
def test_who_takes_over_is_shown_beforehand_what_they_get_and_what_stays(client: Client) -> None:
    boss, leaver = a_person(Role.ADMINISTRATOR), a_manager(name="Lars Moen")
    seller, manager, now = a_person(name="Noor Haddad"), a_manager(name="Priya Nair"), clock.now()
    an_account("Solvane Energy", owner=leaver)
    a_request(leaver, "Oakmere Bank")
    led = a_request(a_person(), "Rookridge")
    led.manager = leaver
    led.save()
    actions.route(rule_by="account", region=a_region(), manager=leaver, by=boss, at=now)
    shared = {"list": "customers", "query": "q=bank", "made_by": leaver, "made_at": now}
    SavedFilter.objects.create(name="Banks", is_shared=True, **shared)
    SavedFilter.objects.create(name="Mine", is_shared=False, **shared)
    secret = requests.start_draft(once=uuid4(), asked={"is_confidential": True}, by=Actor.person(leaver), at=now)
    client.force_login(boss)
    url = reverse("desk:leaving", args=[leaver.pk])
    page = client.get(url, {"to": seller.pk})
    assert {(each.label, each.count) for each in page.context["received"]} == {
        ("Customers", 1),
        ("Requests", 1),
        ("Routing rules", 0),
        ("Filters they share with everybody", 0),
    }
    words = page.content.decode()
    assert "Noor Haddad is no reference manager" in words
    assert "Confidential drafts stay" in words
    assert "Mine" not in words
    assert SavedFilter.objects.filter(made_by=leaver).count() == 2  # looking changes nothing
    page = client.get(url, {"to": manager.pk})
    counts = {each.label: each.count for each in page.context["received"]}
    assert hand_over(leaver, to=manager, by=boss, at=now) == sum(counts.values()) == 5
    assert [row.name for row in SavedFilter.objects.filter(made_by=manager)] == ["Banks"]
    secret.refresh_from_db()
    assert secret.requester == leaver
    assert client.get(url, {"to": "nobody"}).status_code == 200


# What happens to each place that names a colleague when that colleague leaves. Whoever adds one decides here, and then in `hand_over`.
GOES = "goes to whoever takes over"
ENDS = "ends with the hand over"
STAYS = "says who did or said something, and stays"
OWN = "is their own, and stays with them"
DECIDED = {
    "absence.deputy": GOES,
    "absence.user": ENDS,
    "account.csm": GOES,
    "account.owner": GOES,
    "approval.approver": GOES,
    "approval.decided_by": STAYS,
    "approval.deputy_for": STAYS,
    "authenticator.user": OWN,
    "bulkedit.by": STAYS,  # any reference manager may undo it
    "candidate.added_by": STAYS,
    "circlemember.user": ENDS,
    "comment.author": STAYS,
    "daily.user": OWN,
    "emailaddress.user": OWN,
    "file.added_by": STAYS,
    "file.removed_by": STAYS,
    "fitnessanswer.answered_by": STAYS,
    "fitnessanswer.asked": GOES,  # while it is owed
    "fitnessanswer.deputy_for": STAYS,
    "fitnessask.by": STAYS,
    "fitnessask.to": STAYS,
    "handoutversion.by": STAYS,
    "importrun.started_by": STAYS,  # any reference manager may undo it
    "introduction.written_by": STAYS,
    "invitation.invited_by": STAYS,
    "invitation.user": OWN,
    "link.user": ENDS,  # those of confidential requests; the others end with their access
    "leadanswer.answered_by": STAYS,
    "leadnudge.by": STAYS,
    "leadnudge.owner": STAYS,  # the customers go to whoever takes over, and with them their leads
    "leadnudge.to": STAYS,
    "leadreport.started_by": STAYS,
    "mail.to_user": STAYS,
    "mention.user": STAYS,
    "merge.merged_by": STAYS,
    "metric.written_by": STAYS,
    "nomination.manager": GOES,
    "nomination.nominator": GOES,
    "opinion.answered_by": STAYS,
    "opinion.asked": GOES,  # while it is owed
    "opinion.deputy_for": STAYS,
    "opportunity.owner": GOES,
    "override.by": STAYS,
    "playbookdraft.saved_by": STAYS,
    "playbookversion.published_by": STAYS,
    "policydraft.saved_by": STAYS,
    "policyreplay.started_by": STAYS,
    "policyversion.published_by": STAYS,
    "preparation.pmm": GOES,
    "promotionplan.heard_by": STAYS,
    "referencerequest.manager": GOES,
    "referencerequest.requester": GOES,
    "registration.responsible": GOES,

    "roleassignment.user": OWN,
    "runstep.assignee": GOES,  # while it is open
    "runstep.done_by": STAYS,
    "reusereview.reviewed_by": STAYS,
    "routingrule.manager": GOES,
    "savedfilter.made_by": GOES,  # the shared ones
    "socialaccount.user": OWN,
    "speakerkit.written_by": STAYS,
    "standingchange.ended_by": STAYS,
    "statement.remark_by": STAYS,
    "statementapproval.heard_by": STAYS,
    "statementapproval.owner": STAYS,
    "statementversion.by": STAYS,
    "story.manager": GOES,
    "story.proposed_by": STAYS,
    "storyperson.user": GOES,
    "team.lead": GOES,
    "textversion.by": STAYS,
    "transcript.added_by": STAYS,
    "quote.added_by": STAYS,
    "interviewquestion.added_by": STAYS,
    "user_groups.user": OWN,
    "user_user_permissions.user": OWN,
    "usersession.user": ENDS,
    "usualfilter.user": OWN,
    "wish.user": OWN,
}


def test_for_every_place_that_names_a_colleague_it_is_decided_what_happens_when_they_leave() -> None:
    named = {f"{pointer.model._meta.model_name}.{field_of(pointer)}" for pointer in pointers(User) if not pointer.kind}
    assert named == set(DECIDED)


def field_of(pointer: Pointer) -> str:
    return next(field.name for field in pointer.model._meta.concrete_fields if field.column == pointer.column)
