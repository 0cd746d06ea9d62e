"""A story follows its playbook: what opens, what waits, what must hold, and what only whoever leads it may do."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from goodword.journal.models import Entry, Note
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.people.queries import today
from goodword.playbooks.actions import publish_draft, save_draft, start_draft
from goodword.playbooks.kinds import Playbook, Step
from goodword.playbooks.kinds.due import due_on, working_days_before
from goodword.playbooks.models import PlaybookVersion, Run, RunStep
from goodword.playbooks.queries import open_steps_of, run_of, steps_of, waited
from goodword.stories.actions import assign, reopen, stop, write_metric
from goodword.stories.actions.metrics import Figures
from goodword.stories.actions.steps import begin, finish, follow_version, give_step, open_again, repeat, skip
from goodword.stories.actions.upkeep import pass_stories_on
from tests.factories.people import a_manager, a_person
from tests.playbooks.world import begun, open_keys, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return a_manager()


def test_a_story_begins_with_its_first_step_and_its_stage(manager: User) -> None:
    row = begun(manager, kind="case_study")
    assert (row.state, row.stage) == ("running", "intake")
    assert open_keys(row) == {"gather"}
    with pytest.raises(WrongState):
        begin(row, by=Actor.person(manager), at=clock.now())
    assert Run.objects.count() == 1


def test_steps_side_by_side_open_together_and_the_stage_follows(manager: User) -> None:
    row, by, at = begun(manager), Actor.person(manager), clock.now()
    finish(row, step(row, "choose"), by=by, at=at)
    row.refresh_from_db()
    assert row.stage == "internal_review"
    finish(row, step(row, "owner"), by=by, at=at)
    assert open_keys(row) == {"approval", "permission"}
    row.refresh_from_db()
    assert row.stage == "customer_review"


def test_what_need_not_be_holds_nobody_up(manager: User) -> None:
    row, by, at = begun(manager, kind="case_study"), Actor.person(manager), clock.now()
    for key in ("gather", "sync", "introduce", "outreach", "first_call", "notes"):
        assert finish(row, step(row, key), by=by, at=at), key
    assert open_keys(row) == {"permission_early", "pmm", "partners"}
    finish(row, step(row, "pmm"), by=by, at=at)
    assert {"metrics_form", "questions", "partners"} <= open_keys(row)
    assert skip(row, step(row, "partners"), by=by, at=at, reason="")
    assert isinstance(skip(row, step(row, "questions"), by=by, at=at, reason=" "), Refused)


def test_a_gate_says_what_is_missing_and_is_gone_over_with_a_reason_by_whoever_leads_it(manager: User) -> None:
    row, by, at = begun(manager), Actor.person(manager), clock.now()
    writer = a_person()
    assign(row, writer, part="writer", by=by, at=at)
    for key in ("choose", "owner"):
        finish(row, step(row, key), by=by, at=at)
    refused = finish(row, step(row, "permission"), by=by, at=at)
    assert isinstance(refused, Refused)
    assert "Permissions are not compared" in refused.words
    with pytest.raises(NotAllowed):
        finish(row, step(row, "permission"), by=Actor.person(writer), at=at, over="I think so.")
    assert finish(row, step(row, "permission"), by=by, at=at, over="Signed on paper, in the cupboard.")
    entry = Entry.objects.get(verb="run.step_forced")
    assert entry.data["gates"] == ["grant_covers"]
    assert Note.objects.get(entry=entry).text == "Signed on paper, in the cupboard."


def test_figures_open_the_gate_that_asks_for_them(manager: User) -> None:
    from_now = Figures(kind="lead_time", before=Decimal(9), after=Decimal(2), unit="days")
    row, by, at = begun(manager, kind="case_study"), Actor.person(manager), clock.now()
    run = run_of("story", row.pk)
    assert run is not None
    run.steps.filter(key="metrics").update(state="open", opened_at=at)
    refused = finish(row, step(row, "metrics"), by=by, at=at)
    assert isinstance(refused, Refused)
    assert "No figure of it became better yet" in refused.words
    write_metric(row, from_now, by=by, at=at)
    assert finish(row, step(row, "metrics"), by=by, at=at)


def test_a_step_is_done_again_and_what_follows_waits_for_it(manager: User) -> None:
    row, by, at = begun(manager, kind="case_study"), Actor.person(manager), clock.now()
    for key in ("gather", "sync", "introduce", "outreach"):
        finish(row, step(row, key), by=by, at=at)
    assert open_keys(row) == {"first_call"}
    made = repeat(row, step(row, "outreach"), by=by, at=at)
    assert isinstance(made, RunStep)
    assert made.number == 2
    assert open_keys(row) == {"outreach"}
    finish(row, made, by=by, at=at)
    assert open_keys(row) == {"first_call"}
    assert isinstance(repeat(row, step(row, "gather"), by=by, at=at), Refused)
    open_again(row, step(row, "sync"), by=by, at=at)
    assert open_keys(row) == {"sync", "first_call"}
    row.refresh_from_db()
    assert row.stage == "intake"


def test_whoever_has_a_step_does_it_and_nobody_else_outside_the_story(manager: User) -> None:
    row, by, at = begun(manager), Actor.person(manager), clock.now()
    helper, stranger = a_person(), a_person()
    give_step(row, step(row, "choose"), helper, by=by, at=at)
    with pytest.raises(NotAllowed):
        finish(row, step(row, "choose"), by=Actor.person(stranger), at=at)
    assert [each.title for each in open_steps_of(helper, kind="story")] == ["Choose the sentences"]
    assert finish(row, step(row, "choose"), by=Actor.person(helper), at=at)
    with pytest.raises(NotAllowed):
        skip(row, step(row, "owner"), by=Actor.person(helper), at=at, reason="No.")


def test_a_part_and_its_steps_go_together(manager: User) -> None:
    row, by, at = begun(manager, kind="case_study"), Actor.person(manager), clock.now()
    assert step(row, "draft").assignee == manager
    writer, other = a_person(), a_manager()
    assign(row, writer, part="writer", by=by, at=at)
    assert step(row, "draft").assignee == writer
    assign(row, other, part="manager", by=by, at=at)
    assert step(row, "gather").assignee == other
    pass_stories_on(writer, to=manager, by=other, at=at)
    assert step(row, "draft").assignee == manager


def test_stopping_a_story_stops_its_steps_and_taking_it_up_goes_on(manager: User) -> None:
    row, by, at = begun(manager), Actor.person(manager), clock.now()
    finish(row, step(row, "choose"), by=by, at=at)
    stop(row, by=by, at=at, reason="They are being bought.")
    assert open_steps_of(manager, kind="story") == []
    with pytest.raises(WrongState):
        finish(row, step(row, "owner"), by=by, at=at)
    again = reopen(row, by=by, at=at)
    assert again.state == "running"
    assert open_keys(row) == {"owner"}


def test_days_count_without_weekends_and_holidays_and_back_from_an_event() -> None:
    friday, closed = date(2026, 12, 18), {date(2026, 12, 21)}
    one = Step(key="one", title="One", stage="intake", role="manager", days=1)
    assert due_on(one, started=friday, opened=friday, event=None, is_holiday=closed.__contains__) == date(2026, 12, 22)
    assert due_on(one, started=friday, opened=None, event=None, is_holiday=closed.__contains__) is None
    back = Step(key="two", title="Two", stage="intake", role="manager", days=-2, since="event")
    assert due_on(back, started=friday, opened=None, event=date(2026, 12, 23), is_holiday=closed.__contains__) == friday
    assert working_days_before(friday, 5, lambda _day: False) == date(2026, 12, 11)


def test_time_waited_is_counted_for_whoever_had_it(manager: User) -> None:
    row, at = begun(manager), clock.now()
    run = run_of("story", row.pk)
    assert run is not None
    [first] = waited(steps_of(run, answers={}, day=today(at)), at=at + timedelta(days=3, hours=1))
    assert (first.who, first.days, first.is_open) == (manager.name, 3, True)


def newer(manager: User, book: Playbook, base: PlaybookVersion) -> PlaybookVersion:
    at = clock.now()
    draft = start_draft(base, by=manager, at=at)
    save_draft(draft.pk, book, edition=1, by=manager, at=at)
    made = publish_draft(draft.pk, starts_on=today(at), note="Better.", edition=2, by=manager, at=at)
    assert isinstance(made, PlaybookVersion), made
    return made


def test_a_run_keeps_its_version_until_it_is_moved_and_what_was_done_stays_done(manager: User) -> None:
    row, by, at = begun(manager), Actor.person(manager), clock.now()
    finish(row, step(row, "choose"), by=by, at=at)
    run = run_of("story", row.pk)
    assert run is not None
    old = Playbook.from_json(run.version.definition)
    extra = Step(key="extra", title="Ask legal", stage="legal", role="legal", days=2)
    steps = tuple(each for each in old.steps if each.key not in ("choose", "owner"))
    sign = Step(key="permission", title="Sign", stage="approval", role="customer")
    steps = tuple(each if each.key != sign.key else sign for each in steps)
    version = newer(manager, Playbook(old.name, old.about, (extra, *steps)), run.version)
    run.refresh_from_db()
    assert run.version.number == 1
    assert follow_version(row, version, by=by, at=at)
    assert open_keys(row) == {"extra"}
    shown = steps_of(run_of("story", row.pk) or run, answers={}, day=today(at))
    assert [each.step.title for each in shown if each.row.is_gone and each.row.state == "done"] == ["Choose the sentences"]
