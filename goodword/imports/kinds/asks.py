"""Past asks: what customers were asked for before Goodword, and what they answered. They take their place in the ledger."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from goodword.customers.kinds import ActivityType
from goodword.imports.kinds import belonging
from goodword.imports.kinds.belonging import account_fields
from goodword.imports.kinds.field import REFERENCE, TEXT, Column, Field, Kind, Known, Reads
from goodword.ledger.models import Answer

# fmt: off
FIELDS = (
    *account_fields(
        ids="CRM ID | Customer Number | Client ID | Kundennummer",
        names="Member | Reference | Reference Account | Reference Customer | Organization | Organisation | Client | Name | Kunde",
    ),
    Field(
        "activity_type", _("Asked for"), Reads.ONE_OF, ("activity_type",),
        "Asked For | Activity Type | Activity | Type | Request Type | Reference Type | Reference Activity | Kind | What",
        vocabulary="activity", one_of=ActivityType.choices,
    ),
    Field(
        "asked_on", _("Asked on"), Reads.DAY, ("asked_on",),
        "Asked On | Asked | Ask Date | Date Asked | Request Date | Requested On | Activity Date | Date | Call Date | Event Date | "
        "Used On | Last Used | Completed On | Completed Date | Created Date",
        hint=_("A day before today."),
    ),
    Field(
        "done_on", _("Done on"), Reads.DAY, ("done_on",),
        "Done On | Took Place On | Delivered On | Completed On | Completed Date | Held On | Call Date | Event Date | Activity Date | "
        "Used On | Close Date",
        hint=_("The day of the call or the talk, where it differs from the day of asking. Stands on the customer's timeline."),
    ),
    Field(
        "answer", _("Answer"), Reads.ONE_OF, ("answer",),
        "Answer | Response | Customer Response | Status | Result | State",
        vocabulary="answer", one_of=Answer.choices,
        hint=_("Yes, no, or no answer."),
    ),
    Field(
        "contact", _("Contact's email"), Reads.ADDRESS, ("contact_mail", "contact_id"),
        "Contact Email | Contact Mail | Email | Reference Contact Email | Speaker Email | Contact",
        most=254,
        hint=_("Of a person who is here already, at this customer."),
    ),
    Field(
        "outcome", _("What came of it"), Reads.LINE, ("outcome_words",),
        "What Came Of It | Outcome | Notes | Note | Comments | Comment | Remarks | Description",
        most=1000,
        hint=_("Kept beside it on the timeline of the customer."),
    ),
)

_SAME = "a.account_id = s.account_id and a.kind = 'ask' and a.asked_on = s.asked_on and a.activity_type = s.activity_type"

ASKS = Kind(
    name="asks",
    one="ask",
    label=_("Past asks"),
    hint=_("What customers were asked for before"),
    noun=_("past asks"),
    are_in=ngettext_lazy("%(n)s past ask is in", "%(n)s past asks are in", "many"),
    fields=FIELDS,
    columns={
        "external_id": REFERENCE,
        "name": REFERENCE,
        "activity_type": TEXT,
        "asked_on": Column("date"),
        "done_on": Column("date", written=False),
        "answer": TEXT,
        "contact_mail": REFERENCE,
        "contact_id": Column("bigint"),
        "outcome_words": REFERENCE,
        "family": REFERENCE,
        "effort": Column("integer", written=False),
        **belonging.COLUMNS,
    },
    keeps_unknown=False,
    needs=(("account_name", "account_id"), ("activity_type",), ("asked_on",)),
    same="account_id || chr(31) || activity_type || chr(31) || asked_on || chr(31) || coalesce(contact_id, 0)",
    known_by=(
        Known("contact", f"{_SAME} and a.contact_id is not distinct from s.contact_id", takes_first=True),
        Known("day", f"{_SAME} and (a.contact_id is null or s.contact_id is null)", takes_first=True),
    ),
    needs_account=True,
    updates={
        "activity_type": "a.activity_type",
        "asked_on": "a.asked_on",
        "account_id": "a.account_id",
        "contact_id": "coalesce(a.contact_id, s.contact_id)",
        # What was answered here is not written over by a list; what a list said may be.
        "answer": "case when a.unsent then a.answer when a.recorded then coalesce(s.answer, a.answer)"
        " else coalesce(nullif(a.answer, ''), s.answer, '') end",
    },
    told="jsonb_build_object('activity', t.activity_type, 'on', t.asked_on, 'answer', t.answer, 'over', t.over_limit)"
    " || jsonb_strip_nulls(jsonb_build_object('done_on', s.done_on))",
    note="s.outcome_words",
)
