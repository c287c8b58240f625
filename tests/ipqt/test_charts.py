"""How figures look and travel: one figure for both renderers, told in words as well."""

import json
import re
import subprocess
import sys

import plotly.graph_objects as go
import pytest
from django.template import Context, Template
from django.urls import reverse
from pytest_django.asserts import assertContains

from ipqt import charts
from ipqt.charts import ChartTable, figure_json, line_trace, new_figure, plotly_text, warm_up
from ipqt.svg.document import figure_svg, merged

WORDS = {"name": "x", "title": "Placements", "description": "They fell."}


def placements():
    actual = line_trace(["2021-11-01", "2023-05-01", "2025-05-01"], [89, None, 37], name="Actual <people>")
    target = line_trace(
        ["2021-11-01", "2025-05-01"], [60, 40], name="Target", colour=charts.QUIET, steps=True
    )
    layout = {"height": 300, "margin": {"l": 40, "r": 20, "t": 20, "b": 60}}
    return new_figure([actual, target], layout=layout, narrow={"height": 240})


def data_of(script):
    return json.loads(re.search(r">(.*)</script>", script, re.DOTALL)[1])


def render(figure, **changes):
    table = ChartTable(
        caption="Placements", header=("Month", "People"), rows=[("November 2021", 89), ("May 2025", 37)]
    )
    given = {"figure": figure, "table": table, "csv": "/data/observations.csv"} | changes
    tag = (
        '{% chart figure title="Placements" finding="They <fell>." table=table csv_url=csv id="placements" %}'
    )
    return Template("{% load charts %}" + tag).render(Context(given))


def test_both_renderers_draw_the_same_figure_and_leave_it_as_it_was():
    figure = placements()
    before = figure.to_json()

    sent = data_of(figure_json(figure, "f"))
    picture = figure_svg(figure, **WORDS)

    assert figure.to_json() == before
    assert go.Figure(sent) == go.Figure(json.loads(before))
    assert [trace["y"] for trace in sent["data"]] == [[89, None, 37], [60, 40]]
    assert picture == figure_svg(go.Figure(sent), **WORDS)


def test_the_phone_s_layout_is_one_that_plotly_accepts():
    figure = placements()

    narrow = merged(figure.layout.to_plotly_json(), narrow=True)

    assert go.Figure({"data": figure.data, "layout": narrow}).layout.height == 240
    assert merged(figure.layout.to_plotly_json(), narrow=False)["height"] == 300


def test_a_figure_travels_as_data_that_no_browser_runs():
    script = figure_json(new_figure([line_trace([1], [1], name="</script><b>")], layout={}), "evil")

    assert script.startswith('<script id="evil" type="application/json">')
    assert script.count("</script>") == 1


def test_gaps_travel_as_nothing_and_never_as_zero():
    script = figure_json(
        new_figure([line_trace([1, 2], [float("nan"), None], name="Gaps")], layout={}), "gaps"
    )

    assert data_of(script)["data"][0]["y"] == [None, None]


def test_nothing_in_a_figure_asks_for_inline_styles():
    assert plotly_text("Beds & <wards>", "Second line") == "Beds &amp; &lt;wards&gt;<br>Second line"


def test_a_line_may_have_a_look_of_its_own():
    trace = line_trace(
        [1], [1], name="Plan", line={"dash": "dash"}, marker={"symbol": "diamond"}, hoverinfo="skip"
    )

    assert trace["line"] == {"color": charts.BLUE, "width": 2.5, "shape": "linear", "dash": "dash"}
    assert trace["marker"]["symbol"] == "diamond"
    assert trace["hoverinfo"] == "skip"


def test_plotly_waits_until_a_figure_is_wanted():
    code = (
        "import ipqt.charts, deliverables.charts, ipqt.svg.document, sys; sys.exit('plotly' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_plotly_can_be_warmed_up_before_the_first_visitor():
    warm_up()

    assert "plotly.graph_objs._bar" in sys.modules


def test_a_chart_is_a_picture_words_and_a_table():
    html = render(placements())

    assert '<h2 class="nhsuk-heading-m" id="placements-heading">Placements</h2>' in html
    assert "They &lt;fell&gt;." in html
    assert html.count('role="img"') == 3
    assert '<th scope="row" role="rowheader">November 2021</th>' in html
    assert '<td role="cell" data-label="People">89</td>' in html
    assert 'href="/data/observations.csv"' in html
    assert len(re.findall(r'\bid="([^"]+)"', html)) == len(set(re.findall(r'\bid="([^"]+)"', html)))


def test_a_chart_carries_no_inline_style_script_or_handler():
    html = render(placements())

    scripts = re.findall(r"<script[^>]*>", html)
    assert [tag for tag in scripts if "src=" not in tag and "application/json" not in tag] == []
    assert not re.search(r"\sstyle=|\son\w+=", html)


def test_where_there_is_nothing_to_draw_the_table_stands_open():
    html = render(None, csv="")

    assert "<svg" not in html
    assert "<script" not in html
    assert "Explore" not in html
    assert re.search(r"<details[^>]* open>", html)


@pytest.mark.urls("tests.ipqt.chart_page")
def test_a_page_of_charts_is_small(client, db):
    response = client.get("/charts/", headers={"accept-encoding": "gzip"})

    assert len(response.content) < 16_000
    assertContains(client.get("/charts/"), reverse("accessibility"))


def test_words_may_not_promise_more_columns_than_there_are():
    with pytest.raises(ValueError, match="shorter"):
        _ = ChartTable(caption="", header=("Month", "People"), rows=[("May 2025",)]).labelled
