"""The numbers of a policy one by one, each under the path that a sentence names it by: `limits.call.times`, `kinds.event.notice_days`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from goodword.customers.kinds import ActivityType
from goodword.policy.explain.fits import TERM_NAMES
from goodword.policy.explain.kinds import KINDS
from goodword.policy.numbers import FORMAT, LEAD_WEIGHTS, Numbers
from goodword.policy.periods import PeriodKind

Value = int | str | list[str] | None
# A gate is chosen in words, not ticked.
GATE: Final = "stage_gate"
YES: Final = "yes"
# A family without a limit still shows the numbers that it would begin with.
NO_LIMIT: Final = "none"
_FIRST_LIMIT: Final[dict[str, Value]] = {"times": 1, "per": NO_LIMIT, "count": 1}
_TABLES: Final = ("limits", "kinds", "effort", "weights", "commitments", "lead_weights")


def values_of(numbers: Numbers) -> dict[str, Value]:
    """Return every number by its path, also those that a version from before their time does not name."""
    known = replace(
        numbers,
        kinds={**{kind: numbers.kind_of(kind) for kind in KINDS}, **numbers.kinds},
        effort={**{code: numbers.effort_of(code) for code in ActivityType.values}, **numbers.effort},
        weights={**{code: numbers.weight(code) for code in TERM_NAMES}, **numbers.weights},
        lead_weights={**dict.fromkeys(LEAD_WEIGHTS, 0), **numbers.lead_weights},
    )
    found: dict[str, Value] = {}
    for name, stored in known.to_json().items():
        if name == "limits":
            for family, limit in stored.items():
                found |= {f"limits.{family}.{part}": each for part, each in (limit or _FIRST_LIMIT).items()}
        elif name == "priority":
            found |= {f"priority.{place}": code for place, code in enumerate(stored)}
        elif name == "kinds":
            for kind, parts in stored.items():
                gate: str = YES if parts[GATE] else ""
                found |= {f"kinds.{kind}.{part}": one for part, one in parts.items()} | {f"kinds.{kind}.{GATE}": gate}
        elif name in _TABLES:
            found |= {f"{name}.{code}": each for code, each in stored.items()}
        elif name != "format":
            found[name] = stored
    return found


def numbers_of(values: Mapping[str, Value]) -> Numbers:
    """Put numbers together again from their paths; raises NumbersError where they make no policy."""
    data: dict[str, Any] = {"format": FORMAT, **{name: {} for name in _TABLES}}
    order: dict[int, str] = {}
    for path, value in values.items():
        name, _dot, rest = path.partition(".")
        if name == "priority":
            if value:
                order[int(rest)] = str(value)
        elif not rest:
            data[name] = sorted(value) if isinstance(value, list) else value
        elif name in ("limits", "kinds"):
            code, _dot, part = rest.partition(".")
            data[name].setdefault(code, {})[part] = value == YES if part == GATE else value
        elif value is not None:
            data[name][rest] = value
    data["priority"] = [order[place] for place in sorted(order)]
    data["limits"] = {family: None if limit.get("per") not in list(PeriodKind) else limit for family, limit in data["limits"].items()}
    return Numbers.from_json(data)
