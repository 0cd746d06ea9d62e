"""An address that came back is forgotten when another one takes its place, whoever writes it: a page, an import, a statement."""

from django.db import migrations

NEW_ADDRESS = """
create function goodword_new_address() returns trigger language plpgsql as $$
begin
  if new.bounced_at is not distinct from old.bounced_at then
    new.bounced_at := null;
  end if;
  return new;
end $$;

create trigger contact_new_address before update of email on goodword_contact
  for each row when (old.bounced_at is not null and lower(new.email) <> lower(old.email)) execute function goodword_new_address();
"""
GONE = "drop trigger contact_new_address on goodword_contact; drop function goodword_new_address();"


class Migration(migrations.Migration):
    """A new address is not one that came back."""

    dependencies = [("goodword", "0008_guesses")]
    operations = [migrations.RunSQL(NEW_ADDRESS, GONE)]
