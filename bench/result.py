"""What a benchmark returns."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Result:
    """Figures, the floor of the same run, their ratio, the goal, and which parts of it were met."""

    name: str
    size: int
    figures: dict[str, float]
    floor: dict[str, float]
    ratio: dict[str, float]
    goal: dict[str, str]
    met: dict[str, bool]
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The one object of `--json`."""
        return {name: value for name, value in asdict(self).items() if name != "notes"}

    def as_text(self) -> str:
        """The same for people."""
        lines = [f"{self.name}, size {self.size:,}"]
        for title, values in (("figures", self.figures), ("floor", self.floor), ("ratio", self.ratio)):
            lines += [f"  {title}", *(f"    {name:<34} {value:>12,.3f}" for name, value in values.items())]
        lines += ["  goals", *(f"    {'met ' if self.met.get(name) else 'MISSED'} {name}: {words}" for name, words in self.goal.items())]
        return "\n".join(lines + [f"  {note}" for note in self.notes])
