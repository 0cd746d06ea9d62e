"""Whom at a customer to write to: willing, reachable, and the one who fits best."""

from goodword.customers.models import Contact
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.judging import Judged


def choose_contact(judged: Judged, *, reference_request: ReferenceRequest, wanted: int | None = None) -> Contact | None:
    """The person to ask: the wanted one if they may be asked, else the best of those who may; None when nobody may."""
    people = may_be_asked(judged)
    chosen = next((person for person in people if person.pk == wanted), None)
    return chosen or min(people, key=lambda person: _rank(person, reference_request), default=None)


def may_be_asked(judged: Judged) -> list[Contact]:
    """Everybody at the account who may be asked now, champions first."""
    return [person for person in sorted(judged.people, key=lambda each: not each.is_champion) if judged.may_ask(person.pk)]


def _rank(person: Contact, reference_request: ReferenceRequest) -> tuple[bool, bool, bool, str, int]:
    speaks = not reference_request.languages or any(code in person.languages for code in reference_request.languages)
    right_person = not reference_request.persona or person.persona == reference_request.persona
    return (not right_person, not speaks, not person.is_champion, person.name, person.pk)
