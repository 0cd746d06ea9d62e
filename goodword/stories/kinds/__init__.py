"""Kinds of stories, parts that people have in them, stages, timeframes."""

from typing import Final

from goodword.stories.kinds.around import AROUND
from goodword.stories.kinds.definition import StoryKind
from goodword.stories.kinds.people import OFFERED, Part
from goodword.stories.kinds.short import SHORT
from goodword.stories.kinds.stages import Stage
from goodword.stories.kinds.timeframes import Timeframe
from goodword.stories.kinds.written import WRITTEN

KINDS: Final = {each.code: each for each in (*WRITTEN, *SHORT, *AROUND)}

__all__ = ["KINDS", "OFFERED", "Part", "Stage", "StoryKind", "Timeframe"]
