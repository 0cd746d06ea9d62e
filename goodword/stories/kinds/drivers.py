"""Value drivers, and the metrics by which each is shown.

The three drivers and their metrics: handbook-details section 6. The older groups (speed, savings, business value, quality) and code
commits: document 000 and PRODUCT section 7. A metric may belong to several drivers; it is one metric all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.kernel.text import Words


class Better(StrEnum):
    """Which way a figure gets better."""

    LESS = "less"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class MetricKind:
    """One metric of the catalogue: what it is called, in which units it may be given (the first is offered), which way is better.

    `is_dora`: one of those that a case study shows best (document 002).
    """

    code: str
    label: Words
    units: tuple[str, ...]
    better: Better
    is_dora: bool = False
    hint: Words = ""


@dataclass(frozen=True, slots=True)
class Driver:
    """A value driver: one tab of the workbook. `is_older`: of the first catalogue, kept for those who measure by it."""

    code: str
    label: Words
    short: Words
    metrics: tuple[str, ...]
    is_older: bool = False


_TIME: Final = ("days", "hours", "minutes", "weeks", "months")
_SHARE: Final = ("%",)
_MONEY: Final = ("EUR", "USD", "GBP", "JPY", "CHF")
_OFTEN: Final = ("a day", "a week", "a month", "a quarter", "a year")
_COUNT: Final = ("",)
LESS, MORE = Better

METRICS: Final[Mapping[str, MetricKind]] = {
    each.code: each
    for each in (
        MetricKind("development_cost", _("Cost of development"), _MONEY, LESS, hint=_("Licences, people and computing together.")),
        MetricKind("productivity", _("Productivity"), ("%", "a week", "a month"), MORE, hint=_("What a team gets done in a while.")),
        MetricKind("lead_time", _("Lead time for a change"), _TIME, LESS, is_dora=True, hint=_("From the first line to those who use it.")),
        MetricKind("deployment_frequency", _("How often it is deployed"), _OFTEN, MORE, is_dora=True),
        MetricKind("change_failure_rate", _("Changes that fail"), _SHARE, LESS, is_dora=True),
        MetricKind("time_to_restore", _("Time until it works again"), ("hours", "minutes", "days"), LESS, is_dora=True),
        MetricKind("developer_satisfaction", _("Satisfaction of those who develop"), ("%", "of 5", "of 10"), MORE),
        MetricKind("developer_retention", _("Developers who stay"), _SHARE, MORE),
        MetricKind("revenue", _("Revenue"), _MONEY, MORE),
        MetricKind("customers_won", _("Customers"), _COUNT, MORE),
        MetricKind("market_share", _("Market share"), _SHARE, MORE),
        MetricKind("escaped_vulnerabilities", _("Critical vulnerabilities that escaped"), _SHARE, LESS),
        MetricKind("code_scanned", _("Code that is scanned"), _SHARE, MORE),
        MetricKind("audit_pass_rate", _("Audits that are passed"), _SHARE, MORE),
        MetricKind("audit_time", _("Time spent on audits"), ("days", "hours", "weeks"), LESS),
        MetricKind("time_to_resolve", _("Time until a vulnerability is resolved"), ("days", "hours", "weeks"), LESS),
        MetricKind("cycle_time", _("Cycle time"), _TIME, LESS),
        MetricKind("build_time", _("Time of a build"), ("minutes", "hours"), LESS),
        MetricKind("onboarding_time", _("Time until somebody new can work"), _TIME, LESS),
        MetricKind("deployments", _("Deployments in a period"), _OFTEN, MORE),
        MetricKind("cost_saved", _("Cost saved"), ("%", *_MONEY), MORE),
        MetricKind("admin_hours", _("Hours of administration"), ("hours a week", "hours a month"), LESS),
        MetricKind("tools_replaced", _("Tools and plug-ins in the toolchain"), _COUNT, LESS),
        MetricKind("support_tickets", _("Internal support tickets"), ("a week", "a month"), LESS),
        MetricKind("time_to_market", _("Time to market"), _TIME, LESS),
        MetricKind("adoption", _("People who use it"), _COUNT, MORE),
        MetricKind("customer_satisfaction", _("Satisfaction of their customers"), ("%", "of 5", "of 10"), MORE),
        MetricKind("bugs", _("Bugs that reach users"), ("a week", "a month", "%"), LESS),
        MetricKind("reverts", _("Changes taken back"), ("a week", "a month", "%"), LESS),
        MetricKind("test_coverage", _("Code covered by tests"), _SHARE, MORE),
        MetricKind("outages", _("Outages"), ("a month", "a quarter", "a year"), LESS),
        MetricKind("it_spend", _("Spent on IT"), _MONEY, LESS),
        MetricKind("security_issues", _("Security issues"), ("a month", "a quarter", "a year"), LESS),
        MetricKind("support_calls", _("Support calls of their customers"), ("a week", "a month", "%"), LESS),
        MetricKind("code_commits", _("Code commits"), _OFTEN, MORE, hint=_("Easy to count, also backwards: a good one to begin with.")),
    )
}

DRIVERS: Final[Mapping[str, Driver]] = {
    each.code: each
    for each in (
        Driver(
            "efficiency",
            _("Increase operational efficiencies"),
            _("Efficiency"),
            (
                "development_cost",
                "productivity",
                "lead_time",
                "deployment_frequency",
                "change_failure_rate",
                "time_to_restore",
                "developer_satisfaction",
                "developer_retention",
                "code_commits",
            ),
        ),
        Driver(
            "speed",
            _("Deliver better products faster"),
            _("Speed"),
            (
                "revenue",
                "customers_won",
                "market_share",
                "productivity",
                "lead_time",
                "deployment_frequency",
                "change_failure_rate",
                "time_to_restore",
                "code_commits",
            ),
        ),
        Driver(
            "risk",
            _("Reduce security and compliance risk"),
            _("Risk"),
            ("escaped_vulnerabilities", "code_scanned", "audit_pass_rate", "audit_time", "time_to_resolve"),
        ),
        Driver(
            "speed_2019",
            _("Speed, as in the first catalogue"),
            _("Speed (first)"),
            ("cycle_time", "deployments", "build_time", "onboarding_time"),
            is_older=True,
        ),
        Driver(
            "savings_2019",
            _("Savings, as in the first catalogue"),
            _("Savings (first)"),
            ("it_spend", "cost_saved", "productivity", "admin_hours", "tools_replaced", "support_tickets"),
            is_older=True,
        ),
        Driver(
            "value_2019",
            _("Business value, as in the first catalogue"),
            _("Value (first)"),
            ("revenue", "time_to_market", "adoption", "customer_satisfaction"),
            is_older=True,
        ),
        Driver(
            "quality_2019",
            _("Quality, as in the first catalogue"),
            _("Quality (first)"),
            ("bugs", "reverts", "security_issues", "support_calls", "test_coverage", "outages", "code_commits"),
            is_older=True,
        ),
    )
}
