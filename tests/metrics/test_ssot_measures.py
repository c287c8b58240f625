"""What the Staffordshire and Stoke-on-Trent strategy will measure, and how far that has come."""

import pytest

from metrics.models import ItemIndicator, Measure, Objective, ProgrammeIndicator, Target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("documents")]

PRINTED = {
    "Reduce out-of-area placements": [
        "Monitor the percentage of patients requiring out-of-area placements compared to the baseline"
        " established in Year 1",
        "Track the cost savings associated with reduced reliance on out-of-area placements",
    ],
    "Develop local provision": [
        "Measure the increase in inpatient bed capacity within the ICB region, including beds commissioned"
        " from independent providers",
        "Track the utilisation rate of new beds to assess their effectiveness in serving the local"
        " population",
        "Monitor the development and expansion of community support services through partnerships with"
        " voluntary, community and social enterprise organisations",
    ],
    "Improve patient outcomes": [
        "Implement standardised Patient Reported Outcome Measures (PROMs) to track patient-reported changes"
        " in mental health symptoms before and after admission",
        "Analyse the average length of stay for different patient populations to identify areas for"
        " improvement in discharge planning and community support",
        "Track readmission rates within a defined timeframe (e.g. 30 days) to assess the effectiveness of"
        " discharge planning and post-discharge support",
        "Conduct regular patient satisfaction surveys to gather feedback on the quality of care,"
        " communication, and overall care experience within inpatient facilities",
        "Analysis of inpatient admissions demonstrates a positive trajectory in addressing health"
        " inequalities and how they present within our data set",
    ],
    "Implement Culture of Care recommendations": [
        "Measure staff satisfaction through surveys to assess the impact of implemented Culture of Care"
        " initiatives",
        "Track the number of reported incidents and complaints to gauge improvements in patient safety and"
        " staff wellbeing",
        "Conduct staff surveys to assess the extent to which staff feel empowered and equipped to deliver"
        " high-quality care",
    ],
    "Adhere to evidence-based practices": [
        "Regularly audit patient care records to ensure alignment with National Institute for Health and"
        " Care Excellence (NICE) guidelines and best practices for specific mental health conditions",
        "Track the implementation of various evidence-based therapeutic interventions within inpatient units",
    ],
    "Effective Workforce Strategy": [
        "Monitor progress in filling identified staffing gaps based on the Workforce Plan established in"
        " Year 1",
        "Track staff training and development opportunities offered within the programme",
        "Conduct staff surveys to assess confidence and competence in delivering planned therapeutic"
        " interventions",
    ],
    "Staff and patient satisfaction": [
        "Conduct regular staff satisfaction surveys to gauge overall morale, sense of purpose, and job"
        " satisfaction within inpatient services",
        "Administer patient satisfaction surveys to assess experience with care delivery, communication,"
        " and overall service provision",
    ],
    "Additional impacts": [
        "Evaluate the financial impact of the strategy by comparing costs associated with improved local"
        " service provision against the cost savings from reduced out-of-area placements",
        "Include qualitative data such as service user and staff feedback through focus groups or"
        " interviews to gain deeper insights into the programme's impact on experiences and recovery"
        " journeys",
        "Continuously monitor the effectiveness of implemented strategies and make adjustments as needed to"
        " ensure the long-term sustainability of the programme's positive impact",
    ],
}


def of_ssot(model, path="programme"):
    return model.objects.filter(**{f"{path}__slug": "ssot"})


def test_there_are_8_headings_and_23_measures():
    assert (of_ssot(Objective).count(), of_ssot(Measure).count()) == (8, 23)


def test_headings_and_measures_have_their_printed_words_in_their_printed_order():
    shown = {}
    for heading, words in of_ssot(Measure).values_list("objective__title", "title"):
        shown.setdefault(heading, []).append(words)

    assert list(of_ssot(Objective).values_list("title", flat=True)) == list(PRINTED)
    assert shown == PRINTED


def test_two_measures_can_have_no_indicator_and_say_why():
    unanswered = of_ssot(Measure).filter(indicators=None)

    assert list(unanswered.values_list("ref", flat=True)) == ["M-8-2", "M-8-3"]
    assert not unanswered.filter(gap="").exists()


def test_the_programme_takes_up_every_indicator_that_it_measures_or_means_to_move():
    taken_up = set(of_ssot(ProgrammeIndicator).values_list("indicator__code", flat=True))
    asked_for = set(of_ssot(Measure).exclude(indicators=None).values_list("indicators__code", flat=True))
    to_move = set(of_ssot(ItemIndicator, "item__programme").values_list("indicator__code", flat=True))

    assert len(taken_up) == 42
    assert asked_for <= taken_up
    assert to_move <= taken_up


def test_every_rung_is_judged_with_a_reason_and_nobody_is_made_an_owner():
    rows = of_ssot(ProgrammeIndicator)

    assert not rows.exclude(basis="judged").exists()
    assert not rows.filter(readiness_why="").exists()
    assert not rows.exclude(owner="", next_review_on=None).exists()
    assert not rows.filter(workstreams=None).exists()


def test_only_four_indicators_are_past_being_proposed():
    """What the documents say exactly how to count; one of them names where the count comes from."""
    rows = of_ssot(ProgrammeIndicator).exclude(readiness="proposed")

    assert dict(rows.values_list("indicator__code", "readiness")) == {
        "OAP-05": "defined",
        "OUT-11": "defined",
        "COC-05": "defined",
        "EQU-01": "source_agreed",
    }


def test_the_documents_print_no_target_so_there_is_none():
    assert not of_ssot(Target).exists()


def test_what_an_item_is_to_move_is_judged_and_says_why():
    links = of_ssot(ItemIndicator, "item__programme")

    assert not links.exclude(basis="judged", source__isnull=False).exists()
    assert not links.filter(note="").exists()
    assert ("Y1-I11", "OAP-05") in links.values_list("item__ref", "indicator__code")
