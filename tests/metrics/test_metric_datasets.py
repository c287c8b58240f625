"""What the files of the measures hold, for whom, and at which moment."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from ipqt.datasets import Scope
from ipqt.dates import today
from ipqt.models import User
from ipqt.views.catalogue import DATASETS as ALL
from metrics.datasets import DATASETS
from metrics.datasets import values as module
from metrics.models import Indicator, MeasureSettings, Observation, Series
from metrics.selectors.readings import read_series
from tests.factories import OrganisationFactory, ProgrammeFactory, UserFactory
from tests.metrics.factories import (
    IndicatorFactory,
    ObservationFactory,
    ProgrammeIndicatorFactory,
    SeriesFactory,
    TargetFactory,
    WardFactory,
    monthly,
)

pytestmark = pytest.mark.django_db

BY_NAME = {dataset.name: dataset for dataset in DATASETS}
DAY = date(2025, 9, 1)
EVERYBODY = User(is_superuser=True)
SWINGING = [20, 22.5, 21, 23] * 5


def file_of(name, *, person=EVERYBODY, day=DAY):
    dataset = BY_NAME[name]
    return "".join(dataset.csv(dataset.rows(Scope(person=person, day=day)), bom=False))


def rows_of(name, **kwargs):
    return list(csv.DictReader(io.StringIO(file_of(name, **kwargs), newline="")))


@pytest.fixture
def series():
    programme = ProgrammeFactory(slug="ssot")
    indicator = IndicatorFactory(code="TST-AA")
    ProgrammeIndicatorFactory(programme=programme, indicator=indicator)
    one = SeriesFactory(programme=programme, indicator=indicator, ref="b")
    monthly(one, [*SWINGING, None, 0])
    return one


def test_a_value_is_written_with_all_that_tells_what_it_is(series):
    target = TargetFactory(programme=series.programme, indicator=series.indicator, value=12.5)

    row = rows_of("observations")[1]

    assert (row["programme"], row["indicator"], row["series"]) == ("ssot", "TST-AA", "b")
    assert (row["organisation"], row["ward"]) == (series.organisation.code, "")
    assert (row["starts_on"], row["ends_on"], row["period_type"]) == ("2023-05-01", "2023-05-31", "month")
    assert (row["value"], row["value_status"]) == ("22.5", "reported")
    assert (row["unit"], row["polarity"], row["target"]) == ("people", "lower", str(target.value))
    assert row["known_at"] == "2024-01-01T00:00:00Z"


def test_a_value_of_a_ward_names_it(series):
    ward = WardFactory(programme=series.programme, slug="north")
    monthly(SeriesFactory(programme=series.programme, ward=ward, organisation=ward.organisation), [1])

    assert {row["ward"] for row in rows_of("observations")} == {"", "north"}


def test_a_whole_number_has_no_point_and_nothing_known_is_no_zero(series):
    *_before, missing, zero = rows_of("observations")

    assert (missing["value"], missing["value_status"]) == ("", "not_reported")
    assert (zero["value"], zero["value_status"]) == ("0", "reported")
    assert zero["data_to"] == zero["ends_on"]


def test_the_file_of_results_is_what_charts_and_icons_are_drawn_from(series):
    (reading,) = read_series([series], as_at=DAY)

    rows = rows_of("spc")

    assert len(rows) == len(reading.points)
    assert float(rows[0]["mean"]) == reading.spc.group.mean
    assert float(rows[0]["upper_limit"]) == reading.spc.group.upper
    assert {row["variation"] for row in rows} == {reading.spc.variation}
    assert rows[-1]["rule"] == "outside_low"
    assert (rows[-1]["outside"], rows[-1]["special_cause"]) == ("true", "special_cause_improvement")
    assert {row["profile"] for row in rows} == {"nhs-england"}


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.name)
def test_columns_are_named_once_and_refer_to_datasets_with_a_key(dataset):
    keyed = {other.name for other in ALL if other.keys}

    assert len(set(dataset.header)) == len(dataset.header)
    assert {column.refers_to for column in dataset.columns if column.refers_to} <= keyed
    assert not any(column.name.endswith("_id") for column in dataset.columns if column.name != "national_id")


@pytest.fixture
def programmes():
    call_command("load_programmes", verbosity=0)


def test_every_value_of_the_real_programmes_comes_back_from_its_file(programmes):
    for dataset in DATASETS:
        scope = Scope(person=EVERYBODY, day=today())
        records = list(dataset.records(dataset.rows(scope)))

        read = [
            [column.from_cell(row[column.name]) for column in dataset.columns]
            for row in rows_of(dataset.name, day=today())
        ]

        blank = [column.from_cell("") for column in dataset.columns]
        meant = [
            [
                nothing if value is None else tuple(value) if isinstance(value, list) else value
                for value, nothing in zip(record, blank, strict=True)
            ]
            for record in records
        ]
        assert read == meant, dataset.name
        assert len(records) == dataset.rows(scope).count(), dataset.name


def test_no_key_comes_twice_and_a_repeated_file_is_the_same(programmes):
    for dataset in DATASETS:
        rows = rows_of(dataset.name, day=today())
        keys = [tuple(row[column.name] for column in dataset.keys) for row in rows]

        assert len(set(keys)) == len(keys), dataset.name
        assert file_of(dataset.name) == file_of(dataset.name), dataset.name


# The columns by which rows of other datasets are referred to.
MEANT = {
    "programmes": ["programme"],
    "plan_years": ["year"],
    "workstreams": ["workstream"],
    "statements": ["statement"],
    "domains": ["domain"],
    "sources": ["source"],
    "organisations": ["organisation", "organisation_name"],
    "objectives": ["objective"],
    "measures": ["measure"],
    "indicators": ["indicator", "name"],
    "series": ["series"],
    "wards": ["ward"],
}


def test_every_reference_leads_to_a_row(programmes):
    scope = Scope(person=EVERYBODY, day=today())
    files = {
        one.name: [dict(zip(one.header, row, strict=True)) for row in one.records(one.rows(scope))]
        for one in ALL
    }
    known = {
        name: {row[column] for row in files[name] for column in columns} for name, columns in MEANT.items()
    }

    lost = set()
    for dataset in DATASETS:
        for column in (column for column in dataset.columns if column.refers_to):
            for row in files[dataset.name]:
                value = row[column.name]
                keys = value if isinstance(value, list | tuple) else [value]
                lost |= {(column.name, key) for key in keys if key and key not in known[column.refers_to]}

    assert lost == set()


@pytest.mark.parametrize("name", ["observations", "spc", "series", "targets", "programme_indicators"])
def test_rows_of_a_programme_stay_with_its_members(series, name):
    TargetFactory(programme=series.programme, indicator=series.indicator)

    assert rows_of(name)
    assert rows_of(name, person=UserFactory()) == []


def test_a_file_of_the_past_holds_the_values_of_then():
    first = ObservationFactory(value=10)
    revised_at = datetime(2025, 6, 1, 12, tzinfo=UTC)
    Observation.objects.filter(pk=first.pk).update(superseded_at=revised_at)
    ObservationFactory(series=first.series, value=12, revision=2, known_at=revised_at)

    (then,) = rows_of("observations", day=date(2025, 5, 31))
    (now,) = rows_of("observations")

    assert (then["value"], then["revision"]) == ("10", "1")
    assert (now["value"], now["revision"]) == ("12", "2")


def test_series_come_by_programme_indicator_and_ref_whatever_the_blocks(series, monkeypatch):
    for ref in ("c", "a"):
        monthly(SeriesFactory(programme=series.programme, indicator=series.indicator, ref=ref), [1, 2])
    monthly(SeriesFactory(programme=series.programme, indicator__code="TST-BB"), [3])
    whole = file_of("observations")

    monkeypatch.setattr(module, "BLOCK_SERIES", 1)

    assert file_of("observations") == whole
    refs = [row["series"] for row in rows_of("observations")]
    assert list(dict.fromkeys(refs))[:3] == ["a", "b", "c"]


def test_a_file_costs_the_same_queries_whatever_its_series(series, django_assert_max_num_queries):
    for _ in range(20):
        monthly(SeriesFactory(programme=series.programme, indicator__counts_people=True), [1, 20])

    with django_assert_max_num_queries(11):
        assert len(rows_of("observations")) == len(SWINGING) + 2 + 40


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("indicator=TST-AA", 22),
        ("period_type=quarter", 0),
        ("standing=own&programme=ssot", 22),
    ],
)
@pytest.mark.parametrize("name", ["observations", "spc"])
def test_files_of_values_take_filters_that_tell_nothing_of_the_values(client, series, name, query, rows):
    client.force_login(UserFactory(is_superuser=True))

    text = b"".join(client.get(f"/data/{name}.csv?bom=0&{query}")).decode()

    assert len(text.splitlines()) == rows + 1
    assert client.get(f"/data/{name}.csv?value_status=reported").status_code == 400


SECRET = 3
NEIGHBOUR = 17


@pytest.fixture
def guarded():
    """An ICB and three trusts; the small value of one drags a neighbour along."""
    programme = ProgrammeFactory(slug="ssot")
    indicator = IndicatorFactory(code="TST-PP", counts_people=True)
    ProgrammeIndicatorFactory(programme=programme, indicator=indicator, readiness="reporting")
    icb = OrganisationFactory(kind="icb")
    trusts = [OrganisationFactory(parent=icb, kind="trust") for _ in range(3)]
    rows = {}
    for one, value in zip((icb, *trusts), (60.0625, SECRET + 0.0625, 40, NEIGHBOUR), strict=True):
        rows[value] = SeriesFactory(programme=programme, indicator=indicator, organisation=one)
        ObservationFactory(series=rows[value], value=value, words=f"{value} people")
    return rows


def test_no_exit_gives_a_hidden_value(client, guarded):
    """The decimals of the small value are found nowhere else on a page."""
    client.force_login(UserFactory(is_superuser=True))
    measure = "/programmes/ssot/measures/TST-PP/"

    for address in ("/programmes/ssot/measures/", measure, "/programmes/ssot/"):
        text = client.get(address).text
        assert "3.0625" not in text
        assert "17 people" not in text
    for name in ("observations", "spc"):
        text = b"".join(client.get(f"/data/{name}.csv?bom=0")).decode()
        assert "3.0625" not in text
        values = [row["value"] for row in csv.DictReader(io.StringIO(text))]
        assert sorted(values) == ["", "", "40", "60.0625"]


def test_a_hidden_value_is_told_from_one_that_came_suppressed(guarded):
    series = SeriesFactory(programme=guarded[NEIGHBOUR].programme, shared_as_published=True)
    ObservationFactory(series=series, value=None, value_status="suppressed")

    rows = [row for row in rows_of("observations") if row["value_status"] == "suppressed"]

    assert sorted(row["hidden_here"] for row in rows) == ["false", "true", "true"]
    assert {(row["numerator"], row["denominator"], row["words"]) for row in rows} == {("", "", "")}


def test_a_programme_that_rounds_has_its_files_rounded(guarded):
    MeasureSettings.objects.create(programme=guarded[40].programme, disclosure_policy="rounded")

    assert sorted(row["value"] for row in rows_of("observations")) == ["", "15", "40", "60"]


def test_a_page_says_how_small_numbers_are_dealt_with(client, guarded):
    client.force_login(UserFactory(is_superuser=True))
    measure = "/programmes/ssot/measures/TST-PP/"

    assert "counts of 1 to 4 are suppressed" in client.get(measure).text
    Series.objects.update(shared_as_published=True)
    assert "as the publisher of the figures left them" in client.get(measure).text
    Indicator.objects.update(counts_people=False)
    assert "counts no people" in client.get(measure).text
