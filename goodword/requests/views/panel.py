"""The step that is open on the page of a request: the form of one verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import QueryDict
from django.urls import reverse

from goodword.kernel.references import parse_key
from goodword.people.models import User
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.ball import Step, Turn
from goodword.requests.queries.cards import Card
from goodword.requests.queries.words import candidate_url
from goodword.requests.views.verb import Verb
from goodword.requests.views.verbs import CANDIDATE_VERBS, REQUEST_VERBS
from goodword.ui.forms import begin_in
from goodword.ui.pieces import VerdictLine


@dataclass(frozen=True, slots=True)
class Opened:
    """Which step is open: the verb, the candidate it is about, and its form when one came back with words to mend.

    `begins` is whether the form takes the focus; one that is drawn anew in a place where somebody works leaves it there.
    """

    verb: str = ""
    candidate_id: int | None = None
    form: forms.Form | None = None
    begins: bool = True

    @classmethod
    def by_address(cls, query: QueryDict) -> "Opened":
        """What `?do=verb&candidate=7` opens."""
        return cls(query.get("do", ""), parse_key(query.get("candidate", "")))


NOTHING_OPENED = Opened()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The form of one verb as the page shows it."""

    verb: Verb
    form: forms.Form
    url: str
    title: str
    account: str = ""
    verdict: VerdictLine | None = None


def panel_of(opened: Opened, row: ReferenceRequest, cards: Sequence[Card], turn: Turn, viewer: User, *, at: datetime) -> Panel | None:
    """The step that is open for a reader who may take it, else none."""
    panel = _panel_of(opened, opened.verb or _opens_itself(turn, viewer), row, cards, turn, viewer, at=at)
    if panel is not None and opened.verb and opened.begins:
        begin_in(panel.form)
    return panel


def _panel_of(
    opened: Opened, wanted: str, row: ReferenceRequest, cards: Sequence[Card], turn: Turn, viewer: User, *, at: datetime
) -> Panel | None:
    if wanted in REQUEST_VERBS:
        verb = REQUEST_VERBS[wanted]
        form = (opened.form or verb.form_of(row, at=at)) if verb.is_open_to(viewer, row) else None
        return Panel(verb=verb, form=form, url=reverse(f"requests:{wanted}", args=[row.pk]), title=str(verb.title)) if form else None
    about = opened.candidate_id or (turn.candidate.pk if turn.candidate else None)
    card = next((each for each in cards if each.candidate.pk == about), None)
    if wanted not in CANDIDATE_VERBS or card is None:
        return None
    verb, candidate = CANDIDATE_VERBS[wanted], card.candidate
    form = (opened.form or verb.form_of(candidate, at=at)) if verb.is_open_to(viewer, candidate) else None
    if form is None:
        return None
    verdict = card.verdict if verb.shows_verdict else None
    url = candidate_url(candidate, wanted)
    return Panel(verb=verb, form=form, url=url, title=str(verb.title), account=candidate.account.name, verdict=verdict)


def _opens_itself(turn: Turn, viewer: User) -> str:
    """What is asked of the reader in one click stands open."""
    mine = turn.who is not None and turn.who.pk == viewer.pk
    return "report_outcome" if mine and turn.step is Step.OUTCOME else ""
