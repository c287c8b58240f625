"""`manage.py verify_spc FILE`: anyone can check that the engine conforms."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from metrics.spc.conformity import compare
from metrics.spc.golden import answer
from tests.metrics.spc_vectors import DAYS, disagreement, given, written

GOLDEN = Path(__file__).parent / "golden" / "nhsrplotthedots.json"


@pytest.fixture
def vectors():
    return json.loads(GOLDEN.read_text())


def verify(path) -> str:
    out = StringIO()
    call_command("verify_spc", path, stdout=out)
    return out.getvalue()


def vector(vectors, category: str) -> dict:
    return next(each for each in vectors["series"] if each["category"] == category)


def test_a_file_that_agrees_is_counted_by_series_and_field():
    assert verify(GOLDEN) == "Series that agree: 36 of 36\nFields that agree: 16,411 of 16,411\n"


def test_every_difference_is_named_and_ends_with_an_error(vectors, tmp_path):
    ae = vector(vectors, "ae")
    ae["expected"]["points"]["upl"][2] += 0.001
    ae["expected"]["points"]["rule_shift"][0] = 1
    ae["expected"]["summary"][0]["n"] += 1
    ae["expected"]["icons"][0]["icon"] = "smile"

    printed, sentence = disagreement(written(tmp_path, vectors))

    lines = printed.splitlines()
    assert [line.split(" is ")[0] for line in lines[:-2]] == [
        f"{ae['id']}: points.upl row 3",
        f"{ae['id']}: points.rule_shift row 1",
        f"{ae['id']}: summary row 1.n",
        f"{ae['id']}: icons.variation",
    ]
    assert lines[3].endswith("icons.variation is “smile” in the file and “improvement_low” in this engine")
    assert lines[-2:] == ["Series that agree: 35 of 36", "Fields that agree: 16,407 of 16,411"]
    assert sentence.endswith("vectors.json: 4 differences.")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda ok: ok.update(status="error", error_kind="no_rows"), "status is “error” in the file"),
        (lambda ok: ok["points"].pop("mean"), "points.mean is missing in the file and a list in this engine"),
        (
            lambda ok: ok["points"].update(new=[1]),
            "points.new is a list in the file and missing in this engine",
        ),
        (lambda ok: ok["points"]["mean"].pop(), "in the file and"),
        (lambda ok: ok["points"]["value"].append(None), "is null in the file and missing in this engine"),
        (lambda ok: ok["icons"].append(ok["icons"][0]), "icons.variation again is"),
        (lambda ok: ok.update(summary={}), "summary is an object in the file and a list in this engine"),
        (lambda ok: ok.update(short_group_warning=None), "short_group_warning is null in the file and"),
        (
            lambda ok: ok["points"]["rule_trend"].__setitem__(0, "no"),
            "is “no” in the file and false in this engine",
        ),
    ],
)
def test_a_file_that_expects_something_else_differs(vectors, tmp_path, change, line):
    change(vector(vectors, "ae")["expected"])

    printed, _sentence = disagreement(written(tmp_path, vectors))

    assert line in printed


def test_numbers_may_differ_in_the_tenth_place_and_not_in_the_eighth(vectors):
    ae = vector(vectors, "ae")
    mean = ae["expected"]["points"]["mean"][0]

    ae["expected"]["points"]["mean"][0] = mean * (1 + 1e-10)
    assert compare(ae).differences == ()
    ae["expected"]["points"]["mean"][0] = mean * (1 + 1e-8)
    assert len(compare(ae).differences) == 1


def test_the_order_of_icons_does_not_matter(vectors):
    facets = vector(vectors, "facet")
    facets["expected"]["icons"].reverse()

    assert compare(facets).differences == ()


def test_a_series_that_stops_the_reference_is_compared_with_its_tolerant_output(vectors):
    stops = next(each for each in vectors["series"] if "tolerant" in each["expected"])
    assert stops["expected"]["error_kind"] == "gap_in_trend_window"
    assert compare(stops).differences == ()

    stops["expected"]["tolerant"]["points"]["rule_trend"][0] = True
    assert len(compare(stops).differences) == 1


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"fix_after_n_points": 11}, "fix_length_below_12"),
        ({"target": {"Z": 3}}, "target_facet_unknown"),
        ({"rebase": {"Z": DAYS[:1]}}, "rebase_facet_unknown"),
        ({"dates": DAYS[:1] * 12}, "duplicate_dates"),
        ({"improvement_direction": "up"}, "improvement_direction_unknown"),
        ({"improvement_direction": None}, "direction_unknown"),
        ({"dates": [], "values": []}, "no_rows"),
        ({"dates": [], "values": [], "facet": []}, "empty_data"),
    ],
)
def test_a_refusal_is_compared_by_its_kind(changes, kind):
    refusal = {
        "id": "refused",
        "input": given(**changes),
        "expected": {"status": "error", "error_kind": kind},
    }
    assert compare(refusal).differences == ()

    refusal["expected"]["error_kind"] = "something_else"
    assert len(compare(refusal).differences) == 1


def test_the_same_date_in_two_facets_is_no_duplicate():
    twice = given(dates=DAYS * 2, values=[1] * 24, facet=["A"] * 12 + ["B"] * 12)

    outcome = compare(
        {"id": "two", "input": twice, "expected": {"status": "error", "error_kind": "duplicate_dates"}}
    )

    assert outcome.differences[0] == "two: status is “error” in the file and “ok” in this engine"


@pytest.mark.parametrize(
    ("direction", "icons"), [("increase", {"A assurance": "inconsistent"}), ("neutral", {})]
)
def test_a_facet_without_a_target_beside_one_with_is_called_inconsistent_as_in_the_reference(
    direction, icons
):
    two = given(dates=DAYS * 2, values=[1] * 24, facet=["A"] * 12 + ["B"] * 12)

    judged = answer(two | {"target": {"B": 1}, "improvement_direction": direction})

    found = {f"{icon['facet']} {icon['type']}": icon["icon"] for icon in judged["icons"]}
    assert {name: icon for name, icon in found.items() if name == "A assurance"} == icons
