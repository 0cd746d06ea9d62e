"""Standing in the demo: a night of the rules, something by hand that ends by itself, and a change that was taken back."""

from datetime import timedelta

from goodword.customers.actions import change_standing, reverse_by_rule
from goodword.customers.kinds import Standing
from goodword.customers.models import Member, StandingChange
from goodword.demo.companies import World
from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.people.queries import today
from goodword.policy.actions import sweep_standing

BY_HAND = (
    ("caution", "Their new head of purchasing wants to see each request first.", 40),
    ("pause", "They move their data centre until then.", 60),
    ("retire", "The company was bought, and the new owner gives no references.", None),
)


def build_standing(world: World) -> None:
    """One night three days ago; what a manager did by hand; and what she took back."""
    mara, then = Actor.person(User.objects.get(name="Mara Lindqvist")), world.at - timedelta(days=3)
    busy = {each.account_id for each in world.members[:30]}
    free = list(Member.objects.filter(standing=Standing.ACTIVE, account__escalated_on=None).exclude(account__in=busy).order_by("pk")[:3])
    for member, (verb, reason, days) in zip(free, BY_HAND, strict=False):
        until = today(then) + timedelta(days=days) if days else None
        change_standing(member, verb=verb, by=mara, at=then, reason=reason, until=until)
    sweep_standing(then)
    changed = StandingChange.objects.filter(rule="renewal", ended_at=None).order_by("pk").first()
    if changed is not None:
        reverse_by_rule(changed, by=mara, at=then + timedelta(hours=7))
