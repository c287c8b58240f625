from datetime import date
from types import SimpleNamespace

import django_tables2 as tables
import pytest
from django.db.models import Value
from django.db.models.functions import Length
from django.template import RequestContext, Template
from django.test import RequestFactory
from pytest_django.asserts import assertInHTML

from deliverables.models import Source
from ipqt.tables import NumberColumn, StableTable, csv_url, page_links

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ipqt.gallery")]


class SourceTable(StableTable):
    caption = "Sources"

    title = tables.Column()
    kind = tables.Column()
    published_on = tables.Column(default="Not dated")
    publisher = tables.Column(orderable=False)

    class Meta(StableTable.Meta):
        order_by = ("title",)
        empty_text = "No sources match."


def add_sources(count: int, **values) -> None:
    given = {"title": "Same title", "publisher": "ICB", "kind": "plan"} | values
    Source.objects.bulk_create(Source(slug=f"s{n}", short_name=f"S{n}", **given) for n in range(count))


def table_at(address: str, table_class=SourceTable, rows=None, **kwargs) -> StableTable:
    rows = Source.objects.all() if rows is None else rows
    return table_class.for_page(RequestFactory().get(address), rows, **kwargs)


def drawn(table: StableTable) -> str:
    context = RequestContext(table.request, {"table": table})
    return Template('{% include "components/table.html" %}').render(context)


@pytest.mark.parametrize("sort", ["title", "-title", "published_on"])
def test_tied_rows_never_change_page(sort):
    add_sources(60)

    pages = [list(table_at(f"/?sort={sort}&page={page}", per_page=25).records) for page in (1, 2, 3)]

    assert [len(page) for page in pages] == [25, 25, 10]
    assert len({source.pk for page in pages for source in page}) == 60


@pytest.mark.parametrize("sort", ["published_on", "-published_on"])
def test_empty_values_come_last_whichever_way_the_rows_are_sorted(sort):
    add_sources(1)
    Source.objects.create(slug="a", short_name="A", title="A", kind="plan", published_on=date(2024, 3, 1))
    Source.objects.create(slug="b", short_name="B", title="B", kind="plan", published_on=date(2025, 3, 1))

    dates = [source.published_on for source in table_at(f"/?sort={sort}").records]

    assert dates[-1] is None


def test_a_column_may_sort_in_its_own_way_and_is_made_stable_too():
    class ByLength(SourceTable):
        def order_title(self, queryset, is_descending):
            length = Length("title")
            return queryset.order_by(length.desc() if is_descending else length.asc()), True

    add_sources(1)
    Source.objects.create(slug="a", short_name="A", title="Z", kind="plan")

    table = table_at("/?sort=title", ByLength)

    assert [source.title for source in table.records] == ["Z", "Same title"]
    assert table.data.data.query.order_by[-1] == "pk"


@pytest.mark.parametrize("sort", ["unknown", "publisher", "--title", "password", "", "title;drop", "pk"])
def test_a_sort_that_is_not_offered_leaves_the_usual_order(sort):
    add_sources(3)
    Source.objects.create(slug="a", short_name="A", title="A first", kind="plan")

    assert next(iter(table_at(f"/?sort={sort}").records)).title == "A first"


def test_rows_that_no_column_sorts_keep_the_order_of_the_model():
    class Plain(StableTable):
        title = tables.Column()

    add_sources(3)

    assert [source.short_name for source in table_at("/", Plain).records] == ["S0", "S1", "S2"]


def test_an_order_that_the_query_already_has_is_only_made_stable():
    add_sources(3)

    table = table_at("/", SourceTable, Source.objects.order_by("kind"), order_by=())

    assert table.data.data.query.order_by == ("kind", "pk")


@pytest.mark.parametrize(
    ("page", "shown"), [("1", 1), ("2", 2), ("99", 2), ("0", 1), ("-3", 1), ("abc", 1), ("9" * 30, 2)]
)
def test_a_page_that_is_not_there_shows_the_nearest_one(page, shown):
    add_sources(30)

    assert table_at(f"/?page={page}").page.number == shown


@pytest.mark.parametrize("per_page", ["0", "-1", "5000"])
def test_nobody_can_ask_for_pages_of_an_odd_size(per_page):
    add_sources(30)

    assert len(table_at(f"/?per_page={per_page}").records) == 25


@pytest.mark.parametrize("rows", [2, 60])
def test_a_table_costs_the_count_and_the_page_whatever_its_length(rows, django_assert_num_queries):
    add_sources(rows)

    with django_assert_num_queries(2):
        drawn(table_at("/"))


def test_the_count_is_said_in_words():
    assert table_at("/").count_words == "Showing 0"
    add_sources(1)
    assert table_at("/").count_words == "Showing 1"
    Source.objects.all().delete()
    add_sources(61)
    assert table_at("/?page=2").count_words == "Showing 26 to 50 of 61"
    assert table_at("/", per_page=100).count_words == "Showing all 61"


def test_a_table_without_paging_shows_every_row():
    add_sources(30)
    table = SourceTable(Source.objects.all())

    assert len(list(table.records)) == 30
    assert table.count_words == "Showing all 30"
    assert "Same title" in table.body


def test_the_header_says_how_the_rows_are_sorted_and_links_to_the_other_way():
    add_sources(1)

    head = {cell["label"]: cell for cell in table_at("/?sort=-title&page=2&q=x").head}

    assert head["Title"] == {
        "label": "Title",
        "numeric": False,
        "sort": "descending",
        "url": "?sort=title&q=x",
    }
    assert head["Kind"]["sort"] == ""
    assert head["Publisher"]["url"] == ""


def test_the_table_is_marked_up_for_assistive_technology():
    add_sources(1, kind="review")

    markup = drawn(table_at("/", csv_url="/data/sources.csv?kind=review"))

    assert '<caption class="nhsuk-table__caption app-table__caption">Sources' in markup
    assert 'scope="col" role="columnheader" data-sort="true" aria-sort="ascending"' in markup
    assert (
        '<th class="nhsuk-table__header" scope="row" role="rowheader" data-label="Title">Same title</th>'
        in markup
    )
    assert '<td class="nhsuk-table__cell" role="cell" data-label="Kind">Review</td>' in markup
    assert 'data-label="Published on">Not dated</td>' in markup
    assertInHTML('<a href="/data/sources.csv?kind=review" download>Download these rows (CSV)</a>', markup)


def test_an_empty_list_says_so_in_words():
    markup = drawn(table_at("/"))

    assert "No sources match." in markup
    assert "<table" not in markup


def test_cells_escape_what_people_wrote():
    add_sources(1, title="<script>alert(1)</script>")

    assert "<script>" not in table_at("/").body


def test_a_column_may_show_what_the_query_adds():
    class WithAge(SourceTable):
        age = NumberColumn()

    add_sources(1)

    assert 'data-label="Age">7</td>' in table_at("/", WithAge, Source.objects.annotate(age=Value(7))).body


def test_another_column_may_name_the_row():
    class ByPublisher(SourceTable):
        row_header = "publisher"

    add_sources(1)

    assert 'role="rowheader" data-label="Publisher">ICB</th>' in table_at("/", ByPublisher).body


class CellTable(StableTable):
    name = tables.Column(linkify=lambda record: record["url"])
    parent = tables.Column(accessor="parent__name", default="None")
    day = tables.Column()
    live = tables.BooleanColumn()
    plain = tables.Column()
    amount = NumberColumn()
    shout = tables.Column(accessor="name", attrs={"td": {"class": "app-nowrap"}})
    hidden = tables.Column(visible=False)
    computed = tables.Column(empty_values=())

    def render_shout(self, value):
        return value.upper()

    def render_computed(self, record, table):
        return f"{record['name']} in {len(table.data)}"


def cell_row(**values) -> dict:
    return {
        "name": "Rob & Co",
        "url": "/x/",
        "parent": SimpleNamespace(name="Top"),
        "day": date(2018, 8, 6),
        "live": True,
        "plain": True,
        "amount": 12345,
        "hidden": "secret",
    } | values


def test_values_are_written_as_people_write_them():
    body = table_at("/", CellTable, [cell_row()]).body

    assert ">6 August 2018</td>" in body
    assert (
        '<td class="nhsuk-table__cell nhsuk-table__cell--numeric" role="cell" data-label="Amount">12,345</td>'
        in body
    )
    assert ">Yes</td>" in body
    assert ">Top</td>" in body
    assert '<td class="nhsuk-table__cell app-nowrap" role="cell" data-label="Shout">ROB &amp; CO</td>' in body
    assert ">Rob &amp; Co in 1</td>" in body
    assert "secret" not in body


def test_missing_values_show_the_default():
    body = table_at("/", CellTable, [cell_row(parent=None, plain=False)]).body

    assert 'data-label="Parent">None</td>' in body
    assert 'data-label="Plain">No</td>' in body


def test_links_in_cells_keep_the_moment():
    body = table_at("/?as_at=2025-03-31", CellTable, [cell_row(url="/x/?a=1")]).body

    assert '<a href="/x/?a=1&amp;as_at=2025-03-31">Rob &amp; Co</a>' in body


def test_a_cell_without_an_address_is_not_a_link():
    assert "<a" not in table_at("/", CellTable, [cell_row(url=None)]).body


def test_a_list_of_plain_rows_can_be_sorted_too():
    rows = [cell_row(amount=amount) for amount in (2, 3, 1)]

    assert [row["amount"] for row in table_at("/?sort=-amount", CellTable, rows).records] == [3, 2, 1]


def test_the_file_of_the_rows_has_the_filters_of_the_page(monkeypatch):
    monkeypatch.setattr("ipqt.tables.reverse", lambda name, args: f"/data/{args[0]}.csv")
    request = RequestFactory().get("/?state=waiting&page=2&sort=ref&as_at=2025-03-31")

    assert csv_url(request, "plan_items", programme="ssot") == (
        "/data/plan_items.csv?state=waiting&as_at=2025-03-31&programme=ssot"
    )
    assert csv_url(RequestFactory().get("/"), "sources") == "/data/sources.csv"


def test_the_pager_of_a_long_list_leaves_pages_out():
    add_sources(30)
    table = table_at("/?page=5", per_page=2)

    links = page_links(table.page, table.request.GET)

    assert [item.get("number", "…") for item in links["items"]] == [1, "…", 4, 5, 6, "…", 15]
    assert links["previous"]["href"] == "?page=4"
