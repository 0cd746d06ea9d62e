"""Caution by rule as a manager sees and takes it back, and an owner who confirms records by the link in the mail."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goodword.kernel import clock
from goodword.links.actions import Purpose, issue
from goodword.people import actions as people
from goodword.policy import actions
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person


@pytest.fixture(autouse=True)
def _policy() -> None:
    people.ensure_program()
    actions.ensure_first_version()


@pytest.mark.parametrize("script", [True, False])
def test_a_manager_sees_caution_by_rule_and_takes_it_back(reader: OpenReader, *, script: bool) -> None:
    now = clock.now()
    account = an_account("Halden Shipping", renewal_on=now.date() + timedelta(days=20))
    member = a_member(account, verified_on=now.date())
    actions.sweep_standing(now)
    page = reader(a_manager(), script=script)
    page.goto(reverse("desk:standing"))
    page.get_by_role("link", name="Halden Shipping").click()
    page.get_by_text("by rule").first.wait_for()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("The rule leaves them alone").first.wait_for()
    member.refresh_from_db()
    assert (member.standing, member.standing_rule) == ("active", "")
    assert actions.sweep_standing(now + timedelta(days=1)) == (0, 0)
    page.goto(reverse("desk:standing_changes"))
    page.get_by_text("Taken back").first.wait_for()
    if script:
        assert_accessible(page)
        assert_fits(page)


def test_an_owner_confirms_a_record_by_the_link_and_says_of_another_that_it_is_over(reader: OpenReader) -> None:
    now, priya = clock.now(), a_person(name="Priya Nair")
    first = a_member(an_account("Halden Shipping", owner=priya), verified_on=date(2020, 1, 1))
    second = a_member(an_account("Merrow Bank", owner=priya), verified_on=date(2020, 1, 1))
    token = issue(Purpose.OWNER_RECORDS, about=priya, expires_at=now + timedelta(days=1), at=now, user_id=priya.pk)
    page = reader(None, width=390)
    page.goto(reverse("portal:records", args=[token]))
    assert_accessible(page)
    assert_fits(page)
    page.locator("section", has_text="Halden Shipping").get_by_role("button", name="Still right").click()
    page.get_by_text("Halden Shipping").wait_for(state="detached")
    page.get_by_text("No longer a reference").click()
    page.get_by_label("Why?").fill("They were bought.")
    page.get_by_role("button", name="Tell the reference manager").click()
    page.get_by_text("Thank you").wait_for()
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.verified_on is not None
    assert first.verified_on > date(2026, 1, 1)
    assert second.retire_proposed_on is not None
