from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory

from deliverables.status import CONFIDENCES, STATES
from ipqt.jinja import render
from ipqt.templatetags import ui

pytestmark = pytest.mark.urls("tests.ipqt.gallery")


def printed(template: str, address: str = "/", **values) -> str:
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    return Template(template).render(RequestContext(request, values)).strip()


def test_text_from_a_variable_is_escaped_in_an_nhs_component():
    markup = printed('{% nhs "tag" text=label %}', label="<b>A & E</b>")

    assert "&lt;b&gt;A &amp; E&lt;/b&gt;" in markup


def test_html_that_is_not_marked_safe_is_escaped_in_an_nhs_component():
    markup = printed('{% nhs "details" summaryText="More" html=words %}', words="<script>")

    assert "<script>" not in markup
    assert "&lt;script&gt;" in markup


def test_html_deep_in_the_parameters_is_escaped_too():
    markup = render("summary-list", {"rows": [{"key": {"text": "K"}, "value": {"html": "<i>x</i>"}}]})

    assert "&lt;i&gt;x&lt;/i&gt;" in markup


def test_a_parameter_that_is_none_counts_as_not_given():
    assert render("tag", {"text": "New", "colour": None, "id": None}) == render("tag", {"text": "New"})


def test_every_state_has_a_word_and_a_shape_that_no_other_state_has():
    tags = [ui.state_tag(words) for words in STATES.values()]
    shapes = [ui.SHAPES[words.colour] for words in STATES.values()]

    assert all(words.label in tag for words, tag in zip(STATES.values(), tags, strict=True))
    assert len(set(shapes)) == len(STATES)


def test_every_confidence_has_a_shape_of_its_own_and_says_what_it_rates():
    tags = [ui.confidence_tag(words) for words in CONFIDENCES.values()]

    assert all("Delivery confidence: " in tag for tag in tags)
    assert len({tag.split("</svg>")[0] for tag in tags}) == 3


def test_a_state_that_was_judged_says_so():
    status = SimpleNamespace(words=STATES["delivered"], judged=True, confidence_words=None)

    assert "Judged" in ui.state_tag(status)
    assert "Judged" not in ui.state_tag(status, judged=False)
    assert ui.confidence_tag(status) == ""


def test_the_markup_of_a_state_is_made_once():
    assert ui.state_tag(STATES["waiting"]) is ui.state_tag(STATES["waiting"])


def test_each_basis_has_a_sentence_that_explains_it():
    assert printed('{{ "judged"|basis_meaning }}') == ui.BASES["judged"][1]
    assert len({meaning for _label, meaning in ui.BASES.values()}) == 4


def test_a_fact_without_a_basis_carries_no_mark():
    assert ui.basis_tag("") == ""
    assert ui.basis_tag(None) == ""


def test_a_link_keeps_the_moment_and_its_own_parameters():
    address = printed("{% as_at_url '/x/?a=1#top' state='delivered' year=None %}", "/?as_at=31/3/2025")

    assert address == "/x/?a=1&amp;as_at=2025-03-31&amp;state=delivered#top"


def test_today_is_not_written_into_links():
    assert printed("{% as_at_url '/x/' %}") == "/x/"
    assert printed("{% as_at_url '/x/' %}", "/?as_at=nonsense") == "/x/"


def test_a_named_link_keeps_the_moment():
    assert printed("{% url_at 'account' %}", "/?as_at=2025-03-31") == "/account/?as_at=2025-03-31"


def test_a_form_carries_the_rest_of_the_query_along():
    inputs = printed('{% hidden_query "as_at" %}', '/?as_at=2025-03-31&state=delivered&q="><b>&empty=')

    assert 'name="state" value="delivered"' in inputs
    assert 'value="&quot;&gt;&lt;b&gt;"' in inputs
    assert "as_at" not in inputs
    assert "empty" not in inputs


def test_breadcrumbs_lead_back_up():
    markup = printed('{% breadcrumbs "Portfolio" "/" "Plan" "/plan/" %}')

    assert '<a class="nhsuk-breadcrumb__link" href="/">Portfolio</a>' in markup
    assert markup.count('href="/plan/"') == 2


def test_a_past_moment_is_announced_with_the_way_back():
    markup = printed("{% notices %}", "/?as_at=2025-03-31&state=delivered&page=3")

    assert "31 March 2025" in markup
    assert 'href="?state=delivered"' in markup


def test_today_is_not_announced():
    assert "You are looking at" not in printed("{% notices %}")


def test_a_demonstration_says_that_it_is_one(settings):
    settings.DEMO = True

    assert "Demonstration" in printed("{% notices %}")


def test_the_moment_chooser_marks_the_day_shown_and_keeps_the_filters():
    moments = [
        {"label": "End of Year 1", "day": date(2025, 3, 31)},
        {"label": "May", "day": date(2025, 5, 31)},
    ]

    markup = printed("{% as_at_chooser moments %}", "/?as_at=2025-03-31&state=delivered", moments=moments)

    assert "<strong>End of Year 1</strong>" in markup
    assert 'href="?as_at=2025-05-31&amp;state=delivered"' in markup
    assert '<input type="hidden" name="state" value="delivered">' in markup
    assert 'value="31/3/2025"' in markup


def test_the_menu_of_the_site_marks_where_the_page_belongs():
    markup = printed("{% primary_nav %}", "/programmes/ssot/years/1/")

    assert markup.count('aria-current="true"') == 1
    assert '<strong class="nhsuk-header__navigation-item-current-fallback">Portfolio</strong>' in markup
    assert [label in markup for label in ("Trusts", "Domains", "Sources", "Data")] == [True] * 4


def test_the_menu_of_a_programme_marks_the_page_and_keeps_the_moment():
    years = SimpleNamespace(all=lambda: [SimpleNamespace(number=1), SimpleNamespace(number=2)])
    programme = SimpleNamespace(slug="ssot", short_name="Staffordshire", years=years)

    markup = printed('{% programme_nav programme "year-2" %}', "/?as_at=2025-03-31", programme=programme)

    assert '/programmes/ssot/years/2/?as_at=2025-03-31" aria-current="page">Year 2</a>' in markup
    assert "/programmes/ssot/years/1/said-and-planned/" in markup
    assert "Year 3" not in markup


def test_a_programme_without_years_has_a_menu_without_them():
    programme = SimpleNamespace(slug="ssot", years=SimpleNamespace(all=list))

    labels = [page["label"] for page in ui.programme_pages(SimpleNamespace(request=None), programme, "plan")]

    assert labels[0] == "Overview"
    assert "Said and planned" not in labels


def test_numbers_and_dates_are_written_as_people_do():
    assert printed("{{ day|date_words }}", day=date(2018, 8, 6)) == "6 August 2018"
    assert printed("{{ day|date_words }}", day=None) == ""
    assert printed("{{ 1234|number }}") == "1,234"
    assert printed('{{ 1|plural:"trust" }}, {{ 2|plural:"trust" }}') == "1 trust, 2 trusts"
    assert printed('{{ 1|plural:"activity,activities" }}, {{ 0|plural:"activity,activities" }}') == (
        "1 activity, 0 activities"
    )


def test_a_list_of_one_page_has_no_pager():
    assert printed("{% pagination page %}", page=Paginator(range(3), 25).page(1)) == ""


def test_the_pager_keeps_the_filters_and_leaves_out_the_first_page_number():
    markup = printed("{% pagination page %}", "/?state=waiting&page=2", page=Paginator(range(60), 25).page(2))

    assert 'href="?state=waiting"' in markup
    assert 'href="?state=waiting&amp;page=3"' in markup
    assert markup.count('aria-current="page"') == 1
