"""The mails to somebody at a customer who wants to be deleted, as they come with the product."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.texts.kinds.ours import TextKind

OF_LEAVING: Final = {
    each.code: each
    for each in (
        TextKind(
            code="program_page",
            label=_("What the program is"),
            when=_("It stands on the own page of everybody at a customer; the subject is its heading."),
            subject=_("What this is about"),
            body=(
                _("People who think about working with {company} like to hear from somebody who does: in a call, at an event, in a line."),
                _("You are asked first, each time, and no is a good answer. We keep count, so that nobody is asked too often."),
                _("Nobody pays you for it, and nobody uses your words before you have read and approved them."),
            ),
            required=("company",),
        ),
        TextKind(
            code="erase_me",
            label=_("Be deleted: is it you?"),
            when=_("Somebody pressed “Delete me” on their own page. Only the link in this mail deletes them."),
            subject=_("Shall we delete you at {company}?"),
            body=(
                _("Somebody pressed “Delete me” on your page at {company}. If it was you, the link below does it. There is no way back."),
                _("It works for 24 hours. If it was not you, leave this mail, and nothing happens."),
            ),
            required=("company",),
            button=_("See what goes, and delete me"),
        ),
        TextKind(
            code="erased",
            label=_("You are deleted"),
            when=_("The very last mail to somebody who was deleted: nothing of them is here any more when it leaves."),
            subject=_("You are deleted at {company}"),
            body=(
                _("What {company} had on you is deleted: your details, answers and words, the mails to you, your name wherever it stood."),
                _("What stays are numbers: how often your company was asked, so that it is not asked too often. They name nobody."),
                _("Copies for emergencies made before go with their age; if one is ever used, you are deleted from it again."),
                _("This is our last mail to you. Thank you for everything."),
            ),
            required=("company",),
        ),
    )
}
