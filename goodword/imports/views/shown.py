"""What the page of a run shows: its state in words, how far it is, what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.kinds import Health
from goodword.imports import actions, queries
from goodword.imports.forms import MappingForm, ReadingForm
from goodword.imports.kinds import KINDS
from goodword.imports.models import ImportRun
from goodword.imports.states import WORKING, State
from goodword.imports.tables import badge
from goodword.ui import pages
from goodword.ui.pieces import Action, Crumb, Fact

READY = (State.UPLOADED, State.TRIED)
PER_PAGE = 50
ENOUGH_TO_TELL = 0.05
MINUTE = 60


def title(run: ImportRun) -> str:
    """What the page is about, as a sentence."""
    words = {"noun": str(KINDS[run.kind].noun), "file": run.file_name, "taken": taken(run)}
    if run.state == State.UNDOING:
        return _("Undoing the import of %(file)s") % words
    if run.state in WORKING:
        return (_("Trying %(file)s") if run.is_dry else _("Bringing in %(noun)s")) % words
    if run.state == State.DONE:
        return words["taken"]
    if run.state == State.STOPPED and not run.rows_taken:
        return _("Stopped before anything changed")
    if run.state == State.STOPPED:
        return _("Stopped: %(taken)s") % words
    if run.state == State.UNDONE:
        return undone_words(run)
    if run.state == State.FAILED:
        return _("%(file)s could not be read") % words
    return _("Bring in %(noun)s from %(file)s") % words


def undone_words(run: ImportRun) -> str:
    """What became of an import that was taken back, as a sentence."""
    gone, restored, left = run.detected["undone"]
    words = {"gone": figure(gone), "restored": figure(restored), "left": figure(left)}
    if left:
        return _("Undone: %(gone)s went away, %(restored)s are as before, %(left)s left because somebody touched them since") % words
    return _("Undone: %(gone)s went away, %(restored)s are as before") % words


def may_be_undone(run: ImportRun) -> bool:
    """Whether an import can be taken back."""
    ended = run.state in {State.DONE, State.STOPPED} and not run.is_dry
    return ended and run.kind in actions.UNDOABLE and run.created + run.updated > 0


def taken(run: ImportRun) -> str:
    """How many are in, as a sentence."""
    many = run.created + run.updated + run.unchanged
    if not many and run.rejected and run.state == State.DONE:
        words = ngettext("The one row could not be taken", "None of the %(n)s rows could be taken", run.rejected)
        return words % {"n": figure(run.rejected)}
    if many and run.state == State.DONE and not run.created and not run.updated:
        return ngettext("Nothing new: the one was here already", "Nothing new: all %(n)s were here already", many) % {"n": figure(many)}
    return str(KINDS[run.kind].are_in % {"many": many, "n": figure(many)})


def note(run: ImportRun, request: HttpRequest) -> str:
    """File, who and when, beside the state."""
    at = localtime(run.started_at or run.created_at)
    when = date_format(at, "j M, H:i")
    who = _("you") if run.started_by_id == request.user.pk else run.started_by.name if run.started_by else _("the command line")
    sentence = _("%(file)s, started by %(who)s, %(when)s.") if run.started_at else _("%(file)s, uploaded by %(who)s, %(when)s.")
    text = sentence % {"file": run.file_name, "who": who, "when": when}
    return f"{text} {_('You can leave this page.')}" if run.state in WORKING else text


def progress(run: ImportRun) -> dict[str, Any]:
    """How far the run is: lines while it reads, then rows while it writes; and the time left, once it can be told."""
    if run.state == State.UNDOING:
        done, of, *_before = run.detected["undoing"]
        label = _("rows away or as before") if of else _("looking for what was touched since")
        return {"done": done, "of": of, "label": label, "left": ""}
    reading = not run.rows_taken
    above = int(run.detected.get("header_line") or 0)
    done, of = (max(0, run.line_reached - above), run.lines - above) if reading else (run.rows_taken, max(run.rows_taken, run.rows))
    share = (run.line_reached / run.lines if run.lines else 0) * 0.5 + (0 if reading else 0.5 * done / max(1, of))
    left = ""
    if run.stop_requested:
        left = _("stopping: what was read is written …")
    elif share > ENOUGH_TO_TELL and run.seconds > 1:
        left = time_left(max(1, round(run.seconds / share - run.seconds)))
    return {"done": done, "of": of, "label": _("lines read") if reading else _("rows compared and taken"), "left": left}


def time_left(seconds: int) -> str:
    """How long it will take, roughly."""
    if seconds < 2 * MINUTE:
        return ngettext("about %(n)d second left", "about %(n)d seconds left", seconds) % {"n": seconds}
    return _("about %(n)d minutes left") % {"n": round(seconds / MINUTE)}


def added_up(run: ImportRun) -> str:
    """That rows about one campaign are one, where there are such."""
    rows = int(run.detected.get("joined") or 0)
    words = ngettext(
        "%(n)s row more is about one of these campaigns, and names who else spoke.",
        "%(n)s rows more are about one of these campaigns each, and name who else spoke.",
        rows,
    )
    return words % {"n": figure(rows)} if rows and run.rows_taken else ""


def counts(run: ImportRun) -> list[Fact]:
    """The four figures."""
    return [
        Fact(label=_("New"), value=figure(run.created)),
        Fact(label=_("Changed"), value=figure(run.updated)),
        Fact(label=_("Same as before"), value=figure(run.unchanged)),
        Fact(label=_("Not taken"), value=figure(run.rejected)),
    ]


def seen_at(run: ImportRun) -> Action | None:
    """Where one sees what a list has brought in or changed; people are seen at their customers."""
    if run.is_dry or run.state not in {State.DONE, State.STOPPED} or not run.created + run.updated:
        return None
    if run.kind == "people":
        return Action(label=_("See who is here"), url=reverse("people:list"))
    if run.kind == "opportunities":
        return Action(label=_("See these deals"), url=f"{reverse('customers:deals')}?import={run.pk}")
    if run.kind == "campaigns":
        return Action(label=_("See these campaigns"), url=f"{reverse('customers:campaigns')}?import={run.pk}")
    label = _("See these customers") if run.kind in {"accounts", "members", "asks", "health"} else _("See their customers")
    return Action(label=label, url=f"{reverse('customers:list')}?import={run.pk}")


def figure(number: int) -> str:
    """A number as people read it."""
    return f"{number:,}"


def run_context(
    request: HttpRequest, run: ImportRun, *, reading: ReadingForm | None = None, mapping: MappingForm | None = None
) -> dict[str, Any]:
    """Everything the page of a run needs."""
    rejections = run.rejections.filter(row_was_taken=False)
    kept = run.rejections.filter(row_was_taken=True)
    ready = run.state in READY or (run.state == State.FAILED and bool(run.detected))
    curable = run.state == State.FAILED and bool(run.detected or run.chosen)
    return {
        "run": run,
        "kind": KINDS[run.kind],
        "title": title(run),
        "badge": badge(run),
        "note": note(run, request),
        "crumbs": [Crumb(label=_("Imports"), url=reverse("imports:list")), Crumb(label=run.file_name)],
        "working": run.state in WORKING,
        "undoing": run.state == State.UNDOING,
        "ready": ready,
        "ended": run.state in {State.DONE, State.STOPPED, State.UNDONE},
        "may_be_undone": may_be_undone(run),
        "tried": run.state == State.TRIED,
        "failed": run.state == State.FAILED,
        "stopped": run.state == State.STOPPED,
        "progress": progress(run),
        "counts": counts(run),
        "added_up": added_up(run),
        "spread": spread(run) if run.state not in WORKING else [],
        "scale_words": scale_words(run),
        "to_bring": run.created + run.updated,
        "all_changes": run.state not in WORKING and actions.path_of_changes(run).exists(),
        "rejections": pages.paged(request, rejections, per_page=PER_PAGE),
        "kept": kept[:20],
        "kept_total": kept.count(),
        "missing": actions.missing(run) if ready and run.detected else "",
        "reading": reading or (ReadingForm(run=run) if run.state in READY or curable else None),
        "reading_open": reading is not None or curable or (ready and not run.columns),
        "unknown": queries.count_unknown() if run.state in {State.DONE, State.STOPPED} and kept else 0,
        "mapping": mapping or (MappingForm(run=run) if ready else None),
        "lines_below": max(0, run.lines - int(run.detected.get("header_line") or 0)),
        "seen_at": seen_at(run),
        "unmapped_columns": len(run.detected.get("columns", ())) - len(run.columns),
        "earlier": queries.runs().exclude(pk=run.pk).filter(state__in=[State.DONE, State.STOPPED])[:4],
    }


def scale_words(run: ImportRun) -> str:
    """What scores and words of this list mean, as a sentence."""
    scale = queries.scale_of_run(run)
    words = {"fair": scale.bands.fair_from, "good": scale.bands.good_from}
    sentences = [_("A score below %(fair)d is poor, from %(fair)d fair, from %(good)d good.") % words]
    for code, label in Health.choices:
        if said := scale.words.get(code):
            sentences.append(_("%(words)s: %(health)s.") % {"words": ", ".join(f"“{word}”" for word in said), "health": str(label).lower()})
    return " ".join(sentences)


def spread(run: ImportRun) -> list[Fact]:
    """How many of the rows that are taken say good, fair and poor; nothing where no row says anything."""
    found: dict[str, int] = run.detected.get("spread") or {}
    return [Fact(label=str(label), value=figure(found.get(code, 0))) for code, label in Health.choices if code] if found else []
