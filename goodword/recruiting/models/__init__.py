"""Nominations, registrations, reference leads and what belongs to them."""

from goodword.recruiting.models.fitness import FitnessAnswer, FitnessAsk
from goodword.recruiting.models.handouts import HandoutVersion
from goodword.recruiting.models.leads import LeadAnswer, LeadNudge, LeadReport, ReferenceLead
from goodword.recruiting.models.nominations import Introduction, Nomination
from goodword.recruiting.models.pages import JoinPage
from goodword.recruiting.models.registrations import AgreedWords, Registration

__all__ = [
    "AgreedWords",
    "FitnessAnswer",
    "FitnessAsk",
    "HandoutVersion",
    "Introduction",
    "JoinPage",
    "LeadAnswer",
    "LeadNudge",
    "LeadReport",
    "Nomination",
    "ReferenceLead",
    "Registration",
]
