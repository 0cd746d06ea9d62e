"""A story: what it is to be, about whom, how far it is, and who has a part in it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q, Value

from goodword.kernel.references import story_number
from goodword.stories.kinds import Part, Stage, Timeframe
from goodword.stories.states import STORY_OPEN, StoryState


def codes() -> "ArrayField[list[str], list[str]]":
    """An array of short codes."""
    return ArrayField(models.CharField(max_length=60), default=list, blank=True)


class Story(models.Model):
    """A content project. Its brief is words of colleagues; `stage` follows from the run of its playbook and is kept for lists."""

    number = models.PositiveIntegerField(unique=True, db_default=Func(Value("goodword_story_number"), function="nextval"))
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    account = models.ForeignKey("goodword.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="stories")
    contact = models.ForeignKey("goodword.Contact", null=True, blank=True, on_delete=models.SET_NULL, related_name="stories")
    # Where it was heard, when it has no account: an occasion, or a public link.
    heard_where = models.CharField(max_length=500, blank=True, default="", db_default="")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    circle = models.ForeignKey("goodword.Circle", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_attributable = models.BooleanField(default=True)
    state = models.CharField(max_length=20, choices=StoryState.choices, default=StoryState.PROPOSED)
    state_at = models.DateTimeField()
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.INTAKE)
    stage_at = models.DateTimeField()
    manager = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="stories_led")
    proposed_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="stories_proposed")
    # The brief: what it should show, for whom, and why now.
    shows = models.TextField(blank=True, default="", db_default="")
    audience = models.TextField(blank=True, default="", db_default="")
    why_now = models.TextField(blank=True, default="", db_default="")
    drivers = codes()
    use_cases = codes()
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    timeframe = models.PositiveSmallIntegerField(null=True, blank=True, choices=Timeframe.choices)
    # Why it ended so, or why it goes on without what was missing: the last word; all stand on the timeline.
    reason = models.TextField(blank=True, default="", db_default="")
    once = models.UUIDField(unique=True, help_text="made with the form, so that a double submit makes one story")
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0, db_default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(account__isnull=False) | ~Q(heard_where=""), name="story_is_of_somebody"),
            models.CheckConstraint(condition=Q(contact=None) | Q(account__isnull=False), name="story_contact_has_account"),
        ]
        indexes = [
            models.Index(
                fields=["stage", "stage_at"], condition=Q(state__in=[each.value for each in STORY_OPEN]), name="story_open_by_stage"
            ),
            models.Index(fields=["manager", "state"], name="story_of_manager"),
            models.Index(fields=["account", "-created_at"], name="story_of_account"),
        ]

    def __str__(self) -> str:
        """The number that people say."""
        return self.reference

    @property
    def reference(self) -> str:
        """The number that people say aloud."""
        return story_number(self.number)


class StoryPerson(models.Model):
    """A colleague's part in a story; from outside only until a day."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="people")
    part = models.CharField(max_length=20, choices=Part.choices)
    user = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="story_parts")
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["story", "part", "user"], name="story_part_once")]
        indexes = [models.Index(fields=["user"], name="story_parts_of")]
