"""Requests, candidates, exceptions, what is prepared for an event, and sentences about customers."""

from goodword.requests.models.balls import Ball, BallMark
from goodword.requests.models.candidates import Candidate, Outcome, ProposedTime
from goodword.requests.models.events import PlanningCall, Preparation, PromotionPlan, ReuseReview, SpeakerKit
from goodword.requests.models.opinions import Opinion
from goodword.requests.models.requests import Mode, Payer, ReferenceRequest, Travel
from goodword.requests.models.reviews import Because, ExceptionReview
from goodword.requests.models.statements import Statement, StatementApproval, StatementVersion

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
    "Statement",
    "StatementApproval",
    "StatementVersion",
    "Travel",
]
