"""What comes with Goodword becomes the first version of each playbook."""

from datetime import date
from typing import Final

from django.db import connection, transaction
from django.db.models.functions import Now

from goodword.playbooks.kinds import SHIPPED, shipped
from goodword.playbooks.models import PlaybookVersion

FIRST_DAY: Final = date(2000, 1, 1)


def ensure_shipped() -> None:
    """Publish each shipped playbook that is not there; a newer one as the next version, unless people changed it."""
    if PlaybookVersion._meta.db_table not in connection.introspection.table_names():
        return
    with transaction.atomic():
        latest = {each.code: each for each in PlaybookVersion.objects.order_by("code", "-number").distinct("code")}
        new = []
        for code in SHIPPED:
            before, kept = latest.get(code), shipped(code).to_json()
            if before is not None and (before.published_by_id is not None or before.definition == kept):
                continue
            new.append(
                PlaybookVersion(
                    code=code,
                    number=before.number + 1 if before is not None else 1,
                    effective_from=FIRST_DAY,
                    definition=kept,
                    published_at=Now(),
                )
            )
        PlaybookVersion.objects.bulk_create(new, ignore_conflicts=True)
