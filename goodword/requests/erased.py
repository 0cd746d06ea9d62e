"""What of requests goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, apart, emptied, kept, searched

_CODES = "codes of lists, places and states"
_TOLD = "what colleagues write may speak of the person"
_OWN = "the person's own words"
_PREPARED = "preparation__candidate__contact"

ERASED: Final[Decisions] = {
    **kept("ReferenceRequest", "kind activity place_city place_state place_country industries country segment tier use_cases", _CODES),
    **kept("ReferenceRequest", "competitors persona languages", _CODES),
    **searched("ReferenceRequest", "prospect topic details stage_reason exception_reason end_reason", _TOLD),
    **kept("Ball", "step hands rules", _CODES),
    **kept("Candidate", "answer_code released_because", _CODES),
    **emptied("Candidate", "answer_words colleague", theirs="contact", because=_OWN),
    **searched("Candidate", "released_words", _TOLD),
    **emptied("Outcome", "words", theirs="candidate__contact", because=_OWN, by_customer=True),
    **searched("PlanningCall", "about", _TOLD),
    **searched("Preparation", "content_words kit_words", _TOLD),
    **emptied("SpeakerKit", "title bio abstract landscape why_us results metrics plans", theirs=_PREPARED, because=_OWN),
    **emptied("SpeakerKit", "photo photo_type", theirs=_PREPARED, because="the person's picture"),
    **kept("SpeakerKit", "written_how", _CODES),
    **emptied("PromotionPlan", "answer_words", theirs=_PREPARED, because=_OWN),
    **searched("PromotionPlan", "words", _TOLD),
    **kept("PromotionPlan", "heard_how", _CODES),
    **searched("ReuseReview", "recording remark", _TOLD),
    **kept("ReuseReview", "uses", _CODES),
    **searched("Opinion", "words", _TOLD),
    **kept("Opinion", "about", "a fingerprint"),
    **searched("ExceptionReview", "conditions", _TOLD),
    **kept("ExceptionReview", "rules kind", _CODES),
    **apart("Statement", "words without_name remark", "evidence while the words are in use, gone otherwise (goodword_forget_words)"),
    **apart("StatementVersion", "words without_name", "evidence while the words are in use, gone otherwise (goodword_forget_words)"),
    **kept("StatementVersion", "heard_how", _CODES),
    **apart("StatementApproval", "said_by", "evidence while the words are in use, gone otherwise (goodword_forget_words)"),
    **kept("StatementApproval", "heard_how", _CODES),
}
