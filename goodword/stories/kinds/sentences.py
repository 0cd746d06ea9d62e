"""The words of each verb of stories, for timelines."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.customers.kinds.sentences import Sentence
from goodword.stories.kinds.around import AROUND
from goodword.stories.kinds.people import Part
from goodword.stories.kinds.short import SHORT
from goodword.stories.kinds.written import WRITTEN

_KINDS: Final = {each.code: each.label for each in (*WRITTEN, *SHORT, *AROUND)}
_FIELDS: Final = {
    "title": gettext_lazy("title"),
    "shows": gettext_lazy("what it shows"),
    "audience": gettext_lazy("for whom"),
    "why_now": gettext_lazy("why now"),
    "heard_where": gettext_lazy("where it was heard"),
    "drivers": gettext_lazy("value drivers"),
    "use_cases": gettext_lazy("use cases"),
    "languages": gettext_lazy("languages"),
    "timeframe": gettext_lazy("when the interview is"),
    "is_attributable": gettext_lazy("with or without the name"),
}


def _proposed(values: Mapping[str, Any]) -> str:
    return _("Proposed a story: %(what)s") % {"what": _KINDS.get(values.get("kind", ""), values.get("kind", ""))}


def _briefed(values: Mapping[str, Any]) -> str:
    return _("Changed the brief: %(what)s") % {"what": ", ".join(str(_FIELDS.get(each, each)) for each in values.get("fields", ()))}


def _part(values: Mapping[str, Any]) -> str:
    part = values.get("part", "")
    return str(Part(part).label) if part in Part.values else str(part)


def _assigned(values: Mapping[str, Any]) -> str:
    return _("%(to)s has a part in it: %(part)s") % {"to": values.get("to", ""), "part": _part(values)}


def _unassigned(values: Mapping[str, Any]) -> str:
    return _("%(to)s has no part in it any more: %(part)s") % {"to": values.get("to", ""), "part": _part(values)}


def _picked(values: Mapping[str, Any]) -> str:
    n = int(values.get("n", 0))
    return ngettext("Picked %(n)s question for the interview", "Picked %(n)s questions for the interview", n) % {"n": n}


def _returned(values: Mapping[str, Any]) -> str:
    n = int(values.get("corrected", 0))
    return ngettext("Sent the transcript back with %(n)s correction", "Sent the transcript back with %(n)s corrections", n) % {"n": n}


def _approved(values: Mapping[str, Any]) -> str:
    n = int(values.get("corrected", 0))
    if not n:
        return _("Approved the transcript")
    return ngettext("Approved the transcript with %(n)s correction", "Approved the transcript with %(n)s corrections", n) % {"n": n}


SENTENCES: Mapping[str, Sentence] = {
    "story.proposed": _proposed,
    "story.briefed": _briefed,
    "story.assigned": _assigned,
    "story.unassigned": _unassigned,
    "story.metric_added": gettext_lazy("Wrote a figure down"),
    "story.metric_changed": gettext_lazy("Corrected a figure"),
    "story.metric_asked": gettext_lazy("Asked owner and success manager for a figure: the story waits for it"),
    "story.metric_found": gettext_lazy("The figure is there: the story goes on"),
    "story.went_on": gettext_lazy("Went on without a figure"),
    "story.metric_removed": gettext_lazy("Took a figure out"),
    "story.form_taken": gettext_lazy("Took a workbook of figures: %(added)s new, %(changed)s changed"),
    "story.transcript_added": gettext_lazy("Put a transcript beside it"),
    "story.transcript_removed": gettext_lazy("Took a transcript away"),
    "story.speaker_named": gettext_lazy("Corrected who speaks in a transcript"),
    "story.questions_picked": _picked,
    "story.question_added": gettext_lazy("Added a question to the interview"),
    "story.question_changed": gettext_lazy("Worded a question of the interview otherwise"),
    "story.question_removed": gettext_lazy("Took a question out of the interview"),
    "story.turn_corrected": gettext_lazy("Corrected what was heard wrong in a transcript"),
    "story.transcript_sent": gettext_lazy("Sent the transcript to the customer"),
    "story.transcript_called_back": gettext_lazy("Called the transcript back"),
    "story.transcript_returned": _returned,
    "story.transcript_approved": _approved,
    "story.transcript_approval_noted": gettext_lazy("Noted that the customer approved the transcript"),
    "story.transcript_opened": gettext_lazy("Opened the approved transcript again"),
    "story.redline_taken": gettext_lazy("Took a correction of the customer"),
    "story.redline_declined": gettext_lazy("Did not take a correction of the customer"),
    "story.quote_added": gettext_lazy("Kept a quote"),
    "story.quote_changed": gettext_lazy("Shortened a quote"),
    "story.quote_removed": gettext_lazy("Took a quote out"),
    "story.passed_on": gettext_lazy("Handed over to %(to)s"),
    "story.stopped": gettext_lazy("Stopped the story"),
    "story.reopened": gettext_lazy("Took the story up again"),
}
