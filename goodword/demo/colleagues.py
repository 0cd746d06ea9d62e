"""The demo's colleagues: one for every role, in three regions."""

from datetime import datetime, timedelta

from goodword.people.kinds import Role
from goodword.people.models import Absence, Program, Region, RoleAssignment, RoutingRule, Team, User

DOMAIN = "harrowgate.example"
R = Role
# name, title, region, team, zone, roles (the first is the one shown on the sign-in page)
COLLEAGUES: tuple[tuple[str, str, str, str, str, tuple[Role, ...]], ...] = (
    ("Mara Lindqvist", "Reference manager", "emea", "program", "Europe/Stockholm", (R.REFERENCE_MANAGER,)),
    ("Elif Kaya", "Reference manager", "americas", "program", "America/New_York", (R.REFERENCE_MANAGER,)),
    ("Kenji Mori", "Reference manager", "apac", "program", "Asia/Tokyo", (R.REFERENCE_MANAGER,)),
    ("Agnes Pell", "Program administrator", "emea", "program", "Europe/London", (R.ADMINISTRATOR,)),
    ("Sven Aalto", "Account executive", "emea", "sales_emea", "Europe/Helsinki", (R.REQUESTER, R.ACCOUNT_OWNER)),
    ("Priya Nair", "Strategic account executive", "emea", "sales_emea", "Europe/London", (R.ACCOUNT_OWNER,)),
    ("Lars Moen", "Account executive", "emea", "sales_emea", "Europe/Oslo", (R.ACCOUNT_OWNER,)),
    ("Claire Fontanel", "Account executive", "emea", "sales_emea", "Europe/Paris", (R.ACCOUNT_OWNER,)),
    ("Rosa Delgado", "Strategic account executive", "americas", "sales_americas", "America/Chicago", (R.ACCOUNT_OWNER,)),
    ("Dwight Amadi", "Account executive", "americas", "sales_americas", "America/Toronto", (R.ACCOUNT_OWNER,)),
    ("Haruto Sato", "Account executive", "apac", "sales_apac", "Asia/Tokyo", (R.ACCOUNT_OWNER,)),
    ("Meera Pillai", "Account executive", "apac", "sales_apac", "Asia/Kolkata", (R.ACCOUNT_OWNER,)),
    ("Jonas Weir", "Customer success manager", "emea", "success", "Europe/Dublin", (R.CSM,)),
    ("Inês Ferreira", "Customer success manager", "americas", "success", "America/Sao_Paulo", (R.CSM,)),
    ("Noor Haddad", "Sales director", "emea", "sales_emea", "Europe/Amsterdam", (R.TEAM_LEAD,)),
    ("Victor Lund", "Director of customer advocacy", "emea", "program", "Europe/Copenhagen", (R.EXCEPTION_REVIEWER, R.EDUCATION_MANAGER)),
    ("Ben Okafor", "Product marketing manager", "emea", "field_marketing", "Europe/London", (R.PMM, R.OPEN_SOURCE_MANAGER)),
    ("Ruth Adler", "Counsel", "emea", "legal", "Europe/Vienna", (R.LEGAL,)),
    ("Anouk Delacroix", "Event manager", "emea", "field_marketing", "Europe/Brussels", (R.EVENT_MANAGER,)),
    ("Tom Becker", "Account executive", "americas", "sales_americas", "America/Denver", (R.REQUESTER,)),
)
TEAMS = {
    "program": "Customer references",
    "sales_emea": "Sales EMEA",
    "sales_americas": "Sales Americas",
    "sales_apac": "Sales Asia Pacific",
    "success": "Customer success",
    "field_marketing": "Field marketing",
    "legal": "Legal",
}


def address(name: str) -> str:
    """The mail address of a colleague."""
    plain = name.lower().replace("ê", "e").replace(" ", ".")
    return f"{plain}@{DOMAIN}"


def colleagues(at: datetime) -> dict[str, User]:
    """Create everybody with teams, roles, routing and one absence; returns people by name."""
    Program.objects.filter(pk=1).update(
        company_name="Harrowgate", time_zone="Europe/Stockholm", fiscal_first_month=2, colour="#3d348b", is_demo=True
    )
    regions = {region.code: region for region in Region.objects.all()}
    teams = {code: Team.objects.get_or_create(code=code, defaults={"name": name})[0] for code, name in TEAMS.items()}
    people: dict[str, User] = {}
    for name, title, region, team, zone, roles in COLLEAGUES:
        user = User(email=address(name), name=name, title=title, region=regions[region], team=teams[team], time_zone=zone)
        user.set_unusable_password()
        user.save()
        where = regions[region] if R.REFERENCE_MANAGER in roles else None
        RoleAssignment.objects.bulk_create(RoleAssignment(user=user, role=role, region=where) for role in roles)
        people[name] = user
    for number, user in enumerate(people.values()):
        user.joined_at = at - timedelta(days=380 + number * 53)
    User.objects.bulk_update(people.values(), ["joined_at"])
    Team.objects.filter(code="sales_emea").update(lead=people["Noor Haddad"])
    managers = {"emea": "Mara Lindqvist", "americas": "Elif Kaya", "apac": "Kenji Mori"}
    RoutingRule.objects.bulk_create(
        [
            RoutingRule(by="account", region=regions[code], manager=people[name], position=n)
            for n, (code, name) in enumerate(managers.items())
        ]
        + [
            RoutingRule(by="requester", region=regions[code], manager=people[name], position=n)
            for n, (code, name) in enumerate(managers.items(), start=len(managers))
        ]
        + [RoutingRule(by="account", region=None, manager=people["Mara Lindqvist"], position=9)]
    )
    today = at.date()
    away = (("Lars Moen", 3, 9, "Priya Nair"), ("Meera Pillai", 6, 5, "Jonas Weir"))
    Absence.objects.bulk_create(
        Absence(user=people[name], from_on=today - timedelta(days=since), to_on=today + timedelta(days=still), deputy=people[deputy])
        for name, since, still, deputy in away
    )
    return people
