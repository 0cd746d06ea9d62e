"""Who may change what customers read."""

from goodword.people.models import User


def can_edit_texts(user: User) -> bool:
    """Reference managers, and administrators."""
    return bool(user.is_active and user.is_manager)
