"""Owners are asked whether records are right: one mail for all of theirs, not too often; deputies, answers by link, and what waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account, Member
from goodword.desk.queries.glance import glance
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed
from goodword.links.actions import Purpose, issue
from goodword.notifications.actions import Composed, compose, read, write
from goodword.people import actions as people
from goodword.people.models import Absence, RoleAssignment, User
from goodword.policy import actions
from goodword.policy.numbers import STANDARD
from goodword.policy.queries import in_force
from goodword.policy.queries.verifying import to_confirm
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person, a_region

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 19, 9, 4, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _policy() -> None:
    people.ensure_program()
    actions.ensure_first_version()


def stale(owner: User | None, name: str = "", known: date = date(2026, 5, 18)) -> Member:
    """A member whose record nobody confirmed in time."""
    return a_member(an_account(name, owner=owner), verified_on=known)


def asked() -> list[int]:
    """Who was asked, each time."""
    return [each.data["to"] for each in Entry.objects.filter(verb="user.asked_to_confirm").order_by("pk")]


@pytest.mark.slow
def test_one_mail_for_all_of_an_owner_and_no_more_than_one_a_fortnight() -> None:
    priya = a_person(name="Priya Nair")
    first, second = stale(priya, "Halden"), stale(priya, "Merrow")
    stale(priya, "Orla", known=date(2026, 5, 19))
    stale(None, "Nobody's")
    assert actions.ask_owners_to_confirm(AT) == 1
    for days, total in ((0, 1), (13, 1), (14, 2)):
        actions.ask_owners_to_confirm(AT + days * DAY)
        assert len(asked()) == total, days
    assert set(asked()) == {priya.pk}
    first.refresh_from_db()
    asked_on = first.verify_asked_on
    assert asked_on == AT.date()
    entry = Entry.objects.filter(verb="user.asked_to_confirm").earliest("pk")
    [mail] = write("confirm_records", entry_id=entry.pk, at=AT)
    composed = read(mail, at=AT)
    assert isinstance(composed, Composed)
    assert "2 customers" in composed.letter.subject
    assert [line.words for section in composed.letter.sections for line in section.lines] == ["Halden", "Merrow"]
    actions.confirm_record(first, by=priya, at=AT)
    actions.confirm_record(second, by=priya, at=AT)
    first.refresh_from_db()
    assert (first.verified_on, first.verify_asked_on) == (AT.date(), None)


def test_a_deputy_is_asked_and_may_answer_and_nobody_else() -> None:
    priya, jonas, other = a_person(), a_person(), a_person()
    member = stale(priya)
    Absence.objects.create(user=priya, from_on=AT.date() - DAY, to_on=AT.date() + DAY, deputy=jonas)
    actions.ask_owners_to_confirm(AT)
    assert asked() == [jonas.pk]
    assert list(to_confirm(jonas, in_force(AT))) == [member]
    with pytest.raises(NotAllowed):
        actions.confirm_record(member, by=other, at=AT)
    actions.confirm_record(member, by=jonas, at=AT)
    member.refresh_from_db()
    assert member.verified_on == AT.date()


@pytest.mark.slow
def test_who_stands_in_is_one_rule_for_home_for_the_page_and_for_the_answer() -> None:
    """The last day of an absence is over when they are back, and a deputy who is away too is stood in for."""
    priya, jonas, noor = a_person(), a_person(), a_person()
    member = stale(priya, known=date(2026, 5, 1))
    Absence.objects.create(user=priya, from_on=AT.date() - DAY, to_on=AT.date() + 2 * DAY, deputy=jonas)
    Absence.objects.create(user=jonas, from_on=AT.date(), to_on=AT.date() + DAY, deputy=noor)
    for day, who in ((-1, jonas), (0, noor), (1, jonas), (2, None)):
        at = AT + day * DAY
        for user in (priya, jonas, noor):
            reader = User.objects.get(pk=user.pk)
            waits = user in (priya, who)
            assert glance(reader, at=at).records[0] == int(waits), (day, user.name)
            assert list(to_confirm(reader, in_force(at))) == [member] * waits, (day, user.name)
            if not waits:
                with pytest.raises(NotAllowed):
                    actions.confirm_record(member, by=reader, at=at)
    actions.confirm_record(member, by=User.objects.get(pk=noor.pk), at=AT)


def told() -> list[tuple[int, int]]:
    """Which manager was told of records, and who got the mail."""
    found = Entry.objects.filter(verb="user.told_of_records").order_by("pk")
    return [(each.data["manager"], each.data["to"]) for each in found]


@pytest.mark.slow
def test_the_manager_of_the_region_is_told_of_what_waits_for_too_long_once_in_the_days_of_the_policy() -> None:
    north, south = a_region("north", name="North"), a_region("south", name="South")
    priya = a_person(name="Priya Nair")
    mara, lars = a_manager(name="Mara Lindqvist"), a_manager(name="Lars Moen")
    for manager, region in ((mara, north), (lars, south)):
        RoleAssignment.objects.filter(user=manager).update(region=region)
    for name, owner, region in (("Halden", priya, north), ("Merrow", priya, south), ("Nobody's", None, north)):
        member = stale(owner, name)
        Account.objects.filter(pk=member.account_id).update(region=region)
    actions.ask_owners_to_confirm(AT)
    assert actions.tell_of_overdue_records(AT) == 1
    assert told() == [(mara.pk, mara.pk)], "whom nobody owns, nobody is asked about"
    for days, total in ((27, 1), (28, 3), (29, 3), (55, 3), (56, 5)):
        actions.tell_of_overdue_records(AT + days * DAY)
        assert len(told()) == total, days
    assert {manager for manager, _to in told()} == {mara.pk, lars.pk}
    entry = Entry.objects.filter(verb="user.told_of_records", data__manager=mara.pk).order_by("pk")[1]
    [mail] = write("records_overdue", entry_id=entry.pk, at=AT + 28 * DAY)
    assert mail.to_user == mara
    composed = read(mail, at=AT + 28 * DAY)
    assert isinstance(composed, Composed)
    assert composed.letter.subject == "2 records wait for their owners' word for too long"
    assert [(line.words, line.detail.replace("\xa0", " ")) for line in composed.letter.sections[0].lines] == [
        ("Halden", "Priya Nair, asked Thu 19 Nov"),
        ("Nobody's", "Nobody owns it"),
    ]
    actions.confirm_record(Member.objects.get(account__name="Halden"), by=priya, at=AT)
    actions.confirm_record(Member.objects.get(account__name="Nobody's"), by=mara, at=AT)
    entry = Entry.objects.filter(verb="user.told_of_records", data__manager=mara.pk).latest("pk")
    assert actions.tell_of_overdue_records(AT + 90 * DAY) == 1, "Merrow alone"
    [late] = write("records_overdue", entry_id=entry.pk, at=AT + 90 * DAY)
    assert not isinstance(compose(late, at=AT + 90 * DAY), Composed), "what was done meanwhile is not sent"


@pytest.mark.slow
def test_while_the_manager_is_away_whoever_stands_in_is_told_and_a_policy_without_the_rule_tells_nobody() -> None:
    mara, noor = a_manager(name="Mara Lindqvist"), a_manager(name="Noor Haddad")
    stale(None, "Halden")
    Absence.objects.create(user=mara, from_on=AT.date(), to_on=AT.date() + DAY, deputy=noor)
    assert actions.tell_of_overdue_records(AT) == 1
    assert told() == [(mara.pk, noor.pk)]
    numbers = replace(STANDARD, unverified_leads="nothing")
    actions.publish(numbers=numbers, effective_from=(AT + 30 * DAY).date(), name="Quiet", by=mara, at=AT)
    assert actions.tell_of_overdue_records(AT + 60 * DAY) == 0


@pytest.mark.slow
def test_what_an_owner_leaves_unanswered_stands_on_the_managers_home_after_the_days_of_the_policy() -> None:
    priya, mara = a_person(), a_manager()
    member = stale(priya)
    actions.ask_owners_to_confirm(AT)
    assert glance(mara, at=AT + 27 * DAY).records == (0, 0, 0)
    assert glance(mara, at=AT + 28 * DAY).records == (0, 1, 0)
    assert glance(priya, at=AT + 28 * DAY).records == (1, 0, 0)
    actions.say_no_reference(member, by=priya, at=AT, reason="They were bought.")
    assert glance(mara, at=AT + 28 * DAY).records == (0, 0, 1)
    entry = Entry.objects.get(verb="member.retire_proposed")
    [mail] = write("retire_proposed", entry_id=entry.pk, at=AT)
    composed = read(mail, at=AT)
    assert isinstance(composed, Composed)
    assert "They were bought." in " ".join(composed.letter.paragraphs)
    assert mail.to_user == mara


@pytest.mark.slow
def test_by_the_link_opening_changes_nothing_and_each_answer_is_a_post(client: Client) -> None:
    priya, now = a_person(), clock.now()
    first = stale(priya, "Halden", known=date(2020, 1, 1))
    second = stale(priya, "Merrow", known=date(2020, 1, 1))
    token = issue(Purpose.OWNER_RECORDS, about=priya, expires_at=now + DAY, at=now, user_id=priya.pk)
    url = reverse("portal:records", args=[token])
    shown = client.get(url).content.decode()
    assert "Halden" in shown
    assert "Merrow" in shown
    first.refresh_from_db()
    assert first.verified_on == date(2020, 1, 1)
    assert client.post(url, {"member": first.pk, "answer": "right"}).status_code == 302
    first.refresh_from_db()
    assert first.verified_on is not None
    assert first.verified_on > date(2026, 1, 1)
    refused = client.post(url, {"member": second.pk, "answer": "gone", "reason": " "})
    assert refused.status_code == 422
    client.post(url, {"member": second.pk, "answer": "gone", "reason": "They left."})
    second.refresh_from_db()
    assert second.retire_proposed_on is not None
    assert second.standing == "active"
    assert "Thank you" in client.get(url).content.decode()
    someone = stale(a_person(), "Other", known=date(2020, 1, 1))
    client.post(url, {"member": someone.pk, "answer": "right"})
    someone.refresh_from_db()
    assert someone.verified_on == date(2020, 1, 1)


@pytest.mark.slow
def test_signed_in_it_stands_on_home_and_is_done_on_a_page(client: Client) -> None:
    priya = a_person()
    member = stale(priya, "Halden", known=date(2020, 1, 1))
    client.force_login(priya)
    assert "Confirm 1 record" in client.get(reverse("desk:home")).content.decode()
    url = reverse("desk:confirm_records")
    assert "Halden" in client.get(url).content.decode()
    assert "say why" in client.post(url, {"member": member.pk, "answer": "gone"}).content.decode()
    client.post(url, {"member": member.pk, "answer": "right"})
    assert "Nothing to confirm" in client.get(url).content.decode()
    assert Account.objects.get().member.verified_on is not None
