"""Everything that the page of a nomination shows."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.comments.queries import talk
from goodword.customers.kinds import ActivityType, Family
from goodword.customers.kinds.activities import limit_words
from goodword.customers.kinds.sentences import SENTENCES as CUSTOMERS
from goodword.customers.models import Member
from goodword.customers.queries import timeline_items
from goodword.files.kinds import ACCEPT
from goodword.journal.queries import about
from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.policy.queries import in_force
from goodword.recruiting.access import can_correct, is_of_program, may_nomination, runs_nomination
from goodword.recruiting.kinds import QUESTIONS, TRACK_LABELS, Source
from goodword.recruiting.kinds.introduction import ASKED
from goodword.recruiting.kinds.sentences import SENTENCES
from goodword.recruiting.models import Introduction, Nomination
from goodword.recruiting.queries.ball import ball_line
from goodword.recruiting.queries.briefing import facts_of, long_answers, short_facts
from goodword.recruiting.queries.handouts import downloads
from goodword.recruiting.queries.readiness import introduction_of, steps
from goodword.recruiting.queries.tracks import track_now
from goodword.recruiting.states import NOMINATION_OPEN, NominationState
from goodword.ui.navigation import address
from goodword.ui.pieces import Action, Crumb, Fact, Person


def page_of(row: Nomination, *, reader: User, at: datetime) -> dict[str, Any]:
    """The context of the page."""
    now, call = in_force(at), introduction_of(row)
    before = steps(row, call, now=now) if row.state in NOMINATION_OPEN else ()
    talked = talk("nomination", row.pk, reader=reader, at=at)
    said = facts_of(row.briefing, QUESTIONS.values())
    entries = about("nomination", row.pk, circle_ids=circles_of(reader))
    return {
        "row": row,
        "crumbs": [Crumb(label=_("Recruiting"), url=reverse("recruiting:nominations")), Crumb(label=row.reference)],
        "for_what": row.get_purpose_display(),
        "track": TRACK_LABELS[track_now(row, now.numbers)],
        "ball": ball_line(row, reader, at=at),
        "facts": short_facts(said),
        "stories": long_answers(said),
        "who": who_and_when(row),
        "timeline": timeline_items(entries, {**CUSTOMERS, **SENTENCES}, today=now.today),
        "steps": before,
        "call": call_words(call) if call is not None else None,
        "is_open": row.state in NOMINATION_OPEN,
        "member": getattr(row.account, "member", None),
        "account_url": address("desk:account", row.account_id),
        "correct_url": reverse("recruiting:correct", args=[row.number]) if can_correct(reader, row) else "",
        "acts": acts(row, reader, is_ready=all(each.is_done for each in before)),
        "more": more_acts(row, reader),
        "downloads": downloads(row.account, champion=row.champion),
        "talk": talked,
        "comments": talked.comments,
        "files": talked.files,
        "accept": ACCEPT,
        "file_mb": settings.FILE_MEGABYTES,
        "me": Person(name=reader.name, id=reader.pk),
    }


def acts(row: Nomination, reader: User, *, is_ready: bool) -> list[Action]:
    """What the reader may do next, as buttons. The one that comes next stands out."""

    def may(verb: str) -> bool:
        return may_nomination(reader, verb, row)

    page = reverse("recruiting:nomination", args=[row.number])
    found = []
    if may("take_up"):
        url = reverse("recruiting:verb", args=[row.number, "take_up"])
        found.append(Action(label=_("Take it up"), url=url, method="post", icon="user", style="primary"))
    if may("ask_back"):
        found.append(Action(label=_("Ask back"), url=f"{page}?do=ask_back"))
    if is_of_program(row) and row.state in NOMINATION_OPEN and runs_nomination(reader, row):
        url, comes_next = reverse("recruiting:introduction", args=[row.number]), not is_ready and may("approve")
        found.append(Action(label=_("Introduction call"), url=url, icon="phone", style="primary" if comes_next else ""))
    if may("approve"):
        found.append(Action(label=_("Approve"), url=reverse("recruiting:approve", args=[row.number]), style="primary" if is_ready else ""))
    if may("reopen"):
        url = reverse("recruiting:verb", args=[row.number, "reopen"])
        found.append(Action(label=_("Open again"), url=url, method="post"))
    return found


def more_acts(row: Nomination, reader: User) -> list[Action]:
    """What else they may do."""
    page = reverse("recruiting:nomination", args=[row.number])
    words = {"turn_down": _("Turn it down"), "withdraw": _("Withdraw it")}
    return [Action(label=label, url=f"{page}?do={verb}") for verb, label in words.items() if may_nomination(reader, verb, row)]


def call_words(call: Introduction) -> dict[str, Any]:
    """What was said in the introduction call, as it is read."""
    types = {code: str(label) for code, label in ActivityType.choices}
    consent = _("%(who)s, %(how)s") % {
        "who": call.consent_by.name if call.consent_by else _("somebody"),
        "how": call.get_consent_way_display(),
    }
    limits = "; ".join(
        _("%(what)s: %(often)s") % {"what": Family(family).label, "often": limit_words(most, days)}
        for family, (most, days) in call.limits.items()
    )
    facts = [
        Fact(label=_("Planned for"), on=call.planned_at) if call.planned_at and not call.held_on else None,
        Fact(label=_("We talked on"), on=call.held_on) if call.held_on else None,
        Fact(label=_("Yes to"), value=", ".join(types.get(code, code) for code in call.agreed_types)),
        Fact(label=_("Not to"), value=", ".join(types.get(code, code) for code in call.refused_types)),
        Fact(label=_("How often"), value=call.comfort),
        Fact(label=_("Limits they set"), value=limits),
        Fact(label=_("Said yes"), value=consent if call.consent_on else ""),
        Fact(label=_("On"), on=call.consent_on) if call.consent_on else None,
        Fact(label=_("To which words"), value=_("version %(n)s") % {"n": call.consent_version} if call.consent_version else ""),
    ]
    return {
        "facts": [each for each in facts if each is not None and (each.value or each.on)],
        "answers": [(str(asked), call.answers[code]) for code, asked in ASKED.items() if call.answers.get(code)],
    }


def introduced(member: Member) -> dict[str, Any] | None:
    """What a member said when it joined; nothing for those who came another way."""
    if member.how_joined not in Source.values:
        return None
    calls = Introduction.objects.filter(nomination__account=member.account_id, nomination__state=NominationState.APPROVED)
    call = calls.select_related("consent_by").order_by("-finished_at").first()
    return call_words(call) if call is not None else None


def who_and_when(row: Nomination) -> list[Fact]:
    """Who is in it, and its days."""
    champion = row.champion
    words = str(row.briefing.get("champion_words") or "")
    there = Person(name=champion.name, id=champion.pk, note=champion.title) if champion is not None else None
    facts = [
        Fact(label=_("Customer"), value=row.account.name, url=address("desk:account", row.account_id)),
        Fact(label=_("Champion"), person=there, value=words),
        Fact(label=_("Nominated by"), person=Person(name=row.nominator.name, id=row.nominator_id)),
        Fact(label=_("Decides"), person=Person(name=row.manager.name, id=row.manager.pk)) if row.manager else None,
        Fact(label=_("Came from"), value=row.get_source_display()),
        Fact(label=_("Sent"), on=row.submitted_at) if row.submitted_at else None,
    ]
    return [each for each in facts if each is not None and (each.value or each.on or each.person)]
