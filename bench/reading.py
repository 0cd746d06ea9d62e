"""A long transcript: read, marked and kept, then opened in each of its ways, beside the bare rows of the same pages."""

from __future__ import annotations

import random
from functools import partial
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.urls import reverse

from bench import generate
from bench.listing import reader
from bench.measure import percentile, timed
from bench.result import Result
from goodword.customers.models import Account, Contact
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.links.actions import Purpose, issue
from goodword.stories.actions import Proposal, add_transcript, propose, send_transcript
from goodword.stories.models import Story, Transcript
from goodword.stories.queries.transcripts import PER_PAGE
from goodword.stories.reading import read_transcript

WORDS_A_MINUTE: Final = 150
GOAL_MS: Final = 1_000
TIMES: Final = 10
SAID: Final = (
    "We went from one release a quarter to eleven a week.",
    "So, yes.",
    "There was a pilot with one team, and then everybody wanted to be in it.",
    "I sleep better on release nights now.",
    "The tool was introduced by my predecessor, who has left since.",
    "Roughly 60% of our tickets simply disappeared, and nobody here misses them.",
    "It depends on the team, on the month, and on who is on holiday.",
    "Let me give you some background before we go into that.",
)


def run(size: int) -> Result:
    """Keep a talk of so many minutes, and open it ten times in each way."""
    generate.ensure(40)
    settings.ALLOWED_HOSTS = ["testserver"]
    talk, client = _talk(size).encode(), Client()
    client.force_login(reader())
    by, at = Actor.person(reader()), clock.now()
    row = propose(Proposal(kind="case_study", title="Bench", account=Account.objects.all()[0], once=uuid4()), by=by, at=at)
    kept: list[Any] = []
    found = read_transcript("talk.vtt", talk)
    reading = timed(lambda: read_transcript("talk.vtt", talk))
    keeping = timed(lambda: kept.append(add_transcript(_sure(row), found, name="Bench", by=by, at=at)))
    transcript: Transcript = kept[0]
    address = reverse("stories:transcript", args=[_sure(row).number, transcript.pk])
    theirs = _their_page(transcript, by=by)
    last = -(-transcript.turns.count() // PER_PAGE)
    ways = {
        "first_page": address,
        "last_page": f"{address}?page={last}",
        "figures": f"{address}?view=figures",
        "search": f"{address}?q=nobody+here",
        "customer": theirs,
    }
    opened = {name: [timed(partial(client.get, url)) for _n in range(TIMES + 1)][1:] for name, url in ways.items()}
    floor = [timed(lambda: list(transcript.turns.all()[:PER_PAGE])) for _n in range(TIMES + 1)][1:]
    slowest = max(percentile(times, 0.95) for times in opened.values()) * 1000
    bare = percentile(floor, 0.95) * 1000
    return Result(
        name="transcript",
        size=size,
        figures={
            "turns": transcript.turns.count(),
            "read_ms": reading * 1000,
            "marked_and_kept_ms": keeping * 1000,
            **{f"{name}_p95_ms": percentile(times, 0.95) * 1000 for name, times in opened.items()},
        },
        floor={"bare_rows_p95_ms": bare},
        ratio={"slowest_page": slowest / bare},
        goal={"opens": f"{GOAL_MS} ms"},
        met={"opens": slowest <= GOAL_MS},
        notes=[f"{len(talk):,} bytes of subtitles; pages of {PER_PAGE} turns through the whole of Django, each {TIMES} times"],
    )


def _talk(minutes: int) -> str:
    """Subtitles of a talk of two people, a cue for every sentence."""
    dice, lines, second, words = random.Random(7), ["WEBVTT"], 0.0, 0
    while words < minutes * WORDS_A_MINUTE:
        said = dice.choice(SAID)
        words += len(said.split())
        until = second + len(said.split()) * 60 / WORDS_A_MINUTE
        who = "Anna" if dice.random() < 0.7 else "Ben"
        lines.append(f"{_clock(second)} --> {_clock(until)}\n<v {who}>{said}")
        second = until
    return "\n\n".join(lines)


def _clock(second: float) -> str:
    minutes, rest = divmod(second, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02}:{minutes:02}:{rest:06.3f}"


def _their_page(transcript: Transcript, *, by: Actor) -> str:
    account = Account.objects.get(stories=transcript.story)
    contact = Contact.objects.create(account=account, name="Anna Bench", email="anna@bench.example")
    send_transcript(transcript, contact=contact, by=by, at=clock.now())
    at = clock.now()
    token = issue(Purpose.TRANSCRIPT, about=transcript, contact_id=contact.pk, expires_at=at.replace(year=at.year + 1), at=at)
    return reverse("portal:transcript", args=[token])


def _sure(row: object) -> Story:
    if not isinstance(row, Story):
        raise TypeError(row)
    return row
