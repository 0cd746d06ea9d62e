"""The verbs with which we say among ourselves whether a customer may be asked: the owner's word, and the success team's."""

from django.utils.translation import gettext_lazy as _

from goodword.requests import access, actions
from goodword.requests.forms.steps import ReasonForm
from goodword.requests.views.verb import Verb

WORD = (
    Verb(
        name="owner_approve",
        label=_("Approve"),
        said=_("Thank you. The customer may be asked."),
        icon="check",
        do=lambda row, _form, by, at: actions.owner_approve(row, by=by, at=at),
    ),
    Verb(
        name="owner_decline",
        label=_("Not now"),
        title=_("Not this customer"),
        said=_("Thank you. Nothing is sent to the customer."),
        form=ReasonForm,
        asks=True,
        lead=_("Nothing is sent to the customer, and the place is free again. Colleagues on the request read your reason."),
        do=lambda row, form, by, at: actions.owner_decline(row, reason=form["reason"], by=by, at=at),
    ),
    Verb(
        name="remind_owner",
        label=_("Remind"),
        said=_("Reminded."),
        may=access.can_remind_owner,
        do=lambda row, _form, by, at: actions.remind_owner(row, by=by, at=at),
    ),
    Verb(
        name="vouch",
        label=_("All is well"),
        said=_("Noted. They may be asked."),
        icon="check",
        may=access.can_vouch,
        do=lambda row, _form, by, at: actions.vouch(row, by=by, at=at),
    ),
    Verb(
        name="advise_against",
        label=_("Better not"),
        title=_("Advise against asking them"),
        said=_("Noted. They are not asked, and the place is free again."),
        form=ReasonForm,
        asks=True,
        danger=True,
        lead=_("The reason is read by whoever leads the request."),
        icon="x",
        may=access.can_vouch,
        do=lambda row, form, by, at: actions.advise_against(row, reason=form["reason"], by=by, at=at),
    ),
)
