"""What somebody who registered hears afterwards: accepted, introduced, not now, no, and the invitation to the discovery call."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.texts.kinds.joining import SHIPPED_IN
from goodword.texts.kinds.ours import TextKind

OF_REVIEW: Final = {
    each.code: each
    for each in (
        TextKind(
            code="join_accepted",
            label=_("Registration: welcome to an introduction call"),
            when=_("A customer who registered is accepted; the reference manager writes to find a time for the introduction call."),
            subject=_("Thank you for registering with {company}"),
            body=(
                _("Thank you for wanting to put in a good word for {company}. We would be glad to go on with you."),
                _(
                    "I would like to get to know you in a short call: what you enjoy, and how often we may ask. Which times suit "
                    "you? Simply answer this mail."
                ),
            ),
            required=("company",),
            shipped_in=SHIPPED_IN,
        ),
        TextKind(
            code="join_introduced",
            label=_("Registration: the reference manager is introduced"),
            when=_("After the discovery call of open source or education: the program manager brings both together."),
            subject=_("Meet {manager_name}"),
            body=(
                _("Thank you for our call. I am glad that we go on together."),
                _("{manager_name} ({manager_address}) takes it from here: what we do together, and how often we may ask you."),
            ),
            also=("manager_name", "manager_address"),
            required=("manager_name",),
            shipped_in=SHIPPED_IN,
        ),
        TextKind(
            code="join_call",
            label=_("Registration: discovery call"),
            when=_("The program manager of open source or education planned the discovery call, or moved it."),
            subject=_("Our call on {moment}"),
            body=(
                _(
                    "Thank you for registering. I would like to hear more: {moment}, {minutes} minutes. The invitation for your calendar "
                    "is attached."
                ),
                "{place}",
                _("Does the time not suit you? Simply answer this mail."),
            ),
            also=("moment", "minutes", "place"),
            required=("moment",),
            shipped_in=SHIPPED_IN,
        ),
        TextKind(
            code="join_later",
            label=_("Registration: not now"),
            when=_("The registration waits for a later day."),
            subject=_("Your registration with {company}"),
            body=(
                _("Thank you for wanting to put in a good word for {company}. We have not forgotten you: it is a little early for us."),
                _("We look at it again in {day_later}, and write to you then. You need not do anything."),
            ),
            also=("day_later",),
            required=("company",),
            shipped_in=SHIPPED_IN,
        ),
        TextKind(
            code="join_declined",
            label=_("Registration: not this time"),
            when=_("We do not go on with somebody who registered. What colleagues remarked is never in it."),
            subject=_("Your registration with {company}"),
            body=(
                _("Thank you for wanting to put in a good word for {company}. It means a lot to us."),
                "{because}",
                _("You are welcome to write to me at any time."),
            ),
            also=("because",),
            required=("company",),
            shipped_in=SHIPPED_IN,
        ),
    )
}
