"""Green words over a red measure: when attention is raised, on what evidence, and on which pages."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from deliverables.attention import Facts, Signal, concerns
from deliverables.digest import Digest, Section, with_attention
from deliverables.models import PlanItem
from deliverables.selectors.overview import at_a_glance
from deliverables.status import status_of
from metrics.models import ItemIndicator, Observation
from metrics.watermelon import signals_against
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    UpdateFactory,
    UserFactory,
    WorkstreamFactory,
)
from tests.metrics.factories import (
    IndicatorFactory,
    ProgrammeIndicatorFactory,
    SeriesFactory,
    TargetFactory,
    WardFactory,
    monthly,
)

pytestmark = pytest.mark.django_db

DAY = date(2025, 9, 1)
CALM = [20, 22, 21, 23] * 5
RISING = [*CALM, 40]
IMPROVING = [*CALM, 2]


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def item(programme):
    """Rated green, and to move placements."""
    item = PlanItemFactory(
        programme=programme,
        ref="Y1-D1",
        title="Local beds",
        workstream=WorkstreamFactory(programme=programme, slug="beds"),
    )
    UpdateFactory(item=item, confidence="green")
    moves(item, IndicatorFactory(code="OAP-01", name="Placements"))
    return item


def moves(item, indicator):
    ProgrammeIndicatorFactory(programme=item.programme, indicator=indicator)
    return ItemIndicator.objects.create(item=item, indicator=indicator, basis="judged")


def measured(item, values=RISING, **fields):
    """A series of the item's indicator, by default of its programme's board."""
    fields = {"organisation": item.programme.icb} | fields
    series = SeriesFactory(programme=item.programme, indicator=item.indicator_links.get().indicator, **fields)
    monthly(series, values)
    return series


def signals(item, day=DAY, *, user=None) -> list[Signal]:
    found = signals_against([item.pk], user=user or UserFactory(is_superuser=True), as_at=day)
    return found.get(item.pk, [])


# The rule


def reasons(item, **more):
    found = PlanItem.objects.as_at(DAY).select_related("programme", "year").get(pk=item.pk)
    groups = concerns([Facts(item=found, status=status_of(found, as_at=DAY), silent_after_days=999, **more)])
    return [(concern.reasons, concern.measures) for group in groups for concern in group.concerns]


SIGNAL = Signal(code="OAP-01", measure="OAP-01 Placements, MPFT", words="It rises.", url="/there/")


def test_green_words_over_a_measure_in_trouble_are_doubted_with_the_evidence(item):
    assert reasons(item, signals=[SIGNAL]) == [
        ({"green_over_red_measure": "Rated green, but OAP-01 Placements, MPFT: It rises."}, [SIGNAL])
    ]


def test_green_words_over_a_calm_measure_raise_nothing(item):
    assert reasons(item) == []


@pytest.mark.parametrize("confidence", ["red", "amber"])
def test_words_that_are_not_green_are_believed(confidence):
    item = UpdateFactory(confidence=confidence, reason="Beds are full.").item

    [(found, measures)] = reasons(item, signals=[SIGNAL])

    assert "green_over_red_measure" not in found
    assert measures == ()


def test_finished_work_is_not_held_against_its_measure():
    item = UpdateFactory(
        state="delivered", actual_end=date(2025, 3, 31), actual_precision="month", confidence=""
    ).item

    assert reasons(item, signals=[SIGNAL]) == []


# The evidence


def test_a_signal_of_concern_speaks_against_green_words(item):
    series = measured(item)

    [signal] = signals(item)

    assert signal.measure == f"OAP-01 Placements, {series.organisation}"
    assert "40 people for December 2024, is above the upper limit" in signal.words
    assert "so it is a concern." in signal.words
    assert "target" not in signal.words
    assert signal.url == f"/programmes/midshire/measures/OAP-01/?series={series.ref}"
    assert not signal.illustrative


def test_a_target_that_is_consistently_missed_speaks_against_them_too(item):
    series = measured(item, CALM)
    TargetFactory(programme=series.programme, indicator=series.indicator, value=5)

    [signal] = signals(item)

    assert "target of 5 people" in signal.words
    assert "latest value" not in signal.words


@pytest.mark.parametrize("values", [CALM, IMPROVING, [20], []])
def test_usual_variation_improvement_and_too_few_values_do_not(item, values):
    measured(item, values)

    assert signals(item) == []


def test_a_target_that_is_met_by_chance_does_not(item):
    series = measured(item, CALM)
    TargetFactory(programme=series.programme, indicator=series.indicator, value=22)

    assert signals(item) == []


@pytest.mark.parametrize("standing", ["demonstration", "context"])
def test_values_that_are_not_the_programmes_own_never_do(item, standing):
    measured(item, standing=standing)

    assert signals(item) == []


def test_parts_and_wards_do_not_for_one_of_many_is_always_unusual(item):
    measured(item, dimension="Age band", category="18 to 34")
    measured(item, ward=WardFactory(programme=item.programme))

    assert signals(item) == []


def test_made_up_values_may_and_say_so(item):
    series = measured(item, basis="illustrative")
    Observation.objects.filter(series=series).update(basis="illustrative")

    assert [signal.illustrative for signal in signals(item)] == [True]


def test_a_made_up_target_makes_the_evidence_made_up(item):
    series = measured(item, CALM)
    TargetFactory(programme=series.programme, indicator=series.indicator, value=5, basis="illustrative")

    assert [signal.illustrative for signal in signals(item)] == [True]


def test_real_values_with_limits_speak_before_made_up_ones(item):
    measured(item, CALM)
    measured(item, RISING, basis="illustrative", label="Made up")

    assert signals(item) == []


def test_a_single_printed_figure_does_not_silence_a_series_that_can_be_judged(item):
    measured(item, [37], label="As printed")
    measured(item, RISING, organisation=OrganisationFactory())

    assert len(signals(item)) == 1


def test_the_organisation_that_leads_the_item_answers_for_it(item):
    lead = OrganisationFactory()
    PlanItem.objects.filter(pk=item.pk).update(lead_organisation=lead)
    measured(item, RISING)
    measured(item, CALM, organisation=lead)

    assert signals(item) == []


def test_the_same_indicator_in_another_programme_does_not_count(item):
    other = SeriesFactory(indicator=item.indicator_links.get().indicator)
    monthly(other, RISING)

    assert signals(item) == []


def test_a_page_of_the_past_knows_only_the_values_of_then(item):
    series = measured(item)
    newest = series.observations.order_by("-starts_on")[:1]
    Observation.objects.filter(pk__in=newest).update(known_at=datetime(2025, 8, 1, tzinfo=UTC))

    assert signals(item, date(2025, 7, 31)) == []
    assert len(signals(item, date(2025, 8, 1))) == 1


def test_nobody_learns_of_measures_of_a_programme_that_they_may_not_see(item):
    measured(item)

    assert signals(item, user=UserFactory()) == []


# The pages


@pytest.fixture
def reader(client, programme):
    person = MembershipFactory(programme=programme).user
    client.force_login(person)
    client.person = person
    return client


def page(client, name, *args) -> str:
    response = client.get(reverse(f"deliverables:{name}", args=args), {"as_at": DAY.isoformat()})
    assert response.status_code == 200
    return response.content.decode()


EVIDENCE = "40 people for December 2024, is above the upper limit"


def link_to(series) -> str:
    return f'href="/programmes/midshire/measures/OAP-01/?series={series.ref}&amp;as_at=2025-09-01"'


@pytest.mark.parametrize(
    ("name", "args"), [("programme", ["midshire"]), ("workstream", ["midshire", "beds"])]
)
def test_overview_and_workstream_tell_it_with_evidence_and_a_link(reader, item, name, args):
    series = measured(item)

    text = page(reader, name, *args)

    assert "Rated green, but its measure is in trouble" in text
    assert EVIDENCE in text
    assert link_to(series) in text


def test_the_portfolio_counts_it(reader, item):
    measured(item)

    text = page(reader, "home")

    assert 'midshire/?as_at=2025-09-01#attention-green_over_red_measure">Rated green, but its measure' in text


def test_the_item_tells_it_beside_the_measures_that_it_is_to_move(reader, item):
    series = measured(item)

    text = page(reader, "item", "midshire", "Y1-D1")

    assert "Needs attention:" in text
    assert EVIDENCE in text
    assert link_to(series) in text


def test_the_item_shows_a_calm_measure_without_a_warning_and_says_where_there_are_no_values(reader, item):
    measured(item, CALM)
    moves(item, IndicatorFactory(code="OUT-08", name="Days lost"))

    text = page(reader, "item", "midshire", "Y1-D1")

    assert "What it is to move" in text
    assert "it is usual variation" in text
    assert "The programme has no values of its own for it yet." in text
    assert "Needs attention:" not in text


def test_an_item_that_moves_no_measure_has_no_such_block(reader, programme):
    PlanItemFactory(programme=programme, ref="Y1-D2")

    assert "What it is to move" not in page(reader, "item", "midshire", "Y1-D2")


def test_made_up_evidence_is_marked_on_the_page(reader, item):
    measured(item, basis="illustrative")

    block = page(reader, "programme", "midshire").split('id="attention"')[1].split("</section>")[0]

    assert "app-basis--illustrative" in block


def test_the_digest_tells_it_with_evidence_beside_the_news(item):
    measured(item, basis="illustrative")
    user = UserFactory(is_superuser=True)
    news = Digest(name="Lee", site="https://x", sections=(Section("due", (), 1),))

    digest = with_attention(news, at_a_glance([item.programme], user=user, as_at=DAY))

    [entry] = digest.sections[-1].entries
    assert "Rated green, but its measure is in trouble: 1." in entry.about
    [(about, words)] = entry.quotes
    assert about == str(item)
    assert EVIDENCE in words
    assert entry.illustrative
    assert digest.fingerprint == news.fingerprint


# The block of the overview


def test_the_overview_says_how_many_measures_report_and_which_signal_concern(reader, item):
    measured(item)
    ProgrammeIndicatorFactory(programme=item.programme, readiness="reporting")

    block = (
        page(reader, "programme", "midshire").split('aria-labelledby="measures"')[1].split("</section>")[0]
    )

    assert "All 2 measures" in block
    assert "1 reporting" in block
    assert "Of 2 measures, 1 signals concern" in block
    assert "OAP-01 Placements" in block


def test_a_programme_without_measures_has_no_block(reader):
    assert 'id="measures"' not in page(reader, "programme", "midshire")


# What it costs


@pytest.mark.parametrize("rows", [1, 8])
@pytest.mark.parametrize(
    ("name", "args", "queries"),
    [
        ("home", [], 15),
        ("programme", ["midshire"], 25),
        ("workstream", ["midshire", "beds"], 19),
        ("item", ["midshire", "Y1-D1"], 24),
    ],
)
def test_queries_do_not_grow_with_measures(
    reader, item, rows, name, args, queries, django_assert_num_queries
):
    measured(item)
    for number in range(rows - 1):
        other = PlanItemFactory(programme=item.programme, year=item.year, ref=f"Y1-E{number}")
        UpdateFactory(item=other, confidence="green")
        moves(other, IndicatorFactory())
        measured(other)
        also_moved = other.indicator_links.get().indicator
        ItemIndicator.objects.create(item=item, indicator=also_moved, basis="judged")

    with django_assert_num_queries(queries):
        page(reader, name, *args)
