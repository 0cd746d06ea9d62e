"""How long things are kept: set on a page, swept at night, and what stays."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django import app

from goodword.customers.models import Account
from goodword.desk.actions.retention import SWEEPS, sweep
from goodword.imports.models import ImportRejection, ImportRun
from goodword.imports.states import State as RunState
from goodword.journal.models import Entry, FieldChange
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import Conflict, NotAllowed
from goodword.links.actions import issue
from goodword.links.models import Link, Purpose
from goodword.notifications.models import Mail
from goodword.notifications.states import State as MailState
from goodword.people import actions, queries
from goodword.people.kinds import KEEPINGS, Retained, Role
from goodword.requests.actions import start_draft
from goodword.requests.models import ReferenceRequest
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.worker import work

pytestmark = pytest.mark.django_db
PAGE = "desk:retention"


@pytest.fixture
def boss(client: Client) -> Client:
    """An administrator at the browser."""
    actions.ensure_program()
    client.force_login(a_person(Role.ADMINISTRATOR))
    return client


def ago(days: float) -> datetime:
    return clock.now() - timedelta(days=days)


def a_draft(*, at: datetime) -> ReferenceRequest:
    return start_draft(once=uuid4(), asked={"topic": "Old plans"}, by=Actor.person(a_person()), at=at)


def a_mail(*, at: datetime, state: str = MailState.SENT) -> Mail:
    entry = Entry.objects.create(at=at, verb="user.invited", actor_kind="system")
    context = {"entry": entry.pk, "words": "the customer said so"}
    values = {"message": "invited", "to_user": a_person(), "context": context, "error": "550 no such mailbox nils@acme.example"}
    return Mail.objects.create(key=str(uuid4()), message_id=str(uuid4()), state=state, state_at=at, created_at=at, send_after=at, **values)


def filled(client: Client, **changes: str) -> dict[str, str]:
    """The form of the page as a browser sends it, with some answers changed."""
    form = client.get(reverse(PAGE)).context["form"]
    shown = {name: form[name].initial for name in form.fields}
    return {f"initial-{name}": value for name, value in shown.items()} | shown | changes


@pytest.mark.parametrize(("age", "stays"), [(89.9, True), (90.1, False)])
def test_a_draft_goes_when_nobody_touched_it_long_enough(age: float, stays: bool) -> None:
    actions.ensure_program()
    draft = a_draft(at=ago(age))
    assert sweep(Retained.DRAFTS, at=clock.now()) == (not stays)
    assert ReferenceRequest.objects.filter(pk=draft.pk).exists() is stays


def test_a_request_that_was_sent_is_no_draft(boss: Client) -> None:
    row = a_draft(at=ago(400))
    ReferenceRequest.objects.filter(pk=row.pk).update(state="submitted")
    assert sweep(Retained.DRAFTS, at=clock.now()) == 0


@pytest.mark.slow
def test_the_words_of_an_old_mail_go_and_its_facts_stay(boss: Client) -> None:
    old, young, waiting = a_mail(at=ago(731)), a_mail(at=ago(729)), a_mail(at=ago(731), state=MailState.QUEUED)
    assert sweep(Retained.MAIL_WORDS, at=clock.now()) == 1
    for row in (old, young, waiting):
        row.refresh_from_db()
    assert (old.context, old.error) == ({"entry": old.context["entry"]}, "")
    assert "words" in young.context
    assert "words" in waiting.context
    page = boss.get(reverse("notifications:mail", args=[old.pk])).text
    assert "kept as long as the program keeps words of mails" in page


def test_a_link_goes_long_after_its_last_day_only() -> None:
    actions.ensure_program()
    about = a_manager()
    for age in (91, 89, -10):
        issue(Purpose.OWNER_ANSWER, about=about, user_id=about.pk, expires_at=ago(age), at=ago(200))
    assert sweep(Retained.LINKS, at=clock.now()) == 1
    assert Link.objects.count() == 2


def test_values_that_an_import_left_out_go_and_their_number_stays() -> None:
    actions.ensure_program()
    made = {"kind": "accounts", "source": "csv", "file_name": "a.csv", "stored_as": "x", "rejected": 1, "preview": [["Nils"]]}
    old, young, running = (
        ImportRun.objects.create(**made, state=state, state_at=ago(age), created_at=ago(age))
        for state, age in ((RunState.DONE, 366), (RunState.DONE, 364), (RunState.RUNNING, 366))
    )
    for run in (old, young, running):
        ImportRejection.objects.create(run=run, line=2, value="nils@acme.example", reason="no")
    assert sweep(Retained.IMPORT_ROWS, at=clock.now()) == 1
    assert set(ImportRejection.objects.values_list("run_id", flat=True)) == {young.pk, running.pk}
    old.refresh_from_db()
    assert (old.rejected, old.preview) == (1, [])


def test_field_history_stays_for_ever_until_somebody_says_otherwise(boss: Client) -> None:
    Account.objects.filter(pk=an_account(name="Old Harbour").pk).update(city="Bergen")
    assert FieldChange.objects.exists()
    assert sweep(Retained.FIELD_HISTORY, at=clock.now() + timedelta(days=9999)) == 0
    assert boss.post(reverse(PAGE), filled(boss, field_history="365")).status_code == 302
    assert sweep(Retained.FIELD_HISTORY, at=clock.now() + timedelta(days=364)) == 0
    assert sweep(Retained.FIELD_HISTORY, at=clock.now() + timedelta(days=366)) > 0
    assert not FieldChange.objects.exists()


@pytest.mark.slow
def test_a_shorter_time_that_lets_things_go_is_asked_about_first(boss: Client) -> None:
    a_draft(at=ago(40))
    answer = boss.post(reverse(PAGE), filled(boss, drafts="30"))
    assert answer.status_code == 422
    assert "Not saved yet" in answer.text
    assert queries.days_kept()[Retained.DRAFTS] == 90
    assert boss.post(reverse(PAGE), filled(boss, drafts="30", sure="yes")).status_code == 302
    assert queries.days_kept()[Retained.DRAFTS] == 30
    page = boss.get(reverse(PAGE)).text
    assert "1 there now, 1 go tonight" in " ".join(page.split())
    assert "Kept from now on: Drafts nobody goes on with: 30 days" in page


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "value"), [("drafts", "1"), ("drafts", "31"), ("jobs", ""), ("links", "soon")])
def test_what_makes_no_sense_is_refused_beside_its_field(boss: Client, kind: str, value: str) -> None:
    answer = boss.post(reverse(PAGE), filled(boss, **{kind: value, "sure": "yes"}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [kind]
    assert not Entry.objects.filter(verb="retention.changed").exists()


@pytest.mark.slow
def test_two_who_change_different_times_both_get_theirs(boss: Client) -> None:
    first, second = filled(boss, drafts="180"), filled(boss, links="30")
    boss.post(reverse(PAGE), first | {"sure": "yes"})
    boss.post(reverse(PAGE), second | {"sure": "yes"})
    kept = queries.days_kept()
    assert (kept[Retained.DRAFTS], kept[Retained.LINKS]) == (180, 30)


def test_only_administrators_say_how_long_things_are_kept(client: Client) -> None:
    actions.ensure_program()
    manager = a_manager()
    client.force_login(manager)
    assert client.get(reverse(PAGE)).status_code == 403
    with pytest.raises(NotAllowed):
        actions.keep_for({Retained.DRAFTS: 30}, by=manager, at=clock.now())
    with pytest.raises(Conflict):
        actions.keep_for({Retained.JOBS: None}, by=a_person(Role.ADMINISTRATOR), at=clock.now())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_at_night_each_kind_goes_by_its_own_job_and_stands_on_record() -> None:
    actions.ensure_program()
    a_draft(at=ago(200))
    app.tasks["goodword.desk.sweep_all"](timestamp=0)
    work()
    assert not ReferenceRequest.objects.exists()
    entry = Entry.objects.get(verb="retention.swept")
    assert entry.data == {"kind": "drafts", "gone": 1}


def test_every_kind_is_swept_by_somebody() -> None:
    assert set(SWEEPS) | {Retained.JOBS, Retained.FAILED_JOBS} == set(KEEPINGS) == set(Retained)
