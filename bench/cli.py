"""`goodword bench`: run one benchmark and print what came out, for people or as one JSON object."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import sys
from collections.abc import Sequence

from bench.ground import NAME, ready
from bench.result import Result

BENCHES = {
    "list": ("bench.listing", 100_000, "pages of the customer list: any filter, sort, facets, exact total"),
    "match": ("bench.matching", 100_000, "find, rank and explain the first 50 of all members"),
    "event": ("bench.eventing", 100_000, "the table of customers for an event: near a city, ranked, judged, with both counts"),
    "book": (
        "bench.booking",
        10_000,
        "attempts to take a place: the ledger alone, the whole hold, and through HTTP; 200 connections, few customers",
    ),
    "export": ("bench.exporting", 1_000_000, "the list of customers as one CSV file"),
    "replay": ("bench.replaying", 10_000, "a draft of the policy over so many decisions of a quarter"),
    "leads": ("bench.leading", 100_000, "the report of reference leads over all customers, with half as many past requests"),
    "erasure": ("bench.erasing", 100_000, "a person is erased who is named in one of a hundred rows, while somebody writes"),
    "nights": ("bench.nights", 100_000, "the night in which rules move members: a quiet one, and one that moves one in a hundred and back"),
    "import": ("bench.importing", 200_000, "a company list: first load, and the same file again"),
    "join": ("bench.joining", 100_000, "whose customer somebody is who registers: by address, mail domain, website, name"),
    "text": ("bench.naming", 100_000, "customers by name: any part, accents, slips of the finger"),
    "transcript": ("bench.reading", 180, "the transcript of a talk of so many minutes: read, marked, kept, opened; the customer's page"),
    "page": ("bench.paging", 40, "home, an account and a request of the demo world, opened so many times"),
    "board": ("bench.boarding", 2_000, "board, queue and home of a manager with so many open requests"),
    "stories": ("bench.staging", 200, "the board of stories, a story and home of a manager with so many in the making"),
    "size": ("bench.sizing", 40, "memory, the first answer, and a database from empty; after so many pages"),
    "browser": ("bench.browsing", 7, "the first load in headless Chromium, so many times"),
}
# In a database of its own: the demo world goes into an empty one, and so do decisions and open requests. Two start a Goodword of their own.
GROUNDS = {
    "page": "goodword_bench_demo",
    "book": "goodword_bench_book",
    "replay": "goodword_bench_replay",
    "board": "goodword_bench_board",
    "leads": "goodword_bench_leads",
    "erasure": "goodword_bench_erasure",
    "nights": "goodword_bench_nights",
    "join": "goodword_bench_join",
    "transcript": "goodword_bench_transcript",
    "stories": "goodword_bench_stories",
}
BY_THEMSELVES = ("size", "browser")
# Made as a copy where the other is there already, the demo world in it.
LIKE = {"book": GROUNDS["page"]}


def main(arguments: Sequence[str]) -> int:
    """Run one benchmark; exit status 0 whether or not the goal is met: a benchmark reports, it does not judge a build."""
    parser = argparse.ArgumentParser(prog="goodword bench", description="Measure, beside a floor measured in the same run.")
    parser.add_argument(
        "name", choices=sorted(BENCHES), metavar="NAME", help="; ".join(f"{name}: {about}" for name, (_, _, about) in BENCHES.items())
    )
    parser.add_argument("--size", type=int, help="rows (or attempts); each benchmark has its own usual size")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    chosen = parser.parse_args(arguments)
    module, usual, _ = BENCHES[chosen.name]
    size = chosen.size or usual
    with contextlib.redirect_stdout(sys.stderr if chosen.json else sys.stdout):  # one object and nothing else
        if chosen.name not in BY_THEMSELVES:
            ready(GROUNDS.get(chosen.name, NAME), like=LIKE.get(chosen.name, ""))
    result: Result = importlib.import_module(module).run(size)
    print(json.dumps(result.as_dict()) if chosen.json else result.as_text())
    return 0
