"""How an account stands with the policy: its year, a verdict per family, the requests that considered it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.kinds import ACTIVITY_FAMILY, ActivityType, Family
from goodword.customers.models import Account, Member, Opportunity
from goodword.kernel.clock import add_months
from goodword.people.models import User
from goodword.policy.explain import explain, marks_of
from goodword.policy.facts import CandidateFacts
from goodword.policy.queries import InForce
from goodword.policy.rules import judge_all
from goodword.requests.access import candidates_visible_to
from goodword.requests.models import Candidate
from goodword.requests.states import CANDIDATE_PLANNED, CandidateState
from goodword.ui import dates
from goodword.ui.navigation import address
from goodword.ui.pieces import Badge, BadgeTone, StripMark, VerdictLine
from goodword.ui.strip import YearStrip, quarters_around, year_strip

C = CandidateState
FIRST_OF: dict[Family, ActivityType] = {
    Family.CALL: ActivityType.SALES_CALL,
    Family.PARTICIPATION: ActivityType.EVENT_TALK,
    Family.CONTENT: ActivityType.CASE_STUDY,
    Family.RESEARCH: ActivityType.SURVEY,
}
MONTHS = 12
TONES: dict[str, BadgeTone] = {
    **dict.fromkeys(CANDIDATE_PLANNED, ""),
    C.HELD: "waiting",
    C.OWNER_APPROVED: "moving",
    C.ASKED: "waiting",
    **dict.fromkeys((C.ACCEPTED, C.INTRODUCED, C.SCHEDULED), "moving"),
    C.DONE: "done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A request that considered an account (or that a deal started), as the reader may know it."""

    title: str
    url: str
    detail: str
    badge: Badge
    decided_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfAccount:
    """The large strip, what it says in figures, and a verdict for each family."""

    strip: YearStrip
    summary: str
    verdicts: tuple[tuple[str, VerdictLine], ...]


def year_of(facts: CandidateFacts, account: Account, *, now: InForce, considered: Sequence[Candidate]) -> YearOfAccount:
    """Return the year of one account; `considered` are candidates that are only thought of, drawn dashed."""
    marks = [*marks_of(facts, now.numbers), *_thought_of(considered, now.today)]
    return YearOfAccount(
        strip=year_strip(marks=marks, quarters=quarters_around(now.today, now.fiscal), today=now.today, name=account.name),
        summary=_summary(facts, now.today),
        verdicts=_verdicts(facts, getattr(account, "member", None), now),
    )


def _thought_of(considered: Sequence[Candidate], today: date) -> list[StripMark]:
    return [StripMark(family="call", kind="considered", start=today) for each in considered if each.state in CANDIDATE_PLANNED][:1]


def _verdicts(facts: CandidateFacts, member: Member | None, now: InForce) -> tuple[tuple[str, VerdictLine], ...]:
    """One verdict a family; a member that may be asked for nothing at all needs only one."""
    families = _families(member)
    lines = [(str(family.label), _verdict(facts, family, now)) for family in families]
    said = {(line.title, line.reasons) for _family, line in lines}
    return (("", lines[0][1]),) if len(said) == 1 and lines[0][1].tone == "no" else tuple(lines)


def _families(member: Member | None) -> list[Family]:
    if member is None:
        return []
    agreed = {ACTIVITY_FAMILY[ActivityType(code)] for code in member.agreed_types}
    return [family for family in Family if family in agreed or family in (Family.CALL, Family.PARTICIPATION)]


def _verdict(facts: CandidateFacts, family: Family, now: InForce) -> VerdictLine:
    """Judge the account for the kind of help of a family that it agreed to, else for the most usual one."""
    agreed = facts.member.agreed_types if facts.member else frozenset()
    wanted = next((kind for kind, its in ACTIVITY_FAMILY.items() if its == family and kind in agreed), FIRST_OF[family])
    asked = replace(facts, request=replace(facts.request, activity_type=wanted.value, family=family.value))
    policy = _("policy %(number)s") % {"number": now.version.number}
    return explain(judge_all(asked, now.numbers), family=family.value, today=now.today, policy=policy)


def _summary(facts: CandidateFacts, today: date) -> str:
    since = add_months(today, -MONTHS)
    asked = sum(not use.is_hold and use.by_this_account and use.day > since for use in facts.ledger.uses)
    if not asked:
        return _("Not asked in twelve months")
    asks = ngettext("%(n)s ask in twelve months", "%(n)s asks in twelve months", asked) % {"n": asked}
    if not facts.ledger.answered:
        return asks
    answers = ngettext("%(yes)s of %(n)s answer so far was yes", "%(yes)s of %(n)s answers so far were yes", facts.ledger.answered)
    return f"{asks}. {answers % {'yes': facts.ledger.accepted, 'n': facts.ledger.answered}}"


def considered_for(reader: User, *, account: Account | None = None, opportunity: Opportunity | None = None) -> list[Candidate]:
    """Return the candidacies of an account, or of a deal's requests, that the reader may know of, latest first."""
    rows = candidates_visible_to(reader).select_related("account", "reference_request__requester", "reference_request__opportunity")
    if account is not None:
        rows = rows.filter(account=account)
    if opportunity is not None:
        rows = rows.filter(reference_request__opportunity=opportunity)
    return list(rows.order_by("-state_at", "-pk")[:12])


def considered_row(candidate: Candidate, *, today: date, of_account: bool = True) -> Considered:
    """Say a candidacy in one line, from the account's side or from the deal's."""
    row = candidate.reference_request
    what = row.prospect or (row.opportunity.name if row.opportunity else "") or _("a call")
    title = f"{row.number}, {what}" if of_account else f"{row.number}, {candidate.account.name}"
    said = {"name": row.requester.name, "day": dates.day_words(candidate.state_at, today=today)}
    ended: BadgeTone = "ended"
    return Considered(
        title=title,
        url=address("requests:request", row.pk),
        detail=_("asked for by %(name)s, %(day)s") % said,
        decided_url=address("requests:decision", candidate.decision_id) if candidate.decision_id else "",
        badge=Badge(word=str(C(candidate.state).label), tone=TONES.get(candidate.state, ended)),
    )
