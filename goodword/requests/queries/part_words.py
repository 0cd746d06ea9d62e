"""What is waited for while something is prepared with a customer, in words: to whoever must act, and to everybody else."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from goodword.requests.kinds.preparing import Todo

ICONS: Final[Mapping[Todo, str]] = {
    Todo.ASSIGN: "user-plus",
    Todo.LOOK: "eye",
    Todo.WORK: "pencil",
    Todo.UNBLOCK: "player-pause",
    Todo.FILL_IN: "id-badge-2",
    Todo.MEND_KIT: "id-badge-2",
    Todo.APPROVE_KIT: "circle-check",
    Todo.WRITE_PLAN: "news",
    Todo.MEND_PLAN: "news",
    Todo.ANSWER_PLAN: "news",
    Todo.BOOK: "calendar-plus",
    Todo.LET_GO: "x",
    Todo.CAMPAIGN: "calendar-event",
    Todo.REVIEW: "video",
    Todo.WRITE_WORDS: "pencil",
    Todo.OWNER_WORDS: "circle-check",
    Todo.MEND_WORDS: "pencil",
    Todo.ANSWER_WORDS: "message",
    Todo.NO_WORDS: "x",
    Todo.NOT_USED: "x",
}

BY_MANAGERS: Final = (Todo.NO_WORDS, Todo.NOT_USED)


def mine(todo: Todo, names: Mapping[str, str]) -> str:
    """The ball line of whoever has it."""
    return _("Your turn, %(me)s: %(what)s") % {"me": names["me"], "what": what(todo, names)}


def what(todo: Todo, names: Mapping[str, str]) -> str:
    """What somebody does next, as one says it to them."""
    words = {
        Todo.ASSIGN: _("find somebody in product marketing for %(account)s"),
        Todo.LOOK: _("take on the content for %(account)s, or put it on the pile"),
        Todo.WORK: _("prepare the content with %(account)s"),
        Todo.UNBLOCK: _("the content for %(account)s waits, help it on"),
        Todo.APPROVE_KIT: _("look at the speaker kit of %(contact)s"),
        Todo.WRITE_PLAN: _("send %(contact)s the promotion plan"),
        Todo.MEND_PLAN: _("change the promotion plan as %(contact)s asked"),
        Todo.BOOK: _("book the dry run with %(contact)s"),
        Todo.LET_GO: _("it did not take place with %(account)s, let them go"),
        Todo.CAMPAIGN: _("say at which campaign %(account)s spoke"),
        Todo.REVIEW: _("may the recording of %(contact)s be used?"),
        Todo.FILL_IN: _("the speaker kit"),
        Todo.MEND_KIT: _("the speaker kit"),
        Todo.ANSWER_PLAN: _("the promotion plan"),
        Todo.WRITE_WORDS: _("write two or three sentences about %(account)s"),
        Todo.OWNER_WORDS: _("may we say this about %(account)s?"),
        Todo.MEND_WORDS: _("change the words about %(account)s"),
        Todo.ANSWER_WORDS: _("the words about %(account)s"),
        Todo.NO_WORDS: _("%(account)s wants no words, let them go or write others"),
        Todo.NOT_USED: _("the words about %(account)s were not used, let them go"),
    }
    return words[todo] % names


def task(todo: Todo, names: Mapping[str, str]) -> str:
    """The same as a line of a list."""
    said = what(todo, names)
    return said[:1].upper() + said[1:]


def theirs(todo: Todo, names: Mapping[str, str]) -> str:
    """The ball line of everybody else; the same for a timeline."""
    if not names["who"] and todo in (Todo.ASSIGN, Todo.UNBLOCK, Todo.APPROVE_KIT, Todo.LET_GO, Todo.CAMPAIGN, Todo.REVIEW, *BY_MANAGERS):
        return _("Waiting for a reference manager")
    return _("Waiting for %(what)s") % {"what": they_do(todo, names, clause=True)}


def they_do(todo: Todo, names: Mapping[str, str], *, clause: bool = False) -> str:
    """What somebody else does next; as a clause it stands behind "Waiting for"."""
    if clause:
        words = {
            Todo.ASSIGN: _("%(who)s, who finds somebody in product marketing"),
            Todo.LOOK: _("%(who)s, who takes on the content"),
            Todo.WORK: _("%(who)s, who prepares the content"),
            Todo.UNBLOCK: _("%(who)s, who helps the content on"),
            Todo.FILL_IN: _("%(contact)s, who fills in the speaker kit"),
            Todo.MEND_KIT: _("%(contact)s, who changes the speaker kit"),
            Todo.APPROVE_KIT: _("%(who)s, who looks at the speaker kit"),
            Todo.WRITE_PLAN: _("%(who)s, who sends the promotion plan"),
            Todo.MEND_PLAN: _("%(who)s, who changes the promotion plan"),
            Todo.ANSWER_PLAN: _("%(contact)s, who looks at the promotion plan"),
            Todo.BOOK: _("%(who)s, who books the dry run"),
            Todo.LET_GO: _("%(who)s, who lets %(account)s go"),
            Todo.CAMPAIGN: _("%(who)s, who says at which campaign they spoke"),
            Todo.REVIEW: _("%(who)s, who looks at where the recording may be used"),
            Todo.WRITE_WORDS: _("%(who)s, who writes the words about %(account)s"),
            Todo.OWNER_WORDS: _("%(who)s, who reads the words about %(account)s"),
            Todo.MEND_WORDS: _("%(who)s, who changes the words about %(account)s"),
            Todo.ANSWER_WORDS: _("%(contact)s, who reads the words"),
            Todo.NO_WORDS: _("%(who)s: %(account)s wants no words"),
            Todo.NOT_USED: _("%(who)s, who lets %(account)s go"),
        }
    else:
        words = {
            Todo.ASSIGN: _("%(who)s finds somebody in product marketing"),
            Todo.LOOK: _("%(who)s takes on the content"),
            Todo.WORK: _("%(who)s prepares the content"),
            Todo.UNBLOCK: _("%(who)s helps the content on"),
            Todo.FILL_IN: _("%(contact)s fills in the speaker kit"),
            Todo.MEND_KIT: _("%(contact)s changes the speaker kit"),
            Todo.APPROVE_KIT: _("%(who)s looks at the speaker kit"),
            Todo.WRITE_PLAN: _("%(who)s sends the promotion plan"),
            Todo.MEND_PLAN: _("%(who)s changes the promotion plan"),
            Todo.ANSWER_PLAN: _("%(contact)s looks at the promotion plan"),
            Todo.BOOK: _("%(who)s books the dry run"),
            Todo.LET_GO: _("%(who)s lets %(account)s go"),
            Todo.CAMPAIGN: _("%(who)s says at which campaign they spoke"),
            Todo.REVIEW: _("%(who)s looks at where the recording may be used"),
            Todo.WRITE_WORDS: _("%(who)s writes the words about %(account)s"),
            Todo.OWNER_WORDS: _("%(who)s reads the words about %(account)s"),
            Todo.MEND_WORDS: _("%(who)s changes the words about %(account)s"),
            Todo.ANSWER_WORDS: _("%(contact)s reads the words about %(account)s"),
            Todo.NO_WORDS: _("%(account)s wants no words: %(who)s lets them go"),
            Todo.NOT_USED: _("%(who)s lets %(account)s go"),
        }
    return words[todo] % names
