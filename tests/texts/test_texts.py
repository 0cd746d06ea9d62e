"""What customers read is the managers' to change: checked, versioned, taken back; and no template language hides in it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.notifications import actions as mails
from goodword.notifications.actions.compose import envelope
from goodword.notifications.messages import MESSAGES
from goodword.notifications.models import Mail
from goodword.people.models import User
from goodword.texts import actions
from goodword.texts.kinds import KINDS, Words, check, fill
from goodword.texts.models import TextVersion
from goodword.texts.queries import ours
from tests.architecture.source import PACKAGE
from tests.factories.people import a_manager, a_person
from tests.notifications.world import AT, a_world

pytestmark = pytest.mark.django_db
GOOD = {
    "subject": "May we ask, {name}?",
    "greeting": "Dear {full_name},",
    "body": "{asker} of {company} would like {what}.\n\nAbout: {topic}",
    "closing": "Warm regards,",
}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sent(
    client: Client, kind: str = "ask", language: str = "en", *, begun_from: int = 0, changed: dict[str, str] | None = None, **also: str
) -> Any:
    return client.post(
        reverse("desk:text", args=[kind, language]), {**GOOD, "begun_from": begun_from, "why": "", **(changed or {}), **also}
    )


def asked(world: Any) -> Mail:
    world.move("asked")
    return mails.write("ask", entry_id=world.record("candidate.asked").pk, at=AT)[0]


def composed(mail: Mail) -> mails.Composed:
    made = mails.compose(mail, at=AT)
    assert isinstance(made, mails.Composed), made
    return made


def test_every_message_that_a_customer_may_get_has_its_text() -> None:
    folder = PACKAGE / "notifications" / "messages"
    said = {path.stem: path.read_text() for path in folder.glob("*.py")}
    to_customers = {name for name, source in said.items() if "the_contact(" in source or "by_mail" in source} - {"phrases"}
    assert to_customers >= {"ask", "ask_again", "apology", "meeting", "thanks", "customer_outcome", "times_proposed"}
    assert {name for name in to_customers if not re.search(r"to_customer\(|ask_letter\(", said[name])} == set()
    for kind in KINDS.values():
        assert check(kind.words, allowed=kind.allowed, required=kind.required) == [], kind.code
    assert "ask" in MESSAGES


@pytest.mark.slow
def test_a_published_text_is_what_the_next_mail_says_and_an_empty_fact_leaves_no_gap() -> None:
    world = a_world(topic="")
    assert sent(signed_in(world.manager), why="Warmer").status_code == 302
    mail = asked(world)
    letter = composed(mail).letter
    assert (letter.subject, letter.greeting) == ("May we ask, Ingrid?", "Dear Ingrid Solberg,")
    assert [line[:27] for line in letter.paragraphs] == ["Sven of Harrowgate would li"]
    assert letter.closing == ("Warm regards,",)
    version = TextVersion.objects.get()
    assert (version.number, version.by, version.why) == (1, world.manager, "Warmer")
    entry = Entry.objects.get(verb="text.published")
    assert entry.data == {"kind": "ask", "language": "en", "number": 1}  # the words are in the version


@pytest.mark.parametrize(
    ("part", "words", "says"),
    [
        ("body", "{askr} of {company} would like {what}, says {asker}", "Did you mean {asker}?"),
        ("subject", "From {secret_key}", "There is no {secret_key} here"),
        ("body", "Nobody asks for {what} at {company}", "{asker} has to stand in it"),
        ("subject", "Hello\r\nBcc: everybody@example.org", "take the line break out"),
        ("subject", "x" * 121, "Too long"),
        ("subject", "  ", "It cannot be empty"),
        ("closing", "{asker.password}", "There is no {asker.password} here"),
        ("greeting", "Hello {name", "A brace stands alone"),
        ("body", "{asker} {company} {what} \x07", "cannot be seen"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(part: str, words: str, says: str) -> None:
    answer = sent(signed_in(a_manager()), changed={part: words})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "would like" in page or part == "body"
    assert not TextVersion.objects.exists()


@pytest.mark.slow
def test_html_and_template_code_stay_text() -> None:
    world = a_world(topic="{company} {{ settings.SECRET_KEY }}")
    body = "{asker} at {company}: {what} <script>alert(1)</script> {topic}"
    assert sent(signed_in(world.manager), body=body).status_code == 302
    made = envelope(mail := asked(world), composed(mail))
    html = str(made.alternatives[0][0])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "{company} {{ settings.SECRET_KEY }}" in made.body  # a fact is never read as a placeholder


def test_who_was_slower_is_told_and_loses_nothing() -> None:
    first, second = a_manager(name="Mara Lindqvist"), a_manager(name="Jonas Falk")
    assert sent(signed_in(first), subject="First {name}").status_code == 302
    answer = sent(signed_in(second), subject="Second {name}")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mara Lindqvist has published another version" in page
    assert "Second {name}" in page
    assert 'name="begun_from" value="1"' in page
    assert sent(signed_in(second), subject="Second {name}", begun_from=1).status_code == 302
    assert [each.subject for each in TextVersion.objects.order_by("number")] == ["First {name}", "Second {name}"]


@pytest.mark.slow
def test_going_back_to_ours_and_beginning_from_an_older_version() -> None:
    manager = a_manager()
    client = signed_in(manager)
    sent(client)
    assert client.post(reverse("desk:reset_text", args=["ask", "en"]), {"begun_from": 1}).status_code == 302
    page = client.get(reverse("desk:text", args=["ask", "en"])).content.decode()
    assert str(ours("ask").subject) in page
    assert "May we ask" in client.get(reverse("desk:text", args=["ask", "en"]), {"from": 1}).content.decode()
    assert "May we ask" in client.get(reverse("desk:text_version", args=["ask", "en", 1])).content.decode()
    refused = actions.reset("ask", "en", begun_from=2, by=manager, at=now())
    assert isinstance(refused, Refused)


@pytest.mark.slow
def test_the_readers_language_decides_where_there_is_a_text_in_it() -> None:
    world = a_world()
    world.contact.languages = ["ja", "de", "en"]
    world.contact.save()
    sent(signed_in(world.manager), language="de", subject="Eine Frage von {asker}")
    assert composed(mail := asked(world)).letter.subject == "Eine Frage von Sven"
    assert actions.reset("ask", "de", begun_from=1, by=world.manager, at=now())
    assert composed(mail).letter.subject == "A question from Sven at Harrowgate"


@pytest.mark.slow
def test_what_was_sent_is_read_later_as_it_was_sent() -> None:
    world = a_world()
    mail = asked(world)
    assert mails.send(mail.pk, at=AT + timedelta(seconds=1)) == "kept"
    sent(signed_in(world.manager))
    world.requester.name = "Somebody Else"
    world.requester.save()
    mail.refresh_from_db()
    later = mails.read(mail, at=AT + timedelta(days=1))
    assert isinstance(later, mails.Composed)
    assert later.letter.subject == "A question from Sven at Harrowgate"
    assert mail.context["text"] == ["ask", "en", 0]


@pytest.mark.slow
def test_preview_and_pages_are_for_those_who_run_the_program() -> None:
    client = signed_in(a_manager())
    page = client.post(reverse("desk:preview_text", args=["ask", "en"]), {**GOOD, "begun_from": 0}).content.decode()
    assert "May we ask, Ingrid?" in page
    assert "<ins>" in page
    assert "Paragraphs" in client.get(reverse("desk:text", args=["ask", "fr"])).content.decode()
    assert client.get(reverse("desk:text", args=["ask", "xx"])).status_code == 404
    assert client.get(reverse("desk:text", args=["nothing", "en"])).status_code == 404
    assert signed_in(a_person()).get(reverse("desk:texts")).status_code == 403
    looked = client.post(reverse("desk:text", args=["ask", "en"]), {**GOOD, "begun_from": 0, "look": "yes"})
    assert (looked.status_code, TextVersion.objects.count()) == (200, 0)


def test_filling_reads_each_placeholder_once() -> None:
    words = Words(subject="{a}", greeting="", body="{a} {b}\n\n{c}", closing="")
    filled = fill(words, {"a": "{b}", "b": "x\ny", "c": ""})
    assert (filled.subject, filled.paragraphs) == ("{b}", ("{b} x\ny",))
