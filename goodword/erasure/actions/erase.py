"""Erase a person: their rows first, then whatever names them, everywhere; the farewell mail last. Safe to run again at any point."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from goodword.customers.actions import keep_marks
from goodword.customers.actions.locks import lock_contact
from goodword.customers.models import Account, Contact, Merge
from goodword.customers.queries.merges import now_at
from goodword.erasure.actions.beside import clear_beside
from goodword.erasure.actions.black_out import add_up, black_out
from goodword.erasure.actions.evidence import keep_evidence
from goodword.erasure.actions.marks import marks_kept, marks_of, remember
from goodword.erasure.actions.own_rows import take_out
from goodword.erasure.actions.writers import writers_have_ended
from goodword.erasure.models import Erasure
from goodword.erasure.queries.traces import Traces, traces_of
from goodword.erasure.states import MOVES, State
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound, WrongState
from goodword.kernel.transitions import move
from goodword.notifications.actions import Farewell, farewell_for, say_farewell
from goodword.requests.actions import let_person_go

# What somebody wrote while the first pass ran is found by the second.
PASSES: Final = 3
TRIES: Final = 3
# How long the last mail is tried: then its address goes all the same.
FAREWELL_WAITS: Final = timedelta(minutes=15)


class FarewellWaits(Exception):
    """Everything is erased, and the mail server does not answer: the job comes back for the last mail."""


class StillFound(Exception):
    """Somebody writes of the person while they are erased: the job comes back until nothing is found any more."""


def erase(erasure_id: int, *, at: datetime, tell: bool = True) -> Erasure:
    """Carry out an erasure that was asked for; one that is done stays done. `tell`: with the last mail to the person."""
    erasure = Erasure.objects.get(pk=erasure_id)
    if erasure.state == State.ASKED:
        erasure = _take_out(erasure_id, at=at, tell=tell)
    if erasure.state == State.DONE:
        return erasure
    seeking = erasure.seeking
    if seeking:
        traces = Traces(**seeking["traces"])
        have_ended = writers_have_ended() or at >= erasure.asked_at + FAREWELL_WAITS
        remember(traces.people, marks=marks_kept(erasure.person), at=at)
        for _pass in range(PASSES):
            went = add_up(black_out(traces), clear_beside(traces))
            _add(erasure, went)
            if not went:
                break
        else:
            raise StillFound
        if not have_ended:
            raise StillFound
    told = say_farewell(Farewell(**seeking["farewell"])) if seeking.get("farewell") else False
    if told is None and at < erasure.asked_at + FAREWELL_WAITS:
        raise FarewellWaits
    return _finish(erasure_id, told=bool(told), at=at)


@transaction.atomic
def _take_out(erasure_id: int, *, at: datetime, tell: bool) -> Erasure:
    """The person's own rows go, and what is looked for elsewhere is written down for the minute that it takes."""
    contact = _locked(Erasure.objects.values_list("person", flat=True).get(pk=erasure_id))
    erasure = Erasure.objects.select_for_update(no_key=True).get(pk=erasure_id)
    if erasure.state != State.ASKED:
        return erasure
    traces = traces_of(contact) if contact is not None else Traces(**erasure.seeking.get("traces", {"people": [erasure.person]}))
    marks = marks_of(contact, traces)
    ended = let_person_go(contact, by=Actor.system(), at=at) if contact is not None else 0
    stays = keep_evidence(erasure, traces.people)
    farewell = farewell_for(contact, stays=stays) if tell and contact is not None else None
    went = take_out(contact, traces)
    keep_marks(marks, person=erasure.person, at=at)
    counts = {"ended": ended, "evidence": stays, "rows": went}
    held = {"traces": asdict(traces), "farewell": asdict(farewell) if farewell is not None else {}}
    move(erasure, MOVES, "begin", at=at, seeking=held, went=counts)
    return erasure


def _locked(person: int) -> Contact | None:
    """The person's row, locked, wherever a merge of people or companies has brought it meanwhile; nothing when somebody took it away."""
    for _turn in range(TRIES):
        now = now_at(Merge.CONTACT, person) or person
        account = Contact.objects.filter(pk=now).values_list("account_id", flat=True).first()
        try:
            return lock_contact(now, account_id=account) if account is not None else None
        except (WrongState, NotFound):
            continue
    raise StillFound


@transaction.atomic
def _add(erasure: Erasure, went: dict[str, int]) -> None:
    row = Erasure.objects.select_for_update(no_key=True).get(pk=erasure.pk)
    counts: dict[str, Any] = row.went
    counts["rows"] = add_up(counts.get("rows", {}), went)
    row.went = counts
    row.save(update_fields=["went"])


@transaction.atomic
def _finish(erasure_id: int, *, told: bool, at: datetime) -> Erasure:
    erasure = Erasure.objects.select_for_update(no_key=True).get(pk=erasure_id)
    if erasure.state == State.DONE:
        return erasure
    about = Account.objects.filter(pk=erasure.seeking.get("traces", {}).get("account")).first()
    move(erasure, MOVES, "finish", at=at, seeking={}, told_at=at if told else None)
    if about is not None:
        record("contact.erased", by=Actor.system(), at=at, about=[about], erasure=erasure.pk, person=erasure.person)
    return erasure
