"""What every page must pass: axe finds nothing serious, and nothing runs out of the side."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
# Only what is wrong comes back: what is right is a thousand times as much.
RUN = "() => axe.run({resultTypes: ['violations']}).then((found) => found.violations)"


def assert_accessible(page: Page) -> None:
    """Fail on anything that axe calls serious or critical, with the element and what is wrong with it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(RUN)
    grave = [
        f"{rule['id']}: {node['html'][:160]} -> {node['failureSummary']}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]
    assert grave == [], f"{page.url}: {grave}"


def assert_fits(page: Page) -> None:
    """Fail when the page can be scrolled sideways."""
    too_wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 5).map((e) => e.outerHTML.slice(0, 160))"""
    )
    assert too_wide == [], f"{page.url} runs out of the side: {too_wide}"
