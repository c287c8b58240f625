"""Looking at a page of the site in a browser: what it fetches, what it weighs, how it fits each screen."""

import gzip

from tests.browser import assert_accessible, assert_fits, take_picture

WIDTHS = (320, 768, 1280)
HEAVIEST = 60_000


class Traffic:
    """Responses that a page was given; `start()` forgets those of the page before."""

    def __init__(self, page):
        self.responses = []
        page.on("response", lambda response: self.responses.append(response))

    def start(self) -> None:
        self.responses.clear()

    @property
    def addresses(self) -> list[str]:
        return [response.url for response in self.responses]

    def weight(self) -> int:
        """Bytes of the document with all its styles and scripts, each compressed as a server does."""
        counted = ("document", "stylesheet", "script")
        bodies = [r.body() for r in self.responses if r.request.resource_type in counted]
        return sum(len(gzip.compress(body, 6)) for body in bodies)


def look(page, name: str, *, widths: tuple[int, ...] = WIDTHS) -> None:
    """The page as it stands suits every screen; a picture of each is kept."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page)
        take_picture(page, name)


def expect_refusals(console: list[str], status: int) -> None:
    """Takes out of `console` what the browser says of a page that was answered with this status."""
    console[:] = [line for line in console if f"status of {status}" not in line]
