"""Customers register by themselves: on a phone in German, without scripts, and with everything that can go wrong on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from goodword.kernel import clock
from goodword.recruiting.access import registrations_visible_to
from goodword.recruiting.kinds import Match, PublicProgram, Trust
from goodword.recruiting.models import Registration
from tests.browser.checks import assert_accessible, assert_fits, assert_in_both_colours
from tests.browser.conftest import OpenReader
from tests.browser.post import Postman, post, queue
from tests.factories.customers import an_account
from tests.factories.people import a_manager
from tests.portal.join import a_stamp
from tests.worker import work_beside

__all__ = ["post", "queue"]


def _as_if_typed_slowly(page: Page, program: str = "customer") -> None:
    """A test types faster than anybody: take the stamp of a page that was opened a while ago."""
    page.eval_on_selector("input[name=stamp]", "(field, stamp) => { field.value = stamp; }", a_stamp(program))


def test_a_customer_registers_in_german_on_a_phone_and_is_in_the_queue(reader: OpenReader, post: Postman) -> None:
    manager = a_manager()
    account = an_account("Vestara Insurance", website="https://www.vestara.example")
    page = reader(width=390)
    page.goto("/join/?lang=de&from=newsletter-2026-11")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="Legen Sie ein gutes Wort").click()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_label("Ihr Name").fill("Ingrid Solberg")
    page.get_by_label("Unternehmen oder Organisation").fill("Vestara Insurance")
    page.get_by_text("Ein Zitat geben").click()
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_text("„Ihre Mailadresse bei der Arbeit“ ist noch leer.").wait_for()
    assert page.get_by_label("Ihr Name").input_value() == "Ingrid Solberg"
    assert page.get_by_label("Ein Zitat geben").is_checked()
    assert_accessible(page)
    page.get_by_label("Ihre Mailadresse bei der Arbeit").fill("ingrid.solberg@vestara.example")
    page.get_by_label("Ich bin einverstanden").check()
    _as_if_typed_slowly(page)
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_role("heading", name="Bitte sehen Sie in Ihr Postfach.").wait_for()
    assert_accessible(page)
    assert_fits(page)
    work_beside()
    page.goto(post.link("ingrid.solberg@vestara.example"))
    page.get_by_role("heading", name="Haben Sie sich angemeldet?").wait_for()
    assert not registrations_visible_to(manager).exists()
    assert_accessible(page)
    page.get_by_role("button", name="Ja, das war ich").click()
    page.get_by_role("heading", name="Danke. Es ist bei uns.").wait_for()
    assert_in_both_colours(page)
    assert_fits(page)
    row = registrations_visible_to(manager).get()
    assert (row.language, row.came_from, row.trust) == ("de", "newsletter-2026-11", Trust.PROOF)
    assert (row.account, row.matched_by, row.offered) == (account, Match.DOMAIN, ["quote"])
    assert row.consent is not None
    assert row.consent.language == "de"
    (letter,) = [text for to, text in post.mails if to == "ingrid.solberg@vestara.example"]
    assert "Guten Tag Ingrid," in letter
    assert "Mit freundlichen Grüßen" in letter
    assert "Kind regards" not in letter


@pytest.mark.parametrize("program", PublicProgram.values)
def test_without_scripts_and_with_keys_alone_it_works_as_well(reader: OpenReader, post: Postman, program: str) -> None:
    a_manager()
    page = reader(script=False)
    page.goto(f"/join/{program}/?lang=fr")
    stamp = a_stamp(program)
    page.get_by_label("Votre nom").fill("Claire Fontanel")
    page.get_by_label("Votre adresse professionnelle").fill("claire@vestara.example")
    page.get_by_label("Entreprise ou organisation").fill("Vestara")
    if program == PublicProgram.OPEN_SOURCE:
        page.get_by_label("De quel projet").fill("Halyard")
        page.get_by_label("Où se trouve le code source").fill("code.example.org/halyard")
    if program == PublicProgram.EDUCATION:
        page.get_by_label("De quel type").select_option("university")
    page.get_by_label("J’accepte que").focus()
    page.keyboard.press("Space")
    page.route("**/join/**", lambda route: route.continue_(post_data=_stamped(route.request.post_data, stamp)))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Veuillez regarder vos courriels.").wait_for()
    work_beside()
    page.goto(post.link("claire@vestara.example"))
    page.get_by_role("button", name="Oui, c’était moi").click()
    page.get_by_role("heading", name="Merci. C’est bien arrivé.").wait_for()
    row = Registration.objects.get()
    assert (row.program, row.trust, row.language) == (program, Trust.PLAIN, "fr")
    assert row.confirmed_at is not None
    assert row.confirmed_at <= clock.now()


def _stamped(body: str | None, stamp: str) -> str | None:
    """The same form with the stamp of a page that was opened a while ago: without scripts a test cannot write it into the page."""
    if not body:
        return body
    return "&".join(f"stamp={stamp.replace(':', '%3A')}" if part.startswith("stamp=") else part for part in body.split("&"))


@pytest.mark.parametrize("program", PublicProgram.values)
def test_every_page_passes_in_both_colours_at_every_width(reader: OpenReader, program: str) -> None:
    a_manager()
    for width in (1440, 768, 390):
        page = reader(width=width)
        page.goto(f"/join/{program}/?lang=de")
        assert_in_both_colours(page)
        assert_fits(page)
