"""What is wrong with a file of test vectors is said in a sentence."""

import pytest

from tests.metrics.spc_vectors import DAYS, disagreement, given, written

OK = {"status": "ok", "points": {}, "summary": [], "icons": [], "short_group_warning": True}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is no JSON file. Give one in the layout spc-golden-1."),
        ("[" * 100_000, "is no JSON file. Give one in the layout spc-golden-1."),
        ([], "has no list “series” with at least one series. Give one in the layout spc-golden-1."),
        (
            {"series": []},
            "has no list “series” with at least one series. Give one in the layout spc-golden-1.",
        ),
        (
            {"meta": {"format": "spc-2"}, "series": [{}]},
            "is in the layout “spc-2”. Give one in the layout spc-golden-1.",
        ),
        (
            {"meta": [], "series": [3]},
            "Series 1 has no “id”. Give each series an id, an input and what is expected.",
        ),
        (
            {"series": [{"id": "a", "input": given()}]},
            "Series a has no “expected”. Give each series an input and what is expected.",
        ),
        (
            {"series": [{"id": "a", "input": {"dates": DAYS}, "expected": OK}]},
            "the input has no “values”. Give a list of numbers, with null where a value is missing.",
        ),
        (
            {"series": [{"id": "a", "input": given(values=[1]), "expected": OK}]},
            "Series a: the input has 12 dates, 1 values. Give as many of each.",
        ),
        (
            {"series": [{"id": "a", "input": given(), "expected": {"status": "fine"}}]},
            "Series a: the expected status is neither “ok” nor “error”.",
        ),
        (
            {"series": [{"id": "a", "input": given(), "expected": {"status": "ok"}}]},
            "Series a: what is expected lacks one of points, summary, icons, short_group_warning.",
        ),
        (
            {"series": [{"id": "a", "input": given(), "expected": OK | {"icons": {}}}]},
            "Series a: the expected icons are no list of objects.",
        ),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(tmp_path, content, sentence):
    printed, refusal = disagreement(written(tmp_path, content))

    assert printed == ""
    assert refusal.endswith(sentence)


@pytest.mark.parametrize(
    "changes",
    [
        {"dates": ["2024-02-30"] * 12},
        {"dates": ["2024-W01-1"] * 12},
        {"values": ["1"] * 12},
        {"values": [True] * 12},
        {"values": [float("nan")] * 12},
        {"values": [10**400] * 12},
        {"facet": [1] * 12},
        {"improvement_direction": 1},
        {"screen_outliers": "yes"},
        {"fix_after_n_points": "12"},
        {"target": "5"},
        {"target": {"A": []}},
        {"rebase": "2024-01-01"},
        {"rebase": {"A": "2024-01-01"}},
    ],
)
def test_a_bad_input_is_refused_with_its_series_and_field(tmp_path, changes):
    (field,) = changes
    content = {"series": [{"id": "a", "input": given(**changes), "expected": OK}]}

    _printed, refusal = disagreement(written(tmp_path, content))

    assert refusal.startswith(f"Series a: “{field}” of the input is wrong. Give ")


def test_a_file_that_is_not_there_is_named(tmp_path):
    _printed, refusal = disagreement(tmp_path / "nothing.json")

    assert refusal.endswith("nothing.json cannot be read: No such file or directory. Check its name.")
