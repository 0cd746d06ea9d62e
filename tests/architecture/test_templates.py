"""Every template compiles, speaks through the translator, and has nothing that the browser would be told to refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template

from tests.architecture import templates
from tests.architecture.source import PACKAGE, ROOT

FOLDERS = [PACKAGE / name / "templates" for name in settings.SLICES]
FILES = [path for folder in FOLDERS for path in sorted(folder.rglob("*")) if path.suffix in {".html", ".txt"}]

# The page of components for those who build pages; its words are specimens.
SPECIMENS = {PACKAGE / "ui" / "templates" / "ui" / "parts.html"}


@pytest.mark.slow
def test_each_template_compiles() -> None:
    """A tag that is misspelt is found here, not by a customer."""
    broken = []
    for folder in FOLDERS:
        for path in FILES:
            if path.is_relative_to(folder):
                try:
                    get_template(path.relative_to(folder).as_posix())
                except (TemplateSyntaxError, TemplateDoesNotExist) as problem:
                    broken.append(f"{path.relative_to(ROOT)}: {problem}")
    assert FILES
    assert not broken, "\n" + "\n".join(broken)


def test_no_two_slices_have_a_template_of_one_name() -> None:
    """The second would never be seen."""
    names = [path.relative_to(folder).as_posix() for folder in FOLDERS for path in FILES if path.is_relative_to(folder)]
    assert len(names) == len(set(names)), sorted({name for name in names if names.count(name) > 1})


@pytest.mark.slow
def test_every_text_is_marked_for_translation() -> None:
    """Words stand in translate and blocktranslate, in attributes too."""
    found = [each for path in FILES if path not in SPECIMENS for each in templates.unmarked(path.relative_to(ROOT), path.read_text())]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.slow
def test_no_inline_style_and_no_inline_script() -> None:
    """The Content-Security-Policy allows neither."""
    found = [each for path in FILES for each in templates.inline(path.relative_to(ROOT), path.read_text())]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Hello there</p>",
        "<p>{{ name }} was here</p>",
        '<img alt="A picture" src="x">',
        '<c-card title="Contacts"></c-card>',
        '<button title="{% if on %}Close{% endif %}"></button>',
        "{% blocktranslate %}Yes{% endblocktranslate %}<b>No</b>",
    ],
)
def test_unmarked_text_is_seen(text: str) -> None:
    """Broken on purpose."""
    assert list(templates.unmarked(Path("x.html"), text))


@pytest.mark.parametrize(
    "text",
    [
        '<p>{% translate "Hello there" %} {{ name }} 42 &nbsp;·</p>',
        "{% blocktranslate with a=b %}Hello {{ a }}{% endblocktranslate %}",
        '<c-card title="{% translate "Contacts" %}" icon="user" :items="rows" />',
        "{% comment %}a note{% endcomment %}{# another #}<title>Goodword</title>",
        '<script src="/x.js"></script><script type="application/json">{"a": "words"}</script>',
    ],
)
def test_marked_text_is_left_alone(text: str) -> None:
    """And what is right stays right."""
    assert not list(templates.unmarked(Path("x.html"), text))
    assert not list(templates.inline(Path("x.html"), text))


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">1</p>',
        "<script>go()</script>",
        '<a onclick="go()">1</a>',
        "<style>p{}</style>",
        '<a href="javascript:go()">1</a>',
    ],
)
def test_inline_code_is_seen(text: str) -> None:
    """Broken on purpose."""
    assert list(templates.inline(Path("x.html"), text))
