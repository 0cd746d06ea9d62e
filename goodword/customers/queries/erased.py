"""Whether somebody asked to be deleted: known by a keyed hash of the address or the ID, which stands nowhere in words."""

from collections.abc import Iterable
from datetime import date

from django.utils.crypto import salted_hmac

from goodword.customers.models import ErasedMark

__all__ = ["ErasedMark", "erased_on", "erased_on_each", "mark_of_address", "mark_of_id", "somebody_is_erased"]


def mark_of_address(email: str) -> str:
    """The mark of a mail address, by the key of this installation."""
    return salted_hmac("goodword.erased.address", email.strip().casefold(), algorithm="sha256").hexdigest()


def mark_of_id(source: str, external_id: str) -> str:
    """The mark of an ID of another system."""
    return salted_hmac("goodword.erased.own_id", f"{source}\n{external_id.strip()}", algorithm="sha256").hexdigest()


def somebody_is_erased() -> bool:
    """Whether there is anybody to look for at all."""
    return ErasedMark.objects.filter(allowed_at=None).exists()


def erased_on(email: str = "", *, source: str = "", external_id: str = "") -> date | None:
    """The day on which whoever has this address or ID was deleted at their own wish; None for everybody else, and once it is allowed."""
    return next(iter(erased_on_each([(email, external_id)], source=source).values()), None)


def erased_on_each(people: Iterable[tuple[str, str]], *, source: str) -> dict[tuple[str, str], date]:
    """The same for many at once, by (address, ID)."""
    if not somebody_is_erased():
        return {}
    marks: dict[str, list[tuple[str, str]]] = {}
    for email, external_id in people:
        if email:
            marks.setdefault(mark_of_address(email), []).append((email, external_id))
        if external_id:
            marks.setdefault(mark_of_id(source, external_id), []).append((email, external_id))
    held = ErasedMark.objects.filter(allowed_at=None, mark__in=list(marks)).values_list("mark", "erased_on")
    return {person: day for mark, day in held for person in marks[mark]}
