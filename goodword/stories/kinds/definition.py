"""What a kind of story is."""

from dataclasses import dataclass

from goodword.kernel.text import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryKind:
    """One kind of story: what it is called, its playbook, and what it takes for granted.

    `may_be_nobodys`: it may have no account, and then says where it was heard (PRODUCT section 8, anecdotes).
    """

    code: str
    label: Words
    what: Words
    playbook: str
    icon: str = "file-text"
    is_attributable: bool = True
    may_be_nobodys: bool = False
    needs_metric: bool = False
    needs_parent: bool = False
