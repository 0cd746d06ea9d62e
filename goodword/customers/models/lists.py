"""The controlled lists."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from goodword.customers.kinds import ListKind
from goodword.kernel.text import fold


class ListItem(models.Model):
    """One value of a controlled list; `aliases` are folded spellings that imports may meet."""

    kind = models.CharField(max_length=20, choices=ListKind.choices)
    code = models.SlugField(max_length=60)
    label = models.CharField(max_length=120)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_won = models.BooleanField(default=False)
    is_lost = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "position", "label"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="list_item_once")]

    def __str__(self) -> str:
        """The label."""
        return self.label

    @property
    def end(self) -> str:
        """What this stage means for a deal: won, lost, or nothing while it is open."""
        return "won" if self.is_won else "lost" if self.is_lost else ""

    @property
    def other_spellings(self) -> list[str]:
        """What an import may call it besides its name."""
        return [each for each in self.aliases if each not in (fold(self.label), self.code)]
