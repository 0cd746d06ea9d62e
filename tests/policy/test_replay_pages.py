"""The pages of a replay: choosing, waiting, what it found, the list behind each bar, and the files."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from goodword.kernel import clock
from goodword.people.models import Circle, CircleMember, Team, User
from goodword.people.queries import today
from goodword.policy import actions
from goodword.policy.models import PolicyReplay
from goodword.policy.queries import in_force
from goodword.policy.states import ReplayState
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.policy.builders import asked, free_customer, history
from tests.policy.test_replays import CAREFUL, a_case, decided

pytestmark = pytest.mark.django_db


def days_ago(count: int) -> date:
    return today(clock.now()) - timedelta(days=count)


@pytest.fixture
def mara(db: None) -> User:
    """Who runs the program."""
    actions.ensure_first_version()
    return a_manager(name="Mara Lindqvist")


@pytest.fixture
def page(mara: User, client: Client) -> Client:
    client.force_login(mara)
    return client


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return unescape(answer.content.decode())


def a_history() -> None:
    """Three weeks ago one who is ill was held and asked, so another request was refused; and one who is well."""
    Team.objects.create(code="field", name="Field marketing, north")
    ill, day = an_account("=Brightwater Foods"), days_ago(21)
    a_case(ill, day, 1, team="field", region="emea")
    a_case(ill, day, 1, step="ask", team="field", region="emea")
    then = day + timedelta(days=1)
    facts = free_customer(account={"account_id": ill.pk}, ask_on=then, ledger=history(asked(day)))
    decided(facts, account=ill, at=datetime(then.year, then.month, then.day, 9, tzinfo=UTC), case=2, region="emea")
    a_case(an_account("Solvane Energy"), day, 3, poor=False)


def replayed(by: User, *, back: int = 30) -> PolicyReplay:
    at = clock.now()
    made = actions.start_replay(numbers=CAREFUL, name="More care", from_on=days_ago(back), to_on=days_ago(-1), by=by, at=at)
    assert isinstance(made, PolicyReplay)
    actions.carry_out_replay(made.pk, at=at, elapsed=lambda: 1.0)
    return made


@pytest.mark.slow
def test_numbers_and_days_are_chosen_and_the_page_waits_until_the_worker_is_done(page: Client, mara: User) -> None:
    draft = actions.start_draft(name="More care", shipped="short_notice", by=mara, at=clock.now())
    here = reverse("policy:replays")
    assert f'value="draft-{draft.pk}" selected' in shown(page, f"{here}?of=draft-{draft.pk}")
    sent = page.post(here, {"of": f"draft-{draft.pk}", "period": "last"})
    replay = PolicyReplay.objects.get()
    quarter = in_force(clock.now()).fiscal.quarter_of(days_ago(0))
    assert sent.headers["Location"] == reverse("policy:replay", args=[replay.pk])
    assert (replay.to_on, replay.draft, replay.name) == (quarter.start, draft, "More care")
    waiting = shown(page, sent.headers["Location"])
    assert 'hx-trigger="every 1s"' in waiting
    assert '<meta http-equiv="refresh"' in waiting
    assert page.get(reverse("policy:replay_lines", args=[replay.pk])).status_code == 302
    page.post(reverse("policy:stop_replay", args=[replay.pk]))
    assert "Stopped before the end" in shown(page, sent.headers["Location"])
    page.post(reverse("policy:replay_again", args=[replay.pk]))
    actions.carry_out_replay(replay.pk, at=clock.now(), elapsed=lambda: 1.0)
    assert "Nothing was decided in these days" in shown(page, sent.headers["Location"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"period": "days"}, "Choose a day."),
        ({"period": "days", "first_on": "2026-03-09", "last_on": "2026-03-08"}, "This is before the first day."),
        ({"period": "days", "first_on": "2199-01-01", "last_on": "2199-01-02"}, "still to come"),
        ({"period": "days", "first_on": "2010-01-01", "last_on": "2026-03-08"}, "Five years are the longest"),
        ({"period": "days", "first_on": "soon", "last_on": "2026-03-08"}, "Choose a day that exists."),
        ({"period": "week"}, "Choose one of those that are offered."),
        ({"of": "draft-99"}, "Choose one of those that are offered."),
    ],
)
def test_what_cannot_be_chosen_is_said_and_what_was_typed_stays(page: Client, days: dict[str, str], said: str) -> None:
    answer = page.post(reverse("policy:replays"), {"of": "version-1", "period": "last", **days})
    assert answer.status_code == 422
    words = unescape(answer.content.decode())
    assert said in words
    assert all(f'value="{text}"' in words for text in days.values() if text[:1].isdigit())
    assert not PolicyReplay.objects.exists()


@pytest.mark.slow
def test_the_page_says_it_in_a_sentence_and_every_bar_leads_to_its_list(page: Client, mara: User) -> None:
    a_history()
    replay = replayed(mara)
    words = shown(page, reverse("policy:replay", args=[replay.pk]))
    assert "Of 3 asks, 1 would have been refused; 1 would have been let through" in words
    assert "Field marketing, north" in words
    assert "No team" in words
    links = {part.split('"')[0] for part in words.split('href="')[1:] if "/asks/?" in part}
    assert len(links) >= 12
    for link in links:
        listed = shown(page, link)
        assert "Nothing matches" not in listed, link
    refused = shown(page, f"{reverse('policy:replay_lines', args=[replay.pk])}?change=refused&team=field")
    assert "=Brightwater Foods" in refused
    assert "Solvane Energy" not in refused
    assert "REQ-0001" in refused


@pytest.mark.slow
def test_the_list_is_a_file_too_and_no_cell_of_it_is_a_formula(page: Client, mara: User) -> None:
    a_history()
    replay = replayed(mara)
    base = f"{reverse('policy:replay_lines', args=[replay.pk])}?change=refused&export="
    text = b"".join(page.get(f"{base}csv")).decode()
    assert "'=Brightwater Foods" in text
    assert "Solvane Energy" not in text
    [head, row] = load_workbook(BytesIO(b"".join(page.get(f"{base}xlsx")))).worksheets[0].iter_rows(values_only=True)
    assert row[head.index("Who")] == "=Brightwater Foods"


@pytest.mark.slow
def test_what_is_confidential_is_counted_and_named_for_its_circle_alone(page: Client, mara: User) -> None:
    inside, circle = a_manager(name="Nuno Prates"), Circle.objects.create()
    CircleMember.objects.create(circle=circle, user=inside)
    a_case(an_account("Quietwater Bank"), days_ago(9), 4, circle_id=circle.pk, team="hush", region="secret")
    replay = replayed(mara)
    pages = [reverse(name, args=[replay.pk]) for name in ("policy:replay", "policy:replay_lines")]
    words = "".join(shown(page, address) for address in [*pages, f"{pages[1]}?team=hush", reverse("policy:replays")])
    assert "Nothing was decided in these days" in words
    assert not any(told in words for told in ("Quietwater", "REQ-0004", "secret", "1 ask"))
    written = b"".join(page.get(f"{pages[1]}?export=csv")).decode()
    assert "Quietwater" not in written
    page.force_login(inside)
    assert "Of 1 ask, 1 would have been refused" in shown(page, pages[0])
    assert "Quietwater Bank" in shown(page, pages[1])


def test_only_who_runs_the_program_comes_in(page: Client, mara: User) -> None:
    replay = replayed(mara)
    page.force_login(a_person())
    for name in ("replay", "replay_lines"):
        assert page.get(reverse(f"policy:{name}", args=[replay.pk])).status_code == 403
    assert page.get(reverse("policy:replays")).status_code == 403
    assert page.post(reverse("policy:replays"), {"of": "version-1", "period": "last"}).status_code == 403
    for name in ("stop_replay", "replay_again"):
        assert page.post(reverse(f"policy:{name}", args=[replay.pk])).status_code == 403


def test_one_that_did_not_finish_says_so_and_offers_another_try(page: Client, mara: User) -> None:
    replay = replayed(mara)
    PolicyReplay.objects.filter(pk=replay.pk).update(state=ReplayState.FAILED)
    words = shown(page, reverse("policy:replay", args=[replay.pk]))
    assert "It did not come to an end" in words
    assert "Replay it again" in words


@pytest.mark.slow
def test_more_than_a_year_is_drawn_by_month(page: Client, mara: User) -> None:
    a_history()
    replay = replayed(mara, back=800)
    words = shown(page, reverse("policy:replay", args=[replay.pk]))
    assert "By month" in words
    assert f"span={days_ago(21).replace(day=1)}" in words
