"""The daily mail: once a day, at one's hour and on one's clock, what waits and what happened, nothing that has passed."""

import re
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.links.models import Link
from goodword.notifications import actions
from goodword.notifications.kinds import ABOUT, DAILY, OF_COLLEAGUES, Kind, Way
from goodword.notifications.models import Daily, Mail, Wish
from goodword.people.kinds import Role
from goodword.people.models import Absence, Circle, User
from goodword.requests.models import ReferenceRequest
from tests.factories.people import a_manager, a_person, a_region
from tests.notifications.test_sending import Server, server
from tests.notifications.world import AT, World, a_world

__all__ = ["server"]
pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 11, 19)
AS_EVER = {kind.value: Way.AT_ONCE.value for kind, about in ABOUT.items() if len(about.ways) > 1}


def told_daily(user: User, *kinds: Kind, hour: int = 8, at: datetime = AT - timedelta(days=7)) -> None:
    actions.choose_ways(user, ways=dict.fromkeys(kinds, Way.DAILY), hour=hour, at=at)


def at_hour(hour: int, minute: int = 0, *, days: int = 1) -> datetime:
    """A time of day in Oslo, where the program is, some days after Thursday."""
    return datetime(2026, 11, 19, hour - 1, minute, tzinfo=UTC) + timedelta(days=days)


def asked_for_word(world: World) -> Mail:
    return actions.write("owner_question", entry_id=world.record("candidate.held").pk, at=AT)[0]


def dailies(user: User) -> list[Mail]:
    return list(Mail.objects.filter(to_user=user, message=DAILY).order_by("pk"))


def words(mail: Mail, at: datetime) -> str:
    composed = actions.preview(mail, at=at)
    assert isinstance(composed, actions.Composed), composed
    return composed.text


def test_who_never_chose_is_told_at_once_and_gets_no_daily_mail() -> None:
    world = a_world()
    assert asked_for_word(world).state == "queued"
    assert actions.tell_daily(at=at_hour(12)) == 0


@pytest.mark.slow
def test_what_waits_for_the_daily_mail_comes_once_with_its_button_first() -> None:
    world = a_world()
    told_daily(world.owner, Kind.WORD)
    notice = asked_for_word(world)
    assert notice.state == "daily"
    assert actions.tell_daily(at=at_hour(7, 59)) == 0
    assert actions.tell_daily(at=at_hour(8)) == 1
    assert actions.tell_daily(at=at_hour(8, 15)) == 0
    (mail,) = dailies(world.owner)
    text = words(mail, at_hour(8))
    assert "1 thing waits for you" in text
    assert "* May we ask Vestara Insurance?" in text
    assert "Reference call for Halden Freight. Asked by Sven Aalto." in text
    notice.refresh_from_db()
    assert notice.state == "told"
    assert actions.tell_daily(at=at_hour(8, days=4)) == 0  # nothing new on Monday


@pytest.mark.usefixtures("queue")
@pytest.mark.slow
def test_it_leaves_as_text_and_html_with_links_that_work(server: Server, client: Client) -> None:
    world = a_world()
    told_daily(world.owner, Kind.WORD)
    told_daily(world.requester, Kind.MOVES)
    asked_for_word(world)
    world.move("owner_declined")
    ended = actions.write("owner_declined", entry_id=world.record("candidate.owner_declined").pk, at=AT)
    assert {mail.state for mail in ended if mail.to_user == world.requester} == {"daily"}
    world.move("held")
    assert actions.tell_daily(at=at_hour(9)) == 2
    for user in (world.owner, world.requester):
        assert actions.send(dailies(user)[0].pk, at=at_hour(9)) == "sent"
    question, news = (
        cast("EmailMessage", message_from_bytes(cast("bytes", taken.content), policy=cast("Any", default))) for taken in server.taken
    )
    text, html = (cast("Any", question.get_body((kind,))).get_content() for kind in ("plain", "html"))
    url = next(line.split(": ")[1] for line in text.splitlines() if "Say yes or no: " in line)
    assert f'href="{url}"' in html
    assert client.get(url.removeprefix("http://localhost:8000")).status_code == 200
    for part in (text, html):
        assert reverse("notifications:wishes") in part
        assert "May we ask Vestara Insurance?" in part
    said = cast("Any", news.get_body(("plain",))).get_content().replace("\r\n", "\n")
    assert "Nothing waits for you." in said
    assert "What happened\n-------------" in said
    assert "not Vestara Insurance this time" in said
    assert "Say yes or no" not in said


@pytest.mark.slow
@pytest.mark.usefixtures("queue")
def test_a_mail_that_no_server_took_leaves_no_link_behind(server: Server) -> None:
    world = a_world()
    told_daily(world.owner, Kind.WORD)
    asked_for_word(world)
    actions.tell_daily(at=at_hour(9))
    server.answer = lambda _address: "450 later"
    assert actions.send(dailies(world.owner)[0].pk, at=at_hour(9)) == "queued"
    assert list(Link.objects.filter(user=world.owner, revoked_at=None)) == []


@pytest.mark.slow
def test_what_was_answered_meanwhile_is_not_asked_again() -> None:
    world = a_world()
    told_daily(world.owner, Kind.WORD)
    notice = asked_for_word(world)
    world.approval.state = "approved"
    world.approval.save()
    world.move("owner_approved")
    assert actions.tell_daily(at=at_hour(8)) == 0
    notice.refresh_from_db()
    assert (notice.state, notice.error) == ("cancelled", "passed")
    assert dailies(world.owner) == []


@pytest.mark.slow
def test_answered_between_writing_and_sending_it_does_not_leave() -> None:
    world = a_world()
    told_daily(world.owner, Kind.WORD)
    asked_for_word(world)
    actions.tell_daily(at=at_hour(8))
    world.approval.state = "declined"
    world.approval.save()
    world.move("owner_declined")
    assert actions.send(dailies(world.owner)[0].pk, at=at_hour(9)) == "cancelled"


@pytest.mark.slow
def test_what_falls_due_is_said_again_on_its_day() -> None:
    world = a_world()
    told_daily(world.owner, Kind.WORD)
    asked_for_word(world)
    actions.tell_daily(at=at_hour(8))
    world.approval.due_at = at_hour(15, days=4)
    world.approval.save()
    assert actions.tell_daily(at=at_hour(8, days=4)) == 1
    assert "Today." in words(dailies(world.owner)[-1], at_hour(8, days=4))


def test_off_means_no_mail_and_the_outbox_says_why() -> None:
    world = a_world(state="owner_declined")
    actions.choose_ways(world.requester, ways={Kind.MOVES: Way.OFF}, hour=8, at=AT)
    mails = actions.write("owner_declined", entry_id=world.record("candidate.owner_declined").pk, at=AT)
    assert {(mail.to_user, mail.state, mail.error) for mail in mails} == {
        (world.requester, "cancelled", "off"),
        (world.manager, "queued", ""),
    }


def test_what_others_wait_for_cannot_be_switched_off_and_sign_in_is_always_at_once() -> None:
    person = a_person()
    for kind, way in ((Kind.WORD, Way.OFF), (Kind.ACCESS, Way.DAILY), (Kind.CALLS, Way.OFF)):
        with pytest.raises(NotAllowed):
            actions.choose_ways(person, ways={kind: way}, hour=8, at=AT)
    assert not Wish.objects.exists()


@pytest.mark.slow
def test_nothing_leaves_on_days_off_nor_while_away_and_one_when_back() -> None:
    norway = a_region("norway", holiday_country="NO", time_zone="Europe/Oslo")
    world = a_world()
    User.objects.filter(pk=world.owner.pk).update(region=norway)
    told_daily(world.owner, Kind.WORD)
    asked_for_word(world)
    Absence.objects.create(user=world.owner, from_on=THURSDAY, to_on=THURSDAY + timedelta(days=5))
    assert [actions.tell_daily(at=at_hour(9, days=days)) for days in range(6)] == [0, 0, 0, 0, 0, 1]
    christmas = datetime(2026, 12, 25, 9, tzinfo=UTC)
    world.approval.due_at = christmas
    world.approval.save()
    assert actions.tell_daily(at=christmas) == 0  # a Friday
    assert actions.tell_daily(at=christmas + timedelta(days=3)) == 1  # what fell due over the holidays


@pytest.mark.slow
@pytest.mark.parametrize(
    ("zone", "hour", "first"),
    [
        ("Asia/Kathmandu", 8, datetime(2026, 11, 20, 2, 15, tzinfo=UTC)),
        ("Pacific/Auckland", 8, datetime(2026, 11, 19, 19, 0, tzinfo=UTC)),
        ("", 8, datetime(2026, 11, 20, 7, 0, tzinfo=UTC)),  # the program's: Oslo
    ],
)
def test_the_hour_is_on_ones_own_clock(zone: str, hour: int, first: datetime) -> None:
    world = a_world()
    User.objects.filter(pk=world.owner.pk).update(time_zone=zone)
    told_daily(User.objects.get(pk=world.owner.pk), Kind.WORD, hour=hour, at=AT)
    asked_for_word(world)
    assert actions.tell_daily(at=first - timedelta(minutes=1)) == 0
    assert actions.tell_daily(at=first) == 1


@pytest.mark.slow
@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])  # Sundays of the Gulf, which works on them
def test_an_hour_that_is_skipped_or_comes_twice_brings_one_mail(day: date) -> None:
    gulf = a_region("gulf", holiday_country="SA", time_zone="Europe/Oslo")
    world = a_world()
    User.objects.filter(pk=world.owner.pk).update(region=gulf)
    began = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=3)
    told_daily(User.objects.get(pk=world.owner.pk), Kind.WORD, hour=2, at=began)
    asked_for_word(world)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=2)
    Daily.objects.update(last_on=day - timedelta(days=1))
    assert sum(actions.tell_daily(at=midnight + timedelta(minutes=15 * step)) for step in range(96)) == 1


@pytest.mark.slow
def test_a_new_hour_that_has_passed_begins_tomorrow() -> None:
    world = a_world()
    told_daily(world.owner, Kind.WORD, at=at_hour(15, days=0))
    asked_for_word(world)
    assert actions.tell_daily(at=at_hour(15, 15, days=0)) == 0
    assert actions.tell_daily(at=at_hour(8)) == 1
    told_daily(world.owner, Kind.WORD, hour=17, at=at_hour(9))
    asked_for_word(world)
    assert actions.tell_daily(at=at_hour(18)) == 0  # it came already


@pytest.mark.slow
def test_who_is_no_longer_in_the_know_reads_nothing_of_it_nor_does_the_operator() -> None:
    circle = Circle.objects.create()
    world = a_world(circle=circle, is_confidential=True)
    circle.people.add(world.owner, world.manager, world.requester)
    boss = a_person("administrator")
    told_daily(world.owner, Kind.WORD, Kind.LEAD)
    asked_for_word(world)
    actions.tell_daily(at=at_hour(8))
    (mail,) = dailies(world.owner)
    text = words(mail, at_hour(8))
    assert f"{world.request.number}: your yes or no is needed" in text
    assert "Vestara" not in text
    assert "Halden" not in text
    assert isinstance(actions.read(mail, at=at_hour(8), by=world.manager), actions.Composed)
    assert not isinstance(actions.read(mail, at=at_hour(8), by=boss), actions.Composed)
    circle.people.remove(world.owner)
    assert actions.send(mail.pk, at=at_hour(9)) == "cancelled"


@pytest.mark.slow
def test_a_worker_that_dies_in_between_writes_it_once() -> None:
    world = a_world()
    told_daily(world.owner, Kind.WORD)
    asked_for_word(world)
    with connection.cursor() as cursor:
        cursor.execute("savepoint before")
        assert actions.tell_daily(at=at_hour(8)) == 1
        cursor.execute("rollback to savepoint before")
    assert actions.tell_daily(at=at_hour(8, 15)) == 1
    assert len(dailies(world.owner)) == 1
    Daily.objects.update(last_on=None)  # even were the day forgotten, its key is not
    asked_for_word(world)
    assert actions.tell_daily(at=at_hour(9)) == 0
    assert len(dailies(world.owner)) == 1


@pytest.mark.slow
def test_many_things_are_counted_and_late_ones_stand_first() -> None:
    manager = a_manager(name="Mara Lindqvist")
    world = a_world()
    told_daily(manager, Kind.LEAD)
    ReferenceRequest.objects.filter(pk=world.request.pk).update(manager=manager)
    for number in range(15):
        row = ReferenceRequest.objects.create(
            state="submitted", state_at=AT - timedelta(days=number), requester=world.requester, manager=manager,
            prospect=f"Prospect {number}", once=f"00000000-0000-4000-8000-{number:012}", created_at=AT, saved_at=AT,
        )  # fmt: skip
        actions.write(
            "request_submitted", entry_id=record("request.submitted", by=Actor.person(world.requester), at=AT, about=[row]).pk, at=AT
        )
    actions.tell_daily(at=at_hour(8))
    text = words(dailies(manager)[0], at_hour(8))
    assert "15 things wait for you, the most urgent first." in text
    assert text.index("Prospect 14") < text.index("Prospect 13")
    assert "* 3 things more" in text


def test_the_page_keeps_what_is_chosen_and_says_why_some_cannot_be_switched_off(client: Client) -> None:
    priya = a_person(name="Priya Nair")
    client.force_login(priya)
    url = reverse("notifications:wishes")
    page = client.get(url).content.decode()
    assert "it may wait for the morning" in page.lower()
    assert "Always at once: without them you could not get in." in page
    chosen = AS_EVER | {"moves": "off", "word": "daily"}
    assert client.post(url, {**chosen, "hour": "17"}).status_code == 302
    assert client.post(url, {**chosen, "word": "off", "hour": "17"}).status_code == 422
    assert {wish.kind: wish.way for wish in Wish.objects.all()} == {"moves": "off", "word": "daily"}
    assert Daily.objects.get().hour == 17


@pytest.mark.slow
def test_what_everybody_begins_with_is_an_administrators_and_yields_to_ones_own_word(client: Client) -> None:
    boss, world = a_person("administrator"), a_world()
    url = reverse("notifications:first_wishes")
    client.force_login(world.owner)
    assert client.post(url, {}).status_code == 403
    client.force_login(boss)
    chosen = AS_EVER | {"word": "daily"}
    assert client.post(url, chosen).status_code == 302
    assert asked_for_word(world).state == "daily"
    actions.choose_ways(world.owner, ways={Kind.WORD: Way.AT_ONCE}, hour=8, at=AT)
    assert asked_for_word(world).state == "queued"


@pytest.mark.slow
def test_todays_is_shown_without_writing_anything(client: Client) -> None:
    world = a_world()
    client.force_login(world.owner)
    page = client.get(reverse("notifications:today")).content.decode()
    assert "May we ask Vestara Insurance?" in page
    assert not Mail.objects.exists()
    assert not Link.objects.exists()
    client.force_login(a_person())
    assert "Nothing to say" in client.get(reverse("notifications:today")).content.decode()


def test_what_holds_for_colleagues_is_said_of_colleagues_and_ones_own_of_oneself() -> None:
    assert set(OF_COLLEAGUES) == set(Kind)
    client = Client()
    client.force_login(a_person(Role.ADMINISTRATOR))
    theirs = client.get(reverse("notifications:first_wishes")).content.decode()
    assert "They are asked for their word" in theirs
    assert not re.search(r"I am asked|A request of mine|My calls|customer of yours|your name|before you answer", theirs)
    assert "I am asked for my word" in client.get(reverse("notifications:wishes")).content.decode()
