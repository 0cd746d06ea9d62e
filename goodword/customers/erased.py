"""What of customers goes when one of their people is erased."""

from typing import Final

from goodword.kernel.erasure import Decisions, goes, kept, searched

_CODES = "codes of lists, places and systems"
_TOLD = "what colleagues write down of a customer may speak of the person"

ERASED: Final[Decisions] = {
    **goes("Contact", "name email phone languages time_zone agreed_types source external_id", "the person's own row"),
    **searched("Contact", "title persona", "goes with the person's own row; a colleague's may speak of them (“assistant of …”)"),
    **kept("Account", "name", "the company's name, which stays also where it is called after a person"),
    **kept("Account", "source external_id industry city state country segment tier use_cases stages_used tech_stack", _CODES),
    **kept("Account", "competitors_replaced product_version tags", _CODES),
    **kept("Account", "usage", _CODES),
    **searched("Account", "website description blocked_prospects unmapped sentiment_note", _TOLD),
    **searched("BulkEdit", "values reason", _TOLD),
    **searched("Campaign", "name recording unmapped", "an event may be called after who speaks there"),
    **kept("Campaign", "kind city country source external_id", _CODES),
    **kept("City", "name country area", "where cities are"),
    **kept("CityName", "name", "where cities are"),
    **kept("Area", "country name code", "where cities are"),
    **kept("CitiesKnown", "release", "where cities are"),
    **searched("Opportunity", "name unmapped", _TOLD),
    **kept("Opportunity", "stage currency competitor use_cases source external_id", _CODES),
    **kept("ListItem", "code label aliases", "words of our own lists"),
    **searched("Member", "comfort preferences", _TOLD),
    **kept("Member", "standing_rule standing_fact standing_from standing_seen", "codes, days and numbers of rules"),
    **kept("StandingChange", "fact", _CODES),
    **kept("Member", "agreed_types refused_types how_joined territories", _CODES),
    **kept("Merge", "name email source external_id country", "merges of the person go (erasure/actions/own_rows.py), these are of others"),
    **searched("Merge", "was changed removed", "what two companies were before may speak of the person"),
    **kept("Merge", "moved", "keys of rows"),
    **kept("AccountTally", "industry segment standing", _CODES),
    **kept("TagTally", "tag industry segment standing", _CODES),
    **kept("ErasedMark", "mark", "a keyed hash of an address or an id, by which the person is known again and not read"),
}
