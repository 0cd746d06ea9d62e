"""The public registration page: what stands on it, what somebody agrees to there, and the mail that asks whether it was them."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.texts.kinds.ours import Said, TextKind

SHIPPED_IN: Final = ("fr", "de")
_COMPANY: Final = ("company",)


def _page(code: str, label: Said, when: Said, *, subject: Said, body: tuple[Said, ...], required: tuple[str, ...] = ()) -> TextKind:
    return TextKind(
        code=code,
        label=label,
        when=when,
        subject=subject,
        body=body,
        greeting="",
        closing="",
        speaks_of=_COMPANY,
        required=required,
        shipped_in=SHIPPED_IN,
        is_page=True,
    )


OF_JOINING: Final = {
    each.code: each
    for each in (
        _page(
            "join_customer",
            _("Registration page: customers"),
            _("Heading and first lines of the public page on which customers register."),
            subject=_("Put in a good word for {company}"),
            body=(
                _("You know what works. Others would like to hear it from you: in a short call, at an event, in a story."),
                _("Tell us who you are and what you would enjoy. You decide each time, and how often we may ask."),
            ),
        ),
        _page(
            "join_open_source",
            _("Registration page: open source"),
            _("Heading and first lines of the public page for open-source projects."),
            subject=_("Tell others about your project"),
            body=(
                _("Your project builds on {company}, and others could learn from how. We would like to tell that story with you."),
                _("Tell us about the project. Our open-source program manager reads it and proposes a short call."),
            ),
        ),
        _page(
            "join_education",
            _("Registration page: education"),
            _("Heading and first lines of the public page for schools and universities."),
            subject=_("Tell others how you teach"),
            body=(
                _("You teach or do research with {company}, and others could learn from how."),
                _("Tell us about it. Our education program manager reads it and proposes a short call."),
            ),
        ),
        _page(
            "join_notice",
            _("Privacy notice of the registration page"),
            _("What somebody reads before they register. Each registration keeps which version it was."),
            subject=_("What we do with it"),
            body=(
                _("{company} keeps what you write here to decide with you whether and how you take part. Those who run the program and "
                  "those who look after your company read it; nobody else does."),
                _("We write to your address first, to see that it is yours. If you do not confirm it, what you wrote is deleted after a "
                  "month at the latest. If we do not go on together, it is deleted after a year."),
                _("You may see, correct or delete what we have on you at any time, and take your agreement back: answer any of our mails, "
                  "or ask for the link to your own page."),
            ),
            required=("company",),
        ),
        _page(
            "join_consent",
            _("Consent on the registration page"),
            _("The sentence that somebody ticks. Each registration keeps which version it was. The heading is not shown."),
            subject=_("Your agreement"),
            body=(
                _("I agree that {company} keeps what I wrote here and contacts me about taking part. I can take this back at any time."),
            ),
            required=("company",),
        ),
        _page(
            "join_closed",
            _("Registration page: closed"),
            _("What stands on a program's page while it is closed, unless something else was written when it was closed."),
            subject=_("We take nobody in at the moment"),
            body=(
                _("Thank you for thinking of us. This page is closed for a while, because we want to have time for everybody who is "
                  "there."),
                _("Come back later: the address stays the same."),
            ),
        ),
        TextKind(
            code="join_confirm",
            label=_("Registration: please confirm"),
            when=_("Somebody registered on the public page; nobody inside is told before the address is confirmed."),
            subject=_("Please confirm your registration"),
            body=(
                _("Somebody, we hope you, registered this address with {company}. Please confirm it: only then do we read what it says."),
                _("If it was not you, leave this mail. We will not write about it again."),
            ),
            speaks_of=("name", "full_name", "company"),
            required=("company",),
            button=_("Confirm"),
            shipped_in=SHIPPED_IN,
        ),
    )
}
