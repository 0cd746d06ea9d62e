"""Accounts: the fields of a company list, and the names that Salesforce, HubSpot, Dynamics, Bullhorn and stock lists give them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from goodword.imports.kinds.field import REFERENCE, TEXT, Column, Field, Kind, Reads

FIELDS = (
    Field(
        "name", _("Name"), Reads.LINE, ("name",),
        "Account Name | Company Name | Name | Company | Account | Security | Customer | Customer Name | Client | Client Name | "
        "Organization | Organisation | Organization Name | Organisation Name | Legal Name | Business Name | Account: Account "
        "Name | Firma | Firmenname | Unternehmen | Kunde | Société | Raison sociale | Entreprise | Client final | Empresa | "
        "Razón social | Nombre | Azienda | Ragione sociale | Nom | Bedrijf | Bedrijfsnaam | 会社名 | 企業名",
        most=300,
    ),
    Field(
        "external_id", _("ID in the other system"), Reads.LINE, ("external_id",),
        "External ID | Account ID | Id | Account: Account ID | Record ID | Company ID | hs_object_id | (Do Not Modify) Account "
        "| accountid | CRM ID | CIK | LEI | Customer ID | Customer Number | Customer No | Client ID | Organization ID | Account "
        "Number | UUID | GUID | Kundennummer | Numéro client",
        most=120,
        hint=_("Rows are recognised by it the next time. Share symbols are not IDs: a company may have several."),
    ),
    Field(
        "headquarters", _("City, state and country in one"), Reads.PLACE, ("city", "state", "country"),
        "Headquarters Location | Headquarters | HQ Location | HQ | Head Office | Location | Place | Siège | Hauptsitz | Sede",
        hint=_("Such as “Dallas, Texas” or “Dublin, Ireland”; split when there is only one way to read it."),
    ),
    Field(
        "city", _("City"), Reads.LINE, ("city",),
        "Billing City | City | HQ City | Address: City | Address 1: City | address1_city | Primary City | Town | Mailing City | "
        "Billing Address City | Shipping City | Ort | Stadt | Ville | Ciudad | Città | Plaats | Cidade",
        most=120,
    ),
    Field(
        "state", _("State or province"), Reads.STATE, ("state",),
        "Billing State/Province | Billing State | State | State/Region | State/Province | HQ State | Address: State | Address "
        "1: State/Province | address1_stateorprovince | Primary State | Province | Billing State/Province (text only) | Billing "
        "State Code | Shipping State | Bundesland | Provincia | Kanton",
        most=120,
    ),
    Field(
        "country", _("Country"), Reads.COUNTRY, ("country",),
        "Billing Country | Country | Country/Region | HQ Country | Address: Country | Address: Country Name | Address 1: "
        "Country/Region | address1_country | Primary Country | Country Name | Billing Country (text only) | Billing Country "
        "Code | Country Code | Shipping Country | Land | Pays | País | Paese | 国",
    ),
    Field(
        "region", _("Region"), Reads.REGION, ("region_id",),
        "Region | Sales Region | Geo | Geography | Theater | Theatre | Account Region | World Region | Région | Región | "
        "Regione",
        hint=_("Without it, the country decides."),
    ),
    Field(
        "industry", _("Industry"), Reads.ONE_OF, ("industry",),
        "GICS Sub-Industry | Industry | Sub-Industry | Industry Name | industryList | industrycode | Primary Industry | Account "
        "Industry | Branche | Industrie | Industria | Settore | 業種",
        vocabulary="industry",
    ),
    Field(
        "sector", _("Sector (where no industry)"), Reads.ONE_OF, ("industry",),
        "Industry Group | GICS Industry Group | GICS Sector | Sector | Industry Sector | Vertical | Market | Secteur | Sektor",
        vocabulary="industry",
    ),
    Field(
        "segment", _("Segment"), Reads.ONE_OF, ("segment",),
        "Segment | Sales Segment | Account Segment | Customer Segment | Market Segment | Company Segment",
        vocabulary="segment",
    ),
    Field(
        "tier", _("Product tier"), Reads.ONE_OF, ("tier",),
        "Product Tier | Tier | Plan | Edition | Product Edition | Subscription Plan | Product Plan",
        vocabulary="tier",
    ),
    Field(
        "seats", _("Licensed seats"), Reads.COUNT, ("seats",),
        "Licensed Seats | Seats | Licenses | Licences | Number of Licenses | License Count | Licensed Users | Paid Seats | "
        "Users",
    ),
    Field(
        "use_cases", _("Use cases"), Reads.SOME_OF, ("use_cases",),
        "Use Cases | Use Case | Usecase | Usecases",
        vocabulary="use_case",
    ),
    Field(
        "stages_used", _("Stages used"), Reads.TAGS, ("stages_used",),
        "Stages Used | Product Stages | Stages",
        most=60,
    ),
    Field(
        "tech_stack", _("Tech stack"), Reads.TAGS, ("tech_stack",),
        "Tech Stack | Technology Stack | Technologies | Web Technologies | Tools Used",
        most=120,
    ),
    Field(
        "competitors_replaced", _("Competitors replaced"), Reads.SOME_OF, ("competitors_replaced",),
        "Competitors Replaced | Competitor Replaced | Replaced Competitor | Replaced | Product Replaced | Previous Tool",
        vocabulary="competitor",
    ),
    Field(
        "tags", _("Tags"), Reads.SOME_OF, ("tags",),
        "Tags | Tag | Labels | Account Tags | Keywords | Etiquetas | Schlagworte",
        vocabulary="tag",
    ),
    Field(
        "product_version", _("Product version"), Reads.LINE, ("product_version",),
        "Product Version | Version",
        most=60,
    ),
    Field(
        "health", _("Health"), Reads.HEALTH, ("health",),
        "Health | Customer Health | Account Health | Health Status | Health Rating",
    ),
    Field(
        "renewal_on", _("Renewal date"), Reads.DAY, ("renewal_on",),
        "Renewal Date | Next Renewal Date | Next Renewal | Contract Renewal Date | Subscription End Date | Contract End Date | "
        "Contract End | Renewal",
    ),
    Field(
        "customer_since", _("Customer since"), Reads.DAY, ("customer_since",),
        "Customer Since | Customer Since Date | Client Since | Became a Customer Date | Contract Start Date | Kunde seit | "
        "Client depuis",
    ),
    Field(
        "website", _("Website"), Reads.LINK, ("website",),
        "Website | Web Site | Website URL | Company URL | Company Domain Name | Domain | Homepage | URL | Web | websiteurl | "
        "Webseite | Site web",
        most=300,
    ),
    Field(
        "description", _("Description"), Reads.PARAGRAPH, ("description",),
        "Account Description | Company Description | Description | Business Summary | Summary | About | About Us | Beschreibung",
        most=20_000,
    ),
    Field(
        "owner", _("Account owner"), Reads.PERSON, ("owner_id",),
        "Account Owner Email | Owner Email | Account Owner: Email | Owner ID | Account Owner ID | HubSpot Owner ID | ownerid | "
        "Account Owner | Owner | Owner Name | Company Owner | Account Manager | Account Executive | Sales Rep | Sales "
        "Representative | Owner: Full Name | Account Owner: Full Name | Kundenbetreuer",
        most=300,
    ),
    Field(
        "csm", _("Success manager"), Reads.PERSON, ("csm_id",),
        "CSM Email | Success Manager Email | CSM | Customer Success Manager | Success Manager | CSM Name | Customer Success "
        "Owner",
        most=300,
    ),
    Field(
        "parent", _("Parent account"), Reads.LINE, ("parent_ref",),
        "Parent Account ID | Parent ID | Parent External ID | Parent Account | Parent Company | Parent | parentaccountid | "
        "Ultimate Parent | Parent Account: Account Name",
        most=300,
        hint=_("Its ID in the other system, or its name."),
    ),
    Field(
        "do_not_contact", _("Do not contact"), Reads.TRUTH, ("do_not_contact",),
        "Do Not Contact | DNC | Do not contact this account",
    ),
)

ACCOUNTS = Kind(
    name="accounts",
    one="account",
    label=_("Customers"),
    hint=_("Companies"),
    noun=_("customers"),
    are_in=ngettext_lazy("%(n)s customer is in", "%(n)s customers are in", "many"),
    fields=FIELDS,
    columns={
        "external_id": TEXT,
        "name": TEXT,
        "website": TEXT,
        "description": TEXT,
        "industry": TEXT,
        "region_id": Column("bigint"),
        "region_derived": Column("bigint", written=False),
        "city": TEXT,
        "state": TEXT,
        "country": TEXT,
        "segment": TEXT,
        "tier": TEXT,
        "seats": Column("integer"),
        "use_cases": Column("varchar[]"),
        "stages_used": Column("varchar[]"),
        "tech_stack": Column("varchar[]"),
        "competitors_replaced": Column("varchar[]"),
        "tags": Column("varchar[]"),
        "product_version": TEXT,
        "health": TEXT,
        "renewal_on": Column("date"),
        "customer_since": Column("date"),
        "owner_id": Column("bigint"),
        "csm_id": Column("bigint"),
        "do_not_contact": Column("boolean"),
        "parent_ref": REFERENCE,
    },
    needs=(("name",),),
    same="name_key || chr(31) || coalesce(country, '')",
)
