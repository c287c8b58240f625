"""Open data for demonstration: real, labelled, and taken away without a trace."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from deliverables.models import Change, Organisation, Source
from metrics.demonstration import load_demonstration, remove_demonstration
from metrics.demonstration.catalogue import catalogue
from metrics.demonstration.loading import ADDED
from metrics.models import Note, Observation, ProgrammeIndicator, Series
from metrics.selectors.readings import read_series
from tests.factories import OrganisationFactory, ProgrammeFactory
from tests.metrics.factories import (
    IndicatorFactory,
    ProgrammeIndicatorFactory,
    SeriesFactory,
    monthly,
)

TODAY = date(2026, 11, 21)
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."
NHS = "NHS England / NHS Digital"
PUBLISHERS = {"phs": "Public Health Scotland", "waiting": NHS, "out": NHS}


@pytest.fixture
def programme(db):
    """A programme that has taken up the three indicators that open data fits, and the bodies it names."""
    programme = ProgrammeFactory()
    for slug in ("rre", "rly", "ryg"):
        OrganisationFactory(slug=slug, parent=programme.icb)
    OrganisationFactory(slug="rxm")
    OrganisationFactory(slug="england", kind="national")
    occupancy = {"calculation": "ratio", "denominator": "Available bed days", "factor": 100, "unit": "%"}
    for code, fields in (("CAP-02", occupancy), ("OUT-08", {}), ("OAP-01", {})):
        indicator = IndicatorFactory(code=code, **fields)
        ProgrammeIndicatorFactory(programme=programme, indicator=indicator)
    return programme


@pytest.fixture
def loaded(programme):
    return load_demonstration()


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Series, Observation, Source, Organisation))


def occupancy_of(slug: str) -> Series:
    return Series.objects.get(ref=f"demonstration/occupancy-general-psychiatry/{slug}")


# The files


@pytest.mark.parametrize("source", catalogue().sources, ids=lambda source: source["slug"])
def test_every_source_carries_the_attribution_that_its_licence_asks_for(source):
    publisher = next(words for key, words in PUBLISHERS.items() if key in source["slug"])

    assert source["note"] == f"{ATTRIBUTION} Source: {publisher}."


@pytest.mark.parametrize("excerpt", catalogue().excerpts, ids=lambda excerpt: excerpt.file)
def test_every_excerpt_says_how_it_differs_from_its_indicator(excerpt):
    assert excerpt.label
    assert all(values for _part, values in excerpt.parts())


def test_scotlands_occupancy_is_as_published_over_38_quarters(loaded):
    [reading] = read_series([occupancy_of("s92000003")], as_at=TODAY)

    values = [round(point.value, 2) for point in reading.points]
    assert len(values) == 38
    assert (values[0], min(values), values[-1]) == (83.93, 69.46, 83.29)
    assert reading.points[0].starts_on == date(2016, 7, 1)
    assert reading.latest.is_provisional
    assert [point.starts_on for point in reading.points if point.value < 70] == [date(2020, 4, 1)]


def test_a_percentage_is_what_its_two_counts_make(loaded):
    for row in Observation.objects.filter(series__ref__contains="occupancy"):
        assert row.value == pytest.approx(100 * row.numerator / row.denominator)


def test_delays_by_reason_add_up_to_their_total(loaded):
    month = Observation.objects.filter(
        series__organisation__slug="s92000003", series__indicator__code="OUT-08", starts_on=date(2022, 2, 1)
    )

    assert month.get(series__dimension="").value == 47_713
    for dimension in ("Reason for delay", "Age band"):
        assert sum(month.filter(series__dimension=dimension).values_list("value", flat=True)) == 47_713


def test_a_figure_that_was_published_anew_is_a_revision(loaded):
    board = Observation.objects.filter(series__indicator__code="CAP-02", starts_on=date(2021, 7, 1))
    first, second = board.filter(series=occupancy_of("s92000003")).order_by("revision")

    assert (first.value_status, second.value_status) == ("provisional", "reported")
    assert first.superseded_at == second.known_at
    [then] = read_series([first.series], as_at=date(2025, 3, 31))
    assert then.latest.is_provisional
    assert then.latest.ends_on == date(2021, 9, 30)


def test_a_mark_of_suppression_stays_what_it_is(loaded):
    sent = Observation.objects.filter(series__organisation__slug="ryg").order_by("starts_on")

    assert [(row.value_status, row.value) for row in sent] == [
        ("suppressed", None),
        ("suppressed", None),
        ("reported", 10),
        ("reported", 10),
    ]
    assert {row.rounded_to for row in sent} == {5}


def test_a_trust_shows_in_its_own_programme_and_only_where_anything_is_known_of_it(loaded, programme):
    ours = Series.objects.filter(programme=programme, organisation__kind="trust")

    assert set(ours.values_list("organisation__slug", flat=True)) == {"ryg"}


def waiting(programme) -> ProgrammeIndicator:
    IndicatorFactory(code="ACC-02", position=60)
    for slug in ("qnc", "qwu", "qj2"):
        OrganisationFactory(slug=slug, kind="icb")
    load_demonstration()
    return ProgrammeIndicator.objects.get(programme=programme, indicator__code="ACC-02")


def test_the_waiting_time_file_is_shown_under_a_measure_that_says_why_it_is_there(programme):
    measure = waiting(programme)

    assert (measure.basis, measure.readiness) == ("illustrative", "proposed")
    assert "only to show the national file" in measure.readiness_why
    rows = Observation.objects.filter(series__indicator=measure.indicator, starts_on=date(2024, 4, 1))
    found = set(rows.values_list("series__organisation__slug", "value", "rounded_to"))
    assert {("england", 366_988, 0), ("rre", 5215, 5)} <= found


def test_a_measure_that_came_with_the_data_goes_with_it(programme):
    waiting(programme)

    assert remove_demonstration()["measures"]
    assert not ProgrammeIndicator.objects.filter(indicator__code="ACC-02").exists()


def test_a_measure_that_people_have_made_theirs_stays(programme):
    measure = waiting(programme)
    ProgrammeIndicator.objects.filter(pk=measure.pk).update(owner="Head of access")

    remove_demonstration()

    assert ProgrammeIndicator.objects.filter(pk=measure.pk).exists()


def test_a_measure_with_other_values_stays(programme):
    measure = waiting(programme)
    SeriesFactory(programme=programme, indicator=measure.indicator)

    remove_demonstration()

    assert ProgrammeIndicator.objects.filter(pk=measure.pk).exists()


# Loading


def test_every_series_says_that_it_is_not_the_programmes_own_and_whose_it_is(loaded):
    series = Series.objects.all()

    assert loaded["series"] == len(series)
    assert {one.standing for one in series} == {"demonstration"}
    assert all(one.shared_as_published and one.basis == "published" and one.source.note for one in series)


def test_loading_again_changes_nothing(loaded):
    before, changes = counts(), Change.objects.count()

    assert not load_demonstration()
    assert (counts(), Change.objects.count()) == (before, changes)


def test_a_measure_that_is_taken_up_later_gets_its_data_then(loaded, programme):
    other = ProgrammeIndicatorFactory(indicator=occupancy_of("s92000003").indicator)

    more = load_demonstration()

    assert more["series"] == Series.objects.filter(programme=other.programme).count() == 8
    assert "sources" not in more


def test_nothing_is_loaded_where_no_measure_takes_it(db):
    assert not load_demonstration()
    assert not Source.objects.exists()


@pytest.mark.parametrize(("arguments", "refused"), [((), True), (("--force",), False)])
def test_outside_a_demonstration_it_is_loaded_only_when_forced(settings, programme, arguments, refused):
    settings.DEMO = False

    if refused:
        with pytest.raises(CommandError, match="DEMO=1"):
            call_command("load_demonstration")
    else:
        call_command("load_demonstration", *arguments)
    assert Series.objects.exists() != refused


# Removing


def test_afterwards_nothing_of_it_is_left_and_nothing_else_is_touched(programme):
    own = SeriesFactory(programme=programme)
    monthly(own, [1, 2, 3])
    before = counts()
    load_demonstration()

    remove_demonstration()

    assert counts() == before
    assert Observation.objects.filter(series=own).count() == 3


def test_a_body_that_people_have_used_since_stays(loaded):
    scotland = Organisation.objects.get(slug="s92000003")
    SeriesFactory(organisation=scotland)

    removed = remove_demonstration()

    assert Organisation.objects.filter(note=ADDED).get() == scotland
    assert removed["organisations kept for what else speaks of them"] == 1


def test_notes_that_people_put_on_it_go_with_it_and_are_counted(loaded):
    Note.objects.create(series=occupancy_of("s92000003"), on=date(2020, 4, 1), text="The pandemic.")

    assert remove_demonstration()["notes"] == 1


def test_removing_writes_history_once_and_says_when_there_is_nothing(loaded, capsys):
    call_command("remove_demonstration")
    call_command("remove_demonstration")

    assert "There is no open data for demonstration here." in capsys.readouterr().out
    assert Change.objects.filter(actor="remove_demonstration").count() == 1
