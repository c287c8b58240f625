"""Wards and beds: newest counts, parts, totals, and which initiative runs where."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from metrics.models import Ward
from metrics.selectors.wards import beds_of, wards_known
from tests.factories import MembershipFactory, OrganisationFactory, ProgrammeFactory, SourceFactory
from tests.metrics.factories import (
    BedCountFactory,
    InitiativeFactory,
    WardFactory,
    WardInitiativeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2025-12-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire")


@pytest.fixture
def trust():
    return OrganisationFactory(slug="r01", short_name="MT")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


@pytest.fixture
def ward(programme, trust):
    def ward(name, **fields):
        return WardFactory(programme=programme, organisation=trust, name=name, **fields)

    return ward


def words(client, *, status=200, name="wards", args=("midshire",), **query):
    response = client.get(reverse(f"metrics:{name}", args=args), query)
    assert response.status_code == status
    main = re.search(r"<main.*</main>", response.text, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def known(programme, user, **moment):
    return wards_known(user=user, programme=programme, **{"as_at": date(2025, 12, 31), **moment})


def test_parts_are_shown_apart_and_added_up(reader, ward):
    hawkesbury = ward("Hawkesbury Ward")
    BedCountFactory(ward=hawkesbury, part="Male", beds=12)
    BedCountFactory(ward=hawkesbury, part="Female", beds=8, date_words="The month named last")

    text = words(reader)

    assert "1 ward with 20 beds, counted on 31 March 2024." in text
    assert "20 Female: 8 Male: 12" in text
    assert "The month named last" in text


def test_a_printed_whole_stands_beside_the_sum_of_its_parts(reader, ward):
    ferndale = ward("Ferndale Ward")
    for part, beds in (("", 20), ("Male", 16), ("Female", 5)):
        BedCountFactory(ward=ferndale, part=part, beds=beds)

    assert "Printed as 20; the parts add up to 21." in words(reader)


def test_the_newest_count_of_the_moment_stands_and_the_one_before_is_told(reader, ward):
    spencer = ward("Spencer Ward")
    BedCountFactory(ward=spencer, beds=8)
    BedCountFactory(ward=spencer, beds=12, counted_on=date(2025, 6, 30))

    assert "12 8 on 31 March 2024 30 June 2025" in words(reader)
    assert "1 ward with 8 beds, counted on 31 March 2024." in words(reader, as_at="2025-01-31")
    assert "No source on record here counts their beds" in words(reader, as_at="2024-01-31")


def test_a_count_said_again_is_not_told_as_a_change(reader, ward):
    spencer = ward("Spencer Ward")
    BedCountFactory(ward=spencer, beds=8)
    BedCountFactory(ward=spencer, beds=8, counted_on=date(2025, 6, 30))

    assert "8 on 31 March" not in words(reader)


def test_a_ward_without_a_count_adds_nothing_and_says_so(reader, ward):
    BedCountFactory(ward=ward("Ward 1"), beds=10)
    ward("Ward 2")

    text = words(reader)

    assert "2 wards with 10 beds, counted on 31 March 2024. 1 ward has no count and adds nothing." in text
    assert "No count known" in text


def test_totals_by_area_and_site_come_largest_first(programme, reader, ward):
    for name, area, beds in (("A", "Rehabilitation", 20), ("B", "Acute", 8), ("C", "Acute", 22)):
        place = {"service_area": area, "site": "The Centre", "town": "Coventry"}
        BedCountFactory(ward=ward(name, **place), beds=beds)
    ward("D")

    beds = beds_of(known(programme, MembershipFactory(programme=programme).user))

    assert [(total.name, total.wards, total.beds_words) for total in beds.by_area] == [
        ("Acute", 2, "30"),
        ("Rehabilitation", 1, "20"),
        ("No service area stated", 1, "No count known"),
    ]
    assert [total.name for total in beds.by_site] == ["The Centre, Coventry", "No site stated"]
    assert "Acute has the most: 30 of 50 beds." in words(reader)


def test_counts_of_several_days_say_up_to_when(reader, ward):
    BedCountFactory(ward=ward("A"), beds=1)
    BedCountFactory(ward=ward("B"), beds=1, counted_on=date(2025, 1, 31))

    assert "2 wards with 2 beds, counted on 2 days up to 31 January 2025." in words(reader)


def test_closed_wards_and_wards_to_come_are_left_out(reader, ward):
    ward("Closed", ends_on=date(2025, 3, 31))
    ward("Future", starts_on=date(2026, 3, 31))
    ward("Open", starts_on=date(2025, 3, 31))

    text = words(reader)

    assert ("Open" in text, "Closed" in text, "Future" in text) == (True, False, False)
    assert "Closed" in words(reader, as_at="2025-01-31")


def test_filters_narrow_the_list_and_its_file_but_not_the_totals(reader, ward):
    BedCountFactory(ward=ward("Spencer", service_area="Acute"), beds=8)
    BedCountFactory(ward=ward("Hawkesbury", service_area="Rehabilitation"), beds=20)

    response = reader.get(reverse("metrics:wards", args=["midshire"]), {"service_area": "Acute", "q": "spen"})

    assert [ward.name for ward in response.context["table"].records] == ["Spencer"]
    assert response.context["beds"].total.beds == 28
    assert "/data/wards.csv?service_area=Acute&amp;q=spen&amp;programme=midshire" in response.text
    assert reader.get("/data/wards.csv?service_area=Acute&q=spen&programme=midshire").status_code == 200
    by_trust = reader.get(reverse("metrics:wards", args=["midshire"]), {"organisation": "R01"})
    assert len(by_trust.context["table"].records) == 2


def test_an_unknown_filter_value_is_refused(reader, ward):
    ward("Spencer", service_area="Acute")

    assert "Choose a service area from the list." in words(reader, status=400, service_area="Moon")


@pytest.mark.parametrize("sort", ["name", "-beds", "organisation", "site", "service_area", "beds_on"])
def test_the_list_sorts_by_every_column(reader, ward, sort):
    BedCountFactory(ward=ward("A"), beds=20)
    ward("B")

    response = reader.get(reverse("metrics:wards", args=["midshire"]), {"sort": sort})

    assert response.status_code == 200


def test_the_map_tells_formal_shadow_not_yet_and_wards_without_names(reader, programme, trust, ward):
    culture = InitiativeFactory(programme=programme)
    for name, reach in (("Ward 1", "formal"), ("Ward 2", "shadow"), ("Ward 3", "not_yet")):
        WardInitiativeFactory(initiative=culture, ward=ward(name), reach=reach)
    ward("Ward 4")
    WardInitiativeFactory(
        initiative=culture, ward=None, organisation=OrganisationFactory(short_name="MPFT"), wards=4
    )

    text = words(reader)

    assert "4 wards of MPFT, not named" in text
    assert "Culture of Care runs on 6 of 8 wards: 5 formally, 1 as a shadow programme." in text
    assert "Of 1 ward no source says." in text
    assert "All, 8 wards 5 formal, 1 shadow, 1 not yet, 1 not known" in text


def test_newer_words_about_a_ward_replace_older_ones_from_their_day_on(reader, programme, ward):
    first = WardInitiativeFactory(
        initiative__programme=programme, ward=ward("Ward 1"), reach="not_yet", known_on=date(2024, 6, 30)
    )
    WardInitiativeFactory(
        initiative=first.initiative, ward=first.ward, ref=first.ref, note="Began.", since=date(2025, 5, 1)
    )

    assert "Formal programme since 1 May 2025, words of 31 May 2025" in words(reader)
    assert "runs on 0 of 1 ward." in words(reader, as_at="2024-12-31")


def test_a_programme_without_wards_says_so(reader):
    text = words(reader)

    assert "No ward is on record here at this moment." in text
    assert "No source on record here says which initiative runs on which ward." in text


def test_a_trust_s_page_shows_its_wards_in_programmes_that_the_reader_may_see(reader, ward, trust):
    WardInitiativeFactory(ward=ward("Spencer"), initiative__programme=Ward.objects.get().programme)
    WardFactory(organisation=trust, name="Elsewhere")

    text = words(reader, name="trust_wards", args=("R01",))

    assert ("Spencer" in text, "Elsewhere" in text) == (True, False)
    assert "Culture of Care runs on 1 ward" in text


def test_a_trust_s_page_gives_the_file_of_what_runs_on_its_wards_alone(reader, programme, ward, trust):
    culture = InitiativeFactory(programme=programme)
    WardInitiativeFactory(initiative=culture, ward=ward("Spencer"), note="Here")
    others = OrganisationFactory(code="R02", short_name="MPFT")
    WardInitiativeFactory(initiative=culture, ward=None, organisation=others, wards=4, note="There")

    html = reader.get("/trusts/R01/wards/").text
    file = b"".join(reader.get("/data/ward_initiatives.csv?organisation=R01")).decode()

    assert 'href="/data/ward_initiatives.csv?organisation=R01" download' in html
    assert ("Here" in file, "There" in file) == (True, False)
    assert reader.get("/data/ward_initiatives.csv?organisation=nobody").status_code == 400


def test_a_trust_that_is_not_there_is_404(reader):
    assert reader.get("/trusts/nobody/wards/").status_code == 404


def test_the_trust_s_own_page_leads_to_its_wards(reader, trust):
    assert "/trusts/R01/wards/" in reader.get(trust.get_absolute_url()).text


@pytest.mark.parametrize("rows", [1, 20])
@pytest.mark.parametrize(("name", "arg", "queries"), [("wards", "midshire", 10), ("trust_wards", "R01", 9)])
def test_the_pages_cost_the_same_queries_whatever_their_length(
    reader, ward, rows, name, arg, queries, django_assert_num_queries, programme
):
    source = SourceFactory()
    initiative = InitiativeFactory(programme=programme)
    for number in range(rows):
        one = ward(f"Ward {number}", source=source, basis="published")
        BedCountFactory(ward=one, source=source, basis="published")
        WardInitiativeFactory(initiative=initiative, ward=one, source=source, basis="published")

    with django_assert_num_queries(queries):
        reader.get(reverse(f"metrics:{name}", args=[arg]))
