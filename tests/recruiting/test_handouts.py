"""What colleagues show a customer: the page and the slide say the words in force, and nobody gets them without a sign-in."""

import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pptx import Presentation

from goodword.files.looking import look
from goodword.files.models import File
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.people.models import Program, User
from goodword.recruiting.actions import start_nomination, submit
from goodword.recruiting.models import HandoutVersion, Nomination
from goodword.texts.actions import publish
from goodword.texts.kinds import Words
from goodword.texts.kinds.pitch import PITCH
from tests.factories.customers import a_contact, an_account
from tests.factories.people import a_manager, a_person
from tests.files.samples import picture, workbook
from tests.portal.own import opened, own_link

pytestmark = pytest.mark.django_db
LONG = "Donaudampfschifffahrtsgesellschaft "
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TOLD = {"industry": "banking", "why_us": "Speed."}
ONE_PAGER, SLIDE = "/recruiting/show/one_pager", "/recruiting/show/slide"


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()
    Program.objects.update(company_name="Harrowgate")


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words_on(content: bytes) -> list[str]:
    (slide,) = Presentation(io.BytesIO(content)).slides
    return [paragraph.text for shape in slide.shapes if shape.has_text_frame for paragraph in shape.text_frame.paragraphs if paragraph.text]


def bytes_of(user: User, path: str) -> bytes:
    answer: Any = as_(user).get(path)
    return b"".join(answer)


def published(manager: User, body: str, *, subject: str = "Speak for {company}", language: str = "en") -> None:
    done = publish(PITCH, language, Words(subject=subject, greeting="", body=body), begun_from=0, by=manager, at=clock.now())
    assert not isinstance(done, Refused), done.words


def test_a_seller_finds_both_where_a_customer_is_nominated_and_on_its_page() -> None:
    a_manager(name="Mara Lindqvist")
    seller, account = a_person(), an_account("Vestara Insurance", segment="smb")
    champion = a_contact(account, languages=["fr"])
    row = start_nomination(account, by=Actor.person(seller), at=clock.now(), champion=champion, briefing=TOLD)
    assert isinstance(row, Nomination)
    for page in ("/recruiting/nominate", f"/recruiting/{row.reference}/briefing", f"/customers/{account.pk}/"):
        assert ONE_PAGER in as_(seller).get(page, follow=True).content.decode(), page
    submit(row, by=Actor.person(seller), at=clock.now())
    sent = as_(seller).get(f"/recruiting/{row.reference}")
    ((_one, first), (_two, second)) = sent.context["downloads"]
    assert "Ce que vous décidez" in as_(seller).get(first).content.decode()
    assert any("Ce que vous décidez" in each for each in words_on(bytes_of(seller, second)))


def test_the_slide_is_a_download_that_says_the_same_as_the_page_and_our_own_check_takes_it() -> None:
    mara = a_manager(name="Mara Lindqvist")
    published(mara, "Come & join <b>us</b>.\n\nWhat you do\nYou talk.\nHalf an hour.\n\nAsk {manager_name} at {manager_address}.")
    page = as_(a_person()).get(ONE_PAGER).content.decode()
    answer = as_(a_person()).get(SLIDE)
    assert answer["Content-Disposition"] == 'attachment; filename="speak-for-harrowgate.pptx"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    content = bytes_of(mara, SLIDE)
    said = words_on(content)
    for words in ("Speak for Harrowgate", "Come & join <b>us</b>.", "What you do", f"Ask Mara Lindqvist at {mara.email}."):
        assert words in said
    assert "Come &amp; join &lt;b&gt;us&lt;/b&gt;." in page
    assert f'<a href="mailto:{mara.email}">' in page
    (slide,) = Presentation(io.BytesIO(content)).slides
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == "Speak for Harrowgate"
    assert "You talk.\nHalf an hour." in slide.notes_slide.notes_text_frame.text.replace("\x0b", "\n")
    found = look("slide.pptx", io.BytesIO(content))
    assert getattr(found, "code", found) == "pptx"


def test_many_and_long_words_stay_on_the_slide_or_in_its_notes() -> None:
    mara = a_manager()
    points = "{company}\n\n" + "\n\n".join(f"Heading {n}\n" + LONG * (18 if n == 2 else 2) for n in range(8))
    published(mara, points, subject="W" * 110)
    deck = Presentation(io.BytesIO(bytes_of(mara, SLIDE)))
    (slide,) = deck.slides
    for shape in slide.shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= (deck.slide_width or 0) + 1000
        assert shape.top + shape.height <= (deck.slide_height or 0) + 1000
    said = words_on(bytes_of(mara, SLIDE))
    assert [each for each in said if each.startswith("Heading")] == [f"Heading {n}" for n in range(6)]
    notes = slide.notes_slide.notes_text_frame.text
    assert all(f"Heading {n}" in notes for n in range(8))


def test_nobody_without_a_sign_in_gets_them_and_there_is_no_third() -> None:
    for path in (ONE_PAGER, SLIDE):
        assert Client().get(path).status_code == 302
    assert as_(a_person()).get("/recruiting/show/anything").status_code == 404
    assert as_(a_person()).get(f"{ONE_PAGER}?account=999999999999999999999&lang=<script>").status_code == 200


def sent(which: str, name: str, content: bytes, *, by: User) -> HttpResponse:
    answer = as_(by).post(f"/recruiting/show/{which}/own", {"file": SimpleUploadedFile(name, content)})
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_manager_hands_out_a_file_of_their_own_and_goes_back_and_each_version_is_kept() -> None:
    mara, seller = a_manager(name="Mara Lindqvist"), a_person()
    assert sent("one_pager", "Our program.pdf", PDF, by=mara).status_code == 302
    got = as_(seller).get(ONE_PAGER)
    assert bytes_of(seller, ONE_PAGER) == PDF
    assert got["Content-Disposition"] == 'attachment; filename="Our program.pdf"'
    assert got["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "Put in a good word" in as_(seller).get(f"{ONE_PAGER}?ours").content.decode()
    assert sent("one_pager", "Newer.pdf", PDF + b"%", by=mara).status_code == 302
    assert as_(mara).post("/recruiting/show/one_pager/ours").status_code == 302
    assert "Put in a good word" in as_(seller).get(ONE_PAGER).content.decode()
    page = as_(mara).get("/recruiting/show/").content.decode()
    assert page.index("Newer.pdf") < page.index("Our program.pdf")
    assert bytes_of(mara, "/recruiting/show/one_pager/versions/1") == PDF
    verbs = Entry.objects.filter(subjects__kind="program", verb__startswith="handout").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["handout.replaced", "handout.replaced", "handout.reset"]


@pytest.mark.parametrize(
    ("which", "name", "content"),
    [
        ("one_pager", "page.html", b"<script>alert(1)</script>"),
        ("one_pager", "page.pdf", b"<html><script>alert(1)</script>"),
        ("one_pager", "page.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("one_pager", "empty.pdf", b""),
        ("one_pager", "page.docx", b"PK\x03\x04 cut off"),
        ("one_pager", "macro.docx", workbook(**{"xl/vbaProject.bin": b"x"})),
        ("slide", "list.xlsx", workbook()),
        ("slide", "picture.png", picture()),
        ("slide", "../../etc/passwd", b"root:x:0:0"),
    ],
)
def test_what_is_not_what_it_says_or_of_another_type_is_refused_beside_the_field_and_nothing_changes(
    which: str, name: str, content: bytes
) -> None:
    mara = a_manager()
    answer = sent(which, name, content, by=mara)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "is-invalid" in page or "invalid-feedback" in page or "errorlist" in page
    assert "<script>alert(1)" not in page
    assert not HandoutVersion.objects.exists()
    assert not File.objects.exists()


def test_only_who_runs_the_program_changes_what_is_handed_out() -> None:
    mara, seller = a_manager(), a_person()
    sent("slide", "Ours.pdf", PDF, by=mara)
    assert sent("slide", "Mine.pdf", PDF, by=seller).status_code == 403
    assert as_(seller).post("/recruiting/show/slide/ours").status_code == 403
    assert as_(seller).get("/recruiting/show/slide/versions/1").status_code == 403
    page = as_(seller).get("/recruiting/show/").content.decode()
    assert "Ours.pdf" in page
    assert 'type="file"' not in page
    assert as_(mara).get("/recruiting/show/slide/versions/9").status_code == 404


def test_a_file_that_is_gone_from_the_storage_lets_ours_be_handed_out() -> None:
    mara = a_manager()
    sent("one_pager", "Ours.pdf", PDF, by=mara)
    default_storage.delete(File.objects.get().stored_as)
    assert "Put in a good word" in as_(mara).get(ONE_PAGER).content.decode()


def test_a_customer_has_the_one_pager_on_their_own_page_in_their_language_and_not_behind_the_door() -> None:
    mara = a_manager()
    contact = a_contact(an_account("Vestara Insurance"), languages=["de"], email="ingrid@vestara.example")
    guest = Client()
    assert guest.get(f"{own_link(contact)}one-pager").status_code == 302
    page = opened(guest, contact)
    assert f"{page}one-pager" in guest.get(page).content.decode()
    one = guest.get(f"{page}one-pager")
    assert "Was Sie entscheiden" in one.content.decode()
    assert "no-store" in one["Cache-Control"]
    assert 'href="/recruiting/' not in one.content.decode()
    sent("one_pager", "Ours.pdf", PDF, by=mara)
    own: Any = guest.get(f"{page}one-pager")
    assert b"".join(own) == PDF
