"""Health and sentiment as a success team keeps them, of customers that are already here: how they do, what they feel, what is open."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from goodword.customers.kinds import Sentiment
from goodword.imports.kinds import belonging
from goodword.imports.kinds.belonging import account_fields
from goodword.imports.kinds.field import REFERENCE, TEXT, Column, Field, Kind, Known, Reads

# fmt: off
FIELDS = (
    *account_fields(
        ids="External ID | ID | Record ID | CRM ID | Customer Number | Client ID | Salesforce ID | SFDC ID | Kundennummer",
        names="Organization | Organisation | Client | Name | Kunde | Kundenname | Client Name | Customer Name",
    ),
    Field(
        "account_site", _("Website or mail domain"), Reads.LINE, ("account_site",),
        "Domain | Website | Company Domain | Company Domain Name | Web Site | Email Domain | URL | Webseite",
        most=300,
        hint=_("Where neither ID nor name finds the customer."),
    ),
    Field(
        "health", _("Health"), Reads.HEALTH, ("health", "health_score", "health_checked_on"),
        "Health | Customer Health | Account Health | Health Status | Health Rating | Health Color | Health Colour | RAG | RAG Status | "
        "Overall Health | Ampel",
        hint=_("Words or colours: good, fair or poor, green, yellow or red. A score of a hundred counts too."),
    ),
    Field(
        "health_score", _("Health score"), Reads.SCORE, ("health_score", "health", "health_checked_on"),
        "Health Score | Score | Customer Health Score | Overall Score | Health % | Scorecard",
        hint=_("From 0 to 100. Without a word it says the health."),
    ),
    Field(
        "sentiment", _("Sentiment"), Reads.ONE_OF, ("sentiment", "sentiment_on"),
        "Sentiment | CSM Sentiment | Customer Sentiment | CSM Pulse | Pulse | Stimmung",
        vocabulary="sentiment", one_of=[each for each in Sentiment.choices if each[0]],
    ),
    Field(
        "sentiment_note", _("Sentiment in words"), Reads.LINE, ("sentiment_note", "sentiment_on"),
        "Sentiment Note | Sentiment Comment | Sentiment Notes | "
        "CSM Comment | CSM Notes | Comment | Comments | Health Comment | Notes | Kommentar",
        most=300,
    ),
    Field(
        "checked_on", _("Checked on"), Reads.DAY, ("checked_on", "health_checked_on", "sentiment_on"),
        "Checked On | Date of Check | Check Date | Health Date | Health Updated | Last Updated | As Of | Snapshot Date | Date | "
        "Updated At | Health Last Updated | Sentiment Date | Datum",
        hint=_("What is older than what is known here is not taken, and reported. Without it, the day of the import counts."),
    ),
    Field(
        "csm", _("Success manager"), Reads.PERSON, ("csm_id",),
        "CSM Email | CSM | Success Manager Email | Customer Success Manager | Success Manager | CSM Name | Customer Success Owner",
        most=300,
    ),
    Field(
        "escalated_on", _("Escalation open since"), Reads.DAY, ("escalated_on",),
        "Escalation Open Since | Escalated On | Escalation Date | Escalation Opened | Escalation Start | Escalated Since",
    ),
    Field(
        "escalation_over", _("Escalation closed on"), Reads.DAY, ("escalation_over", "escalated_on"),
        "Escalation Closed | Escalation Closed On | Escalation End | Escalation Resolved | Resolved On",
    ),
    Field(
        "is_escalated", _("Is escalated"), Reads.TRUTH, ("is_escalated", "escalated_on"),
        "Escalated | Is Escalated | Open Escalation | Escalation | In Escalation | Red Account",
        hint=_("Yes or no, where there are no days. No closes what is open here."),
    ),
    Field(
        "renewal_on", _("Renewal date"), Reads.DAY, ("renewal_on",),
        "Renewal Date | Next Renewal Date | Next Renewal | Contract Renewal Date | Subscription End Date | Contract End Date | Renewal",
    ),
    Field("seats", _("Licensed seats"), Reads.COUNT, ("seats",), "Licensed Seats | Seats | Licenses | Licences | License Count"),
    Field(
        "usage", _("Usage"), Reads.LINE, ("usage",),
        "Usage | Utilization | Utilisation | Adoption | License Utilization | Active Users | Usage % | Nutzung",
        most=60,
        hint=_("As the list says it: “83 %” or “410 active users”."),
    ),
)
# fmt: on

HEALTH = Kind(
    name="health",
    one="account",
    label=_("Health and sentiment"),
    hint=_("From customer success"),
    noun=_("health and sentiment"),
    are_in=ngettext_lazy("%(n)s customer is in", "%(n)s customers are in", "many"),
    fields=FIELDS,
    columns={
        "external_id": REFERENCE,
        "name": REFERENCE,
        "health": TEXT,
        "health_checked_on": Column("date"),
        "health_score": Column("integer"),
        "sentiment": TEXT,
        "sentiment_note": TEXT,
        "sentiment_on": Column("date"),
        "checked_on": Column("date", written=False),
        "csm_id": Column("bigint"),
        "escalated_on": Column("date"),
        "escalation_over": Column("date", written=False),
        "is_escalated": Column("boolean", written=False),
        "renewal_on": Column("date"),
        "seats": Column("integer"),
        "usage": TEXT,
        "account_site": REFERENCE,
        **belonging.COLUMNS,
    },
    keeps_unknown=False,
    needs=(("account_name", "account_id", "account_site"),),
    same="account_id::text",
    known_by=(Known("account", "a.id = s.account_id"),),
    needs_account=True,
    updates={
        # Nothing of the customer's own is written over but what this list is about.
        "source": "a.source",
        "unmapped": "a.unmapped",
        # The score of an earlier check says nothing of another health.
        "health_score": "case when s.health_score is null and s.health <> a.health then null "
        "else coalesce(s.health_score, a.health_score) end",
        "escalated_on": "case when s.is_escalated is false or s.escalation_over >= coalesce(s.escalated_on, a.escalated_on) then null "
        "else coalesce(s.escalated_on, a.escalated_on) end",
    },
)
