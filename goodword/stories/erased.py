"""What of stories goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, kept, searched

ERASED: Final[Decisions] = {
    **searched("Story", "title shows audience why_now heard_where reason", "colleagues write about people of the customer"),
    **searched("Metric", "name period measured_how confirmed_by unit", "who confirmed a figure, and what is said of it"),
    **kept("Metric", "kind", "a code of the catalogue"),
    **searched("Transcript", "name", "what a recording of a talk with them is called"),
    **searched("TranscriptTurn", "speaker text", "what was said, by whom, and of whom"),
    **searched("Transcript", "remark approved_name approved_how", "what they wrote, who approved it and how we know"),
    **searched("Redline", "words answer", "how they would rather have it said"),
    **searched("InterviewQuestion", "words follow_up choices", "what they are asked"),
    **kept("InterviewQuestion", "code tells", "codes"),
    **kept("Transcript", "seal", "a hash"),
    **searched("Quote", "words source speaker", "what somebody of them said, and who"),
    **kept("Transcript", "language", "a code"),
    **kept("TranscriptTurn", "marks", "where sentences begin and end, and the codes of rules"),
    **kept("Story", "kind drivers use_cases languages", "codes"),
}
