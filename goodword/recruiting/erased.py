"""What of recruiting goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, emptied, kept, searched

_SIGNED_UP = "what the person wrote to sign up, wherever it led"
_WROTE: Final = "name email company website job_title answers came_from network"

ERASED: Final[Decisions] = {
    **searched("Nomination", "briefing asked_back answered reason", "who nominates a customer writes of its people"),
    **kept("Nomination", "track", "a code of ours"),
    **searched("Introduction", "answers comfort preferences", "what was written down in the introduction call, about the company"),
    **kept("Introduction", "agreed_types refused_types limits", "codes and numbers"),
    **kept("LeadReport", "quarter left_out", "codes and numbers"),
    **kept("ReferenceLead", "parts facts reasons", "numbers and codes about a company"),
    **searched("LeadAnswer", "words", "why an owner says no may speak of the person"),
    **kept("AgreedWords", "language words mark", "a text of ours as it was published"),
    **kept("JoinPage", "words", "what we say to everybody on a page that is closed"),
    **emptied("Registration", _WROTE, theirs="contact", by_address="email", because=_SIGNED_UP),
    **emptied("Registration", "call_place call_notes", theirs="contact", by_address="email", because="what was said in the discovery call"),
    **searched("FitnessAnswer", "words", "what the team of a customer says may speak of the person"),
    **kept("Registration", "country language offered", "codes"),
}
