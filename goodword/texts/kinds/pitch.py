"""What colleagues show a customer to explain the program: the words of the one-pager and of the slide, as they come with the product."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from goodword.texts.kinds.ours import TextKind

PITCH: Final = "pitch"
OF_PITCH: Final = {
    PITCH: TextKind(
        code=PITCH,
        label=_("One-pager and pitch slide"),
        when=_("With it colleagues explain the program to a customer. Where a paragraph has several lines, the first is its heading."),
        subject=_("Put in a good word for {company}"),
        body=(
            _("Companies that think about {company} like to hear from somebody who works with it. That could be you."),
            _(
                "What you would do\n"
                "A call of half an hour, a talk, a visit, a few lines in writing: you choose what you enjoy, and nothing else."
            ),
            _("What you decide\nYou are asked first, each time, and no is a good answer. You say how often we may ask, and we keep count."),
            _("What is kept safe\nNobody uses your words before you have read and approved them. You can pause or leave at any time."),
            _("How it begins\nWith a talk of half an hour about what you would like to do. Nobody pays you for it."),
            _("Questions? {manager_name} looks after the program: {manager_address}"),
        ),
        greeting="",
        closing="",
        speaks_of=("company", "manager_name", "manager_address"),
        required=("company",),
        shipped_in=("fr", "de"),
        is_page=True,
    )
}
