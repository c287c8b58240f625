"""The measures of a programme as a table of icons."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from metrics.models import MeasureSettings
from tests.factories import MembershipFactory, OrganisationFactory, ProgrammeFactory, WorkstreamFactory
from tests.metrics.factories import (
    IndicatorFactory,
    MeasureFactory,
    ObservationFactory,
    ProgrammeIndicatorFactory,
    SeriesFactory,
    TargetFactory,
    monthly,
)

pytestmark = pytest.mark.django_db

SWINGING = [20, 22, 21, 23] * 5
RISEN = [*SWINGING, 60]


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2025-09-01T12:00:00Z", tick=False):
        yield


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def take_up(programme, name, values=(), *, target=None, indicator=None, readiness="proposed", **series):
    """A measure of the programme; values make a series of its ICB unless told otherwise."""
    taken_up = ProgrammeIndicatorFactory(
        programme=programme, indicator=indicator or IndicatorFactory(name=name), readiness=readiness
    )
    if values:
        own = {"organisation": programme.icb} | series
        monthly(SeriesFactory(programme=programme, indicator=taken_up.indicator, **own), values)
    if target is not None:
        TargetFactory(programme=programme, indicator=taken_up.indicator, value=target)
    return taken_up


def get(client, *, status=200, **query):
    response = client.get(reverse("metrics:measures", args=["midshire"]), query)
    assert response.status_code == status
    return response


def names(client, **query):
    """The measures shown, in the order of the page."""
    return [row.name for row in get(client, **query).context["table"].records]


def words(client, **query):
    return " ".join(get(client, **query).content.decode().split())


def finding(client, **query):
    return get(client, **query).context["finding"]


def test_a_row_tells_value_date_age_icons_target_and_readiness_in_words(reader, programme):
    taken_up = take_up(programme, "Days lost", RISEN, target=5, readiness="target_set")

    html = words(reader)

    assert f'href="{taken_up.get_absolute_url()}"' in html
    assert "<strong>60 people</strong>" in html
    assert "December 2024" in html
    assert "data to 31 December 2024, 8 months old" in html
    assert "Concern, high or rising" in html
    assert "Consistently misses the target" in html
    assert "5 people" in html
    assert "Local plan" in html
    assert "Target set" in html
    assert "5 of 6" in html
    assert str(programme.icb) in html


def test_units_are_mixed_and_a_percentage_says_of_how_many(reader, programme):
    share = IndicatorFactory(name="Occupancy", unit="%", decimals=1, calculation="ratio", denominator="Beds")
    take_up(programme, "", indicator=share)
    series = SeriesFactory(programme=programme, indicator=share, organisation=programme.icb)
    ObservationFactory(series=series, value=93.75, numerator=1875, denominator=2000)

    html = words(reader)

    assert "93.8%" in html
    assert "of 2,000" in html


def test_a_measure_without_values_says_so_and_shows_no_icon(reader, programme):
    take_up(programme, "Red days")

    html = words(reader)

    for said in ("No values yet", "Nothing to judge", "Nothing to draw", "None set", "Nobody yet"):
        assert said in html


def test_a_newest_period_without_a_value_stands_beside_the_last_one_known(reader, programme):
    take_up(programme, "Days lost", [20, 22, 21, None])

    html = words(reader)

    assert "<strong>21 people</strong>" in html
    assert "July 2023: Not reported" in html
    assert "Latest value missing" in html


def test_a_provisional_value_is_marked(reader, programme):
    taken_up = take_up(programme, "Days lost", [20, 22])
    series = taken_up.indicator.series.get()
    ObservationFactory(series=series, starts_on=date(2023, 6, 1), value=24, value_status="provisional")

    assert '<span class="app-basis">Provisional</span>' in words(reader)


def test_a_target_that_holds_later_says_from_when_even_without_values(reader, programme):
    taken_up = take_up(programme, "Without a plan")
    TargetFactory(
        programme=programme,
        indicator=taken_up.indicator,
        kind="standard",
        value=0,
        starts_on=date(2027, 3, 31),
    )

    assert "National standard, from 31 March 2027" in words(reader)


def test_values_that_are_not_the_programmes_own_carry_their_label(reader, programme):
    take_up(programme, "Shown", SWINGING, standing="demonstration")
    take_up(programme, "Made up", SWINGING, basis="illustrative")

    html = words(reader)

    assert "Open data for demonstration, not the programme’s own" in html
    assert "app-basis--illustrative" in html


def test_measures_with_values_come_first_and_else_in_the_order_of_the_framework(reader, programme):
    for place, (name, values) in enumerate([("A", ()), ("B", [5]), ("C", ()), ("D", [5])]):
        take_up(programme, name, values)
        programme.indicators.filter(indicator__name=name).update(position=place)

    assert names(reader) == ["B", "D", "A", "C"]


def test_the_finding_counts_what_the_rows_show(reader, programme):
    take_up(programme, "Worse", RISEN, target=5)
    take_up(programme, "Missed", SWINGING, target=5)
    take_up(programme, "Empty")

    assert finding(reader) == (
        "Of 3 measures, 1 signals concern, 2 consistently miss their target and 1 has no values yet."
    )
    assert finding(reader, q="Empty") == (
        "Of 1 measure, none signals concern, none consistently misses its target and 1 has no values yet."
    )
    assert finding(reader, q="zebra") == ""


def test_the_finding_never_counts_made_up_values_or_open_data_as_the_programmes(reader, programme):
    take_up(programme, "Shown", RISEN, standing="demonstration")
    take_up(programme, "Made up", RISEN, basis="illustrative")
    take_up(programme, "Own", SWINGING)

    said = finding(reader)

    assert "none signals concern" in said
    assert "none is without values" in said
    assert said.endswith(
        "2 show open data or made-up values, which say nothing of this programme: 2 of these signal concern."
    )


def test_only_signals_can_be_asked_for(reader, programme):
    take_up(programme, "Worse", RISEN)
    take_up(programme, "Usual", SWINGING)
    take_up(programme, "Better", [*SWINGING, 1])
    take_up(programme, "Missed", SWINGING, target=5)
    take_up(programme, "Empty")

    assert names(reader, signal="any", sort="name") == ["Better", "Worse"]
    assert names(reader, signal="concern") == ["Worse"]
    assert names(reader, signal="improvement") == ["Better"]
    assert names(reader, signal="misses") == ["Missed"]
    assert names(reader, signal="none") == ["Empty"]


def test_measures_can_be_narrowed_by_objective_workstream_readiness_and_words(reader, programme):
    wanted = take_up(programme, "Wanted", readiness="defined")
    take_up(programme, "Other")
    measure = MeasureFactory(objective__programme=programme, objective__ref="O-9")
    measure.indicators.add(wanted.indicator)
    MeasureFactory(objective__ref="O-9").indicators.add(IndicatorFactory())
    wanted.workstreams.add(WorkstreamFactory(programme=programme, slug="wards"))

    for query in ({"objective": "O-9"}, {"workstream": "wards"}, {"readiness": "defined"}, {"q": "want"}):
        assert names(reader, **query) == ["Wanted"]


def test_the_values_of_one_trust_can_be_asked_for(reader, programme):
    trust = OrganisationFactory(code="R01")
    both = take_up(programme, "Both", [50])
    monthly(SeriesFactory(programme=programme, indicator=both.indicator, organisation=trust), [7])
    take_up(programme, "Board only", [50])

    (row,) = get(reader, organisation="R01").context["table"].records

    assert row.name == "Both"
    assert row.last_known.value == 7
    assert "and 1 more series" in words(reader)


def test_a_filter_that_is_not_known_is_an_error_and_shows_no_rows(reader, programme):
    take_up(programme, "Days lost", [5])

    html = get(reader, status=400, signal="loud").content.decode()

    assert "Choose a signal from the list." in html
    assert "Days lost" not in html


def test_the_table_sorts_by_age_signal_and_assurance_and_keeps_tied_rows_in_place(reader, programme):
    take_up(programme, "Old", SWINGING)
    take_up(programme, "Empty")
    take_up(programme, "Concern", RISEN, target=5)
    take_up(programme, "Better", [*SWINGING, 1, 1], target=40)

    assert names(reader, sort="latest") == ["Better", "Concern", "Old", "Empty"]
    assert names(reader, sort="variation")[:2] == ["Concern", "Better"]
    assert names(reader, sort="assurance")[0] == "Concern"
    assert names(reader, sort="readiness") == ["Old", "Concern", "Better", "Empty"]


def test_more_rows_than_fit_are_paged_and_the_finding_still_counts_them_all(reader, programme):
    for place in range(27):
        take_up(programme, f"Measure {place:02d}")

    assert len(names(reader)) == 25
    assert len(names(reader, page=2)) == 2
    assert finding(reader, page=2).startswith("Of 27 measures")


def test_a_programme_without_measures_says_so(reader):
    assert "No measures match these filters." in words(reader)


def test_the_file_of_the_rows_keeps_their_filters(reader, programme):
    take_up(programme, "Worse", RISEN)
    take_up(programme, "Usual", SWINGING)

    link = get(reader, signal="concern").context["table"].csv_url
    lines = reader.get(link).getvalue().decode("utf-8-sig").splitlines()

    assert len(lines) == 2
    assert "Worse" in lines[1]


def test_the_past_is_told_with_the_values_of_then(reader, programme):
    taken_up = take_up(programme, "Days lost", RISEN)
    late = taken_up.indicator.series.get().observations.order_by("starts_on").last()
    late.known_at = datetime(2025, 6, 1, tzinfo=UTC)
    late.save()

    (then,) = get(reader, as_at="2025-03-31").context["table"].records
    (now,) = get(reader).context["table"].records

    assert (then.last_known.value, now.last_known.value) == (23, 60)
    assert "as_at=2025-03-31" in words(reader, as_at="2025-03-31")


def test_the_key_explains_every_icon_and_the_house_rules_are_printed(reader, programme):
    take_up(programme, "Days lost", [5])
    MeasureSettings.objects.create(programme=programme, spc_profile="nhsr")

    html = words(reader)

    assert "What the icons mean" in html
    assert "May meet or miss the target" in html
    assert "NHS-R Making Data Count" in html
    assert "Small numbers:" in html


@pytest.mark.parametrize("rows", [1, 12])
def test_the_table_costs_the_same_queries_whatever_its_length(
    reader, programme, rows, django_assert_num_queries
):
    for place in range(rows):
        indicator = IndicatorFactory(counts_people=True)
        take_up(programme, f"Measure {place}", SWINGING, target=5, indicator=indicator)

    with django_assert_num_queries(16):
        get(reader)
