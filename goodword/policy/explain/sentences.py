"""One sentence for every reason that a rule can give, without full stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ActivityType, Family
from goodword.customers.kinds.activities import pace_words
from goodword.policy.facts import Verdict
from goodword.policy.periods import PeriodKind
from goodword.ui.dates import day_words

Words = str | Promise

RULE_NAMES: dict[str, Words] = {
    "standing": _("Standing"),
    "willingness": _("Agreed to it"),
    "family_limit": _("How often we may ask"),
    "own_limit": _("Their own limit"),
    "comfort": _("What they are comfortable with"),
    "already_held": _("Nobody else is asking"),
    "escalation": _("No open escalation"),
    "health": _("Health"),
    "renewal": _("Renewal"),
    "consent": _("Permission"),
    "territory": _("Territory"),
    "conflict": _("No conflict with the prospect"),
    "confidentiality": _("May be named"),
    "recently_referenced": _("Rested"),
    "contactable": _("Can be reached"),
    "stage_gate": _("Stage of the deal"),
    "outcome_debt": _("Outcomes reported"),
    "notice": _("Notice"),
    "customer_time": _("Time for the customer"),
    "commitment": _("Promised places"),
}

SENTENCES: dict[str, dict[str, Words]] = {
    "standing": {
        "active": _("Active member since %(since_on)s"),
        "not_a_member": _("Not a member of the program"),
        "recruited": _("Recruited since %(since_on)s, not yet introduced"),
        "caution": _("To be asked with caution"),
        "caution_by_rule": _("With caution by rule; if it still holds that day, the reason has its own line"),
        "paused": _("Paused until %(until_on)s"),
        "paused_by_rule": _("Paused by rule, until the reason is gone"),
        "retired": _("Left the program"),
        "declined": _("Declined to join the program"),
        "unverified": _("Record last confirmed on %(last_on)s"),
    },
    "willingness": {
        "agreed": _("They agreed to it: %(activity)s"),
        "nothing_agreed": _("They have not agreed to anything yet"),
        "not_agreed": _("They have not agreed to this: %(activity)s"),
        "refused": _("They do not want this: %(activity)s"),
        "contact_not_agreed": _("This person has not agreed to this: %(activity)s"),
    },
    "family_limit": {
        "no_limit": _("No limit"),
        "place_left": _("%(used)s of %(times)s used, %(limit)s"),
        "never": _("The policy does not allow it"),
    },
    "own_limit": {
        "no_limit": _("They set none"),
        "place_left": _("They set %(limit)s, a place is left"),
        "reached": _("They set %(limit)s, asked on %(last_on)s"),
        "never": _("They do not want to be asked for this"),
    },
    "comfort": {
        "not_said": _("They have not said"),
        "within": _("Within what they said"),
        "too_often": _("They like one thing %(pace)s, and the one of %(last_on)s is too near"),
        "too_much": _("%(effort)s points of effort in a year, and this adds %(adds)s: they are comfortable with %(most)s"),
    },
    "already_held": {
        "free": _("No other request"),
        "held_until": _("Held for another request until %(until_on)s"),
        "held": _("Held for another request"),
        "asked": _("Asked for something as lately as %(last_on)s"),
    },
    "escalation": {"none": _("None open"), "open": _("An escalation is open since %(since_on)s")},
    "health": {
        "good": _("Good"),
        "fair": _("Fair"),
        "unknown": _("Not known"),
        "poor": _("Their health is poor"),
    },
    "renewal": {
        "unknown": _("No date known"),
        "past": _("Renewed on %(renewal_on)s"),
        "far": _("Renews on %(renewal_on)s"),
    },
    "consent": {
        "not_needed": _("Not needed"),
        "on_file": _("On file"),
        "needed": _("A signed permission is needed before anything is used"),
    },
    "territory": {
        "anywhere": _("No region asked for"),
        "inside": _("In the region"),
        "outside": _("They agreed to speak in other regions only"),
        "other_region": _("They belong to another region, whose manager should know"),
    },
    "conflict": {
        "none": _("None known"),
        "same_company": _("The prospect belongs to the same company"),
        "listed": _("The prospect is on the list of those they do not speak to"),
    },
    "confidentiality": {
        "open": _("Yes"),
        "kept": _("The request is confidential"),
        "not_named": _("They may be named in confidential requests only"),
    },
    "recently_referenced": {
        "never": _("Never asked"),
        "rested": _("Last asked on %(last_on)s"),
        "recent": _("Asked on %(last_on)s, less than %(days)s days before"),
    },
    "contactable": {
        "reachable": _("Yes"),
        "account_do_not_contact": _("The company is not to be contacted"),
        "nobody": _("There is nobody with an address whom we may ask"),
        "all_quiet": _("They asked to be left alone until %(until_on)s"),
        "quiet": _("This person asked to be left alone until %(until_on)s"),
        "left": _("This person has left the company"),
        "do_not_contact": _("This person is not to be contacted"),
        "no_address": _("This person has no address"),
        "bounced": _("Mail to this person comes back"),
    },
    "stage_gate": {
        "not_needed": _("Not asked for"),
        "far_enough": _("Far enough"),
        "no_deal": _("No deal is linked"),
        "lost": _("The deal is lost"),
        "won": _("The deal is already won"),
        "stage_unknown": _("The stage of the deal is not on our list"),
        "too_early": _("The deal is not far enough for a call with a customer"),
    },
    "outcome_debt": {"none": _("All of them"), "some": _("%(owed)s still to report")},
    "notice": {
        "not_needed": _("None needed"),
        "no_day": _("No day was given"),
        "in_time": _("%(left)s days ahead, and %(days)s are needed"),
    },
    "customer_time": {
        "not_needed": _("None promised"),
        "no_day": _("No day was given"),
        "enough": _("They get %(days)s days when they are asked by %(ask_by_on)s"),
    },
    "commitment": {
        "not_counted": _("Not counted"),
        "no_day": _("No day was given"),
        "place_left": _("%(used)s of %(promised)s used in the quarter from %(from_on)s, and %(in_all)s of %(most)s in all"),
        "place_left_in_all": _("%(in_all)s of %(most)s used in the quarter from %(from_on)s"),
    },
}

CHANGES_WHEN: dict[tuple[str, str], Words] = {
    ("standing", "not_a_member"): _("when they join"),
    ("standing", "recruited"): _("when they have been introduced"),
    ("standing", "caution"): _("when their standing is changed"),
    ("standing", "paused_by_rule"): _("when the reason is gone"),
    ("standing", "retired"): _("when their standing is changed"),
    ("standing", "declined"): _("when their standing is changed"),
    ("standing", "unverified"): _("when somebody confirms the record"),
    ("willingness", ""): _("when they agree to it"),
    ("family_limit", ""): _("when the policy is changed"),
    ("own_limit", ""): _("when they change their limit"),
    ("comfort", ""): _("when earlier favours are a year old, or they say more"),
    ("already_held", ""): _("when the other request is settled"),
    ("escalation", ""): _("when it is closed"),
    ("health", ""): _("when it is better"),
    ("consent", ""): _("when it is signed"),
    ("territory", ""): _("when they agree to the region"),
    ("territory", "other_region"): "",
    ("contactable", ""): _("when somebody can be reached"),
    ("stage_gate", "too_early"): _("when the deal moves on"),
    ("outcome_debt", ""): _("when outcomes are reported"),
    ("notice", ""): _("for a later day"),
    ("customer_time", ""): _("for a later day"),
    ("commitment", ""): _("for a day in another quarter"),
}

ASKED_FOR: dict[str, Words] = {
    Family.CALL: pgettext_lazy("family", "Asked for a call on %(last_on)s, %(limit)s"),
    Family.PARTICIPATION: pgettext_lazy("family", "Asked for an event on %(last_on)s, %(limit)s"),
    Family.CONTENT: pgettext_lazy("family", "Asked for a story on %(last_on)s, %(limit)s"),
    Family.RESEARCH: pgettext_lazy("family", "Asked for research on %(last_on)s, %(limit)s"),
}
HELD_FOR: dict[str, Words] = {
    Family.CALL: pgettext_lazy("family", "Held for another call, %(limit)s"),
    Family.PARTICIPATION: pgettext_lazy("family", "Held for another event, %(limit)s"),
    Family.CONTENT: pgettext_lazy("family", "Held for another story, %(limit)s"),
    Family.RESEARCH: pgettext_lazy("family", "Held for other research, %(limit)s"),
}


def _too_late(params: dict[str, Any]) -> str:
    left = ngettext("The day is %(left)s day away", "The day is %(left)s days away", int(params["left"])) % params
    return gettext("%(left)s, and we need %(days)s") % {"left": left, "days": params["days"]}


def _too_short(params: dict[str, Any]) -> str:
    left = ngettext("The customer would have %(left)s day", "The customer would have %(left)s days", int(params["left"])) % params
    return gettext("%(left)s, and we give them %(days)s") % {"left": left, "days": params["days"]}


def _team_used(params: dict[str, Any]) -> str:
    promised = int(params["promised"])
    if not promised:
        return gettext("Nothing is promised to the team in the quarter from %(from_on)s") % params
    words = ngettext(
        "The one place promised to the team in the quarter from %(from_on)s is used",
        "All %(promised)s places promised to the team in the quarter from %(from_on)s are used",
        promised,
    )
    return words % params


def _all_used(params: dict[str, Any]) -> str:
    most = int(params["most"])
    words = ngettext(
        "The one place of all teams in the quarter from %(from_on)s is used",
        "All %(most)s places of all teams in the quarter from %(from_on)s are used",
        most,
    )
    return words % params


# Sentences with a number that chooses their form.
COUNTED: dict[str, dict[str, Callable[[dict[str, Any]], str]]] = {
    "notice": {"too_late": _too_late},
    "customer_time": {"too_short": _too_short},
    "commitment": {"team_used": _team_used, "all_used": _all_used},
}


def rule_names(codes: Iterable[str]) -> str:
    """Return the names of some rules as one text; a rule that is gone stands by its code."""
    return gettext(", ").join(str(RULE_NAMES.get(code, code)) for code in codes)


def limit_words(times: int, per: str, count: int) -> str:
    """Return a limit as a short phrase: "one a quarter", "at most 2 in 60 days"."""
    if per == PeriodKind.FISCAL_QUARTERS:
        if times == 1:
            return ngettext("one a quarter", "one in %(count)s quarters", count) % {"count": count}
        values = {"times": times, "count": count}
        return ngettext("at most %(times)s a quarter", "at most %(times)s in %(count)s quarters", count) % values
    if times == 1:
        return ngettext("one a day", "one in %(count)s days", count) % {"count": count}
    values = {"times": times, "count": count}
    return ngettext("at most %(times)s a day", "at most %(times)s in %(count)s days", count) % values


def sentence(verdict: Verdict, *, today: date) -> str:
    """Return the reason of a verdict as a sentence without full stop."""
    params = _params(verdict, today=today)
    if verdict.rule == "renewal" and verdict.reason == "near":
        days = int(params["days"])
        if days == 0:
            return gettext("Contract renews that day")
        return ngettext("Contract renews in %(days)s day", "Contract renews in %(days)s days", days) % params
    if verdict.rule == "outcome_debt" and verdict.reason == "too_many":
        owed = int(params["owed"])
        return ngettext("%(owed)s outcome is still to report", "%(owed)s outcomes are still to report", owed) % params
    in_words = COUNTED.get(verdict.rule, {}).get(verdict.reason)
    if in_words is not None:
        return in_words(params)
    said = str(_template(verdict)) % params
    if verdict.rule == "family_limit" and int(params.get("companies", 1)) > 1:
        n = int(params["companies"])
        counted = ngettext("counted over the whole family: %(n)s company", "counted over the whole family: %(n)s companies", n)
        return f"{said}, {counted % {'n': n}}"
    return said


def changes_when(verdict: Verdict) -> str:
    """Return what would change a verdict whose day is not known, or nothing."""
    found = CHANGES_WHEN.get((verdict.rule, verdict.reason), CHANGES_WHEN.get((verdict.rule, ""), ""))
    return str(found)


def _template(verdict: Verdict) -> Words:
    if verdict.rule == "family_limit" and verdict.reason in ("asked", "held"):
        table = ASKED_FOR if verdict.reason == "asked" else HELD_FOR
        return table[str(verdict.params["family"])]
    return SENTENCES[verdict.rule][verdict.reason]


def _params(verdict: Verdict, *, today: date) -> dict[str, Any]:
    shown: dict[str, Any] = {
        name: day_words(value, today=today) if isinstance(value, date) else value for name, value in verdict.params.items()
    }
    if "activity_type" in shown:
        shown["activity"] = ActivityType(shown["activity_type"]).label
    if verdict.rule == "comfort" and "days" in shown:
        shown["pace"] = pace_words(shown["days"])
    if "times" in shown:
        per, count = shown.get("per", PeriodKind.ROLLING_DAYS.value), shown.get("count", shown.get("days", 1))
        shown["limit"] = limit_words(shown["times"], per, count)
    return shown
