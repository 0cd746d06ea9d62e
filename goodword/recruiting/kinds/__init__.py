"""What a nomination is for, asks and came from; the programs that customers can join by themselves."""

from goodword.policy.explain.nominations import name_nominations
from goodword.recruiting.kinds.networks import inbox_of, network_called, networks_around
from goodword.recruiting.kinds.page import OFFERS, PAGE_QUESTIONS, Ask, PageQuestion, answer_words, answered
from goodword.recruiting.kinds.programs import RUN_BY, AgreedKind, Match, PublicProgram, Trust
from goodword.recruiting.kinds.questions import QUESTIONS, STEP_LABELS, TRACK_LABELS, Answer, Question, Step, Track
from goodword.recruiting.kinds.signup import Agreed, SignUp
from goodword.recruiting.kinds.sources import Purpose, Source
from goodword.recruiting.kinds.tags import tag_in

name_nominations(questions={code: each.label for code, each in QUESTIONS.items()}, steps=STEP_LABELS)

__all__ = [
    "OFFERS",
    "PAGE_QUESTIONS",
    "QUESTIONS",
    "RUN_BY",
    "STEP_LABELS",
    "TRACK_LABELS",
    "Agreed",
    "AgreedKind",
    "Answer",
    "Ask",
    "Match",
    "PageQuestion",
    "PublicProgram",
    "Purpose",
    "Question",
    "SignUp",
    "Source",
    "Step",
    "Track",
    "Trust",
    "answer_words",
    "answered",
    "inbox_of",
    "network_called",
    "networks_around",
    "tag_in",
]
