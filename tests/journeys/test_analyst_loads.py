"""An analyst loads a file: is told what to mend, sees what would change, loads it, sees the value."""

import pytest

from metrics.loading import handling
from metrics.loading.handling import load_in_background, read_in_background
from metrics.models import Submission
from tests.browser import assert_accessible, assert_fits, take_picture

WIDTHS = (320, 768, 1280)
HEADINGS = "indicator,organisation,Jan 2025,Feb 2025,Mar 2025,Q4 2024/25"
WRONG = f'{HEADINGS}\nOUT-02,RRE,31.5,about 30,*,31\nOUT-99,RRE,1,2,3,4\nOUT-02,RRX,1,"1,234",,4\n'
MENDED = f"{HEADINGS}\nOUT-02,RRE,31.5,30.2,*,31\n"


@pytest.fixture
def analyst(page, sign_in):
    sign_in("analyst", "/load/")
    return page


def look_at_every_width(page, name: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page)
        take_picture(page, name)


def choose(page, text: str) -> None:
    page.get_by_label("Programme").select_option("ssot")
    file = {"name": "stays.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="See what would change").click()


def test_an_analyst_mends_a_file_loads_it_and_sees_the_value(analyst, console):
    page = analyst
    look_at_every_width(page, "load-upload")

    console.expect("status of 400")
    choose(page, WRONG)
    assert page.title().startswith("Error: ")
    assert page.get_by_text("“about 30” is no number").is_visible()
    look_at_every_width(page, "load-errors")

    choose(page, MENDED)
    assert page.get_by_role("heading", name="What your file would change").is_visible()
    look_at_every_width(page, "load-preview")
    page.get_by_role("button", name="Load 4 values").click()

    assert page.get_by_text("The file is loaded.").is_visible()
    look_at_every_width(page, "load-loaded")
    page.get_by_role("link", name="See OUT-02").click()
    assert "30.2" in page.locator("main").inner_text()


def test_an_analyst_sees_how_far_a_large_file_is(analyst, monkeypatch):
    page = analyst
    monkeypatch.setattr(handling, "ROWS_IN_REQUEST", 1)
    choose(page, MENDED)
    assert page.get_by_role("heading", name="Being read").is_visible()
    look_at_every_width(page, "load-progress")

    read_in_background(Submission.objects.select_related("programme").get())

    page.get_by_role("button", name="Load 4 values").click(timeout=20_000)
    assert page.get_by_role("heading", name="Waiting to be loaded").is_visible()
    load_in_background(Submission.objects.select_related("programme").get())
    page.get_by_text("The file is loaded.").wait_for(timeout=20_000)
