"""Verbs of the customers slice."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from goodword.customers import actions
from goodword.customers.models import Contact, ListItem
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LimitInForce
from tests.factories.customers import a_contact, a_deal, a_member, an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 19, 9, 4, tzinfo=UTC)


def test_an_account_joins_once_and_gets_the_next_reference_id() -> None:
    by = Actor.person(a_manager())
    first, second = an_account("Vestara Insurance"), an_account("Castellan Re")
    one = actions.make_member(first, by=by, at=AT, agreed_types=["sales_call"])
    two = actions.make_member(second, by=by, at=AT)
    assert not isinstance(one, Refused)
    assert not isinstance(two, Refused)
    assert two.number == one.number + 1
    again = actions.make_member(first, by=by, at=AT)
    assert isinstance(again, Refused)
    assert one.reference_id in again.words
    entry = Entry.objects.get(verb="member.joined", subjects__kind="account", subjects__object_id=first.pk)
    assert "Vestara" not in str(entry.data)


def test_only_those_who_answer_for_the_account_may_change_it() -> None:
    owner, csm, stranger = a_person(), a_person(), a_person("account_owner")
    account = an_account(owner=owner, csm=csm)
    with pytest.raises(NotAllowed):
        actions.make_member(account, by=Actor.person(stranger), at=AT)
    with pytest.raises(NotAllowed):
        actions.edit_account(account, by=Actor.contact(a_contact(account)), at=AT, city="Oslo")
    assert actions.make_member(account, by=Actor.person(owner), at=AT)
    assert actions.edit_account(account, by=Actor.person(csm), at=AT, city="Oslo")


def test_standing_moves_with_a_reason_and_a_pause_with_a_day() -> None:
    by, member = Actor.person(a_manager()), a_member()
    for reason, until in (("", date(2027, 2, 1)), ("merger", None), ("merger", date(2026, 11, 19))):
        assert isinstance(actions.change_standing(member, verb="pause", by=by, at=AT, reason=reason, until=until), Refused)
    paused = actions.change_standing(member, verb="pause", by=by, at=AT, reason="They merge with a bank", until=date(2027, 2, 1))
    assert not isinstance(paused, Refused)
    assert (paused.standing, paused.paused_until) == ("paused", date(2027, 2, 1))
    entry = Entry.objects.get(verb="member.standing_changed")
    assert entry.note.text == "They merge with a bank"
    assert "merge" not in str(entry.data)
    active = actions.change_standing(paused, verb="activate", by=by, at=AT, reason="Done")
    assert not isinstance(active, Refused)
    assert active.paused_until is None
    assert isinstance(actions.change_standing(active, verb="activate", by=by, at=AT, reason="Twice"), Refused)


def test_the_customers_own_limit_is_in_force_as_soon_as_it_is_set() -> None:
    member = a_member()
    person = member.account.contacts.get()
    by = Actor.contact(person)
    actions.set_self_limit(member, by=by, at=AT, family="call", most=1, days=200)
    actions.set_self_limit(member, by=by, at=AT, family="call", most=2, days=300)
    actions.set_self_limit(member, by=by, at=AT, family="call", most=0, contact=person)
    own = LimitInForce.objects.get(holder=member.account, family="call")
    assert (own.most, own.period, own.every) == (2, "days", 300)
    actions.clear_self_limit(member, by=by, at=AT, family="call")
    assert not LimitInForce.objects.filter(holder=member.account).exists()
    assert member.self_limits.get().contact == person
    other = Actor.contact(a_contact(an_account()))
    with pytest.raises(NotAllowed):
        actions.set_self_limit(member, by=other, at=AT, family="call", most=1)


def test_a_contact_speaks_for_itself_only() -> None:
    account = an_account()
    one, two = a_contact(account), a_contact(account)
    assert actions.set_do_not_contact(one, by=Actor.contact(one), at=AT, wanted=True).do_not_contact
    assert actions.be_quiet_until(one, by=Actor.contact(one), at=AT, until=date(2027, 1, 1))
    assert isinstance(actions.be_quiet_until(one, by=Actor.contact(one), at=AT, until=date(2026, 11, 1)), Refused)
    with pytest.raises(NotAllowed):
        actions.mark_left(two, by=Actor.contact(one), at=AT)


def test_a_parent_never_closes_a_circle() -> None:
    by = Actor.person(a_manager())
    top = an_account("Top")
    middle = an_account("Middle", parent=top)
    bottom = an_account("Bottom", parent=middle)
    assert isinstance(actions.edit_account(top, by=by, at=AT, parent=bottom), Refused)
    assert isinstance(actions.edit_account(top, by=by, at=AT, parent=top), Refused)


def test_the_same_company_is_not_written_down_twice() -> None:
    by = Actor.person(a_person("account_owner"))
    assert actions.create_account(by=by, at=AT, name="Société Générale d'Exemple", country="FR")
    assert isinstance(actions.create_account(by=by, at=AT, name="societe generale d'exemple", country="FR"), Refused)
    assert actions.create_account(by=by, at=AT, name="societe generale d'exemple", country="BE")
    with pytest.raises(NotAllowed):
        actions.create_account(by=Actor.person(a_person()), at=AT, name="Nobody may")


def test_a_deal_is_changed_by_its_owner() -> None:
    owner = a_person()
    deal = a_deal(owner=owner, stage="scoping")
    changed = actions.edit_opportunity(deal, by=Actor.person(owner), at=AT, stage="proposal")
    assert changed.stage == "proposal"
    with pytest.raises(NotAllowed):
        actions.edit_opportunity(deal, by=Actor.person(a_person()), at=AT, stage="won")


def test_shipped_lists_come_once_and_what_somebody_changed_stays() -> None:
    assert ListItem.objects.get(kind="deal_stage", code="technical_evaluation").position == 3
    assert "gics" not in ListItem.objects.get(kind="industry", code="insurance").aliases
    assert "reinsurance" in ListItem.objects.get(kind="industry", code="insurance").aliases
    ListItem.objects.filter(kind="industry", code="insurance").update(label="Insurers")
    assert actions.ensure_lists() == 0
    assert ListItem.objects.get(kind="industry", code="insurance").label == "Insurers"


def test_paused_without_a_day_cannot_be_stored() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_member(standing="paused")


def test_an_address_that_came_back_is_forgotten_with_the_address_whoever_writes_the_new_one() -> None:
    contact = a_contact(an_account(), bounced_at=AT, email="old@customer.example")
    Contact.objects.filter(pk=contact.pk).update(email="OLD@customer.example")
    contact.refresh_from_db()
    assert contact.bounced_at == AT
    Contact.objects.filter(pk=contact.pk).update(email="new@customer.example")
    contact.refresh_from_db()
    assert contact.bounced_at is None
