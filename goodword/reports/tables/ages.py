"""How long things have been as they are, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def age_words(age: tuple[int, int | None]) -> str:
    """An age in words: "7 to 13 days"."""
    frm, to = age
    if to is None:
        return _("%(n)s days and more") % {"n": frm}
    return _("%(from)s to %(to)s days") % {"from": frm, "to": to - 1} if frm else _("less than %(n)s days") % {"n": to}


def span_words(span: tuple[int, int | None]) -> str:
    """How long something took, in words: "3 days to less than 7"."""
    frm, to = span
    if to is None:
        return _("%(n)s days and more") % {"n": frm}
    if not frm:
        return _("Within a day")
    return _("%(from)s to %(to)s days") % {"from": frm, "to": to}
