"""Home: what waits for somebody, whom they wait for, and how an installation begins.

Each slice says what waits in its own words, as `WorkItem`s; here they are put in one order.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Min
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.access import accounts_visible_to, members_visible_to
from goodword.desk.queries.glance import Glance, imports_waiting
from goodword.imports.states import State as ImportState
from goodword.people import queries as people
from goodword.people.models import User
from goodword.recruiting.queries.ball import nomination_item
from goodword.recruiting.queries.leads import leads_waiting
from goodword.recruiting.queries.nominations import waiting_for as nominations_waiting
from goodword.recruiting.queries.reviewing import fitness_waiting, reviews_waiting
from goodword.requests.queries.work import waiting
from goodword.stories.queries.board import step_items
from goodword.ui.dates import day_words, local_day
from goodword.ui.navigation import address
from goodword.ui.pieces import Action, WorkItem

OTHERS_SHOWN: Final = 6
# More than anybody does in a day; the rest is drawn when it is asked for.
MINE_SHOWN: Final = 50
NEVER: Final = date.max


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the left of the page: the one number, both lists, and for a new installation how to begin."""

    heading: str
    lead: str
    mine: list[WorkItem]
    mine_total: int
    others: list[WorkItem]
    others_total: int
    to_confirm: int
    steps: "list[Step]"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the beginning: what, why, where, and whether it is done."""

    label: str
    detail: str
    url: str
    is_done: bool


def home(user: User, known: Glance, *, at: datetime, all_mine: bool = False, all_others: bool = False) -> Home:
    """What waits, late first, and what others owe."""
    calls = waiting(user, at=at, most_mine=None if all_mine else MINE_SHOWN, most_others=None if all_others else OTHERS_SHOWN)
    small = [
        *_imports(user, known),
        *_mails(user, known),
        *_records(known),
        *_leads(user, known, at=at),
        *_registrations(user, known, at=at),
        *_nominations(user, known),
        *step_items(known.story_steps),
        *people.waiting_for(user, known.people, at=at),
    ]
    mine, total = sorted([*calls.mine, *small], key=_due_day), len(calls.mine_due) + len(small)
    due = [*calls.mine_due, *(local_day(item.due) if item.due else None for item in small)]
    return Home(
        heading=_heading(user, total),
        lead=_lead([day for day in due if day is not None], today=local_day(at)),
        mine=mine if all_mine else mine[:MINE_SHOWN],
        mine_total=total,
        others=calls.others,
        others_total=len(calls.others_due),
        to_confirm=calls.to_confirm,
        steps=first_steps(user, known),
    )


def _due_day(item: WorkItem) -> date:
    return local_day(item.due) if item.due else NEVER


# In words


def number_words(number: int) -> str:
    """A small number as a word, a large one as figures."""
    small = (
        _("none"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
        _("eleven"),
        _("twelve"),
    )
    return small[number] if number < len(small) else str(number)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _heading(user: User, waiting: int) -> str:
    values = {"number": _capital(number_words(waiting)), "name": user.first_name}
    if not waiting:
        return _("Nothing waits for you, %(name)s") % values
    return ngettext("%(number)s thing waits for you, %(name)s", "%(number)s things wait for you, %(name)s", waiting) % values


def _lead(due: Iterable[date], *, today: date) -> str:
    days = sorted(due)
    late, now = [day for day in days if day < today], days.count(today)
    ahead = [day for day in days if today < day <= today + timedelta(days=7)]
    said = []
    if late:
        by = (today - late[0]).days
        values = {"number": _capital(number_words(len(late))), "days": number_words(by)}
        said.append(
            ngettext("One is late by %(days)s day.", "One is late by %(days)s days.", by) % values
            if len(late) == 1
            else _("%(number)s are late.") % values
        )
    if now:
        said.append(ngettext("%(number)s is due today.", "%(number)s are due today.", now) % {"number": _capital(number_words(now))})
    if ahead:
        values = {"number": _capital(number_words(len(ahead))), "day": day_words(ahead[-1], today=today)}
        said.append(ngettext("%(number)s is due by %(day)s.", "%(number)s are due by %(day)s.", len(ahead)) % values)
    return " ".join(said)


# What the small slices have waiting


def _records(known: Glance) -> list[WorkItem]:
    """Records of one's own to confirm; for those who run the program, those that wait for too long, and who is to leave."""
    own, late, out = known.records
    items = []
    if own:
        url = address("desk:confirm_records")
        title = ngettext("Confirm %(n)s record of a customer", "Confirm %(n)s records of customers", own) % {"n": own}
        items.append(WorkItem(title=title, url=url, icon="check", action=Action(label=_("Look at them"), url=url, style="soft")))
    if late:
        title = ngettext(
            "%(n)s record waits for its owner's word for too long", "%(n)s records wait for their owners' word for too long", late
        )
        items.append(WorkItem(title=title % {"n": late}, url=f"{address('desk:standing')}?why=overdue", icon="clock"))
    if out:
        title = ngettext("%(n)s customer is said to be no longer a reference", "%(n)s customers are said to be no longer references", out)
        items.append(WorkItem(title=title % {"n": out}, url=f"{address('desk:standing')}?why=proposed", icon="user-x"))
    return items


def _imports(user: User, known: Glance) -> list[WorkItem]:
    wanting = imports_waiting(user) if known.imports_wait else imports_waiting(user).none()
    return [
        WorkItem(
            title=_("Say what the columns of %(file)s mean") % {"file": run.file_name}
            if run.state == ImportState.UPLOADED
            else _("%(file)s could not be read") % {"file": run.file_name},
            url=address("imports:run", run.pk),
            icon="database-import",
            detail=_("The list waits until then; nothing of it is in yet.") if run.state == ImportState.UPLOADED else run.error,
            action=Action(label=_("Go on"), url=address("imports:run", run.pk), style="soft"),
        )
        for run in wanting[:5]
    ]


def _mails(user: User, known: Glance) -> list[WorkItem]:
    failed = known.mails_failed
    if not failed or not user.is_administrator:
        return []
    url = address("notifications:outbox")
    return [
        WorkItem(
            title=ngettext("%(n)s mail could not be sent", "%(n)s mails could not be sent", failed) % {"n": failed},
            url=f"{url}?state=failed",
            detail=ngettext("It says why, and can be sent again.", "Each says why, and can be sent again.", failed),
            icon="mail-x",
            action=Action(label=_("Look"), url=f"{url}?state=failed", style="soft"),
        )
    ]


def _leads(user: User, known: Glance, *, at: datetime) -> list[WorkItem]:
    """Customers of theirs that they were asked about; for those who run the program a report of which no owner was told."""
    items = []
    if known.leads_wait and (waiting_leads := leads_waiting(user, at=at)):
        url = address("recruiting:my_leads")
        title = ngettext(
            "A customer of yours could be a good reference", "%(n)s customers of yours could be good references", waiting_leads
        )
        detail = _("Yes, not now or never: one click each.")
        action = Action(label=_("Answer"), url=url, style="soft")
        items.append(WorkItem(title=title % {"n": waiting_leads}, url=url, detail=detail, icon="bulb", action=action))
    if known.leads_new:
        url, quarter = address("recruiting:leads"), known.quarter.label
        title, detail = _("The reference leads of %(quarter)s are here") % {"quarter": quarter}, _("No owner was asked about them yet.")
        items.append(WorkItem(title=title, url=url, detail=detail, icon="bulb", action=Action(label=_("Look"), url=url, style="soft")))
    return items


def _registrations(user: User, known: Glance, *, at: datetime) -> list[WorkItem]:
    """Who registered and waits for an answer of theirs, and of whom they should say whether they fit."""
    items = []
    if known.fitness_waits:
        owed = fitness_waiting(user).aggregate(n=Count("pk"), due=Min("due_at"))
        url, n = address("recruiting:my_fitness"), owed["n"]
        title = ngettext(
            "Somebody at your customer wants to join: do they fit?", "%(n)s people at your customers want to join: do they fit?", n
        )
        action = Action(label=_("Answer"), url=url, style="soft")
        detail = _("Fits, not now or no: one click each.")
        items.append(WorkItem(title=title % {"n": n}, url=url, detail=detail, icon="help-circle", due=owed["due"], action=action))
    if known.reviews_wait:
        rows = reviews_waiting(user, today=people.today(at)).order_by().values("responsible", "responsible__name")
        for row in rows.annotate(n=Count("pk"), due=Min("due_on")):
            url, n = f"{address('recruiting:registrations')}?responsible={row['responsible']}", row["n"]
            title = ngettext("A registration waits for your answer", "%(n)s registrations wait for your answers", n) % {"n": n}
            detail = _("You stand in for %(name)s.") % {"name": row["responsible__name"]} if row["responsible"] != user.pk else ""
            action = Action(label=_("Look"), url=url, style="soft")
            items.append(WorkItem(title=title, url=url, detail=detail, icon="user-plus", due=row["due"], action=action))
    return items


def _nominations(user: User, known: Glance) -> list[WorkItem]:
    """Nominations to decide on, and those in which more was asked of them."""
    if not known.nominations_wait:
        return []
    found = nominations_waiting(user).select_related("account", "nominator")[:MINE_SHOWN]
    return [nomination_item(row, user) for row in found]


# The beginning


def _set_up() -> Step:
    program = people.program()
    missing = [
        words
        for words, is_there in (
            (_("company name, time zone and fiscal year"), program.company_name),
            (_("logo"), program.logo),
            (_("teams"), people.teams().exists()),
        )
        if not is_there
    ]
    detail = _("Still missing: %(what)s.") % {"what": ", ".join(missing)} if missing else _("Name, calendar, logo and teams are there.")
    return Step(_("Set up the program"), detail, address("people:begin"), not missing)


def first_steps(user: User, known: Glance) -> list[Step]:
    """How a new installation begins, for those who run it; nothing once the first request was made."""
    if not user.is_manager or known.was_asked:
        return []
    steps = [
        *([_set_up()] if user.is_administrator else []),
        Step(
            _("Bring your customers in"),
            _("A list from your sales system, as it is. Columns are guessed; nothing is lost."),
            address("imports:upload"),
            accounts_visible_to(user).exists(),
        ),
        Step(
            _("Make the first members"),
            _("Open a customer that is glad to speak, and note what it agreed to."),
            address("customers:list"),
            members_visible_to(user).exists(),
        ),
        Step(
            _("Invite colleagues"),
            _("Those who ask for customers, and those who answer for them."),
            address("people:invite") if user.is_administrator else address("people:list"),
            people.active_people().exclude(pk=user.pk).exists(),
        ),
        Step(
            _("Ask for a customer"),
            _("The first request: who is needed, by when, and for which deal."),
            address("requests:new"),
            is_done=False,
        ),
    ]
    return [step for step in steps if step.url]
