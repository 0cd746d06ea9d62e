"""Campaigns: events and webinars with the customers who spoke, on one row each or on a row for each speaker."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from goodword.imports.kinds.belonging import own_id
from goodword.imports.kinds.field import REFERENCE, TEXT, Column, Field, Kind, Known, Reads

# fmt: off
FIELDS = (
    own_id("Campaign ID | Event ID | Webinar ID | (Do Not Modify) Campaign | campaignid | Session ID | Campaign: Campaign ID"),
    Field(
        "name", _("Name"), Reads.LINE, ("name",),
        "Campaign Name | Event Name | Webinar Name | Name | Campaign | Event | Webinar | Title | Event Title | Session Title | Topic | "
        "Kampagne | Veranstaltung | Événement | Evento",
        most=300,
    ),
    Field(
        "kind", _("Kind of campaign"), Reads.ONE_OF, ("kind",),
        "Kind of Campaign | Campaign Type | Event Type | Type | Kind | Category | Format | Campaign Sub Type",
        vocabulary="campaign_kind",
    ),
    Field(
        "held_on", _("Day"), Reads.DAY, ("held_on",),
        "Day | Event Date | Start Date | Held On | Date | Campaign Start Date | Event Start Date | Starts On | Start | Begin Date | Datum",
    ),
    Field(
        "ended_on", _("Last day"), Reads.DAY, ("ended_on",),
        "Last Day | End Date | Campaign End Date | Event End Date | Ends On | End",
    ),
    Field("city", _("City"), Reads.LINE, ("city",), "City | Event City | Town | Ort | Stadt | Ville | Ciudad | Location City", most=120),
    Field(
        "country", _("Country"), Reads.COUNTRY, ("country",),
        "Country | Event Country | Country Code | Land | Pays | País | Location Country",
    ),
    Field("region", _("Region"), Reads.REGION, ("region_id",), "Region | Territory | Geo | Theater | Theatre | Sales Region"),
    Field(
        "recording", _("Recording"), Reads.LINE, ("recording",),
        "Recording | On-demand Link | On Demand Link | On-demand URL | On Demand URL | Recording Link | Recording URL | On-demand ID | "
        "On Demand ID | Recording ID | Video | Video URL | Watch Link",
        most=500,
    ),
    Field(
        "speakers", _("Who spoke"), Reads.LINE, ("spoke",),
        "Who Spoke | Speakers | Speaking Customers | Customer Speakers | Reference IDs | Reference ID | Speaker Companies | "
        "Speaker Company | Customers | Customer | Company | Account Name | Company Name | Account | Speaker Account | "
        "Members | Member | Firma",
        most=4000,
        hint=_("One or several customers by reference ID, name or website, with semicolons between."),
    ),
    Field(
        "speaker_id", _("Account ID in the other system"), Reads.LINE, ("spoke_id",),
        "Account ID | Account External ID | Company ID | Customer ID | Associated Company ID | Speaker Account ID",
        most=120,
    ),
    Field(
        "speaker", _("Speaker's email or name"), Reads.LINE, ("spoke_who",),
        "Speaker Email | Speaker Mail | Contact Email | Speaker | Speaker Name | Contact | Contact Name | Email",
        most=254,
        hint=_("Of a person who is here already, at the customer who spoke."),
    ),
)

CAMPAIGNS = Kind(
    name="campaigns",
    one="campaign",
    label=_("Campaigns"),
    hint=_("Events, and which customers spoke"),
    noun=_("campaigns"),
    are_in=ngettext_lazy("%(n)s campaign is in", "%(n)s campaigns are in", "many"),
    fields=FIELDS,
    columns={
        "external_id": TEXT,
        "name": TEXT,
        "kind": TEXT,
        "held_on": Column("date"),
        "ended_on": Column("date"),
        "city": TEXT,
        "country": TEXT,
        "region_id": Column("bigint"),
        "region_derived": Column("bigint", written=False),
        "recording": TEXT,
        "spoke": REFERENCE,
        "spoke_id": REFERENCE,
        "spoke_who": REFERENCE,
    },
    needs=(("name",),),
    same="name_key || chr(31) || coalesce(held_on::text, '')",
    known_by=(
        Known("day", "a.search_name = s.name_key and a.held_on = s.held_on"),
        Known("name", "a.search_name = s.name_key and (a.held_on is null or s.held_on is null)"),
    ),
    lists_speakers=True,
    updates={
        "ended_on": "case when coalesce(s.ended_on, a.ended_on) >= coalesce(s.held_on, a.held_on)"
        " then coalesce(s.ended_on, a.ended_on) end",
    },
)
