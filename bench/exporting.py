"""The list of customers as one CSV file, beside COPY TO of the same table."""

from __future__ import annotations

import resource
import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from bench import generate
from bench.listing import reader
from bench.result import Result

MOST_MEMORY_MB = 20


def run(size: int) -> Result:
    """Write out `size` customers through the whole of Django, and let the database write the same rows by itself."""
    generate.ensure(size)
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(reader())
    client.get("/customers/")  # everything is imported and warm
    before = _memory()
    began = time.perf_counter()
    answer: Any = client.get("/customers/?export=csv")
    parts = iter(answer.streaming_content)
    next(parts)
    lines = next(parts).count(b"\n")
    first = time.perf_counter() - began
    lines += sum(part.count(b"\n") for part in parts)
    whole = time.perf_counter() - began
    answer.close()
    more = _memory() - before
    floor = _copy()
    ratio = floor / whole
    return Result(
        name="export",
        size=size,
        figures={"first_byte_ms": first * 1000, "rows_per_second": size / whole, "rows": lines - 1, "more_memory_mb": more},
        floor={"copy_rows_per_second": size / floor},
        ratio={"rate": ratio},
        goal={"first_byte": "1 s", "memory": "at most 20 MB more", "rate": "20 % of COPY TO", "all": "every row"},
        met={"first_byte": first <= 1, "memory": more <= MOST_MEMORY_MB, "rate": ratio >= 0.2, "all": lines - 1 == size},
    )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _copy() -> float:
    began = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy("copy (select * from goodword_account order by name, id) to stdout with csv") as copy:
        for _ in copy:
            pass
    return time.perf_counter() - began
