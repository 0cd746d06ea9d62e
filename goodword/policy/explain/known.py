"""The facts of a stored decision in words: what was known of a customer, or of a request, when the rules were asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.kinds import ActivityType, Family, Health, Standing
from goodword.policy.facts import AccountFacts, CandidateFacts, ContactFacts, MemberFacts, RequestFacts, Use
from goodword.ui.dates import day_words
from goodword.ui.pieces import Fact


def facts_in_words(facts: CandidateFacts | RequestFacts, labels: Mapping[str, str], *, today: date) -> tuple[Fact, ...]:
    """Return one line per fact that was known; `labels` name the codes of lists and regions as they are called now."""
    if isinstance(facts, RequestFacts):
        return _of_request(facts, labels)
    return (
        Fact(label=_("To be asked"), value=day_words(facts.ask_on, today=today)),
        *_of_request(facts.request, labels),
        *_of_member(facts.member, today=today),
        *_of_account(facts.account, labels, today=today),
        Fact(label=_("People"), value=_people(facts.contacts, facts.ask_on)),
        *_asked(facts, today=today),
    )


def places_in_words(facts: CandidateFacts, *, today: date) -> list[str]:
    """Return each place that was taken then, the latest first: "Asked for a call on 3 Aug 2026, yes"."""
    uses = sorted(facts.ledger.uses, key=lambda use: use.day, reverse=True)
    return [_place(use, today=today) for use in uses]


def _of_request(facts: RequestFacts, labels: Mapping[str, str]) -> tuple[Fact, ...]:
    lines = [Fact(label=_("For"), value=str(ActivityType(facts.activity_type).label))]
    if facts.region:
        lines.append(Fact(label=_("Region asked for"), value=labels.get(facts.region, facts.region)))
    if facts.is_confidential:
        lines.append(Fact(label=_("Confidential"), value=_("yes")))
    if facts.outcomes_owed:
        owed = ngettext("%(n)s outcome", "%(n)s outcomes", facts.outcomes_owed) % {"n": facts.outcomes_owed}
        lines.append(Fact(label=_("Still to report"), value=owed))
    return tuple(lines)


def _of_member(member: MemberFacts | None, *, today: date) -> tuple[Fact, ...]:
    if member is None:
        return (Fact(label=_("Standing"), value=_("Not a member of the program")),)
    standing = {code: str(label) for code, label in Standing.choices}.get(member.standing, member.standing)
    since = _("%(standing)s, joined on %(day)s") % {"standing": standing, "day": day_words(member.joined_on, today=today)}
    lines = [Fact(label=_("Standing"), value=since)]
    if member.paused_until is not None:
        lines.append(Fact(label=_("Paused until"), value=day_words(member.paused_until, today=today)))
    if member.verified_on is not None:
        lines.append(Fact(label=_("Confirmed"), value=day_words(member.verified_on, today=today)))
    lines.append(Fact(label=_("Agreed to"), value=_types(member.agreed_types) or _("nothing yet")))
    if member.refused_types:
        lines.append(Fact(label=_("Never for"), value=_types(member.refused_types)))
    families = {code: str(label) for code, label in Family.choices}
    for own in member.own_limits:
        values = {"most": own.most, "days": own.days, "family": families.get(own.family, _("anything"))}
        label = _("Own limit of one person") if own.contact_id else _("Own limit")
        lines.append(Fact(label=label, value=_("%(family)s: at most %(most)s in %(days)s days") % values))
    return tuple(lines)


def _of_account(account: AccountFacts, labels: Mapping[str, str], *, today: date) -> Iterable[Fact]:
    company = [labels.get(code, code) for code in (account.industry, account.segment, account.tier, account.region) if code]
    if company:
        yield Fact(label=_("Company"), value=", ".join(company))
    if account.health:
        yield Fact(label=_("Health"), value=str(dict(Health.choices).get(account.health, account.health)))
    if account.escalated_on is not None:
        yield Fact(label=_("Escalation since"), value=day_words(account.escalated_on, today=today))
    if account.renewal_on is not None:
        yield Fact(label=_("Renewal"), value=day_words(account.renewal_on, today=today))
    if account.do_not_contact:
        yield Fact(label=_("Not to be contacted"), value=_("yes"))


def _people(contacts: tuple[ContactFacts, ...], day: date) -> str:
    reachable = [each for each in contacts if each.is_here(day) and each.has_address and not each.do_not_contact and not each.bounced]
    words = ngettext("%(n)s known, %(reachable)s to be written to", "%(n)s known, %(reachable)s to be written to", len(contacts))
    return words % {"n": len(contacts), "reachable": len(reachable)}


def _asked(facts: CandidateFacts, *, today: date) -> Iterable[Fact]:
    ledger = facts.ledger
    if ledger.last_asked_on is not None:
        yield Fact(label=_("Last asked"), value=day_words(ledger.last_asked_on, today=today))
    if ledger.answered:
        answered = _("%(accepted)s of %(answered)s asks accepted") % {"accepted": ledger.accepted, "answered": ledger.answered}
        yield Fact(label=_("Answers"), value=answered)


def _place(use: Use, *, today: date) -> str:
    families = {code: str(label) for code, label in Family.choices}
    values = {"family": families.get(use.family, use.family), "day": day_words(use.day, today=today)}
    if use.is_hold:
        return _("%(family)s: held for %(day)s") % values
    words = _("%(family)s: asked on %(day)s") % values
    if use.is_missed:
        return _("%(words)s, did not take place") % {"words": words}
    return _("%(words)s, declined or not answered") % {"words": words} if use.is_refused else words


def _types(codes: Iterable[str]) -> str:
    return ", ".join(str(label) for code, label in ActivityType.choices if code in set(codes))
