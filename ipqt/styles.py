"""The site's own styles, written in files that people can read, served as one: half of what they weigh apart.

A finder of staticfiles puts `css/site.css` together whenever it is asked for: a changed file shows at once.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"

# In the order of the cascade. A page with styles of its own links them after these.
STYLES = (
    "tokens",
    "base",
    "components/shell",
    "components/status",
    "components/tables",
    "components/forms",
    "components/plan",
    "components/chart",
    "components/overview",
    "components/records",
    "components/updates",
    "components/review",
    "components/assessment",
    "components/measures",
    "components/measure",
    "components/load",
)
PAPER = "print"

_STRING = r"""("[^"]*"|'[^']*')"""
_COMMENT = re.compile(rf"{_STRING}|/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(rf"{_STRING}|\s*([{{}};,])\s*|(:)\s+|\s+")


class SiteStyles(BaseFinder):
    """Finds one file, `css/site.css`."""

    def __init__(self):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "styles")

    def check(self, **kwargs):
        return []

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        found = [str(self._written())] if path == NAME else []
        if find_all or kwargs.get("all"):
            return found
        return found[0] if found else []

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        self._written()
        yield NAME, self.storage

    def _written(self) -> Path:
        target, css = Path(self.storage.path(NAME)), site_css()
        if not target.exists() or target.read_text() != css:
            replace(target, css)
        return target


def site_css() -> str:
    folder = settings.BASE_DIR / "static" / "css"
    screen = "".join(minified((folder / f"{name}.css").read_text()) for name in STYLES)
    return f"{screen}@media print{{{minified((folder / f'{PAPER}.css').read_text())}}}"


def minified(css: str) -> str:
    """The same rules without comments and without space that means nothing; strings stay as they are."""
    without_comments = _COMMENT.sub(lambda match: match[1] or "", css)
    return _SPACE.sub(lambda match: match[1] or match[2] or match[3] or " ", without_comments).strip()


def replace(target: Path, text: str) -> None:
    """Written beside and moved into place: two servers may start at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    os.chmod(beside, 0o644)
    os.replace(beside, target)
