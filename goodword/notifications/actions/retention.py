"""Letting go of what a mail said, after a while."""

from datetime import datetime

from django.db.models import F, Value
from django.db.models.functions import JSONObject

from goodword.notifications import queries
from goodword.notifications.models import SentWords
from goodword.texts.models import OwnWords


def forget_words(*, before: datetime, at: datetime) -> int:
    """Let go of the words of mails that came to rest before a moment; that they were sent, when and to whom, stays. Returns how many."""
    rows = queries.with_words(before=before)
    SentWords.objects.filter(mail__in=rows).delete()
    OwnWords.objects.filter(entry__at__lt=before).delete()
    return rows.update(words_gone_at=at, error=Value(""), context=JSONObject(entry=F("context__entry")))
