"""The sentences for what cannot be read: what is wrong, and how to mend it."""

from __future__ import annotations

import calendar
from datetime import date

from babel.dates import get_month_names
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from goodword.imports.reading.trouble import Flaw, Trouble
from goodword.imports.values.problem import Problem, Wrong

SHOWN = 60


def unreadable(trouble: Trouble, detail: str = "") -> str:
    """One sentence that says why a file cannot be read, and what to do."""
    sentences = {
        Trouble.MISSING: _("There is no file “%(detail)s”."),
        Trouble.GONE: _("The uploaded file is no longer kept: bring it in again."),
        Trouble.EMPTY: _("The file is empty."),
        Trouble.WORKBOOK: _("This is a workbook or a ZIP archive, not a text file: open it in a spreadsheet and save it as “CSV UTF-8”."),
        Trouble.PDF: _("This is a PDF, not a text file: export the list as CSV."),
        Trouble.COMPRESSED: _("This file is compressed: unpack it first and bring in the CSV file inside."),
        Trouble.PICTURE: _("This is a picture, not a text file: export the list as CSV."),
        Trouble.MARKUP: _("This is a web page or XML, not a CSV file: open it in a spreadsheet and save it as “CSV UTF-8”."),
        Trouble.JSON: _("This is JSON, not a table: export the list as CSV."),
        Trouble.DOCUMENT: _("This is a text document, not a table: export the list as CSV."),
        Trouble.CARDS: _("These are contact cards or calendar entries, not a table: export the list as CSV."),
        Trouble.COLUMNS: _("The file has %(detail)s columns, and 1,000 is the most: leave out those that are not needed."),
        Trouble.FIXED: _(
            "The columns of this file stand at fixed places, with blanks between them: save it as CSV, with commas between them."
        ),
        Trouble.BINARY: _("This is not a text file: export the list as CSV."),
        Trouble.ENCODING: _("“%(detail)s” is not an encoding: try utf-8, utf-16, latin-1 or cp1252."),
        Trouble.DELIMITER: _("“%(detail)s” cannot separate columns: choose a sign, such as a comma, a semicolon or a tab."),
        Trouble.HEADER: _("No row begins on line %(detail)s: choose the line on which the column names stand."),
    }
    return sentences[trouble] % {"detail": detail}


def flaw(kind: Flaw, *, found: int, width: int) -> tuple[str, str]:
    """Reason and remedy for a row that is no row."""
    if kind is Flaw.TOO_MANY:
        reason = _("The row has %(found)d cells, the header has %(width)d") % {"found": found, "width": width}
        return reason, _("Put quotation marks around cells that hold the separator")
    sentences = {
        Flaw.OPEN_QUOTE: (_("A quotation mark is opened and never closed"), _("Close it, or double it when it belongs to the text")),
        Flaw.TOO_LONG: (_("A cell is longer than 131,072 characters"), _("Shorten it")),
        Flaw.BYTES: (_("Some characters are not in the encoding of the file"), _("Choose another encoding, or save the file as UTF-8")),
        Flaw.HEADER: (_("These are the column names once more"), _("Nothing to do")),
        Flaw.TOTAL: (_("This looks like a total"), _("Nothing to do, if it is one")),
        Flaw.NOTE: (_("This looks like a note below the table"), _("Nothing to do, if it is one")),
    }
    return sentences[kind]


def problem(found: Problem, *, label: str, value: str) -> tuple[str, str]:
    """Reason and remedy for a value that cannot be taken."""
    shown = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
    words = {"label": label, "value": shown, "detail": found.detail}
    if found.wrong is Wrong.NO_SUCH_DAY:
        return _("%(label)s “%(value)s” does not exist") % words, month_length(found.detail)
    sentences = {
        Wrong.MISSING: (_("%(label)s is empty"), _("Every row needs it")),
        Wrong.TOO_LONG: (_("%(label)s is longer than %(detail)s characters"), _("Shorten it")),
        Wrong.NOT_A_DATE: (_("%(label)s “%(value)s” is not a date"), _("Write it like 2026-11-24")),
        Wrong.NO_SUCH_MONTH: (_("%(label)s “%(value)s” does not exist"), _("There is no month %(detail)s")),
        Wrong.WHICH_ORDER: (_("%(label)s “%(value)s” can be two different days"), _("Say whether the day or the month comes first")),
        Wrong.NO_DAY: (_("%(label)s “%(value)s” has no day"), _("Write it like 2026-11-24")),
        Wrong.DAY_NUMBER: (_("%(label)s “%(value)s” is a spreadsheet's day number"), _("Format the column as a date and save again")),
        Wrong.NOT_A_NUMBER: (_("%(label)s “%(value)s” is not a number"), _("Write digits only, or leave it empty")),
        Wrong.NOT_WHOLE: (_("%(label)s “%(value)s” is not a whole number"), _("Write it without decimals")),
        Wrong.OUT_OF_RANGE: (_("%(label)s “%(value)s” is outside of what can be stored"), _("Check it, or leave it empty")),
        Wrong.NOT_MONEY: (_("%(label)s “%(value)s” is not an amount"), _("Write it like 1200.50, the currency before or after it")),
        Wrong.WHICH_CURRENCY: (_("%(label)s “%(value)s” is not a currency"), _("Write its three letters, such as EUR")),
        Wrong.NOT_YES_OR_NO: (_("%(label)s “%(value)s” is neither yes nor no"), _("Write yes or no, or leave it empty")),
        Wrong.ON_NO_LIST: (_("%(label)s “%(value)s” is not known here"), _("Write one of these: %(detail)s")),
        Wrong.NOT_AN_ADDRESS: (_("%(label)s “%(value)s” is not an e-mail address"), _("Write it like name@example.com, or leave it empty")),
    }
    reason, remedy = sentences[found.wrong]
    return reason % words, remedy % words


def month_length(month: str) -> str:
    """Say "November has 30 days", from 2026-11."""
    year, number = (int(part) for part in month.split("-"))
    days = calendar.monthrange(year, number)[1]
    language = (get_language() or "en").replace("-", "_")
    name = str(get_month_names("wide", "stand-alone", language)[number])
    if number == 2:
        name = f"{name} {year}"
    return _("%(month)s has %(days)d days") % {"month": name, "days": days}


def outcome(code: str, *, first_line: int | None, subject: str, account: str) -> tuple[str, str]:
    """Reason and remedy for a readable row that is not taken because of other rows, or of what is here."""
    words = {"name": subject[:SHOWN], "account": account[:SHOWN], "line": f"{first_line or 0:,}", "day": ""}
    if code == "erased" and first_line is not None:
        words["day"] = date_format(date.fromordinal(first_line), pgettext("date format, see Django's date filter", "j M Y"))
    sentences = {
        "duplicate": (_("A duplicate of line %(line)s"), _("The first line was taken")),
        "ambiguous": (_("There are several called “%(name)s”"), _("Add the country, or the ID in the other system")),
        "no_account": (_("No customer “%(account)s” is here"), _("Bring in the accounts first")),
        "which_account": (_("Several customers are called “%(account)s”"), _("Add the account's ID in the other system, or its country")),
        "erased": (
            _("This person asked to be deleted on %(day)s"),
            _("Left out; where they came back by themselves, a reference manager may allow it under “People who were deleted”"),
        ),
        "pause_day": (_("A pause needs a day in the future on which it ends"), _("Write it under “Paused until”, or another standing")),
        "not_past": (_("The day is not over yet"), _("Past asks are of days before today; ask for the others with a request")),
        "done_before": (_("It was done before it was asked for"), _("Mend one of the two days")),
        "checked_before": (
            _("Older than what is known of “%(name)s” here"),
            _("Nothing to do: what is newer stays. To go back to it, write it on the customer's page"),
        ),
        "newer_line": (_("Line %(line)s has a newer check of “%(name)s”"), _("Nothing to do: the newest was taken")),
        "checked_later": (_("The day of the check is still to come"), _("Mend the day")),
        "no_score": (_("A health score goes from 0 to 100"), _("Choose another column, or bring it to a hundred")),
        "ends_before": (_("“%(name)s” ends before it begins"), _("Mend one of the two days")),
        "standing_stays": (_("“%(name)s” cannot come to that standing from the one it has"), _("Make it active first, on its page")),
    }
    reason, remedy = sentences[code]
    return reason % words, remedy % words


def kept(label: str, value: str, rows: int, *, can_be_said: bool = True) -> tuple[str, str]:
    """Reason and remedy for a value that is on no list: the row was taken, the value is kept beside it."""
    reason = ngettext(
        "%(label)s “%(value)s” is not known here, in one row", "%(label)s “%(value)s” is not known here, in %(rows)d rows", rows
    ) % {"label": label, "value": value[:SHOWN], "rows": rows}
    remedy = _("Kept as it is; say once what it means, under “Unknown values”") if can_be_said else _("The row was taken without it")
    return reason, remedy


def health_not_known(label: str, value: str, rows: int) -> tuple[str, str]:
    """Reason and remedy for a word for health that nobody has explained: the row was taken without it."""
    reason, _remedy = kept(label, value, rows, can_be_said=False)
    return reason, _("The row was taken without it; say before you bring it in what such words mean")


def left_out(label: str, value: str, rows: int) -> tuple[str, str]:
    """Reason and remedy for a value that cannot be read and that a row can do without."""
    reason = ngettext(
        "%(label)s “%(value)s” cannot be read, in one row", "%(label)s “%(value)s” cannot be read, in %(rows)d rows", rows
    ) % {"label": label, "value": value[:SHOWN], "rows": rows}
    return reason, _("Taken without it; mend it in the file, or on the page")


def nobody(value: str, rows: int) -> tuple[str, str]:
    """Reason and remedy for a mail that nobody at the customer has."""
    reason = ngettext(
        "Nobody at the customer has the address “%(value)s”, in one row",
        "Nobody at the customer has the address “%(value)s”, in %(rows)d rows",
        rows,
    ) % {"value": value[:SHOWN], "rows": rows}
    return reason, _("Taken without them; bring the people in and run the file again")


def over_limit(name: str, day: date) -> tuple[str, str]:
    """Reason and remedy for a past ask that was over a limit."""
    when = date_format(day, pgettext("date format, see Django's date filter", "j M Y"))
    reason = _("“%(name)s” was over its limit with the ask of %(day)s") % {"name": name[:SHOWN], "day": when}
    return reason, _("Kept and flagged; it takes its place in the ledger all the same")


def would_be_over(name: str, day: date) -> tuple[str, str]:
    """Reason and remedy for a past ask that would be over a limit."""
    when = date_format(day, pgettext("date format, see Django's date filter", "j M Y"))
    reason = _("“%(name)s” would be over its limit with the ask of %(day)s") % {"name": name[:SHOWN], "day": when}
    return reason, _("It would be kept and flagged, and take its place in the ledger all the same")


def speaker(who: str, *, several: int) -> tuple[str, str]:
    """Reason and remedy for a speaker who is nobody here, or several; the campaign was taken."""
    words = {"who": who[:SHOWN], "n": several}
    if several:
        reason = _("“%(who)s” is the name of %(n)s customers here; the campaign is in without them") % words
        return reason, _("Write the reference ID or the ID")
    reason = _("“%(who)s” is no customer here; the campaign is in without them") % words
    return reason, _("Bring the customer in, then this list again")


def nobody_there(who: str, name: str) -> tuple[str, str]:
    """Reason and remedy for a person who is not written down at the customer who spoke."""
    words = {"who": who[:SHOWN], "name": name[:SHOWN]}
    reason = _("“%(who)s” is nobody at “%(name)s”; the customer is on the list of who spoke") % words
    return reason, _("Add the person, then this list again")


def left_by_undo(name: str, *, created: bool) -> tuple[str, str]:
    """Reason and remedy for a row that an undo left as it is."""
    words = {"name": name[:SHOWN]}
    if created:
        return _("“%(name)s” is left: it was changed or used since") % words, _("Change it on its page, if it should go")
    return _("“%(name)s” is left as it is: it was changed since") % words, _("Change it on its page, if it should be as before")


def no_place(value: str, rows: int) -> tuple[str, str]:
    """Reason and remedy for a place that can be read in no way, or in several."""
    reason = ngettext(
        "“%(value)s” is not one place, in one row",
        "“%(value)s” is not one place, in %(rows)d rows",
        rows,
    ) % {"value": value[:SHOWN], "rows": rows}
    return reason, _("Taken without it; write it like “Dallas, Texas” or “Dublin, Ireland”")


def parent_label() -> str:
    """What the parent of an account is called."""
    return _("Parent account")


def parent_remedy() -> str:
    """What to do about a parent that is not here."""
    return _("Taken without it; bring the parent in and run the file again")


def vanished(*, line: int, taken: int) -> str:
    """What people read when a run ended without a word."""
    words = {"line": f"{line:,}", "taken": f"{taken:,}"}
    if taken:
        return _("Stopped unexpectedly after %(taken)s rows, which are in. Start it again: it picks up there, nothing is doubled.") % words
    return _("Stopped unexpectedly at line %(line)s, before anything was taken. Start it again: nothing is doubled.") % words


def not_undone() -> str:
    """What people read when an undo broke off."""
    return _("The undo broke off, and nothing was changed by it. Try it again; if it breaks off once more, tell whoever runs Goodword.")


def no_room() -> str:
    """The disk is full."""
    return _("There is no room left on the disk. Once whoever runs Goodword has made some, start it again: nothing is doubled.")


def broken() -> str:
    """What people read when the fault is ours."""
    return _("Something went wrong on our side. What was taken so far stays; bring the file in again, it picks up where it ended.")
