"""Load and clear the demo world: deterministic, dated relative to the day of loading."""

from datetime import datetime
from random import Random

from django.db import transaction

from goodword.customers.models import Account
from goodword.demo.colleagues import colleagues
from goodword.demo.companies import World, build_companies, build_own_limits
from goodword.demo.history import build_history
from goodword.demo.present import build_present

SEED = 20_261_122


@transaction.atomic
def load(at: datetime) -> World:
    """Load the demo world into an empty database; one transaction, so that it is all there or not at all."""
    dice = Random(SEED)  # invented data, not a secret
    world = World(dice=dice, at=at, today=at.date(), people=colleagues(at))
    build_companies(world)
    build_history(world)
    build_own_limits(world)
    build_present(world)
    return world


def is_empty() -> bool:
    """Tell whether there is nothing here that somebody might miss."""
    return not Account.objects.exists()
