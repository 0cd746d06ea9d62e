"""The first load in headless Chromium: the largest thing painted, what moves, what is sent; beside a bare page of the same server."""

from __future__ import annotations

import shutil
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.household import household
from bench.measure import percentile
from bench.result import Result

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]
WATCH = """
window.seen = {lcp: 0, cls: 0};
const watch = (type, each) => new PerformanceObserver(list => list.getEntries().forEach(each)).observe({type, buffered: true});
watch('largest-contentful-paint', e => { seen.lcp = Math.max(seen.lcp, e.startTime); });
watch('layout-shift', e => { if (!e.hadRecentInput) seen.cls += e.value; });
"""
SENT = "performance.getEntries().filter(e => e.transferSize).reduce((sum, e) => sum + e.transferSize, 0)"


def run(size: int) -> Result:
    """Sign in by the demo entry and open home `size` times, each in a browser that has nothing kept."""
    loads, floors = list[dict[str, float]](), list[float]()
    with household(demo=True) as house, sync_playwright() as play:
        program = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        for _ in range(size):
            loads.append(_load(browser, house.address))
            floors.append(_bare(browser, house.address))
        plain = browser.new_context(java_script_enabled=False)
        without = _signed_in(plain.new_page(), house.address).locator("h1").count()
        browser.close()
    lcp, moved = percentile([each["lcp"] for each in loads], 0.75), max(each["cls"] for each in loads)
    sent, floor = max(each["sent"] for each in loads) / 1024, percentile(floors, 0.75)
    return Result(
        name="browser",
        size=size,
        figures={"lcp_ms": lcp, "cls": moved, "kilobytes": sent, "headings_without_javascript": float(without)},
        floor={"bare_page_ms": floor},
        ratio={"lcp": lcp / floor if floor else 0.0},
        goal={"lcp": "0.5 s", "cls": "0", "kilobytes": "160 KB", "without": "works without JavaScript"},
        met={"lcp": lcp <= 500, "cls": moved == 0, "kilobytes": sent <= 160, "without": without > 0},
        notes=["home of the demo world; 75th percentile of LCP, the worst of the others; the floor is /healthz, drawn by the same browser"],
    )


def _signed_in(page: Page, address: str) -> Page:
    page.goto(f"{address}/accounts/login/")
    page.locator("form[action*='demo-entry'] button").first.click()
    page.wait_for_load_state("load")
    return page


def _load(browser: Browser, address: str) -> dict[str, float]:
    first = browser.new_context()
    kept: Any = _signed_in(first.new_page(), address).context.storage_state()
    first.close()
    context = browser.new_context(storage_state=kept)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    found: dict[str, float] = page.evaluate("window.seen") | {"sent": page.evaluate(SENT)}
    context.close()
    return found


def _bare(browser: Browser, address: str) -> float:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/healthz")
    took: float = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    context.close()
    return took
