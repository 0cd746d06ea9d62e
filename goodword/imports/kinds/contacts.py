"""Contacts: people at accounts that are already here."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from goodword.imports.kinds import belonging
from goodword.imports.kinds.belonging import account_fields, own_id
from goodword.imports.kinds.field import REFERENCE, TEXT, Column, Field, Kind, Known, Reads

FIELDS = (
    own_id("Contact ID | (Do Not Modify) Contact | contactid | Contact: Contact ID | Person ID"),
    Field(
        "name", _("Name"), Reads.LINE, ("name",),
        "Full Name | Contact Name | Name | Contact | Contact: Full Name | Person | Display Name | Ansprechpartner | Nom complet "
        "| Nombre completo | 氏名",
        most=200,
    ),
    Field(
        "first_name", _("First name"), Reads.LINE, ("first_name",),
        "First Name | First | Given Name | Forename | Contact: First Name | Vorname | Prénom | Nombre | Nome | Voornaam | 名",
        most=100,
        hint=_("Together with the last name, when there is no column with the whole name."),
    ),
    Field(
        "last_name", _("Last name"), Reads.LINE, ("last_name",),
        "Last Name | Last | Surname | Family Name | Contact: Last Name | Nachname | Nom de famille | Nom | Apellido | Apellidos "
        "| Cognome | Achternaam | 姓",
        most=100,
    ),
    *account_fields(
        ids="Client Corporation: External ID | clientCorporation.externalID | parentcustomerid | Associated Company IDs",
        names="clientCorporation.name | Organization | Organisation | Unternehmen | Entreprise | Azienda | 会社名",
    ),
    Field(
        "email", _("Email"), Reads.ADDRESS, ("email",),
        "Email | Email Address | E-mail | Work Email | Business Email | Contact: Email | emailaddress1 | Mail | E-Mail-Adresse "
        "| Courriel | Adresse e-mail | Correo electrónico | Email 1",
        most=254,
    ),
    Field(
        "phone", _("Phone"), Reads.LINE, ("phone",),
        "Phone | Business Phone | Phone Number | Telephone | Work Phone | Office Phone | telephone1 | Contact: Phone | Mobile | "
        "Mobile Phone | Telefon | Téléphone | Teléfono",
        most=60,
    ),
    Field(
        "title", _("Job title"), Reads.LINE, ("title",),
        "Job Title | Title | Position | Role | Occupation | Contact: Title | Funktion | Poste | Cargo",
        most=200,
    ),
    Field(
        "persona", _("Persona"), Reads.ONE_OF, ("persona",),
        "Persona | Buyer Persona | Contact Persona | Buying Role",
        most=60, vocabulary="persona", keeps_words=True,
    ),
    Field(
        "languages", _("Languages"), Reads.LANGUAGES, ("languages",),
        "Languages | Language | Preferred Language | Spoken Languages | Preferred Languages | Sprache | Sprachen | Langue | "
        "Idioma | Lingua",
    ),
    Field(
        "time_zone", _("Time zone"), Reads.ZONE, ("time_zone",),
        "Time Zone | Timezone | hs_timezone | Zeitzone | Fuseau horaire",
    ),
    Field(
        "city", _("Their city"), Reads.LINE, ("city",),
        "Mailing City | Contact City | Business City | City | Address: City | Address 1: City | address1_city | Ort | Stadt | Ville",
        most=120,
        hint=_("Tells their time zone, when there is no column for it."),
    ),
    Field(
        "state", _("Their state or province"), Reads.LINE, ("state",),
        "Mailing State/Province | Mailing State | Contact State | State | State/Region | State/Province | Address: State | "
        "address1_stateorprovince",
        most=120,
    ),
    Field(
        "country", _("Their country"), Reads.COUNTRY, ("country",),
        "Mailing Country | Contact Country | Country | Country/Region | Address: Country | Address: Country Name | address1_country | "
        "Land | Pays | País | Paese",
    ),
    Field(
        "is_champion", _("Champion"), Reads.TRUTH, ("is_champion",),
        "Champion | Is Champion | Champion?",
    ),
    Field(
        "left_on", _("Left the company on"), Reads.DAY, ("left_on",),
        "Left On | Left Company On | Left the Company | Departure Date",
    ),
    Field(
        "do_not_contact", _("Do not contact"), Reads.TRUTH, ("do_not_contact",),
        "Do Not Contact | DNC | Email Opt Out | Has Opted Out of Email | HasOptedOutOfEmail | Do not allow Emails | donotemail",
    ),
)

CONTACTS = Kind(
    name="contacts",
    one="contact",
    label=_("People"),
    hint=_("At customers that are here already"),
    noun=_("contacts"),
    are_in=ngettext_lazy("%(n)s contact is in", "%(n)s contacts are in", "many"),
    fields=FIELDS,
    columns={
        "external_id": TEXT,
        "name": TEXT,
        "email": TEXT,
        "phone": TEXT,
        "title": TEXT,
        "persona": TEXT,
        "languages": Column("varchar[]"),
        "time_zone": TEXT,
        "zone_derived": REFERENCE,
        "is_champion": Column("boolean"),
        "left_on": Column("date"),
        "do_not_contact": Column("boolean"),
        **belonging.COLUMNS,
    },
    keeps_unknown=False,
    needs=(("name", "last_name", "first_name"), ("account_name", "account_id")),
    same="account_id || chr(31) || coalesce(email, name_key)",
    known_by=(
        Known("email", "a.account_id = s.account_id and upper(a.email) = upper(s.email)"),
        Known("name", "a.account_id = s.account_id and a.search_name = s.name_key and (s.email is null or a.email = '')"),
    ),
    needs_account=True,
)
