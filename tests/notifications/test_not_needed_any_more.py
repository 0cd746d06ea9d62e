"""A customer who is let go hears it once, in words that fit how far it went; who was never asked hears nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest

from goodword.links.actions import issue
from goodword.links.models import Purpose
from goodword.notifications import actions
from goodword.notifications.models import Mail
from tests.notifications.world import AT, FAR_AHEAD, World, a_world

pytestmark = pytest.mark.django_db
CALL = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


def _let_go(world: World, *, before: str, **asked: Any) -> list[Any]:
    """What the contact is written when the candidate is let go, after having been asked as told."""
    asked = {"state": "sent", "how": "mail", "attempts": 1, **asked}
    entry = world.record("candidate.asked", how=asked.pop("how"))
    for mail in actions.write("ask", entry_id=entry.pk, at=AT):
        Mail.objects.filter(pk=mail.pk).update(**asked)
    world.move("released")
    entry = world.record("candidate.released", before=before)
    mails = [mail for mail in actions.write("called_off", entry_id=entry.pk, at=AT) if mail.to_contact_id]
    composed = [actions.compose(mail, at=AT) for mail in mails]
    return [each for each in composed if isinstance(each, actions.Composed)]


@pytest.mark.slow
def test_who_has_not_answered_need_not_any_more() -> None:
    (mail,) = _let_go(a_world(), before="asked")
    assert mail.letter.subject == "No answer needed any more: the question from Sven at Harrowgate"
    assert "you need not answer" in mail.text
    assert "No longer needed" not in mail.letter.subject + mail.text
    assert mail.letter.calendar is None


@pytest.mark.slow
@pytest.mark.parametrize("before", ["accepted", "introduced", "scheduled"])
def test_who_said_yes_is_told_and_a_booked_call_leaves_the_calendar(before: str) -> None:
    world = a_world()
    if before == "scheduled":
        world.record("candidate.scheduled", starts=CALL.isoformat())
    (mail,) = _let_go(world, before=before)
    assert mail.letter.subject == "No longer needed: your help for Sven Aalto"
    assert (mail.letter.calendar is not None) == (before == "scheduled")
    if mail.letter.calendar:
        assert mail.letter.calendar.method == "CANCEL"


@pytest.mark.slow
def test_who_waits_for_another_time_after_a_call_fell_through_is_told_too() -> None:
    (mail,) = _let_go(a_world(), before="missed")
    assert "no longer needed" in mail.text


@pytest.mark.slow
def test_who_was_asked_by_phone_is_told() -> None:
    assert len(_let_go(a_world(), before="asked", how="call")) == 1


@pytest.mark.slow
def test_who_may_hold_the_link_is_told_though_no_server_said_that_the_mail_left() -> None:
    world = a_world()
    issue(Purpose.ANSWER_ASK, about=world.candidate, contact_id=world.contact.pk, expires_at=FAR_AHEAD, at=AT)
    assert len(_let_go(world, before="asked", state="queued")) == 1


NOT_REACHED = [{"state": "queued", "attempts": 0}, {"state": "queued", "attempts": 1}, {"state": "failed", "attempts": 1}]


@pytest.mark.slow
@pytest.mark.parametrize("asked", NOT_REACHED, ids=["waits", "refused", "given up"])
def test_who_was_never_reached_is_not_troubled(asked: dict[str, Any]) -> None:
    assert _let_go(a_world(), before="asked", **asked) == []
