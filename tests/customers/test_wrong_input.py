"""Each form of a customer's page, filled in wrongly: a sentence at the field, what was typed is still there, nothing has changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from tests.factories.customers import a_contact, a_member, an_account
from tests.factories.people import a_manager

pytestmark = pytest.mark.django_db
TYPED = "Kept, word by word"
YESTERDAY = (clock.now() - timedelta(days=2)).date().isoformat()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "of", "sent"),
    [
        ("new", "", {"name": "", "city": TYPED}),
        ("new", "", {"name": "Halden", "city": TYPED, "website": "not a link"}),
        ("new", "", {"name": "Halden", "city": TYPED, "seats": "-5"}),
        ("new", "", {"name": "Halden", "city": TYPED, "renewal_on": "31.31.2026"}),
        ("edit", "account", {"name": "", "city": TYPED}),
        ("standing", "account", {"verb": "pause", "reason": TYPED}),
        ("standing", "account", {"verb": "pause", "reason": TYPED, "until": YESTERDAY}),
        ("standing", "account", {"verb": "pause", "reason": TYPED, "until": "soon"}),
        ("standing", "account", {"verb": "fly", "reason": TYPED}),
        ("agreement", "account", {"agreed_types": ["logo"], "refused_types": ["logo"], "comfort": TYPED}),
        ("agreement", "account", {"agreed_types": ["dancing"], "comfort": TYPED}),
        ("agreement", "account", {"comfort_effort": "many", "comfort": TYPED}),
        ("limit", "account", {"most": "x", "days": "365", "family": "call"}),
        ("limit", "account", {"most": "1", "days": "0", "family": "call"}),
        ("limit", "account", {"most": "-1", "days": "90", "family": "call"}),
        ("contact_add", "account", {"name": TYPED, "email": "nobody"}),
        ("contact_add", "account", {"name": "", "title": TYPED}),
        ("contact_edit", "contact", {"name": TYPED, "email": "a@b", "time_zone": "Mars/Base"}),
        ("contact_agreement", "contact", {"agreed_types": ["dancing"]}),
        ("contact_quiet", "contact", {"until": YESTERDAY}),
        ("contact_quiet", "contact", {"until": "soon"}),
        ("deal_new", "", {"name": TYPED, "amount": "a lot"}),
        ("deal_new", "", {"name": TYPED, "account_name": "Nobody of this name"}),
        ("deal_new", "", {"name": TYPED, "close_on": "30.02.2026x"}),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_loses_nothing(name: str, of: str, sent: dict[str, Any]) -> None:
    account = an_account("Vestara")
    a_member(account)
    contact = a_contact(account)
    client = Client()
    client.force_login(a_manager())
    keys = {"": [], "account": [account.pk], "contact": [contact.pk]}[of]
    answer = client.post(reverse(f"customers:{name}", args=keys), sent)
    page = answer.text
    assert answer.status_code == 422
    assert "invalid-feedback" in page
    typed = [value for value in sent.values() if value in (TYPED, "soon", "many", "a lot", "nobody", "a@b", YESTERDAY)]
    assert [value for value in typed if value not in page] == []
