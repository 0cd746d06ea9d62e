"""Whether a program's public page takes registrations."""

from django.db import models

from goodword.recruiting.kinds import PublicProgram


class JoinPage(models.Model):
    """The switch of one program's page; there is a row once it was closed for the first time. `words` stand on the closed page."""

    program = models.CharField(max_length=20, choices=PublicProgram.choices, unique=True)
    closed_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        """Which page."""
        return f"page of {self.program}"
