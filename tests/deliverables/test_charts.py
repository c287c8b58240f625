"""The timeline of a plan year: what a board reads off it is what the rows say."""

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliverables.charts import GOES_ON, timeline_figure, timeline_table
from deliverables.status import STATES, TIMINGS
from ipqt.charts import figure_json
from ipqt.svg.document import figure_svg, merged
from ipqt.svg.text import text_width
from tests.deliverables.timeline_rows import BOARD_DAY, YEAR, november_to_march, planned, row, year_one

DAY = 86_400_000


def timeline(*rows, as_at=BOARD_DAY):
    return timeline_figure(rows, as_at=as_at, **YEAR)


def trace(figure, name):
    return next((trace for trace in figure.data if trace.name == name), None)


def stretches(found):
    """First day, and the day after the last, of each piece of a bar trace."""
    return [
        (first, date.fromordinal(first.toordinal() + round(length / DAY)))
        for first, length in zip(found.base, found.x, strict=True)
    ]


def words(figure, *, narrow=False):
    layout = merged(figure.layout.to_plotly_json(), narrow=narrow)
    return [note["text"] for note in layout["annotations"]]


def test_a_month_window_runs_from_its_first_day_to_its_last():
    assert stretches(trace(timeline(planned(1, 6)), "Planned")) == [(date(2024, 4, 1), date(2024, 10, 1))]


def test_what_happened_lies_beneath_what_was_planned():
    figure = timeline(
        planned(1, 6, state="delivered", timing="delivered_late", late="6 months", **november_to_march())
    )

    plan, actual = trace(figure, "Planned"), trace(figure, "Actual")

    assert stretches(actual) == [(date(2024, 11, 1), date(2025, 4, 1))]
    assert plan.offset + plan.width < actual.offset
    assert plan.y == actual.y == (0,)


def test_late_work_is_marked_by_shape_and_said_in_words():
    late = planned(1, 6, state="delivered", timing="delivered_late", late="6 months", **november_to_march())

    figure = timeline(late, planned(2, 4, state="delivered", timing="delivered"))

    assert trace(figure, "Delivered late").marker.symbol != trace(figure, "Delivered").marker.symbol
    assert trace(figure, "Delivered late").x == (date(2025, 4, 1),)
    assert "Y1-A-A · Delivered, 6 months late" in words(figure)


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_mark_and_a_word(state):
    figure = timeline(planned(1, 6, state=state))

    mark = trace(figure, STATES[state].label)

    assert mark.x == (date(2024, 10, 1),)
    assert f"Y1-A-A · {STATES[state].label}" in words(figure)


def test_no_two_states_look_the_same():
    looks = {
        (mark.marker.symbol, mark.marker.color, mark.marker.line.color)
        for state in STATES
        for mark in timeline(planned(1, 6, state=state)).data
        if mark.type == "scatter"
    }

    assert len(looks) == len(STATES)


@pytest.mark.parametrize("timing", TIMINGS)
def test_how_it_stands_reads_as_words_for_every_timing(timing):
    late = "4 months" if timing in ("delivered_late", "overdue") else ""

    [*_, standing] = timeline_table([planned(1, 6, state="in_progress", timing=timing, late=late)]).rows[0]

    assert standing.startswith("In progress")
    assert "{" not in standing
    assert (late in standing) is True


def test_a_span_of_quarters_has_soft_edges_and_a_sure_middle():
    figure = timeline(planned(1, 12, planned_precision="quarter"))

    soft, sharp = trace(figure, "Planned, not exact"), trace(figure, "Planned")

    assert stretches(sharp) == [(date(2024, 5, 1), date(2025, 3, 2))]
    assert min(soft.base) == date(2024, 4, 1)
    assert max(after for _, after in stretches(soft)) == date(2025, 4, 1)
    assert all(0 < strength < 1 for strength in soft.marker.opacity)
    assert soft.marker.pattern.shape == "/"


@pytest.mark.parametrize(("precision", "first", "last"), [("quarter", 4, 6), ("year", 1, 12)])
def test_some_time_in_a_quarter_or_a_year_is_soft_all_along(precision, first, last):
    figure = timeline(planned(first, last, planned_precision=precision))

    soft = trace(figure, "Planned, not exact")

    assert trace(figure, "Planned") is None
    assert soft.marker.opacity[0] == max(soft.marker.opacity) < 1


@pytest.mark.parametrize("precision", ["day", "month"])
def test_an_exact_date_has_sharp_edges(precision):
    assert trace(timeline(planned(1, 12, planned_precision=precision)), "Planned, not exact") is None


def test_a_date_without_a_start_fades_in_and_ends_sharply():
    figure = timeline(
        row(planned_end=date(2024, 9, 30), planned_precision="day", planned_words="by 30 September 2024")
    )

    soft = trace(figure, "Planned, not exact")

    assert trace(figure, "Planned") is None
    assert max(after for _, after in stretches(soft)) == date(2024, 10, 1)
    last = max(range(len(soft.base)), key=lambda n: soft.base[n])
    assert soft.marker.opacity[last] == max(soft.marker.opacity)


def test_the_end_of_a_quarter_without_a_start_is_soft_on_both_sides():
    figure = timeline(row(planned_end=date(2024, 9, 30), planned_precision="quarter"))

    soft = trace(figure, "Planned, not exact")
    last = max(range(len(soft.base)), key=lambda n: soft.base[n])

    assert soft.marker.opacity[last] == min(soft.marker.opacity)


def test_work_without_a_known_end_runs_to_the_day_of_the_page_and_no_further():
    begun = planned(6, 12, state="in_progress", actual_start=date(2024, 11, 1), actual_precision="month")

    figure = timeline(begun, as_at=date(2025, 1, 31))

    pieces = stretches(trace(figure, "Actual")) + stretches(trace(figure, "Actual, not exact"))
    assert (min(pieces)[0], max(pieces)[1]) == (date(2024, 11, 1), date(2025, 2, 1))
    assert trace(figure, "In progress").x == (date(2025, 2, 1),)


def test_work_that_begins_after_the_day_of_the_page_is_not_drawn():
    begun = planned(6, 12, state="in_progress", actual_start=date(2024, 11, 1))

    assert trace(timeline(begun, as_at=date(2024, 10, 1)), "Actual") is None


def test_a_row_without_any_date_comes_last_and_says_so():
    figure = timeline(row(label="Undated", ref="Y1-D4"), planned(1, 6))

    assert trace(figure, "Planned").y == (0,)
    assert words(figure).count("No date stated") == 1
    assert words(figure).index("Undated") > words(figure).index("Public engagement")


@pytest.mark.parametrize("rows", [[], [row()], [row(), row()]])
def test_where_no_row_has_a_date_there_is_no_figure(rows):
    assert timeline(*rows) is None


def test_the_year_ends_where_it_ends_unless_work_came_later():
    assert timeline(planned(1, 6)).layout.xaxis.range == (date(2024, 4, 1), date(2025, 4, 1))

    may = planned(1, 6, actual_end=date(2025, 5, 20), actual_precision="day", actual_words="20 May 2025")
    far = planned(1, 6, actual_end=date(2027, 5, 20), actual_precision="day", actual_words="20 May 2027")

    assert timeline(may).layout.xaxis.range[1] == date(2025, 7, 1)
    assert "Q1 2025/26" in words(timeline(may))
    assert "Q1<br>Apr" in words(timeline(may), narrow=True)
    assert timeline(far).layout.xaxis.range[1] == date(2025, 10, 1)


def test_a_plan_that_outlasts_the_year_says_that_it_goes_on():
    figure = timeline(
        row(planned_start=date(2024, 10, 1), planned_end=date(2027, 3, 31), planned_precision="day")
    )

    assert trace(figure, GOES_ON).x == (date(2025, 4, 1),)
    assert trace(figure, "Not reported") is None


def test_dates_outside_the_year_are_told_in_words():
    ahead = row(
        planned_start=date(2026, 4, 1), planned_end=date(2026, 6, 30), planned_words="April to June 2026"
    )
    before = row(actual_end=date(2022, 6, 30), actual_precision="day", actual_words="30 June 2022")

    figure = timeline(ahead, before)

    assert "Planned: April to June 2026" in words(figure)
    assert "Actual: 30 June 2022" in words(figure)


def test_the_day_of_the_page_is_a_dashed_line_with_its_date():
    for as_at, anchor in ((date(2024, 4, 30), "left"), (date(2024, 11, 21), "center"), (BOARD_DAY, "right")):
        figure = timeline(planned(1, 6), as_at=as_at)

        [line] = [shape for shape in figure.layout.shapes if shape.type == "line"]
        assert line.line.dash == "6px,4px"
        assert (line.x0 - as_at).days == 1
        [note] = [note for note in figure.layout.annotations if note.text.startswith("As at")]
        assert note.text == f"As at {as_at.day} {as_at:%B %Y}"
        assert note.xanchor == anchor


def test_a_day_outside_the_year_is_not_drawn():
    figure = timeline(planned(1, 6), as_at=date(2026, 11, 21))

    assert [shape for shape in figure.layout.shapes if shape.type == "line"] == []
    assert not any(text.startswith("As at") for text in words(figure))


def test_quarters_are_those_of_the_financial_year():
    figure = timeline(planned(1, 6))

    assert words(figure)[:4] == ["Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4"]
    assert words(figure, narrow=True)[:4] == [
        "Q1<br>Apr to Jun",
        "Q2<br>Jul to Sep",
        "Q3<br>Oct to Dec",
        "Q4<br>Jan to Mar",
    ]


def test_a_year_that_begins_within_a_quarter_names_only_whole_ones():
    figure = timeline_figure(
        [planned(3, 6)], starts_on=date(2024, 6, 1), ends_on=date(2025, 5, 31), as_at=BOARD_DAY
    )

    assert words(figure)[:3] == ["Quarter 2", "Quarter 3", "Quarter 4"]


def test_a_phone_gets_names_above_bars_and_a_desk_beside_them():
    figure = timeline(*year_one())

    wide, narrow = (merged(figure.layout.to_plotly_json(), narrow=narrow) for narrow in (False, True))

    assert wide["margin"]["l"] > 250 > 20 > narrow["margin"]["l"]
    assert narrow["height"] > wide["height"]
    name = next(note for note in narrow["annotations"] if note["text"].startswith("Public"))
    assert name["y"] < 0
    assert go.Figure({"data": figure.data, "layout": narrow})


@pytest.mark.parametrize("narrow", [False, True])
def test_every_word_lies_on_the_picture(narrow):
    root = ElementTree.fromstring(  # noqa: S314 our own drawing
        figure_svg(timeline(*year_one()), name="x", title="", description="", narrow=narrow)
    )
    _, _, right, bottom = map(float, root.get("viewBox").split())

    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        for part in [text, *text]:
            if part.get("x"):
                width = text_width(part.text, float(text.get("font-size", root.get("font-size"))))
                before = {"middle": width / 2, "end": width}.get(text.get("text-anchor"), 0)
                left = float(part.get("x")) - before
                assert left >= 0
                assert left + width <= right
                assert 0 < float(part.get("y")) < bottom


def test_names_and_dates_are_escaped_wherever_they_stand():
    figure = timeline(planned(1, 6, label="Beds & <b>wards</b>", planned_words="<i>soon</i>"))

    texts = [
        *words(figure),
        *words(figure, narrow=True),
        *(text for trace in figure.data for text in trace.hovertext),
    ]

    assert any("&lt;b&gt;wards" in text for text in texts)
    assert not any(tag in text for text in texts for tag in ("<b>", "<i>"))
    assert "Beds &amp; &lt;b&gt;wards" in figure_svg(figure, name="x", title="", description="")


def test_a_finger_on_a_bar_reads_the_whole_row():
    figure = timeline(
        planned(1, 6, state="delivered", timing="delivered_late", late="6 months", **november_to_march())
    )

    assert trace(figure, "Actual").hovertext == (
        "Public engagement<br>Planned: April to September 2024<br>Actual: November 2024 to March 2025"
        "<br>Y1-A-A: Delivered, 6 months late",
    )


def test_a_year_of_seven_activities_is_a_small_picture():
    figure = timeline(*year_one())

    assert len(figure_svg(figure, name="x", title="", description="")) < 10_000
    assert len(figure_json(figure, "x")) < 20_000


def test_the_table_says_what_the_figure_draws_in_the_same_order():
    table = timeline_table(year_one())

    assert table.header == ("Item", "Ref", "Planned", "Actual", "How it stands")
    assert table.rows[0] == (
        "Public engagement",
        "Y1-A-A",
        "April to September 2024",
        "November 2024 to March 2025",
        "Delivered, 6 months late",
    )
    assert table.rows[-1][2:] == ("none stated", "not stated", "Not reported")


DAYS = st.none() | st.dates(date(2023, 1, 1), date(2027, 12, 31))


@settings(max_examples=80, deadline=None)
@given(
    start=DAYS,
    end=DAYS,
    begun=DAYS,
    done=DAYS,
    as_at=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    precision=st.sampled_from(["day", "month", "quarter", "year", "none"]),
)
def test_whatever_the_dates_bars_keep_within_them_and_never_overlap(
    *, start, end, begun, done, as_at, precision
):
    start = start if end and start and start <= end else None
    begun = begun if not done or (begun and begun <= done) else None
    drawn = row(
        planned_start=start,
        planned_end=end,
        planned_precision=precision,
        actual_start=begun,
        actual_end=done,
        actual_precision=precision,
    )

    figure = timeline(drawn, as_at=as_at)

    assert (figure is None) == (not drawn.is_dated)
    for name, first, last in (("Planned", start, end), ("Actual", begun, done or as_at)):
        bars = [trace(figure, n) for n in (name, f"{name}, not exact")] if figure else []
        pieces = sorted(piece for found in bars if found for piece in stretches(found))
        assert all(a[1] == b[0] for a, b in pairwise(pieces))
        if pieces:
            assert pieces[-1][1].toordinal() == last.toordinal() + 1
            assert first is None or pieces[0][0] == first
