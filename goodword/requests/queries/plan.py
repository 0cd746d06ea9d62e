"""The promotion plan and its files."""

from typing import Final

from django.db.models import QuerySet

from goodword.files.models import File
from goodword.requests.models import Candidate, PromotionPlan

PLAN: Final = str(PromotionPlan._meta.model_name)


def files_of(plan: PromotionPlan) -> QuerySet[File]:
    """The files of a plan, in the order in which they came; whoever asks has seen that the reader may read the plan."""
    return File.objects.filter(subject_kind=PLAN, subject_id=plan.pk, removed_at=None).order_by("added_at", "pk")


def plan_with(candidate: Candidate) -> PromotionPlan | None:
    """The plan for a customer, if one was written."""
    return PromotionPlan.objects.select_related("heard_by").filter(preparation__candidate=candidate).first()
