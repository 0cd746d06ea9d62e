"""What a saved filter says, in the words of its list: the label of each choice instead of its code."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from goodword.customers.kinds import ActivityType, ListKind, Standing
from goodword.customers.kinds.places import country_name, language_name
from goodword.customers.queries.rows import labels_and_regions
from goodword.customers.tables import doing
from goodword.desk.queries.by_standing import why_labels
from goodword.desk.queries.find.sought import DIMENSIONS
from goodword.imports.states import State as ImportState
from goodword.notifications.states import State as MailState
from goodword.people.kinds import Role
from goodword.requests.states import RequestState

LISTS: Mapping[str, ListKind] = {
    **{each.key: each.kind for each in DIMENSIONS if each.kind},
    "tag": ListKind.TAG,
    "stage": ListKind.DEAL_STAGE,
}
STATES: Mapping[str, Any] = {"requests": RequestState, "outbox": MailState, "imports": ImportState}


def labels_for(code: str) -> Callable[[str, str], str]:
    """Tell the label of a value of a word in the address of a list; nothing where it has none."""
    listed, regions = labels_and_regions()
    found = {key: dict(listed[kind]) for key, kind in LISTS.items()}
    found["region"] = {region.code: region.name for region in regions}
    found["standing"] = _of(Standing)
    found |= doing.words()
    found["why"] |= why_labels()
    found["activity"] = _of(ActivityType)
    found["role"] = _of(Role)
    found["show"] = {"members": _("Members only"), "mine": _("Mine")}
    if code == "campaigns":
        found["kind"] = dict(listed[ListKind.CAMPAIGN_KIND])
    if code in STATES:
        found["state"] = {**_of(STATES[code]), "open": _("Open")}
    named: dict[str, Callable[[str], str]] = {"country": country_name, "language": language_name}
    return lambda key, value: named[key](value) if key in named else found.get(key, {}).get(value, "")


def _of(choices: Any) -> dict[str, str]:
    return {value: str(words) for value, words in choices.choices}
