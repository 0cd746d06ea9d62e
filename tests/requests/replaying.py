"""The journal told again: which state every request and candidate would be in, by what was written down alone."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from goodword.journal.models import Entry, Subject

OF_CANDIDATE = {
    "candidate.shortlisted": "shortlisted", "candidate.held": "held", "candidate.owner_approved": "owner_approved",
    "candidate.owner_declined": "owner_declined", "candidate.asked": "asked", "candidate.taken_back": "owner_approved",
    "candidate.accepted": "accepted", "candidate.introduced": "introduced", "candidate.declined": "declined",
    "candidate.expired": "released", "candidate.not_answered": "no_answer", "candidate.scheduled": "scheduled",
    "request.completed": "done", "candidate.missed": "missed", "candidate.released": "released", "candidate.advised_against": "released",
}  # fmt: skip
OF_REQUEST = {
    "request.submitted": "submitted", "request.held": "held", "request.allowed": "submitted", "request.triaged": "triage",
    "request.confirmed": "confirmed", "request.confirmed_with_fewer": "confirmed", "request.reopened": "sourcing",
    "request.settled": "completed", "request.unfulfilled": "unfulfilled", "request.declined": "declined",
    "request.withdrawn": "withdrawn", "request.cancelled": "cancelled",
}  # fmt: skip
LIVE = {"held", "owner_approved", "asked", "accepted", "introduced", "scheduled", "missed"}
WON = {"accepted", "introduced", "scheduled", "missed", "done"}


def replayed(wanted: dict[int, int]) -> tuple[dict[int, str], dict[int, str]]:
    """The states of requests (who know how many customers they want) and of candidates."""
    about: dict[int, dict[str, int]] = defaultdict(dict)
    for entry_id, kind, key in Subject.objects.filter(kind__in=("referencerequest", "candidate")).values_list("entry", "kind", "object_id"):
        about[entry_id][kind] = key
    requests = dict.fromkeys(wanted, "draft")
    of_request: dict[int, dict[int, str]] = {key: {} for key in wanted}
    for entry in Entry.objects.filter(pk__in=about).order_by("pk"):
        key = about[entry.pk]["referencerequest"]
        states = of_request[key]
        candidate = about[entry.pk].get("candidate")
        if candidate is not None:
            _candidate(entry, candidate, states)
        requests[key] = _request(entry, requests[key], states, wanted[key])
    return requests, {key: state for states in of_request.values() for key, state in states.items()}


def _candidate(entry: Entry, key: int, states: dict[int, str]) -> None:
    if entry.verb == "candidate.suggested":
        states[key] = "shortlisted" if entry.data.get("in_line") else "suggested"
    elif entry.verb in OF_CANDIDATE:
        states[key] = OF_CANDIDATE[entry.verb]


def _request(entry: Any, before: str, states: dict[int, str], wanted: int) -> str:
    verb = entry.verb
    if verb == "candidate.suggested" and before in ("submitted", "triage"):
        return "sourcing"
    if verb == "candidate.accepted" and sum(state in WON for state in states.values()) >= wanted:
        return "confirmed"
    if verb == "exception.approved" and not entry.data["left"]:
        return "submitted"
    over = not LIVE.intersection(states.values())
    if verb == "request.confirmed" and over:
        return "completed"
    if verb == "request.completed" and before == "confirmed" and over:
        return "completed"
    if verb == "request.outcome_reported":
        return "outcome_reported" if before == "completed" else before
    return OF_REQUEST.get(verb, before)
