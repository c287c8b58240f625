"""Writes the made-up values of the stories, every row marked illustrative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils.text import slugify

from deliverables.audit import record_change
from deliverables.demo import DEMO_DOMAIN
from deliverables.illustrative.quarters import Quarter
from deliverables.models import Basis, Organisation, Programme
from ipqt.models import User
from metrics.illustrative.numbers import PROVISIONAL, Made, known_at, part_of, sum_of, values_of
from metrics.illustrative.stories import Aim, Said, Stories, Story, programmes_told, stories_of
from metrics.models import (
    Indicator,
    Note,
    Observation,
    PeriodType,
    ProgrammeIndicator,
    Series,
    SpcStep,
    Target,
    ValueStatus,
    Ward,
)

LABEL = "Made up for demonstration"
"""Keeps the series apart from those that people load: real values never run on from made-up ones."""
EARLIEST = Quarter(1).opened_at


def tell_values(*, day: date, told: Counter[str]) -> None:
    """The stories of each programme without made-up series, as far as it has taken their measures up."""
    already = Series.objects.filter(basis=Basis.ILLUSTRATIVE).values("programme")
    for programme in Programme.objects.filter(slug__in=programmes_told()).exclude(pk__in=already):
        teller = Teller(programme, stories_of(programme.slug), day=day)
        teller.tell()
        told += teller.told


class Teller:
    """Writes the series, targets, steps and notes of one programme."""

    def __init__(self, programme: Programme, stories: Stories, *, day: date):
        self.programme = programme
        self.stories = stories
        self.day = day
        self.told: Counter[str] = Counter()

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Those that the programme has taken up, by code: no others are told of."""
        rows = ProgrammeIndicator.objects.filter(programme=self.programme).select_related("indicator")
        return {row.indicator.code: row.indicator for row in rows}

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        return {organisation.slug: organisation for organisation in Organisation.objects.all()}

    @cached_property
    def wards(self) -> dict[str, Ward]:
        return {ward.slug: ward for ward in self.programme.wards.all()}

    @cached_property
    def people(self) -> dict[str, User]:
        rows = User.objects.filter(email__endswith=f"@{DEMO_DOMAIN}")
        return {user.email.partition("@")[0]: user for user in rows}

    def tell(self) -> None:
        for story in self.stories.series:
            if story.indicator in self.indicators and (not story.ward or story.ward in self.wards):
                self._tell(story)
        for aim in self.stories.targets:
            if aim.indicator in self.indicators:
                self._aim(aim)
        if self.told:
            record_change(
                action="told values",
                record="programme",
                key=self.programme.slug,
                by=None,
                actor="load_illustrative, illustrative",
                programme=self.programme,
                after=dict(self.told),
            )

    def _tell(self, story: Story) -> None:
        total = self._values(story)
        series = self._series(story)
        self._observe(series, total, story)
        for part in story.parts:
            name = f"{self.programme.slug}/{story.ref}/{part.dimension}"
            for category, values in part_of(total, part.shares, name=name).items():
                self._observe(self._series(story, part.dimension, category), values, story)
        months = {made.month for made in total}
        for step in (one for one in story.steps if one.month in months):
            self._step(series, step)
        for note in (one for one in story.notes if one.month in months):
            self._note(series, note)

    def _values(self, story: Story) -> list[Made]:
        if story.run is None:
            return sum_of([self._values(one) for one in self._summands(story)])
        factor = self.indicators[story.indicator].factor
        name = f"{self.programme.slug}/{story.ref}"
        return values_of(story.run, name=name, factor=factor, day=self.day)

    def _summands(self, story: Story) -> Iterable[Story]:
        same = (one for one in self.stories.series if one.indicator == story.indicator and not one.ward)
        return (one for one in same if one.organisation in story.sum_of)

    def _series(self, story: Story, dimension: str = "", category: str = "") -> Series:
        self.told["series"] += 1
        parts = filter(None, (slugify(dimension), slugify(category)))
        return Series.objects.create(
            programme=self.programme,
            ref="/".join((story.ref, *parts)),
            indicator=self.indicators[story.indicator],
            organisation=self.organisations[story.organisation],
            ward=self.wards[story.ward] if story.ward else None,
            dimension=dimension,
            category=category,
            label=LABEL,
            period_type=PeriodType.MONTH,
            basis=Basis.ILLUSTRATIVE,
        )

    def _observe(self, series: Series, values: Sequence[Made], story: Story) -> None:
        revised = {one.month: one.by for one in story.run.revised} if story.run else {}
        rows = []
        for place, made in enumerate(values):
            newest = len(values) - place <= PROVISIONAL
            rows += self._revisions(series, made, newest=newest, first_by=revised.get(made.month, 0))
        Observation.objects.bulk_create(rows)
        self.told["values"] += len(rows)

    def _revisions(self, series: Series, made: Made, *, newest: bool, first_by: float) -> list[Observation]:
        """The value as it is known now, after the one that was reported first where it was revised."""
        moment = known_at(made.month)
        if not first_by or made.count is None:
            return [self._observation(series, made, moment, newest=newest)]
        first = Made(month=made.month, count=made.count + round(first_by), below=made.below)
        later = moment + timedelta(days=31)
        wrong = self._observation(series, first, moment)
        wrong.superseded_at = later
        right = self._observation(series, made, later, newest=newest)
        right.revision = 2
        return [wrong, right]

    def _observation(
        self, series: Series, made: Made, moment: datetime, *, newest: bool = False
    ) -> Observation:
        status = ValueStatus.PROVISIONAL if newest else ValueStatus.REPORTED
        return Observation(
            series=series,
            starts_on=made.month,
            ends_on=made.ends_on,
            value=made.value(series.indicator.factor),
            numerator=made.count if made.below is not None else None,
            denominator=made.below,
            value_status=status if made.count is not None else ValueStatus.NOT_REPORTED,
            known_at=moment,
            basis=Basis.ILLUSTRATIVE,
        )

    def _aim(self, aim: Aim) -> None:
        self.told["targets"] += 1
        whose = aim.organisation or "all"
        Target.objects.create(
            programme=self.programme,
            ref=f"illustrative-{slugify(aim.indicator)}-{whose}-{aim.kind}-{aim.starts_on}",
            indicator=self.indicators[aim.indicator],
            organisation=self.organisations[aim.organisation] if aim.organisation else None,
            kind=aim.kind,
            value=aim.value,
            starts_on=aim.starts_on,
            reason=aim.reason,
            agreed_at=EARLIEST,
            basis=Basis.ILLUSTRATIVE,
        )

    def _step(self, series: Series, said: Said) -> None:
        self.told["steps of limits"] += 1
        SpcStep.objects.create(
            series=series,
            on=said.month,
            reason=said.text,
            item=self.programme.items.filter(ref=said.item).first(),
            made_by=self.people.get("office"),
            made_at=known_at(said.month),
        )

    def _note(self, series: Series, said: Said) -> None:
        self.told["notes"] += 1
        Note.objects.create(
            series=series,
            on=said.month,
            text=said.text,
            author=self.people.get("analyst"),
            written_at=known_at(said.month),
        )
