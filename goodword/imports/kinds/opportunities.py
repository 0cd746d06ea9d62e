"""Opportunities: deals that a reference may help."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from goodword.imports.kinds import belonging
from goodword.imports.kinds.belonging import account_fields, own_id
from goodword.imports.kinds.field import TEXT, Column, Field, Kind, Known, Reads

FIELDS = (
    own_id("Opportunity ID | Deal ID | (Do Not Modify) Opportunity | opportunityid | Opportunity: Opportunity ID"),
    Field(
        "name", _("Name"), Reads.LINE, ("name",),
        "Opportunity Name | Deal Name | Name | Opportunity | Deal | Topic | Title | Opportunity: Opportunity Name | "
        "Verkaufschance | Opportunité | Oportunidad",
        most=300,
    ),
    *account_fields(
        ids="parentaccountid | customerid",
        names="Potential Customer",
    ),
    Field(
        "stage", _("Deal stage"), Reads.ONE_OF, ("stage",),
        "Stage | Stage Name | Deal Stage | Opportunity Stage | Sales Stage | Pipeline Stage | salesstage | stepname | Phase | "
        "Étape | Etapa",
        vocabulary="deal_stage",
    ),
    Field(
        "amount", _("Amount"), Reads.MONEY, ("amount", "currency"),
        "Amount | Deal Amount | Opportunity Amount | Est. Revenue | Estimated Revenue | estimatedvalue | Value | Deal Value | "
        "ACV | ARR | TCV | Betrag | Montant | Importe",
    ),
    Field(
        "currency", _("Currency"), Reads.CURRENCY, ("currency",),
        "Currency | Currency ISO Code | CurrencyIsoCode | Amount Currency | Opportunity Currency | Deal Currency Code | "
        "transactioncurrencyid | Währung | Devise | Moneda",
    ),
    Field(
        "close_on", _("Closes on"), Reads.DAY, ("close_on",),
        "Close Date | Expected Close Date | Est. Close Date | Estimated Close Date | estimatedclosedate | Closing Date | Close "
        "On | Abschlussdatum | Date de clôture | Fecha de cierre",
    ),
    Field(
        "competitor", _("Competitor"), Reads.ONE_OF, ("competitor",),
        "Competitor | Main Competitor | Primary Competitor | Main Competitor(s)",
        vocabulary="competitor",
    ),
    Field(
        "use_cases", _("Use cases"), Reads.SOME_OF, ("use_cases",),
        "Use Cases | Use Case | Primary Use Case",
        vocabulary="use_case",
    ),
    Field(
        "owner", _("Owner"), Reads.PERSON, ("owner_id",),
        "Opportunity Owner Email | Deal Owner Email | Owner Email | Owner ID | HubSpot Owner ID | ownerid | Opportunity Owner | "
        "Deal Owner | Owner | Owner Name | Sales Rep | Account Executive | Opportunity Owner: Full Name",
        most=300,
    ),
)

OPPORTUNITIES = Kind(
    name="opportunities",
    one="opportunity",
    label=_("Deals"),
    hint=_("With or without their customer"),
    noun=_("deals"),
    are_in=ngettext_lazy("%(n)s deal is in", "%(n)s deals are in", "many"),
    fields=FIELDS,
    columns={
        "external_id": TEXT,
        "name": TEXT,
        "stage": TEXT,
        "amount": Column("numeric"),
        "currency": TEXT,
        "close_on": Column("date"),
        "competitor": TEXT,
        "use_cases": Column("varchar[]"),
        "owner_id": Column("bigint"),
        **belonging.COLUMNS,
    },
    needs=(("name",),),
    same="coalesce(account_id, 0) || chr(31) || name_key",
    known_by=(Known("name", "a.account_id is not distinct from s.account_id and a.search_name = s.name_key"),),
)
