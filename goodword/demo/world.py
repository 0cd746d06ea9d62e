"""Load and clear the demo world: deterministic, dated relative to the day of loading."""

from datetime import datetime
from random import Random

from django.db import models, transaction
from django.db.models import Max

from goodword.comments.models import Comment
from goodword.customers.models import Account, Contact, Member, Opportunity
from goodword.demo.colleagues import colleagues
from goodword.demo.companies import World, build_companies, build_own_limits
from goodword.demo.history import build_history
from goodword.demo.present import build_present
from goodword.demo.registered import build_registered
from goodword.imports.models import ImportRun
from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.people.models import Program, User
from goodword.requests.models import ReferenceRequest

SEED = 20_261_122
LOADED = "program.demo_loaded"
# What somebody would miss; edits of the demo's own rows are not among it.
WORTH_KEEPING: dict[str, type[models.Model]] = {
    "people": User,
    "accounts": Account,
    "contacts": Contact,
    "deals": Opportunity,
    "members": Member,
    "requests": ReferenceRequest,
    "comments": Comment,
    "imported lists": ImportRun,
}


@transaction.atomic
def load(at: datetime) -> World:
    """Load the demo world into an empty database; one transaction, so that it is all there or not at all."""
    dice = Random(SEED)  # invented data, not a secret
    world = World(dice=dice, at=at, today=at.date(), people=colleagues(at))
    build_companies(world)
    build_history(world)
    build_own_limits(world)
    build_present(world)
    build_registered(world)
    marks = {noun: model._default_manager.aggregate(last=Max("pk"))["last"] or 0 for noun, model in WORTH_KEEPING.items()}
    record(LOADED, by=Actor.system(), at=at, about=[Program.objects.get()], marks=marks)
    return world


def is_empty() -> bool:
    """Tell whether there is nothing here that somebody might miss; one who administers and has not begun is no obstacle."""
    begun = Program.objects.exclude(company_name="").exists() or User.objects.count() > 1
    return not (begun or Account.objects.exists() or ReferenceRequest.objects.exists())


def made_since_loading() -> dict[str, int]:
    """Count by noun what people made or brought in after the demo world was loaded."""
    entry = Entry.objects.filter(verb=LOADED).order_by("-pk").first()
    marks = entry.data["marks"] if entry else {}
    made = {noun: WORTH_KEEPING[noun]._default_manager.filter(pk__gt=last).count() for noun, last in marks.items()}
    return {noun: count for noun, count in made.items() if count}
