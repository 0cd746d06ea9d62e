"""The `goodword` command as an operator meets it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from goodword import cli
from goodword.demo import world
from goodword.journal.actions import record
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.models import Program, User
from goodword.site import createadmin, demonstrate, doctor, prepare, supervisor
from goodword.site.environment import read

GOOD = "correct horse battery staple"


def test_without_a_word_it_lists_what_it_can(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2 when not understood, 0 when asked for help."""
    assert cli.main([]) == 2
    assert cli.main(["nonsense"]) == 2
    assert "createadmin" in capsys.readouterr().err
    assert cli.main(["--help"]) == 0
    listed = capsys.readouterr().out
    assert all(
        name in listed for name in ("run", "stop", "worker", "demo", "import", "doctor", "bench", "backup", "restore", "createadmin")
    )


@pytest.mark.parametrize("name", sorted(cli.SUBCOMMANDS))
def test_every_subcommand_leads_somewhere(name: str) -> None:
    """The table names functions that exist."""
    module, function = cli.SUBCOMMANDS[name].target.split(":")
    assert callable(getattr(__import__(module, fromlist=[function]), function))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Feed standard input."""

    def feed(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return feed


@pytest.mark.django_db
def test_createadmin_makes_somebody_who_may_do_everything(typed: Any) -> None:
    """And the same address again sets a new password, whatever its case."""
    typed(f"{GOOD}\n")
    assert createadmin.main(["Mara@example.com", "--name", "Mara Lind"]) == 0
    typed(f"{GOOD} again\n")
    assert createadmin.main(["mara@EXAMPLE.com"]) == 0
    (user,) = User.objects.all()
    assert user.name == "Mara Lind"
    assert user.is_administrator
    assert user.check_password(f"{GOOD} again")


@pytest.mark.django_db
@pytest.mark.parametrize(("email", "password"), [("mara@example.com", "short"), ("mara", GOOD), ("mara@example.com", "")])
def test_createadmin_refuses_what_is_weak(email: str, password: str, typed: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """With a sentence, and nobody is made."""
    typed(f"{password}\n")
    assert createadmin.main([email]) == 2
    assert capsys.readouterr().err.startswith("goodword: ")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_doctor_says_how_to_mend(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finding that is not ok has a mend; the test database's one role is warned of; no secret is printed."""
    monkeypatch.setenv("GOODWORD_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("GOODWORD_SMTP_PORT", "9")  # nobody listens there
    monkeypatch.setenv("GOODWORD_SMTP_PASSWORD", "s3cret-of-mail")
    assert doctor.main(["--json"]) == 1
    printed = capsys.readouterr().out
    found = {each["name"]: each for each in json.loads(printed)["findings"]}
    assert all(each["mend"] for each in found.values() if each["state"] != "ok")
    assert found["mail"]["state"] == "wrong"
    assert found["database"]["state"] == "ok"
    assert found["database roles"]["state"] == "warning"
    assert found["administrators"]["mend"].startswith("goodword createadmin")
    assert "s3cret" not in printed


def test_doctor_names_a_bad_variable(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything else can fail on it."""
    monkeypatch.setenv("PORT", "eighty")
    assert doctor.main([]) == 1
    assert "PORT must be a whole number" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize(
    "url", ["postgresql://[bad", "postgresql://gw:a/b#c@host:port/goodword", "mysql://host/goodword", "localhost goodword"]
)
@pytest.mark.parametrize("name", ["backup", "restore"])
def test_an_address_that_is_none_is_said_in_a_sentence(url: str, name: str, tmp_path: Path) -> None:
    """In a process of its own, as an operator types it: the variable is named, the address with its password is not."""
    settings = {"DATABASE_URL": url, "GOODWORD_DATA": str(tmp_path), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "goodword", name, str(tmp_path / "kept.tar")]
    ran = subprocess.run(command, env=settings, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 2
    assert ran.stderr.startswith("goodword: DATABASE_URL is not an address of PostgreSQL")
    assert len(ran.stderr.splitlines()) == 1
    assert url not in ran.stderr


@pytest.mark.parametrize("kind", ["a file", "below a file"])
def test_doctor_and_run_name_a_data_folder_that_cannot_be(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one sentence and the mend, and without a trace of the stack."""
    (tmp_path / "file").touch()
    data = tmp_path / "file" if kind == "a file" else tmp_path / "file" / "below"
    monkeypatch.setenv("GOODWORD_DATA", str(data))
    assert cli.main(["run"]) == 2
    assert f"goodword: The data folder {data} cannot be used" in capsys.readouterr().err
    assert doctor.main(["--json"]) == 1
    last = json.loads(capsys.readouterr().out)["findings"][-1]
    assert (last["name"], last["state"]) == ("data folder", "wrong")
    assert "GOODWORD_DATA" in last["mend"]


def test_the_web_role_is_known_only_when_it_is_another() -> None:
    """One address for both means there is nobody to give rights to."""
    web, owner = "postgresql://web:x@db/goodword", "postgresql://owner:y@db/goodword"
    assert prepare.web_role(read({})) == "goodword_web"
    assert prepare.web_role(read({"DATABASE_URL": web})) == ""
    assert prepare.web_role(read({"DATABASE_URL": web, "GOODWORD_OWNER_DATABASE_URL": web})) == ""
    assert prepare.web_role(read({"DATABASE_URL": web, "GOODWORD_OWNER_DATABASE_URL": owner})) == "web"


@pytest.mark.django_db
def test_the_demo_is_loaded_once_and_only_where_it_may() -> None:
    """Into an empty embedded database, or when asked; never beside real people unasked."""
    assert prepare.demo_wanted(read({}))
    assert not prepare.demo_wanted(read({"DEMO": "0"}))
    assert not prepare.demo_wanted(read({"DATABASE_URL": "postgresql://x@db/y"}))
    assert prepare.demo_wanted(read({"DATABASE_URL": "postgresql://x@db/y", "DEMO": "1"}))
    User.objects.create_user("mara@example.com", name="Mara Lind")
    assert not prepare.demo_wanted(read({}))
    assert prepare.demo_wanted(read({"DEMO": "1"}))  # one administrator and nothing else
    Program.objects.update(company_name="Harrow & Sons")
    assert not prepare.demo_wanted(read({"DEMO": "1"}))


@pytest.mark.django_db
def test_what_people_made_keeps_the_demo_from_being_cleared(capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused with the list; the demo's own rows do not count."""
    record(world.LOADED, by=Actor.system(), at=clock.now(), about=[Program.objects.get()], marks={"people": 0, "accounts": 0})
    assert world.made_since_loading() == {}
    User.objects.create_user("mara@example.com", name="Mara Lind")
    assert demonstrate.main(["--clear"]) == 1
    assert "(people 1). Nothing was removed." in capsys.readouterr().out
    assert User.objects.exists()


@pytest.mark.django_db
def test_doctor_looks_at_the_port_on_which_it_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shell without PORT asks the data folder where Goodword runs."""
    monkeypatch.setenv("GOODWORD_DATA", str(tmp_path))
    monkeypatch.delenv("PORT", raising=False)
    (tmp_path / "run.json").write_text(json.dumps({"pid": 1, "port": 8123, "groups": []}))
    assert supervisor.port_in_use(tmp_path) == 0  # a note that was left behind says nothing
    lock = supervisor.hold(tmp_path)
    assert lock is not None
    with lock:
        doctor.main(["--json"])
    found = {each["name"]: each["text"] for each in json.loads(capsys.readouterr().out)["findings"]}
    assert "port 8123" in found["web"]
    assert "http://localhost:8123" in found["address"]
