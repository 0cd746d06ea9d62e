"""How far a request for many customers is: how many stand where, and what can be done with all of them at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.people.models import User
from goodword.requests import access
from goodword.requests.kinds import KINDS, Course
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.states import CANDIDATE_IN_VAIN, CANDIDATE_PLANNED, CANDIDATE_WON, CandidateState, RequestState
from goodword.ui.pieces import Action

C = CandidateState


@dataclass(frozen=True, slots=True)
class Count:
    """How many stand at one place."""

    label: str
    n: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The counts in the order in which one goes through them, how many are wanted, and what can be done with many at once."""

    counts: tuple[Count, ...]
    wanted: int
    actions: tuple[Action, ...]


def progress_of(row: ReferenceRequest, candidates: Iterable[Candidate], viewer: User) -> Progress | None:
    """How far it is, for one reader; nothing for a kind that asks one customer, or a few."""
    if KINDS[row.kind].course is not Course.MANY or row.state == RequestState.DRAFT:
        return None
    states = [each.state for each in candidates]

    def count(*among: str) -> int:
        return sum(state in among for state in states)

    planned, approved = count(*CANDIDATE_PLANNED), count(C.OWNER_APPROVED)
    counts = (
        Count(_("In line"), planned),
        Count(_("Waiting for the owner"), count(C.HELD)),
        Count(_("Owner said yes"), approved),
        Count(_("Asked"), count(C.ASKED)),
        Count(_("Said yes"), count(*CANDIDATE_WON)),
        Count(_("Done"), count(C.DONE)),
        Count(_("No, or no answer"), count(*CANDIDATE_IN_VAIN)),
    )
    return Progress(counts, row.wanted, tuple(_actions(row, viewer, planned=planned, approved=approved)))


def _actions(row: ReferenceRequest, viewer: User, *, planned: int, approved: int) -> Iterable[Action]:
    if row.state != RequestState.SOURCING or not access.runs(viewer, row):
        return
    if planned:
        label = ngettext("Ask the owner of %(n)s in line", "Ask the owners of %(n)s in line", planned) % {"n": planned}
        confirm = _("A place is held for each as far as there is room, and their owners are asked. Nothing is sent to customers yet.")
        yield Action(label=label, url=reverse("requests:hold_all", args=[row.pk]), method="post", icon="check", confirm=confirm)
    if approved:
        label = ngettext("Ask %(n)s customer by mail", "Ask %(n)s customers by mail", approved) % {"n": approved}
        confirm = _("Each gets a mail of their own with a link to answer.")
        yield Action(label=label, url=reverse("requests:ask_all", args=[row.pk]), method="post", icon="mail-forward", confirm=confirm)
        confirm = _("Each is written down as asked now. The file has a link for each that is theirs alone: send it to nobody else.")
        url = reverse("requests:own_mail", args=[row.pk])
        yield Action(label=_("Ask them by a mail of ours, with the list"), url=url, method="post", icon="download", confirm=confirm)
