"""Sentences about a customer: reading them with their history, and what speaks against some that were typed."""

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.kernel.refusal import Reason, Refused, refuse
from goodword.requests.kinds import KINDS
from goodword.requests.kinds.statements import Sentences
from goodword.requests.models import Candidate, Statement, StatementApproval, StatementVersion
from goodword.requests.queries.naming import names_in


def sentences_of(candidate: Candidate) -> Sentences | None:
    """What a kind says of its sentences; nothing where it asks for none."""
    return KINDS[candidate.reference_request.kind].sentences


def statement_with(candidate: Candidate) -> Statement | None:
    """The sentences about a customer with what may be used of them."""
    beside = ("remark_by", "approval__approver__region", "approval__deputy_for", "approval__decided_by", "usable__version")
    rows = Statement.objects.select_related(*beside, "usable__owner", "usable__heard_by")
    return rows.filter(candidate=candidate).first()


def versions_of(statement: Statement) -> list[StatementVersion]:
    """Everything that they ever were, the newest first."""
    return list(StatementVersion.objects.filter(statement=statement).select_related("by"))


def approvals_of(statement: Statement) -> list[StatementApproval]:
    """Everything that was ever approved, the newest first."""
    rows = StatementApproval.objects.filter(version__statement=statement).select_related("version", "owner", "heard_by")
    return list(rows.order_by("-at", "-pk"))


def before_this(statement: Statement) -> StatementVersion | None:
    """What they were before they were changed last, unless whoever changed them had begun them too."""
    last, earlier = (*versions_of(statement), None, None)[:2]
    return earlier if last is not None and earlier is not None and last.by_id != earlier.by_id else None


def words_url(candidate: Candidate) -> str:
    """The page of the sentences about a customer."""
    return reverse("requests:words", args=[candidate.reference_request_id, candidate.pk])


def why_not_used(candidate: Candidate) -> Refused | None:
    """Why nobody can have used the sentences about a customer: none are approved."""
    if sentences_of(candidate) is None or Statement.objects.filter(candidate=candidate, usable__isnull=False).exists():
        return None
    return refuse("unapproved", _("No words are approved yet, so none can have been used. Nothing has changed."))


def why_not_words(
    candidate: Candidate, *, words: str, without_name: str, needs_name: bool = False, needs_anonymous: bool = False
) -> Refused | None:
    """What speaks against some sentences, each reason beside its field: too long, a name where none may be, nothing at all."""
    asked = sentences_of(candidate)
    most = asked.most if asked is not None else 0
    reasons = [
        Reason(field, _("Too long: %(n)s letters, and there is room for %(most)s.") % {"n": len(text), "most": most})
        for field, text in (("words", words), ("without_name", without_name))
        if len(text) > most
    ]
    told = names_in(without_name, account=candidate.account, contact=candidate.contact)
    if told:
        reasons.append(Reason("without_name", _("This still tells who it is: “%(name)s”. Say it without.") % {"name": told[0]}))
    if needs_name and not words:
        reasons.append(Reason("words", _("This is still empty.")))
    if needs_anonymous and not without_name:
        reasons.append(Reason("without_name", _("This is still empty.")))
    return Refused(tuple(reasons)) if reasons else None
