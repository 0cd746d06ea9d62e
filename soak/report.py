"""What one soak saw: figures, and everything that was wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Report:
    """One kind of fault, how often it was done, and what came of it. Nothing wrong: it held."""

    name: str
    rounds: int
    figures: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The report as one JSON object."""
        return {"name": self.name, "rounds": self.rounds, "figures": self.figures, "wrong": self.wrong}

    def as_text(self) -> str:
        """The report for people."""
        lines = [f"{self.name}, {self.rounds} rounds: {'held' if not self.wrong else 'DID NOT HOLD'}"]
        lines += [f"  {name:<40}{round(value, 2):>12g}" for name, value in self.figures.items()]
        lines += [f"  wrong: {each}" for each in self.wrong[:20]]
        return "\n".join(lines)
