"""An analyst: the rows on the page are the rows of the file, and every column and doubt is explained."""

import csv
import re

import pytest

from tests.browser import take_picture


@pytest.fixture
def analyst(page, sign_in):
    sign_in("analyst")
    return page


def choose(page, **options: str) -> None:
    """Filters the list that is shown, by the labels that a person reads."""
    for label, option in options.items():
        page.get_by_label(label, exact=True).select_option(label=option)
    page.get_by_role("button", name="Apply filters").click()


def downloaded(page, link: str, folder) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def count_said(page) -> int:
    """The number of rows that the page says there are, on however many pages."""
    words = page.locator(".app-table-block__bar p").first.inner_text()
    return int(re.findall(r"[\d,]+", words)[-1].replace(",", ""))


def test_the_file_has_the_rows_of_the_page_with_the_same_filters(analyst, live_server, tmp_path):
    analyst.goto(f"{live_server.url}/programmes/ssot/plan/")
    assert count_said(analyst) == 52
    take_picture(analyst, "analyst-1-plan")

    choose(analyst, Kind="Initiative", State="In progress")
    take_picture(analyst, "analyst-2-plan-filtered")
    rows = downloaded(analyst, "Download these rows (CSV)", tmp_path)

    assert len(rows) == count_said(analyst) == 13
    assert {(row["programme"], row["kind"], row["state"]) for row in rows} == {
        ("ssot", "initiative", "in_progress")
    }
    shown = analyst.locator("tbody").get_by_role("row").locator(":scope > :first-child").all_inner_texts()
    assert {row["ref"] for row in rows} == {ref.strip() for ref in shown}


def test_a_file_of_the_past_is_the_page_of_the_past(analyst, live_server, tmp_path):
    analyst.goto(f"{live_server.url}/programmes/ssot/plan/?as_at=2025-03-31&kind=deliverable")

    rows = downloaded(analyst, "Download these rows (CSV)", tmp_path)

    assert len(rows) == count_said(analyst) == 15
    assert {row["state"] for row in rows} == {"not_reported"}


def test_what_no_row_answers_is_said_in_words_and_can_be_undone(analyst, live_server):
    analyst.goto(f"{live_server.url}/programmes/ssot/plan/")
    choose(analyst, Kind="Milestone")
    assert analyst.get_by_role("table").count() == 0
    take_picture(analyst, "analyst-3-nothing-found")

    analyst.get_by_role("link", name="Clear all filters").click()
    assert count_said(analyst) == 52


def test_every_column_of_a_file_is_explained(analyst, tmp_path):
    analyst.get_by_role("navigation", name="Menu").get_by_role("link", name="Data").click()
    take_picture(analyst, "analyst-4-data")
    analyst.get_by_role("link", name="Plan items", exact=True).click()
    take_picture(analyst, "analyst-5-dictionary")

    columns = analyst.get_by_role("table").first.locator("tbody th, tbody td:first-child").all_inner_texts()
    rows = downloaded(analyst, "Download plan_items.csv", tmp_path)

    assert [words.split()[0] for words in columns] == list(rows[0])
    assert list(rows[0])[:5] == ["programme", "ref", "kind", "year", "title"]


def test_an_analyst_finds_where_the_sources_contradict_themselves(analyst, live_server, tmp_path):
    analyst.goto(f"{live_server.url}/programmes/ssot/")
    menu = analyst.get_by_role("navigation", name="Staffordshire and Stoke-on-Trent")
    menu.get_by_role("link", name="Discrepancies").locator("visible=true").click()
    row = analyst.get_by_role("row").filter(has_text="When public engagement was planned")
    assert "delayed by the General Election" in row.inner_text()
    take_picture(analyst, "analyst-6-discrepancies")

    rows = downloaded(analyst, "Download these rows (CSV)", tmp_path)
    assert len(rows) == count_said(analyst)

    row.get_by_role("link", name="Y1-A-A").click()
    assert "When public engagement was planned" in analyst.get_by_role("main").inner_text()
