"""What somebody writes by hand into an address or a form never breaks a page, and never changes something else."""

import pytest
from django.urls import reverse

from tests.requests.world import a_world

pytestmark = pytest.mark.django_db


# A digit to Python's isdigit and not to int; a number that fits no key; no number at all.
@pytest.mark.slow
@pytest.mark.parametrize("written", ["²", "9" * 30, "x"])
def test_a_number_that_is_none_is_as_if_it_were_not_there(written: str) -> None:
    world = a_world()
    row = world.put_forward(world.sent()).reference_request
    browser = world.as_(world.manager)
    pages = [
        browser.get(reverse("requests:new"), {"account": written, "opportunity": written}),
        browser.get(reverse("requests:request", args=[row.pk]), {"do": "hold", "candidate": written}),
        browser.get(reverse("desk:compare"), {"id": written}),
        browser.get(reverse("desk:find"), {"opportunity": written}),
        browser.post(reverse("requests:suggest", args=[row.pk]), {"account": written}),
        browser.post(reverse("customers:clear_limit", args=[world.account.pk]), {"family": "call", "contact": written}),
    ]
    assert [page.status_code for page in pages] == [200, 200, 200, 200, 404, 404]
