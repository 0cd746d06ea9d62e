"""What a text may speak of. The list is fixed: a name that does not stand here is refused, so a text can reach nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = str | Promise


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One fact by name: what it stands for, and an example."""

    code: str
    about: Said
    example: Said


PLACEHOLDERS: Final[Mapping[str, Placeholder]] = {
    each.code: each
    for each in (
        Placeholder("name", _("what the reader is called: the first name"), "Ingrid"),
        Placeholder("full_name", _("the reader's whole name"), "Ingrid Solberg"),
        Placeholder("asker", _("what the colleague who asks is called"), "Sven"),
        Placeholder("asker_name", _("the whole name of the colleague who asks"), "Sven Aalto"),
        Placeholder("asker_address", _("their mail address"), "sven.aalto@example.com"),
        Placeholder("company", _("the name of our company"), "Harrowgate"),
        Placeholder(
            "what",
            _("the favour in one breath, with the day when there is one"),
            _("take a 30-minute video call with a company in banking"),
        ),
        Placeholder("topic", _("what they want to hear; empty when nothing was written"), _("How you moved in one weekend.")),
        Placeholder("day", _("the day by which an answer helps; empty when there is none"), _("Tue 24 Nov")),
        Placeholder("prospect", _("the company they talk to, or its kind where the name may not be said"), "Oakmere Bank"),
        Placeholder("moment", _("day and time of the call, on the reader's clock"), _("Tue 24 Nov, 14:00 (Oslo time)")),
        Placeholder("minutes", _("how long the call takes"), "30"),
        Placeholder("times", _("the times that are offered, on the reader's clock"), _("Tue 24 Nov, 14:00; Wed 25 Nov, 10:00 (Oslo time)")),
        Placeholder("event", _("what they do, and at which event"), _("a talk at Northwind Days")),
        Placeholder("call", _("which planning call it is"), _("Dry run")),
        Placeholder("changes", _("what should change, in the words of the reference manager"), _("Please say how many teams it was.")),
        Placeholder("manager_name", _("the whole name of the reference manager"), "Mara Lindqvist"),
        Placeholder("manager_address", _("their mail address"), "mara.lindqvist@example.com"),
        Placeholder("place", _("where a call takes place; empty when nothing was written"), "https://meet.example.com/reading"),
        Placeholder("day_later", _("the month in which we look at it again"), _("March 2027")),
        Placeholder("because", _("why we do not go on, in kind words"), _("What we look for at the moment is of another kind.")),
        Placeholder("outcome", _("what came of it, in a sentence"), _("Sven tells us that it helped.")),
        Placeholder(
            "quote", _("what the colleague wrote about it, as a quotation; empty when nothing"), _("Sven writes: “It was decisive.”")
        ),
    )
}
