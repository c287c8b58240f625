import pytest
from django import forms
from django.http import QueryDict
from django.template import RequestContext, Template
from django.test import RequestFactory

from deliverables.models import Source
from ipqt.filters import NhsFilterSet, OptionFilter, ScopedOptionFilter, WordsFilter
from ipqt.forms import NhsFormMixin

pytestmark = pytest.mark.django_db

KINDS = [("plan", "Plan"), ("review", "Review")]


class SourceFilter(NhsFilterSet):
    q = WordsFilter(fields=("title", "publisher"))
    kind = OptionFilter(label="Kind", choices=KINDS)
    source = ScopedOptionFilter(
        field_name="slug",
        label="Source",
        options=lambda filters: Source.objects.exclude(kind="report").values_list("slug", "short_name"),
    )


@pytest.fixture(autouse=True)
def sources():
    Source.objects.create(
        slug="plan", short_name="The plan", title="Delivery plan", publisher="ICB", kind="plan"
    )
    Source.objects.create(
        slug="review", short_name="The review", title="Year review", publisher="ICB", kind="review"
    )
    Source.objects.create(
        slug="report", short_name="A report", title="Care report", publisher="CQC", kind="report"
    )


def filtered(query: str) -> SourceFilter:
    return SourceFilter(QueryDict(query), Source.objects.all())


def slugs(query: str) -> list[str]:
    return sorted(filtered(query).qs.values_list("slug", flat=True))


def test_without_filters_the_list_is_whole():
    assert slugs("") == ["plan", "report", "review"]
    assert SourceFilter(None, Source.objects.all()).qs.count() == 3
    assert filtered("").status_code == 200


def test_filters_narrow_the_list():
    assert slugs("kind=plan") == ["plan"]
    assert slugs("source=review") == ["review"]
    assert slugs("kind=plan&source=review") == []


def test_every_word_must_stand_somewhere_whatever_its_case():
    assert slugs("q=icb+PLAN") == ["plan"]
    assert slugs("q=icb") == ["plan", "review"]
    assert slugs("q=++") == ["plan", "report", "review"]


@pytest.mark.parametrize(
    "query",
    ["kind=nonsense", "kind=PLAN", "kind=null", "source=report", "q=a%00b", "q=" + "a" * 101, "kind=%3Cb%3E"],
)
def test_a_value_that_is_not_known_is_refused_and_shows_no_rows(query):
    filters = filtered(query)

    assert filters.refused
    assert filters.status_code == 400
    assert list(filters.qs) == []
    assert filters.active == []
    assert filters.form.title_prefix == "Error: "


def test_parameters_that_are_no_filters_change_nothing():
    assert slugs("utm=1&as_at=2025-03-31&page=2") == ["plan", "report", "review"]


def test_the_filters_at_work_are_shown_in_words_each_with_a_way_to_remove_it():
    chips = filtered("kind=plan&q=delivery&page=3&sort=title").active

    assert [(chip.label, chip.value, chip.url) for chip in chips] == [
        ("Words", "delivery", "?kind=plan&sort=title"),
        ("Kind", "Plan", "?q=delivery&sort=title"),
    ]


def test_several_values_of_one_filter_make_one_chip():
    import django_filters

    class Several(NhsFilterSet):
        kind = django_filters.MultipleChoiceFilter(label="Kind", choices=KINDS)

    chips = Several(QueryDict("kind=plan&kind=review"), Source.objects.all()).active

    assert [chip.value for chip in chips] == ["Plan, Review"]


def test_the_list_can_be_cleared_without_losing_the_sort_or_the_moment():
    assert (
        filtered("kind=plan&q=x&page=2&sort=title&as_at=2025-03-31").clear_url
        == "?sort=title&as_at=2025-03-31"
    )


def test_the_form_carries_the_sort_and_the_moment_along():
    assert filtered("kind=plan&page=2&sort=title&as_at=2025-03-31&x=").kept == [
        ("sort", "title"),
        ("as_at", "2025-03-31"),
    ]


def test_the_options_are_asked_for_once(django_assert_num_queries):
    filters = filtered("source=plan")

    with django_assert_num_queries(1):
        "".join(str(field) for field in filters.form)
        assert not filters.refused
        assert filters.active
        assert len(filters.filters["source"].field.choices) == 3


def test_a_form_of_ones_own_is_drawn_with_nhs_fields_too():
    class Plain(forms.Form):
        pass

    class Own(NhsFilterSet):
        kind = OptionFilter(label="Kind", choices=KINDS)

        class Meta:
            form = Plain

    assert isinstance(Own(QueryDict(""), Source.objects.all()).form, NhsFormMixin)


def listed(query: str) -> str:
    filters = filtered(query)
    context = RequestContext(RequestFactory().get("/", QueryDict(query)), {"filter": filters, "table": None})
    return Template('{% include "components/list.html" %}').render(context)


def test_a_refused_list_shows_the_error_and_claims_nothing_about_rows():
    markup = listed("kind=nonsense")

    assert "Choose a kind from the list." in markup
    assert 'href="#id_kind"' in markup
    assert "The list is not shown because a filter is not right." in markup
    assert "Showing" not in markup


def test_what_was_typed_into_a_filter_is_never_markup():
    assert "<script>" not in listed("q=%3Cscript%3E&kind=%3Cscript%3E")
