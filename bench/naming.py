"""Customers by name: any part, an accent, a slip of the finger; beside the raw trigram query of the same words."""

from __future__ import annotations

import random
import unicodedata
from functools import partial

from django.db import connection

from bench import generate
from bench.measure import percentile, timed
from bench.result import Result
from goodword.customers.models import Account
from goodword.customers.queries import by_name, nearest_first

TYPED, TOP, SHOWN = 1_000, 3, 50
ACCENTS = {"a": "á", "e": "é", "i": "í", "o": "ö", "u": "ü"}
RAW = """
select id from goodword_account where search_name %%> goodword_fold(%(text)s)
order by word_similarity(goodword_fold(%(text)s), search_name) desc, search_name limit 50
"""


def run(size: int) -> Result:
    """Type a thousand names of `size` customers, each with a slip, and look whether the right one is among the first three.

    Of fewer customers, as many names.
    """
    count = min(TYPED, size)
    generate.ensure(size)
    dice = random.Random(5)
    names = list(Account.objects.order_by("pk").values_list("pk", "name"))
    chosen = [dice.choice(names) for _ in range(count)]
    typed = [(pk, slip(name, dice)) for pk, name in chosen]
    few = typed[: max(20, count // 10)]
    for _, text in few[:5]:
        found(text), raw(text)
    walls = [timed(partial(found, text)) for _, text in few]
    floor = [timed(partial(raw, text)) for _, text in few]
    accents = [timed(partial(found, accented(name))) for _, name in chosen[: len(few)]]
    parts = [timed(partial(found, name.split(" ")[0][2:9])) for _, name in chosen[: len(few)]]
    right = sum(1 for pk, text in typed if pk in found(text)[:TOP]) / len(typed)
    p95, bare = percentile(walls, 0.95) * 1000, percentile(floor, 0.95) * 1000
    return Result(
        name="text",
        size=size,
        figures={
            "misspelt_p50_ms": percentile(walls, 0.5) * 1000,
            "misspelt_p95_ms": p95,
            "accented_p95_ms": percentile(accents, 0.95) * 1000,
            "any_part_p95_ms": percentile(parts, 0.95) * 1000,
            "right_in_top_3": right,
        },
        floor={"raw_trigram_p50_ms": percentile(floor, 0.5) * 1000, "raw_trigram_p95_ms": bare},
        ratio={"p95": p95 / bare},
        goal={"p95": "30 ms", "ratio": "at most 3 times the raw trigram query", "right": "in the top 3 in 95 % of made-up misspellings"},
        met={"p95": p95 <= 30, "ratio": p95 / bare <= 3, "right": right >= 0.95},
        notes=[f"{count} names, each with one letter changed, left out, doubled, or two changed about; {len(few)} of them timed"],
    )


def slip(name: str, dice: random.Random) -> str:
    """The name with one slip of the finger in its first word."""
    word, _, rest = name.partition(" ")
    at = dice.randrange(1, len(word) - 1)
    slipped = dice.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + dice.choice("aeiourtnsl") + word[at + 1 :],
        )
    )
    return f"{slipped} {rest}"


def accented(name: str) -> str:
    """The name with accents that are not in it."""
    return unicodedata.normalize("NFC", "".join(ACCENTS.get(sign, sign) for sign in name))


def found(text: str) -> list[int]:
    """The first fifty customers that the list shows for these words."""
    rows = nearest_first(by_name(Account.objects.all(), text), text).order_by("named", "-alike", "search_name", "pk")
    return list(rows.values_list("pk", flat=True)[:SHOWN])


def raw(text: str) -> list[int]:
    """What the index of trigrams alone finds."""
    with connection.cursor() as cursor:
        cursor.execute(RAW, {"text": text})
        return [pk for (pk,) in cursor.fetchall()]
