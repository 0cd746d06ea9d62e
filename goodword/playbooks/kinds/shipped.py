"""The playbooks that come with Goodword, as readable files."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from goodword.playbooks.kinds.definition import Playbook
from goodword.playbooks.kinds.reading import read

FOLDER: Final = Path(__file__).resolve().parent.parent / "shipped"
SHIPPED: Final = (
    "case_study",
    "customer_blog",
    "video",
    "quote_logo",
    "anecdote",
    "social",
    "localisation",
    "activation",
    "slide_review",
    "event_talk",
)


@lru_cache(maxsize=len(SHIPPED))
def shipped(code: str) -> Playbook:
    """A playbook as it comes with Goodword."""
    path = FOLDER / f"{code}.yml"
    return read(path.read_text(encoding="utf-8"), name=path.name)
