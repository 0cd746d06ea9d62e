"""Every mail to a customer as a kind of text, with the words it comes with. A new message to customers adds its line here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.texts.kinds.filling import Words

EVERYWHERE: Final = ("name", "full_name", "asker", "asker_name", "company")
HELLO: Final = _("Hello {name},")
REGARDS: Final = _("Kind regards,")
Said = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class TextKind:
    """One kind of text: when it leaves, what it may and must speak of, our words. `button` is only shown: the button stays ours.

    `may_stop`: it is no answer to something the customer started, so it carries a way to stop such mails (RFC 8058). `ours_after` is
    what we add ourselves below the words, where it applies. `speaks_of`: what it may speak of besides `also`. `shipped_in`: the languages
    in which we have words for it, besides English. `is_page`: it stands on a page, where subject and paragraphs are heading and text.
    """

    code: str
    label: Said
    when: Said
    subject: Said
    body: tuple[Said, ...]
    also: tuple[str, ...] = ()
    required: tuple[str, ...] = ("asker",)
    button: Said = ""
    may_stop: bool = False
    ours_after: Said = ""
    greeting: Said = HELLO
    closing: Said = REGARDS
    speaks_of: tuple[str, ...] = EVERYWHERE
    shipped_in: tuple[str, ...] = ()
    is_page: bool = False

    @property
    def allowed(self) -> tuple[str, ...]:
        """The placeholders that may stand in it."""
        return (*self.speaks_of, *self.also)

    @property
    def words(self) -> Words:
        """Our words, in the language that is spoken now."""
        body = "\n\n".join(str(each) for each in self.body)
        return Words(subject=str(self.subject), greeting=str(self.greeting), body=body, closing=str(self.closing))


_THEY_WANT = _("It is about: {topic}")
_ANY_ANSWER = _("Yes, no, or a colleague who knows it better: it takes a minute, and any answer is fine.")
_ONE_BY = _("One by {day} would help us most.")
_ANOTHER = _("If you still like to help, choose another time below, or simply answer this mail. If not, that is fine.")
_SENDS = _("The invitation for your calendar is attached. {asker} sends the address of the call, or the number to dial.")
_OUT_OF_CALENDAR = _("The attached note takes it out of your calendar.")
_MEET = _("Thank you for saying yes. This is {asker_name} ({asker_address}) at {company}, who brings you together with {prospect}.")
_READY = _("Thank you for being ready to help. It does not change how often we ask you.")


def _asking(code: str, label: Said, when: Said, *, subject: Said, first: Said) -> TextKind:
    return TextKind(
        code=code,
        label=label,
        when=when,
        subject=subject,
        body=(first, _THEY_WANT, _ANY_ANSWER, _ONE_BY),
        also=("what", "topic", "day"),
        required=("asker", "company", "what"),
        button=_("Answer"),
        may_stop=True,
    )


def _sorry(code: str, label: Said, when: Said, *, first: Said) -> TextKind:
    subject = _("About your call with {asker}")
    return TextKind(code=code, label=label, when=when, subject=subject, body=(first, _ANOTHER), button=_("Choose another time"))


KINDS: Final[Mapping[str, TextKind]] = {
    each.code: each
    for each in (
        _asking(
            "ask",
            _("The question"),
            _("A customer is asked for the first time."),
            subject=_("A question from {asker} at {company}"),
            first=_("{asker} at {company} asks whether you would {what}."),
        ),
        _asking(
            "ask_again",
            _("The question, once more"),
            _("Nobody answered before: the last attempt."),
            subject=_("Once more: a question from {asker} at {company}"),
            first=_("We wrote a few days ago: {asker} at {company} asks whether you would {what}. We will not write about it again."),
        ),
        _asking(
            "ask_again_not_last",
            _("The question again, not the last time"),
            _("The policy asks more often than twice, and this is not the last attempt."),
            subject=_("Once more: a question from {asker} at {company}"),
            first=_("We wrote a few days ago: {asker} at {company} asks whether you would {what}."),
        ),
        _asking(
            "ask_again_elsewhere",
            _("The question, after a call"),
            _("The customer was asked by phone or in person before, and did not answer yet."),
            subject=_("Once more: a question from {asker} at {company}"),
            first=_("We asked you already: {asker} at {company} asks whether you would {what}. We will not write about it again."),
        ),
        TextKind(
            code="introduction",
            label=_("Introduction"),
            when=_("The customer said yes, and no time is fixed yet."),
            subject=_("Meet {asker_name}"),
            body=(
                _MEET,
                _("You hear from {asker} about what comes next. Simply answer this mail if anything changes."),
            ),
            also=("asker_address", "prospect"),
            required=("asker_name", "asker_address"),
            button=_("See how it stands"),
        ),
        TextKind(
            code="introduction_fixed",
            label=_("Introduction, time fixed"),
            when=_("The customer said yes and chose a time at once."),
            subject=_("Meet {asker_name}"),
            body=(
                _MEET,
                _("The call is on {moment}."),
            ),
            also=("asker_address", "prospect", "moment"),
            required=("asker_name", "asker_address", "moment"),
            button=_("Move the time"),
        ),
        TextKind(
            code="times_proposed",
            label=_("Times to choose from"),
            when=_("We offer the customer times for the call."),
            subject=_("Times for your call with {asker}"),
            body=(_("{asker} proposes these times: {times}."), _("Choose one, or propose others.")),
            also=("times",),
            required=("asker", "times"),
            button=_("Choose a time"),
            ours_after=_("Until then the time agreed earlier stands."),
        ),
        TextKind(
            code="invitation",
            label=_("Invitation"),
            when=_("A time is agreed; the calendar file is attached."),
            subject=_("Call with {asker_name}, {moment}"),
            body=(_("The call with {asker_name} is on {moment}. It takes {minutes} minutes."), _SENDS),
            also=("moment", "minutes"),
            required=("moment",),
            button=_("Move the time"),
        ),
        TextKind(
            code="invitation_moved",
            label=_("Invitation, moved"),
            when=_("The call has another time now; the calendar file replaces the earlier one."),
            subject=_("Moved: call with {asker_name}, {moment}"),
            body=(_("The call with {asker_name} is moved to {moment}. It takes {minutes} minutes."), _SENDS),
            also=("moment", "minutes"),
            required=("moment",),
            button=_("Move the time"),
        ),
        _sorry(
            "apology",
            _("Apology"),
            _("The call did not take place, and nobody said who was missing."),
            first=_("We are sorry that the call with you could not take place."),
        ),
        _sorry(
            "apology_asker",
            _("Apology: none of us came"),
            _("The customer waited, and none of us was there."),
            first=_("We are sorry: none of us came to the call with you. That should not have happened."),
        ),
        _sorry(
            "apology_neither",
            _("Apology: it was not held"),
            _("Neither side came to the call."),
            first=_("We are sorry: the call with you did not take place, and we should have told you."),
        ),
        _sorry(
            "apology_customer",
            _("After a call they missed"),
            _("The customer did not come."),
            first=_("We are sorry that we missed each other on the call. These things happen, and nothing is lost."),
        ),
        TextKind(
            code="called_off",
            label=_("No longer needed"),
            when=_("The customer had said yes, and is no longer needed."),
            subject=_("No longer needed: your help for {asker_name}"),
            body=(_("What {asker} asked you for is no longer needed. There is nothing for you to do."), _READY),
            ours_after=_OUT_OF_CALENDAR,
        ),
        TextKind(
            code="called_off_asked",
            label=_("No answer needed any more"),
            when=_("The customer was asked, had not answered, and need not any more."),
            subject=_("No answer needed any more: the question from {asker} at {company}"),
            body=(
                _("The question that {asker} at {company} sent you is settled: you need not answer it any more."),
                _("Thank you for your time. There is nothing else for you to do."),
            ),
        ),
        TextKind(
            code="taken_back",
            label=_("Called off by them"),
            when=_("The customer took a yes back, and a time had been fixed."),
            subject=_("Called off: call with {asker_name}"),
            body=(_("The call is called off, as you told us, and {asker} knows."), _READY),
            ours_after=_OUT_OF_CALENDAR,
        ),
        TextKind(
            code="customer_outcome",
            label=_("Thanks, and how was it"),
            when=_("It took place."),
            subject=_("Thank you, and how was it?"),
            body=(
                _("Thank you for helping {asker} at {company}."),
                _("How was it for you? One click is enough, a line is welcome, and we change what was not good."),
            ),
            button=_("Say how it was"),
            may_stop=True,
        ),
        TextKind(
            code="thanks",
            label=_("What came of it"),
            when=_("The colleague who asked said what came of it."),
            subject=_("What came of your help"),
            body=(
                _("You helped us. {outcome}"),
                "{quote}",
                _("Thank you. We know that it is your time, and we keep to what we agreed on how often we ask."),
            ),
            also=("outcome", "quote"),
            required=("outcome",),
            button=_("Say how it was"),
            may_stop=True,
        ),
        TextKind(
            code="own_page",
            label=_("Link to their own page"),
            when=_("The customer asked for the page on which they see and change what we may ask them."),
            subject=_("Your page at {company}"),
            body=(
                _("Here is the link to your own page: what {company} may ask you, how often, and what it asked you so far."),
                _("It works for 24 hours, and for an hour once you open it. You can have a fresh one at any time."),
            ),
            required=("company",),
            button=_("Open my page"),
        ),
    )
}
