"""Members of an existing program: how each stands, what it agreed to, and who speaks for it, at customers that are already here."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from goodword.customers.kinds import Standing
from goodword.imports.kinds import belonging
from goodword.imports.kinds.belonging import account_fields
from goodword.imports.kinds.field import REFERENCE, TEXT, Column, Field, Kind, Known, Reads

# fmt: off
FIELDS = (
    *account_fields(
        ids="External ID | ID | Record ID | CRM ID | Customer Number | Client ID | Kundennummer",
        names="Member | Reference | Reference Account | Reference Customer | Organization | Organisation | Client | Name | Kunde",
    ),
    Field(
        "standing", _("Standing"), Reads.ONE_OF, ("standing",),
        "Standing | Status | Reference Status | Member Status | Program Status | Programme Status | Referenceable | State",
        vocabulary="standing", one_of=Standing.choices,
        hint=_("Recruited, active, with caution, paused, retired or declined. Without it a new member is active."),
    ),
    Field(
        "paused_until", _("Paused until"), Reads.DAY, ("paused_until",),
        "Paused Until | Pause Until | Pause Ends | On Hold Until | Resting Until | Available From | Available Again",
        hint=_("A pause needs a day in the future on which it ends."),
    ),
    Field(
        "agreed_types", _("Agreed to"), Reads.SOME_OF, ("agreed_types",),
        "Agreed To | Agreed | Agreed Activities | Agreed Types | Activities | Activity Types | Reference Types | Reference Type | "
        "Willing To | Willing To Do | Reference Activities | Participation | Yes To",
        vocabulary="activity",
        hint=_("Several in one cell, such as “Sales call; Case study”."),
    ),
    Field(
        "refused_types", _("Does not want"), Reads.SOME_OF, ("refused_types",),
        "Does Not Want | Refused | Refused Activities | Refused Types | Not Willing To Do | Excluded Activities | No To | Exclusions",
        vocabulary="activity",
    ),
    Field(
        "joined_on", _("Joined on"), Reads.DAY, ("joined_on",),
        "Joined On | Joined | Join Date | Date Joined | Member Since | Reference Since | Enrolled On | Enrollment Date | Enrolment Date | "
        "Start Date | Added On | Date Added",
    ),
    Field(
        "champion", _("Champion's email"), Reads.ADDRESS, ("champion_mail", "champion_id"),
        "Champion Email | Champion | Champion Mail | Primary Contact Email | Reference Contact Email | Contact Email | Email",
        most=254,
        hint=_("Of a person who is here already, at this customer."),
    ),
    Field(
        "comfort", _("Comfortable with"), Reads.LINE, ("comfort",),
        "Comfortable With | Comfort | Comfort Level | Frequency | Preferred Frequency | How Often | Usage Preference",
        most=300,
        hint=_("In the customer's words, such as “one call a quarter”."),
    ),
    Field(
        "preferences", _("Preferences"), Reads.LINE, ("preferences",),
        "Preferences | Special Instructions | Instructions | Reference Preferences",
        most=300,
    ),
    Field(
        "verified_on", _("Last checked on"), Reads.DAY, ("verified_on",),
        "Last Checked | Last Verified | Last Verified On | Verified On | Verified | Last Checked On | Last Reviewed | Last Review Date | "
        "Last Confirmed",
    ),
)

_STANDING = "coalesce(s.standing, a.standing)"
_AGREED = "coalesce(s.agreed_types, a.agreed_types)"

MEMBERS = Kind(
    name="members",
    one="member",
    label=_("Members"),
    hint=_("Of an existing program"),
    noun=_("members"),
    are_in=ngettext_lazy("%(n)s member is in", "%(n)s members are in", "many"),
    fields=FIELDS,
    columns={
        "external_id": REFERENCE,
        "name": REFERENCE,
        "standing": TEXT,
        "standing_at": Column("timestamptz"),
        "paused_until": Column("date"),
        "agreed_types": Column("varchar[]"),
        "refused_types": Column("varchar[]"),
        "comfort": TEXT,
        "preferences": TEXT,
        "champion_mail": REFERENCE,
        "champion_id": Column("bigint"),
        "joined_on": Column("date"),
        "verified_on": Column("date"),
        **belonging.COLUMNS,
    },
    keeps_unknown=False,
    needs=(("account_name", "account_id"),),
    same="account_id::text",
    known_by=(Known("account", "a.account_id = s.account_id"),),
    needs_account=True,
    updates={
        "standing_at": f"case when {_STANDING} = a.standing then a.standing_at else s.standing_at end",
        "paused_until": f"case when {_STANDING} = 'paused' then coalesce(s.paused_until, a.paused_until) end",
        "refused_types": f"case when s.agreed_types is null and s.refused_types is null then a.refused_types else array("
        f"select unnest(coalesce(s.refused_types, a.refused_types)) except select unnest({_AGREED}) order by 1) end",
    },
    fresh={
        "paused_until": "case when s.standing = 'paused' then s.paused_until end",
        "refused_types": "array(select unnest(s.refused_types) except select unnest(s.agreed_types) order by 1)",
        "how_joined": "'import'",
    },
)
