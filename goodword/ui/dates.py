"""Dates as people say them, translated and unbreakable: "Tue 24 Nov", "today, 09:04", "2 days late", "8 months ago".

`today` and `at` are passed in. A moment is shown in the active time zone, which is the reader's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

DueTone = Literal["", "today", "over"]
Day = date | datetime

NO_BREAK = "\u00a0"
WEEKDAY_WITHIN = timedelta(days=183)
DAYS_IN_WEEK = 7
WEEKS_BEFORE_MONTHS = 9
DAYS_IN_MONTH = 30.44
MONTHS_BEFORE_YEARS = 24
MINUTE = 60
HOUR = 3600


def local_day(value: Day) -> date:
    """Return the calendar day of a date or a moment, the latter in the reader's time zone."""
    if not isinstance(value, datetime):
        return value
    return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()


def _written(day: date, form: str) -> str:
    return _in_words(day, form, get_language())


@lru_cache(maxsize=4096)
def _in_words(day: date, form: str, _language: str | None) -> str:
    """A day by a form; a page of a list writes fifty, and the same days come again and again."""
    return date_format(day, form)


def _unbroken(text: str) -> str:
    return text.replace(" ", NO_BREAK)


def day_words(value: Day, *, today: date) -> str:
    """Say a day: "Tue 24 Nov", with its year when that is not this one, without weekday when it is far away."""
    day = local_day(value)
    if day.year == today.year:
        form = pgettext("date format, see Django's date filter", "D j M")
    elif abs(day - today) <= WEEKDAY_WITHIN:
        form = pgettext("date format, see Django's date filter", "D j M Y")
    else:
        form = pgettext("date format, see Django's date filter", "j M Y")
    return _unbroken(_written(day, form))


def column_day_words(value: Day, *, today: date) -> str:
    """Say a day in a column, where every other year looks alike: "Tue 24 Nov" or "1 Feb 2027"."""
    if local_day(value).year == today.year:
        return day_words(value, today=today)
    return _unbroken(_written(local_day(value), pgettext("date format, see Django's date filter", "j M Y")))


def month_words(value: Day) -> str:
    """Say a month: "March 2026"."""
    return _unbroken(
        _written(
            local_day(value),
            pgettext("date format, see Django's date filter", "F Y"),
        )
    )


def short_month_words(value: Day) -> str:
    """Say a month as short as possible: "Feb"."""
    return _written(local_day(value), pgettext("date format, see Django's date filter", "M"))


def short_day_words(value: Day) -> str:
    """Say a day without its weekday, where there is little room: "3 Aug"."""
    return _unbroken(_written(local_day(value), pgettext("date format, see Django's date filter", "j M")))


def full_day_words(value: Day) -> str:
    """Say a day with its month and year in full, for ears: "18 March 2026"."""
    form = pgettext("date format, see Django's date filter", "j F Y")
    return _written(local_day(value), form)


def exact_words(value: Day) -> str:
    """Say a day in full, and for a moment also its time and zone: what stands in the tooltip."""
    form = pgettext("date format, see Django's date filter", "l j F Y")
    text = _written(local_day(value), form)
    if isinstance(value, datetime):
        there = timezone.localtime(value) if timezone.is_aware(value) else value
        text = f"{text}, {there:%H:%M:%S}"
        if there.tzinfo is not None:
            text = f"{text} ({there.tzinfo}, UTC{there:%z})"
    return text


def time_words(value: datetime) -> str:
    """Say the time of day: "09:04"."""
    there = timezone.localtime(value) if timezone.is_aware(value) else value
    return date_format(
        there, pgettext("time format, see Django's date filter", "H:i"), use_l10n=False
    )


def moment_words(value: Day, *, today: date) -> str:
    """Say a moment: "today, 09:04", "yesterday, 16:20", "Tue 17 Nov, 14:31"; a mere date without its time."""
    day = local_day(value)
    if day == today:
        words = _("today")
    elif day == today - timedelta(days=1):
        words = _("yesterday")
    elif day == today + timedelta(days=1):
        words = _("tomorrow")
    else:
        words = day_words(day, today=today)
    if isinstance(value, datetime):
        return _("%(day)s, %(time)s") % {"day": words, "time": time_words(value)}
    return words


@dataclass(frozen=True, slots=True)
class DueWords:
    """A deadline in words, with the tone of its icon: nothing, `today` or `over`."""

    tone: DueTone
    words: str

    @property
    def icon(self) -> str:
        """The icon that stands before it."""
        return {"over": "alert-circle", "today": "clock"}.get(self.tone, "calendar")


def due_words(value: Day, *, at: datetime) -> DueWords:
    """Say a deadline: "2 days late", "Late since 09:00", "Today", else its day."""
    today = local_day(at)
    day = local_day(value)
    if day < today:
        late = (today - day).days
        return DueWords(
            "over",
            _unbroken(ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}),
        )
    if day == today:
        if not isinstance(value, datetime):
            return DueWords("today", _("Today"))
        said = {"time": time_words(value)}
        if value < at:
            return DueWords("over", _unbroken(_("Late since %(time)s") % said))
        return DueWords("today", _unbroken(_("Today, %(time)s") % said))
    return DueWords("", day_words(value, today=today))


def countdown_words(value: Day, *, today: date) -> str:
    """Say how far a day is: "2 days late", "today", "1 day left", "5 days left"."""
    left = (local_day(value) - today).days
    if left < 0:
        return _unbroken(ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left})
    if left == 0:
        return _("today")
    return _unbroken(ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left})


def ago_words(value: Day, *, at: datetime) -> str:
    """Say how long ago something was: "just now", "12 minutes ago", "yesterday", "8 months ago"."""
    days = (local_day(at) - local_day(value)).days
    if days <= 0:
        return _earlier_today(at - value) if isinstance(value, datetime) else _("today")
    if days == 1:
        return _("yesterday")
    if days < 2 * DAYS_IN_WEEK:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    weeks, months = days // DAYS_IN_WEEK, round(days / DAYS_IN_MONTH)
    if weeks < WEEKS_BEFORE_MONTHS:
        return ngettext("%(n)s week ago", "%(n)s weeks ago", weeks) % {"n": weeks}
    if months < MONTHS_BEFORE_YEARS:
        return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    years = months // 12
    return ngettext("%(n)s year ago", "%(n)s years ago", years) % {"n": years}


def _earlier_today(since: timedelta) -> str:
    seconds = max(0, int(since.total_seconds()))
    if seconds < MINUTE:
        return _("just now")
    if seconds < HOUR:
        n = seconds // MINUTE
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", n) % {"n": n}
    n = seconds // HOUR
    return ngettext("%(n)s hour ago", "%(n)s hours ago", n) % {"n": n}


def seconds_words(seconds: int) -> str:
    """A short while: "60 seconds", "5 minutes"."""
    minutes, rest = divmod(seconds, 60)
    if minutes > 1 and not rest:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
