"""The self-assessment on the page: numbers with words, printed beside computed, two people at one score."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from metrics.models import Assessment
from tests.factories import (
    DomainFactory,
    MembershipFactory,
    PlanYearFactory,
    ProgrammeFactory,
    SourceFactory,
    StatementFactory,
)
from tests.metrics.factories import AssessmentFactory, AssessmentTotalFactory

pytestmark = pytest.mark.django_db

FORM = "/programmes/midshire/assessment/2/SA-1/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2025-12-31T12:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire")


@pytest.fixture
def years(programme):
    return [PlanYearFactory(programme=programme, number=number) for number in (1, 2, 3)]


@pytest.fixture
def area(programme):
    return StatementFactory(programme=programme, kind="service_area", ref="SA-1", title="Adult acute")


@pytest.fixture
def printed(years, area):
    """Year 1 as a source prints it: Valuing 2, Humane 4."""
    source = SourceFactory()
    for slug, score in (("valuing", 2), ("humane", 4)):
        AssessmentFactory(
            year=years[0],
            service_area=area,
            domain=DomainFactory(slug=slug, name=slug.capitalize()),
            score=score,
            source=source,
            basis="published",
        )
    return source


def member(client, programme, role="lead", **name):
    client.force_login(MembershipFactory(programme=programme, role=role, **name).user)
    return client


@pytest.fixture
def lead(client, programme):
    return member(client, programme, user__first_name="Ada", user__last_name="Lead")


def words(response):
    main = re.search(r"<main.*</main>", response.text, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def page(client, **query):
    return words(client.get(reverse("metrics:assessment", args=["midshire"]), query))


def opened(client, **changes):
    """What the browser would send from the form as it stands, with `changes` typed in."""
    html = client.get(FORM).text
    sent = {}
    for tag in re.findall(r"<input[^>]*>", html):
        kind = re.search(r'type="(\w+)"', tag)[1]
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if (
            name
            and (kind == "hidden" or " checked" in tag)
            and name[1] not in ("csrfmiddlewaretoken", "as_at")
        ):
            sent[name[1]] = value[1] if value else "on"
    return sent | {name.replace("__", "-"): value for name, value in changes.items()}


def test_each_score_has_its_number_and_words_and_both_totals_are_shown(lead, printed, years, area):
    AssessmentTotalFactory(
        year=years[0], service_area=area, published=5, out_of=10, basis="published", source=printed
    )

    text = page(lead)

    assert "2 Emerging" in text
    assert "4 Strong but not fully embedded" in text
    assert "Scores add up to 6 of 10" in text
    assert "Printed total 5 of 10 1 less than its scores add up to" in text
    assert "Adult acute: 5 is printed, the scores add up to 6. Both are kept." in text
    assert f"Scores: {printed.short_name}" in text


def test_a_printed_total_that_agrees_is_shown_without_a_word(lead, printed, years, area):
    AssessmentTotalFactory(year=years[0], service_area=area, published=6, out_of=10)

    assert "than its scores" not in page(lead)


def test_a_programme_without_an_assessment_says_so(lead):
    assert "No self-assessment of this programme is on record here at this moment." in page(lead)


def test_copies_are_marked_and_left_out_of_the_totals_until_confirmed(lead, printed):
    lead.post(FORM, opened(lead, **{"valuing-both-confirm": "on"}))

    text = page(lead)

    assert "Copied, not confirmed" in text
    assert "2 of 5, 1 of 2 scores confirmed" in text
    assert "1 score not yet confirmed: left out of the totals." in text
    assert "Year 2 1 of 2 scores confirmed" in text


def test_the_change_from_the_year_before_is_told(lead, printed):
    lead.post(FORM, opened(lead, **{"valuing-both-score": "3", "humane-both-confirm": "on"}))

    text = page(lead)

    assert "3 Present but not consistent Up 1 from the year before" in text
    assert "4 Strong but not fully embedded No change from the year before" in text
    assert "Year 2 “I” and “We” together 7 of 10 None Up 1" in text


def test_we_and_i_stand_apart_where_the_source_tells(lead, years, area):
    domain = DomainFactory()
    for voice, score in (("we", 4), ("i", 2)):
        AssessmentFactory(year=years[0], service_area=area, domain=domain, voice=voice, score=score)

    text = page(lead)

    assert text.index("Year 1, “We” statements") < text.index("Year 1, “I” statements")


def test_a_page_of_the_past_shows_the_scores_of_then(lead, printed, clock, programme):
    lead.post(FORM, opened(lead, **{"valuing-both-score": "3", "humane-both-confirm": "on"}))
    clock.move_to("2026-01-05T12:00:00Z")
    member(lead, programme)
    lead.post(FORM, opened(lead, **{"valuing-both-score": "5"}))

    assert "5 Fully embedded" in page(lead)
    assert "3 Present but not consistent" in page(lead, as_at="2026-01-02")
    assert "Year 2," not in page(lead, as_at="2025-11-30")
    assert "No self-assessment" in page(lead, as_at="2024-01-31")


def test_only_office_and_leads_are_offered_the_form(client, programme, printed):
    offered = {
        role: "Assess a year" in page(member(client, programme, role))
        for role in ("viewer", "lead", "office", "analyst")
    }

    assert offered == {"viewer": False, "lead": True, "office": True, "analyst": False}


def test_the_form_starts_from_copies_and_says_that_they_do_not_count(lead, printed):
    text = words(lead.get(FORM))

    assert "Each score starts as a copy of Year 1." in text
    assert text.count("Copied, not confirmed: left out of the totals . Year 1:") == 2
    assert not Assessment.objects.filter(year__number=2).exists()


def test_without_a_year_before_both_voices_start_empty(lead, years, area):
    DomainFactory(slug="valuing")

    lead.post(FORM, opened(lead, **{"valuing-i-score": "2", "valuing-i-words": "Two groups asked."}))

    row = Assessment.objects.get()
    assert (row.voice, row.score, row.words, row.is_confirmed) == ("i", 2, "Two groups asked.", True)


def test_saving_says_what_was_saved_and_what_is_left(lead, printed):
    sent = lead.post(FORM, opened(lead, **{"valuing-both-confirm": "on"}), follow=True)

    assert "1 score saved. 1 score not confirmed yet." in words(sent)
    again = lead.post(FORM, opened(lead), follow=True)
    assert "Nothing was changed, so nothing was saved." in words(again)


def test_the_second_of_two_people_gets_both_scores_and_chooses(lead, printed, programme):
    second = member(type(lead)(), programme)
    typed = opened(second, **{"valuing-both-score": "5"})
    lead.post(FORM, opened(lead, **{"valuing-both-score": "1", "valuing-both-words": "Audit."}))

    told = second.post(FORM, typed)

    assert told.status_code == 409
    assert "Ada Lead on 31 December 2025 at 12:00pm saved: 1 of 5, limited evidence. Audit." in words(told)
    assert Assessment.objects.get(year__number=2, domain__slug="valuing").score == 1
    choosing = typed | {"valuing-both-version": "1", "valuing-both-choice": "1"}
    assert second.post(FORM, choosing).status_code == 400
    second.post(FORM, choosing | {"valuing-both-keep": "theirs"})
    assert Assessment.objects.get(year__number=2, domain__slug="valuing").score == 1
    second.post(FORM, choosing | {"valuing-both-keep": "mine"})
    assert Assessment.objects.get(year__number=2, domain__slug="valuing").score == 5


def test_what_makes_no_sense_is_said_at_its_score_and_kept(lead, printed):
    sent = lead.post(FORM, opened(lead, **{"valuing-both-score": "7", "humane-both-words": "Kept."}))

    assert sent.status_code == 400
    assert "Valuing: Choose a score from 1 to 5." in words(sent)
    assert "Kept." in sent.text


def test_a_note_without_a_score_asks_for_one(lead, years, area):
    DomainFactory(slug="valuing")

    sent = lead.post(FORM, opened(lead, **{"valuing-we-words": "Why."}))

    assert (sent.status_code, "Choose a score from 1 to 5." in words(sent)) == (400, True)


def test_a_year_that_a_source_prints_is_shown_but_not_changed(lead, printed):
    address = FORM.replace("/2/", "/1/")

    assert "are printed in a source, so they are not changed here." in words(lead.get(address))
    sent = lead.post(address, opened(lead, **{"valuing-both-score": "5"}))
    assert sent.status_code == 409
    assert "Assess the year after it." in words(sent)


@pytest.mark.parametrize("place", ["9/SA-1", "2/SA-9", "3/SA-1"], ids=["year", "area", "not begun"])
def test_there_is_no_form_for_what_is_not_there_or_has_not_begun(lead, printed, place):
    assert lead.get(f"/programmes/midshire/assessment/{place}/").status_code == 404


@pytest.mark.parametrize("domains", [1, 8])
def test_the_pages_cost_the_same_queries_whatever_their_length(
    lead, years, area, domains, django_assert_num_queries
):
    for _ in range(domains):
        AssessmentFactory(year=years[0], service_area=area)

    with django_assert_num_queries(10):
        lead.get(reverse("metrics:assessment", args=["midshire"]))
    with django_assert_num_queries(10):
        lead.get(FORM)


def test_the_past_costs_one_query_more_but_offers_no_form(lead, printed, django_assert_num_queries):
    with django_assert_num_queries(7):
        lead.get(reverse("metrics:assessment", args=["midshire"]), {"as_at": date(2025, 6, 30).isoformat()})
