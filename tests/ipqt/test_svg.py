"""The still pictures: the same figure as plotly.js draws, as SVG that is safe, small and always the same."""

import gzip
import re
from datetime import date
from xml.etree import ElementTree

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipqt.svg.document import NARROW, WIDE, figure_svg
from ipqt.svg.text import text_width, wrap

# A plot of 700 by 300 pixels whose corner lies at 100, 50.
FRAME = {"margin": {"l": 100, "r": 40, "t": 50, "b": 50}, "height": 400, "template": "none"}
MONTH = 86_400_000 * 30


def draw(*traces, narrow=False, **layout):
    figure = go.Figure({"data": list(traces), "layout": FRAME | layout})
    return figure_svg(figure, name="test", title="A title", description="What it shows", narrow=narrow)


def parsed(*traces, **layout):
    text = re.sub(r' xmlns="[^"]*"', "", draw(*traces, **layout))
    return ElementTree.fromstring(text)  # noqa: S314 our own drawing


def bars(root):
    """x, y, width and height of each bar."""
    return [
        tuple(float(rect.get(side)) for side in ("x", "y", "width", "height"))
        for rect in root.findall("rect")
    ]


def paths(root, stroke):
    return [path.get("d") for path in root.findall("path") if path.get("stroke") == stroke]


def texts(root):
    return ["".join(text.itertext()) for text in root.findall("text")]


def line(x, y, **more):
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": {"color": "#005eb8"}, **more}


def bar(x, y, **more):
    return {"type": "bar", "x": x, "y": y, "marker": {"color": "#005eb8"}, **more}


YEAR = {"xaxis": {"type": "date", "range": ["2024-04-01", "2025-04-01"]}}


def test_a_picture_has_a_name_and_a_description_of_its_own():
    root = parsed(line([1, 2], [1, 2]))

    assert root.get("role") == "img"
    assert root.find("title").text == "A title"
    assert root.find("desc").text == "What it shows"
    assert root.get("aria-labelledby") == root.find("title").get("id") == "test-title"
    assert root.get("aria-describedby") == root.find("desc").get("id")


def test_a_month_on_a_timeline_starts_and_ends_where_it_should():
    trace = bar([31 * 86_400_000], ["row"], base=["2024-07-01"], orientation="h")

    [(x, _, width, _)] = bars(parsed(trace, **YEAR))

    assert x == pytest.approx(100 + 91 / 365 * 700, abs=0.1)
    assert width == pytest.approx(31 / 365 * 700, abs=0.1)


def test_a_bar_is_cut_where_the_picture_ends():
    before = bar([MONTH * 2], ["row"], base=["2024-03-02"], orientation="h")
    outside = bar([MONTH], ["row"], base=["2022-01-01"], orientation="h")

    [(x, _, width, _)] = bars(parsed(before, outside, barmode="overlay", **YEAR))

    assert x == 100
    assert width == pytest.approx(30 / 365 * 700, abs=0.1)


def test_bars_stand_on_zero_side_by_side():
    root = parsed(bar(["A", "B"], [1, 2]), bar(["A", "B"], [2, -1]), bargap=0, yaxis={"range": [-1, 3]})

    (x1, y1, width, height), (x2, *_), (x3, *_), (_, y4, _, _) = bars(root)

    assert (x1, x2) == (100, 450)
    assert x3 == 100 + width == 275
    assert y1 + height == y4 == 50 + 300 * 0.75


def test_stacked_bars_go_on_where_the_last_ended_and_losses_go_down():
    root = parsed(bar([1], [3]), bar([1], [1]), bar([1], [-4]), barmode="stack", yaxis={"range": [-4, 4]})

    (_, y1, _, h1), (_, y2, _, h2), (_, y3, _, h3) = bars(root)

    assert y1 + h1 == y3 == 200
    assert y2 + h2 == y1
    assert h1 == pytest.approx(3 * h2, abs=0.1)
    assert h3 == pytest.approx(h1 + h2, abs=0.1)


def test_a_bar_keeps_the_width_and_place_it_is_given():
    trace = bar([4], [0], orientation="h", offset=-0.5, width=0.25)

    [(_, y, _, height)] = bars(parsed(trace, yaxis={"range": [1, -1]}, xaxis={"range": [0, 4]}))

    assert (y, height) == (125, 37.5)


def test_a_bar_without_a_value_or_a_place_is_left_out():
    based = bar([1, 2, 3], ["A", "B", "C"], base=[0, None, 1], orientation="h")

    assert len(bars(parsed(bar(["A", None, "C"], [1, 2, None])))) == 1
    assert len(bars(parsed(based))) == 2


def test_bars_say_their_number_inside_or_beyond_their_end():
    inside = bar([1, 90], ["A", "B"], orientation="h", text=["hidden", "ninety"], textposition="auto")
    beyond = bar([5, -5], ["A", "B"], orientation="h", text=["right", "left"], textposition="outside")
    upright = bar(["A", "B"], [5, -5], text=["above", "below"], textposition="outside")
    silent = bar([5], ["A"], orientation="h", text=["nothing"], textposition="none")

    assert "ninety" in texts(parsed(inside))
    assert "hidden" not in texts(parsed(inside))
    assert {"right", "left"} < set(texts(parsed(beyond)))
    assert {"above", "below"} < set(texts(parsed(upright)))
    assert "nothing" not in texts(parsed(silent))


@pytest.mark.parametrize("shape", ["/", "\\", "x", "-", "|", "+", "."])
def test_a_pattern_is_defined_once_and_named_after_its_picture(shape):
    pattern = {"shape": shape, "fgcolor": "#003087", "bgcolor": "#fff", "size": 6}

    root = parsed(bar(["A", "B"], [1, 2], marker={"pattern": pattern}))

    [definition] = root.find("defs")
    assert definition.get("id").startswith("test-")
    assert {rect.get("fill") for rect in root.findall("rect")} == {f"url(#{definition.get('id')})"}


def test_a_pattern_lies_over_its_colour_where_asked():
    marker = {"color": "#005eb8", "pattern": {"shape": "x", "fillmode": "overlay"}}

    root = parsed(bar(["A"], [1], marker=marker))

    assert root.find("defs/pattern/rect").get("fill") == "#005eb8"


def test_each_point_may_have_its_own_strength_and_edge():
    marker = {
        "color": ["#111111", "#222222"],
        "opacity": [0.25, 1],
        "line": {"width": [0, 2], "color": "#ffffff"},
    }

    first, second = parsed(bar(["A", "B"], [1, 2], marker=marker)).findall("rect")

    assert (first.get("fill"), first.get("fill-opacity"), first.get("stroke")) == ("#111111", "0.25", None)
    assert (second.get("fill"), second.get("fill-opacity"), second.get("stroke")) == (
        "#222222",
        None,
        "#ffffff",
    )


def test_a_line_breaks_where_nothing_is_known_and_nothing_falls_to_zero():
    [path] = paths(parsed(line([1, 2, 3, 4, 5], [1, 2, None, 2, 1])), "#005eb8")

    assert path.count("M") == 2
    assert path.count("L") == 2


def test_a_line_may_be_told_to_cross_its_gaps():
    [path] = paths(parsed(line([1, 2, 3], [1, None, 2], connectgaps=True)), "#005eb8")

    assert path.count("M") == 1


@pytest.mark.parametrize(("shape", "steps"), [("linear", "L"), ("hv", "HV"), ("vh", "VH"), ("hvh", "HVH")])
def test_a_step_line_holds_its_value_until_the_next(shape, steps):
    [path] = paths(parsed(line([1, 2], [1, 2], line={"color": "#005eb8", "shape": shape})), "#005eb8")

    assert "".join(re.findall("[A-Z]", path)) == f"M{steps}"


def test_a_line_that_leaves_the_picture_is_clipped_and_its_points_left_out():
    root = parsed(line([1, 2, 3], [1, 50, 1], mode="lines+markers"), yaxis={"range": [0, 2]})

    [clipped] = [path for path in root.findall("path") if path.get("clip-path")]
    assert clipped.get("clip-path") == f"url(#{root.find('defs/clipPath').get('id')})"
    assert len(root.findall("circle")) == 2


def test_dashes_grow_with_the_line():
    thin, thick = (
        line([1, 2], [1, 2], line={"color": "#111111", "dash": "dash", "width": w}) for w in (1, 4)
    )

    assert 'stroke-dasharray="6 4"' in draw(thin)
    assert 'stroke-dasharray="12 8"' in draw(thick)


def test_states_differ_by_shape():
    symbols = [
        "circle",
        "square",
        "diamond",
        "triangle-up",
        "triangle-down",
        "triangle-right",
        "triangle-left",
        "x",
    ]
    trace = {"type": "scatter", "x": list(range(8)), "y": [1] * 8, "mode": "markers"}

    root = parsed(trace | {"marker": {"symbol": symbols, "color": "#007f3b", "size": 10}})

    drawn = [path.get("d") for path in root.findall("path") if path.get("fill") == "#007f3b"]
    assert len({re.sub(r"[\d. -]+", "", path) + str(path.count("L")) for path in drawn}) >= 3
    assert len(drawn) == 7
    assert len(root.findall("circle")) == 1


def test_an_open_mark_is_an_outline():
    trace = {"type": "scatter", "x": [1], "y": [1], "mode": "markers"}

    [circle] = parsed(trace | {"marker": {"symbol": "circle-open", "color": "#4c6272"}}).findall("circle")

    assert (circle.get("fill"), circle.get("stroke")) == ("none", "#4c6272")


def test_points_may_carry_words():
    trace = {"type": "scatter", "x": [1, 2], "y": [1, 2], "mode": "markers+text", "text": ["37 people", ""]}

    words = [t for t in texts(parsed(trace | {"textposition": "top center"})) if "people" in t]

    assert words == ["37 people"]


def test_many_points_are_a_line_and_few_are_points_as_well():
    few, many = ({"type": "scatter", "x": list(range(n)), "y": list(range(n))} for n in (3, 30))

    assert len(parsed(few).findall("circle")) == 3
    assert parsed(many).findall("circle") == []


def test_numbers_on_an_axis_are_round_and_have_commas():
    assert {"0", "1,000", "2,000"} <= set(texts(parsed(bar(["A"], [2100]))))
    assert {"0.00", "0.02", "0.10"} <= set(texts(parsed(line([1, 2], [0, 0.12]))))
    assert {"0%", "50%", "100%"} <= set(
        texts(parsed(line([1, 2], [0, 1]), yaxis={"tickformat": ".0%", "dtick": 0.5}))
    )
    assert "£5m" in texts(parsed(line([1, 2], [0, 5]), yaxis={"tickprefix": "£", "ticksuffix": "m"}))


def test_a_step_far_too_fine_for_the_picture_is_not_drawn():
    assert len(texts(parsed(line([1, 2], [0, 1000]), yaxis={"dtick": 0.001}))) < 40


def test_months_are_named_once_and_their_year_where_it_changes():
    words = texts(parsed(line(["2024-04-01", "2025-03-31"], [1, 2]), xaxis={"dtick": "M1"}))

    assert words[:2] == ["Apr2024", "May"]
    assert "Jan2025" in words


def test_a_month_is_named_in_its_middle_when_it_is_a_period():
    root = parsed(
        bar([MONTH], ["row"], base=["2024-04-01"], orientation="h"),
        xaxis=YEAR["xaxis"] | {"dtick": "M1", "ticklabelmode": "period"},
    )

    april = next(text for text in root.findall("text") if "".join(text.itertext()) == "Apr2024")

    assert float(april.find("tspan").get("x")) == pytest.approx(100 + 15 / 365 * 700, abs=0.1)
    assert len([t for t in texts(root) if t[:3].isalpha() and t != "row"]) == 12


def test_quarters_begin_in_april():
    quarters = texts(
        parsed(line(["2024-05-10", "2025-05-10"], [1, 2]), xaxis={"dtick": "M3", "tickformat": "%b %Y"})
    )

    assert quarters[:3] == ["Jul 2024", "Oct 2024", "Jan 2025"]


def test_years_may_begin_where_the_figure_says():
    axis = {"dtick": "M12", "tick0": "2024-01-01", "tickformat": "%Y"}

    assert texts(parsed(line(["2023-06-01", "2026-06-01"], [1, 2]), xaxis=axis))[:3] == [
        "2024",
        "2025",
        "2026",
    ]


@pytest.mark.parametrize(
    ("first", "last", "word"),
    [
        ("2025-03-01", "2025-03-20", "3 Mar"),
        ("2024-04-01", "2024-12-31", "Apr2024"),
        ("1990-01-01", "2025-01-01", "2000"),
        ("1750-01-01", "2900-01-01", "1800"),
    ],
)
def test_dates_choose_marks_that_fit(first, last, word):
    words = texts(parsed(line([first, last], [1, 2]), xaxis={"dtick": "M0"} if first < "1900" else {}))

    assert word in words
    assert len(words) < 40


def test_marks_may_be_given_word_by_word():
    axis = {"tickvals": ["2024-04-01", "2025-04-01", "never"], "ticktext": ["2024/25"]}

    words = texts(parsed(line(["2024-04-01", "2026-03-31"], [1, 2]), xaxis=axis))

    assert words[:2] == ["2024/25", "2025-04-01"]
    assert "never" not in words


def test_names_on_the_side_move_the_plot_out_of_their_way():
    name = "Level 2 rehabilitation placements"
    layout = {"yaxis": {"automargin": True, "title": {"text": "Workstream"}}}

    [(x, *_)] = bars(parsed(bar([4], [name], orientation="h"), **layout))

    assert x > text_width(name, 14)


def test_axes_may_be_given_titles_lines_and_another_side():
    axis = {"showline": True, "linecolor": "#123456", "title": {"text": "People"}}
    root = parsed(line([1, 2], [1, 2]), xaxis=axis | {"side": "top"}, yaxis=axis)

    assert len(paths(root, "#123456")) == 2
    assert texts(root).count("People") == 2
    assert [t for t in root.findall("text") if t.get("transform")]
    assert paths(root, "#123456")[0] == "M100 50H800"


def test_axes_may_be_silent():
    hidden = {"visible": False, "showline": True}
    bare = {"showticklabels": False, "showgrid": False, "title": {"text": "Days"}}

    assert texts(parsed(line([1, 2], [1, 2]), xaxis=hidden, yaxis=hidden)) == []
    assert texts(parsed(line([1, 2], [1, 2]), xaxis=bare, yaxis=bare | {"title": None})) == ["Days"]


def test_an_axis_may_run_backwards():
    root = parsed(bar([1, 2], ["first", "second"], orientation="h"), yaxis={"autorange": "reversed"})

    (_, first, *_), (_, second, *_) = bars(root)

    assert first < second


def test_categories_keep_the_order_the_axis_gives():
    root = parsed(bar(["B", "A"], [1, 5]), xaxis={"categoryarray": ["A", "B"]}, yaxis={"rangemode": "tozero"})

    (b, *_), (a, *_) = bars(root)

    assert a < b


def test_the_key_names_what_it_should():
    plan = line([1, 2], [1, 2], name="Plan", line={"color": "#4c6272", "dash": "dot"})
    actual = line([1, 2], [1, 3], name="Actual", mode="lines+markers")
    hidden = line([1, 2], [1, 3], name="Hidden", showlegend=False)

    assert {"Plan", "Actual"} <= set(texts(parsed(plan, actual, hidden)))
    assert "Hidden" not in texts(parsed(plan, actual, hidden))
    assert "Plan" not in texts(parsed(plan))
    assert "Plan" in texts(parsed(plan | {"showlegend": True}))
    assert "Plan" not in texts(parsed(plan, actual, showlegend=False))


def test_a_key_shows_marks_as_they_are_drawn():
    trace = {
        "type": "scatter",
        "x": [1],
        "y": [1],
        "mode": "markers",
        "showlegend": True,
        "name": "Delivered",
    }

    root = parsed(trace | {"marker": {"symbol": "square", "color": "#007f3b"}})

    assert len([path for path in root.findall("path") if path.get("fill") == "#007f3b"]) == 2


def test_a_key_lies_in_rows_and_a_standing_one_in_a_column():
    traces = [bar(["A"], [1], name=f"A long name number {n}") for n in range(8)]

    def places(**legend):
        root = parsed(*traces, legend={"font": {"size": 13}, "x": 0, "yanchor": "bottom", **legend})
        found = [text for text in root.findall("text") if "long" in "".join(text.itertext())]
        return len({text.get("x") for text in found}), len({text.get("y") for text in found})

    columns, rows = places(orientation="h")
    assert columns > 2
    assert rows > 1
    assert places(orientation="v") == (1, 8)


def test_a_trace_that_is_switched_off_is_not_drawn():
    assert bars(parsed(bar(["A"], [1], visible=False), bar(["B"], [1], visible="legendonly"))) == []


def test_shapes_are_drawn_where_they_say_and_cut_at_the_plot():
    band = {"type": "rect", "x0": "2024-01-01", "x1": "2024-07-01", "y0": 0, "y1": 1, "yref": "paper"}
    band |= {"layer": "below", "fillcolor": "#f0f4f5", "line": {"width": 0}}
    day = {"type": "line", "x0": "2024-07-01", "x1": "2024-07-01", "y0": 0, "y1": 1, "yref": "y domain"}

    root = parsed(shapes=[band, day | {"line": {"dash": "dash"}}], **YEAR)

    assert bars(root) == [(100, 50, pytest.approx(91 / 365 * 700, abs=0.1), 300)]
    [mark] = root.findall("line")
    assert float(mark.get("x1")) == pytest.approx(100 + 91 / 365 * 700, abs=0.1)
    assert (mark.get("y1"), mark.get("y2")) == ("350", "50")


def test_shapes_outside_the_picture_are_left_out():
    late = {"type": "line", "x0": "2026-01-01", "x1": "2026-01-01", "y0": 0, "y1": 1, "yref": "paper"}
    high = {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": 99, "y1": 99}
    never = {"type": "rect", "x0": "soon", "x1": "2026-01-01", "y0": 0, "y1": 1}
    band = {"type": "rect", "x0": "2026-01-01", "x1": "2026-02-01", "y0": 0, "y1": 1}

    root = parsed(shapes=[late, high, never, band], yaxis={"range": [0, 1]}, **YEAR)

    assert root.findall("line") == []
    assert bars(root) == []


def test_notes_stand_where_they_say():
    target = {
        "text": "Target",
        "x": 1,
        "xref": "paper",
        "y": 5,
        "xanchor": "right",
        "yshift": 4,
        "bgcolor": "#ffffff",
    }

    root = parsed(line([1, 2], [0, 10]), annotations=[target], yaxis={"range": [0, 10]})

    note = next(text for text in root.findall("text") if text.text == "Target")
    assert (note.get("x"), note.get("text-anchor")) == ("800", "end")
    [(x, y, width, height)] = bars(root)
    assert y < float(note.get("y")) < y + height
    assert x + width > 800


@pytest.mark.parametrize(("share", "anchor"), [(0, None), (0.5, "middle"), (1, "end")])
def test_a_note_on_the_paper_leans_away_from_the_nearest_edge(share, anchor):
    note = {"text": "Here", "x": share, "xref": "paper", "y": share, "yref": "paper"}

    root = parsed(line([1, 2], [0, 10]), annotations=[note])

    assert next(text for text in root.findall("text") if text.text == "Here").get("text-anchor") == anchor


def test_notes_outside_the_picture_or_switched_off_are_left_out():
    notes = [
        {"text": "Far", "x": 9, "y": 1},
        {"text": "Off", "x": 1, "y": 1, "visible": False},
        {"text": "", "x": 1, "y": 1},
    ]

    words = texts(parsed(line([1, 2], [1, 2]), annotations=notes))

    assert not {"Far", "Off", ""} & set(words)


def test_words_are_escaped_whatever_they_hold():
    evil = '"><script>alert(1)</script>&amp;\x00\x0b'
    traces = (bar([evil], [1], name=evil, text=[evil], textposition="outside"), line([evil], [1], name=evil))
    layout = {"annotations": [{"text": evil, "x": 0, "xref": "paper", "y": 0, "yref": "paper"}]}

    figure = go.Figure({"data": list(traces), "layout": layout | {"template": "none"}})
    text = figure_svg(figure, name="test", title=evil, description=evil)

    root = ElementTree.fromstring(text)  # noqa: S314
    assert "<script" not in text
    assert "script" not in {child.tag.rpartition("}")[2] for child in root.iter()}


def test_a_picture_has_no_styles_no_scripts_and_no_handlers():
    text = draw(
        bar(["A"], [1], name="Bars"),
        line(["A"], [1], name="Line"),
        annotations=[{"text": "Note", "x": 0, "y": 1}],
    )

    assert not re.search(r"style|class=|\son\w+=|href|javascript", text)


def test_the_same_figure_is_always_the_same_bytes_and_few_of_them():
    traces = [line([f"2024-{month:02d}-01" for month in range(1, 13)], list(range(12)), mode="lines+markers")]

    assert draw(*traces) == draw(*traces)
    assert len(gzip.compress(draw(*traces).encode())) < 1500


def test_a_phone_gets_its_own_layout():
    layout = {
        "meta": {
            "narrow": {"height": 700, "margin": {"l": 10}, "annotations": [{"text": "Phone", "x": 1, "y": 1}]}
        }
    }
    layout["annotations"] = [{"text": "Desk", "x": 1, "y": 1}]

    wide, narrow = draw(line([1, 2], [1, 2]), **layout), draw(line([1, 2], [1, 2]), narrow=True, **layout)

    assert f'viewBox="0 0 {WIDE} 400"' in wide
    assert f'viewBox="0 0 {NARROW} 700"' in narrow
    assert ("Desk" in wide, "Desk" in narrow) == (True, False)
    assert ("Phone" in wide, "Phone" in narrow) == (False, True)


def test_arrays_dates_and_days_are_all_read():
    days = [date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1)]
    moments = np.array(days, dtype="datetime64[ns]")

    assert draw(line(days, [1, 2, 3])) == draw(line(moments, np.array([1, 2, 3])))
    assert draw(line(days, [1, 2, 3])) == draw(line([str(day) for day in days], [1, 2, 3]))


def test_what_only_looks_like_a_date_is_a_name():
    assert "2024-99-99" in texts(parsed(bar(["2024-99-99", "2024-04-01"], [1, 2])))


def test_arrays_may_style_each_point_and_hold_each_base():
    marker = {"color": np.array(["#111111", "#222222"]), "size": np.array([4, 8])}
    points = {"type": "scatter", "x": [1, 2], "y": [1, 2], "mode": "markers", "marker": marker}
    based = bar([1, 1], ["A", "B"], base=np.array([1, 2]), orientation="h", xaxis="x")

    assert [circle.get("r") for circle in parsed(points).findall("circle")] == ["2", "4"]
    assert len(bars(parsed(based))) == 2
    assert len(bars(parsed(based | {"base": 5}))) == 2


def test_long_names_break_between_words_and_end_in_an_ellipsis():
    name = "Public engagement report summarising key findings and recommendations"

    lines = wrap(name, width=160, size=14, most=2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(text_width(line, 14) <= 160 for line in lines)
    assert wrap("Short", width=160, size=14, most=2) == ["Short"]
    assert wrap("x" * 60, width=160, size=14, most=2)[0].endswith("…")
    assert wrap("", width=160, size=14, most=2) == []


ANY_NUMBER = st.one_of(st.none(), st.floats(), st.integers(-(10**18), 10**18))
ANY_DAY = st.one_of(st.none(), st.dates(), st.datetimes(), st.text(max_size=6))
KINDS = st.sampled_from(["lines", "markers", "lines+markers", "stack", "group", "relative", "based"])


def trace_of(kind, xs, ys):
    if "lines" in kind or kind == "markers":
        return {"type": "scatter", "x": xs, "y": ys, "mode": kind}
    return {"type": "bar", "x": xs, "y": ys, "base": [1] * len(ys) if kind == "based" else None}


@settings(max_examples=60, deadline=None)
@given(
    kind=KINDS, xs=st.lists(st.one_of(ANY_DAY, ANY_NUMBER), max_size=6), ys=st.lists(ANY_NUMBER, max_size=6)
)
def test_whatever_the_values_the_picture_is_whole_and_finite(kind, xs, ys):
    mode = kind if kind in ("stack", "group", "relative") else None

    text = draw(trace_of(kind, xs, ys), barmode=mode)

    ElementTree.fromstring(text)  # noqa: S314
    assert not re.search(r"nan|inf\b", re.sub(r"<text.*?</text>", "", text))


@settings(max_examples=60, deadline=None)
@given(value=st.floats(-1e14, 1e14), count=st.integers(1, 4))
def test_equal_values_and_single_points_have_a_place(value, count):
    root = parsed({"type": "scatter", "x": [1] * count, "y": [value] * count, "mode": "markers"})

    assert len(root.findall("circle")) == count
    assert all(50 <= float(circle.get("cy")) <= 350 for circle in root.findall("circle"))


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60), width=st.floats(10, 400), most=st.integers(1, 4))
def test_wrapped_names_never_have_too_many_lines(text, width, most):
    lines = wrap(text, width=width, size=14, most=most)

    assert len(lines) <= most
    assert all(text_width(line, 14) <= width or line == "…" for line in lines)


def test_an_empty_figure_is_an_empty_plot():
    assert bars(parsed()) == bars(parsed({"type": "bar"}, {"type": "scatter"})) == []
    assert figure_svg(go.Figure(), name="test", title="Nothing", description="").startswith("<svg")
