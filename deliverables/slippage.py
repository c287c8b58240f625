"""How the end of an item moved from report to report. Pure: values in, a figure, a table or words out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from deliverables.variance import SAME, End, difference_words
from ipqt import charts
from ipqt.charts import ChartTable, line_trace, new_figure, plotly_text
from ipqt.dates import day_words
from ipqt.svg.document import NARROW, WIDE
from ipqt.svg.legend import key_height

if TYPE_CHECKING:
    import plotly.graph_objects as go

LEAST_REPORTS = 2
SIDE, TOP, TALL, X_WORDS = 74, 16, 240, 46
FORECAST, ACTUAL = "Forecast end", "Actual end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The end as believed on one day: forecast, or actual once it is over."""

    day: date
    organisation: str
    end: End
    actual: bool

    @property
    def kind(self) -> str:
        return ACTUAL if self.actual else FORECAST


@dataclass(frozen=True, slots=True)
class Baseline:
    """An agreed end; `since` is empty for the first."""

    end: End
    since: date | None = None


def slippage_figure(reports: Sequence[Report], baselines: Sequence[Baseline]) -> go.Figure | None:
    """Ends against the days of the reports, oldest first; None where there are fewer than two reports."""
    if len(reports) < LEAST_REPORTS:
        return None
    frame = _frame(reports, baselines)
    traces = [*_baselines(baselines, frame), *_lines(reports), *_actuals(reports)]
    ends = [day for trace in traces for day in trace["y"]]
    axes = {
        "xaxis": {"type": "date", "range": _padded(*frame), "showgrid": False, "showline": True},
        "yaxis": {"type": "date", "range": _padded(min(ends), max(ends)), "tickformat": "%b %Y"},
    }
    names = [trace["name"] for trace in traces]
    wide, narrow = (_layout(names, width=width) for width in (WIDE, NARROW))
    return new_figure(traces, layout=charts.overlaid(axes | {"showlegend": True}, wide), narrow=narrow)


def _frame(reports: Sequence[Report], baselines: Sequence[Baseline]) -> tuple[date, date]:
    """From the first report to the last report or change of the baseline; never a single day."""
    first = reports[0].day
    last = max([reports[-1].day, *(line.since for line in baselines if line.since)])
    return (first, max(last, first + timedelta(days=30)))


def _layout(names: Sequence[str], *, width: int) -> dict:
    """The key stands below the words of the x axis."""
    key = key_height(names, width=width - SIDE, size=charts.SMALL)
    bottom = X_WORDS + round(key) + 12
    return {
        "height": TOP + TALL + bottom,
        "margin": {"l": SIDE, "r": 16, "t": TOP, "b": bottom},
        "legend": {"yanchor": "top", "y": -X_WORDS / TALL},
    }


def _padded(first: date, last: date) -> list[date]:
    room = timedelta(days=max(7, (last - first).days // 12))
    return [first - room, last + room]


def _baselines(baselines: Sequence[Baseline], frame: tuple[date, date]) -> list[dict]:
    """The first baseline as a dashed line; the one agreed at each time as steps, where it moved."""
    if not baselines:
        return []
    first = baselines[0]
    looks = {"mode": "lines", "hoverinfo": "text"}
    hover = [plotly_text("First baseline", str(first.end))] * 2
    dash = {"dash": "dash", "width": 2}
    ends = [first.end.day] * 2
    traces = [
        line_trace(
            frame, ends, name="First baseline", colour=charts.QUIET, line=dash, hovertext=hover, **looks
        )
    ]
    if len(baselines) == 1:
        return traces
    steps = [(frame[0], agreed_on(baselines, frame[0]).end)]
    steps += [(line.since, line.end) for line in baselines[1:] if line.since and line.since > frame[0]]
    steps.append((frame[1], agreed_on(baselines, frame[1]).end))
    days, ends = [day for day, _end in steps], [end.day for _day, end in steps]
    hover = [plotly_text("Agreed since", str(end)) for _day, end in steps]
    current = {"name": "Current baseline", "colour": charts.INK, "steps": True}
    return [*traces, line_trace(days, ends, hovertext=hover, **current, **looks)]


def _lines(reports: Sequence[Report]) -> list[dict]:
    """One line for each organisation that reported."""
    names = list(dict.fromkeys(report.organisation for report in reports))
    symbols = ("circle", "square", "triangle-up", "triangle-down")
    traces = []
    for index, name in enumerate(names):
        own = [report for report in reports if report.organisation == name]
        trace = line_trace(
            [report.day for report in own],
            [report.end.day for report in own],
            name=FORECAST if len(names) == 1 else f"{FORECAST}, {name}",
            colour=(charts.BLUE, charts.ORANGE, charts.DARK_BLUE)[index % 3],
            marker={"symbol": symbols[index % len(symbols)], "size": 9},
            hovertext=[_hover(report) for report in own],
            hoverinfo="text",
        )
        traces.append(trace)
    return traces


def _actuals(reports: Sequence[Report]) -> list[dict]:
    done = [report for report in reports if report.actual]
    if not done:
        return []
    marker = {"symbol": "diamond", "size": 13}
    hover = [_hover(report) for report in done]
    days, ends = [report.day for report in done], [report.end.day for report in done]
    looks = {"mode": "markers", "marker": marker, "hovertext": hover, "hoverinfo": "text"}
    return [line_trace(days, ends, name=ACTUAL, colour=charts.GREEN, **looks)]


def _hover(report: Report) -> str:
    return plotly_text(
        f"{report.kind}: {report.end}", f"Said on {day_words(report.day)}", report.organisation
    )


def agreed_on(baselines: Sequence[Baseline], day: date) -> Baseline:
    """The baseline that stood at the end of a day; the first one where none stood yet."""
    return next(
        (line for line in reversed(baselines) if line.since is None or line.since <= day), baselines[0]
    )


def slippage_table(reports: Sequence[Report], baselines: Sequence[Baseline]) -> ChartTable:
    """Each report with its end, against the first baseline and the one agreed then."""
    rows = []
    for report in reports:
        row = (day_words(report.day), report.organisation, report.kind, str(report.end))
        rows.append((*row, *_against(report, baselines)))
    return ChartTable(
        caption="How the end moved from report to report",
        header=(
            "Reported on",
            "By",
            "What",
            "End",
            "Against the first baseline",
            "Against the baseline then",
        ),
        rows=rows,
    )


def _against(report: Report, baselines: Sequence[Baseline]) -> tuple[str, str]:
    if not baselines:
        return ("No end was planned",) * 2
    then = agreed_on(baselines, report.day)
    first, agreed = (difference_words(line.end, report.end) for line in (baselines[0], then))
    return first.capitalize(), agreed.capitalize()


def slippage_finding(reports: Sequence[Report], baselines: Sequence[Baseline]) -> str:
    """The end moved 5 months later over 4 reports, from March 2026 to August 2026."""
    first, last = reports[0].end, reports[-1].end
    moved, over = difference_words(first, last), f"over {len(reports)} reports"
    what = f"The end moved {moved} {over}, from {first} to {last}."
    if moved == SAME:
        what = f"The end did not move {over}: {last}."
    if not baselines:
        return f"{what} No end was planned."
    away = difference_words(baselines[0].end, last)
    planned = "as first planned" if away == SAME else f"{away} than first planned ({baselines[0].end})"
    return f"{what} That is {planned}."
