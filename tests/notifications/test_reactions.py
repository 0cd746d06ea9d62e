"""From an entry of the journal to mails: once, whatever is run twice, and only to those it concerns."""

import pytest
from django.db import connection, transaction

from goodword.kernel.actor import Actor
from goodword.notifications import actions
from goodword.notifications.models import Mail
from goodword.people.models import Circle
from goodword.reactions import react
from tests.notifications.world import AT, a_world
from tests.worker import work

pytestmark = pytest.mark.usefixtures("queue")


@pytest.mark.slow
def test_the_worker_turns_an_entry_into_a_kept_mail() -> None:
    world = a_world()
    world.record("candidate.held")
    work()
    mail = Mail.objects.get()
    assert (mail.message, mail.to_user, mail.state) == ("owner_question", world.owner, "kept")


def test_an_entry_that_is_rolled_back_tells_nobody() -> None:
    world = a_world()
    with transaction.atomic():
        world.record("candidate.held")
        transaction.set_rollback(True)
    work()
    assert not Mail.objects.exists()


@pytest.mark.slow
def test_a_reaction_run_twice_writes_and_sends_once() -> None:
    world = a_world()
    entry = world.record("candidate.held")
    react(entry_id=entry.pk)
    work()
    actions.write("owner_question", entry_id=entry.pk, at=AT)
    work()
    assert Mail.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'goodword.send_mail'")
        assert cursor.fetchone() == (1,)


@pytest.mark.slow
def test_nobody_outside_the_circle_is_told() -> None:
    circle = Circle.objects.create()
    world = a_world(circle=circle, is_confidential=True)
    circle.people.add(world.requester)
    world.record("candidate.held")
    work()
    assert not Mail.objects.exists()
    circle.people.add(world.owner)
    world.record("candidate.held", by=Actor.person(world.manager))
    work()
    composed = actions.preview(Mail.objects.get(), at=AT)
    assert isinstance(composed, actions.Composed)
    assert "Vestara" not in composed.letter.subject + composed.text
