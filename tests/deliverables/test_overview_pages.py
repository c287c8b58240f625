"""Portfolio, plan on a page and year page."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    DependencyFactory,
    LinkFactory,
    MembershipFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    UpdateFactory,
    UserFactory,
    WindowFactory,
    WorkstreamFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(short_name="Midshire")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def page(client, name, *args, status=200, **query):
    response = client.get(reverse(f"deliverables:{name}", args=args), query)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def grow(programme, rows):
    """`rows` items a year in three years, some reported, some waiting."""
    workstream = WorkstreamFactory(programme=programme)
    for number in (1, 2, 3):
        year = PlanYearFactory(programme=programme, number=number)
        for index in range(rows):
            item = PlanItemFactory(
                programme=programme, year=year, ref=f"Y{number}-D{index}", workstream=workstream
            )
            WindowFactory(item=item)
            if index % 2:
                UpdateFactory(item=item, state="waiting")
                LinkFactory(
                    from_item=item,
                    kind="waits_on",
                    to_item=None,
                    dependency=DependencyFactory(programme=programme, ref=f"X-{number}-{index}"),
                )


@pytest.mark.parametrize("rows", [2, 12])
@pytest.mark.parametrize(
    ("name", "args", "queries"), [("home", (), 9), ("programme", ("p",), 13), ("year", ("p", 1), 5)]
)
def test_queries_do_not_grow_with_the_plan(client, django_assert_num_queries, rows, name, args, queries):
    programme = ProgrammeFactory(slug="p")
    grow(programme, rows)
    client.force_login(MembershipFactory(programme=programme).user)

    with django_assert_num_queries(queries):
        page(client, name, *args)


def test_the_portfolio_puts_the_programme_with_most_to_look_at_first(client):
    person = UserFactory()
    calm, busy = ProgrammeFactory(short_name="Calm"), ProgrammeFactory(short_name="Busy")
    for programme in (calm, busy):
        MembershipFactory(user=person, programme=programme)
    WindowFactory(item__programme=busy)
    client.force_login(person)

    text = page(client, "home")

    assert text.index("Busy") < text.index("Calm")
    assert "Nothing needs attention on this day." in text


def test_the_portfolio_leaves_out_programmes_of_others(reader, programme):
    hidden = ProgrammeFactory(short_name="Elsewhere")

    text = page(reader, "home")

    assert programme.short_name in text
    assert hidden.short_name not in text


def test_a_person_of_no_programme_is_told_whom_to_ask(client):
    client.force_login(UserFactory())

    assert "Ask your programme office" in page(client, "home")


def test_signed_out_people_are_sent_to_sign_in(client, programme):
    response = client.get(reverse("deliverables:programme", args=[programme.slug]))

    assert response.status_code == 302
    assert response.url.startswith(reverse("sign-in"))


def test_anybody_reads_a_public_programme_and_no_other(client, programme):
    ProgrammeFactory(short_name="Open door", slug="open", is_public=True)

    assert "Open door" in page(client, "home")
    assert "Midshire" not in page(client, "home")
    assert "Open door" in page(client, "programme", "open")
    page(client, "programme", programme.slug, status=302)


@pytest.mark.parametrize("slug", ["no-such-programme", "hidden"])
def test_a_programme_out_of_scope_is_not_found(reader, slug):
    ProgrammeFactory(slug="hidden")

    page(reader, "programme", slug, status=404)


def test_the_overview_names_slipped_merged_and_waiting_promises(reader, programme):
    year = PlanYearFactory(programme=programme)
    late = PlanItemFactory(programme=programme, year=year, title="Engagement report")
    WindowFactory(item=late)
    UpdateFactory(item=late, state="delivered", actual_end=date(2025, 3, 31), actual_precision="month")
    merged = PlanItemFactory(programme=programme, year=year, title="Survey report")
    UpdateFactory(item=merged, state="absorbed")
    LinkFactory(from_item=merged, kind="absorbed_into", to_item=late)
    waiting = PlanItemFactory(programme=programme, year=year, title="Gap report")
    UpdateFactory(item=waiting, state="waiting")
    LinkFactory(
        from_item=waiting,
        kind="waits_on",
        to_item=None,
        dependency=DependencyFactory(programme=programme, title="The national workforce plan"),
    )

    text = page(reader, "programme", programme.slug)

    assert "of 3 deliverables, 1 delivered (1 late), 1 waiting and 1 absorbed." in text
    assert '<a href="#moved">3 promises slipped, merged or waiting</a>' in text
    assert "Delivered late: 6 months." in text
    assert "Absorbed into" in text
    assert "Waits on The national workforce plan" in text


def test_the_overview_tells_the_past_as_it_was_known(reader, programme):
    UpdateFactory(item__programme=programme, state="delivered")

    assert "Nobody has reported on this programme." in page(
        reader, "programme", programme.slug, as_at="30/5/2025"
    )
    assert "31 May 2025" in page(reader, "programme", programme.slug, as_at="2025-05-31")


def test_a_link_on_a_past_page_stays_in_the_past(reader, programme):
    item = PlanItemFactory(programme=programme)

    text = page(reader, "programme", programme.slug, as_at="2025-03-31")

    assert f"{item.get_absolute_url()}?as_at=2025-03-31" in text


@pytest.mark.parametrize("day", ["31/31/2025", "soon", "2999-01-01", "1066-10-14", "'; drop table", "\x00"])
@pytest.mark.parametrize("name", ["home", "programme"])
def test_a_bad_moment_is_explained(reader, programme, name, day):
    args = [programme.slug] if name == "programme" else []

    text = page(reader, name, *args, status=400, as_at=day)

    assert "<h1" in text
    assert "Traceback" not in text


def test_an_item_without_workstream_has_its_row(reader, programme):
    PlanItemFactory(programme=programme, workstream=None)
    WorkstreamFactory(programme=programme)

    assert "No workstream stated" in page(reader, "programme", programme.slug)


def test_the_year_page_tells_plan_and_actual(reader, programme):
    item = PlanItemFactory(programme=programme)
    WindowFactory(item=item)
    UpdateFactory(
        item=item,
        state="delivered",
        actual_start=date(2024, 11, 1),
        actual_end=date(2025, 3, 31),
        actual_precision="month",
    )

    text = page(reader, "year", programme.slug, 1)

    assert "Of 1 items: 1 delivered. 1 came late." in text or "Of 1 item: 1 delivered. 1 came late." in text
    assert "April to September 2024" in text
    assert "November 2024 to March 2025" in text
    assert "<svg" in text


def test_a_year_nobody_reported_on_is_honest_about_it(reader, programme):
    PlanItemFactory(programme=programme)

    text = page(reader, "year", programme.slug, 1)

    assert "Nobody has reported on" in text
    assert "still waits for a first word" in text


def test_a_year_with_nothing_planned_says_so(reader, programme):
    PlanYearFactory(programme=programme, number=3)

    assert "The source names nothing for this year." in page(reader, "year", programme.slug, 3)


@pytest.mark.parametrize("number", [0, 2, 99999999999999999999])
def test_a_year_that_is_not_there_is_not_found(reader, programme, number):
    PlanYearFactory(programme=programme)

    page(reader, "year", programme.slug, number, status=404)


def test_a_sentence_that_rests_on_made_up_words_says_so(reader, programme):
    UpdateFactory(
        item__programme=programme, state="delivered", state_basis="illustrative", basis="illustrative"
    )

    text = page(reader, "programme", programme.slug)

    assert "of 1 deliverable, 1 delivered." in text
    assert "app-basis--illustrative" in text
