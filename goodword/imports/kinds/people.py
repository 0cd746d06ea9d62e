"""Colleagues: who they are, where they belong and what they do. A list invites nobody; that is a button on their page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from goodword.imports.kinds.field import REFERENCE, TEXT, Column, Field, Kind, Known, Reads

# fmt: off
FIELDS = (
    Field(
        "email", _("Email"), Reads.ADDRESS, ("email",),
        "Email | Email Address | E-mail | Work Email | Mail | User Email | Username | User Name | userPrincipalName | Courriel",
        most=254,
    ),
    Field(
        "name", _("Name"), Reads.LINE, ("name",),
        "Full Name | Name | Display Name | Person | Employee | Employee Name | Colleague | User",
        most=150,
    ),
    Field(
        "first_name", _("First name"), Reads.LINE, ("first_name",),
        "First Name | First | Given Name | Vorname | Prénom | Nombre",
        most=70,
        hint=_("Together with the last name, when there is no column with the whole name."),
    ),
    Field(
        "last_name", _("Last name"), Reads.LINE, ("last_name",),
        "Last Name | Last | Surname | Family Name | Nachname | Nom | Apellido",
        most=70,
    ),
    Field(
        "title", _("Job title"), Reads.LINE, ("title",),
        "Job Title | Title | Position | Funktion | Poste | Cargo",
        most=150,
    ),
    Field(
        "team", _("Team"), Reads.ONE_OF, ("team_id",),
        "Team | Team Name | Department | Group | Abteilung | Équipe",
        vocabulary="team",
    ),
    Field(
        "region", _("Region"), Reads.REGION, ("region_id",),
        "Region | Sales Region | Territory | Geo | Theater | Région | Región",
    ),
    Field(
        "roles", _("Roles"), Reads.SOME_OF, ("roles",),
        "Roles | Role | Program Role | Goodword Role | User Role | Profile",
        vocabulary="role",
        hint=_("Added to those they have, for all regions. Nobody becomes an administrator by a list."),
    ),
)

PEOPLE = Kind(
    name="people",
    one="user",
    label=_("Colleagues"),
    hint=_("For administrators; a list invites nobody"),
    noun=_("colleagues"),
    are_in=ngettext_lazy("%(n)s colleague is in", "%(n)s colleagues are in", "many"),
    fields=FIELDS,
    columns={
        "external_id": REFERENCE,
        "email": TEXT,
        "name": TEXT,
        "title": TEXT,
        "team_id": Column("bigint"),
        "region_id": Column("bigint"),
        "roles": Column("varchar[]", written=False),
    },
    keeps_unknown=False,
    needs=(("email",), ("name", "last_name", "first_name")),
    same="upper(email)",
    known_by=(Known("email", "upper(a.email) = upper(s.email)"),),
    updates={"email": "a.email", "region_id": "coalesce(s.region_id, a.region_id)", "team_id": "coalesce(s.team_id, a.team_id)"},
    fresh={
        "region_id": "s.region_id",
        "password": "'!' || replace(gen_random_uuid()::text, '-', '')",  # no password opens it until an invitation is followed
        "joined_at": "%(at)s",
    },
)
