"""Short forms of the files, and the one form in which values are compared. No database."""

from datetime import date

import pytest

from deliverables.loading.expand import window_dates
from deliverables.loading.fields import day, key, keys, number, text
from deliverables.loading.merge import decide

APRIL = date(2024, 4, 1)


@pytest.mark.parametrize(
    ("window", "start", "end", "precision"),
    [
        ({"months": [8, 12]}, date(2024, 11, 1), date(2025, 3, 31), "month"),
        ({"months": [12, 12]}, date(2025, 3, 1), date(2025, 3, 31), "month"),
        ({"quarter": "2024/25 Q4"}, date(2025, 1, 1), date(2025, 3, 31), "quarter"),
        ({"quarter": "24/25 Q1"}, date(2024, 4, 1), date(2024, 6, 30), "quarter"),
        ({"year": "25/26"}, date(2025, 4, 1), date(2026, 3, 31), "year"),
        ({"end": date(2027, 3, 31)}, None, date(2027, 3, 31), "day"),
        (
            {"start": date(2024, 9, 1), "end": date(2024, 9, 30), "precision": "month"},
            date(2024, 9, 1),
            date(2024, 9, 30),
            "month",
        ),
    ],
)
def test_a_window_becomes_dates_no_more_exact_than_its_words(window, start, end, precision):
    dates = window_dates({"words": "as printed", **window}, month_one=APRIL)

    assert (dates.get("starts_on"), dates["ends_on"], dates["precision"]) == (start, end, precision)


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        ("months 1-6", "needs the words as published"),
        ({"months": [1, 6]}, "needs the words as published"),
        ({"words": "x"}, "needs exactly one of months, quarter, year or end."),
        ({"words": "x", "months": [1, 2], "year": "2024/25"}, "needs exactly one of"),
        ({"words": "x", "week": 3}, "has no field “week”. Known: basis, end, months,"),
        ({"words": "x", "months": [6, 1]}, "months go from 1 to 120, the first before the last."),
        ({"words": "x", "months": [0, 1]}, "months go from 1 to 120"),
        ({"words": "x", "months": [1, 121]}, "months go from 1 to 120"),
        ({"words": "x", "months": [1]}, "months are two numbers, for example [8, 12]."),
        ({"words": "x", "months": [True, 2]}, "months are two numbers"),
        ({"words": "x", "months": "1-6"}, "months are two numbers"),
        ({"words": "x", "quarter": "Q5 2024/25"}, "quarter is written like 2024/25 Q3."),
        ({"words": "x", "quarter": 3}, "quarter is written like 2024/25 Q3."),
        ({"words": "x", "year": 2024}, "“2024” is no financial year. Write it like 2024/25."),
        ({"words": "x", "year": "2024/26"}, "“2024/26” is no financial year."),
        ({"words": "x", "year": "9999/00"}, "year 10000 is out of range"),
        ({"words": "x", "end": "2025-03-31"}, "start and end are dates without quotes"),
        ({"words": "x", "end": date(9999, 12, 31)}, "start and end are dates"),
        ({"words": "x", "start": 1, "end": date(2025, 1, 1)}, "start and end are dates"),
    ],
)
def test_a_window_that_cannot_be_read_is_refused_in_a_sentence(window, sentence):
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        window_dates(window, month_one=APRIL)

    assert str(refused.value).startswith(sentence)


def test_text_is_compared_without_the_space_around_it_and_with_one_kind_of_line_end():
    field = text("note")

    assert field.read("  one\ntwo \n") == field.comparable("one\r\ntwo") == "one\ntwo"


def test_a_list_is_compared_without_order_or_repetition():
    assert keys("domains", "domain").read(["humane", " valuing", "humane"]) == ["humane", "valuing"]


def test_what_is_left_out_is_nothing_for_keys_and_dates_and_the_default_otherwise():
    fields = (
        key("year", "plan_year"),
        day("ends_on"),
        keys("domains", "domain"),
        text("note"),
        number("position"),
    )

    assert [field.left_out() for field in fields] == [None, None, [], "", 0]
    assert key("year", "plan_year").read("") is None


def merge(*, file, here, base):
    fields = [text(name) for name in file]
    decision = decide(fields, file=file, here=here, base=base)
    return [field.name for field in decision.write], [field.name for field in decision.kept]


@pytest.mark.parametrize(
    ("file", "here", "base", "expected"),
    [
        ("a", "a", "a", "nothing"),
        ("b", "a", "a", "write"),
        ("a", "b", "a", "keep"),
        ("c", "b", "a", "keep"),
        ("b", "b", "a", "nothing"),
        ("a", "a", "b", "nothing"),
    ],
)
def test_the_merge_writes_what_the_file_changed_and_keeps_what_people_changed(file, here, base, expected):
    write, kept = merge(file={"f": file}, here={"f": here}, base={"f": base})

    assert (write, kept) == {"nothing": ([], []), "write": (["f"], []), "keep": ([], ["f"])}[expected]


def test_the_merge_writes_nothing_over_a_row_that_was_never_loaded():
    assert merge(file={"f": "a", "g": ""}, here={"f": "b", "g": ""}, base=None) == ([], ["f"])


def test_the_merge_writes_a_field_that_the_format_gained():
    assert merge(file={"f": "a"}, here={"f": ""}, base={}) == (["f"], [])
