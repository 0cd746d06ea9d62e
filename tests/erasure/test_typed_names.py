"""A name that a stranger typed on the public page decides nothing about what is blacked out elsewhere."""

from datetime import UTC, datetime

import pytest

from goodword.erasure.queries.traces import traces_of
from goodword.recruiting.models import Registration
from tests.factories.customers import a_contact, an_account

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "confirmed", "sought"),
    [
        ("of the", None, ["Ilse Brandt"]),
        ("of the", AT, ["Ilse Brandt"]),
        ("Ilse the", AT, ["Ilse Brandt"]),
        ("Ilse Marie Brandt", None, ["Ilse Brandt"]),
        ("Ilse Marie Brandt", AT, ["Ilse Brandt", "Ilse Marie Brandt"]),
    ],
)
def test_only_a_name_that_is_theirs_is_looked_for_in_other_peoples_words(typed: str, confirmed: datetime | None, sought: list[str]) -> None:
    contact = a_contact(an_account("Vestara Insurance"), "Ilse Brandt", email="ilse@brandt.example")
    sent = {"name": typed, "email": contact.email, "state_at": AT, "created_at": AT, "confirmed_at": confirmed}
    Registration.objects.create(program="customer", state="confirmed" if confirmed else "unconfirmed", **sent)
    assert traces_of(contact).names == sought
