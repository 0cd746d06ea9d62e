"""What scores and words of health mean: said on the page of the columns for one source, kept for it, shown before anything changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import check_health
from goodword.customers.kinds import Bands
from goodword.customers.models import Account
from goodword.imports.models import HealthScale, ImportRun
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.queries import today
from tests.factories.customers import an_account
from tests.factories.people import a_manager
from tests.imports.conftest import Bring, report
from tests.imports.test_pages import mapping, page, upload
from tests.worker import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("import_ground")]

LIST = "Customer Name,Health,Health Score\nHalden,,55\nMerrow,,61\nOrla,Champagne,\n"
SAID = {"fair_from": "50", "good_from": "60", "good_words": "", "fair_words": "", "poor_words": ""}


@pytest.fixture
def client() -> Client:
    signed_in = Client()
    signed_in.force_login(a_manager(name="Mara Lindqvist"))
    return signed_in


def start(client: Client, run: ImportRun, *, dry: bool = True, **said: str) -> int:
    data = {"mapped": "1", "dry" if dry else "go": "1", **mapping(run), **SAID, **said}
    answer = client.post(reverse("imports:start", args=[run.pk]), data)
    work()
    run.refresh_from_db()
    return answer.status_code


def healths() -> dict[str, str]:
    return dict(Account.objects.values_list("name", "health"))


def test_limits_and_words_are_shown_corrected_tried_and_kept_for_the_source(client: Client) -> None:
    for name in ("Halden", "Merrow", "Orla"):
        an_account(name)
    run = upload(client, "health.csv", LIST, kind="health", source="gain")
    html = page(client, run)
    assert 'name="fair_from" value="40"' in html
    assert 'name="good_from" value="70"' in html
    start(client, run)
    html = page(client, run)
    assert "A score below 50 is poor, from 50 fair, from 60 good." in html
    assert "Not known yet in this list:" in html
    assert "“Champagne”" in html
    assert healths() == {"Halden": "", "Merrow": "", "Orla": ""}
    start(client, run, good_words="Champagne; Fine")
    html = page(client, run)
    assert "“Champagne”, “Fine”: good." in html
    assert "Not known yet" not in html
    assert not HealthScale.objects.exists(), "a trial teaches nothing"
    start(client, run, dry=False, good_words="Champagne; Fine")
    assert healths() == {"Halden": "fair", "Merrow": "good", "Orla": "good"}
    assert "“Champagne”, “Fine”: good." in page(client, run)

    again = upload(client, "next.csv", "Client,RAG,Score\nHalden,,49\nMerrow,fine,\n", kind="health", source="gain")
    assert 'name="fair_from" value="50"' in page(client, again)
    client.post(reverse("imports:start", args=[again.pk]), {"go": "1"})
    work()
    assert healths()["Halden"] == "poor"
    other = upload(client, "other.csv", LIST, kind="health", source="another")
    assert 'name="fair_from" value="40"' in page(client, other)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"fair_from": "70", "good_from": "60"}, "Good has to begin above 70, where fair begins"),
        ({"fair_from": "60", "good_from": "60"}, "Good has to begin above 60"),
        ({"good_from": "101"}, "It must be 100 or less"),
        ({"fair_from": "0"}, "It must be 1 or more"),
        ({"fair_from": "half"}, "Write a number, in digits"),
        ({"good_words": "calm", "poor_words": "CALM"}, "“CALM” stands at another one too"),
        ({"poor_words": "12 %"}, "“12 %” is a score"),
    ],
)
def test_limits_out_of_order_and_a_word_of_two_meanings_are_answered_and_kept_as_typed(
    client: Client, said: dict[str, str], words: str
) -> None:
    an_account("Halden")
    run = upload(client, "health.csv", "Name,Score\nHalden,55\n", kind="health")
    data = {"mapped": "1", "go": "1", **mapping(run), **SAID, **said}
    answer = client.post(reverse("imports:start", args=[run.pk]), data)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    for value in said.values():
        assert value in html
    work()
    run.refresh_from_db()
    assert (run.state, healths()) == ("uploaded", {"Halden": ""})


def test_fields_left_empty_mean_what_is_usual_and_reading_anew_keeps_what_was_said(client: Client) -> None:
    an_account("Halden")
    run = upload(client, "health.csv", "Name;Score\nHalden;55\n", kind="health")
    start(client, run, fair_from="60", good_from="80")
    client.post(reverse("imports:reading", args=[run.pk]), {"delimiter": ";"})
    run.refresh_from_db()
    assert run.chosen["health"]["fair_from"] == 60
    start(client, run, dry=False, fair_from="", good_from="")
    assert healths() == {"Halden": "fair"}


def test_a_score_is_read_with_decimals_and_signs_and_cut_so_that_it_stays_below_a_limit(bring: Bring) -> None:
    cells = {"A": "39.9", "B": "40,0", "C": "70 %", "D": "69.5/100", "E": "1e1", "F": "-3", "G": "n/a"}
    for name in cells:
        an_account(name)
    result = bring("health", "Name;Score\n" + "".join(f"{name};{cell}\n" for name, cell in cells.items()))
    assert (result["updated"], result["unchanged"], result["rejected"]) == (5, 1, 1)
    found = {row.name: (row.health, row.health_score) for row in Account.objects.all()}
    assert found == {
        "A": ("poor", 39), "B": ("fair", 40), "C": ("good", 70), "D": ("fair", 69), "E": ("poor", 10), "F": ("", None), "G": ("", None)
    }  # fmt: skip


HOSTILE = {
    "formulas": b'Name,Health,Score,Comment\n"=cmd|\' /C calc\'!A0",green,50,"=HYPERLINK(""http://x.example"")"\nHalden,@SUM(1),+1,-1\n',
    "nothing but a heading": b"Name,Health,Score\n",
    "nulls and blanks": b"Name,Health,Score,As Of\nHalden\x00,\x00,\x00,\nnull,null,null,null\n,,,\n",
    "titles above": b"Health of customers,,\r\nAll regions,,\r\n,,\r\nName,Health,Score\r\nHalden,red,3\r\n",
    "old line ends": b"Name,Health,Score\rHalden,red,3\rMerrow,green,99",
    "breaks in cells": b'Name;Health;Comment\n"Halden";"red";"first\n\nsecond ""third"""\n"Merrow;green;"\n',
    "another alphabet": "Name\tHealth\tComment\nHalden\tzmrzlý\tžluťoučký\n".encode("cp1250"),
    "numbers of every kind": (
        "Name;Score;As Of\nHalden;1.234,5;31.02.2026\nHalden;٣٤;2026-02-03T25:00Z\nHalden;1e400;45000\nHalden;∞;0000-00-00\n".encode()
    ),
    "too many cells": b"Name,Health\nHalden,red,1,2,3,4,5\nHalden\n",
    "one long cell": b"Name,Health,Comment\nHalden,red," + b"x" * 200_000 + b"\n",
    "markup": b'Name,Health,Comment\nHalden,"<script>alert(1)</script>","<img src=x onerror=alert(2)>"\n',
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_meant_badly_ends_in_words_and_breaks_no_page(client: Client, name: str) -> None:
    an_account("Halden")
    an_account("Merrow")
    run = upload(client, "health.csv", HOSTILE[name], kind="health")
    for said in ({"dry": "1"}, {"go": "1"}):
        client.post(reverse("imports:start", args=[run.pk]), said)
        work()
        run.refresh_from_db()
        html = page(client, run)
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "Something went wrong on our side" not in html
        if run.state in {"tried", "done"}:
            assert run.rows == run.created + run.updated + run.unchanged + run.rejected
        assert client.get(reverse("imports:report", args=[run.pk])).status_code == 200
    assert run.created == 0


def test_a_customer_that_is_not_found_by_its_domain_is_called_by_it(bring: Bring) -> None:
    assert "No customer “nobody.example” is here" in str(report(bring("health", "Domain,Health\nnobody.example,red\n")))


def day(count: int) -> str:
    return (today(clock.now()) + timedelta(days=count)).isoformat()


FACTS = [
    {"health": "poor"},
    {"health": "good", "score": 12},
    {"score": 39},
    {"score": 40},
    {"score": 70},
    {"score": 101},
    {"sentiment": "negative"},
    {"sentiment": "positive", "words": "Glad about the fix"},
    {"words": "Waits"},
    {"health": "fair", "checked_on": 3},
    {"health": "fair", "checked_on": -40},
    {"health": "fair", "checked_on": -20},
    {"score": 88, "sentiment": "neutral", "checked_on": -1},
]
COLUMNS = {"health": "Health", "score": "Score", "sentiment": "Sentiment", "words": "Comment", "checked_on": "Checked On"}
KNOWN = ("health", "health_score", "health_checked_on", "sentiment", "sentiment_note", "sentiment_on")


@pytest.mark.parametrize("facts", FACTS, ids=str)
@pytest.mark.parametrize("before", [{}, {"health": "fair", "health_score": 55, "health_checked_on": -20}], ids=["unknown", "known"])
def test_a_check_by_the_verb_and_one_by_a_list_come_to_the_same(
    bring: Bring, facts: dict[str, object], before: dict[str, object]
) -> None:
    first = {name: day(value) if name.endswith("_on") and isinstance(value, int) else value for name, value in before.items()}
    by_verb, by_list = an_account("By verb", **first), an_account("By list", **first)
    said = {name: day(value) if name == "checked_on" and isinstance(value, int) else value for name, value in facts.items()}
    result = bring("health", f"Name,{','.join(COLUMNS[name] for name in said)}\nBy list,{','.join(map(str, said.values()))}\n")
    if "checked_on" in said:
        said["checked_on"] = today(clock.now()) + timedelta(days=int(str(facts["checked_on"])))
    outcome = check_health(by_verb, by=Actor.system(), at=clock.now(), **said)  # type: ignore[arg-type]  # a table of facts
    assert isinstance(outcome, Refused) == bool(result["rejected"])
    by_verb.refresh_from_db()
    by_list.refresh_from_db()
    told = [{name: getattr(row, name) for name in KNOWN} for row in (by_verb, by_list)]
    assert told[0] == told[1]


def test_a_check_counts_by_the_limits_of_whoever_says_the_score() -> None:
    row = an_account("Halden")
    assert not isinstance(check_health(row, by=Actor.system(), at=clock.now(), score=55, bands=Bands(60, 80)), Refused)
    row.refresh_from_db()
    assert (row.health, row.health_score) == ("poor", 55)
