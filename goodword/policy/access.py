"""Who may see and change the policy, and go over its verdicts."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from goodword.people.models import User
from goodword.people.queries import circle_ids, circles_of
from goodword.policy.models import Decision, PolicyDraft, PolicyReplay, PolicyVersion, ReplayLine


def visible_to(user: User) -> QuerySet[PolicyVersion]:
    """The rules are no secret: everybody signed in sees every version."""
    if not user.is_active:
        return PolicyVersion.objects.none()
    return PolicyVersion.objects.all()


def can_publish(user: User) -> bool:
    """May publish a version: whoever runs the program."""
    return bool(user.is_active and user.is_manager)


def drafts_visible_to(user: User) -> QuerySet[PolicyDraft]:
    """Drafts that are still open: of whoever runs the program, for all who do."""
    if not can_publish(user):
        return PolicyDraft.objects.none()
    return PolicyDraft.objects.filter(discarded_at=None, published_as=None)


def can_see_overrides(user: User) -> bool:
    """May read the list of overrides with their reasons: whoever runs the program."""
    return bool(user.is_active and user.is_manager)


def can_override(user: User, decision: Decision) -> bool:
    """May go over a verdict: whoever runs the program and is in the circle of the request, if it has one."""
    if not user.is_active or not user.is_manager:
        return False
    return decision.circle_id is None or decision.circle_id in circle_ids(user)


def can_replay(user: User) -> bool:
    """May have other numbers replayed, and read what came of it: whoever runs the program."""
    return bool(user.is_active and user.is_manager)


def replays_visible_to(user: User) -> QuerySet[PolicyReplay]:
    """Replays, of whoever runs the program, for all who do."""
    return PolicyReplay.objects.all() if can_replay(user) else PolicyReplay.objects.none()


def replay_lines_visible_to(user: User) -> QuerySet[ReplayLine]:
    """What replays found, less what belongs to circles that the reader is not in: neither shown nor counted."""
    if not can_replay(user):
        return ReplayLine.objects.none()
    return ReplayLine.objects.filter(Q(circle=None) | Q(circle__in=circles_of(user)))
