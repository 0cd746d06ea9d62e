"""Reading playbooks and runs."""

from goodword.playbooks.queries.difference import Change, difference
from goodword.playbooks.queries.mine import OpenStep, open_steps_of
from goodword.playbooks.queries.runs import ShownStep, Waited, run_of, stage_of, steps_of, waited
from goodword.playbooks.queries.versions import latest_version, version_in_force, versions_in_force

__all__ = [
    "Change",
    "OpenStep",
    "ShownStep",
    "Waited",
    "difference",
    "latest_version",
    "open_steps_of",
    "run_of",
    "stage_of",
    "steps_of",
    "version_in_force",
    "versions_in_force",
    "waited",
]
