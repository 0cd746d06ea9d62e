"""A contact's own page on a phone, in light and dark, without script: every part can be used, and says what happened."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import expect

from goodword.customers.models import SelfLimit
from goodword.customers.queries.own_word import bound_to
from goodword.kernel.clock import now
from goodword.links.actions import Purpose, issue
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.browser.test_without_script import press
from tests.portal.world import a_call

LONG = "Die Vereinigten Versicherungsgesellschaften der Handelskammern zu Hinterzarten und Umgebung"


def test_a_contact_sets_what_we_may_ask_on_a_phone_without_script(reader: OpenReader) -> None:
    call = a_call(account=LONG, contact="Ingrid <b>Solberg-Wallenstein</b>")
    call.account.member.agreed_types = ["sales_call", "webinar"]
    call.account.member.save()
    at = now()
    token = issue(
        Purpose.MANAGE_CONTACT,
        about=call.contact,
        contact_id=call.contact.pk,
        expires_at=at + timedelta(hours=24),
        at=at,
        bound_to=bound_to(call.contact),
    )
    phone, dark = reader(width=390, script=False), reader(width=390, dark=True)
    phone.goto(reverse("portal:own", args=[token]))
    press(phone, "Open my page")
    expect(phone.get_by_role("heading", level=1)).to_have_text("You decide what we may ask you.")
    phone.get_by_label("Calls").select_option("1:182")
    press(phone, "Save my limits")
    saved = phone.get_by_role("region", name="Saved")
    expect(saved).to_contain_text("at most 1 every half year")
    press(phone, "Not any more ?: Webinar")
    expect(saved).to_contain_text("Not any more: Webinar")
    press(phone, "6 months")
    expect(phone.locator(".gw-paused")).to_contain_text("You pause until")
    call.contact.refresh_from_db()
    assert call.contact.quiet_until is not None
    assert call.now().state == "declined"
    assert SelfLimit.objects.get().days == 182
    press(phone, "Take back ?: Pause until")
    expect(phone.locator(".gw-paused")).to_have_count(0)
    assert_fits(phone)
    dark.goto(reverse("portal:own", args=[token]))
    for page in (dark, reader(width=1440)):
        page.goto(reverse("portal:own", args=[token]))
        page.locator("summary").first.click()
        assert_accessible(page)
        assert_fits(page)
    headings = dark.get_by_role("heading", level=2).all_text_contents()
    assert headings[:6] == ["Saved", "What I agreed to", "My own limit", "A pause", "What I was asked", "My details"]
    assert headings[6:] == ["What you have on me", "Leave", "Delete me"]
    press(phone, "Close my page now")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your page is closed.")
    expect(phone.get_by_role("button", name="Send me a fresh one")).to_be_visible()
    ends = at + timedelta(days=9)
    stop = issue(Purpose.STOP_MAIL, about=call.contact, contact_id=call.contact.pk, expires_at=ends, at=at)
    phone.goto(reverse("portal:stop_mail", args=[stop]))
    press(phone, "Write to me no more")
    expect(phone.get_by_role("button", name="That was not meant")).to_be_visible()
    assert_fits(phone)
    dark.goto(reverse("portal:me"))
    assert_accessible(dark)
