"""The customer's page: looking changes nothing, every answer arrives once, and the page then says how it stands."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.links.actions import Purpose, revoke
from goodword.links.models import Link
from goodword.people.models import Program
from goodword.people.queries import today
from goodword.requests import actions
from goodword.requests.models import Candidate
from tests.portal.world import a_call

pytestmark = pytest.mark.django_db


def _first_time(html: str) -> str:
    return str(re.findall(r'name="times" value="([^"]+)"', html)[0])


@pytest.mark.slow
def test_looking_changes_nothing(client: Client) -> None:
    call = a_call()
    url = call.link(Purpose.ANSWER_ASK)
    kept = [field.name for field in Link._meta.fields if field.name != "first_opened_at"]  # that a page was opened is no answer
    before = (Entry.objects.count(), list(Link.objects.values(*kept)), call.now().state)
    for _visit in range(3):
        page = client.get(url)
        client.head(url)
    assert (Entry.objects.count(), list(Link.objects.values(*kept)), call.now().state) == before
    assert page["Cache-Control"] == "no-store, private"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "same-origin"
    words = page.content.decode()
    assert "Hello Ingrid," in words
    asked = "Sven at Harrowgate asks whether you would take a 30\u2011minute video call"
    assert f"{asked} with a company that would like to learn from your experience." in words
    assert "Halden" not in words  # the prospect is named with the introduction, not before
    assert "Oslo time" in words
    assert "sales call" not in words.lower()  # a word among colleagues


@pytest.mark.slow
def test_gladly_with_a_listed_and_an_own_time(client: Client) -> None:
    call = a_call()
    url = call.link(Purpose.ANSWER_ASK)
    listed = _first_time(client.get(url).content.decode())
    own = (clock.now() + timedelta(days=9)).replace(hour=9, minute=30)
    sent = {"answer": "gladly", "times": [listed], "own_1": f"{own:%Y-%m-%dT%H:%M}"}
    after = client.post(url, sent, follow=True)
    assert after.redirect_chain == [(url, 302)]
    assert call.now().state == "introduced"
    times = sorted(f"{each.starts_at:%Y-%m-%dT%H:%MZ}" for each in call.now().times.all())
    assert listed in times
    assert len(times) == 2
    assert any(
        each.astimezone(own.tzinfo).hour in (7, 8) for each in [t.starts_at for t in call.now().times.all()]
    )  # half past nine in Oslo
    assert "Thank you, that is kind of you." in after.content.decode()


@pytest.mark.slow
def test_sent_twice_counts_once(client: Client) -> None:
    call = a_call()
    url = call.link(Purpose.ANSWER_ASK)
    listed = _first_time(client.get(url).content.decode())
    for answer in ({"answer": "gladly", "times": [listed]}, {"answer": "gladly", "times": [listed]}, {"answer": "not_now"}):
        assert client.post(url, answer).status_code == 302
    assert call.now().state == "introduced"
    assert Entry.objects.filter(verb="candidate.accepted").count() == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sent", "code", "words"),
    [
        ({"answer": "not_now", "code": "no_time", "words": "Quarter end."}, "no_time", "That is perfectly fine."),
        ({"answer": "not_now", "own_1": "nonsense", "until": "nonsense"}, "other", "Thank you for telling us."),
        ({"answer": "colleague", "colleague_name": "Ola", "colleague_email": "ola@vestara.example"}, "colleague", "We think about whether"),
    ],
)
def test_each_no_is_taken(client: Client, sent: dict[str, str], code: str, words: str) -> None:
    call = a_call()
    page = client.post(call.link(Purpose.ANSWER_ASK), sent, follow=True)
    assert (call.now().state, call.now().answer_code) == ("declined", code)
    assert words in page.content.decode()


@pytest.mark.slow
def test_what_is_missing_is_said_and_nothing_is_taken(client: Client) -> None:
    call = a_call()
    url = call.link(Purpose.ANSWER_ASK)
    for sent, words in (
        ({"answer": "leave_alone", "until": "2100-01-01"}, "Choose a day in the next three years."),
        ({"answer": "gladly"}, "Choose at least one time"),
        ({"answer": "gladly", "times": ["yesterday"]}, "Choose times from the list"),
        ({"answer": "gladly", "times": ["2020-01-01T09:00Z"]}, "has passed in the meantime"),
        ({"answer": "colleague"}, "Write down a name"),
        ({"answer": "colleague", "colleague_name": "Ola", "colleague_email": "nowhere"}, "does not look like a mail address"),
        ({}, "Choose one of the answers."),
        ({"answer": "drop table"}, "Choose one of the answers."),
    ):
        page = client.post(url, sent)
        assert page.status_code == 422
        assert words in page.content.decode()
    assert call.now().state == "asked"


@pytest.mark.slow
def test_left_alone_until_a_day(client: Client) -> None:
    call = a_call()
    until = today(clock.now()) + timedelta(days=60)
    page = client.post(call.link(Purpose.ANSWER_ASK), {"answer": "leave_alone", "until": until.isoformat()}, follow=True)
    call.contact.refresh_from_db()
    assert call.contact.quiet_until == until
    assert f"before {until.day}\u00a0" in page.content.decode()
    assert Entry.objects.get(verb="contact.quieted").data["until"] == until.isoformat()


@pytest.mark.slow
def test_a_longer_peace_is_not_shortened(client: Client) -> None:
    call = a_call()
    until = today(clock.now()) + timedelta(days=60)
    call.contact.quiet_until = longer = until + timedelta(days=300)
    call.contact.save()
    client.post(call.link(Purpose.ANSWER_ASK), {"answer": "leave_alone", "until": until.isoformat()})
    call.contact.refresh_from_db()
    assert call.contact.quiet_until == longer
    assert call.now().state == "declined"


@pytest.mark.slow
def test_a_yes_taken_back_opens_the_request_again_and_the_journal_says_so(client: Client) -> None:
    call = a_call(until="accepted")
    client.post(f"{call.link(Purpose.ANSWER_ASK)}no", {"words": "Ill."})
    assert (call.now().state, call.now().reference_request.state) == ("declined", "sourcing")
    assert Entry.objects.filter(verb="request.reopened", subjects__kind="referencerequest").count() == 1


@pytest.mark.slow
def test_a_time_that_does_not_exist_is_refused_and_kept(client: Client) -> None:
    call = a_call(zone="Europe/Oslo")
    year = clock.now().year + (1 if clock.now().month > 3 else 0)
    gap = {2026: "2026-03-29", 2027: "2027-03-28", 2028: "2028-03-26"}.get(year)
    if gap is None:
        return
    page = client.post(call.link(Purpose.ANSWER_ASK), {"answer": "gladly", "own_1": f"{gap}T02:30"})
    assert page.status_code == 422
    assert f'value="{gap}T02:30"' in page.content.decode()


@pytest.mark.slow
def test_the_asker_offers_a_time_and_it_is_booked_at_once(client: Client) -> None:
    call = a_call()
    offered = (call.at + timedelta(days=3)).replace(second=0, microsecond=0)
    actions.propose_times(call.now(), times=[offered], by=Actor.person(call.requester), at=call.at)
    url = call.link(Purpose.ANSWER_ASK)
    assert _first_time(client.get(url).content.decode()) == f"{offered:%Y-%m-%dT%H:%MZ}"
    page = client.post(url, {"answer": "gladly", "times": [f"{offered:%Y-%m-%dT%H:%MZ}"]}, follow=True)
    assert (call.now().state, call.now().scheduled_at) == ("scheduled", offered)
    assert "Your call is booked." in page.content.decode()


@pytest.mark.slow
def test_coming_back_to_move_the_time_and_to_call_it_off(client: Client) -> None:
    call = a_call(until="scheduled")
    url = call.link(Purpose.ANSWER_ASK)
    page = client.get(url).content.decode()
    assert "Move the time" in page
    calendar = client.get(f"{url}call.ics")
    assert calendar["Content-Type"].startswith("text/calendar")
    assert client.post(f"{url}times", {"times": [_first_time(page)]}).status_code == 302
    assert call.now().times.filter(by_customer=True, chosen=False).count() == 1
    assert client.get(f"{url}times")["Location"] == client.get(f"{url}no")["Location"] == url
    moved = client.get(url).content.decode()
    assert "You asked to move your call." in moved
    assert "the one below stands" in moved
    client.force_login(call.requester)
    inside = client.get(reverse("requests:request", args=[call.request.pk])).content.decode()
    assert "Ingrid Solberg wants to move the call" in inside
    assert "Until then the time agreed earlier stands" in inside
    assert client.post(f"{url}times", {}).status_code == 422
    assert client.post(f"{url}no", {"words": "Ill, sorry."}).status_code == 302
    assert (call.now().state, call.now().answer_words) == ("declined", "Ill, sorry.")
    assert client.get(f"{url}call.ics").status_code == 302
    assert client.post(f"{url}times", {"times": [_first_time(page)]}).status_code == 302
    assert "Thank you for telling us." in client.get(url).content.decode()


@pytest.mark.slow
def test_a_wish_of_the_asker_to_move_the_call_is_said_and_the_old_time_stands(client: Client) -> None:
    call = a_call(until="scheduled")
    offered = (call.at + timedelta(days=6)).replace(second=0, microsecond=0)
    url, booked = call.link(Purpose.ANSWER_ASK), call.now().scheduled_at
    actions.propose_times(call.now(), times=[offered], by=Actor.person(call.requester), at=call.at)
    seen = client.get(url).content.decode()
    assert "Sven would like to move your call." in seen
    assert "Your call is booked." not in seen
    assert call.now().scheduled_at == booked
    client.post(f"{url}times", {"times": [f"{offered:%Y-%m-%dT%H:%MZ}"]})
    assert "Your call is booked." in client.get(url).content.decode()
    assert call.now().scheduled_at == offered


@pytest.mark.slow
def test_unknown_expired_revoked_and_somebody_elses_answer_nothing_and_a_guess_learns_nothing(client: Client) -> None:
    call = a_call()
    expired = call.link(Purpose.ANSWER_ASK, days=1, at=call.at - timedelta(days=2))
    revoked = call.link(Purpose.ANSWER_ASK)
    revoke(about=call.candidate, purposes=(Purpose.ANSWER_ASK,), at=call.at)
    handed_over = call.link(Purpose.ANSWER_ASK)
    Link.objects.filter(revoked_at=None).update(contact=type(call.contact).objects.create(account=call.account, name="Somebody Else"))
    pages = [client.get(url) for url in (handed_over, "/r/nonsense/", f"/r/{'x' * 5000}/")]
    assert {page.status_code for page in [*pages, client.get(expired), client.get(revoked)]} == {404}
    bodies = {re.sub(r'csrf[^>]*"[^"]+"', "", re.sub(r"hx-headers:inherited='[^']*'", "", page.content.decode())) for page in pages}
    assert len(bodies) == 1
    assert all(client.post(url, {"answer": "not_now"}).status_code == 404 for url in (expired, revoked, handed_over))
    assert call.now().state == "asked"


@pytest.mark.slow
def test_a_forwarded_link_answers_its_one_purpose(client: Client) -> None:
    call = a_call()
    token = call.link(Purpose.ANSWER_ASK).strip("/").split("/")[-1]
    for page in (f"/r/owner/{token}/", f"/r/outcome/{token}/"):
        assert client.get(page).status_code == 404
        assert client.post(page, {"decision": "yes", "result": "helped"}).status_code == 404
    assert client.get("/").status_code == 302  # no sign-in comes with a link


@pytest.mark.slow
def test_a_forged_post_is_refused() -> None:
    call = a_call()
    assert Client(enforce_csrf_checks=True).post(call.link(Purpose.ANSWER_ASK), {"answer": "not_now"}).status_code == 403
    assert call.now().state == "asked"


@pytest.mark.slow
def test_whoever_guesses_is_stopped_and_others_are_not(client: Client) -> None:
    call = a_call()
    url = call.link(Purpose.ANSWER_ASK)
    statuses = [client.get(f"/r/guess{number}/", REMOTE_ADDR="198.51.100.7").status_code for number in range(60)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert client.get("/r/guess/", REMOTE_ADDR="198.51.100.8").status_code == 404
    with CaptureQueriesContext(connection) as read:  # whoever was given a link is let in, from anywhere, and seeing writes nothing
        assert client.get(url, REMOTE_ADDR="198.51.100.7").status_code == 200
    assert not [query for query in read.captured_queries if "guesses" in query["sql"]]


@pytest.mark.slow
def test_the_address_counted_is_the_visitors_only_where_a_proxy_tells_it(client: Client, settings: Any) -> None:
    def guess(told: str) -> int:
        return client.get("/r/guess/", HTTP_X_FORWARDED_FOR=told).status_code

    assert [guess(f"203.0.113.{number}") for number in range(41)][-1] == 429  # forged: all are one address
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, behind_proxy=True)
    assert guess("203.0.113.1") == 404
    assert [guess(f"198.51.100.{number}, 203.0.113.9") for number in range(41)][-1] == 429  # the last is the proxy's own word
    assert guess("203.0.113.9, 203.0.113.10") == 404


@pytest.mark.slow
def test_hostile_and_foreign_words_are_only_words(client: Client) -> None:
    name = "Vereinigte Versicherungsgesellschaften der Handelskammern zu Hinterzarten und Umgebung mbH"
    call = a_call(contact="佐藤 花子", account=f"{name} <b>", topic='<script>alert("x")</script>{{ 7*7 }}', zone="Asia/Tokyo", country="JP")
    words = client.get(call.link(Purpose.ANSWER_ASK)).content.decode()
    assert 'lang="ja"' in words
    assert "佐藤 花子" in words
    assert "<script>alert" not in words
    assert "{{ 7*7 }}" in words
    assert f"{name} &lt;b&gt;" in words
    assert "Tokyo time (UTC+09:00)" in words
    assert "Sven is on Berlin time" in words


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_answers_at_the_same_instant_leave_one() -> None:
    call = a_call()
    url = call.link(Purpose.ANSWER_ASK)
    listed = _first_time(Client().get(url).content.decode())

    def answer(sent: dict[str, object]) -> int:
        try:
            return Client().post(url, sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = list(
            pool.map(
                answer,
                [
                    {"answer": "gladly", "times": [listed]},
                    {"answer": "not_now"},
                    {"answer": "not_now"},
                    {"answer": "gladly", "times": [listed]},
                ],
            )
        )
    assert set(statuses) == {302}
    assert Entry.objects.filter(verb__in=["candidate.accepted", "candidate.declined"]).count() == 1


@pytest.mark.slow
def test_a_call_that_has_begun_needs_no_calendar_any_more(client: Client) -> None:
    call = a_call(until="scheduled")
    url = call.link(Purpose.ANSWER_ASK)
    assert "Put it in my calendar" in client.get(url).content.decode()
    Candidate.objects.filter(pk=call.candidate.pk).update(scheduled_at=clock.now() - timedelta(hours=2))
    page = client.get(url).content.decode()
    assert "A short mail will ask you how it was." in page
    assert "Put it in my calendar" not in page


@pytest.mark.slow
@pytest.mark.parametrize("answer", ["not_now", "gladly", "colleague", "leave_alone"])
def test_words_that_are_too_long_are_said_to_be_and_stay_where_they_were_typed(client: Client, answer: str) -> None:
    call = a_call()
    url = call.link(Purpose.ANSWER_ASK)
    until = f"{clock.now() + timedelta(days=30):%Y-%m-%d}"
    sent = {"answer": answer, "times": [_first_time(client.get(url).text)], "until": until, "colleague_name": "Kari", "words": "w" * 1001}
    page = client.post(url, sent)
    assert page.status_code == 422
    assert page.text.count("w" * 1001) == 1
    assert "there is room for 1000" in page.text
    assert call.now().state == "asked"


@pytest.mark.slow
def test_a_line_break_counts_as_one_as_it_did_in_the_browser(client: Client) -> None:
    call = a_call()
    lines = "\r\n".join(["w" * 499, "x" * 500])
    client.post(call.link(Purpose.ANSWER_ASK), {"answer": "not_now", "words": lines})
    assert (call.now().state, call.now().answer_words) == ("declined", "w" * 499 + "\n" + "x" * 500)


@pytest.mark.slow
def test_a_reason_that_is_not_on_the_list_is_not_taken_for_another(client: Client) -> None:
    call = a_call()
    assert client.post(call.link(Purpose.ANSWER_ASK), {"answer": "not_now", "code": "made_up"}).status_code == 422
    assert call.now().state == "asked"


@pytest.mark.slow
def test_the_companys_logo_stands_where_the_initial_letter_stood(client: Client) -> None:
    url = a_call().link(Purpose.ANSWER_ASK)
    assert "gw-logo" not in client.get(url).content.decode()
    Program.objects.filter(pk=1).update(logo="0123456789abcdef-640x160.png")
    page = client.get(url).content.decode()
    assert 'src="/people/program/logo/0123456789abcdef-640x160.png" alt="" width="192" height="48"' in page
    assert "gw-av sq brand" not in page
