"""How the end of an item moved, and which way it goes."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from deliverables.models import Update
from deliverables.slippage import (
    Baseline,
    Report,
    agreed_on,
    slippage_figure,
    slippage_finding,
    slippage_table,
)
from deliverables.trend import trend_of
from deliverables.variance import End
from ipqt.svg.document import figure_svg
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    UpdateFactory,
    WindowFactory,
)

FIRST = Baseline(End(date(2026, 1, 31), "month"))
SECOND = Baseline(End(date(2026, 6, 30), "month"), date(2025, 11, 15))


def report(day, end, *, organisation="MPFT", precision="month", actual=False):
    return Report(day=day, organisation=organisation, end=End(end, precision), actual=actual)


REPORTS = [
    report(date(2025, 6, 30), date(2026, 1, 31)),
    report(date(2025, 9, 30), date(2026, 3, 31)),
    report(date(2025, 12, 31), date(2026, 6, 30), actual=True),
]


def test_the_figure_has_a_line_of_forecasts_and_both_baselines():
    figure = slippage_figure(REPORTS, [FIRST, SECOND])
    traces = {trace.name: trace for trace in figure.data}

    assert list(traces) == ["First baseline", "Current baseline", "Forecast end", "Actual end"]
    assert list(traces["Forecast end"].x) == [one.day for one in REPORTS]
    assert list(traces["Forecast end"].y) == [one.end.day for one in REPORTS]
    assert list(traces["First baseline"].y) == [date(2026, 1, 31)] * 2
    assert list(traces["Current baseline"].x) == [date(2025, 6, 30), date(2025, 11, 15), date(2025, 12, 31)]
    assert list(traces["Current baseline"].y) == [date(2026, 1, 31), date(2026, 6, 30), date(2026, 6, 30)]
    assert traces["Current baseline"].line.shape == "hv"
    assert list(traces["Actual end"].x) == [date(2025, 12, 31)]


def test_the_words_of_the_figure_are_drawn_on_a_wide_page_and_on_a_phone():
    figure = slippage_figure(REPORTS, [FIRST, SECOND])

    for narrow in (False, True):
        svg = figure_svg(figure, name="slippage", title="How the end moved", description="x", narrow=narrow)
        for words in ("First baseline", "Current baseline", "Forecast end", "Actual end", "2026"):
            assert words in svg


def test_each_organisation_has_a_line_of_its_own():
    other = report(date(2025, 12, 31), date(2026, 2, 28), organisation="NSCHT")

    figure = slippage_figure([*REPORTS[:2], other], [])

    assert [trace.name for trace in figure.data] == ["Forecast end, MPFT", "Forecast end, NSCHT"]
    assert {trace.marker.symbol for trace in figure.data} == {"circle", "square"}


def test_one_report_is_no_line():
    assert slippage_figure(REPORTS[:1], [FIRST]) is None


def test_two_reports_of_one_day_have_a_picture_too():
    figure = slippage_figure([REPORTS[0], report(date(2025, 6, 30), date(2026, 2, 28))], [FIRST])

    assert figure_svg(figure, name="slippage", title="x", description="x")


def test_a_name_with_markup_is_only_words():
    figure = slippage_figure([report(one.day, one.end.day, organisation="<b>T</b>") for one in REPORTS], [])

    assert "&lt;b&gt;T" in figure.data[0].hovertext[0]
    assert "<b>" not in figure_svg(figure, name="slippage", title="x", description="x")


def test_the_table_sets_each_report_against_the_first_baseline_and_the_one_agreed_then():
    rows = [row[2:] for row in slippage_table(REPORTS, [FIRST, SECOND]).rows]

    assert rows == [
        ("Forecast end", "January 2026", "No difference", "No difference"),
        ("Forecast end", "March 2026", "2 months later", "2 months later"),
        ("Actual end", "June 2026", "5 months later", "No difference"),
    ]
    assert slippage_table(REPORTS, []).rows[0][4:] == ("No end was planned", "No end was planned")


@pytest.mark.parametrize(
    ("reports", "baselines", "expected"),
    [
        (
            REPORTS,
            [FIRST, SECOND],
            "The end moved 5 months later over 3 reports, from January 2026 to June 2026. "
            "That is 5 months later than first planned (January 2026).",
        ),
        (
            REPORTS[::-1],
            [],
            "The end moved 5 months earlier over 3 reports, from June 2026 to January 2026. "
            "No end was planned.",
        ),
        (
            [REPORTS[0]] * 2,
            [FIRST],
            "The end did not move over 2 reports: January 2026. That is as first planned.",
        ),
    ],
)
def test_the_finding_says_how_far_the_end_moved(reports, baselines, expected):
    assert slippage_finding(reports, baselines) == expected


def test_the_baseline_of_a_day_is_the_newest_agreed_by_then():
    assert agreed_on([FIRST, SECOND], date(2025, 11, 14)) == FIRST
    assert agreed_on([FIRST, SECOND], date(2025, 11, 15)) == SECOND
    assert agreed_on([SECOND], date(2025, 1, 1)) == SECOND


def said(state="in_progress", confidence="", **more):
    return Update(state=state, confidence=confidence, reported_on=date(2026, 1, 31), **more)


@pytest.mark.parametrize(
    ("earlier", "newest", "code"),
    [
        (None, said(), "new"),
        (said(), said(), "same"),
        (said(confidence="green"), said(confidence="amber"), "worse"),
        (said(confidence="red"), said(confidence="amber"), "better"),
        (said(), said(confidence="red"), "same"),
        (said(forecast_end=date(2026, 3, 31)), said(forecast_end=date(2026, 4, 30)), "worse"),
        (said(forecast_end=date(2026, 3, 31)), said(forecast_end=date(2026, 2, 28)), "better"),
        (said(forecast_end=date(2026, 3, 31)), said(), "same"),
        (
            said(confidence="red", forecast_end=date(2026, 3, 31)),
            said(confidence="green", forecast_end=date(2026, 4, 30)),
            "worse",
        ),
        (said("not_started"), said("in_progress"), "better"),
        (said("in_progress"), said("waiting"), "worse"),
        (said("in_progress"), said("absorbed"), "same"),
        (said("in_progress", "red"), said("stopped"), "worse"),
        (
            said(forecast_end=date(2026, 3, 31)),
            said("delivered", actual_end=date(2026, 4, 30)),
            "better",
        ),
        (said("delivered"), said("in_progress"), "worse"),
    ],
)
def test_the_trend_is_read_from_two_reports(earlier, newest, code):
    assert trend_of(newest, earlier).code == code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("green", "Better than on 31 January 2026"),
        ("amber", "Same as on 31 January 2026"),
        ("red", "Worse than on"),
    ],
)
def test_the_trend_names_the_day_that_it_looks_back_to(code, words):
    assert words in trend_of(said(confidence=code), said(confidence="amber")).words


@pytest.fixture
def item(db):
    item = PlanItemFactory(programme=ProgrammeFactory(slug="midshire"), ref="Y1-A-C")
    WindowFactory(item=item, starts_on=None, ends_on=date(2025, 6, 30))
    return item


@pytest.fixture
def reader(client, item):
    client.force_login(MembershipFactory(programme=item.programme).user)
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield client


@pytest.fixture
def trust(db):
    return OrganisationFactory(short_name="MPFT")


def add(item, trust, slug, day, end, **more):
    more = {"confidence": "amber", "forecast_end": end, "forecast_precision": "month"} | more
    return UpdateFactory(item=item, organisation=trust, period__slug=slug, reported_on=day, **more)


def page(reader, item, **query):
    response = reader.get(item.get_absolute_url(), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_of_an_item_shows_how_its_end_moved_and_which_way_it_goes(reader, item, trust):
    add(item, trust, "q1", date(2025, 6, 30), date(2025, 9, 30), confidence="green")
    add(item, trust, "q2", date(2025, 9, 30), date(2025, 12, 31))

    html, before = page(reader, item), page(reader, item, as_at="2025-09-29")

    assert "How the end moved" in html
    assert "The end moved 3 months later over 2 reports, from September 2025 to December 2025." in html
    assert "Worse than on 30 June 2025" in html
    assert "How the end moved" not in before
    assert "New: the first report" in before


def test_a_correction_counts_in_the_place_of_what_it_corrects(reader, item, trust):
    add(item, trust, "q1", date(2025, 6, 30), date(2025, 9, 30), confidence="red")
    wrong = add(item, trust, "q2", date(2025, 9, 30), date(2026, 12, 31))
    UpdateFactory(
        item=item,
        organisation=trust,
        period=wrong.period,
        supersedes=wrong,
        correction_reason="A slip of the pen in the year.",
        reported_on=date(2025, 9, 30),
        accepted_at=datetime(2025, 10, 7, tzinfo=UTC),
        forecast_end=date(2025, 9, 30),
        forecast_precision="month",
        confidence="amber",
    )

    html = page(reader, item)

    assert "The end did not move over 2 reports: September 2025." in html
    assert "Better than on 30 June 2025" in html
    assert "A correction:</strong> A slip of the pen in the year." in html
    assert "Corrected since" in html


def test_the_history_tells_each_field_that_changed_from_what_to_what(reader, item, trust):
    add(item, trust, "q1", date(2025, 6, 30), date(2025, 9, 30), confidence="green", summary="Begun.")
    add(
        item,
        trust,
        "q2",
        date(2025, 9, 30),
        date(2025, 12, 31),
        summary="Begun.",
        reason="Staff left",
        ask="Help",
    )

    html = page(reader, item)

    assert "4 fields changed since 30 June 2025" in html
    assert "<dt>Delivery confidence</dt> <dd>Amber<p" in html
    assert "Before: Green" in html
    assert "<dd>December 2025<p" in html
    assert '<dt>Reason</dt> <dd>Staff left<p class="app-quiet app-small">Before: nothing' in html
    assert "<dt>What happened</dt>" not in html


def test_the_history_says_that_nothing_changed_where_a_lead_said_so(reader, item, trust):
    add(item, trust, "q1", date(2025, 6, 30), date(2025, 9, 30))
    add(item, trust, "q2", date(2025, 9, 30), date(2025, 9, 30), no_change=True)

    html = page(reader, item)

    assert "No change, still true." in html
    assert "changed since" not in html


def test_words_of_another_organisation_are_not_set_against_each_other(reader, item, trust):
    add(item, trust, "q1", date(2025, 6, 30), date(2025, 9, 30))
    add(item, OrganisationFactory(), "q1", date(2025, 9, 30), date(2025, 12, 31))

    html = page(reader, item)

    assert "changed since" not in html
    assert "New: the first report" in html
