"""What a verb of the page declares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.requests import access
from goodword.requests.forms.steps import AskForm, StepForm

Words = str | Promise
Values = dict[str, Any]
Do = Callable[[Any, Values, Actor, datetime], object]


def _offers_nothing(_row: Any, _at: datetime) -> Values:
    return {}


def _no_undo(_row: Any, _form: Values) -> str:
    return ""


def _accepts_a_no(_user: User, _row: Any, _form: Values) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One verb: what it calls, what is said afterwards, and where it differs from the others.

    `form` is shown when it needs words (`asks`), `lead` says what will happen, `offers` what the form lets one choose from.
    `may` says who may open it, when that is not in the tables of access; `undo` is where it can be taken back; `insists`
    says whether the form opens after a no, so that the reader can go over it with a reason. `says` words what happened
    where that depends on how the row stood before, `tells` where it depends on what came of it.
    """

    name: str
    do: Do
    said: Words
    label: Words
    title: Words = ""
    lead: Words = ""
    form: type[StepForm] | None = None
    danger: bool = False
    confirm: Words = ""
    icon: str = ""
    asks: bool = field(default=False)
    may: Callable[[User, Any], bool] | None = None
    offers: Callable[[Any, datetime], Values] = _offers_nothing
    undo: Callable[[Any, Values], str] = _no_undo
    insists: Callable[[User, Any, Values], bool] = _accepts_a_no
    says: Callable[[Any], Words] | None = None
    tells: Callable[[Any], Words] | None = None
    shows_verdict: bool = False

    def words_for(self, row: Any) -> str:
        """What is said afterwards; asked before it is done."""
        return str(self.says(row) if self.says is not None else self.said)

    def is_open_to(self, user: User, row: Any) -> bool:
        """May this person do it to this row now."""
        return self.may(user, row) if self.may is not None else access.may(user, self.name, row)

    def form_of(self, row: Any, *, at: datetime, data: Any = None) -> StepForm | None:
        """The form with what it offers; None for a verb without words."""
        return self.form(data, **self.offers(row, at)) if self.form is not None else None

    def form_read_for(self, row: Any, typed: Mapping[str, str], *, at: datetime) -> StepForm | None:
        """The form with the mail for whoever is chosen in it by now, when somebody asks for that or has not seen it; else none."""
        if self.form is None or not issubclass(self.form, AskForm):
            return None
        if "read" not in typed and self.form(typed, **self.offers(row, at)).is_read:
            return None
        return self.form(None, typed=typed, **self.offers(row, at))
