"""Journal verbs of this slice in words, for timelines. `%(contact)s` is the person the entry is about; days are worded."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.comments.kinds import SENTENCES as COMMENTS
from goodword.customers.kinds.activities import LIMIT_FOR, ActivityType, limit_words
from goodword.customers.kinds.standing import Standing, StandingRule
from goodword.customers.kinds.vocabulary import Health

Values = Mapping[str, Any]
Sentence = str | Promise | Callable[[Values], str]

FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("name"),
    "parent": gettext_lazy("parent"),
    "website": gettext_lazy("website"),
    "description": gettext_lazy("description"),
    "industry": gettext_lazy("industry"),
    "region": gettext_lazy("region"),
    "city": gettext_lazy("city"),
    "state": gettext_lazy("state"),
    "country": gettext_lazy("country"),
    "segment": gettext_lazy("segment"),
    "tier": gettext_lazy("product tier"),
    "seats": gettext_lazy("seats"),
    "use_cases": gettext_lazy("use cases"),
    "competitors_replaced": gettext_lazy("what they replaced"),
    "tech_stack": gettext_lazy("tech stack"),
    "stages_used": gettext_lazy("stages used"),
    "product_version": gettext_lazy("version"),
    "renewal_on": gettext_lazy("renewal"),
    "customer_since": gettext_lazy("customer since"),
    "owner": gettext_lazy("owner"),
    "csm": gettext_lazy("success manager"),
    "tags": gettext_lazy("tags"),
    "blocked_prospects": gettext_lazy("whom they do not speak to"),
    "email": gettext_lazy("mail address"),
    "phone": gettext_lazy("phone"),
    "title": gettext_lazy("job title"),
    "persona": gettext_lazy("persona"),
    "languages": gettext_lazy("languages"),
    "time_zone": gettext_lazy("time zone"),
    "is_champion": gettext_lazy("champion"),
    "account": gettext_lazy("customer"),
    "stage": gettext_lazy("stage"),
    "amount": gettext_lazy("amount"),
    "currency": gettext_lazy("currency"),
    "close_on": gettext_lazy("closing day"),
    "kind": gettext_lazy("kind"),
    "held_on": gettext_lazy("day"),
    "ended_on": gettext_lazy("last day"),
    "recording": gettext_lazy("recording"),
    "on_demand": gettext_lazy("on-demand campaign"),
    "speakers": gettext_lazy("who spoke"),
    "competitor": gettext_lazy("competitor"),
    "source": gettext_lazy("source"),
    "external": gettext_lazy("ID in the other system"),
    "health": gettext_lazy("health"),
    "left_on": gettext_lazy("left the company"),
    "do_not_contact": gettext_lazy("do not contact"),
    "unmapped": gettext_lazy("values not known here"),
    "external_id": gettext_lazy("ID in the other system"),
    "escalated_on": gettext_lazy("escalation"),
    "health_checked_on": gettext_lazy("health checked"),
    "health_score": gettext_lazy("health score"),
    "sentiment": gettext_lazy("sentiment"),
    "sentiment_note": gettext_lazy("sentiment in words"),
    "sentiment_on": gettext_lazy("sentiment asked on"),
    "usage": gettext_lazy("usage"),
    "quiet_until": gettext_lazy("left alone until"),
    "bounced_at": gettext_lazy("mail came back"),
    "agreed_types": gettext_lazy("agreed to"),
    "refused_types": gettext_lazy("does not want"),
    "standing": gettext_lazy("standing"),
    "paused_until": gettext_lazy("paused until"),
    "standing_until": gettext_lazy("standing ends on"),
    "standing_rule": gettext_lazy("rule that moved it"),
    "standing_fact": gettext_lazy("what the rule saw"),
    "standing_from": gettext_lazy("standing before"),
    "standing_seen": gettext_lazy("what was known when it was decided"),
    "comfort": gettext_lazy("comfortable with"),
    "comfort_days": gettext_lazy("days between two things"),
    "comfort_effort": gettext_lazy("effort it is comfortable with"),
    "preferences": gettext_lazy("preferences"),
    "champion": gettext_lazy("champion"),
    "joined_on": gettext_lazy("joined"),
    "how_joined": gettext_lazy("how it joined"),
    "verified_on": gettext_lazy("last checked"),
    "verify_asked_on": gettext_lazy("owner asked to confirm"),
    "retire_proposed_on": gettext_lazy("proposed to retire"),
    "territories": gettext_lazy("territories"),
    "is_confidential": gettext_lazy("confidential requests only"),
    "number": gettext_lazy("reference ID"),
}


def _fields(values: Values) -> str:
    return ", ".join(str(FIELDS.get(name, name)) for name in values.get("fields", []))


def _edited(values: Values) -> str:
    if values.get("undone"):
        return _("A change of many customers was undone: %(fields)s") % {"fields": _fields(values)}
    if values.get("bulk"):
        return _("Changed with many others: %(fields)s") % {"fields": _fields(values)}
    return _("Changed: %(fields)s") % {"fields": _fields(values)}


def _types(codes: list[str] | None) -> str:
    known = dict(ActivityType.choices)
    return ", ".join(str(known.get(code, code)).lower() for code in codes or [])


def _joined(values: Values) -> str:
    agreed = _types(values.get("agreed"))
    return _("Joined the program, agreed to %(types)s") % {"types": agreed} if agreed else _("Joined the program")


def _standing(values: Values) -> str:
    after = str(dict(Standing.choices).get(values["after"], values["after"]))
    if values.get("until") and values["after"] == Standing.PAUSED:
        return _("Paused until %(day)s") % {"day": values["until"]}
    if values.get("until"):
        return _("Standing changed to “%(standing)s” until %(day)s") % {"standing": after, "day": values["until"]}
    return _("Standing changed to “%(standing)s”") % {"standing": after}


def _standing_name(code: str) -> str:
    return str(dict(Standing.choices).get(code, code))


def fact_words(rule: str, fact: str) -> str:
    """What a rule saw, in words; `fact` is a day in words already, or a code of health."""
    said: dict[str, str | Promise] = {
        StandingRule.RENEWAL: gettext_lazy("renews on %(fact)s"),
        StandingRule.HEALTH: gettext_lazy("health is %(fact)s"),
        StandingRule.ESCALATION: gettext_lazy("escalation open since %(fact)s"),
        StandingRule.UNVERIFIED: gettext_lazy("last confirmed on %(fact)s"),
        StandingRule.LONG_UNVERIFIED: gettext_lazy("last confirmed on %(fact)s"),
    }
    words = str(dict(Health.choices).get(fact, fact)).lower() if rule == StandingRule.HEALTH else fact
    return str(said.get(rule, "%(fact)s")) % {"fact": words}


def _by_rule(values: Values) -> str:
    told = {"standing": _standing_name(values["after"]), "why": fact_words(values["rule"], values["fact_on"])}
    if values["before"] == values["after"]:
        return _("Still “%(standing)s”, by another rule: %(why)s") % told
    return _("Standing changed to “%(standing)s” by rule: %(why)s") % told


def _returned(values: Values) -> str:
    told = {"standing": _standing_name(values["after"]), "before": _standing_name(values["before"])}
    if not values.get("rule"):
        return _("“%(before)s” ended on its day: “%(standing)s” again") % told
    return _("The reason has gone: “%(standing)s” again by rule") % told


def _reversed(values: Values) -> str:
    told = {"standing": _standing_name(values["after"]), "why": fact_words(values["rule"], values["fact_on"])}
    return _("“%(standing)s” again: what a rule did was taken back (%(why)s)") % told


def _agreed(values: Values) -> str:
    yes, no = _types(values.get("agreed")), _types(values.get("refused"))
    if yes and no:
        return _("Agreed to %(yes)s; not to %(no)s") % {"yes": yes, "no": no}
    return _("Agreed to %(yes)s") % {"yes": yes} if yes else _("Agrees to nothing for now")


def _contact_agreed(values: Values) -> str:
    if values.get("agreed") is None:
        return _("%(contact)s follows what the company agreed to") % values
    return _("%(contact)s agreed to %(types)s") % {**values, "types": _types(values["agreed"]) or _("nothing for now")}


def _asked_before(values: Values) -> str:
    words = {"what": _types([values["activity"]]), "day": values["on"]}
    said = {"accepted": _("said yes"), "declined": _("said no"), "no_answer": _("no answer")}.get(values.get("answer", ""), "")
    text = _("Asked before Goodword, %(day)s: %(what)s") % words
    done = _("done on %(day)s") % {"day": values["done_on"]} if values.get("done_on") else ""
    return ", ".join(part for part in (text, said, done, _("over the limit") if values.get("over") else "") if part)


def _limit(values: Values) -> str:
    family = str(LIMIT_FOR.get(values["family"], values["family"])).lower()
    who = values.get("contact") or _("The company")
    if values["most"] == 0:
        return _("%(who)s set a limit for %(family)s: never") % {"who": who, "family": family}
    times = limit_words(values["most"], values["days"])
    return _("%(who)s set a limit for %(family)s: %(times)s") % {"who": who, "family": family, "times": times}


def _limit_gone(values: Values) -> str:
    family = str(LIMIT_FOR.get(values["family"], values["family"])).lower()
    return _("%(who)s took back the limit for %(family)s") % {"who": values.get("contact") or _("The company"), "family": family}


def _spoke(values: Values, words: str) -> str:
    told = {"person": values.get("contact_name"), "account": values["account"]}
    who = _("%(person)s of %(account)s") % told if told["person"] else told["account"]
    return words % {"who": who or _("A customer"), "campaign": values["campaign"] or _("a campaign")}


def _health(values: Values) -> str:
    if (fields := values.get("fields")) and not any(name.startswith("health") for name in fields):
        return _("What they feel about us noted")
    return _("Health checked: %(health)s") % {"health": str(dict(Health.choices).get(values["after"], values["after"])).lower()}


def _quiet(values: Values) -> str:
    if not values.get("until"):
        return _("%(contact)s may be written to again") % values
    return _("%(contact)s asked for peace until %(until)s") % values


def _closed(values: Values) -> str:
    """Why nobody writes to them: they left, or one of us wrote it down."""
    if values.get("left"):
        return _("%(contact)s left the program on their own page") % values
    return _("%(contact)s is not to be contacted") % values


SENTENCES: dict[str, Sentence] = {
    "account.created": gettext_lazy("Written down by hand"),
    "account.imported": gettext_lazy("Came with an import"),
    "account.edited": _edited,
    "account.health_checked": _health,
    "account.escalated": gettext_lazy("An escalation was opened"),
    "account.escalation_closed": gettext_lazy("The escalation was closed"),
    "account.closed": gettext_lazy("The company is not to be contacted"),
    "account.reopened": gettext_lazy("The company may be contacted again"),
    "member.joined": _joined,
    "account.merged": gettext_lazy("%(gone)s was merged into %(kept)s"),
    "account.split": gettext_lazy("%(gone)s and %(kept)s were taken apart again"),
    "contact.merged": gettext_lazy("%(gone)s was merged into %(kept)s: one person"),
    "contact.split": gettext_lazy("%(gone)s and %(kept)s were taken apart again: two people"),
    "account.import_undone": gettext_lazy("An import was undone here"),
    "contact.import_undone": gettext_lazy("An import of a person was undone"),
    "opportunity.import_undone": gettext_lazy("An import of a deal was undone"),
    "member.import_undone": gettext_lazy("An import into the program was undone"),
    "member.imported": gettext_lazy("Came into the program with an import"),
    "member.edited": lambda v: _("Changed: %(fields)s") % {"fields": _fields(v)},
    "member.standing_changed": _standing,
    "member.moved_by_rule": _by_rule,
    "member.returned": _returned,
    "member.rule_reversed": _reversed,
    "member.agreed": _agreed,
    "member.verified": gettext_lazy("The record was checked and is right"),
    "member.retire_proposed": gettext_lazy("The owner says: no longer a reference"),
    "member.limit_set": _limit,
    "member.limit_cleared": _limit_gone,
    "contact.added": gettext_lazy("%(contact)s was added"),
    "contact.imported": gettext_lazy("%(contact)s came with an import"),
    "contact.edited": lambda v: _("%(contact)s changed: %(fields)s") % {**v, "fields": _fields(v)},
    "contact.mail_refused": gettext_lazy("Mail to %(contact)s came back"),
    "contact.left": gettext_lazy("%(contact)s left the company"),
    "contact.returned": gettext_lazy("%(contact)s works there after all"),
    "contact.closed": _closed,
    "contact.reopened": gettext_lazy("%(contact)s may be contacted again"),
    "contact.erasure_link_asked": gettext_lazy("%(contact)s had the mail sent that deletes them"),
    "contact.erasure_asked": gettext_lazy("%(contact)s is being deleted"),
    "contact.erased": gettext_lazy("Somebody was deleted at their own wish; what was asked of them still counts"),
    "contact.allowed_again": gettext_lazy("Somebody who was deleted came back by themselves and may be written down again"),
    "contact.quieted": _quiet,
    "contact.agreed": _contact_agreed,
    "contact.own_page_asked": gettext_lazy("%(contact)s asked for a link to their own page"),
    "contact.own_page_changed": gettext_lazy("%(contact)s changed something on their own page"),
    "contact.corrected": lambda v: _("%(contact)s corrected: %(fields)s") % {**v, "fields": _fields(v)},
    "opportunity.created": gettext_lazy("The deal %(opportunity)s was written down"),
    "opportunity.imported": gettext_lazy("The deal %(opportunity)s came with an import"),
    "opportunity.edited": lambda v: _("Deal %(opportunity)s changed: %(fields)s") % {**v, "fields": _fields(v)},
    "campaign.created": gettext_lazy("The campaign was written down"),
    "campaign.imported": gettext_lazy("The campaign came with an import"),
    "campaign.import_undone": gettext_lazy("An import of the campaign was undone"),
    "campaign.edited": lambda v: _("Campaign changed: %(fields)s") % {"fields": _fields(v)},
    "campaign.speaker_added": lambda v: _spoke(
        v, _("%(who)s will speak at %(campaign)s") if v.get("to_come") else _("%(who)s spoke at %(campaign)s")
    ),
    "campaign.speaker_taken": lambda v: _spoke(
        v,
        _("%(who)s will not speak at %(campaign)s after all") if v.get("to_come") else _("%(who)s did not speak at %(campaign)s after all"),
    ),
    "ask.imported": _asked_before,
    "ask.edited": lambda v: _("%(ask)s, changed by a list: %(fields)s") % {"ask": _asked_before(v), "fields": _fields(v)},
    **COMMENTS,
}
