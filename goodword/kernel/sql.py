"""SQL functions of ours, as Django expressions."""

from django.db import models
from django.db.models import Func


class Fold(Func):
    """The folded form of a text (lower case, no accents): the immutable SQL function `goodword_fold`."""

    function = "goodword_fold"
    output_field = models.TextField()
