"""Stories in the demo: proposed, briefed, confidential, stopped, and an anecdote that nobody's customer told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from goodword.customers.models import Account, Contact
from goodword.demo.companies import World
from goodword.demo.granted import granted
from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.people.queries import today
from goodword.playbooks.actions import publish_draft, save_draft, start_draft
from goodword.playbooks.kinds import Playbook, Step
from goodword.playbooks.models import PlaybookVersion, RunStep
from goodword.stories.actions import (
    Figures,
    Proposal,
    add_transcript,
    assign,
    propose,
    quote_sentence,
    save_brief,
    send_transcript,
    stop,
    write_metric,
)
from goodword.stories.actions.steps import begin, finish
from goodword.stories.models import Story
from goodword.stories.reading import read_transcript

TALK = (
    "Elif: How was it before?",
    "Them: Every new timetable took eighteen days, and somebody sat here every night. Nobody wanted that shift.",
    "Elif: And now?",
    "Them: We are down to four days. We stopped working at night, and I sleep better before a change. That is the best of it.",
    "Elif: What did the others say?",
    "Them: The union called first, and thanked us. I have never seen a change being welcomed like that.",
)
# The steps of the first story that are done: which, how many days ago, and why one went over a gate.
STEPS = (
    ("gather", 6.8, ""),
    ("sync", 6, ""),
    ("introduce", 5.8, ""),
    ("outreach", 5.5, ""),
    ("first_call", 5, ""),
    ("notes", 4.9, ""),
    ("pmm", 4.5, ""),
    ("metrics_form", 4.4, ""),
    ("questions", 4.3, "They were sent by mail, the ten that Anouk chose."),
    ("interview", 3.1, "Sent by mail, see above."),
    ("transcribe", 2.5, ""),
)
NAMESPACE = 0x600D_0000_0000_4000_8000_0000_0000_0000


def build_stories(world: World) -> None:
    """Each taken there by the verbs that people use."""
    mara, sven, priya = (User.objects.get(name=name) for name in ("Mara Lindqvist", "Sven Aalto", "Priya Nair"))
    elif_kaya, anouk = User.objects.get(name="Elif Kaya"), User.objects.get(name="Anouk Delacroix")
    by = Actor.person(mara)
    members = iter(Account.objects.filter(member__standing="active", do_not_contact=False).order_by("pk")[:6])

    def days(ago: float) -> datetime:
        return world.at - timedelta(days=ago)

    title = "Nobody works at night any more"
    night = _proposed(1, sven, at=days(9), kind="case_study", title=title, account=next(members), drivers=("speed", "risk"))
    said: dict[str, Any] = {
        "shows": "A team of nine moved a whole timetable without a night shift.",
        "audience": "Heads of operations who believe that it cannot be done without one.",
        "why_now": "Their renewal is in March, and they spoke about it at our user meeting.",
        "timeframe": 60,
        "languages": ["en", "de"],
    }
    save_brief(night, by=by, at=days(7), said=said, version=0)
    first: dict[str, Any] = {"kind": "lead_time", "before": Decimal(18), "after": Decimal(4), "unit": "days"}
    confirmed: dict[str, Any] = {"confirmed_by": "Their head of operations", "confirmed_on": days(5).date()}
    granted(write_metric(night, Figures(**first, **confirmed), by=by, at=days(4)))
    shifts = Figures(name="Night shifts", better="less", before=Decimal(31), after=Decimal(0), unit="a month")
    granted(write_metric(night, shifts, by=by, at=days(4)))
    for user, part in ((elif_kaya, "writer"), (anouk, "pmm")):
        assign(night, user, part=part, by=by, at=days(7))
    _talked(night, by=by, days=days)
    _begun(night, by=by, days=days)
    shows = "That one tool is enough."
    tools = _proposed(2, priya, at=days(4), kind="blog", title="From four tools to one", account=next(members), shows=shows)
    assign(tools, mara, part="manager", by=by, at=days(3.5))
    granted(begin(tools, by=by, at=days(3)))
    _better_playbook(mara, at=days(1))
    _proposed(3, mara, at=days(3), kind="video", title="Three minutes in the control room", account=next(members))
    title = "“The calm is worth more than the hours”"
    _proposed(4, mara, at=days(2), kind="quote", title=title, account=next(members), is_confidential=True)
    where = "A talk at the autumn user meeting"
    audit = _proposed(5, sven, at=days(1), kind="anecdote", title="The audit that took a morning", heard_where=where)
    granted(begin(audit, by=by, at=days(0.5)))
    ended = _proposed(6, sven, at=days(40), kind="case_study", title="Eleven countries, one release", account=next(members))
    stop(ended, by=by, at=days(30), reason="They are being bought, and ask us to wait until that is over.")


def _talked(night: Story, *, by: Actor, days: Callable[[float], datetime]) -> None:
    """The interview as it was heard: one of its sentences is kept, and whoever told it reads it now."""
    found = read_transcript("interview.txt", "\n\n".join(TALK).encode())
    transcript = granted(add_transcript(night, found, name="First talk", by=by, at=days(3)))
    turn = transcript.turns.filter(is_quotable=True).first()
    if turn is not None:
        start, end, _codes = turn.marks[0]
        granted(quote_sentence(turn, start=start, end=end, by=by, at=days(2.8)))
    people = Contact.objects.filter(account=night.account_id, left_on=None, do_not_contact=False).exclude(email="")
    reader = people.order_by("pk").first()
    if reader is not None:
        granted(send_transcript(transcript, contact=reader, by=by, at=days(2)))


def _begun(night: Story, *, by: Actor, days: Callable[[float], datetime]) -> None:
    """Step for step until the customer reads what was said."""
    granted(begin(night, by=by, at=days(7)))
    for key, ago, over in STEPS:
        granted(finish(night, _step(night, key), by=by, at=days(ago), over=over))


def _better_playbook(mara: User, *, at: datetime) -> None:
    """Customer blogs ask the account owner first, from yesterday on; the blog that had begun keeps what it began with."""
    base = PlaybookVersion.objects.filter(code="customer_blog").latest("number")
    draft = start_draft(base, by=mara, at=at)
    book = Playbook.from_json(base.definition)
    ask = Step(key="owner", title="Ask the account owner", stage="intake", role="account_owner", days=2)
    granted(save_draft(draft.pk, replace(book, steps=(ask, *book.steps)), edition=1, by=mara, at=at))
    note = "Two owners heard of a blog when it was on the website."
    granted(publish_draft(draft.pk, starts_on=today(at), note=note, edition=2, by=mara, at=at))


def _step(row: Story, key: str) -> RunStep:
    return RunStep.objects.get(run__subject_kind="story", run__subject_id=row.pk, key=key)


def _proposed(number: int, who: User, *, at: datetime, **said: Any) -> Story:
    return granted(propose(Proposal(once=UUID(int=NAMESPACE + number), **said), by=Actor.person(who), at=at))
