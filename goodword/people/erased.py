"""What of colleagues and the program goes when a customer's person is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, kept

_OURS = "about our own company and colleagues, who are no customers"

ERASED: Final[Decisions] = {
    **kept("Program", "company_name time_zone colour language logo", _OURS),
    **kept("Logo", "name content content_type", _OURS),
    **kept("Region", "code name countries holiday_country time_zone", _OURS),
    **kept("Team", "code name", _OURS),
    **kept("User", "password email name title time_zone language external_id", _OURS),
    **kept("Invitation", "token_hash", _OURS),
}
