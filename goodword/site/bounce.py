"""`goodword bounce < mail`: one mail that came back, handed over by the mail server. See docs/operate/running.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from django.db import DatabaseError

from goodword.kernel import clock
from goodword.notifications.actions import Bounced, note_bounce
from goodword.notifications.actions.bounce import LARGEST

TRY_AGAIN = 75  # as sysexits.h says it: the mail server keeps the mail and comes back
WORDS = {
    Bounced.NO_REPORT: "This is no report of a mail that came back. Nothing was changed.",
    Bounced.NOT_OURS: "It is about no mail of ours. Nothing was changed.",
    Bounced.OTHER_ADDRESS: "It is about another address than the mail went to. Nothing was changed.",
    Bounced.DELAYED: "The mail is on its way still: counted, and nobody is told.",
    Bounced.KNOWN: "This was known already. Nothing was changed.",
    Bounced.FLAGGED: "Flagged: nobody writes to this address until it is changed. Account owner and manager are told.",
}


def main(arguments: Sequence[str]) -> int:
    """Read one mail from standard input and say what became of it; 0 whatever it was, so that no report of a report is sent."""
    parser = argparse.ArgumentParser(prog="goodword bounce", description="Hand over one mail that came back, on standard input.")
    parser.parse_args(arguments)
    raw = sys.stdin.buffer.read(LARGEST)
    try:
        print(WORDS[note_bounce(raw, at=clock.now())])
    except DatabaseError as problem:
        print(f"goodword: the database is away, try again: {problem}", file=sys.stderr)
        return TRY_AGAIN
    return 0
