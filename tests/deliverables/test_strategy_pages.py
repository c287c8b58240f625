"""What a strategy says of itself."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from deliverables.models import Participation
from tests.factories import (
    DependencyFactory,
    DomainFactory,
    LinkFactory,
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    SourceFactory,
    StatementFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire", name="The Midshire plan")


@pytest.fixture
def reader(client, programme):
    client.force_login(MembershipFactory(programme=programme).user)
    return client


def get(client, *, status=200, slug="midshire", **query):
    response = client.get(reverse("deliverables:strategy", args=[slug]), query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_statements_stand_by_kind_in_reading_order_with_a_list_of_contents(reader, programme):
    for kind in ("audit_finding", "commitment", "vision", "commitment"):
        StatementFactory(programme=programme, kind=kind)

    html = get(reader)

    contents = html.partition('aria-label="Contents"')[2].partition("</nav>")[0]
    assert (
        contents.index("Vision (1)")
        < contents.index("Commitments (2)")
        < contents.index("Audit findings (1)")
    )
    assert '<h2 class="nhsuk-heading-m" id="commitment">Commitments' in html


def test_a_statement_keeps_its_title_and_cites_its_place(reader, programme):
    statement = StatementFactory(
        programme=programme,
        ref="C-4",
        title="Services that are “equitable” & fair",
        text="Everyone counts.",
        year=PlanYearFactory(programme=programme),
        organisation=OrganisationFactory(short_name="Midshire Trust"),
        source=SourceFactory(slug="strategy", short_name="Strategy 2024-27"),
        citation="Our commitments, Equitable",
        basis="published",
    )
    statement.domains.add(DomainFactory(slug="equitable", name="Equitable"))

    html = get(reader)

    assert '<h3 class="nhsuk-heading-s" id="C-4">' in html
    assert "Services that are “equitable” &amp; fair" in html
    assert "Everyone counts." in html
    assert "Year 1</span>" in html
    assert "Midshire Trust" in html
    assert f"{reverse('deliverables:domains', args=['midshire'])}#equitable" in html
    assert f'{reverse("deliverables:source", args=["strategy"])}">Strategy 2024-27</a>' in html
    assert "section “Our commitments, Equitable”" in html


def test_what_a_policy_means_and_its_standards_stand_beneath_it(reader, programme):
    source = SourceFactory()
    policy = StatementFactory(
        programme=programme, kind="guiding_policy", ref="GP-1", title="Fewer beds far off"
    )
    page = {"source": source, "citation": "Policy page", "basis": "published"}
    for number in (1, 2):
        StatementFactory(programme=programme, kind="meaning", ref=f"M-{number}", parent=policy, **page)
    StatementFactory(
        programme=programme,
        kind="standard",
        ref="S-1",
        parent=policy,
        title="Nobody far off",
        text="By 2027.",
    )

    html = get(reader)

    entry = html.partition('id="GP-1"')[2].partition("</section>")[0]
    assert entry.index("What this means") < entry.index('id="M-1"') < entry.index('id="M-2"')
    assert entry.index('id="M-2"') < entry.index("Standards to be achieved") < entry.index("Nobody far off")
    assert entry.count("section “Policy page”") == 1
    assert "Guiding policies (1)" in html
    assert "What this means (" not in html


def test_plan_items_that_serve_a_policy_show_how_they_stand(reader, programme):
    policy = StatementFactory(programme=programme, kind="guiding_policy")
    UpdateFactory(item=PlanItemFactory(programme=programme, ref="KA-1", policy=policy), state="delivered")

    html, before = get(reader), get(reader, as_at="2025-03-31")

    assert "In the plan" in html
    assert "KA-1" in html
    assert "Delivered" in html
    assert "Delivered" not in before
    assert "Not reported" in before


def test_a_mapping_that_is_trusted_otherwise_carries_its_own_mark(reader, programme):
    domain = DomainFactory()
    for basis in ("judged", "judged", "published"):
        StatementFactory(programme=programme, domains_basis=basis).domains.add(domain)

    main = get(reader).partition("<main")[2]

    assert main.count("app-basis--judged") == 1
    assert main.count("app-basis--published") == 1


def test_outside_dependencies_say_who_waits(reader, programme):
    waited = DependencyFactory(
        programme=programme, ref="X-1", title="A national plan", expected="in summer", note="It is late."
    )
    DependencyFactory(programme=programme, ref="X-2", title="New wards", owner="The estates team")
    DependencyFactory(programme=programme, ref="X-3", title="A tool", arrived_on=date(2025, 4, 30))
    item = PlanItemFactory(programme=programme, ref="Y1-D5")
    LinkFactory(from_item=item, to_item=None, kind="waits_on", dependency=waited, stated_on=date(2025, 5, 31))

    html, before = get(reader), get(reader, as_at="2025-03-31")

    assert "What it depends on (3)" in html
    assert "It is late." in html
    assert "No owner is named. Expected: in summer." in html
    assert "Owner: The estates team. No date is stated." in html
    assert "Arrived on 30 April 2025." in html
    assert "Waited for by" in html
    assert item.get_absolute_url() in html
    assert "Waited for by" not in before


def test_who_takes_part_stands_by_role(reader, programme):
    for role, name in (("partner", "A charity"), ("provider", "A trust"), ("commissioner", "An ICB")):
        organisation = OrganisationFactory(name=name)
        Participation.objects.create(
            programme=programme, organisation=organisation, role=role, note=f"{name} helps."
        )

    html = get(reader)

    assert html.index("Commissioner</h3>") < html.index("Providers</h3>") < html.index("Partners</h3>")
    assert "A trust helps." in html


def test_a_programme_without_statements_says_so(reader):
    assert "No statement of a strategy is loaded for this programme." in get(reader)


def test_a_programme_out_of_scope_is_not_found(reader):
    get(reader, status=404, slug=ProgrammeFactory().slug)


def test_a_moment_that_is_none_is_refused(reader):
    get(reader, status=400, as_at="soon")


@pytest.mark.parametrize("rows", [2, 12])
def test_the_page_costs_eleven_queries_whatever_is_in_it(reader, programme, rows, django_assert_num_queries):
    PlanYearFactory(programme=programme)
    for _ in range(rows):
        statement = StatementFactory(programme=programme, source=SourceFactory())
        statement.domains.add(DomainFactory())
        item = PlanItemFactory(programme=programme, policy=statement)
        UpdateFactory(item=item)
        dependency = DependencyFactory(programme=programme, source=SourceFactory())
        LinkFactory(from_item=item, to_item=None, kind="waits_on", dependency=dependency)
        Participation.objects.create(
            programme=programme, organisation=OrganisationFactory(), role="partner", source=SourceFactory()
        )

    with django_assert_num_queries(11):
        get(reader)
