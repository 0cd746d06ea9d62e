"""Who has the ball in a nomination, in one line."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.people.models import User
from goodword.recruiting.models import Nomination
from goodword.recruiting.states import NominationState
from goodword.ui.pieces import Action, BallLine, Person, WorkItem

_S = NominationState


def whose_turn(row: Nomination) -> User | None:
    """Who has the ball; nobody once it is decided."""
    if row.state in (_S.DRAFT, _S.NEEDS_INFORMATION):
        return row.nominator
    return row.manager if row.state in (_S.SUBMITTED, _S.IN_REVIEW) else None


def ball_line(row: Nomination, viewer: User, *, at: datetime) -> BallLine:
    """The line on its page."""
    del at
    who = whose_turn(row)
    if who is not None and who.pk == viewer.pk:
        return BallLine(title=_mine(row, viewer), who=_person(who), mine=True, due=row.due_at if row.state != _S.DRAFT else None)
    if who is not None:
        return BallLine(title=_theirs(row, who), who=_person(who), due=row.due_at)
    if row.state in (_S.SUBMITTED, _S.IN_REVIEW):
        return BallLine(title=_("Waiting for somebody who runs the program: nobody does yet"), icon="hourglass", due=row.due_at)
    return BallLine(title=_ended(row), icon="circle-check" if row.state == _S.APPROVED else "x")


def _mine(row: Nomination, viewer: User) -> str:
    said = {"name": viewer.first_name, "account": row.account.name}
    if row.state == _S.DRAFT:
        return _("Your turn, %(name)s: finish the nomination of %(account)s") % said
    if row.state == _S.NEEDS_INFORMATION:
        return _("Your turn, %(name)s: one thing is still to be answered about %(account)s") % said
    return _("Your turn, %(name)s: shall %(account)s join?") % said


def _theirs(row: Nomination, who: User) -> str:
    if row.state == _S.NEEDS_INFORMATION:
        return _("Waiting for %(name)s, who was asked for more") % {"name": who.name}
    return _("Waiting for %(name)s, who decides") % {"name": who.name}


def _ended(row: Nomination) -> str:
    if row.state == _S.APPROVED:
        return _("Approved")
    return _("Withdrawn") if row.state == _S.WITHDRAWN else _("Not approved")


def _person(who: User) -> Person:
    return Person(name=who.name, id=who.pk)


def nomination_item(row: Nomination, reader: User) -> WorkItem:
    """Its row on the home page of whoever has the ball."""
    url, said = reverse("recruiting:nomination", args=[row.number]), {"account": row.account.name, "number": row.reference}
    if row.state == _S.NEEDS_INFORMATION and row.nominator_id == reader.pk:
        title, detail, act = _("One more thing about %(account)s") % said, row.asked_back, _("Answer")
    else:
        title, act = _("Shall %(account)s join?") % said, _("Look")
        detail = _("%(number)s, nominated by %(who)s") % {**said, "who": row.nominator.name}
    return WorkItem(title=title, url=url, detail=detail, icon="user-plus", due=row.due_at, action=Action(label=act, url=url, style="soft"))
