"""Looking at a page of the site in a browser: what it fetches, what it weighs, how it fits each screen."""

import gzip

from tests.browser import assert_accessible, assert_fits, take_picture

WIDTHS = (320, 768, 1280)
HEAVIEST = 60_000
MENU_MS = 150
NOT_MODIFIED = 304


class Traffic:
    """Responses that a page was given; `start()` forgets those of the page before."""

    def __init__(self, page):
        self.responses = []
        self._sizes: dict[str, int] = {}
        page.on("response", lambda response: self.responses.append(response))

    def start(self) -> None:
        self.responses.clear()

    @property
    def addresses(self) -> list[str]:
        return [response.url for response in self.responses]

    def weight(self) -> int:
        """Bytes of the document with all its styles and scripts, each compressed as a server does."""
        counted = ("document", "stylesheet", "script")
        return sum(self._size(r) for r in self.responses if r.request.resource_type in counted)

    def _size(self, response) -> int:
        """A file that the browser has already comes without a body: it weighs what it weighed before."""
        if response.status != NOT_MODIFIED:
            self._sizes[response.url] = len(gzip.compress(response.body(), 6))
        return self._sizes[response.url]


def look(page, name: str, *, widths: tuple[int, ...] = WIDTHS) -> None:
    """The page as it stands suits every screen; a picture of each is kept."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(MENU_MS)  # the menu folds its last links a moment after the screen narrows
        assert_fits(page)
        assert_accessible(page)
        take_picture(page, name)
