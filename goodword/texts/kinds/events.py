"""The mails to a customer who speaks at an event, with the words they come with."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.texts.kinds.ours import Said, TextKind

_SENDS: Final = _("The invitation for your calendar is attached. {asker} sends the address of the call, or the number to dial.")
_DRAFT: Final = _("You need not do it in one go: what you type is kept, and the link opens it again.")
_BY: Final = _("By {day} would help us most.")


def _kit(code: str, label: Said, when: Said, *, subject: Said, first: Said, also: tuple[str, ...] = ()) -> TextKind:
    return TextKind(
        code=code,
        label=label,
        when=when,
        subject=subject,
        body=(first, _DRAFT, _BY),
        also=("event", "day", *also),
        required=("event",),
        button=_("Open the speaker kit"),
    )


def _call(code: str, label: Said, when: Said, *, subject: Said, first: Said) -> TextKind:
    return TextKind(
        code=code,
        label=label,
        when=when,
        subject=subject,
        body=(first, _("It is about: {topic}"), _SENDS),
        also=("call", "event", "moment", "minutes", "topic"),
        required=("call", "moment"),
    )


OF_EVENTS: Final = {
    each.code: each
    for each in (
        _kit(
            "kit_asked",
            _("Speaker kit"),
            _("The customer said yes to an event: photo, bio, abstract and outline are asked for."),
            subject=_("What we need from you for {event}"),
            first=_("Thank you for saying yes to {event}. Please give us a photo, a few lines about you, and the outline of your story."),
        ),
        _kit(
            "kit_reminder",
            _("Speaker kit, once more"),
            _("The speaker kit is due soon, and has not come. Sent once."),
            subject=_("Your speaker kit for {event}"),
            first=_("A friendly word about {event}: your speaker kit is not with us yet. We do not write about it again."),
        ),
        _kit(
            "kit_changes",
            _("Speaker kit, changes"),
            _("The reference manager asks for changes of the speaker kit."),
            subject=_("Your speaker kit for {event}: a change, please"),
            first=_("Thank you for the speaker kit for {event}. May we ask for a change? {changes}"),
            also=("changes",),
        ),
        TextKind(
            code="plan_sent",
            label=_("Promotion plan, to approve"),
            when=_("The promotion plan is ready, and nothing is promoted before the customer approves it."),
            subject=_("How we would tell people about {event}"),
            body=(
                _("Here is how we would tell people that you speak: {event}. Nothing is published before you approve it."),
                _("You may approve it, ask for changes, or say no."),
            ),
            also=("event",),
            required=("event",),
            button=_("See the plan"),
        ),
        TextKind(
            code="plan_shown",
            label=_("Promotion plan, to know"),
            when=_("The promotion plan is on the customer's page; it needs no approval."),
            subject=_("How we tell people about {event}"),
            body=(
                _("Here is how we tell people that you speak: {event}."),
                _("If anything should be different, simply answer this mail."),
            ),
            also=("event",),
            required=("event",),
            button=_("See the plan"),
        ),
        _call(
            "planning_booked",
            _("Planning call"),
            _("A planning call or the dry run is booked; the calendar file is attached."),
            subject=_("{call}, {moment}"),
            first=_("{call} for {event} is on {moment}. It takes {minutes} minutes."),
        ),
        _call(
            "planning_moved",
            _("Planning call, moved"),
            _("A planning call or the dry run has another time now; the calendar file replaces the earlier one."),
            subject=_("Moved: {call}, {moment}"),
            first=_("{call} for {event} is moved to {moment}. It takes {minutes} minutes."),
        ),
        TextKind(
            code="planning_cancelled",
            label=_("Planning call, called off"),
            when=_("A planning call or the dry run is called off."),
            subject=_("Called off: {call}, {moment}"),
            body=(_("{call} for {event} on {moment} is called off. There is nothing for you to do."),),
            also=("call", "event", "moment"),
            required=("call", "moment"),
            ours_after=_("The attached note takes it out of your calendar."),
        ),
    )
}
