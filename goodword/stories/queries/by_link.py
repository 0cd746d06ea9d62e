"""What a link about a story leads to."""

from goodword.kernel.errors import NotFound
from goodword.links.models import Link
from goodword.stories.models import Transcript


def transcript_by_link(link: Link) -> Transcript:
    """The transcript whose reader holds this link. Raises NotFound once somebody else reads it, or they have left."""
    rows = Transcript.objects.select_related("story__account", "story__manager", "story__proposed_by", "contact", "added_by")
    found = rows.filter(pk=link.subject_id, contact=link.contact_id, contact__left_on=None).first() if link.contact_id else None
    if found is None or link.subject_kind != "transcript":
        raise NotFound
    return found
