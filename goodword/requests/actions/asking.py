"""Asking for a customer: the draft, the sending and a wish in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from goodword.customers.actions import lock_account
from goodword.customers.models import Account
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.requests import access
from goodword.requests.actions.candidates import suggest
from goodword.requests.actions.drafts import start_draft
from goodword.requests.actions.locks import person
from goodword.requests.actions.submit import submit
from goodword.requests.models import ReferenceRequest


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What became of a form: the request, why it stays a draft if it was refused, and whether the wish was put forward."""

    reference_request: ReferenceRequest
    refused: Refused | None = None
    wish_put_forward: bool = False


@transaction.atomic
def ask_for(
    *, once: UUID, kind: str = "sales_call", asked: Mapping[str, Any], wish: Account | None = None, by: Actor, at: datetime
) -> AskedFor:
    """Ask for a customer: keep what was typed, send it, and put forward the customer whom the seller had in mind.

    Refused, it stays a draft with every word. Sent twice, it is one request. Raises NotAllowed when the form is somebody else's.
    """
    if wish is not None:
        lock_account(wish.pk)  # accounts are locked before requests, always
    row = start_draft(once=once, kind=kind, asked=asked, by=by, at=at)
    sent = submit(row, by=by, at=at)
    if isinstance(sent, Refused):
        return AskedFor(row, refused=sent)
    if wish is None or not access.can_suggest(person(by), sent):
        return AskedFor(sent)
    return AskedFor(sent, wish_put_forward=not isinstance(suggest(sent, account=wish, by=by, at=at), Refused))
