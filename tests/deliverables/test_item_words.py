"""One plan item in a sentence."""

from datetime import date
from types import SimpleNamespace

import pytest

from deliverables.item_words import age_sentence, forecast_words, headline, planned_sentence, time_began
from deliverables.models import PlanItem, PlanYear
from deliverables.status import status_of

DAY = date(2026, 1, 31)


def an_item(*, year=1, **columns):
    """An unsaved item with the columns of `as_at`; nothing planned and nothing reported unless given."""
    item = PlanItem()
    if year:
        item.year = PlanYear(number=year, starts_on=date(2023 + year, 4, 1), ends_on=date(2024 + year, 3, 31))
    nothing = dict.fromkeys(
        (
            "planned_start",
            "planned_end",
            "actual_start",
            "actual_end",
            "forecast_end",
            "reported_on",
            "state_basis",
        )
    )
    known = {
        **nothing,
        "state": "not_reported",
        "timing": "undated",
        "confidence": "",
        "planned_precision": "none",
        "actual_precision": "none",
        "forecast_precision": "none",
        "planned_own": True,
        **columns,
    }
    for name, value in known.items():
        setattr(item, name, value)
    return item


PLANNED = {"planned_start": date(2024, 4, 1), "planned_end": date(2024, 9, 30), "planned_precision": "month"}


def said(item):
    return headline(item, status_of(item, as_at=DAY))


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"timing": "passed_unreported"}, "That date has passed and nobody has reported on it."),
        ({"timing": "upcoming"}, "It is not due yet, and nobody has reported on it."),
        ({"timing": "due_now"}, "It is due now, and nobody has reported on it."),
    ],
)
def test_silence_on_dated_work_says_how_the_date_stands(columns, sentence):
    assert said(an_item(**PLANNED, **columns)) == f"Planned for April to September 2024. {sentence}"


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        (1, "Year 1 ended on 31 March 2025 and nobody has reported on it."),
        (2, "Year 2 is under way and nobody has reported on it."),
        (3, "Year 3 starts on 1 April 2026; nobody has reported on it."),
    ],
)
def test_silence_on_undated_work_goes_by_the_plan_year(year, sentence):
    assert said(an_item(year=year)) == f"Planned for Year {year}, with no date stated. {sentence}"


def test_silence_on_work_without_year_or_date_says_just_that():
    assert said(an_item(year=None)) == "Planned, with no year or date stated. Nobody has reported on it."


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        (1, "A review tells of it under Year 1; no planned date is stated."),
        (None, "A review tells of it; no planned date is stated."),
    ],
)
def test_an_initiative_was_not_promised_so_a_review_tells_of_it(year, sentence):
    item = an_item(year=year, kind="initiative", state="in_progress")

    assert said(item) == f"In progress. {sentence}"


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("absorbed", "Reported as taken into other work."),
        ("carried_forward", "Reported as carried forward to later work."),
        ("stopped", "Reported as stopped."),
    ],
)
def test_work_that_ended_otherwise_says_how(state, sentence):
    item = an_item(**PLANNED, state=state, timing="closed")

    assert said(item) == f"{sentence} Planned for April to September 2024."


def test_delivered_work_says_when_or_that_no_date_is_given():
    done = {"state": "delivered", "timing": "delivered"}
    dated = an_item(**PLANNED, **done, actual_end=date(2024, 8, 31), actual_precision="month")

    assert said(dated) == "Reported as delivered: by August 2024. Planned for April to September 2024."
    assert said(an_item(**done)).startswith("Reported as delivered, with no date given.")


def test_live_work_says_how_it_stands_against_its_date():
    live = {**PLANNED, "state": "in_progress"}
    forecast = {"forecast_end": date(2026, 6, 30), "forecast_precision": "month"}

    assert said(an_item(**live, timing="overdue")).startswith("In progress, 16 months after its planned end.")
    assert said(an_item(**live, timing="due_now")) == "In progress. Planned for April to September 2024."
    assert said(an_item(**live, **forecast, timing="forecast_late")).startswith(
        "In progress, now forecast for June 2026."
    )


def test_dates_of_the_activity_behind_an_item_are_called_that():
    item = an_item(**PLANNED, planned_own=False)

    assert "(the dates of the activity that produces it)" in planned_sentence(
        item, status_of(item, as_at=DAY)
    )


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (an_item(**PLANNED), "April 2024, 22 months before the day shown"),
        (an_item(), "1 April 2024, 22 months before the day shown"),
        (an_item(year=3), ""),
        (an_item(year=None), ""),
    ],
)
def test_time_began_with_the_plan_or_its_year_and_not_before_it_comes(item, words):
    assert time_began(item, status_of(item, as_at=DAY)) == words


@pytest.mark.parametrize(
    ("reported_on", "sentence"),
    [
        (None, ""),
        (DAY, "Words of 31 January 2026, the day shown."),
        (date(2025, 5, 31), "Words of 31 May 2025, 8 months before the day shown."),
    ],
)
def test_the_age_of_the_newest_words_is_told(reported_on, sentence):
    assert age_sentence(status_of(an_item(reported_on=reported_on), as_at=DAY)) == sentence


def test_a_forecast_is_no_more_exact_than_it_was_said():
    item = SimpleNamespace(forecast_end=date(2026, 6, 30), forecast_precision="quarter")

    assert forecast_words(item) == "Quarter 1 2026/27"
    assert forecast_words(an_item()) == ""
