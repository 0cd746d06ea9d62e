"""How much of what comes is let in: by network, by provider, by inbox; and that strangers keep nobody out."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory

from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.portal.access import network_of
from goodword.recruiting.actions import may_write_to, network_mark, pass_gate
from goodword.recruiting.actions.gate import MOST, MOST_MAILS, MOST_MAILS_FROM_ONE, MOST_PLAIN_TOGETHER, WIDER
from goodword.recruiting.actions.registrations import MOST_WAITING
from goodword.recruiting.kinds import Trust, inbox_of, networks_around
from goodword.recruiting.models import Registration
from tests.notifications.test_sending import Server
from tests.portal.join import a_stamp, link_in, sends
from tests.portal.own import text_of
from tests.worker import work

pytestmark = pytest.mark.django_db
PLAIN = MOST[Trust.PLAIN]


def _network(address: str) -> str:
    return network_of(RequestFactory().get("/", REMOTE_ADDR=address))


def _passes(address: str) -> bool:
    at = clock.now()
    return pass_gate(a_stamp(at=at - timedelta(minutes=1)), "", program="customer", network=_network(address), at=at) == Trust.PLAIN


@pytest.mark.parametrize(
    ("address", "around"),
    [
        ("2001:db8:1:2::7", ("2001:db8:1:2::/64", "2001:db8:1::/48", "2001:db8::/32")),
        ("203.0.113.7", ("203.0.113.7/32", "203.0.113.0/24", "203.0.0.0/16")),
        ("::ffff:203.0.113.7", ("203.0.113.7/32", "203.0.113.0/24", "203.0.0.0/16")),
        ("no address", ("no address",)),
    ],
)
def test_an_address_is_part_of_wider_and_wider_networks(address: str, around: tuple[str, ...]) -> None:
    assert networks_around(_network(address)) == around


def test_who_has_many_networks_of_one_company_or_one_provider_has_no_more_than_a_share() -> None:
    of_company = [_passes(f"2001:db8:1:{n:x}::1") for n in range(PLAIN * WIDER[1] + 3)]
    assert sum(of_company) == PLAIN * WIDER[1]
    of_provider = [_passes(f"2001:db8:{n + 2:x}::1") for n in range(PLAIN * WIDER[2])]
    assert sum(of_company) + sum(of_provider) == PLAIN * WIDER[2] < MOST_PLAIN_TOGETHER / 4
    assert _passes("2001:db9:1::1")  # and nobody else is held up
    assert _passes("203.0.113.9")


def test_one_who_sends_too_often_does_not_use_up_what_its_neighbours_have() -> None:
    assert sum(_passes("203.0.113.7") for _ in range(PLAIN * WIDER[2] * 2)) == PLAIN
    assert _passes("203.0.113.8")


def test_many_networks_of_one_company_have_one_mark_so_that_the_queue_folds_them() -> None:
    assert network_mark(_network("2001:db8:1:2::7")) == network_mark(_network("2001:db8:1:ffff::8"))
    assert network_mark(_network("2001:db8:1:2::7")) != network_mark(_network("2001:db8:2:2::7"))


@pytest.mark.parametrize(
    ("address", "inbox"),
    [
        ("A+1@X.example", "a+@x.example"),
        ("a+2+3@x.example", "a+@x.example"),
        ("a@x.example", "a@x.example"),
        ("a.b@x.example", "a.b@x.example"),
        ("+a@x.example", "+a@x.example"),
    ],
)
def test_what_stands_behind_a_plus_leads_to_one_inbox(address: str, inbox: str) -> None:
    assert inbox_of(address) == inbox


def test_what_stands_behind_a_plus_counts_as_one_and_never_uses_up_the_plain_address() -> None:
    at = clock.now()
    assert sum(may_write_to(f"ingrid+{n}@vestara.example", at=at) for n in range(20)) == MOST_MAILS
    assert may_write_to("ingrid@vestara.example", at=at)


def test_one_network_alone_cannot_use_up_the_mails_of_somebody_s_day() -> None:
    at = clock.now()
    assert sum(may_write_to("ingrid@vestara.example", network="203.0.113.7", at=at) for _ in range(9)) == MOST_MAILS_FROM_ONE
    assert may_write_to("ingrid@vestara.example", network="198.51.100.7", at=at)
    assert may_write_to("ingrid@vestara.example", network="203.0.113.7", at=at + timedelta(days=1, hours=1))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queue")
def test_strangers_who_typed_somebody_s_address_all_day_do_not_keep_them_out(client: Client, server: Server) -> None:
    for n in range(MOST_MAILS + 1):
        sends(client, network=f"198.51.{n}.7", name="A Stranger", company="Nowhere")
    mine = sends(client, name="Ingrid Solberg")
    assert mine.status_code == 302
    work()
    assert len(server.taken) == MOST_MAILS  # her inbox is not filled
    link = link_in(text_of(server.taken[0]))
    page = client.get(link).content.decode()
    assert "Which of these was you?" in page
    assert page.count("A Stranger") == MOST_MAILS + 1
    own = Registration.objects.get(name="Ingrid Solberg")
    done = client.post(link, {"which": own.pk}, follow=True).content.decode()
    assert "Thank you. It is with us." in done
    own.refresh_from_db()
    assert own.confirmed_at is not None
    assert not Registration.objects.filter(name="A Stranger").exists()  # what strangers wrote has gone
    assert own.reference in client.get(link).content.decode()  # and the link leads to hers from now on


def _kept(client: Client, **fields: Any) -> Registration:
    sends(client, **fields)
    return Registration.objects.latest("pk")


@pytest.mark.usefixtures("queue")
def test_of_very_many_for_one_address_the_newest_wait_and_its_words_alone_go(client: Client) -> None:
    rows = [_kept(client, network=f"198.51.{n}.7", name=f"Name {n}") for n in range(MOST_WAITING + 2)]
    waiting = Registration.objects.filter(state="unconfirmed")
    assert set(waiting) == set(rows[2:])
    rows[0].refresh_from_db()
    assert (rows[0].state, rows[0].name) == ("replaced", "")
    assert sum(each.data["told"] for each in Entry.objects.filter(verb="registration.received")) == MOST_MAILS
