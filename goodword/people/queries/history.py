"""What happened to people and to the program, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.journal import queries as journal
from goodword.journal.models import Entry
from goodword.kernel.actor import ActorKind
from goodword.people.kinds import Retained, Role
from goodword.people.kinds.retention import YEAR
from goodword.people.models import Region, Team, User
from goodword.people.queries.circles import circles_of
from goodword.people.queries.directory import named
from goodword.ui.pieces import TimelineItem

LONGEST: Final = 50
AT_ONCE: Final = 500
Said = Mapping[str, Any]


def timeline(person: User, *, reader: User) -> list[TimelineItem]:
    """What happened to a person, newest first."""
    entries = journal.about("user", person.pk, circle_ids=circles_of(reader))
    return _items(entries.filter(verb__in=WORDS)[:LONGEST], subject=person)


def program_timeline(*, reader: User, verbs: tuple[str, ...] = ()) -> list[TimelineItem]:
    """What was changed about the program, newest first."""
    return _items(_about_program(reader).filter(verb__in=verbs or WORDS)[:LONGEST])


def program_changes(*, reader: User) -> tuple[int, Iterator[TimelineItem]]:
    """How many changes of the program there are, and all of them, newest first, read as they are wanted."""
    entries = _about_program(reader).filter(verb__in=WORDS)
    found = entries.iterator(chunk_size=AT_ONCE)
    return entries.count(), chain.from_iterable(_items(some) for some in iter(lambda: list(islice(found, AT_ONCE)), []))


def _about_program(reader: User) -> QuerySet[Entry]:
    return journal.about("program", 1, circle_ids=circles_of(reader))


def _items(entries: Iterable[Entry], *, subject: User | None = None) -> list[TimelineItem]:
    rows = list(entries)
    ids = {entry.actor_id for entry in rows if entry.actor_kind == ActorKind.PERSON and entry.actor_id}
    ids |= {
        int(entry.data[key]) for entry in rows for key in ("deputy", "manager", "person", "leaver", "to", "lead") if entry.data.get(key)
    }
    people = named(ids)
    names = {
        "people": {pk: person.name for pk, person in people.items()},
        "regions": dict(Region.objects.values_list("pk", "name")),
        "teams": dict(Team.objects.values_list("pk", "name")),
    }
    return [
        TimelineItem(
            text=WORDS[entry.verb](entry.data | {"_subject": subject.pk if subject else None}, names),
            at=entry.at,
            who=people[entry.actor_id].name if entry.actor_id in people and entry.actor_kind == ActorKind.PERSON else "",
        )
        for entry in rows
    ]


Names = Mapping[str, Mapping[int, str]]


def _who(data: Said, names: Names, key: str) -> str:
    return names["people"].get(int(data.get(key) or 0), _("nobody"))


def _where(data: Said, names: Names) -> str:
    return names["regions"].get(int(data.get("region") or 0), _("everything else"))


def _pairs(pairs: Iterable[tuple[str, int | None]], names: Names) -> str:
    known = dict(Role.choices)
    said = []
    for role, region_id in pairs:
        where = names["regions"].get(region_id or 0)
        said.append(
            _("%(role)s for %(region)s") % {"role": known.get(role, role), "region": where} if where else str(known.get(role, role))
        )
    return ", ".join(said)


def _roles(data: Said, names: Names) -> str:
    parts = []
    if data.get("added"):
        parts.append(_("now also: %(roles)s") % {"roles": _pairs(data["added"], names)})
    if data.get("removed"):
        parts.append(_("no longer: %(roles)s") % {"roles": _pairs(data["removed"], names)})
    return _("Roles changed, %(what)s") % {"what": "; ".join(parts)}


def _absence(data: Said, names: Names) -> str:
    days = {"from": data["from_on"], "to": data["to_on"], "deputy": _who(data, names, "deputy"), "person": _who(data, names, "person")}
    if data.get("person") != data["_subject"]:
        return _("Stands in for %(person)s from %(from)s until %(to)s") % days
    return _("Away from %(from)s, back on %(to)s; %(deputy)s stands in") % days


def _program(data: Said, names: Names) -> str:
    del names
    words = {
        "company_name": _("company name"),
        "colour": _("colour"),
        "logo": _("logo"),
        "time_zone": _("time zone"),
        "language": _("language"),
        "fiscal_first_month": _("first month of the fiscal year"),
        "mail_delay_seconds": _("time to undo a mail"),
        "ledger_holder": _("for whom limits count"),
    }
    return _("Changed: %(what)s") % {"what": ", ".join(words.get(name, name) for name in data["fields"])}


def days_words(days: int | None) -> str:
    """How long something is kept, in words."""
    if days is None:
        return _("for ever")
    if days % YEAR == 0:
        return ngettext("%(n)s year", "%(n)s years", days // YEAR) % {"n": days // YEAR}
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def _retention(data: Said, _names: Names) -> str:
    known = dict(Retained.choices)
    kept = [
        _("%(what)s: %(days)s") % {"what": known.get(kind, kind), "days": days_words(after)} for kind, (_b, after) in data["kinds"].items()
    ]
    return _("Kept from now on: %(kept)s") % {"kept": ", ".join(map(str, kept))}


def _swept(data: Said, _names: Names) -> str:
    what = dict(Retained.choices).get(data["kind"], data["kind"])
    return _("%(what)s: %(n)s went, kept long enough") % {"what": what, "n": data["gone"]}


def _region(data: Said, names: Names, key: str = "region") -> str:
    return names["regions"].get(int(data.get(key) or 0), _("that is gone"))


def _region_changed(data: Said, names: Names) -> str:
    if "fields" not in data:  # written before regions could be named and given countries
        return _("A region's clock or holidays changed")
    words = {
        "name": _("name"),
        "time_zone": _("time zone"),
        "holiday_country": _("public holidays"),
        "countries": _("countries"),
    }
    what = ", ".join(words.get(name, name) for name in data["fields"])
    return _("Region %(region)s changed: %(what)s") % {"region": _region(data, names), "what": what}


def _team(data: Said, names: Names) -> str:
    return names["teams"].get(int(data.get("team") or 0), _("that is gone"))


def _team_changed(data: Said, names: Names) -> str:
    if "lead" in data["fields"]:
        return _("Team %(team)s is led by %(lead)s") % {"team": _team(data, names), "lead": _who(data, names, "lead")}
    return _("Team %(team)s has this name now") % {"team": _team(data, names)}


def _handed_over(data: Said, names: Names) -> str:
    values = {"things": data["things"], "leaver": _who(data, names, "leaver"), "to": _who(data, names, "to")}
    return _("%(things)s open things went from %(leaver)s to %(to)s") % values


WORDS: Final[Mapping[str, Callable[[Said, Names], str]]] = {
    "user.imported": lambda _d, _n: _("Came with a list"),
    "user.edited": lambda _d, _n: _("Changed by a list"),
    "user.invited": lambda _d, _n: _("Invited"),
    "user.invited_again": lambda _d, _n: _("Invited again"),
    "user.invitation_handed_over": lambda _d, _n: _("The invitation's link was handed over"),
    "user.joined": lambda _d, _n: _("Joined, with a password of their own"),
    "user.deactivated": lambda _d, _n: _("Deactivated and signed out everywhere"),
    "user.reactivated": lambda _d, _n: _("May sign in again"),
    "user.roles_changed": _roles,
    "user.placed": lambda _d, _n: _("Region, team or job title changed"),
    "user.details_changed": lambda _d, _n: _("Changed own name, time zone or language"),
    "user.absence_set": _absence,
    "user.absence_changed": _absence,
    "user.absence_ended": lambda d, _n: _("Absence from %(from)s taken back") % {"from": d["from_on"]},
    "user.password_reset_asked": lambda _d, _n: _("A new password was asked for"),
    "user.device_ended": lambda _d, _n: _("Signed one of their devices out"),
    "user.handed_over": _handed_over,
    "user.given_requests": lambda d, _n: _("Got %(n)s requests to lead") % {"n": d.get("n", 0)},
    "user.ways_chosen": lambda _d, _n: _("Chose how to be told"),
    "program.ways_chosen": lambda _d, _n: _("How colleagues are told who have not chosen was changed"),
    "program.changed": _program,
    "handout.replaced": lambda _d, _n: _("A file of our own explains the program to customers"),
    "handout.reset": lambda _d, _n: _("The one-pager or slide is the one it came with again"),
    "text.published": lambda _d, _n: _("A text to customers was published"),
    "text.reset": lambda _d, _n: _("A text to customers went back to the words it came with"),
    "retention.changed": _retention,
    "retention.swept": _swept,
    "region.added": lambda d, n: _("Region %(region)s was added") % {"region": _region(d, n)},
    "region.changed": _region_changed,
    "region.removed": lambda d, n: (
        _("A region was taken away; what was there is in %(region)s") % {"region": _region(d, n, "to")}
        if d.get("to")
        else _("A region was taken away")
    ),
    "team.added": lambda d, n: _("Team %(team)s was added") % {"team": _team(d, n)},
    "team.changed": _team_changed,
    "team.removed": lambda _d, _n: _("A team was taken away"),
    "routing.changed": lambda d, n: (
        _("Requests for %(region)s go to %(manager)s") % {"region": _where(d, n), "manager": _who(d, n, "manager")}
    ),
    "routing.removed": lambda d, n: (
        _("The rule for %(region)s, %(manager)s, was taken out") % {"region": _where(d, n), "manager": _who(d, n, "manager")}
    ),
}
