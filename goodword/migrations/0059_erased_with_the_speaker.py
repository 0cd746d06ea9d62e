"""Whoever is erased takes what they wrote for the stage along: the words and the photo of their speaker kits."""

from typing import Final

from django.db import migrations

# A candidacy loses its contact only when the row of the contact goes; a merge names another one.
ERASE: Final = """
create function goodword_erase_speaker_kit() returns trigger language plpgsql as $$
begin
  update goodword_speakerkit k
    set title = '', bio = '', abstract = '', landscape = '', why_us = '', results = '', metrics = '', plans = '',
      photo = null, photo_type = '', version = k.version + 1, changed_at = now()
    from goodword_preparation p
    where p.candidate_id = new.id and k.preparation_id = p.id;
  return null;
end $$;
create trigger erase_speaker_kit after update of contact_id on goodword_candidate
  for each row when (old.contact_id is not null and new.contact_id is null) execute function goodword_erase_speaker_kit();
"""
KEEP: Final = """
drop trigger erase_speaker_kit on goodword_candidate;
drop function goodword_erase_speaker_kit();
"""


class Migration(migrations.Migration):
    """The trigger."""

    dependencies = [("goodword", "0057_opinions_are_owed")]
    operations = [migrations.RunSQL(ERASE, KEEP)]
