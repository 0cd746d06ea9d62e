"""The words about a customer, from the first draft to what may be used: written, read by the owner, approved by the customer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Contact
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.links.actions import Purpose, issue
from goodword.notifications import actions as mails
from goodword.people.models import User
from goodword.requests import actions
from goodword.requests.models import Candidate, Statement, StatementVersion
from goodword.requests.queries.naming import names_in
from tests.factories.customers import a_contact, an_account
from tests.requests.statements import NAMED, UNNAMED, approved, handed_in, investor_relations, said_yes, with_customer
from tests.requests.world import World, a_customer, a_world, now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BOTH = {"words": NAMED, "without_name": UNNAMED}


@pytest.fixture
def world() -> World:
    return a_world()


def _page(candidate: Candidate) -> str:
    return reverse("requests:words", args=[candidate.reference_request_id, candidate.pk])


def _request_page(world: World, candidate: Candidate, user: User | None = None) -> str:
    place = reverse("requests:request", args=[candidate.reference_request_id])
    return world.as_(user or world.seller).get(place).content.decode()


def _link(candidate: Candidate, *, days: int = 7, purpose: Purpose = Purpose.STATEMENT) -> str:
    at = now() - timedelta(days=8)
    token = issue(purpose, about=candidate, contact_id=candidate.contact_id, expires_at=now() + timedelta(days=days), at=at)
    return reverse("portal:words" if purpose == Purpose.STATEMENT else "portal:answer", args=[token])


def _statement() -> Statement:
    return Statement.objects.select_related("usable__version", "approval__approver").get()


def test_words_go_from_the_writer_to_the_owner_to_the_customer_and_only_then_may_be_copied(world: World) -> None:
    ines = investor_relations()
    candidate = said_yes(world, told=ines)
    page, writer, owner, guest = _page(candidate), world.as_(world.seller), world.as_(world.owner), Client()
    assert "write two or three sentences about Vestara" in _request_page(world, candidate)
    assert writer.post(page, {**BOTH, "keep": "yes", "version": 0}).status_code == 302
    assert "data-copy" not in _request_page(world, candidate)
    assert "Not approved, not to be used" in _request_page(world, candidate)
    assert writer.post(page, {**BOTH, "hand_in": "yes", "version": 1}).status_code == 302
    assert (_statement().state, _statement().version) == ("owner", 1)
    assert guest.get(_link(candidate)).content.decode().count("Vestara releases") == 0
    corrected = NAMED.replace("every day", "twice a day")
    assert owner.post(page, {"words": corrected, "without_name": UNNAMED, "version": 1, "pass": "yes"}).status_code == 302
    assert _statement().state == "customer"
    link = _link(candidate)
    assert corrected in guest.get(link).content.decode()
    again = guest.post(link, {"answer": "yes", "words": corrected, "without_name": UNNAMED, "version": 2})
    assert again.status_code == 422
    assert "Choose whether we may say your name." in again.content.decode()
    theirs = corrected.replace("Their auditors", "The auditors")
    assert guest.post(link, {"answer": "yes", "use": "named", "words": theirs, "without_name": UNNAMED, "version": 2}).status_code == 302
    statement = _statement()
    assert statement.usable is not None
    assert (statement.state, statement.usable.words, statement.usable.use) == ("approved", theirs, "named")
    assert (statement.usable.owner, statement.usable.said_by, statement.usable.heard_by) == (world.owner, "Ingrid Solheim", None)
    shown = _request_page(world, candidate, ines)
    assert f'<blockquote id="usable-{candidate.pk}">{theirs}</blockquote>' in shown
    assert "data-copy" in shown
    assert UNNAMED not in shown
    history = writer.get(page).content.decode()
    assert all(words in history for words in (NAMED, corrected, theirs))
    assert list(StatementVersion.objects.values_list("by__name", flat=True)) == [None, "Priya Nair", "Sven Aalto"]


def test_the_name_is_found_wherever_it_slips_in_and_what_was_typed_stays(world: World) -> None:
    candidate = said_yes(world)
    typed = {"words": NAMED, "without_name": "At VESTARA’S offices nobody waits.", "hand_in": "yes", "version": 0}
    refused = world.as_(world.seller).post(_page(candidate), typed)
    assert refused.status_code == 422
    assert "This still tells who it is: “Vestara" in refused.content.decode()
    assert "At VESTARA’S offices" in refused.content.decode()
    assert not _statement().without_name
    with_customer(world, candidate)
    said = {"answer": "yes", "use": "anonymous", "words": NAMED, "without_name": "Ms Solheim is glad.", "version": 1}
    kindly = Client().post(_link(candidate), said)
    assert kindly.status_code == 422
    assert "“Solheim”" in kindly.content.decode()
    assert "Ms Solheim is glad." in kindly.content.decode()
    assert _statement().state == "customer"


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Vestara-Insurance is glad", True), ("at vestarainsurance", True), ("see www.vestara.example", True),
        ("Ｖｅｓｔａｒａ", True), ("Ves\u200btara", True), ("Véstara", True), ("Solheim says", True), ("INGRID  SOLHEIM", True),
        ("ingrid@vestara.example", True), ("An insurance company in Norway", False), ("Insurance for everybody", False), ("", False),
        ("We invest arable land", False), ("Ves\u034ftara", True), ("Ves\ufe0ftara", True), ("Ves\u3164tara", True), ("Ves\x00tara", True),
    ],
)  # fmt: skip
def test_what_tells_who_it_is(text: str, *, tells: bool) -> None:
    account = an_account("Vestara Insurance", website="https://www.vestara.example/about")
    contact = a_contact(account, "Ingrid Solheim", email="ingrid@vestara.example")
    assert bool(names_in(text, account=account, contact=contact)) is tells


def test_a_domain_that_is_not_the_name_is_found_and_one_that_everybody_has_is_not() -> None:
    shop = an_account("Vestara Insurance", website="https://shop.otherfirm.co.uk/")
    assert names_in("see otherfirm.co.uk", account=shop, contact=None)
    assert names_in("at Otherfirm", account=shop, contact=None)
    assert not names_in("in co.uk they shop", account=shop, contact=None)
    odd = an_account("Ardenwick", website="http://[bad")
    by_mail, at_home = a_contact(odd, "Jo Berg", email="jo@mail.third-firm.com"), a_contact(odd, "Jo Berg", email="jo@gmail.com")
    assert names_in("see third-firm.com", account=odd, contact=by_mail)
    assert not names_in("write to gmail.com", account=odd, contact=at_home)


def test_nobody_answers_for_words_whose_version_they_do_not_say(world: World) -> None:
    candidate = said_yes(world)
    with_customer(world, candidate)
    blind = Client().post(_link(candidate), {"answer": "yes", "use": "named", **BOTH})
    assert blind.status_code == 422
    assert "Please read them once more" in blind.content.decode()
    assert _statement().usable is None


def test_short_and_foreign_names_are_found_as_they_are_written(world: World) -> None:
    del world
    short, foreign = an_account("SAB"), an_account("東京海上")
    assert names_in("Since SAB came", account=short, contact=None)
    assert not names_in("The sabre came", account=short, contact=None)
    assert names_in("私たちは東京海上です", account=foreign, contact=None)


def test_a_customer_who_wants_no_name_gets_words_without_it_and_that_is_a_good_end(world: World) -> None:
    candidate = said_yes(world, without_name=True)
    written = actions.write_words(
        candidate, words="", without_name=UNNAMED, only_without_name=True, hands_in=True, by=Actor.person(world.seller), at=now()
    )
    assert isinstance(written, Statement), written
    actions.pass_words(candidate, by=Actor.person(world.owner), at=now())
    guest, link = Client(), _link(candidate)
    page = guest.get(link).content.decode()
    assert "Your name is not said, as you wished." in page
    assert 'name="use"' not in page
    assert guest.post(link, {"answer": "yes", "use": "named", "without_name": UNNAMED, "version": 1}).status_code == 302
    usable = _statement().usable
    assert usable is not None
    assert (usable.use, usable.words) == ("anonymous", UNNAMED)
    assert UNNAMED in _request_page(world, candidate)


def test_the_yes_without_a_name_is_one_button_on_the_page_of_the_ask(world: World) -> None:
    candidate = said_yes(world)
    Statement.objects.all().delete()
    Candidate.objects.filter(pk=candidate.pk).update(state="asked")
    type(candidate.reference_request).objects.update(state="sourcing")
    guest, link = Client(), _link(candidate, purpose=Purpose.ANSWER_ASK)
    assert "Yes, but without our name" in guest.get(link).content.decode()
    assert guest.post(link, {"answer": "gladly", "unnamed": "yes"}).status_code == 302
    assert _statement().only_without_name


def test_what_was_approved_stays_until_other_words_are_and_a_no_ends_it_all(world: World) -> None:
    candidate = said_yes(world)
    approved(world, candidate)
    writer, page, guest = world.as_(world.seller), _page(candidate), Client()
    newer = NAMED + " And more."
    assert writer.post(page, {"words": newer, "without_name": UNNAMED, "keep": "yes", "version": 1}).status_code == 302
    shown = _request_page(world, candidate)
    assert f">{NAMED}</blockquote>" in shown
    assert shown.count("data-copy=") == 1
    assert "Until the new words are approved, those above may be used." in shown
    assert _statement().state == "draft"
    assert writer.post(page, {"words": newer, "without_name": UNNAMED, "hand_in": "yes", "version": 2}).status_code == 302
    keep = reverse("requests:words_keep", args=[candidate.reference_request_id, candidate.pk])
    assert writer.post(keep).status_code == 302
    assert (_statement().state, _statement().words) == ("approved", NAMED)
    actions.write_words(candidate, words=newer, without_name=UNNAMED, hands_in=True, by=Actor.person(world.seller), at=now())
    actions.pass_words(candidate, by=Actor.person(world.owner), at=now())
    assert guest.post(_link(candidate), {"answer": "no"}).status_code == 302
    assert (_statement().state, _statement().usable) == ("declined", None)
    assert "data-copy" not in _request_page(world, candidate)


def test_two_writers_and_two_answers_at_once_lose_nothing_and_are_told(world: World) -> None:
    candidate = said_yes(world)
    page = _page(candidate)
    assert world.as_(world.seller).post(page, {"words": "Mine.", "keep": "yes", "version": 0}).status_code == 302
    slower = world.as_(world.manager).post(page, {"words": "Theirs.", "keep": "yes", "version": 0})
    assert slower.status_code == 422
    text = slower.content.decode()
    assert "Somebody else changed the words" in text
    assert "Mine." in text
    assert "Theirs." in text
    version = re.search(r'name="version" value="(\d+)"', text)
    assert version is not None
    assert world.as_(world.manager).post(page, {"words": "Theirs.", "keep": "yes", "version": version[1]}).status_code == 302
    assert _statement().words == "Theirs."
    with_customer(world, candidate)
    link, guest = _link(candidate), Client()
    seen = _statement().version
    actions.answer_words(candidate, verb="return", remark="Shorter.", by=Actor.contact(world.contact), at=now())
    assert guest.post(link, {"answer": "yes", "use": "named", **BOTH, "version": seen}).status_code == 302  # it shows how it stands
    assert _statement().usable is None
    with_customer(world, candidate, words="Vestara is glad.")
    behind = guest.post(link, {"answer": "yes", "use": "named", **BOTH, "version": seen})
    assert behind.status_code == 422
    assert "Please read them once more" in behind.content.decode()
    assert _statement().usable is None


def test_who_may_not_cannot_and_a_link_does_one_thing_for_one_customer_and_ends(world: World) -> None:
    candidate = said_yes(world)
    with_customer(world, candidate)
    stranger = User.objects.create(email="otto@harrowgate.example", name="Otto")
    assert world.as_(stranger).get(_page(candidate)).status_code == 404
    assert world.as_(world.seller).post(_page(candidate), {**BOTH, "pass": "yes", "version": 1}).status_code in (302, 403)
    assert _statement().state == "customer"
    link, guest = _link(candidate), Client()
    token = link.rstrip("/").rpartition("/")[2]
    for page in ("answer", "plan", "kit", "outcome", "owner", "own"):
        assert guest.get(reverse(f"portal:{page}", args=[token])).status_code == 404, page
    other = a_customer("Belmar", owner=world.owner).contacts.get()
    foreign = issue(Purpose.STATEMENT, about=candidate, contact_id=other.pk, expires_at=now() + timedelta(days=3), at=now())
    assert guest.get(reverse("portal:words", args=[foreign])).status_code == 404
    run_out = _link(candidate, days=-1)
    assert "This link has run out." in guest.get(run_out).content.decode()
    assert guest.post(run_out, {"answer": "yes", "use": "named", **BOTH}).status_code == 404
    assert _statement().usable is None


def test_the_owner_sends_them_back_and_what_is_heard_elsewhere_is_written_down(world: World) -> None:
    candidate = said_yes(world)
    handed_in(world, candidate)
    owner, staff, page = world.as_(world.owner), world.as_(world.seller), _page(candidate)
    assert owner.post(page, {**BOTH, "version": 1, "return": "yes"}).status_code == 422
    assert owner.post(page, {**BOTH, "version": 0, "return": "yes", "remark": "Of other words."}).status_code == 422
    assert owner.post(page, {**BOTH, "version": 1, "return": "yes", "remark": "Leave the auditors out."}).status_code == 302
    assert "Leave the auditors out." in _request_page(world, candidate)
    assert "Your turn, Sven: change the words about Vestara" in _request_page(world, candidate)
    with_customer(world, candidate)
    heard = {"how": "call", "on": now().date().isoformat(), "use": "anonymous", "words": NAMED, "without_name": UNNAMED}
    verb = reverse("requests:words_approve", args=[candidate.reference_request_id, candidate.pk])
    opened = staff.get(
        reverse("requests:request", args=[candidate.reference_request_id]), {"do": "words_approve", "candidate": str(candidate.pk)}
    )
    assert UNNAMED in opened.content.decode()
    assert staff.post(verb, {**heard, "without_name": "Vestara is glad."}).status_code == 422
    assert staff.post(verb, heard).status_code == 302
    usable = _statement().usable
    assert usable is not None
    assert (usable.heard_by, usable.heard_how, usable.use, usable.words) == (world.seller, "call", "anonymous", UNNAMED)
    assert "on the phone" in staff.get(page).content.decode()


def test_words_that_nobody_approved_were_not_used(world: World) -> None:
    candidate = said_yes(world)
    with_customer(world, candidate)
    by = Actor.person(world.seller)
    assert isinstance(actions.complete(candidate, by=by, at=now()), Refused)
    assert isinstance(actions.report_outcome(candidate, result="helped", by=by, at=now()), Refused)
    row = candidate.reference_request
    type(row).objects.filter(pk=row.pk).update(needed_on=now().date() - timedelta(days=2))
    assert "were the words about Vestara Insurance used in the report?" in _request_page(world, candidate)
    answer = world.as_(world.seller).post(reverse("requests:complete", args=[row.pk, candidate.pk]), follow=True)
    assert "No words are approved yet" in answer.content.decode()
    world.as_(world.seller).post(reverse("requests:not_used", args=[row.pk, candidate.pk]))
    assert Candidate.objects.get(pk=candidate.pk).state == "missed"
    assert "the words about Vestara Insurance were not used" in _request_page(world, candidate, world.manager)


def test_history_is_kept_by_the_database_and_erased_with_the_person(world: World) -> None:
    candidate = said_yes(world)
    approved(world, candidate)
    for change in (lambda: StatementVersion.objects.update(words="Never said."), lambda: StatementVersion.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    Contact.objects.filter(pk=world.contact.pk).delete()
    statement = _statement()
    assert (statement.words, statement.without_name, statement.usable) == ("", "", None)
    version = StatementVersion.objects.get()
    assert (version.words, version.without_name, version.approvals.get().said_by) == ("", "", "")
    assert NAMED not in _request_page(world, candidate)


def test_every_mail_about_words_says_what_it_should_and_carries_its_link(world: World) -> None:
    ines = investor_relations()
    candidate = said_yes(world, told=ines)
    with_customer(world, candidate)

    def written(verb: str, message: str) -> list[mails.Composed]:
        entry = Entry.objects.filter(verb=verb).latest("pk")
        made = [mails.read(mail, at=now()) for mail in mails.write(message, entry_id=entry.pk, at=now())]
        assert all(isinstance(each, mails.Composed) for each in made), made
        return [each for each in made if isinstance(each, mails.Composed)]

    question = written("words.handed_in", "words_question")
    assert [each.reader_name for each in question] == ["Priya Nair"]
    assert "The customer gets nothing before you do." in question[0].text
    sent = mails.write("words_sent", entry_id=Entry.objects.get(verb="words.passed").pk, at=now())
    letter = mails.compose(sent[0], at=now())
    assert isinstance(letter, mails.Composed)
    assert "/r/words/" in letter.url
    changed = NAMED + " Really."
    by = Actor.contact(world.contact)
    actions.answer_words(candidate, verb="approve", use="named", words=changed, without_name=UNNAMED, by=by, at=now())
    told = written("words.approved", "words_answered")[0].text
    assert NAMED in told
    assert changed in told
    assert [each.reader_name for each in written("words.approved", "words_usable")] == ["Ines Roth"]
    assert "agreed to the words" in written("words.passed", "words_went_on")[0].text
