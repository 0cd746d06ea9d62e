"""SQL functions of ours, as Django expressions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Value


class Fold(Func):
    """The folded form of a text (lower case, no accents): the immutable SQL function `goodword_fold`."""

    function = "goodword_fold"
    output_field = models.TextField()


class Near(Func):
    """The words of a folded name, each as it is and with any one letter left out: the immutable SQL function `goodword_near`."""

    function = "goodword_near"
    output_field = ArrayField(models.TextField())


class Shares(Func):
    """Whether two arrays have an element in common."""

    template = "%(expressions)s"
    arg_joiner = " && "
    arity = 2
    output_field = models.BooleanField()


def folded(text: str) -> Fold:
    """A typed text, folded by the database itself, so that it compares with stored names in every script."""
    return Fold(Value(text, output_field=models.TextField()))
