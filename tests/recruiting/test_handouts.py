"""What colleagues show a customer: the page and the slide say the words in force, and nobody gets them without a sign-in."""

import io

import pytest
from django.test import Client
from pptx import Presentation

from goodword.files.looking import look
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.people.models import Program, User
from goodword.recruiting.actions import start_nomination, submit
from goodword.recruiting.models import Nomination
from goodword.texts.actions import publish
from goodword.texts.kinds import Words
from goodword.texts.kinds.pitch import PITCH
from tests.factories.customers import a_contact, an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db
LONG = "Donaudampfschifffahrtsgesellschaft "
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
    assert any("Ce que vous décidez" in each for each in words_on(as_(seller).get(second).content))


def test_the_slide_is_a_download_that_says_the_same_as_the_page_and_our_own_check_takes_it() -> None:
    mara = a_manager(name="Mara Lindqvist")
    published(mara, "Come & join <b>us</b>.\n\nWhat you do\nYou talk.\nHalf an hour.\n\nAsk {manager_name} at {manager_address}.")
    page = as_(a_person()).get(ONE_PAGER).content.decode()
    answer = as_(a_person()).get(SLIDE)
    assert answer["Content-Disposition"] == 'attachment; filename="speak-for-harrowgate.pptx"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    said = words_on(answer.content)
    for words in ("Speak for Harrowgate", "Come & join <b>us</b>.", "What you do", f"Ask Mara Lindqvist at {mara.email}."):
        assert words in said
    assert "Come &amp; join &lt;b&gt;us&lt;/b&gt;." in page
    assert f'<a href="mailto:{mara.email}">' in page
    (slide,) = Presentation(io.BytesIO(answer.content)).slides
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == "Speak for Harrowgate"
    assert "You talk.\nHalf an hour." in slide.notes_slide.notes_text_frame.text.replace("\x0b", "\n")
    found = look("slide.pptx", io.BytesIO(answer.content))
    assert getattr(found, "code", found) == "pptx"


def test_many_and_long_words_stay_on_the_slide_or_in_its_notes() -> None:
    mara = a_manager()
    points = "{company}\n\n" + "\n\n".join(f"Heading {n}\n" + LONG * (18 if n == 2 else 2) for n in range(8))
    published(mara, points, subject="W" * 110)
    deck = Presentation(io.BytesIO(as_(mara).get(SLIDE).content))
    (slide,) = deck.slides
    for shape in slide.shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= (deck.slide_width or 0) + 1000
        assert shape.top + shape.height <= (deck.slide_height or 0) + 1000
    said = words_on(as_(mara).get(SLIDE).content)
    assert [each for each in said if each.startswith("Heading")] == [f"Heading {n}" for n in range(6)]
    notes = slide.notes_slide.notes_text_frame.text
    assert all(f"Heading {n}" in notes for n in range(8))


def test_nobody_without_a_sign_in_gets_them_and_there_is_no_third() -> None:
    for path in (ONE_PAGER, SLIDE):
        assert Client().get(path).status_code == 302
    assert as_(a_person()).get("/recruiting/show/anything").status_code == 404
    assert as_(a_person()).get(f"{ONE_PAGER}?account=999999999999999999999&lang=<script>").status_code == 200
