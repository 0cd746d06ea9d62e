"""The outbox: for operators, less what is confidential; every mail readable, no link in it; what failed can be sent again."""

import pytest
from django.test import Client

from goodword.links.models import Link
from goodword.notifications import actions
from goodword.notifications.models import Mail
from goodword.people.models import Circle, Program, User
from tests.factories.people import a_manager, a_person
from tests.notifications.world import AT, World, a_world

pytestmark = pytest.mark.django_db


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _kept(world: World) -> Mail:
    world.move("asked")
    (mail,) = actions.write("ask", entry_id=world.record("candidate.asked").pk, at=AT)
    assert actions.send(mail.pk, at=AT) == "kept"
    return mail


@pytest.mark.slow
def test_an_operator_reads_a_kept_mail_without_its_link_also_when_it_has_passed() -> None:
    mail = _kept(world := a_world())
    client = _signed_in(a_person("administrator"))
    assert "Ingrid Solberg" in client.get("/outbox/").content.decode()
    assert "Ingrid Solberg" in client.get("/outbox/?q=vestara&state=kept").content.decode()
    assert "Nothing matches" in client.get("/outbox/?state=failed").content.decode()
    world.move("declined")
    page = client.get(f"/outbox/{mail.pk}/").content.decode()
    assert "Sven at Harrowgate asks whether" in page
    assert "/r/" not in page
    assert client.post(f"/outbox/{mail.pk}/link").status_code == 403
    assert not Link.objects.exists()


@pytest.mark.slow
def test_the_demo_shows_a_link_that_works() -> None:
    mail = _kept(a_world())
    Program.objects.update(is_demo=True)
    client = _signed_in(a_person("administrator"))
    assert "/r/" not in client.get(f"/outbox/{mail.pk}/").content.decode()
    page = client.post(f"/outbox/{mail.pk}/link").content.decode()
    path = "/r/" + page.split("/r/")[1].split('"')[0]
    assert Client().get(path).status_code == 200


@pytest.mark.slow
def test_nobody_else_reads_it_and_what_is_confidential_is_not_there() -> None:
    circle = Circle.objects.create()
    mail = _kept(world := a_world(circle=circle, is_confidential=True))
    for user in (world.requester, a_manager(), world.owner):
        assert _signed_in(user).get("/outbox/").status_code == 403
        assert _signed_in(user).get(f"/outbox/{mail.pk}/").status_code == 403
    administrator = a_person("administrator")
    client = _signed_in(administrator)
    assert "Ingrid" not in client.get("/outbox/?q=ingrid").content.decode()
    assert "No mail yet" in client.get("/outbox/").content.decode()
    for path in (f"/outbox/{mail.pk}/", f"/outbox/{mail.pk + 999}/"):
        assert client.get(path).status_code == 404
    circle.people.add(administrator)
    assert client.get(f"/outbox/{mail.pk}/").status_code == 200


@pytest.mark.slow
def test_what_failed_is_sent_again_once() -> None:
    mail = _kept(a_world())
    Mail.objects.update(state="failed", error="550 no such user")
    client = _signed_in(a_person("administrator"))
    assert "550 no such user" in client.get(f"/outbox/{mail.pk}/").content.decode()
    for _twice in range(2):
        assert client.post(f"/outbox/{mail.pk}/retry").status_code == 302
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("queued", 0)
