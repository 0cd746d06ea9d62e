"""Stories and the people in them."""

from goodword.stories.models.stories import Story, StoryPerson

__all__ = ["Story", "StoryPerson"]
