"""A real browser for the journeys: starting it, pictures of what it shows, and what axe finds on a page."""

import functools
import shutil

import pytest
from django.conf import settings

NOT_INSTALLED = "Chromium is not installed (apt-get install chromium)"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENSHOTS = settings.VAR_DIR / "screenshots"
AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
STICKING_OUT = """() => [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map(element => element.outerHTML.slice(0, 80)).slice(0, 5)"""
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@functools.cache
def chromium() -> str | None:
    """The browser of the machine, under any of its names."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


def take_picture(page, name: str) -> None:
    """The whole page as var/screenshots/<name>-<width>.png."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def assert_accessible(page) -> None:
    """axe finds nothing to mend on the page as it stands, once it is all there."""
    page.wait_for_load_state()
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", AXE_RULES)["violations"]
    assert not found, "\n".join(_describe(violation) for violation in found)


def assert_fits(page) -> None:
    """The page does not scroll sideways, once the header's menu has followed a change of width."""
    page.wait_for_load_state()
    root = "document.documentElement"
    for _ in range(20):
        wide, shown = page.evaluate(f"[{root}.scrollWidth, {root}.clientWidth]")
        if wide <= shown:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{page.url} is {wide} pixels wide in a window of {shown}: {page.evaluate(STICKING_OUT)}")


def _describe(violation: dict) -> str:
    places = "; ".join(node["html"][:150] for node in violation["nodes"][:5])
    return f"{violation['id']}: {violation['help']}: {places}"
