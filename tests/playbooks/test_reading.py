"""Playbooks as files: those that come with Goodword are read, and what is wrong with one is named."""

import pytest

from goodword.playbooks.kinds import GATES, SHIPPED, Playbook, shipped
from goodword.playbooks.kinds.definition import problems
from goodword.playbooks.kinds.reading import UnreadableError, read
from goodword.stories.kinds import KINDS

GOOD = """
name: A book
about: For trying
steps:
  - {key: one, title: One, stage: intake, role: manager, days: 2}
  - {key: two, title: Two, stage: draft, role: writer, gates: [draft_there], after: [one]}
"""


@pytest.mark.parametrize("code", SHIPPED)
def test_each_shipped_playbook_can_be_used_and_kept(code: str) -> None:
    book = shipped(code)
    assert problems(book) == []
    assert Playbook.from_json(book.to_json()) == book
    assert all(gate in GATES for step in book.steps for gate in step.gates)


def test_every_kind_of_story_has_a_playbook() -> None:
    assert {each.playbook for each in KINDS.values()} <= set(SHIPPED)


def test_a_good_file_is_read() -> None:
    book = read(GOOD, name="good.yml")
    assert [each.title for each in book.steps] == ["One", "Two"]
    assert book.waits_for() == {"one": (), "two": ("one",)}


@pytest.mark.parametrize(
    ("was", "wrong", "said"),
    [
        ("draft_there", "sunshine", "sunshine"),
        ("after: [one]", "after: [seven]", "seven"),
        ("key: two", "key: one", "of this key already"),
        ("after: [one]", "after: [two]", "cannot wait for itself"),
        ("days: 2", "days: two", "days is not a int"),
        ("days: 2", "days: -2", "counted back"),
        ("days: 2", "days: 2, colour: red", "colour"),
        ("role: writer, ", "", "role is missing"),
        ("stage: draft", "stage: limbo", "limbo"),
        ("role: writer", "role: wizard", "wizard"),
        ("name: A book", "name: A book\nname: Another", "twice"),
        ("days: 2}", "days: 2, after: [two]}", "would never begin"),
        ("steps:", "steps: [", "not YAML"),
    ],
)
def test_a_slip_is_named_with_the_file(was: str, wrong: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as caught:
        read(GOOD.replace(was, wrong, 1), name="mine.yml")
    assert str(caught.value).startswith("mine.yml: ")
