"""Erase a person: their rows first, then whatever names them, everywhere; the farewell mail last. Safe to run again at any point."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from goodword.customers.actions import keep_marks
from goodword.customers.actions.locks import lock_contact
from goodword.customers.models import Account, Contact, ErasedMark, Merge
from goodword.customers.queries.erased import mark_of_address, mark_of_id
from goodword.customers.queries.merges import now_at
from goodword.erasure.actions.beside import clear_beside
from goodword.erasure.actions.black_out import add_up, black_out
from goodword.erasure.actions.evidence import keep_evidence
from goodword.erasure.actions.own_rows import take_out
from goodword.erasure.models import Erasure
from goodword.erasure.queries.traces import Traces, traces_of
from goodword.erasure.states import MOVES, State
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.transitions import move
from goodword.notifications.actions import Farewell, farewell_for, say_farewell
from goodword.requests.actions import let_person_go

# What somebody wrote while the first pass ran is found by the second.
PASSES: Final = 3
# How long the last mail is tried: then its address goes all the same.
FAREWELL_WAITS: Final = timedelta(minutes=15)


class FarewellWaits(Exception):
    """Everything is erased, and the mail server does not answer: the job comes back for the last mail."""


def erase(erasure_id: int, *, at: datetime) -> Erasure:
    """Carry out an erasure that was asked for; one that is done stays done."""
    erasure = Erasure.objects.get(pk=erasure_id)
    if erasure.state == State.ASKED:
        erasure = _take_out(erasure_id, at=at)
    if erasure.state == State.DONE:
        return erasure
    seeking = erasure.seeking
    if seeking:
        traces = Traces(**seeking["traces"])
        for _pass in range(PASSES):
            went = add_up(black_out(traces), clear_beside(traces))
            _add(erasure, went)
            if not went:
                break
    told = say_farewell(Farewell(**seeking["farewell"])) if seeking.get("farewell") else False
    if told is None and at < erasure.asked_at + FAREWELL_WAITS:
        raise FarewellWaits
    return _finish(erasure_id, told=bool(told), at=at)


@transaction.atomic
def _take_out(erasure_id: int, *, at: datetime) -> Erasure:
    """The person's own rows go, and what is looked for elsewhere is written down for the minute that it takes."""
    person = Erasure.objects.values_list("person", flat=True).get(pk=erasure_id)
    person = now_at(Merge.CONTACT, person) or person
    known = Contact.objects.filter(pk=person).values_list("account_id", flat=True).first()
    contact = lock_contact(person, account_id=known) if known is not None else None
    erasure = Erasure.objects.select_for_update(no_key=True).get(pk=erasure_id)
    if erasure.state != State.ASKED:
        return erasure
    if contact is None:
        move(erasure, MOVES, "finish", at=at)
        return erasure
    traces = traces_of(contact)
    marks = _marks(contact, traces)
    ended = let_person_go(contact, by=Actor.system(), at=at)
    stays = keep_evidence(erasure, traces.people)
    farewell = farewell_for(contact, stays=stays)
    went = take_out(contact, traces)
    keep_marks(marks, person=erasure.person, at=at)
    counts = {"ended": ended, "evidence": stays, "rows": went}
    held = {"traces": asdict(traces), "farewell": asdict(farewell) if farewell is not None else {}}
    move(erasure, MOVES, "begin", at=at, seeking=held, went=counts)
    remember([mark for _kind, mark in marks], person=person, at=at)
    return erasure


def _marks(contact: Contact, traces: Traces) -> list[tuple[str, str]]:
    marks = [(ErasedMark.ADDRESS, mark_of_address(each)) for each in traces.addresses]
    if contact.external_id:
        marks.append((ErasedMark.OWN_ID, mark_of_id(contact.source, contact.external_id)))
    gone = Merge.objects.filter(kind=Merge.CONTACT, now_id=contact.pk).exclude(external_id="").values_list("source", "external_id")
    return list(dict.fromkeys([*marks, *((ErasedMark.OWN_ID, mark_of_id(*each)) for each in gone)]))


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


def list_of_erased() -> Path:
    """Who was erased, by marks alone: it lies beside the database, so that a backup from before does not bring anybody back."""
    return Path(settings.GOODWORD_DATA) / "erased.jsonl"


def remember(marks: list[str], *, person: int, at: datetime) -> None:
    """Add a line to the list of who was erased."""
    path = list_of_erased()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"person": person, "marks": marks, "at": at.isoformat()}) + "\n")
    path.chmod(0o600)


def erase_again(*, at: datetime) -> int:
    """After a backup was brought back: erase once more everybody on the list who came back with it. Returns how many."""
    path = list_of_erased()
    if not path.exists():
        return 0
    done = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        known = json.loads(line)
        contact = Contact.objects.filter(pk=known["person"]).first()
        if contact is None or not _is_them(contact, set(known["marks"])):
            continue
        row, _new = Erasure.objects.exclude(state=State.DONE).get_or_create(
            person=contact.pk, defaults={"by_themselves": True, "asked_at": at, "state_at": at}
        )
        erase(row.pk, at=at)
        done += 1
    return done


def _is_them(contact: Contact, marks: set[str]) -> bool:
    """Whether this row is the person who was erased: by an address or an ID of theirs; a row without either by its number."""
    own = {mark for _kind, mark in _marks(contact, traces_of(contact))}
    return bool(own & marks) or (not own and not marks)
