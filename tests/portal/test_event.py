"""The speaker kit and the promotion plan by link: kept over visits, sent, answered; what does not belong there is refused in words."""

from __future__ import annotations

import io
import os
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.links.actions import Link, Purpose, issue
from goodword.notifications import actions as mails
from goodword.requests import actions
from goodword.requests.models import Candidate, PlanningCall, Preparation, PromotionPlan, SpeakerKit
from tests.requests.events import WORDS, a_pmm, said_yes
from tests.requests.world import World, a_world, now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return a_world()


def _link(candidate: Candidate, purpose: Purpose, *, days: int = 7) -> str:
    at = now() - timedelta(days=8)
    token = issue(purpose, about=candidate, contact_id=candidate.contact_id, expires_at=now() + timedelta(days=days), at=at)
    page = {Purpose.SPEAKER_KIT: "kit", Purpose.PROMOTION_PLAN: "plan"}.get(purpose, "answer")
    return reverse(f"portal:{page}", args=[token])


def _photo(kind: str = "JPEG", size: tuple[int, int] = (2400, 1800)) -> bytes:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    Image.new("RGB", size, "teal").save(made, kind, **({"exif": exif} if kind == "JPEG" else {}))
    return made.getvalue()


def test_a_kit_is_kept_over_visits_then_sent_and_its_photo_carries_nothing_but_pixels(world: World) -> None:
    candidate, guest = said_yes(world), Client()
    url = _link(candidate, Purpose.SPEAKER_KIT)
    first = guest.get(url)
    assert first.status_code == 200
    assert first["Cache-Control"] == "no-store, private"
    assert guest.post(url, {"bio": "Ingrid leads.", "keep": "yes", "version": 0}).status_code == 302
    assert "Ingrid leads." in guest.get(url).content.decode()
    too_early = guest.post(url, {"bio": "Ingrid leads.", "abstract": "Typed & kept", "send": "yes", "version": 1})
    assert too_early.status_code == 422
    assert too_early.content.decode().count("This is still empty.") == 5
    assert "Typed &amp; kept" in too_early.content.decode()
    photo = SimpleUploadedFile("me.jpg", b"", "image/jpeg")
    photo.write(_photo())
    photo.seek(0)
    assert guest.post(url, {**WORDS, "send": "yes", "version": 1, "photo": photo}).status_code == 302
    kit = SpeakerKit.objects.get()
    assert kit.photo is not None
    assert b"SECRET-PLACE" not in bytes(kit.photo)
    assert max(Image.open(io.BytesIO(bytes(kit.photo))).size) == 1600
    assert Preparation.objects.get(candidate=candidate).kit_state == "sent"
    assert "looks at it" in guest.get(f"{url}?kept").content.decode()
    assert "It is with us." in guest.get(url).content.decode()
    shown = guest.get(url.rstrip("/") + "/photo")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["X-Content-Type-Options"] == "nosniff"


def test_a_photo_as_large_as_the_page_says_passes_the_door_and_a_larger_one_does_not(world: World) -> None:
    candidate, guest = said_yes(world), Client()
    url, side = _link(candidate, Purpose.SPEAKER_KIT), 1500
    made = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(made, "PNG")
    assert 6_000_000 < len(made.getvalue()) < 10_000_000
    sent = {"bio": "Ingrid leads.", "keep": "yes", "version": 0}
    assert guest.post(url, {**sent, "photo": SimpleUploadedFile("me.png", made.getvalue())}).status_code == 302
    assert SpeakerKit.objects.get().photo_type == "image/png"
    at_us = reverse("requests:kit", args=[candidate.reference_request_id, candidate.pk])
    given = {**sent, "bio": "Ingrid leads us.", "version": 1, "how": "mail", "on": now().date().isoformat()}
    photo = SimpleUploadedFile("me.png", made.getvalue())
    assert world.as_(world.seller).post(at_us, {**given, "photo": photo}).status_code == 302
    assert guest.post(url, {"photo": SimpleUploadedFile("me.png", b"x" * 15_000_000)}).status_code == 413
    stranger = Client().post(at_us, {"photo": SimpleUploadedFile("me.png", made.getvalue())})
    assert stranger["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("me.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("me.png", b"\x89PNG\r\n\x1a\nnot a picture"),
        ("me.jpg", b"MZ\x90\x00"),
        ("me.jpg", b""),
    ],
)
def test_what_is_no_picture_is_refused_in_words_and_nothing_typed_is_lost(world: World, name: str, content: bytes) -> None:
    candidate = said_yes(world)
    url = _link(candidate, Purpose.SPEAKER_KIT)
    answer = Client().post(url, {"bio": "Ingrid leads.", "keep": "yes", "version": 0, "photo": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert "Ingrid leads." in answer.content.decode()
    assert not SpeakerKit.objects.get().photo_type


def test_too_long_and_overtaken_words_are_kept_and_said(world: World) -> None:
    candidate, guest = said_yes(world), Client()
    url = _link(candidate, Purpose.SPEAKER_KIT)
    long = guest.post(url, {"bio": "b" * 2001, "keep": "yes", "version": 0})
    assert long.status_code == 422
    assert "there is room for 2000" in long.content.decode()
    actions.save_kit(candidate, values={"bio": "From a second window."}, by=Actor.contact(world.contact), at=now())
    overtaken = guest.post(url, {"bio": "From the first.", "keep": "yes", "version": 0})
    assert overtaken.status_code == 422
    page = overtaken.content.decode()
    assert "From the first." in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    assert guest.post(url, {"bio": "From the first.", "keep": "yes", "version": version[1]}).status_code == 302


def test_a_link_does_one_thing_and_ends(world: World) -> None:
    candidate, guest = said_yes(world), Client()
    kit, plan = _link(candidate, Purpose.SPEAKER_KIT), _link(candidate, Purpose.PROMOTION_PLAN)
    token = kit.rstrip("/").rpartition("/")[2]
    for page in ("answer", "plan", "outcome", "owner", "own"):
        assert guest.get(reverse(f"portal:{page}", args=[token])).status_code == 404, page
    assert guest.post(reverse("portal:decline", args=[token])).status_code == 404
    assert guest.get(plan).status_code == 404  # nothing was sent yet
    run_out = _link(candidate, Purpose.SPEAKER_KIT, days=-1)
    gone = guest.get(run_out)
    assert gone.status_code == 404
    assert "This link has run out." in gone.content.decode()
    late = guest.post(run_out, {"words": "x", "bio": "y"})
    assert late.status_code == 404
    actions.decline(candidate, by=Actor.contact(world.contact), at=now(), instead_of_yes=True)
    over = guest.post(kit, {**WORDS, "send": "yes"})
    assert over.status_code == 422
    assert WORDS["metrics"] in over.content.decode()
    assert not SpeakerKit.objects.get().metrics


def test_the_plan_counts_once_the_customer_approves_it_and_a_new_one_asks_again(world: World) -> None:
    candidate = said_yes(world, needs_plan_approval=True)
    staff, guest, url = world.as_(world.seller), Client(), _link(candidate, Purpose.PROMOTION_PLAN)
    page = reverse("requests:plan", args=[candidate.reference_request_id, candidate.pk])
    assert staff.post(page, {"words": ""}).status_code == 422
    refused = staff.post(page, {"words": "A post.", "files": SimpleUploadedFile("plan.exe", b"MZ")})
    assert refused.status_code == 422
    assert "A post." in refused.content.decode()
    assert not PromotionPlan.objects.exists()
    sent = staff.post(page, {"words": "A post on the day.", "files": SimpleUploadedFile("plan.pdf", b"%PDF-1.4 plan")})
    assert sent.status_code == 302, sent.content.decode()[-2000:]
    shown = guest.get(url).content.decode()
    assert "A post on the day." in shown
    file = re.search(r'href="([^"]*/files/\d+)"', shown)
    assert file is not None
    got = guest.get(file[1])
    assert got["Content-Disposition"].startswith("attachment")
    assert b"".join(got) == b"%PDF-1.4 plan"
    assert guest.post(url, {"answer": "changes"}).status_code == 422
    assert guest.post(url, {"answer": "changes", "words": "No photo, please."}).status_code == 302
    assert Preparation.objects.get().plan_state == "changes"
    assert staff.post(page, {"words": "A post without a photo."}).status_code == 302
    assert guest.post(url, {"answer": "yes"}).status_code == 302
    assert Preparation.objects.get().plan_state == "approved"
    assert guest.post(url, {"answer": "no"}).status_code == 302  # too late: it shows how it stands
    assert Preparation.objects.get().plan_state == "approved"
    assert staff.post(page, {"words": "Something new."}).status_code == 302
    assert Preparation.objects.get().plan_state == "sent"
    heard = {"how": "call", "on": now().date().isoformat(), "words": "Fine with us."}
    verb = reverse("requests:plan_approve", args=[candidate.reference_request_id, candidate.pk])
    assert staff.post(verb, heard).status_code == 302
    plan = PromotionPlan.objects.get()
    assert (plan.heard_by, plan.heard_how, plan.answer_words) == (world.seller, "call", "Fine with us.")


def test_staff_read_the_kit_write_it_down_and_hand_it_on(world: World) -> None:
    pmm = a_pmm()
    candidate = said_yes(world)
    page = reverse("requests:kit", args=[candidate.reference_request_id, candidate.pk])
    staff = world.as_(world.manager)
    assert "Write it down for them" in staff.get(page).content.decode()
    given = {**WORDS, "how": "call", "on": now().date().isoformat(), "send": "yes", "version": 0}
    assert staff.post(page, {**given, "how": ""}).status_code == 422
    made = SimpleUploadedFile("me.png", _photo("PNG", (40, 40)))
    assert staff.post(page, {**given, "photo": made}).status_code == 302
    kit = SpeakerKit.objects.get()
    assert (kit.written_by, kit.written_how) == (world.manager, "call")
    assert world.as_(world.seller).post(page, {"approve": "yes", "version": kit.version}).status_code == 403
    assert world.as_(pmm).get(page).status_code == 200
    assert staff.post(page, {"approve": "yes", "version": kit.version}).status_code == 302
    assert Preparation.objects.get().kit_state == "approved"
    archive = zipfile.ZipFile(
        io.BytesIO(staff.get(reverse("requests:kit_file", args=[candidate.reference_request_id, candidate.pk])).content)
    )
    assert sorted(archive.namelist()) == ["photo.png", "speaker-kit.txt"]
    assert WORDS["metrics"] in archive.read("speaker-kit.txt").decode()
    assert world.as_(a_pmm(name="Nils Berg")).get(page).status_code == 404


def test_every_mail_of_an_event_says_what_it_should_and_carries_its_link_or_its_calendar(world: World) -> None:
    a_pmm()
    candidate = said_yes(world, needs_plan_approval=True)
    by = Actor.person(world.manager)
    actions.save_kit(candidate, values=WORDS, sends=True, by=Actor.contact(world.contact), at=now())
    actions.return_kit(candidate, words="Please say how many teams.", by=by, at=now())

    def written(verb: str, message: str) -> list[mails.Composed]:
        entry = Entry.objects.filter(verb=verb).latest("pk")
        made = [mails.compose(mail, at=now()) for mail in mails.write(message, entry_id=entry.pk, at=now())]
        assert all(isinstance(each, mails.Composed) for each in made), made
        return [each for each in made if isinstance(each, mails.Composed)]

    changes = written("kit.returned", "kit_changes")[0]
    assert "Please say how many teams." in changes.text
    assert "/r/kit/" in changes.url
    actions.send_plan(candidate, words="A post.", by=by, at=now())
    assert "/r/plan/" in written("plan.sent", "plan_sent")[0].url
    booked = actions.book_call(candidate, kind="planning", starts_at=now() + timedelta(days=5), by=by, at=now())
    assert isinstance(booked, PlanningCall), booked
    invitations = written("planning.booked", "planning_call")
    assert {each.reader_name for each in invitations} == {"Ingrid Solheim", "Sven Aalto", "Pia Thorne"}
    for each in invitations:
        assert each.letter.calendar is not None
        assert b"METHOD:REQUEST" in each.letter.calendar.content
        assert each.letter.calendar.content.count(b"ATTENDEE") == 3
    actions.cancel_call(candidate, call_id=booked.pk, by=by, at=now())
    off = written("planning.cancelled", "planning_call")[0].letter.calendar
    assert off is not None
    assert b"METHOD:CANCEL" in off.content
    assert b"SEQUENCE:1" in off.content
    assert "content to prepare" in written("content.opened", "content_opened")[0].letter.subject
    assert "waits for your word" in written("kit.sent", "kit_came")[0].letter.subject


def test_the_page_of_the_ask_shows_what_was_agreed_and_leads_on(world: World) -> None:
    candidate, guest = said_yes(world), Client()
    actions.book_call(candidate, kind="planning", starts_at=now() + timedelta(days=5), by=Actor.person(world.seller), at=now())
    url = _link(candidate, Purpose.ANSWER_ASK)
    page = guest.get(url).content.decode()
    for words in (
        "What we agreed",
        "Harbour Days",
        "Lisbon",
        "You need not travel.",
        "Planning call",
        "Your speaker kit",
        "Mara Lindqvist",
    ):
        assert words in page, words
    token = url.rstrip("/").rpartition("/")[2]
    led = guest.post(reverse("portal:open_kit", args=[token]))
    assert led.status_code == 302
    assert guest.get(led["Location"]).status_code == 200


def test_pressing_again_opens_the_same_page_and_leaves_no_more_links_behind(world: World) -> None:
    candidate, guest = said_yes(world), Client()
    actions.send_plan(candidate, words="A line on our page.", by=Actor.person(world.manager), at=now())
    token = _link(candidate, Purpose.ANSWER_ASK).rstrip("/").rpartition("/")[2]
    other = _link(candidate, Purpose.ANSWER_ASK).rstrip("/").rpartition("/")[2]
    before = Link.objects.count()
    led = [guest.post(reverse("portal:open_kit", args=[token]))["Location"] for _press in range(5)]
    assert len(set(led)) == 1
    assert len({guest.post(reverse("portal:open_plan", args=[token]))["Location"] for _press in range(5)} | set(led)) == 2
    assert Link.objects.count() == before + 2
    assert guest.post(led[0], {"bio": "Ingrid leads.", "keep": "yes", "version": 0}).status_code == 302
    elsewhere = guest.post(reverse("portal:open_kit", args=[other]))["Location"]
    assert elsewhere not in led
    assert "Ingrid leads." in guest.get(elsewhere).content.decode()


def test_a_kit_that_does_not_come_is_asked_for_once_more(world: World) -> None:
    candidate = said_yes(world)
    assert actions.remind_of_kit(candidate, at=now() + timedelta(days=3)) is False
    late = now() + timedelta(days=120 - 28 - 2)
    assert actions.remind_of_kit(candidate, at=late) is True
    assert actions.remind_of_kit(candidate, at=late) is False
