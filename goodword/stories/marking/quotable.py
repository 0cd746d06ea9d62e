"""Which words could be quoted: a person who judges, feels, or says what changed. English only, so far."""

import re
from typing import Final

from goodword.stories.marking.rules import ADVICE, BEST, CHOICE, EFFECT, FEELING, TURN, WITHOUT, Rule

# What cannot be meant for a reader: talk about the call itself, and what was asked to be left out.
_NOT_FOR_READERS: Final = re.compile(
    r"\b(?:(?:do not|don't|not allowed to) (?:quote|say)|off the record|thank you|nice weekend|this call)\b",
)
_PHRASES: Final = {
    FEELING: (
        r"(?<!would )(?<!'d )(?<!know and )(?:loves?|loved)",
        r"fell in love|proud|trust(?:s|ed)?|sleep(?:s|ing)? (?:so much |much )?better|so happy|happily",
        r"delighted|amazed|amazing|speechless|thrilled|impressed|surprised (?:me|us)|excited|wonderful|fantastic",
        r"(?:we|i) value|value most|relie(?:f|ved)|fear|afraid|convinced|admire|confidence|calm",
    ),
    BEST: (
        r"the (?:best|easiest|biggest|greatest|fastest|smoothest|simplest|most \w+) .{0,60}\b(?:is|was|we|i|ever|that)",
        r"the (?:best|easiest|biggest|smoothest) \w+ (?:i|we)|for the first time|nothing else|every other (?:tool|product|vendor)",
        r"(?:i|we) have never (?:seen|had|been)|ever (?:seen|been|had|made|worked)",
        r"game[- ]changer|turning point|night and day|backbone|price on|head and shoulders",
    ),
    TURN: (
        r"(?:would|will|could|can|do) (?:not|never) (?:want to )?(?:go|going) back|never go back|no going back",
        r"we (?:have )?stopped \w+ing|we finally|from the first day|(?:people|they) fight to",
        r"nobody (?:here )?(?:\w+s|is|has) .{0,40}\bany ?more|no longer (?:afraid|worry|worried|fear|wait)",
    ),
    WITHOUT: (
        r"(?:could|can|would) ?(?:not|n't|never) .{0,60}\bwithout|without (?:it|them|that|you),? (?:we|i) (?:would|could)",
        r"if (?:you|they|somebody) took (?:it|that) away|(?:i|we) wish (?:we|i) had|would quit",
    ),
    ADVICE: (
        r"(?:would |can only |highly |i |we )recommend|my advice (?:is|would be)",
        r"(?:i|we) (?:would )?tell (?:every|any|all|other)",
    ),
    CHOICE: (
        r"(?:we|i) (?:chose|picked|selected|went with|decided (?:for|on)) .{0,60}\bbecause|the reason (?:we|i) (?:chose|picked|stay)",
        r"(?:kept|keep|keeps) every promise|part of (?:our|the) team|not like a vendor|a (?:true|real) partner",
    ),
    EFFECT: (
        r"(?:changed|changes|transformed) (?:how|the way|everything|our|my)|it just works",
        r"(?:gave|gives|give|given) (?:us|me|our \w+|people|them) (?:back|the|our|my|a)",
        r"(?:freed|frees) (?:us|me|our|up)|made the impossible|makes? (?:it|us|me) (?:possible|better|feel)",
        r"took away (?:the|our|every)|(?:stays|gets|keeps) out of (?:my|our|the) way",
    ),
}
_PATTERNS: Final = tuple((rule, re.compile(rf"\b(?:{'|'.join(phrases)})\b")) for rule, phrases in _PHRASES.items())


def why_quotable(sentence: str, language: str = "en") -> tuple[Rule, ...]:
    """The rules by which a sentence could be quoted."""
    words = sentence.casefold().replace("’", "'")
    if language != "en" or _NOT_FOR_READERS.search(words):
        return ()
    return tuple(rule for rule, pattern in _PATTERNS if pattern.search(words))
