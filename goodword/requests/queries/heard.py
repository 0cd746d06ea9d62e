"""What was said of a call that took place: what the customer hears of it, and what both of them said, for colleagues."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.requests.kinds.answers import RESULT_WORDS
from goodword.requests.models import Candidate

CUSTOMER_WORDS = {"helped": gettext_lazy("It was good"), "did_not": gettext_lazy("It was not good"), "unknown": gettext_lazy("Hard to say")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one of the two said of the call: who, the answer, and a line of their own."""

    who: str
    answer: str
    words: str = ""


def said_of(candidate: Candidate) -> tuple[Said, ...]:
    """What requester and customer said, the requester first; for whoever sees the request."""
    outcomes = sorted(candidate.outcomes.all(), key=lambda each: each.by_customer)
    customer = candidate.contact.name if candidate.contact else candidate.account.name
    asker = candidate.reference_request.requester.name
    return tuple(
        Said(
            who=customer if each.by_customer else asker,
            answer=str((CUSTOMER_WORDS if each.by_customer else RESULT_WORDS)[each.result]),
            words=" ".join(each.words.split()),
        )
        for each in outcomes
    )


def heard_words(candidate: Candidate, *, asker: str) -> tuple[str, ...]:
    """What the requester answered, and what they wrote as a quotation; nothing before they said it."""
    said = candidate.outcomes.filter(by_customer=False).first()
    if said is None:
        return ()
    answers = {
        "helped": _("%(asker)s tells us that it helped."),
        "did_not": _("%(asker)s tells us that it did not help this time."),
        "unknown": _("%(asker)s tells us that it is too early to say what comes of it."),
    }
    name, written = {"asker": asker}, " ".join(said.words.split())
    quoted = (_("%(asker)s writes: “%(words)s”") % {**name, "words": written},) if written else ()
    return (answers[said.result] % name, *quoted)
