"""The columns of the outbox, and one mail as a row of it."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.notifications.kinds import DAILY
from goodword.notifications.messages import MESSAGES
from goodword.notifications.models import Mail
from goodword.notifications.states import State
from goodword.ui import exports, tables
from goodword.ui.exports import Sheet
from goodword.ui.pages import Page
from goodword.ui.pieces import Badge, BadgeTone

TONES: dict[str, BadgeTone] = {
    State.QUEUED: "waiting",
    State.SENT: "done",
    State.KEPT: "moving",
    State.FAILED: "held",
    State.CANCELLED: "ended",
    State.DAILY: "waiting",
    State.TOLD: "done",
}


def columns() -> tuple[tables.Column, ...]:
    """The columns of the outbox."""
    return (
        tables.Column(key="to", label=_("To"), kind="link", phone="lead", note_label=_("Customer or address")),
        tables.Column(key="message", label=_("About")),
        tables.Column(key="state", label=_("State"), kind="badge", phone="side"),
        tables.Column(key="at", label=_("Written"), kind="moment", order_by=("created_at",), descending_first=True),
    )


def outbox(request: HttpRequest, page: Page, *, sort: tables.Sort, counts: dict[str, int]) -> tables.Table:
    """The list of one page, with how many are in each state."""
    options = tuple(tables.Option(state.value, state_words(state), counts[state.value]) for state in State)
    return tables.Table(
        request=request,
        columns=columns(),
        rows=[row_of(mail) for mail in page.rows],
        page=page,
        sort=sort,
        label=_("Outbox"),
        exported=True,
        filters=(tables.Filter(key="state", label=_("State"), options=options),),
        search=_("Name, address or customer"),
        empty=tables.Empty(
            title=_("No mail yet"),
            icon="mail",
            text=_("Every mail that Goodword writes stands here, whether it left, waits, or could not be sent."),
        ),
    )


def sheet(rows: QuerySet[Mail]) -> Sheet:
    """Every mail of a list; who gets it, about what, and what became of it, but not its words."""
    return exports.as_shown(
        _("Outbox"), columns(), total=rows.count(), rows=lambda: map(row_of, rows.iterator(chunk_size=exports.LINES_AT_ONCE))
    )


def state_words(state: str) -> str:
    """A state in plain words; "taken back" only fits those that somebody took back, so all that never left are "not sent"."""
    return _("Not sent") if state == State.CANCELLED else str(State(state).label)


def message_words(code: str) -> str:
    """What kind of mail it is."""
    if code == DAILY:
        return _("Daily mail")
    return str(MESSAGES[code].label) if code in MESSAGES else code


def badge_of(mail: Mail) -> Badge:
    """The state of a mail in plain words."""
    return Badge(word=state_words(mail.state), tone=TONES[mail.state])


def row_of(mail: Mail) -> tables.Row:
    """One line of the outbox."""
    contact = mail.to_contact
    reader = mail.to_user or contact or mail.to_registration
    note = contact.account.name if contact else ""
    link = tables.Link(
        reader.name if reader else "", reverse("notifications:mail", args=[mail.pk]), note or (reader.email if reader else "")
    )
    return tables.Row((link, message_words(mail.message), badge_of(mail), mail.created_at))
