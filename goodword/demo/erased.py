"""Somebody at a customer who asked to be deleted, in the demo: what was written of them is blacked out, and what counts still counts."""

from datetime import timedelta

from goodword.comments.actions import add
from goodword.customers.actions import add_contact
from goodword.demo.companies import World
from goodword.demo.granted import granted
from goodword.erasure.actions import ask_erasure, erase
from goodword.kernel.actor import Actor
from goodword.people.models import User


def build_erased(world: World) -> None:
    """She was written down, spoken of, and deleted two days ago: she had asked for it by mail."""
    mara = User.objects.get(name="Mara Lindqvist")
    account = next(each.account for each in world.members[40:] if each.account.owner is not None)
    written, spoken, asked = (world.at - timedelta(days=days) for days in (50, 30, 2))
    by = Actor.person(mara)
    address = "tamsin.okonjo-reyes@mail.example"
    person = granted(add_contact(account, by=by, at=written, name="Tamsin Okonjo-Reyes", email=address, title="Platform lead"))
    add(account, author=mara, at=spoken, text=f"{person.name} runs the platform there; best by mail ({address}).", circle_id=None)
    reason = "She wrote to us that she has left the field and wants nothing kept."
    erasure = granted(ask_erasure(person, by=by, at=asked, reason=reason, typed_name=person.name))
    erase(erasure.pk, at=asked + timedelta(minutes=1), tell=False)
