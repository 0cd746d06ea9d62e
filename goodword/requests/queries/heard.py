"""What the customer hears of the outcome: only what whoever asked them said."""

from django.utils.translation import gettext as _

from goodword.requests.models import Candidate


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
