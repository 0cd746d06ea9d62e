"""Somebody is erased: 0 hits of what was planted everywhere, and every count and limit as before."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import models

from goodword.comments.models import Comment
from goodword.customers.models import Contact
from goodword.erasure.actions import ask_erasure, erase
from goodword.erasure.models import Erasure
from goodword.erasure.queries.decisions import columns_of
from goodword.journal.actions import record
from goodword.journal.models import FieldChange, Note
from goodword.kernel.actor import Actor
from goodword.kernel.erasure import Fate
from goodword.ledger.models import LedgerEntry
from goodword.notifications.models import Mail
from goodword.requests.models import Candidate, Outcome, Preparation, SpeakerKit
from goodword.site.sessions import SessionStore
from goodword.texts.models import TextVersion
from tests.erasure.planting import a_row, everything, plant
from tests.factories.customers import a_contact
from tests.requests.world import World, a_world, now
from tests.stories.world import a_story

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("import_ground")]
NAME, FIRST, LAST = "Zyntha Quorvexx", "Zyntha", "Quorvexx"
ADDRESS, FORMER, PHONE = "zyntha.quorvexx@vestara.example", "zq-former@vestara.example", "+47 912 33 445"
MARKS = ("zyntha", "quorvexx", "zq-former", "912 33 445", "91233445", "0031zqx7", "marker-")
SAYS = f"Spoke with {NAME} ({ADDRESS}), before {FORMER}, {PHONE}; mrs {LAST.upper()}, {FIRST} is nice."


@pytest.fixture
def world() -> World:
    made = a_world()
    Contact.objects.filter(pk=made.contact.pk).update(name=NAME, email=FORMER, phone=PHONE, title="marker-title", persona="marker-p")
    made.contact.refresh_from_db()
    made.contact.email, made.contact.external_id = ADDRESS, "0031ZQX7"
    made.contact.save()
    a_story(account=made.contact.account, contact=made.contact)
    return made


def begin(world: World, **more: Any) -> Erasure:
    asked = ask_erasure(world.contact, by=Actor.contact(world.contact), at=now(), **more)
    assert isinstance(asked, Erasure), asked
    return asked


def hits(text: str) -> list[str]:
    return [line[:300] for line in text.splitlines() if any(mark in line.casefold() for mark in MARKS)]


def test_whatever_names_somebody_is_gone_from_every_table_file_session_and_log(world: World, settings: Any, tmp_path: Path) -> None:
    candidate = world.accepted()
    Candidate.objects.filter(pk=candidate.pk).update(answer_words="marker-answer", colleague="marker-colleague")
    Outcome.objects.create(candidate=candidate, by_customer=True, result="went_well", words="marker-outcome", at=now())
    prepared = a_row(Preparation, candidate=candidate)
    kit = a_row(SpeakerKit, preparation=prepared, bio="marker-bio", photo=b"marker-photo", photo_type="image/png")
    assert isinstance(kit, SpeakerKit)
    other = a_contact(world.account, "Ola Berg", email="ola@vestara.example")
    record("contact.closed", by=Actor.system(), at=now(), about=[world.account, world.contact], note="marker-note")
    a_row(Mail, to_user=world.owner)  # of others: what is sent to the person goes with them
    a_row(TextVersion, kind="ask", language="en", subject="s", body="b {asker}", greeting="g", closing="c")
    planted = _plant_everywhere(but={kit})
    assert planted >= 50
    cache.set("some-key", SAYS, 600)
    (tmp_path / "imports").mkdir(exist_ok=True)
    for name, encoding in (("a.upload", "utf-8"), ("b.upload", "utf-16"), ("changes-7.csv", "latin-1")):
        (tmp_path / "imports" / name).write_bytes(f"Name;Mail\n{SAYS}\n".encode(encoding))
    log = tmp_path / "server.log"
    log.write_text(f"one\nERROR: {SAYS}\nthree\n")
    size = log.stat().st_size
    session = SessionStore()
    session["said"] = [SAYS]
    session.save()
    assert len(hits(everything())) >= planted / 2
    before = list(LedgerEntry.objects.order_by("pk").values("account", "holder", "family", "from_on", "to_on", "kind"))
    began = time.perf_counter()
    done = erase(begin(world).pk, at=now())
    assert time.perf_counter() - began < 60
    assert (done.state, done.seeking) == ("done", {})
    assert hits(everything()) == []
    assert not list((tmp_path / "imports").iterdir())
    assert not hits(log.read_text())
    assert log.stat().st_size == size
    assert "Zyntha" not in str(SessionStore(session.session_key)["said"])
    assert [path for path in tmp_path.rglob("*") if path.is_file() and hits(path.read_text(errors="ignore"))] == []
    assert before == list(LedgerEntry.objects.order_by("pk").values("account", "holder", "family", "from_on", "to_on", "kind"))
    other.refresh_from_db()
    assert (other.name, other.email) == ("Ola Berg", "ola@vestara.example")
    kit.refresh_from_db()
    assert not kit.photo
    assert not Contact.objects.filter(pk=world.contact.pk).exists()
    assert Comment.objects.exclude(text__contains="[erased]").count() == 0
    assert not FieldChange.objects.filter(kind="contact", object_id=world.contact.pk).exists()
    assert not Note.objects.filter(text__contains="marker").exists()


def _plant_everywhere(but: set[models.Model]) -> int:
    planted = 0
    for model, columns in columns_of(Fate.SEARCHED, Fate.EMPTIED, Fate.DROPPED).items():
        row = a_row(model)
        for column in columns:
            if row not in but and not isinstance(column, models.BinaryField):
                plant(row, column, SAYS if (column.max_length or 999) > len(SAYS) else ADDRESS)
                planted += 1
    return planted
