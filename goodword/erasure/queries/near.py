"""Which rows of a table are near a person: about their company, a request that was theirs, or themselves."""

from typing import Any

from django.db import models
from django.db.models import Q

from goodword.customers.models import Account, Contact, Member, Opportunity
from goodword.erasure.queries.traces import Traces
from goodword.journal.models import FieldChange
from goodword.requests.models import Candidate, ReferenceRequest


def near_rows(model: type[models.Model], traces: Traces) -> list[int]:
    """The keys of the rows of a table that are near the person; none for a table that is near nobody."""
    where = _where(model, traces)
    return list(model._default_manager.filter(where).values_list("pk", flat=True).distinct()) if where else []


def _history(traces: Traces) -> Q:
    """What fields were before, of the company and of what belongs to it."""
    where = Q(kind="account", object_id=traces.account)
    for noun, rows in (("member", Member), ("opportunity", Opportunity), ("contact", Contact)):
        where |= Q(kind=noun, object_id__in=rows._default_manager.filter(account=traces.account).values("pk"))
    return where


def _where(model: type[models.Model], traces: Traces) -> Q:
    names = {field.name for field in model._meta.get_fields()}
    if model is Account:
        return Q(pk=traces.account)
    if model is FieldChange:
        return _history(traces)
    if model is ReferenceRequest:
        return Q(pk__in=traces.requests)
    if model is Candidate:
        return Q(pk__in=traces.candidates) | Q(account_id=traces.account, reference_request__in=traces.requests)
    where = _about(traces, prefix="") if {"subject_kind", "subject_id"} <= names else Q()
    if "account" in names:
        where |= Q(account_id=traces.account)
    if "candidate" in names:
        where |= Q(candidate__in=traces.candidates)
    if "preparation" in names and model is not Candidate:
        where |= Q(preparation__candidate__in=traces.candidates)
    if "reference_request" in names:
        where |= Q(reference_request__in=traces.requests)
    if "nomination" in names:
        where |= Q(nomination__account=traces.account)
    if "entry" in names:
        where |= _about(traces, prefix="entry__subjects__")
    return where


def _about(traces: Traces, *, prefix: str) -> Q:
    kind, key = (f"{prefix}subject_kind", f"{prefix}subject_id") if not prefix else (f"{prefix}kind", f"{prefix}object_id")
    about: dict[str, list[Any]] = {
        "account": [traces.account],
        "contact": traces.people,
        "candidate": traces.candidates,
        "referencerequest": traces.requests,
    }
    where = Q()
    for noun, keys in about.items():
        where |= Q(**{kind: noun, f"{key}__in": keys})
    return where
