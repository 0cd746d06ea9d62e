"""What every page must pass: axe finds nothing serious, and nothing runs out of the side."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
# Only what is wrong comes back: what is right is a thousand times as much.
RUN = "(only) => axe.run({resultTypes: ['violations'], ...(only && {runOnly: only})}).then((found) => found.violations)"
# What the same page can do wrong in other colours, and at another width, where other parts of it are shown.
AGAIN = [
    "aria-hidden-focus",
    "button-name",
    "color-contrast",
    "image-alt",
    "label",
    "link-in-text-block",
    "link-name",
    "nested-interactive",
    "scrollable-region-focusable",
    "select-name",
    "summary-name",
    # Not in the first look: only fingers need it.
    "target-size",
]


def assert_accessible(page: Page, *, again: bool = False) -> None:
    """Fail on anything that axe calls serious or critical, with the element and what is wrong with it.

    `again`: the page was looked at, and now has other colours or another width.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(RUN, AGAIN if again else None)
    grave = [
        f"{rule['id']}: {node['html'][:160]} -> {node['failureSummary']}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]
    assert grave == [], f"{page.url}: {grave}"


def assert_in_both_colours(page: Page) -> None:
    """Fail on anything serious, light or dark; the page is left light."""
    page.emulate_media(color_scheme="dark")
    assert_accessible(page)
    page.emulate_media(color_scheme="light")
    assert_accessible(page, again=True)


def assert_fits(page: Page) -> None:
    """Fail when the page can be scrolled sideways."""
    too_wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 5).map((e) => e.outerHTML.slice(0, 160))"""
    )
    assert too_wide == [], f"{page.url} runs out of the side: {too_wide}"
