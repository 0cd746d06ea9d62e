"""The briefing in words, and what it would begin with: what the customer's record says already."""

from collections.abc import Iterable, Mapping
from typing import Any

from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account
from goodword.customers.queries import label_of, labels
from goodword.people.queries import regions
from goodword.recruiting.kinds import QUESTIONS, Answer, Question
from goodword.ui.pieces import Fact


def value_on_record(account: Account, question: Question) -> Any:
    """What the customer's record says to a question, as a briefing keeps it."""
    if not question.field:
        return None
    if question.answer is Answer.REGION:
        return account.region.code if account.region is not None else ""
    value = getattr(account, question.field)
    return list(value) if isinstance(value, list | tuple) else value


def begun_with(account: Account) -> dict[str, Any]:
    """Every answer that the customer's record has already."""
    found = {code: value_on_record(account, each) for code, each in QUESTIONS.items()}
    return {code: value for code, value in found.items() if value not in (None, "", [])}


def in_words(question: Question, value: Any) -> str:
    """An answer as it is read."""
    if value in (None, "", []):
        return ""
    if question.of_list is not None:
        found, codes = labels(), value if isinstance(value, list) else [value]
        return ", ".join(label_of(found, question.of_list, str(code)) for code in codes)
    if question.answer is Answer.REGION:
        return next((each.name for each in regions() if each.code == value), str(value))
    if question.answer is Answer.ACTIVITIES:
        known = {code: str(label) for code, label in ActivityType.choices}
        return ", ".join(known.get(code, code) for code in value)
    if question.answer is Answer.NUMBER:
        return f"{value:,}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def facts_of(briefing: Mapping[str, Any], questions: Iterable[Question]) -> list[tuple[Question, str]]:
    """Each question with its answer in words; those without one are left out."""
    said = [(each, in_words(each, briefing.get(each.code))) for each in questions]
    return [(each, words) for each, words in said if words]


def short_facts(said: Iterable[tuple[Question, str]]) -> list[Fact]:
    """The answers that fit on one line each."""
    return [Fact(label=str(each.label), value=words) for each, words in said if each.answer is not Answer.TEXT]


def long_answers(said: Iterable[tuple[Question, str]]) -> list[tuple[str, str]]:
    """The answers that are a story."""
    return [(str(each.label), words) for each, words in said if each.answer is Answer.TEXT]
