"""Which version of a playbook holds."""

from datetime import date

from goodword.playbooks.models import PlaybookVersion


def version_in_force(code: str, day: date) -> PlaybookVersion | None:
    """The version of a playbook that holds on a day."""
    return PlaybookVersion.objects.filter(code=code, effective_from__lte=day).order_by("-effective_from", "-number").first()


def latest_version(code: str) -> PlaybookVersion | None:
    """The version that was published last, in force or still to come."""
    return PlaybookVersion.objects.filter(code=code).order_by("-number").first()


def versions_in_force(day: date) -> dict[str, PlaybookVersion]:
    """The version of each playbook that holds on a day, in one statement."""
    rows = PlaybookVersion.objects.filter(effective_from__lte=day).order_by("code", "-effective_from", "-number").distinct("code")
    return {each.code: each for each in rows}
