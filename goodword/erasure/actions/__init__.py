"""Erasing a person: asked for, carried out, and what stays as evidence swept once it has ended."""

from goodword.erasure.actions.ask import ask_erasure, send_erasure_link
from goodword.erasure.actions.erase import erase
from goodword.erasure.actions.evidence import sweep_evidence
from goodword.erasure.actions.hand_out import hand_out, words_of

__all__ = ["ask_erasure", "erase", "hand_out", "send_erasure_link", "sweep_evidence", "words_of"]
