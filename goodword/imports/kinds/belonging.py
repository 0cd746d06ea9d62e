"""What contacts and deals have in common: an ID of their own, and the account they belong to."""

from django.utils.translation import gettext_lazy as _

from goodword.imports.kinds.field import REFERENCE, Column, Field, Reads

# fmt: off
ACCOUNT_IDS = (
    "Account ID | Account External ID | Company ID | Associated Company ID | Primary Associated Company ID | Customer ID | "
    "Account: Account ID"
)
ACCOUNT_NAMES = (
    "Account Name | Company Name | Company | Account | Associated Company | Primary Associated Company | Customer | "
    "Account: Account Name | Firma | Société | Empresa"
)
COLUMNS: dict[str, Column] = {"account_ref": REFERENCE, "account_name": REFERENCE, "account_country": REFERENCE}


def own_id(known_as: str) -> Field:
    """The ID of the row itself."""
    return Field(
        "external_id", _("ID in the other system"), Reads.LINE, ("external_id",),
        f"External ID | {known_as} | Id | Record ID | hs_object_id | UUID | GUID",
        most=120,
    )


def account_fields(*, ids: str, names: str) -> tuple[Field, Field, Field]:
    """The account by its ID in the other system, by its name, and the country that tells two of one name apart."""
    return (
        Field("account_id", _("Account ID in the other system"), Reads.LINE, ("account_ref",), f"{ACCOUNT_IDS} | {ids}", most=120),
        Field("account_name", _("Account name"), Reads.LINE, ("account_name",), f"{ACCOUNT_NAMES} | {names}", most=300),
        Field(
            "account_country", _("Account's country"), Reads.COUNTRY, ("account_country",),
            "Account Country | Company Country | Account: Billing Country | Billing Country",
            hint=_("Tells accounts of the same name apart."),
        ),
    )
