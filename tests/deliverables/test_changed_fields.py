"""A change field by field."""

import pytest

from deliverables.changed_fields import LONGEST, FieldChange, changed_fields, value_words


def test_only_what_differs_is_told_with_both_sides():
    before = {"state": "in_progress", "summary": "The same", "confidence": "green"}
    after = {"state": "waiting", "summary": "The same", "confidence": "red"}

    assert changed_fields(before, after) == [
        FieldChange("State", "in_progress", "waiting"),
        FieldChange("Delivery confidence", "green", "red"),
    ]


def test_of_a_new_record_the_empty_fields_are_left_out():
    after = {"title": "Bed model", "detail": "", "source": None, "is_public": False, "position": 0}

    assert changed_fields(None, after) == [
        FieldChange("Title", None, "Bed model"),
        FieldChange("Is public", None, "no"),
        FieldChange("Position", None, "0"),
    ]


def test_of_a_removed_record_all_that_it_said_is_told():
    assert changed_fields({"title": "Bed model", "detail": ""}, None) == [
        FieldChange("Title", "Bed model", None)
    ]


def test_a_field_that_was_emptied_or_filled_says_nothing_on_that_side():
    assert changed_fields({"ask": "More beds"}, {"ask": "", "reason": "Late"}) == [
        FieldChange("Ask of the board", "More beds", "nothing"),
        FieldChange("Reason", "nothing", "Late"),
    ]


def test_a_change_without_fields_gives_none():
    assert changed_fields(None, None) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-03-31", "31 March 2025"),
        ("2025-02-31", "2025-02-31"),
        (True, "yes"),
        (["rly", "rre"], "rly; rre"),
        (
            [{"text": "Recruit", "owner": "MPFT", "due_on": None}],
            "Text: Recruit, Owner: MPFT",
        ),
        ("", "nothing"),
        (12, "12"),
    ],
)
def test_values_are_written_as_people_write_them(value, words):
    assert value_words(value) == words


def test_a_long_text_is_cut():
    assert len(value_words("long " * 500)) <= LONGEST + 1
    assert value_words("long " * 500).endswith("…")
