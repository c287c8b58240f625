"""Scoring a year: copies count once confirmed, two people never overwrite each other, history is kept."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from deliverables.models import Change
from metrics.assessing import PublishedScoresError, ScoreChange, StaleScoresError, save_scores
from metrics.models import Assessment
from tests.factories import DomainFactory, PlanYearFactory, SourceFactory, StatementFactory, UserFactory
from tests.metrics.factories import AssessmentFactory
from tests.races import one_of, race

pytestmark = pytest.mark.django_db


class Form:
    """Year 1 with two scores, and Year 2 to be assessed."""

    def __init__(self):
        self.first = PlanYearFactory(number=1)
        self.programme = self.first.programme
        self.year = PlanYearFactory(programme=self.programme, number=2)
        self.area = StatementFactory(programme=self.programme, kind="service_area", ref="SA-1")
        self.valuing, self.humane = DomainFactory(slug="valuing"), DomainFactory(slug="humane")
        self.by = UserFactory(first_name="Ada")
        for domain in (self.valuing, self.humane):
            self.scored(self.first, domain)

    def scored(self, year, domain, **fields):
        return AssessmentFactory(year=year, service_area=self.area, domain=domain, **fields)

    def change(self, *, score=2, words="", confirm=False, version=0, domain=None):
        return ScoreChange(
            domain_id=(domain or self.valuing).pk,
            voice="both",
            score=score,
            words=words,
            confirm=confirm,
            expected_version=version,
        )

    def save(self, *changes, by=None):
        return save_scores(year=self.year, area=self.area, changes=changes, by=by or self.by)

    def stored(self, domain=None):
        return Assessment.objects.get(year=self.year, domain=domain or self.valuing)


@pytest.fixture
def form():
    return Form()


def test_the_first_save_copies_the_year_before_and_confirms_only_what_was_confirmed(form):
    saved = form.save(form.change(confirm=True))

    valuing, humane = form.stored(), form.stored(form.humane)
    assert (saved, valuing.is_confirmed, humane.is_confirmed) == (1, True, False)
    assert (humane.score, humane.words, humane.basis) == (2, "", "entered")


def test_another_score_than_the_copy_s_confirms(form):
    form.save(form.change(score=4))

    assert (form.stored().score, form.stored().is_confirmed) == (4, True)


def test_a_note_on_a_copy_does_not_confirm_it(form):
    form.save(form.change(words="To be talked about."))

    assert (form.stored().words, form.stored().is_confirmed) == ("To be talked about.", False)


def test_nothing_changed_writes_nothing_not_even_copies(form):
    assert form.save() == 0
    assert not Assessment.objects.filter(year=form.year).exists()


def test_a_score_without_a_year_before_is_new_and_confirmed(form):
    therapeutic = DomainFactory(slug="therapeutic")

    form.save(form.change(domain=therapeutic, score=3))

    assert (form.stored(therapeutic).score, form.stored(therapeutic).is_confirmed) == (3, True)


def test_every_save_leaves_a_history_row_with_before_and_after(form):
    form.save(form.change(confirm=True))
    form.save(form.change(score=3, words="Two audits.", version=1))

    key = f"{form.programme.slug}/2/SA-1/valuing/both"
    rows = Change.objects.filter(record="assessment", key=key).order_by("pk")
    assert [row.action for row in rows] == ["copied", "assessed", "assessed"]
    assert rows[2].before == {"score": 2, "is_confirmed": True, "words": ""}
    assert rows[2].after == {"score": 3, "is_confirmed": True, "words": "Two audits."}
    assert rows[2].user == form.by


def test_the_second_of_two_people_is_told_and_nothing_is_overwritten(form):
    form.save(form.change(score=4))

    with pytest.raises(StaleScoresError) as told:
        form.save(form.change(score=1), form.change(domain=form.humane, score=5))

    assert [row.score for row in told.value.stored.values()] == [4]
    assert (form.stored().score, form.stored(form.humane).score) == (4, 2)


def test_the_same_score_saved_twice_is_no_conflict_and_changes_nothing(form):
    form.save(form.change(score=4))

    assert form.save(form.change(score=4)) == 0


def test_two_people_at_different_scores_do_not_disturb_each_other(form):
    form.save(form.change(score=4))

    assert form.save(form.change(domain=form.humane, score=5)) == 1


def test_a_score_that_a_source_prints_is_never_changed(form):
    form.scored(form.year, form.valuing, basis="published", source=SourceFactory())

    with pytest.raises(PublishedScoresError, match="printed in a source"):
        form.save(form.change(score=5))


def test_a_copy_of_a_made_up_score_stays_made_up_until_it_is_confirmed(form):
    Assessment.objects.update(basis="illustrative")

    form.save(form.change(confirm=True))

    assert (form.stored().basis, form.stored(form.humane).basis) == ("entered", "illustrative")


def test_a_score_beyond_5_is_refused(form):
    with pytest.raises(ValidationError):
        form.save(form.change(score=6))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_score_at_once_one_wins_and_the_other_is_told():
    form = Form()
    ben = UserFactory(first_name="Ben")
    for number in range(3, 11):
        form.year = PlanYearFactory(
            programme=form.programme,
            number=number,
            starts_on=date(2020 + number, 4, 1),
            ends_on=date(2021 + number, 3, 31),
        )
        Assessment.objects.filter(year__number=number - 1).delete()

        results = race(
            lambda: form.save(form.change(score=4)),
            lambda: form.save(form.change(score=5), by=ben),
        )

        won, told = one_of(results, StaleScoresError)
        assert (won, [row.score for row in told.stored.values()]) == (1, [form.stored().score])
        assert Assessment.objects.filter(year=form.year).count() == 2
