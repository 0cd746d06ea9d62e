"""Once a day: gather what was set aside for each colleague into one mail, at the hour they chose, by their own clock."""

import logging
from datetime import date, datetime
from typing import Final

from django.db import transaction

from goodword.kernel.transitions import move
from goodword.notifications import queries
from goodword.notifications.actions.compose import as_reader
from goodword.notifications.actions.daily import gather
from goodword.notifications.actions.write import defer_send, new_message_id
from goodword.notifications.kinds import DAILY
from goodword.notifications.models import FIRST_HOUR, Daily, Mail
from goodword.notifications.states import MOVES
from goodword.people.models import User
from goodword.people.queries import program, works_on

log = logging.getLogger(__name__)
LATEST: Final = FIRST_HOUR + 1


def tell_daily(*, at: datetime) -> int:
    """Write the daily mails that are due; returns how many. Safe to run twice, and beside itself; one that fails stops no other."""
    written = 0
    for user in queries.takers():
        try:
            written += tell(user, at=at) is not None
        except Exception:
            log.exception("the daily mail of %s could not be written", user.pk)
    return written


@transaction.atomic
def tell(user: User, *, at: datetime) -> Mail | None:
    """Write one colleague's mail of the day, once; None while it is too early, on days off, and when there is nothing to say.

    What came to pass while somebody was away waits for their first working day.
    """
    house = program()
    local = at.astimezone(queries.zone_of_user(user, house))
    today = local.date()
    # Who is looked at for the first time in the middle of a day begins with the next one.
    daily, _made = Daily.objects.get_or_create(user=user, defaults={"last_on": today if local.hour >= LATEST else None})
    if local.hour < daily.hour or _was_looked_at(daily, today=today) or not works_on(user, today):
        return None
    row = Daily.objects.select_for_update(skip_locked=True).filter(pk=daily.pk).first()
    if row is None or _was_looked_at(row, today=today):
        return None
    since, row.last_on = row.last_on, today
    row.save(update_fields=["last_on"])
    notices = list(queries.set_aside_for(user).select_for_update(of=("self",)))
    with as_reader(user, house):
        is_news = gather(user, notices, at=at).is_news(since=since, today=today)
    for notice in notices:
        if is_news:
            move(notice, MOVES, "tell", at=at)
        else:
            move(notice, MOVES, "cancel", at=at, error="passed")
    if not is_news:
        return None
    mail = Mail.objects.create(
        message=DAILY, to_user=user, context={"mails": [notice.pk for notice in notices]}, key=f"{DAILY}:{user.pk}:{today.isoformat()}",
        message_id=new_message_id(), state_at=at, created_at=at, send_after=at,
    )  # fmt: skip
    defer_send(mail)
    return mail


def _was_looked_at(daily: Daily, *, today: date) -> bool:
    return daily.last_on is not None and daily.last_on >= today
