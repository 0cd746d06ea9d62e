"""Somebody is written of wherever a colleague, a customer, a list or a stranger can write: through doors, never into a table."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goodword.customers.models import BulkEdit, Campaign, Contact
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.links.actions import Purpose, issue
from goodword.merges.actions.people import merge_contacts
from goodword.people.kinds import Role
from goodword.recruiting.actions import start_nomination
from goodword.recruiting.actions import submit as submit_nomination
from goodword.recruiting.actions.introduction import write_introduction
from goodword.recruiting.actions.review import answer, ask_back, take_up, turn_down
from goodword.recruiting.models import Nomination, Registration
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from tests.factories.customers import a_contact, an_account
from tests.factories.people import a_person
from tests.files.samples import PDF, picture, upload
from tests.imports.conftest import Bring
from tests.portal.join import sends
from tests.requests.events import said_yes
from tests.requests.world import World, now

NAME, LAST, FIRST = "Zyntha Quorvexx", "Quorvexx", "Zyntha"
ADDRESS, FORMER, PHONE, OWN_ID = "zq@vestara.example", "zq.former@vestara.example", "+47 912 33 445", "0031zqx7"


@dataclass
class Doors:
    """Who writes, and what was written: each text has a number of its own, by which it is seen that it is there."""

    world: World
    person: Contact
    bring: Bring
    data: Path
    of_others: list[str] = field(default_factory=list)
    their_own: list[str] = field(default_factory=list)

    def said(self) -> str:
        """Words of somebody else about them: the person goes, the rest stays."""
        self.of_others.append(f"mk{len(self.of_others):03}z")
        return f"{self.of_others[-1]} {NAME} {ADDRESS}"

    def own(self) -> str:
        """Words of their own: nothing of them stays."""
        self.their_own.append(f"own{len(self.their_own):03}z")
        return self.their_own[-1]

    def post(self, user: Any, page: str, *at: Any, query: str = "", **sent: Any) -> Any:
        """Send a form of a page, and see that it was taken."""
        done = self.world.as_(user).post(reverse(page, args=at) + query, sent)
        assert done.status_code in (200, 302), (page, done.status_code, getattr((done.context or {}).get("form"), "errors", ""))
        return done


def of_the_customer(doors: Doors) -> None:
    """What colleagues write down of a customer and its people."""
    world, person, boss = doors.world, doors.person, doors.world.manager
    account, post = world.account, doors.post
    asked: dict[str, Any] = {"name": account.name, "segment": "enterprise", "owner": world.owner.pk, "region": account.region_id}
    post(boss, "customers:edit", account.pk, **asked, description=doors.said(), blocked=doors.said())
    post(boss, "customers:health", account.pk, health="good", sentiment="", note=doors.said())
    post(boss, "customers:escalate", account.pk, reason=doors.said())
    post(boss, "customers:calm", account.pk)
    post(boss, "customers:agreement", account.pk, agreed_types=["sales_call"], comfort=doors.said(), preferences=doors.said())
    post(boss, "customers:standing", account.pk, verb="caution", reason=doors.said())
    post(boss, "customers:standing", account.pk, verb="activate", reason=doors.said())
    post(boss, "customers:contact_quiet", person.pk, until="2031-01-05", note=doors.own())
    post(boss, "customers:contact_quiet", person.pk, until="", note=doors.own())
    post(boss, "customers:contact_agreement", person.pk, follows="on", note=doors.own())
    other = {"name": "Ola Berg", "email": "ola@vestara.example", "title": doors.said()}
    post(boss, "customers:contact_add", account.pk, **other, persona="")
    post(boss, "customers:campaign_new", name=doors.said(), held_on="2030-02-01")
    campaign = Campaign.objects.get()
    post(boss, "customers:campaign_speaker", campaign.pk, account_name=account.name, contact_name=NAME)
    post(boss, "customers:deal_new", name=doors.said(), account_name=account.name, stage="proposal")
    post(boss, "customers:bulk_begin", what="standing", scope="ticked", id=[account.pk])
    bulk = BulkEdit.objects.get()
    post(boss, "customers:bulk", bulk.pk, verb="pause", reason=doors.said(), until="2031-01-05")
    post(boss, "customers:bulk_carry_out", bulk.pk)
    post(boss, "customers:bulk_undo", bulk.pk)
    post(boss, "desk:comment", account.pk, text=doors.said(), files=[upload(f"{doors.said()}.pdf", PDF), upload("me.png", picture())])
    post(boss, "desk:comment", account.pk, text=f"line one\n{doors.said()}, and Mrs {LAST.upper()}")
    post(boss, "filters:save", "customers", query=f"?q={NAME.replace(' ', '+')}", name=doors.said())
    assert world.as_(boss).get(reverse("desk:search"), {"q": NAME}).status_code == 200


def of_a_merge(doors: Doors) -> None:
    """They stood here twice, under a name that they had before."""
    old = a_contact(doors.world.account, "Zyntha Vandermolen", email="zv@vestara.example", phone="0991 4455 66", title=doors.own())
    done = merge_contacts(kept_id=doors.person.pk, gone_id=old.pk, picks={}, by=Actor.person(doors.world.manager), at=now())
    assert done, done


def of_requests(doors: Doors) -> None:
    """What is written in requests, in answers, and after calls."""
    world, boss = doors.world, doors.world.manager
    by, seller = Actor.person(boss), Actor.person(world.seller)
    asked: dict[str, Any] = {"once": str(uuid4()), "kind": "sales_call", "minutes": 30, "format": "video", "opportunity": world.deal.pk}
    doors.post(world.seller, "requests:new", **asked, topic=doors.said(), prospect=doors.said())
    row = ReferenceRequest.objects.latest("pk")
    doors.post(world.seller, "requests:comment", row.pk, text=doors.said())
    candidate = world.put_forward(row)
    held = actions.hold(candidate, by=by, at=now())
    assert isinstance(held, actions.Held), held
    actions.owner_decline(held.candidate, reason=doors.said(), by=Actor.person(world.owner), at=now())
    actions.withdraw(row, reason=doors.said(), by=seller, at=now())
    accepted = world.asked(topic=doors.said())
    given: dict[str, Any] = {"expires_at": clock.now() + timedelta(days=9), "at": clock.now()}
    ask = issue(Purpose.ANSWER_ASK, about=accepted, contact_id=doors.person.pk, **given)
    yes = {"answer": "gladly", "own_1": f"{now() + timedelta(days=9):%Y-%m-%dT09:30}", "words": doors.own()}
    assert Client().post(reverse("portal:answer", args=[ask]), yes).status_code == 302
    accepted.refresh_from_db()
    actions.schedule(accepted, starts_at=now() + timedelta(days=3), by=seller, at=now())
    actions.complete(Candidate.objects.get(pk=accepted.pk), by=seller, at=now() + timedelta(days=4))
    for purpose, who in ((Purpose.CUSTOMER_OUTCOME, doors.own), (Purpose.REQUESTER_OUTCOME, doors.said)):
        whose: dict[str, Any] = {"contact_id": doors.person.pk} if purpose == Purpose.CUSTOMER_OUTCOME else {"user_id": world.seller.pk}
        link = issue(purpose, about=accepted, **given, **whose)
        told = Client().post(reverse("portal:outcome", args=[link]), {"result": "helped", "words": who()})
        assert told.status_code == 302


def of_an_event(doors: Doors) -> None:
    """What a speaker hands in, what is planned, and what becomes of the recording."""
    world = doors.world
    candidate = said_yes(world)
    kit = issue(
        Purpose.SPEAKER_KIT, about=candidate, contact_id=doors.person.pk, expires_at=clock.now() + timedelta(days=9), at=clock.now()
    )
    names = ("title", "bio", "abstract", "landscape", "why_us", "results", "metrics", "plans")
    photo = SimpleUploadedFile(f"{LAST}.png", picture(), "image/png")
    sent = {name: f"{doors.own()} {NAME}" for name in names}
    kept = Client().post(reverse("portal:kit", args=[kit]), {**sent, "keep": "yes", "version": 0, "photo": photo})
    assert kept.status_code == 302, (kept.status_code, dict(kept.context["form"].errors), kept.content.decode()[2500:6000])


def of_recruiting(doors: Doors) -> None:
    """Nominations and registrations of the person's company, and of one far away that speaks of them."""
    world, boss = doors.world, doors.world.manager
    by, seller = Actor.person(boss), Actor.person(world.seller)
    far = an_account("Castellan Re", segment="smb", industry="banking")
    told = {"industry": "banking", "seats": 900, "use_cases": ["ci"], "activities": ["sales_call"]}
    row = start_nomination(far, by=seller, at=now(), briefing={**told, "why_us": f"line one\n{doors.said()}", "metrics": doors.said()})
    assert isinstance(row, Nomination), row
    assert isinstance(submit_nomination(row, by=seller, at=now()), Nomination)
    take_up(row, by=by, at=now())
    ask_back(row, by=by, at=now(), question=doors.said())
    answer(row, by=seller, at=now(), words=doors.said())
    said = {"answers": {"goals": doors.said()}, "comfort": doors.said(), "preferences": doors.said()}
    write_introduction(row, by=by, at=now(), said=said)
    doors.post(boss, "recruiting:comment", row.number, text=doors.said())
    turn_down(row, by=by, at=now(), reason=doors.said())
    own = {"name": NAME, "email": FORMER, "company": doors.own(), "job_title": doors.own(), "better": doors.own()}
    assert sends(Client(), "/join/customer/?from=letter", **own).status_code == 302
    registration = Registration.objects.get()
    confirm = issue(Purpose.CONFIRM_REGISTRATION, about=registration, expires_at=clock.now() + timedelta(days=9), at=clock.now())
    assert Client().post(reverse("portal:join_confirm", args=[confirm])).status_code in (200, 302)
    doors.post(boss, "recruiting:registration_comment", registration.number, text=doors.said())


def of_lists(doors: Doors) -> None:
    """Lists that are brought in: what was taken, what was refused, and one without headings."""
    head = "Contact ID,Full Name,Email,Account Name,Notes\n"
    rows = f"{OWN_ID},{NAME},{ADDRESS},Vestara Insurance,{doors.said()}\n9,{doors.said()},{FORMER},Nowhere,\n"
    doors.bring("contacts", head + rows, "--source", "crm")
    doors.bring("accounts", f"Account ID,Account Name,Industry\n7,Castellan Re,{doors.said()}\n", "--source", "crm")
    (doors.data / "list.csv").unlink()  # the operator's own, not ours
    bare = SimpleUploadedFile(f"{NAME} list.csv", f"{NAME},{ADDRESS},Vestara Insurance\n{doors.said()},b,c\n".encode())
    doors.post(a_person(Role.ADMINISTRATOR), "imports:upload", kind="contacts", source="other", file=bare)


def of_strangers(doors: Doors) -> None:
    """What is typed at doors that anybody finds, and what the log says of it."""
    signs_in = Client()
    for _again in range(2):
        signs_in.post("/accounts/login/", {"login": ADDRESS, "password": "wrong"})
    assert Client().post(reverse("portal:me"), {"address": ADDRESS}).status_code in (200, 302)
    log = logging.FileHandler(doors.data / "web.log")
    logging.getLogger("django.request").addHandler(log)
    try:
        Client().get(f"/nowhere/Zyntha%20Quorvexx/{doors.said().split()[0]}/?q={ADDRESS}")
        logging.getLogger("django.request").warning("%s", doors.said())
    finally:
        logging.getLogger("django.request").removeHandler(log)
        log.close()


DOORS: Final[tuple[Callable[[Doors], None], ...]] = (
    *(of_an_event, of_requests, of_the_customer, of_a_merge, of_recruiting, of_lists, of_strangers),
)
__all__ = ["ADDRESS", "DOORS", "FIRST", "FORMER", "LAST", "NAME", "OWN_ID", "PHONE", "Doors"]
