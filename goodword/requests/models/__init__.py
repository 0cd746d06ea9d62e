"""Requests, candidates, exceptions, and what is prepared for an event."""

from goodword.requests.models.balls import Ball, BallMark
from goodword.requests.models.candidates import Candidate, Outcome, ProposedTime
from goodword.requests.models.events import PlanningCall, Preparation, PromotionPlan, ReuseReview, SpeakerKit
from goodword.requests.models.opinions import Opinion
from goodword.requests.models.requests import Mode, Payer, ReferenceRequest, Travel
from goodword.requests.models.reviews import Because, ExceptionReview

__all__ = [
    "Ball",
    "BallMark",
    "Because",
    "Candidate",
    "ExceptionReview",
    "Mode",
    "Opinion",
    "Outcome",
    "Payer",
    "PlanningCall",
    "Preparation",
    "PromotionPlan",
    "ProposedTime",
    "ReferenceRequest",
    "ReuseReview",
    "SpeakerKit",
    "Travel",
]
