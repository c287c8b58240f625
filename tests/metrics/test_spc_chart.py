"""The figure and the table of one series."""

from datetime import date

import pytest

from ipqt.dates import add_months, last_of_month
from ipqt.svg.document import figure_svg
from metrics.marks import CONCERN, IMPROVEMENT, NEITHER
from metrics.models import Indicator, Note, Series, SpcStep, Target
from metrics.selectors.points import Point
from metrics.selectors.readings import SeriesReading, judged
from metrics.spc.profiles import NHS_ENGLAND, NHSR
from metrics.spc_chart import Event, spc_figure, spc_table

SWINGING = [20, 22, 21, 23] * 4


def reading(values, *, targets=(), steps=(), statuses=None, profile=NHSR, period_type="month", **definition):
    """One value a month from April 2023 on; `statuses` by the number of the month."""
    given = {"unit": "people", "decimals": 0, "polarity": "lower"} | definition
    series = Series(pk=1, indicator=Indicator(code="OAP-01", name="People", **given), period_type=period_type)
    points = []
    for number, value in enumerate(values):
        starts_on = add_months(date(2023, 4, 1), number)
        status = "not_reported" if value is None else "reported"
        points.append(
            Point(
                starts_on=starts_on,
                ends_on=last_of_month(starts_on),
                value=value,
                numerator=None,
                denominator=None,
                status=(statuses or {}).get(number, status),
            )
        )
    draft = SeriesReading(
        series=series,
        points=points,
        result=None,
        profile=profile,
        targets=targets,
        target=None,
        steps=steps,
        as_at=date(2025, 9, 1),
    )
    return judged([draft])[0]


def traces(*args, **kwargs) -> dict[str, dict]:
    """The traces by the names of the key; the first of a name."""
    found = {}
    for trace in spc_figure(*args, **kwargs).data:
        found.setdefault(trace.name, trace.to_plotly_json())
    return found


@pytest.mark.parametrize(
    ("polarity", "last", "name", "colour", "symbol"),
    [
        ("lower", 60, "Concern", CONCERN, "square"),
        ("higher", 60, "Improvement", IMPROVEMENT, "diamond"),
        ("neither", 60, "Special cause, high or rising", NEITHER, "triangle-up"),
        ("neither", 1, "Special cause, low or falling", NEITHER, "triangle-down"),
    ],
)
def test_a_signal_has_a_shape_a_colour_and_the_rule_in_its_hover(polarity, last, name, colour, symbol):
    point = traces(reading([*SWINGING, last], polarity=polarity))[name]

    assert (point["marker"]["color"], point["marker"]["symbol"]) == (colour, symbol)
    assert "the upper limit" in point["hovertext"][0] or "the lower limit" in point["hovertext"][0]


def test_a_month_without_a_value_is_a_gap_in_the_line_and_a_mark_at_the_foot():
    found = traces(reading([20, None, 22, None], statuses={3: "suppressed"}))

    assert list(found["Values"]["y"]) == [20, None, 22, None]
    assert {"Not reported", "Suppressed"} <= set(found)
    assert found["Suppressed"]["y"][0] < 20


def test_provisional_values_are_hollow():
    found = traces(reading([20, 22, 21], statuses={2: "provisional"}))

    assert found["Common cause, provisional"]["marker"]["color"] == "#ffffff"


def test_limits_break_where_they_are_calculated_anew_and_the_reason_is_told():
    step = SpcStep(on=date(2023, 12, 1), reason="The ward moved.")
    found = traces(reading([20, 22, 21, 23] * 2 + [10, 12, 11, 13] * 2, steps=[step]))

    assert list(found["Mean"]["y"]).count(None) == 2
    assert found["New limits"]["hovertext"][0] == "Limits calculated anew: The ward moved."


@pytest.mark.parametrize("profile", [NHSR, NHS_ENGLAND])
def test_limits_without_a_footing_are_not_drawn(profile):
    assert "Limits" not in traces(reading([5, 5, 5, 5], profile=profile))
    assert ("Limits" in traces(reading([5, 9, 6], profile=profile))) is (profile is NHSR)


def test_with_fewer_than_two_values_there_is_no_figure_but_a_table():
    lone = reading([None, 7])

    assert spc_figure(lone) is None
    assert spc_table(lone).rows[0][:2] == ["May 2023", "7 people"]


def test_targets_of_each_kind_have_a_line_of_their_own():
    targets = [
        Target(kind="standard", value=0, starts_on=date(2021, 4, 1)),
        Target(kind="plan", value=15, starts_on=date(2023, 6, 1), ends_on=date(2023, 12, 31)),
        Target(kind="trajectory", value=18, starts_on=date(2024, 3, 31)),
        Target(kind="trajectory", value=16, starts_on=date(2024, 9, 30)),
    ]
    found = traces(reading(SWINGING, targets=targets))

    dashes = {found[name]["line"]["dash"] for name in ("National standard", "Local plan", "Trajectory")}
    assert len(dashes) == 3
    assert list(found["Local plan"]["x"])[:2] == [date(2023, 6, 1), date(2023, 12, 31)]
    assert list(found["Trajectory"]["y"]) == [18, 16]


def test_deliveries_are_labelled_lines_and_close_ones_share_a_label():
    days = ((date(2023, 9, 30), "Y1-D1"), (date(2023, 10, 2), "Y1-D2"), (date(2024, 3, 31), "Y1-D3"))
    events = [
        Event(day=day, ref=ref, words=f"{ref} <b>: delivered", delivered=ref != "Y1-D3") for day, ref in days
    ]
    figure = spc_figure(reading(SWINGING), events=events)

    labels = [note.text for note in figure.layout.annotations][1:]
    assert labels == ["Y1-D1, Y1-D2", "Y1-D3"]
    assert len(figure.layout.shapes) == 3
    assert {"Delivered", "Due"} <= {trace.name for trace in figure.data}
    assert "<b>" not in figure_svg(figure, name="x", title="x", description="x")


def test_an_event_outside_the_time_of_the_values_is_not_drawn():
    event = Event(day=date(2030, 1, 1), ref="Y9-D9", words="Far away", delivered=False)

    assert not spc_figure(reading(SWINGING), events=[event]).layout.shapes


def test_a_note_is_a_ring_around_its_point_and_stands_in_the_table():
    note = Note(on=date(2023, 4, 1), text="The boiler broke.")
    one = reading(SWINGING)

    assert list(traces(one, notes=[note])["Note"]["y"]) == [20]
    assert spc_table(one, notes=[note]).rows[-1][-1] == "The boiler broke."


def test_the_table_names_the_rule_the_status_and_the_revision():
    table = spc_table(reading([*SWINGING, 60]))

    assert list(table.header) == ["Period", "Value", "Status", "What the chart says", "Revision"]
    assert table.rows[0] == ["August 2024", "60 people", "Reported", "Above the upper limit", "1"]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(("unit", "mark"), [("%", ">20%<"), ("£", ">£20<")])
def test_the_axis_carries_the_unit(unit, mark, narrow):
    figure = spc_figure(reading([10, 20, 30], unit=unit))

    assert mark in figure_svg(figure, name="x", title="x", description="x", narrow=narrow)


def test_a_rolling_value_stands_at_the_end_of_its_period():
    assert traces(reading([20, 22], period_type="rolling_quarter"))["Values"]["x"][0] == date(2023, 4, 30)
