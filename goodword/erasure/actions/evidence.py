"""Evidence goes some years after it has ended."""

from datetime import datetime

from django.db import transaction

from goodword.erasure.models import Erasure, KeptEvidence
from goodword.erasure.queries.evidence import KINDS, evidence_of


def keep_evidence(erasure: Erasure, people: list[int]) -> int:
    """Write down what stays of somebody, before everything else goes; returns how many."""
    found = evidence_of(people)
    for each in found:
        KeptEvidence.objects.get_or_create(kind=each.kind, object_id=each.row.pk, defaults={"erasure": erasure})
    return len(found)


def note_ended(*, at: datetime) -> None:
    """Note which evidence is not used any more: its years begin."""
    for code, kind in KINDS.items():
        live = list(KeptEvidence.objects.filter(kind=code, gone_at=None, ended_at=None).values_list("object_id", flat=True))
        ended = set(live) - kind.in_use(live)
        KeptEvidence.objects.filter(kind=code, object_id__in=ended, ended_at=None).update(ended_at=at)


def sweep_evidence(*, before: datetime, at: datetime) -> int:
    """Let go of evidence that ended before a moment; returns how many."""
    note_ended(at=at)
    gone = 0
    for pk in KeptEvidence.objects.filter(ended_at__lt=before, gone_at=None).values_list("pk", flat=True):
        with transaction.atomic():
            row = KeptEvidence.objects.select_for_update(no_key=True).get(pk=pk)
            if row.gone_at is None:
                row.gone_at = at  # first: what goes is no evidence any more
                row.save(update_fields=["gone_at"])
                KINDS[row.kind].forget(row.object_id)
                gone += 1
    return gone
