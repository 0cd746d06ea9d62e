"""Steps of a migration that are taken together."""

from collections.abc import Iterator, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex, AlterField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Step = CreateModel | AddField | AlterField | AddIndex | AddConstraint


class Together(Operation):
    """Several changes of models, with Django's picture of all models drawn once for them and not once for each.

    A model that is new is created at once as it is after the last step. A field of another model may be named once only.
    """

    reversible = True
    atomic = False

    def __init__(self, steps: Sequence[Step]) -> None:
        """Take the steps in the order in which Django would have taken them alone."""
        self.steps = steps

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note every step, and then draw the models anew."""
        apps = state.__dict__.pop("apps", None)  # while it is away, no step draws anything
        for step in self.steps:
            step.state_forwards(app_label, state)
        if apps is not None:
            state.__dict__["apps"] = apps
            state.reload_models(sorted({(app_label, _about(step)) for step in self.steps}), delay=False)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Create each new model whole, and add to the others what is new of them."""
        for step in self._needed():
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Take the same away again, the last first."""
        for step in reversed(list(self._needed())):
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say what the steps say."""
        return "; ".join(step.describe() for step in self.steps)

    def _needed(self) -> Iterator[Step]:
        made = set[str]()
        for step in self.steps:
            if isinstance(step, CreateModel):
                made.add(step.name_lower)
            elif _about(step) in made:
                continue
            yield step


def _about(step: Step) -> str:
    return step.name_lower if isinstance(step, CreateModel) else step.model_name.lower()
