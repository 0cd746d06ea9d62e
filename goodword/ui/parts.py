"""What the parts page shows: every component in every state, with invented people and companies."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest

from goodword.kernel.clock import FiscalYear
from goodword.ui import pages, tables
from goodword.ui.forms import Chips, Choices, DateInput, MomentInput, Radios, Switch
from goodword.ui.pieces import (
    Action,
    Badge,
    BallLine,
    Comment,
    Crumb,
    Fact,
    FitLine,
    FitPart,
    Meter,
    Person,
    RuleLine,
    StripMark,
    TimelineItem,
    VerdictLine,
    WorkItem,
)
from goodword.ui.strip import YearStrip, quarters_around, year_strip

LONG = "Nordrheinische Versorgungs- und Rückversicherungsgesellschaft der Handwerkskammer am Rhein"
JAPANESE = "株式会社星凪システムズ"
PRIYA = Person(name="Priya Nair", id=2, note="account owner")
BEN = Person(name="Ben Okafor", id=4, note="product marketing")
MARA = Person(name="Mara Lindqvist", id=1)
COLOURS = (
    ("canvas", "page"),
    ("surface", "card"),
    ("sunken", "chip, bar"),
    ("line", "hairline"),
    ("control", "field edge"),
    ("ink", "text"),
    ("ink-2", "second"),
    ("ink-3", "quiet"),
    ("accent", "link, call"),
    ("fill", "button"),
    ("accent-soft", "chosen, mine"),
    ("good", "yes"),
    ("care", "with care"),
    ("stop", "no, late"),
    ("slate", "event"),
    ("sand", "story"),
)


class SampleForm(forms.Form):
    """One field of each sort."""

    kind = forms.ChoiceField(
        label="What do you need?",
        choices=[("call", "A call with a prospect"), ("analyst", "A voice for an analyst"), ("other", "Something else")],
        widget=Choices(
            hints={"call": "Any time", "analyst": "Any time, can stay unnamed", "other": "30 days ahead"},
            icons={"call": "phone", "analyst": "chart-bar", "other": "dots"},
        ),
    )
    topic = forms.CharField(
        label="What does the prospect want to hear?",
        widget=forms.Textarea({"rows": 3}),
        help_text="The customer reads this, so write it as you would say it.",
    )
    by = forms.DateField(label="By when?", widget=DateInput)
    at = forms.DateTimeField(label="When exactly?", widget=MomentInput, required=False)
    length = forms.ChoiceField(label="How long?", choices=[("30", "30 minutes"), ("60", "One hour")])
    languages = forms.MultipleChoiceField(
        label="Languages", choices=[("en", "English"), ("de", "German"), ("ja", "Japanese")], widget=Chips
    )
    mode = forms.ChoiceField(label="Who asks?", choices=[("managed", "The manager"), ("self", "I do")], widget=Radios)
    confidential = forms.BooleanField(label="Confidential", required=False, widget=Switch,
                                      help_text="Only you and the people you name see it.")


def everything(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """Return the whole of what the page draws."""
    today = at.date()
    filled = SampleForm(
        {"kind": "call", "topic": "", "by": "2026-11-31", "length": "30", "languages": ["en"], "mode": "managed"},
        auto_id="wrong_%s",
    )
    return {
        "colours": COLOURS,
        "long": LONG,
        "japanese": JAPANESE,
        "crumbs": [Crumb(label="Requests", url="#"), Crumb(label="REQ-0187")],
        "badges": _badges(),
        "late": today - timedelta(days=2),
        "today": today,
        "ahead": today + timedelta(days=5),
        "balls": _balls(today),
        "verdicts": _verdicts(today),
        "fit": _fit(),
        "strips": _strips(today),
        "facts": _facts(today),
        "four": [
            Fact(label="Asked, 12 months", value="1 call, helped"),
            Fact(label="Open or planned", value="Panel in March"),
            Fact(label="Effort so far", value="3 of 10 points"),
            Fact(label="Comfortable with", value="One call a quarter"),
        ],
        "meters": [
            Meter(label="Field marketing", done=3, of=4, note="One more speaker, then each needs a reason"),
            Meter(label="Campaigns", done=1, of=2),
            Meter(label="Alliances", done=0, of=1, note="Nothing asked yet"),
        ],
        "timeline": _timeline(at),
        "comments": [
            Comment(author=MARA, at=at - timedelta(hours=20), text="One call a quarter is fine.\nThat is what she said."),
            Comment(author=Person(name="星野 凪", id=9), at=at - timedelta(minutes=3), text="I told them on Monday."),
        ],
        "work": _work(today),
        "form": SampleForm(initial={"kind": "call", "by": today}),
        "wrong": filled,
        "table": _table(request, today),
        "mara": MARA,
        "undo": Action(label="Cancel request", url="#", method="post", style="danger", icon="trash",
                       confirm="The customer has not been asked yet. Their place is given back and Priya is told."),
    }


def _badges() -> list[Badge]:
    return [
        Badge(word="Draft"),
        Badge(word="Awaiting customer", tone="waiting"),
        Badge(word="Sourcing", tone="moving"),
        Badge(word="Held for a decision", tone="held"),
        Badge(word="Confirmed", tone="done"),
        Badge(word="Cancelled", tone="ended"),
    ]


def _balls(today: date) -> list[BallLine]:
    later = today + timedelta(days=5)
    return [
        BallLine(title="Your turn, Priya: may we ask Vestara Insurance?", who=PRIYA, mine=True, due=later,
                 detail="If you do not answer, Mara decides with your manager."),
        BallLine(title="Waiting for Priya Nair, account owner", who=PRIYA, due=later, detail="She is reminded on Monday.",
                 action=Action(label="Remind Priya", url="#", method="post")),
        BallLine(title="Waiting for Ben Okafor, product marketing", who=BEN, due=today - timedelta(days=3),
                 detail="Elif Kaya can step in", action=Action(label="Ask Elif instead", url="#")),
        BallLine(title="Waiting for the customer"),
    ]


def _verdicts(today: date) -> list[VerdictLine]:
    later = today + timedelta(days=74)
    return [
        VerdictLine(tone="ok", title="Free for a call", reasons=("Last asked 8 months ago",)),
        VerdictLine(tone="care", title="Free from Fri 4 Dec", reasons=("They wanted two months of peace after a panel",)),
        VerdictLine(
            tone="no",
            title="Not now, for two reasons",
            reasons=("Asked for a call on Mon 9 Nov. One a quarter, so free again on Mon 1 Feb", "An escalation is open since Thu 12 Nov"),
            policy="policy 7",
            rules=(
                RuleLine(tone="ok", label="Standing", fact="Active member since May 2024"),
                RuleLine(tone="ok", label="Agreed to calls", fact="Yes, 4 Sep"),
                RuleLine(tone="no", label="One call a quarter", fact="Asked on Mon 9 Nov", changes_on=later),
                RuleLine(tone="no", label="No open escalation", fact="Open since Thu 12 Nov", changes_when="Changes when it is closed"),
                RuleLine(tone="care", label="Renewal 45 days away", fact="41 days"),
            ),
        ),
    ]


def _fit() -> FitLine:
    return FitLine(
        figure=94,
        reasons=("same industry", "replaced Jenkins", "EMEA"),
        parts=(
            FitPart(label="Industry", points=30, best=30, fact="Insurance"),
            FitPart(label="Replaced", points=25, best=25, fact="Jenkins"),
            FitPart(label="Region", points=20, best=20, fact="EMEA"),
            FitPart(label="Not asked lately", points=19, best=25, fact="8 months ago"),
        ),
    )


def _strips(today: date) -> list[tuple[str, YearStrip]]:
    quarters = quarters_around(today, FiscalYear(first_month=2))
    running = next(q for q in quarters if today in q)

    def drawn(*marks: StripMark) -> YearStrip:
        return year_strip(marks=marks, quarters=quarters, today=today, name="Vestara Insurance")

    def days(n: int) -> date:
        return today + timedelta(days=n)

    asked = StripMark(family="call", kind="ask", start=days(-9))
    resting = StripMark(family="call", kind="rest", start=days(-9), end=running.end)
    talk = StripMark(family="participation", kind="ask", start=days(-240))
    story = StripMark(family="content", kind="ask", start=days(-190), end=days(-130))
    panel = StripMark(family="participation", kind="event", start=days(110))
    return [
        ("Never asked", drawn()),
        ("Asked for a call, resting until the quarter ends", drawn(asked, resting)),
        ("Event, story, then an event ahead", drawn(talk, story, panel)),
        (
            "Held for a call, considered for an event, a survey",
            drawn(
                StripMark(family="call", kind="hold", start=days(14)),
                StripMark(family="participation", kind="considered", start=days(60)),
                StripMark(family="research", kind="ask", start=days(-100)),
            ),
        ),
        ("large", drawn(asked, resting, talk, story, panel)),
    ]


def _facts(today: date) -> list[Fact]:
    return [
        Fact(label="For", value="Oakmere Bank, 420,000 EUR", url="#"),
        Fact(label="Like them", value="Insurance or banking, EMEA, replaced Jenkins"),
        Fact(label="By", on=today + timedelta(days=15), value="30 minutes"),
        Fact(label="Led by", person=MARA),
        Fact(label="Health", value="Good. Checked on Monday", tone="good"),
    ]


def _timeline(at: datetime) -> list[TimelineItem]:
    return [
        TimelineItem(text="Waiting for Priya Nair", note="until Tuesday", now=True, at=at + timedelta(days=1)),
        TimelineItem(text="Mara held Vestara Insurance", at=at - timedelta(minutes=30)),
        TimelineItem(text="Lars Moen said no for Kestrel & Holm Bank", at=at - timedelta(days=5), who="Lars Moen"),
        TimelineItem(text="Sven Aalto asked, 12 customers fit", at=at - timedelta(days=420)),
    ]


def _work(today: date) -> list[WorkItem]:
    return [
        WorkItem(title="Allow or refuse a speaker for Harbour Sessions, Porto", url="#", icon="hourglass", due=today - timedelta(days=2),
                 detail="Asked 61 days ahead, 75 are needed.", action=Action(label="Decide", url="#", style="soft")),
        WorkItem(title=f"Read the changes {JAPANESE} made", url="#", icon="file-text", due=today,
                 detail="Four changes, two of them to numbers.", action=Action(label="Read", url="#")),
        WorkItem(title=f"Priya Nair answers for {LONG}", url="#", who=PRIYA, due=today + timedelta(days=5),
                 detail="Call for the Oakmere Bank deal.", action=Action(label="Remind", url="#", method="post")),
    ]


COLUMNS = (
    tables.Column(key="name", label="Request", kind="link", order_by=("name",), phone="lead"),
    tables.Column(key="state", label="State", kind="badge", phone="side"),
    tables.Column(key="who", label="Asked by", kind="person", phone="off"),
    tables.Column(key="worth", label="Worth", kind="money"),
    tables.Column(key="due", label="Due", kind="due", order_by=("due",)),
)


def _table(request: HttpRequest, today: date) -> tables.Table:
    names = ("Reference call for the Oakmere Bank deal", f"Reference call for {LONG}", f"Reference call with {JAPANESE}")
    rows = [
        tables.Row((
            tables.Link(name, "#", f"REQ-{187 + n:04}"),
            _badges()[n + 1],
            MARA,
            (420_000 * (n + 1), "EUR"),
            today + timedelta(days=5 * n - 3),
        ))
        for n, name in enumerate(names)
    ]
    return tables.Table(
        request=request,
        columns=COLUMNS,
        rows=rows,
        page=pages.Page(rows=rows, number=1, first=1, last=3, total=1440, later_url=pages.link(request, page=2)),
        sort=tables.chosen_sort(request, COLUMNS, default="due"),
        filters=(
            tables.Filter(key="state", label="State", many=True,
                          options=(tables.Option("sourcing", "Sourcing", 12), tables.Option("done", "Done", 1440))),
            tables.Filter(key="mine", label="Whose", options=(tables.Option("1", "Mine"), tables.Option("0", "Everyone’s"))),
        ),
        search="Search requests",
        label="Requests",
    )
