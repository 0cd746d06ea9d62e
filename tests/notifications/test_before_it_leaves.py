"""What may still happen to a mail to a customer: its words are changed, it waits, it is stopped; and whom an answer reaches."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.notifications import actions as mails
from goodword.notifications.actions.compose import envelope
from goodword.notifications.models import Mail
from goodword.people.models import Absence, Program
from goodword.people.queries import forget_program, today
from goodword.requests import actions
from goodword.requests.models import Candidate
from goodword.texts.models import TextVersion
from tests.factories.customers import a_contact
from tests.factories.people import a_person
from tests.requests.world import World, a_world

pytestmark = pytest.mark.django_db


def wait_for(seconds: int) -> None:
    Program.objects.update(mail_delay_seconds=seconds)
    forget_program()


def written(message: str, verb: str) -> Mail:
    entry = Entry.objects.filter(verb=verb).latest("pk")
    return next(each for each in mails.write(message, entry_id=entry.pk, at=now()) if each.to_contact_id)


def letter(mail: Mail) -> mails.Composed:
    made = mails.compose(mail, at=now())
    assert isinstance(made, mails.Composed), made
    return made


def posted(world: World, candidate: Candidate, verb: str, **fields: Any) -> Any:
    address = reverse(f"requests:{verb}", args=[candidate.reference_request_id, candidate.pk])
    return world.as_(world.manager).post(address, fields)


@pytest.mark.slow
def test_the_page_shows_the_mail_and_what_is_changed_holds_for_this_one_alone() -> None:
    world = a_world()
    candidate = world.approved()
    page = world.as_(world.manager).get(reverse("requests:request", args=[candidate.reference_request_id]), {"do": "ask"}).content.decode()
    assert "A question from Sven at Harrowgate" in page
    assert "cannot be taken back" in page  # no pause is set here
    fields = {
        "contact": world.contact.pk,
        "written_for": world.contact.pk,
        "subject": "Ingrid, one question",
        "text": "As we said.\n\n<b>You</b>.",
    }
    assert posted(world, candidate, "ask", **fields).status_code == 302
    made = letter(written("ask", "candidate.asked"))
    assert made.letter.subject == "Ingrid, one question"
    assert made.letter.paragraphs == ("As we said.", "<b>You</b>.")
    assert made.letter.closing == ("Kind regards,",)
    assert "Ingrid, one question" not in str(Entry.objects.get(verb="candidate.asked").data)
    candidate.refresh_from_db()
    actions.send_fresh_link(candidate, by=Actor.person(world.manager), at=now())
    assert letter(written("ask", "candidate.link_renewed")).letter.subject == "Ingrid, one question"


@pytest.mark.slow
def test_another_person_gets_their_own_mail_unless_its_words_were_changed_which_is_said() -> None:
    world = a_world()
    candidate, other = world.approved(), a_contact(world.account, "Jonas Vik", languages=["de"])
    german = {"subject": "Eine Frage, {name}", "greeting": "Hallo {name},", "body": "{asker} {company} {what}"}
    TextVersion.objects.create(kind="ask", language="de", number=1, at=now(), **german)
    page = world.as_(world.manager).get(reverse("requests:request", args=[candidate.reference_request_id]), {"do": "ask"})
    before = page.context["panel"].form.initial
    chosen = {"contact": other.pk, "written_for": world.contact.pk, "read_for": world.contact.pk}
    read = posted(world, candidate, "ask", **chosen, subject=before["subject"], text=before["text"], read="for").content.decode()
    assert "Eine Frage, Jonas" in read
    assert "Hallo Jonas," in read
    assert "You wrote this for" not in read
    changed = {**chosen, "subject": "Ingrid, one question", "text": "As we said."}
    unseen = posted(world, candidate, "ask", **changed)
    assert unseen.status_code == 422  # nothing was sent that nobody has read with the new name above it
    for said in (unseen.content.decode(), posted(world, candidate, "ask", **changed, read="for").content.decode()):
        assert "You wrote this for Ingrid Solheim: read whether it fits Jonas Vik." in said
        assert "These are in German." in said
        assert "Ingrid, one question" in said
        assert "As we said." in said
    assert "Eine Frage, Jonas" in posted(world, candidate, "ask", **changed, read="anew").content.decode()
    assert "Ingrid, one question" not in posted(world, candidate, "ask", **changed, read="anew").content.decode()
    candidate.refresh_from_db()
    assert candidate.state == "owner_approved"
    assert posted(world, candidate, "ask", **{**changed, "read_for": other.pk}).status_code == 302
    made = letter(written("ask", "candidate.asked"))
    assert (made.reader_name, made.letter.subject, made.letter.greeting) == ("Jonas Vik", "Ingrid, one question", "Hallo Jonas,")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("subject", "text", "says"),
    [
        ("One\r\nBcc: all@example.org", "Words", "take the line break out"),
        ("", "Words", "A mail needs a subject"),
        ("Subject", "  ", "Write a few lines"),
        ("Subject", "Dear {name}", "write the name itself"),
    ],
)
def test_words_that_cannot_leave_are_said_beside_their_field(subject: str, text: str, says: str) -> None:
    world = a_world()
    candidate = world.approved()
    answer = posted(world, candidate, "ask", contact=world.contact.pk, written_for=world.contact.pk, subject=subject, text=text)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    candidate.refresh_from_db()
    assert candidate.state == "owner_approved"


@pytest.mark.slow
def test_an_apology_waits_and_is_stopped_by_undo_and_may_be_written_again() -> None:
    world = a_world()
    candidate = world.accepted()
    wait_for(60)
    by, at = Actor.person(world.manager), now()
    actions.schedule(candidate, starts_at=at + timedelta(hours=1), by=by, at=at)
    Candidate.objects.update(scheduled_at=at - timedelta(hours=1))
    actions.miss(candidate, who="asker", by=by, at=at)
    posted(world, candidate, "apologise", subject="Sorry", text="That was us.")
    mail = written("apology", "candidate.apologised")
    assert letter(mail).letter.subject == "Sorry"
    assert mails.send(mail.pk, at=now()) == "queued"
    undo = reverse("notifications:stop_last", args=[candidate.pk, "apology"])
    assert world.as_(a_person()).post(undo).status_code in (403, 404)
    assert world.as_(world.manager).post(undo).status_code == 302
    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("cancelled", "stopped")
    assert mails.send(mail.pk, at=now() + timedelta(minutes=5)) == "cancelled"
    assert isinstance(actions.apologise(candidate, text="Once more.", by=by, at=now()), Candidate)


@pytest.mark.slow
def test_a_second_question_that_is_stopped_was_no_attempt() -> None:
    world = a_world()
    candidate = world.asked()
    actions.note_left(candidate.pk)
    candidate.refresh_from_db()
    due = candidate.answer_due_at
    wait_for(60)
    posted(world, candidate, "remind_customer")
    candidate.refresh_from_db()
    assert candidate.attempts == 2
    stopped = mails.stop(written("ask_again", "candidate.reminded"), by=world.manager, at=now())
    assert not isinstance(stopped, Refused)
    candidate.refresh_from_db()
    assert (candidate.attempts, candidate.answer_due_at) == (1, due)


@pytest.mark.slow
def test_what_has_left_is_not_stopped() -> None:
    world = a_world()
    world.accepted()
    mail = written("introduction", "candidate.introduced")
    mails.send(mail.pk, at=now() + timedelta(minutes=2))
    assert isinstance(mails.stop(mail, by=world.manager, at=now()), Refused)
    page = world.as_(world.manager).get(reverse("notifications:to_customer", args=[world.contact.candidacies.get().pk])).content.decode()
    assert "Thank you for saying yes" in page
    assert "Stop this mail" not in page


@pytest.mark.slow
def test_the_words_of_an_introduction_are_changed_while_it_waits_and_then_it_leaves() -> None:
    world = a_world()
    wait_for(60)
    candidate = world.accepted()
    mail = written("introduction", "candidate.introduced")
    manager, here = world.as_(world.manager), reverse("notifications:to_customer", args=[candidate.pk])
    assert here in manager.get(reverse("requests:request", args=[candidate.reference_request_id])).content.decode()
    assert "Change its words" in manager.get(here).content.decode()
    opened = manager.post(reverse("notifications:change", args=[mail.pk]))
    assert opened["Location"] == f"{here}?change={mail.pk}#mail-{mail.pk}"
    mail.refresh_from_db()
    assert mails.send(mail.pk, at=mail.created_at + timedelta(minutes=10)) == "queued"  # it waits for whoever writes
    page = manager.get(opened["Location"]).content.decode()
    assert "Let it leave in these words" in page
    words = reverse("notifications:reword", args=[mail.pk])
    wrong = manager.post(words, {"subject": "", "text": "Meet Sven."})
    assert wrong.status_code == 422
    assert "A mail needs a subject" in wrong.content.decode()
    assert "Meet Sven." in wrong.content.decode()
    assert world.as_(a_person()).post(words, {"subject": "Mine", "text": "Mine."}).status_code in (403, 404)
    assert manager.post(words, {"subject": "Ingrid, meet Sven", "text": "As we said.\n\nHe calls."}).status_code == 302
    mail.refresh_from_db()
    assert mail.send_after == mail.created_at + timedelta(seconds=60)
    assert "Changed the words" in manager.get(reverse("requests:request", args=[candidate.reference_request_id])).content.decode()
    made = letter(mail).letter
    assert (made.subject, made.paragraphs) == ("Ingrid, meet Sven", ("As we said.", "He calls."))
    assert made.button is not None
    assert mails.send(mail.pk, at=mail.send_after) in ("sent", "kept")
    assert manager.post(words, {"subject": "Too late", "text": "Too late."}, follow=True).context["messages"]
    assert "Ingrid, meet Sven" in manager.get(here).content.decode()
    assert "Too late" not in manager.get(here).content.decode()


@pytest.mark.slow
def test_who_begins_to_change_a_mail_and_does_not_go_on_holds_it_back_no_longer_than_that() -> None:
    world = a_world()
    wait_for(60)
    world.asked()
    mail, at = written("ask", "candidate.asked"), now()
    before = letter(mail).letter.subject
    assert isinstance(mails.hold_back(mail, by=world.manager, at=at + timedelta(seconds=50)), Mail)
    mail.refresh_from_db()
    assert mail.send_after == at + timedelta(minutes=15, seconds=50)
    assert isinstance(mails.let_go(mail, by=world.manager, at=at + timedelta(minutes=5)), Mail)
    mail.refresh_from_db()
    assert mail.send_after == at + timedelta(minutes=6)  # once more the pause, so that it can be stopped
    assert letter(mail).letter.subject == before


@pytest.mark.slow
@pytest.mark.parametrize("seconds", ["-1", "3601", "soon"])
def test_the_pause_keeps_within_its_bounds(seconds: str) -> None:
    world = a_world()
    program = Program.objects.get()
    known = {
        name: getattr(program, name) for name in ("company_name", "time_zone", "language", "fiscal_first_month", "colour", "ledger_holder")
    }
    client = world.as_(a_person("administrator"))
    assert client.post(reverse("people:program"), {**known, "mail_delay_seconds": seconds}).status_code == 422
    assert client.post(reverse("people:program"), {**known, "mail_delay_seconds": "300"}).status_code == 302
    assert Program.objects.get().mail_delay_seconds == 300


@pytest.mark.slow
def test_an_answer_reaches_a_person_who_is_there() -> None:
    world = a_world()
    world.asked()
    mail = written("ask", "candidate.asked")
    assert world.manager.email in str(envelope(mail, letter(mail)).message()["Reply-To"])
    deputy = a_person("reference_manager", name="Jonas Falk")
    Absence.objects.create(
        user=world.manager, from_on=today(now()) - timedelta(days=1), to_on=today(now()) + timedelta(days=9), deputy=deputy
    )
    answers = str(envelope(mail, letter(mail)).message()["Reply-To"])
    assert answers.index(deputy.email) < answers.index(world.manager.email)
    Absence.objects.all().delete()
    world.manager.is_active = False
    world.manager.save()
    assert world.seller.email in str(envelope(mail, letter(mail)).message()["Reply-To"])
    world.seller.is_active = False
    world.seller.save()
    assert deputy.email in str(envelope(mail, letter(mail)).message()["Reply-To"])
