"""What was to happen next: the check of a step, and the list."""

from datetime import date

import pytest
from django.urls import reverse

from deliverables.next_step_check import Hint, next_step_hints, starts_with_verb
from tests.factories import (
    MembershipFactory,
    NextStepFactory,
    OrganisationFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    UpdateFactory,
)


@pytest.mark.parametrize(
    "text",
    [
        "Launch a new procurement process.",
        "To agree a plan with partners",
        "Reasonable adjustments: implement the priority actions.",
        "Carers: deliver an action plan.",
        "Fully embed the model.",
        "co-produce the pathway",
        "Continue to monitor the wards.",
    ],
)
def test_an_instruction_starts_with_a_verb(text):
    assert starts_with_verb(text)


@pytest.mark.parametrize(
    "text",
    [
        "The service will launch during Year 2.",
        "Ongoing evaluation of the headsets.",
        "Six new peer support workers will commence in post.",
        "Further co-production with service users.",
        "VR: it can reduce anxiety.",
        "Also fully jointly",
        "",
        "2027",
    ],
)
def test_a_statement_does_not_start_with_a_verb(text):
    assert not starts_with_verb(text)


def test_a_step_that_says_what_who_and_when_lacks_nothing():
    assert next_step_hints(text="Recruit two people.", owner="The trust", due="in Year 2") == ()


def test_a_wish_lacks_everything():
    hints = next_step_hints(text="Findings will help.", owner=" ", due="")

    assert hints == (Hint.VERB, Hint.OWNER, Hint.DATE)


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def get(client, *, status=200, slug="midshire", **query):
    response = client.get(reverse("deliverables:next_steps", args=[slug]), query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def step(programme, **kwargs):
    """A next step that stands in an accepted report."""
    given = {name: kwargs.pop(name) for name in ("organisation", "year") if name in kwargs}
    item = PlanItemFactory(programme=programme, **({"year": given["year"]} if "year" in given else {}))
    update = UpdateFactory(
        item=item, **({"organisation": given["organisation"]} if "organisation" in given else {})
    )
    return NextStepFactory(item=item, period=update.period, **kwargs)


@pytest.mark.django_db
def test_a_row_tells_the_step_who_said_it_and_what_it_lacks(reader, programme):
    said = step(
        programme,
        ref="N-1",
        text="Six workers will start.",
        organisation=OrganisationFactory(short_name="MPFT"),
    )

    html = get(reader)

    for words in ("N-1", "Six workers will start.", f"{said.item.ref} {said.item.title}", ">MPFT</a>"):
        assert words in html
    for words in (
        "None named",
        "None stated",
        "Nobody has picked it up yet",
        "A verb first, an owner, a date",
    ):
        assert words in html


@pytest.mark.django_db
def test_a_step_that_was_picked_up_links_to_the_item_it_became(reader, programme):
    later = PlanItemFactory(programme=programme, ref="Y2-A1", title="Roll out")
    step(programme, becomes=later, text="Recruit two.", owner="The trust", due_words="in Year 2")

    html = get(reader)

    assert f'href="{later.get_absolute_url()}">Y2-A1 Roll out</a>' in html
    for words in ("The trust", "in Year 2", "Nothing"):
        assert words in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", [{"year": "1"}, {"organisation": "RRE"}, {"picked_up": "yes"}, {"q": "recruit"}]
)
def test_each_filter_narrows_the_list_and_the_file_alike(reader, programme, query):
    later = PlanItemFactory(programme=programme)
    step(
        programme,
        text="Recruit two.",
        becomes=later,
        organisation=OrganisationFactory(slug="rre", code="RRE"),
    )
    step(programme, text="Think again.", year=PlanYearFactory(programme=programme, number=2))

    html = get(reader, **query)

    assert "Recruit two." in html
    assert "Think again." not in html
    [(name, value)] = query.items()
    assert f"{name}={value}" in html.split("/data/next_steps.csv")[1].split('"')[0]


@pytest.mark.django_db
def test_steps_not_picked_up_yet_can_be_asked_for(reader, programme):
    step(programme, text="Recruit two.", becomes=PlanItemFactory(programme=programme))
    step(programme, text="Think again.")

    html = get(reader, picked_up="no")

    assert "Think again." in html
    assert "Recruit two." not in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "message"), [("picked_up", "Choose a picked up"), ("year", "Choose a year")]
)
def test_an_unknown_filter_value_is_refused(reader, programme, name, message):
    step(programme, text="Recruit two.")

    html = get(reader, status=400, **{name: "perhaps"})

    assert message in html
    assert "Recruit two." not in html


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["ref", "text", "item", "said_by", "owner", "due", "becomes", "-becomes"])
def test_the_list_sorts_by_every_column(reader, programme, column):
    step(programme, text="Recruit two.")

    assert "Recruit two." in get(reader, sort=column)


@pytest.mark.django_db
def test_steps_are_shown_from_the_day_on_which_they_were_said(reader, programme):
    step(programme, text="Recruit two.")

    assert "Recruit two." in get(reader, as_at="2025-05-31")
    assert "Recruit two." not in get(reader, as_at="2025-05-30")
    assert "No next steps match these filters." in get(reader, as_at="2025-05-30")


@pytest.mark.django_db
def test_steps_of_reports_not_accepted_yet_stay_out(reader, programme):
    item = PlanItemFactory(programme=programme)
    update = UpdateFactory(item=item, workflow="submitted")
    NextStepFactory(item=item, period=update.period, text="Recruit two.")

    assert "Recruit two." not in get(reader)


@pytest.mark.django_db
def test_other_programmes_stay_out(reader, programme):
    theirs = ProgrammeFactory(slug="elsewhere")
    step(theirs, text="Theirs.")
    step(programme, text="Ours.", becomes=PlanItemFactory(programme=theirs, title="Secret future"))

    html = get(reader)

    assert "Ours." in html
    assert "Theirs." not in html
    assert "Secret" not in html
    get(reader, slug="elsewhere", status=404)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_costs_seven_queries_whatever_its_length(reader, programme, rows, django_assert_num_queries):
    for _ in range(rows):
        step(
            programme,
            becomes=PlanItemFactory(programme=programme),
            due_on=date(2025, 6, 1),
            due_precision="day",
        )

    with django_assert_num_queries(7):
        get(reader)
