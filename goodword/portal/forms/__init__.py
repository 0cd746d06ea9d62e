"""The forms of pages by link: answers to what was asked, one's own page, and what is prepared."""

from goodword.portal.forms.answers import (
    COLLEAGUE,
    GLADLY,
    LEAVE_ALONE,
    AddressForm,
    AnswerForm,
    DetailsForm,
    LeaveForm,
    LimitsForm,
    OutcomeForm,
    OwnerForm,
    PauseForm,
    TimesForm,
    as_typed,
    typed_in,
)
from goodword.portal.forms.prepared import ANSWER_PLAN, WORDS_VERBS, KitForm, PlanAnswerForm, SentencesForm

__all__ = [
    "ANSWER_PLAN",
    "COLLEAGUE",
    "GLADLY",
    "LEAVE_ALONE",
    "WORDS_VERBS",
    "AddressForm",
    "AnswerForm",
    "DetailsForm",
    "KitForm",
    "LeaveForm",
    "LimitsForm",
    "OutcomeForm",
    "OwnerForm",
    "PauseForm",
    "PlanAnswerForm",
    "SentencesForm",
    "TimesForm",
    "as_typed",
    "typed_in",
]
