"""What may not stand in a log: the token of a link is made when a mail is sent, and shown nowhere else."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,}")


class HideTokens(logging.Filter):
    """Takes anything that could be a token out of a line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line; never drops one."""
        written = record.getMessage()
        hidden = _TOKEN.sub("…", written)
        if hidden != written:
            record.msg, record.args = hidden, None
        return True
