"""What an operator sets is read, checked, and refused in one sentence."""

from __future__ import annotations

import stat
from dataclasses import fields
from pathlib import Path

import pytest

from goodword.site import environment
from goodword.site.environment import BadEnvironment
from tests.architecture.source import ROOT


def test_nothing_set_is_a_working_laptop() -> None:
    """Every variable has a safe default."""
    settled = environment.read({})
    assert settled.embedded
    assert not settled.debug
    assert not settled.mail_configured
    assert settled.public_url == "http://localhost:8000"
    assert "localhost" in settled.allowed_hosts


def test_a_public_site_answers_to_its_own_name_only() -> None:
    """With a public address, this machine's names are no longer taken."""
    settled = environment.read({"GOODWORD_BASE_URL": "https://words.example/", "GOODWORD_HOSTS": "a.example, b.example"})
    assert settled.https
    assert settled.public_url == "https://words.example"
    assert settled.allowed_hosts == ["a.example", "b.example", "words.example"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("DEMO", "maybe"),
        ("GOODWORD_BASE_URL", "words.example"),
        ("GOODWORD_SMTP_SECURITY", "ssl3"),
    ],
)
def test_nonsense_is_refused_by_name(name: str, text: str) -> None:
    """The sentence names the variable."""
    with pytest.raises(BadEnvironment, match=name):
        environment.read({name: text})


def test_the_kept_key_stays_and_is_private(tmp_path: Path) -> None:
    """Made once, the same ever after, and nobody else reads it."""
    key = environment.kept_secret_key(tmp_path)
    assert len(key) >= 50
    assert environment.kept_secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_every_variable_is_documented() -> None:
    """An operator finds each one, with what it does, in one table."""
    text = (ROOT / "docs" / "operate" / "settings.md").read_text()
    missing = [each.metadata["variable"] for each in fields(environment.Environment) if f"`{each.metadata['variable']}`" not in text]
    assert not missing
