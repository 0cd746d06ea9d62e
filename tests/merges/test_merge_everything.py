"""A merge moves whatever points to the row that goes; whoever adds such a place decides here what becomes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.comments.models import Comment
from goodword.customers.models import Account, BulkEdit, BulkRow, Campaign, CampaignSpeaker, Contact, Merge
from goodword.customers.queries.own_word import AGREED, bound_to, own_words
from goodword.files.models import File
from goodword.kernel.actor import Actor
from goodword.links.actions import issue
from goodword.links.models import Purpose
from goodword.merges.actions.accounts import merge_accounts
from goodword.merges.actions.carry import pointers
from goodword.merges.actions.people import merge_contacts
from goodword.merges.actions.split import split
from goodword.requests.actions import agree_to
from tests.factories.customers import a_contact, an_account
from tests.requests.world import World, a_world, now

pytestmark = pytest.mark.django_db

MOVES = "points to the row that stays"
TWINS = "points to the row that stays, and of two that say the same one is left"
LEDGER = "moves by the function of the database that keeps the limits"
OWN = "has rules of its own"
SUBJECTS = {f"goodword_{table}.subject_id": MOVES for table in ("approval", "comment", "file", "link", "run")}
OF_ACCOUNTS = SUBJECTS | {
    "goodword_account.parent_id": MOVES,
    "goodword_approval.account_id": MOVES,
    "goodword_bulkrow.account_id": TWINS,
    "goodword_campaignspeaker.account_id": TWINS,
    "goodword_candidate.account_id": MOVES,
    "goodword_contact.account_id": MOVES,
    "goodword_decision.account_id": MOVES,
    "goodword_leadanswer.account_id": OWN,  # of two that hold the stricter one stays
    "goodword_ledgerentry.account_id": LEDGER,
    "goodword_ledgerentry.holder_id": LEDGER,
    "goodword_ledgerholder.holder_id": LEDGER,
    "goodword_ledgersummary.account_id": LEDGER,
    "goodword_limitinforce.holder_id": LEDGER,
    "goodword_member.account_id": OWN,
    "goodword_nomination.account_id": MOVES,
    "goodword_opportunity.account_id": MOVES,
    "goodword_referencelead.account_id": TWINS,
    "goodword_registration.account_id": MOVES,
    "goodword_standingchange.account_id": MOVES,
    "goodword_story.account_id": MOVES,
}
OF_PEOPLE = SUBJECTS | {
    "goodword_campaignspeaker.contact_id": TWINS,
    "goodword_candidate.contact_id": MOVES,
    "goodword_introduction.consent_by_id": MOVES,
    "goodword_ledgerentry.contact_id": LEDGER,
    "goodword_link.contact_id": MOVES,
    "goodword_mail.to_contact_id": MOVES,
    "goodword_member.champion_id": MOVES,
    "goodword_nomination.champion_id": MOVES,
    "goodword_registration.contact_id": MOVES,
    "goodword_selflimit.contact_id": OWN,  # the stricter one stays
    "goodword_story.contact_id": MOVES,
    "goodword_transcript.contact_id": MOVES,
}


@pytest.fixture
def world() -> World:
    return a_world()


def join(world: World, kept: Account, gone: Account) -> Merge:
    done = merge_accounts(kept_id=kept.pk, gone_id=gone.pk, picks={}, by=Actor.person(world.manager), at=now())
    assert isinstance(done, Merge), done
    return done


def join_people(world: World, kept: Contact, gone: Contact) -> Merge:
    done = merge_contacts(kept_id=kept.pk, gone_id=gone.pk, picks={}, by=Actor.person(world.owner), at=now())
    assert isinstance(done, Merge), done
    return done


@pytest.mark.parametrize(("model", "decided"), [(Account, OF_ACCOUNTS), (Contact, OF_PEOPLE)])
def test_every_place_that_names_a_customer_is_decided(model: type[Account | Contact], decided: dict[str, str]) -> None:
    assert {pointer.name for pointer in pointers(model)} == set(decided)


def test_talks_files_bulk_rows_and_comments_move_and_nothing_is_said_twice(world: World) -> None:
    kept, gone = world.account, an_account("Vestara Insurance Ltd")
    person = a_contact(gone, "Olu Adeyemi")
    both, one = Campaign.objects.create(name="Spring days"), Campaign.objects.create(name="Autumn days")
    for account in (kept, gone):
        CampaignSpeaker.objects.create(campaign=both, account=account, created_at=now())
    CampaignSpeaker.objects.create(campaign=both, account=gone, contact=person, created_at=now())
    CampaignSpeaker.objects.create(campaign=one, account=gone, created_at=now())
    bulk = BulkEdit.objects.create(what="region", by=world.manager, state_at=now())
    for account in (kept, gone):
        BulkRow.objects.create(bulk=bulk, account=account)
    about = {"subject_kind": "account", "subject_id": gone.pk}
    file = File.objects.create(
        **about, added_by=world.owner, added_at=now(), name="a.txt", type="txt", size=1, sha256="0" * 64, stored_as="x"
    )
    note = Comment.objects.create(**about, author=world.owner, text="They like mornings.", created_at=now())
    done = join(world, kept, gone)
    spoke = CampaignSpeaker.objects.values_list("campaign__name", "account_id", "contact_id")
    assert sorted(spoke, key=str) == sorted(
        [("Spring days", kept.pk, None), ("Spring days", kept.pk, person.pk), ("Autumn days", kept.pk, None)], key=str
    )
    assert list(BulkRow.objects.values_list("account_id", flat=True)) == [kept.pk]
    for row in (file, note):
        row.refresh_from_db()
    assert file.subject_id == note.subject_id == kept.pk
    assert isinstance(split(done.pk, by=Actor.person(world.manager), at=now()), Merge)
    assert CampaignSpeaker.objects.filter(account=gone).count() == 3
    assert CampaignSpeaker.objects.filter(account=kept).count() == 1
    assert set(BulkRow.objects.values_list("account_id", flat=True)) == {kept.pk, gone.pk}


def test_what_somebody_said_themselves_stays_their_word_when_their_two_rows_become_one(world: World) -> None:
    gone, kept = world.contact, a_contact(world.account, "Ingrid Solheim-Berg", email="berg@vestara.example")
    agree_to(gone, activity="sales_call", wanted=False, by=Actor.contact(gone), at=now())
    assert (gone.pk, AGREED) in own_words([gone.pk])
    join_people(world, kept, gone)
    assert (kept.pk, AGREED) in own_words([kept.pk])


@pytest.mark.slow
def test_links_of_a_merged_person_still_work_or_end_kindly(world: World) -> None:
    gone, kept = world.contact, a_contact(world.account, "Ingrid Solheim-Berg", email="berg@vestara.example")
    ends, at = now() + timedelta(days=5), now()
    own = issue(Purpose.MANAGE_CONTACT, about=gone, contact_id=gone.pk, bound_to=bound_to(gone), expires_at=ends, at=at)
    stop = issue(Purpose.STOP_MAIL, about=gone, contact_id=gone.pk, expires_at=ends, at=at)
    join_people(world, kept, gone)
    page = Client().get(reverse("portal:own", args=[own]))
    assert reverse("portal:me") in page.content.decode()  # a fresh one goes to the address they have now
    assert "berg@vestara.example" not in page.content.decode()
    page = Client().post(reverse("portal:stop_mail", args=[stop]), follow=True)
    assert page.status_code == 200
    kept.refresh_from_db()
    assert kept.do_not_contact
