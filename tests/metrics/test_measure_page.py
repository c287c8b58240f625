"""The page of one measure: what it shows, to whom, at which moment, and what people add to it."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from deliverables.models import Change
from metrics.models import Note, Observation, SpcStep
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    SourceFactory,
    UpdateFactory,
    WindowFactory,
)
from tests.metrics.factories import (
    IndicatorFactory,
    ItemIndicatorFactory,
    MeasureFactory,
    NoteFactory,
    ObjectiveFactory,
    ObservationFactory,
    ProgrammeIndicatorFactory,
    SeriesFactory,
    SpcStepFactory,
    TargetFactory,
    WardFactory,
    monthly,
)

pytestmark = pytest.mark.django_db

SWINGING = [20, 22, 21, 23] * 6
STEP = {"on": "2024-08-01", "item": "", "reason": "The ward moved."}
QUERIES = 18
NOTE = {"on": "2024-08-01", "text": "The boiler broke."}


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2025-09-01T12:00:00Z", tick=False):
        yield


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def taken_up(programme):
    indicator = IndicatorFactory(code="OAP-01", name="People out of area")
    return ProgrammeIndicatorFactory(programme=programme, indicator=indicator)


@pytest.fixture
def series(programme, taken_up):
    return add(programme, taken_up.indicator, organisation=programme.icb, ref="icb")


def add(programme, indicator, values=SWINGING, **fields):
    series = SeriesFactory(programme=programme, indicator=indicator, **fields)
    monthly(series, values)
    return series


def sign_in(client, programme, role="viewer"):
    client.force_login(MembershipFactory(programme=programme, role=role).user)


def address(name="measure", code="OAP-01", **query):
    return reverse(f"metrics:{name}", args=["midshire", code], query=query or None)


def text_of(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return " ".join(response.content.decode().split())


def page(client, **query):
    return text_of(client.get(address(**query)))


def test_the_page_says_in_a_sentence_what_the_chart_shows(client, programme, series):
    sign_in(client, programme)

    text = page(client)

    assert "is within the limits of" in text
    assert "No target is set." in text
    assert "Data to 31 March 2025, 5 months ago." in text
    assert "Drawn by NHS England Making Data Count" in text
    assert "The indicator counts no people, so no value is suppressed here." in text


def test_a_code_that_nobody_took_up_and_a_series_that_is_not_there_are_not_found(client, programme, series):
    IndicatorFactory(code="OAP-02")
    sign_in(client, programme)

    assert client.get(address(code="NONE-01")).status_code == 404
    assert client.get(address(code="OAP-02")).status_code == 404
    assert client.get(address(series="nobody")).status_code == 404


def test_a_measure_without_values_stands_on_its_rung_of_the_ladder(client, programme, taken_up):
    sign_in(client, programme)

    text = page(client)

    assert "No values yet" in text
    assert "Somebody wants it measured." in text
    assert "What is missing for the next rung: a reviewed definition" in text
    assert "<svg" in text or "app-chart" not in text


def test_another_series_is_one_link_away_and_says_whose_it_is(client, programme, series, taken_up):
    trust = OrganisationFactory(short_name="NSCHT")
    whose = {"organisation": trust, "standing": "demonstration", "source": SourceFactory(kind="report")}
    add(programme, taken_up.indicator, ref="trust", **whose)
    sign_in(client, programme)

    assert "?series=trust" in page(client)
    assert "NSCHT, monthly (Open data for demonstration" in page(client, series="trust")


def test_trusts_and_wards_stand_side_by_side(client, programme, series, taken_up):
    add(programme, taken_up.indicator, organisation=OrganisationFactory(short_name="NSCHT"))
    ward = WardFactory(programme=programme, organisation=programme.icb, name="Byron")
    add(programme, taken_up.indicator, organisation=programme.icb, ward=ward)
    sign_in(client, programme)

    text = page(client)

    assert "By organisation" in text
    assert "By ward" in text
    assert "Byron" in text


def test_a_breakdown_says_first_how_many_are_known(client, programme, series, taken_up):
    for category, value in (("Asian", 10), ("White", 20), ("Not known", 10)):
        parts = {"dimension": "Ethnic group", "category": category}
        add(programme, taken_up.indicator, [value], organisation=programme.icb, **parts)
    sign_in(client, programme)

    text = page(client)

    assert "Ethnic group is known for 75% in April 2023 (30 of 40)." in text


def test_a_breakdown_with_a_hidden_part_says_that_its_completeness_cannot_be_told(
    client, programme, series, taken_up
):
    parts = {"organisation": programme.icb, "dimension": "Ethnic group"}
    add(programme, taken_up.indicator, [10], **parts, category="White")
    hidden = SeriesFactory(programme=programme, indicator=taken_up.indicator, **parts, category="Not known")
    ObservationFactory(series=hidden, starts_on=date(2023, 4, 1), value=None, value_status="suppressed")
    sign_in(client, programme)

    assert "it cannot be told how complete the others are" in page(client)


def test_what_was_suppressed_is_said_and_nowhere_a_zero(client, programme, taken_up):
    series = add(programme, taken_up.indicator, [20, 22, 21], organisation=programme.icb)
    month = {"series": series, "starts_on": date(2023, 7, 1)}
    ObservationFactory(**month, value=None, value_status="suppressed")
    sign_in(client, programme)

    text = page(client)

    assert "Suppressed" in text
    assert ">0 people" not in text


@pytest.mark.parametrize("policy", ["exact", "rounded"])
def test_a_small_number_is_in_no_part_of_the_page(client, programme, policy):
    indicator = IndicatorFactory(code="OAP-01", counts_people=True, decimals=2)
    ProgrammeIndicatorFactory(programme=programme, indicator=indicator)
    series = add(programme, indicator, [20, 25, 3.14, 30, 35], organisation=programme.icb)
    revised = Observation.objects.get(series=series, starts_on=date(2023, 6, 1))
    revised.superseded_at = datetime(2025, 6, 1, tzinfo=UTC)
    revised.save()
    ObservationFactory(
        series=series, starts_on=revised.starts_on, value=2.72, revision=2, known_at=revised.superseded_at
    )
    programme.measure_settings = type(programme).measure_settings.related.related_model.objects.create(
        programme=programme, disclosure_policy=policy
    )
    sign_in(client, programme)

    text = page(client)

    assert "3.14" not in text
    assert "2.72" not in text


def test_a_revision_tells_the_old_and_the_new_value(client, programme, series):
    first = series.observations.get(starts_on=date(2024, 8, 1))
    first.superseded_at = datetime(2025, 6, 1, 12, tzinfo=UTC)
    first.save()
    ObservationFactory(
        series=series, starts_on=first.starts_on, value=31, revision=2, known_at=first.superseded_at
    )
    sign_in(client, programme)

    assert "August 2024: 20 people became 31 people" in page(client)
    assert "No value of this series has been revised." in page(client, as_at="2025-05-31")


def test_targets_of_each_kind_are_kept_apart_with_their_history(client, programme, series):
    common = {"programme": programme, "indicator": series.indicator}
    TargetFactory(**common, kind="standard", value=0)
    TargetFactory(**common, kind="plan", value=15, withdrawn_at=datetime(2025, 1, 1, 12, tzinfo=UTC))
    TargetFactory(**common, kind="trajectory", value=12, starts_on=date(2025, 3, 31))
    sign_in(client, programme)

    text = page(client)

    assert "withdrawn on 1 January 2025" in text
    assert "To be reached by 31 March 2025" in text
    assert "withdrawn" not in page(client, as_at="2024-12-31")


def test_the_printed_measures_and_the_items_that_are_to_move_it_are_named(client, programme, series):
    objective = ObjectiveFactory(programme=programme)
    printed = MeasureFactory(objective=objective, title="Fewer people far from home")
    printed.indicators.add(series.indicator)
    item = PlanItemFactory(programme=programme, ref="Y1-D3", title="Bed model")
    WindowFactory(item=item)
    UpdateFactory(item=item, state="delivered", actual_end=date(2024, 9, 30), reported_on=date(2024, 10, 31))
    ItemIndicatorFactory(item=item, indicator=series.indicator)
    sign_in(client, programme)

    text = page(client)

    assert "Fewer people far from home" in text
    assert "Bed model: delivered" in text


@pytest.mark.parametrize("beside", [1, 12])
def test_the_page_costs_as_much_for_many_series_as_for_few(
    client, programme, series, taken_up, beside, django_assert_num_queries
):
    for _ in range(beside):
        add(programme, taken_up.indicator, organisation=OrganisationFactory())
    sign_in(client, programme)

    with django_assert_num_queries(QUERIES):
        client.get(address())


def test_the_office_calculates_limits_anew_with_a_reason_that_stays(client, programme, series):
    sign_in(client, programme, "office")

    text_of(client.post(address("measure_limits"), STEP), 302)
    text_of(client.post(address("measure_limits"), STEP), 302)

    step = SpcStep.objects.get()
    assert step.reason == "The ward moved."
    assert "Limits are calculated anew from 1 August 2024: The ward moved." in page(client)
    assert Change.objects.get(record="spc_step").why == "The ward moved."


def test_a_step_needs_a_reason_a_period_of_the_series_and_a_free_place(client, programme, series):
    SpcStepFactory(series=series, on=date(2024, 8, 1), reason="Another")
    sign_in(client, programme, "office")

    missing = text_of(client.post(address("measure_limits"), STEP | {"reason": ""}), 400)
    nowhere = text_of(client.post(address("measure_limits"), STEP | {"on": "2019-01-01"}), 400)
    taken = text_of(client.post(address("measure_limits"), STEP), 409)

    assert "Say why the limits are calculated anew." in missing
    assert "Choose the period from the list." in nowhere
    assert "The limits are calculated anew from this period already." in taken
    assert SpcStep.objects.count() == 1


def test_a_step_is_removed_with_a_reason_and_pages_of_the_past_still_show_it(client, programme, series):
    step = SpcStepFactory(series=series, reason="The ward moved.")
    sign_in(client, programme, "office")
    form = {"remove": step.pk, f"remove-{step.pk}-reason": ""}

    assert "Say why it is removed." in text_of(client.post(address("measure_limits"), form), 400)
    form[f"remove-{step.pk}-reason"] = "It had not."
    text_of(client.post(address("measure_limits"), form), 302)
    text_of(client.post(address("measure_limits"), form), 302)

    assert "The ward moved." not in page(client)
    assert "The ward moved." in page(client, as_at="2025-08-31")
    assert Change.objects.get(action="removed new limits").why == "It had not."


def test_a_delivery_offers_to_look_at_the_limits_and_fills_in_the_form(client, programme, series):
    item = PlanItemFactory(programme=programme, ref="Y1-D3")
    UpdateFactory(item=item, state="delivered", actual_end=date(2024, 9, 30))
    ItemIndicatorFactory(item=item, indicator=series.indicator)
    sign_in(client, programme, "office")

    assert "on=2024-10-01&amp;item=Y1-D3" in page(client)
    form = text_of(client.get(address("measure_limits", on="2024-10-01", item="Y1-D3")))
    text_of(client.post(address("measure_limits"), STEP | {"item": "Y1-D3"}), 302)

    assert '<option value="2024-10-01" selected' in form
    assert SpcStep.objects.get().item == item


def test_an_analyst_writes_a_note_that_stands_at_its_value(client, programme, series):
    sign_in(client, programme, "analyst")

    text_of(client.post(address("measure_notes"), NOTE), 302)
    text_of(client.post(address("measure_notes"), NOTE), 302)

    assert Note.objects.count() == 1
    assert "The boiler broke." in page(client)
    assert Change.objects.get(record="note").after["text"] == "The boiler broke."


def test_a_note_is_removed_with_a_reason(client, programme, series):
    note = NoteFactory(series=series)
    sign_in(client, programme, "analyst")

    form = {"remove": note.pk, f"remove-{note.pk}-reason": "Wrong ward."}
    text_of(client.post(address("measure_notes"), form), 302)

    assert "The boiler broke." not in page(client)
    assert Change.objects.get(action="removed a note").why == "Wrong ward."


def test_a_note_of_markup_is_shown_as_it_was_typed(client, programme, series):
    NoteFactory(series=series, text="<script>alert(1)</script>")
    sign_in(client, programme)

    assert "<script>alert" not in page(client)


@pytest.mark.parametrize(
    ("role", "notes", "limits"),
    [("viewer", 404, 404), ("lead", 404, 404), ("analyst", 200, 404), ("office", 200, 200)],
)
def test_who_may_write(client, programme, series, role, notes, limits):
    sign_in(client, programme, role)

    assert client.get(address("measure_notes")).status_code == notes
    assert client.get(address("measure_limits")).status_code == limits
    assert ("Write a note on a value" in page(client)) is (notes == 200)


def test_nobody_writes_on_the_past_or_on_a_measure_without_series(client, programme, series):
    ProgrammeIndicatorFactory(programme=programme, indicator=IndicatorFactory(code="OAP-02"))
    sign_in(client, programme, "office")

    assert client.get(address("measure_limits", as_at="2025-01-31")).status_code == 400
    assert client.get(address("measure_limits", code="OAP-02")).status_code == 404
    assert "Write a note on a value" not in page(client, as_at="2025-01-31")


def test_trusts_without_a_whole_are_put_together_by_their_counts_and_not_by_an_average(client, programme):
    indicator = IndicatorFactory(
        code="OAP-01", calculation="ratio", denominator="Beds", factor=100, unit="%", decimals=1
    )
    ProgrammeIndicatorFactory(programme=programme, indicator=indicator)
    for name, (above, below) in {"MPFT": (10, 100), "NSCHT": (9, 10)}.items():
        series = add(programme, indicator, [], organisation=OrganisationFactory(short_name=name))
        ObservationFactory(series=series, value=100 * above / below, numerator=above, denominator=below)
    sign_in(client, programme)

    text = page(client)

    assert "MPFT and NSCHT together: 17.3%" in text
    assert "not from an average" in text


def test_a_whole_that_somebody_reports_is_not_computed_beside_it(client, programme, series, taken_up):
    for name in ("MPFT", "NSCHT"):
        add(programme, taken_up.indicator, organisation=OrganisationFactory(short_name=name))
    sign_in(client, programme)

    assert "By organisation" in page(client)
    assert " together: " not in page(client)
