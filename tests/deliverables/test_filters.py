"""The filters of lists and files: what each leaves, and what it offers to whom."""

from datetime import date

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from deliverables import filters
from deliverables.models import ItemLink, NextStep, Participation, PlanItem, Programme, Statement, Update
from deliverables.selectors.next_steps import next_steps_said
from tests.factories import (
    DomainFactory,
    LinkFactory,
    MembershipFactory,
    NextStepFactory,
    OrganisationFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    StatementFactory,
    UpdateFactory,
    UserFactory,
    WorkstreamFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2025, 6, 30)


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="ssot", short_name="Staffordshire")


@pytest.fixture
def reader(programme):
    return MembershipFactory(programme=programme).user


def asked(filter_class, query, rows, *, person, **kwargs):
    request = RequestFactory().get("/")
    request.user = person
    return filter_class(QueryDict(query), rows, request=request, **kwargs)


def items_left(query, *, person, **kwargs):
    rows = PlanItem.objects.visible_to(person).as_at(DAY)
    return list(asked(filters.PlanItemFilter, query, rows, person=person, **kwargs).qs)


def test_plan_items_are_narrowed_by_each_filter(programme, reader):
    trust, domain = OrganisationFactory(code="RLY", slug="rly"), DomainFactory(slug="humane")
    found = PlanItemFactory(
        programme=programme,
        kind="activity",
        ref="Y1-A-A",
        title="Engage widely",
        workstream=WorkstreamFactory(programme=programme, slug="care"),
    )
    found.organisations.add(trust)
    found.domains.add(domain)
    UpdateFactory(item=found, state="delivered")
    PlanItemFactory(programme=programme, year=PlanYearFactory(programme=programme, number=2))

    for query in (
        "kind=activity",
        "year=1",
        "workstream=care",
        "organisation=RLY",
        "state=delivered",
        "timing=delivered",
        "domain=humane",
        "q=ENGAGE+a-a",
        "programme=ssot&kind=activity",
    ):
        assert items_left(query, person=reader) == [found], query


def test_items_of_no_year_can_be_asked_for(programme, reader):
    undated = PlanItemFactory(programme=programme, year=None)
    PlanItemFactory(programme=programme)

    assert items_left("year=none", person=reader) == [undated]


def test_an_organisation_that_leads_and_takes_part_gives_an_item_once(programme, reader):
    trust, other = OrganisationFactory(code=None, slug="a-charity"), OrganisationFactory()
    item = PlanItemFactory(programme=programme, lead_organisation=trust)
    item.organisations.add(trust, other)

    assert items_left("organisation=a-charity", person=reader) == [item]


@pytest.mark.parametrize(
    "query",
    ["programme=other", "workstream=theirs", "organisation=X99", "kind=project", "year=7", "state=lost"],
)
def test_what_a_reader_may_not_see_is_refused_like_what_does_not_exist(programme, reader, query):
    other = ProgrammeFactory(slug="other")
    item = PlanItemFactory(programme=other, workstream=WorkstreamFactory(programme=other, slug="theirs"))
    item.organisations.add(OrganisationFactory(code="X99"))
    PlanItemFactory(programme=programme)

    assert items_left(query, person=reader) == []
    assert asked(filters.PlanItemFilter, query, PlanItem.objects.none(), person=reader).status_code == 400


def test_on_a_page_of_one_programme_only_what_is_in_it_is_offered(programme):
    own, theirs = WorkstreamFactory(programme=programme, slug="own"), WorkstreamFactory(slug="theirs")
    person = UserFactory(is_superuser=True)
    rows = PlanItem.objects.as_at(DAY)

    everywhere = asked(filters.PlanItemFilter, "", rows, person=person)
    here = asked(filters.PlanItemFilter, "", rows, person=person, programme=programme)

    def offered(filter_set):
        return [value for value, _ in filter_set.form.fields["workstream"].choices if value]

    assert sorted(offered(everywhere)) == [own.slug, theirs.slug]
    assert offered(here) == [own.slug]
    assert "programme" in everywhere.form.fields
    assert "programme" not in here.form.fields


@pytest.mark.parametrize("rows", [1, 25])
def test_everything_that_filters_offer_costs_one_query(programme, reader, rows, django_assert_num_queries):
    for item in PlanItemFactory.create_batch(rows, programme=programme):
        item.organisations.add(OrganisationFactory())

    with django_assert_num_queries(1):
        assert asked(filters.PlanItemFilter, "", PlanItem.objects.none(), person=reader).form.is_valid()


def test_options_come_in_the_order_of_the_plan_and_once(programme, reader):
    WorkstreamFactory(programme=programme, slug="z", name="First", position=1)
    WorkstreamFactory(programme=programme, slug="a", name="Second", position=2)
    second = MembershipFactory(user=reader).programme
    WorkstreamFactory(programme=second, slug="a", name="Second", position=7)
    PlanYearFactory(programme=programme, number=10)
    PlanYearFactory(programme=programme, number=2)

    offered = asked(filters.PlanItemFilter, "", PlanItem.objects.none(), person=reader).offered

    assert offered["workstream"] == [("z", "First"), ("a", "Second")]
    assert [value for value, _ in offered["year"]] == ["2", "10"]


def test_updates_are_narrowed_by_who_reports_and_when(programme, reader):
    trust = OrganisationFactory(code="RRE")
    found = UpdateFactory(item__programme=programme, organisation=trust)
    other = UpdateFactory(item__programme=programme, state="waiting", period__slug="q2")
    other.item.organisations.add(trust)
    rows = Update.objects.visible_to(reader)

    for query in ("organisation=RRE", "state=in_progress", "period=year-1-review", f"q={found.item.ref}"):
        assert list(asked(filters.UpdateFilter, query, rows, person=reader).qs) == [found], query


def test_next_steps_are_narrowed_by_who_said_them_and_whether_they_were_picked_up(programme, reader):
    said = UpdateFactory(item__programme=programme, organisation=OrganisationFactory(code="RLY"))
    step = NextStepFactory(item=said.item, becomes=PlanItemFactory(programme=programme))
    also = UpdateFactory(item__programme=programme)
    other = NextStepFactory(item=also.item, text="Wait")
    rows = next_steps_said(user=reader, as_at=DAY)

    for query in ("organisation=RLY", "picked_up=yes", "q=peer"):
        assert list(asked(filters.NextStepFilter, query, rows, person=reader).qs) == [step], query
    assert list(asked(filters.NextStepFilter, "picked_up=no", rows, person=reader).qs) == [other]
    assert NextStep.objects.count() == 2


def test_links_are_narrowed_by_the_item_that_they_go_out_from(programme, reader):
    link = LinkFactory(from_item__programme=programme, from_item__kind="activity")
    LinkFactory(from_item__programme=programme)
    rows = ItemLink.objects.visible_to(reader)

    assert list(asked(filters.LinkFilter, "kind=activity", rows, person=reader).qs) == [link]
    assert asked(filters.LinkFilter, "programme=ssot", rows, person=reader).qs.count() == 2


def test_statements_participations_and_programmes_are_narrowed_by_programme_and_organisation(
    programme, reader
):
    trust, domain = OrganisationFactory(code="RLY"), DomainFactory(slug="humane")
    part = programme.participations.create(organisation=trust, role="provider")
    found = StatementFactory(programme=programme, organisation=trust, kind="theme")
    found.domains.add(domain)
    StatementFactory(programme=programme)
    second = MembershipFactory(user=reader).programme
    second.participations.create(organisation=OrganisationFactory(), role="partner")

    for query in ("organisation=RLY", "kind=theme", "domain=humane"):
        rows = Statement.objects.visible_to(reader)
        assert list(asked(filters.StatementFilter, query, rows, person=reader).qs) == [found], query
    for query in ("organisation=RLY", "programme=ssot"):
        rows = Participation.objects.visible_to(reader)
        assert list(asked(filters.ParticipationFilter, query, rows, person=reader).qs) == [part], query
    rows = Programme.objects.visible_to(reader)
    assert list(asked(filters.ProgrammeListFilter, "programme=ssot", rows, person=reader).qs) == [programme]
