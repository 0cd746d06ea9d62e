"""The verbs of stories."""

from goodword.stories.actions.brief import save_brief
from goodword.stories.actions.ending import reopen, stop
from goodword.stories.actions.metrics import Figures, take_metric_out, write_metric
from goodword.stories.actions.people import assign, unassign
from goodword.stories.actions.propose import Proposal, propose
from goodword.stories.actions.questions import OwnQuestion, move_question, pick_questions, take_question_out, write_question
from goodword.stories.actions.quotes import quote_sentence, take_quote_out, word_quote
from goodword.stories.actions.redlines import (
    approve_transcript,
    call_transcript_back,
    correct_turn,
    correct_words,
    decide_redline,
    note_approval,
    open_transcript_again,
    return_transcript,
    send_transcript,
)
from goodword.stories.actions.taking import TakenForm, take_form
from goodword.stories.actions.transcripts import add_transcript, name_speaker, take_transcript_away
from goodword.stories.actions.waiting import ask_for_metric, go_on_without

__all__ = [
    "Figures",
    "OwnQuestion",
    "Proposal",
    "TakenForm",
    "add_transcript",
    "approve_transcript",
    "ask_for_metric",
    "assign",
    "call_transcript_back",
    "correct_turn",
    "correct_words",
    "decide_redline",
    "go_on_without",
    "move_question",
    "name_speaker",
    "note_approval",
    "open_transcript_again",
    "pick_questions",
    "propose",
    "quote_sentence",
    "reopen",
    "return_transcript",
    "save_brief",
    "send_transcript",
    "stop",
    "take_form",
    "take_metric_out",
    "take_question_out",
    "take_quote_out",
    "take_transcript_away",
    "unassign",
    "word_quote",
    "write_metric",
    "write_question",
]
