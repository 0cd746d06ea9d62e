"""What the verbs of the demo answer with: done, or a fault of the demo."""

from typing import TypeVar

from goodword.kernel.refusal import Refused

T = TypeVar("T")


def granted(answer: T | Refused) -> T:
    """What was done; the demo is made to fit the policy, so a refusal is a fault of the demo."""
    if isinstance(answer, Refused):
        raise TypeError(answer.words)
    return answer
