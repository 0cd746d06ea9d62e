"""What a link in the mail to the team of a customer leads to: what this mail asked, for whoever it was sent to."""

from __future__ import annotations

from goodword.kernel.errors import NotFound
from goodword.links.models import Link
from goodword.recruiting.kinds.page import answered
from goodword.recruiting.kinds.reviewing import Fitness
from goodword.recruiting.models import FitnessAnswer, FitnessAsk
from goodword.recruiting.states import REGISTRATION_OPEN

__all__ = ["Fitness", "FitnessAnswer", "FitnessAsk", "answered", "ask_of", "asked_by_mail"]


def ask_of(link: Link) -> FitnessAsk:
    """The mail that a live link stands in. Raises NotFound for anybody but whoever it was sent to, while they can sign in."""
    ask = FitnessAsk.objects.select_related("to", "by").filter(pk=link.subject_id).first() if link.user_id else None
    if ask is None or link.subject_kind != "fitnessask" or ask.to_id != link.user_id or not ask.to.is_active:
        raise NotFound
    return ask


def asked_by_mail(ask: FitnessAsk) -> list[FitnessAnswer]:
    """What a mail asked, as it stands; what went to a deputy since can be answered by both."""
    rows = ask.answers.select_related("registration__account__region", "asked", "deputy_for", "answered_by")
    return list(rows.order_by("registration__due_on", "registration_id", "-side"))


def is_decided(row: FitnessAnswer) -> bool:
    """Nothing can be changed any more."""
    return row.registration.state not in REGISTRATION_OPEN
