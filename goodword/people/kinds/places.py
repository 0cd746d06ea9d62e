"""The regions an empty installation begins with; their countries, holidays and zones can be edited."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class FirstRegion:
    """A region as it is laid into an empty database."""

    code: str
    name: str
    countries: tuple[str, ...]
    holiday_country: str
    time_zone: str


_EMEA: Final = """
AD AE AL AM AO AT AX AZ BA BE BF BG BH BI BJ BW BY CD CF CG CH CI CM CV CY CZ DE DJ DK DZ EE EG EH ER ES ET FI FO FR GA GB GE GG GH GI GM
GN GQ GR GW HR HU IE IL IM IQ IR IS IT JE JO KE KG KM KW KZ LB LI LR LS LT LU LV LY MA MC MD ME MG MK ML MR MT MU MW MZ NA NE NG NL NO OM
PL PS PT QA RE RO RS RU RW SA SC SD SE SH SI SJ SK SL SM SN SO SS ST SY SZ TD TG TJ TM TN TR TZ UA UG UZ VA XK YE YT ZA ZM ZW
"""
_AMERICAS: Final = """
AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV
SX TC TT US UY VC VE VG VI
"""
_APAC: Final = """
AF AS AU BD BN BT CC CK CN CX FJ FM GU HK ID IN IO JP KH KI KP KR LA LK MH MM MN MO MP MV MY NC NF NP NR NU NZ PF PG PH PK PN PW SB SG TH
TK TL TO TV TW UM VN VU WF WS
"""

FIRST_REGIONS: Final = (
    FirstRegion("emea", "EMEA", tuple(_EMEA.split()), "GB", "Europe/London"),
    FirstRegion("americas", "Americas", tuple(_AMERICAS.split()), "US", "America/New_York"),
    FirstRegion("apac", "APAC", tuple(_APAC.split()), "SG", "Asia/Singapore"),
)
