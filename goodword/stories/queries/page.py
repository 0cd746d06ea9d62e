"""Everything that the page of a story shows."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.comments.queries import talk
from goodword.customers.kinds import ListKind
from goodword.customers.kinds.places import language_name
from goodword.customers.kinds.sentences import SENTENCES as CUSTOMERS
from goodword.customers.queries import list_items, timeline_items
from goodword.files.kinds import ACCEPT
from goodword.journal.queries import about
from goodword.people.models import User
from goodword.people.queries import circles_of, today
from goodword.playbooks.kinds.sentences import SENTENCES as STEPS
from goodword.stories import access
from goodword.stories.kinds import KINDS, Part, Stage
from goodword.stories.kinds.drivers import DRIVERS
from goodword.stories.kinds.sentences import SENTENCES
from goodword.stories.models import Story
from goodword.stories.queries.metrics import WANTED, has_better, metrics_shown
from goodword.stories.queries.people import seekers_of
from goodword.stories.queries.quotes import quotes_shown
from goodword.stories.queries.steps import run_context
from goodword.stories.queries.transcripts import transcripts_shown
from goodword.stories.states import STORY_OPEN, StoryState
from goodword.ui.navigation import address
from goodword.ui.pieces import Action, BallLine, Crumb, Fact, Person

_S = StoryState


def page_of(row: Story, *, reader: User, at: datetime) -> dict[str, Any]:
    """The context of the page."""
    talked = talk("story", row.pk, reader=reader, at=at)
    entries = about("story", row.pk, circle_ids=circles_of(reader))
    may_edit = access.can_edit(reader, row, today=today(at))
    return {
        "row": row,
        "kind": KINDS[row.kind],
        "crumbs": [Crumb(label=_("Stories"), url=reverse("stories:list")), Crumb(label=row.reference)],
        "ball": ball_line(row, reader),
        "brief": [(label, words) for label, words in _brief(row) if words],
        "facts": _facts(row),
        "people": _people(row),
        "metrics": metrics_shown(row),
        "transcripts": transcripts_shown(row),
        "questions": row.questions.count(),
        "quotes": quotes_shown(row),
        **_waiting(row, reader),
        "may_write_metrics": may_edit or access.seeks_metric(reader, row),
        "metrics_wanted": WANTED if KINDS[row.kind].needs_metric else 0,
        "stages": stages(row),
        "timeline": timeline_items(entries, {**CUSTOMERS, **STEPS, **SENTENCES}, today=today(at)),
        "acts": _acts(row, reader, may_edit=may_edit),
        "more": _more(row, reader),
        "may_edit": may_edit,
        "may_assign": access.can_assign(reader, row),
        "is_open": row.state in STORY_OPEN,
        **{name: value for name, value in run_context(row, reader=reader, at=at).items() if value is not None},
        "talk": talked,
        "comments": talked.comments,
        "files": talked.files,
        "accept": ACCEPT,
        "file_mb": settings.FILE_MEGABYTES,
        "me": Person(name=reader.name, id=reader.pk),
    }


def _waiting(row: Story, reader: User) -> dict[str, Any]:
    waits, wanted = row.state == _S.WAITING_METRIC, KINDS[row.kind].needs_metric
    return {
        "waits_for_metric": waits,
        "seekers": seekers_of(row) if waits else [],
        "may_ask_for_metric": wanted and access.may(reader, "wait_for_metric", row) and not has_better(row),
        "may_go_on": access.may(reader, "go_on", row),
    }


def stages(row: Story) -> list[tuple[str, str]]:
    """The rail: each stage with `done`, `now` or nothing."""
    order = [each.value for each in Stage]
    at = order.index(row.stage)
    ended = row.state in (_S.APPROVED, _S.PUBLISHED)
    return [(str(Stage(code).label), "done" if n < at or (ended and n <= at) else "now" if n == at else "") for n, code in enumerate(order)]


def ball_line(row: Story, viewer: User) -> BallLine:
    """Who has the ball, in one line."""
    who = row.manager
    if row.state == _S.STOPPED:
        return BallLine(title=_("Stopped"), icon="x")
    if row.state in (_S.APPROVED, _S.PUBLISHED):
        return BallLine(title=row.get_state_display(), icon="circle-check")
    if row.state == _S.WAITING_METRIC:
        return _ball_of_figure(row, viewer)
    if who is None:
        return BallLine(title=_("Waiting for somebody who leads it: nobody does yet"), icon="hourglass")
    person = Person(name=who.name, id=who.pk)
    if who.pk == viewer.pk:
        return BallLine(title=_("Your turn, %(name)s: see that it goes on") % {"name": viewer.first_name}, who=person, mine=True)
    return BallLine(title=_("Waiting for %(name)s, who leads it") % {"name": who.name}, who=person)


def _ball_of_figure(row: Story, viewer: User) -> BallLine:
    seekers = seekers_of(row)
    if any(each.pk == viewer.pk for each in seekers):
        mine = Person(name=viewer.name, id=viewer.pk)
        return BallLine(title=_("Your turn, %(name)s: find a figure that became better") % {"name": viewer.first_name}, who=mine, mine=True)
    if not seekers:
        return BallLine(title=_("Waiting for a figure, and nobody looks for one"), icon="hourglass")
    first, names = seekers[0], ", ".join(each.name for each in seekers)
    return BallLine(title=_("Waiting for a figure from %(names)s") % {"names": names}, who=Person(name=first.name, id=first.pk))


def _brief(row: Story) -> list[tuple[str, str]]:
    return [(_("What it shows"), row.shows), (_("For whom"), row.audience), (_("Why now"), row.why_now)]


def _facts(row: Story) -> list[Fact]:
    uses = {each.code: each.label for each in list_items(ListKind.USE_CASE)}
    told_by = Person(name=row.contact.name, id=row.contact.pk, note=row.contact.title) if row.contact is not None else None
    facts = [
        Fact(label=_("Customer"), value=row.account.name, url=address("desk:account", row.account.pk)) if row.account else None,
        Fact(label=_("Told by"), person=told_by),
        Fact(label=_("Heard"), value=row.heard_where),
        Fact(label=_("About"), value=row.parent.title, url=reverse("stories:story", args=[row.parent.number])) if row.parent else None,
        Fact(label=_("Name"), value=_("with the customer's name") if row.is_attributable else _("nobody may find out who it is")),
        Fact(label=_("Value drivers"), value=", ".join(str(DRIVERS[code].label) for code in row.drivers if code in DRIVERS)),
        Fact(label=_("Use cases"), value=", ".join(uses.get(code, code) for code in row.use_cases)),
        Fact(label=_("Languages"), value=", ".join(language_name(code) for code in row.languages)),
        Fact(label=_("Interview within"), value=row.get_timeframe_display() if row.timeframe else ""),
        Fact(label=_("Proposed by"), person=Person(name=row.proposed_by.name, id=row.proposed_by_id)),
        Fact(label=_("On"), on=row.created_at),
    ]
    return [each for each in facts if each is not None and (each.value or each.on or each.person)]


def _people(row: Story) -> list[dict[str, Any]]:
    return [
        {
            "part": each.get_part_display(),
            "code": each.part,
            "user": each.user,
            "until_on": each.until_on,
            "leads": each.part == Part.MANAGER,
        }
        for each in row.people.select_related("user")
    ]


def _acts(row: Story, reader: User, *, may_edit: bool) -> list[Action]:
    found = []
    if access.may(reader, "reopen", row):
        url = reverse("stories:verb", args=[row.number, "reopen"])
        found.append(Action(label=_("Take it up again"), url=url, method="post", style="primary"))
    if access.may(reader, "begin", row):
        url = reverse("stories:begin", args=[row.number])
        found.append(Action(label=_("Begin"), url=url, method="post", style="primary"))
    if may_edit:
        found.append(Action(label=_("Write the brief"), url=reverse("stories:brief", args=[row.number]), icon="pencil"))
    return found


def _more(row: Story, reader: User) -> list[Action]:
    if not access.may(reader, "stop", row):
        return []
    return [Action(label=_("Stop it"), url=f"{reverse('stories:story', args=[row.number])}?do=stop")]
