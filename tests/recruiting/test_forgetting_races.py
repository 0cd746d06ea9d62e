"""Words of registrations go in the order in which everybody locks, the account first: nobody waits for somebody who waits for them."""

from datetime import timedelta

import pytest
from django.db import transaction

from goodword.customers.actions import lock_account
from goodword.kernel.actor import Actor
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.recruiting.actions import forget_ended
from goodword.recruiting.actions.deciding import decline, reopen
from goodword.recruiting.models import Registration
from tests.at_once import Doing, until_waiting
from tests.factories.customers import an_account
from tests.factories.people import a_person
from tests.recruiting.world import a_registration
from tests.requests.world import now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_whoever_has_the_account_gets_the_registration_and_what_is_taken_up_again_stays() -> None:
    ensure_program()
    manager = a_person(Role.REFERENCE_MANAGER, Role.ADMINISTRATOR)
    row = a_registration(company="Vestara Insurance")
    Registration.objects.filter(pk=row.pk).update(account=an_account("Vestara Insurance"))
    row.refresh_from_db()
    decline(row, because="other", words="Not now.", tell=False, by=Actor.person(manager), at=now())
    row.refresh_from_db()
    assert row.account_id is not None
    later = now() + timedelta(days=1)
    with transaction.atomic():
        lock_account(row.account_id)
        going = Doing(lambda: forget_ended(before=later, at=later))
        until_waiting(1, going)
        assert reopen([row], by=Actor.person(manager), at=now()) == 1
    assert going.done() == 0
    row.refresh_from_db()
    assert (row.name, row.words_gone_at) == ("Ingrid Solberg", None)
