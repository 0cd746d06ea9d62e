"""A cell that cannot be taken, as a value. The sentences are in `wording.py`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Wrong(StrEnum):
    """What can be wrong with a value."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_MONTH = "no_such_month"
    WHICH_ORDER = "which_order"
    NO_DAY = "no_day"
    DAY_NUMBER = "day_number"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    OUT_OF_RANGE = "out_of_range"
    NOT_MONEY = "not_money"
    WHICH_CURRENCY = "which_currency"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_A_LINK = "not_a_link"
    NOT_A_ZONE = "not_a_zone"
    NOT_A_LANGUAGE = "not_a_language"
    ON_NO_LIST = "on_no_list"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value cannot be taken; `detail` is what the sentence needs."""

    wrong: Wrong
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A readable value for which there is nothing on the controlled list: kept, and listed for mapping."""

    text: str
