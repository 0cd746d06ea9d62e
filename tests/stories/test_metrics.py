"""The figures of a story: how much better they became, who may write them, and what is refused in words."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.stories.actions import Figures, stop, take_metric_out, write_metric
from goodword.stories.kinds.drivers import DRIVERS, METRICS
from goodword.stories.kinds.improvement import improvement
from goodword.stories.models import Metric, Story
from tests.factories.people import a_manager, a_person
from tests.stories.world import a_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


@pytest.fixture
def manager() -> User:
    return a_manager()


@pytest.fixture
def row(manager: User) -> Story:
    return a_story(by=manager, drivers=("risk",))


def figures(**said: Any) -> Figures:
    return Figures(**{"kind": "lead_time", "before": Decimal(18), "after": Decimal(4), "unit": "days", **said})


@pytest.mark.parametrize(
    ("before", "after", "better", "unit", "words"),
    [
        ("18", "4", "less", "days", "4.5 times faster"),
        ("18", "12", "less", "days", "33 % less"),
        ("900", "80", "less", "a week", "91 % less"),
        ("20", "2", "less", "%", "18 points less"),
        ("41", "87", "more", "%", "46 points more"),
        ("1", "44", "more", "a week", "44 times as much"),
        ("100", "125", "more", "", "25 % more"),
        ("0", "12", "more", "a week", "from nothing"),
        ("3", "0", "less", "a month", "none left"),
        ("0.5", "0.125", "less", "hours", "4 times faster"),
        ("1000000", "2500000", "more", "EUR", "2.5 times as much"),
    ],
)
def test_an_improvement_is_said_as_people_say_it(before: str, after: str, better: str, unit: str, words: str) -> None:
    found = improvement(Decimal(before), Decimal(after), better=better, unit=unit)
    assert (found.is_better, found.words) == (True, words)


@pytest.mark.parametrize(
    ("before", "after", "better"), [("4", "18", "less"), ("18", "4", "more"), ("5", "5.0", "less"), ("0", "3", "less")]
)
def test_what_did_not_become_better_is_not_called_so(before: str, after: str, better: str) -> None:
    assert not improvement(Decimal(before), Decimal(after), better=better).is_better


def test_every_metric_of_the_catalogue_belongs_to_a_driver_and_every_driver_has_known_ones() -> None:
    listed = [code for driver in DRIVERS.values() for code in driver.metrics]
    assert set(listed) == set(METRICS)
    assert {code for code, kind in METRICS.items() if kind.is_dora} == {
        "lead_time", "deployment_frequency", "change_failure_rate", "time_to_restore"
    }  # fmt: skip


def test_a_figure_is_written_down_corrected_and_taken_out_on_its_pages(client: Client, manager: User, row: Story) -> None:
    client.force_login(manager)
    new = reverse("stories:add_metric", args=[row.number])
    first = client.get(new).context["form"].fields["kind"].choices[1]
    assert str(first[0]) == "Reduce security and compliance risk", "the story's own drivers come first"
    said = {"kind": "lead_time", "before": "18", "after": "4", "unit": "days", "confirmed_by": "Ingrid Solberg", "period": "2026"}
    page = client.post(new, said, follow=True).content.decode()
    for words in ("Lead time for a change", "from 18 to 4 days", "4.5 times faster", "confirmed by Ingrid Solberg", "1 of three"):
        assert words in page, words
    metric = Metric.objects.get()
    assert (metric.better, metric.kind, metric.name) == ("less", "lead_time", "Lead time for a change")
    url = reverse("stories:metric", args=[row.number, metric.pk])
    shown = client.get(url).context["form"]
    seen = {each.html_initial_name: each.value() if each.value() is not None else "" for each in shown}
    assert "from 18 to 6 days" in client.post(url, {**seen, **said, "after": "6"}, follow=True).content.decode()
    page = client.post(reverse("stories:remove_metric", args=[row.number, metric.pk]), follow=True).content.decode()
    assert not Metric.objects.exists()
    for words in ("Wrote a figure down", "Corrected a figure", "Took a figure out"):
        assert words in page, words


def test_what_two_correct_at_once_is_not_written_over(client: Client, manager: User, row: Story) -> None:
    metric = write_metric(row, figures(), by=Actor.person(manager), at=clock.now())
    assert isinstance(metric, Metric)
    client.force_login(manager)
    url = reverse("stories:metric", args=[row.number, metric.pk])
    shown = client.get(url).context["form"]
    seen = {each.html_initial_name: each.value() if each.value() is not None else "" for each in shown}
    write_metric(row, figures(after=Decimal(3)), by=Actor.person(manager), at=clock.now(), metric=metric)
    mine = {"kind": "lead_time", "before": "18", "after": "2", "unit": "days"}
    answer = client.post(url, {**seen, **mine})
    assert answer.status_code == 422
    assert "Somebody has changed this to" in answer.content.decode()
    metric.refresh_from_db()
    assert metric.after == Decimal(3)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "", "better": "less"}, "give yours a name"),
        ({"kind": "", "name": "Parcels an hour"}, "more of it is better, or less"),
        ({"before": Decimal(-1)}, "below nothing"),
        ({"confirmed_on": clock.now().date()}, "who confirmed it"),
        ({"confirmed_by": "Ingrid", "confirmed_on": clock.now().date() + timedelta(days=3)}, "still to come"),
        ({"valid_until": clock.now().date() - timedelta(days=3)}, "still to come"),
    ],
)
def test_what_cannot_be_a_figure_is_refused_in_words(manager: User, row: Story, said: dict[str, Any], words: str) -> None:
    refused = write_metric(row, figures(**said), by=Actor.person(manager), at=clock.now())
    assert isinstance(refused, Refused)
    assert words in refused.words
    assert not Metric.objects.exists()


@pytest.mark.parametrize("typed", ["", "many", "1e400", "-3", "9" * 20, "NaN", "Infinity"])
def test_what_is_no_number_is_said_beside_its_field_and_kept(client: Client, manager: User, row: Story, typed: str) -> None:
    client.force_login(manager)
    answer = client.post(reverse("stories:add_metric", args=[row.number]), {"kind": "lead_time", "before": typed, "after": "4"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["before"]
    assert not Metric.objects.exists()


def test_nobody_without_a_part_and_nobody_from_another_story_changes_a_figure(client: Client, manager: User, row: Story) -> None:
    metric = write_metric(row, figures(), by=Actor.person(manager), at=clock.now())
    assert isinstance(metric, Metric)
    outsider, other = a_person(), a_story(by=manager, account=row.account)
    with pytest.raises(NotAllowed):
        take_metric_out(metric, by=Actor.person(outsider), at=clock.now())
    client.force_login(outsider)
    assert client.get(reverse("stories:add_metric", args=[row.number])).status_code == 403
    assert client.post(reverse("stories:remove_metric", args=[row.number, metric.pk])).status_code == 403
    client.force_login(manager)
    assert client.get(reverse("stories:metric", args=[other.number, metric.pk])).status_code == 404
    stop(row, by=Actor.person(manager), at=clock.now(), reason="Over")
    assert client.get(reverse("stories:metric", args=[row.number, metric.pk])).status_code == 403
