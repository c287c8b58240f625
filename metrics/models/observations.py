"""Series and their values. A value is never overwritten: a revision is a new row."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from deliverables.models import Organisation, Programme
from deliverables.models.evidence import Cited
from deliverables.querysets import ProgrammeScopedQuerySet
from metrics.querysets import ObservationQuerySet

from .indicators import Indicator
from .submissions import Standing, Submission
from .wards import Ward


class PeriodType(models.TextChoices):
    """What one value covers. Values of different types never stand in one series."""

    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    ROLLING_QUARTER = "rolling_quarter", "Rolling three months"
    YEAR = "year", "Year"
    ROLLING_YEAR = "rolling_year", "Rolling twelve months"
    POINT = "point", "At a moment"
    OTHER = "other", "A period of its own"


class Series(Cited):
    """One indicator for one organisation or ward and one category: the line of a chart.

    `ref` names it in files. `dimension` and `category` are empty for the total; `label` keeps look-alikes
    apart (for example level 2 rehabilitation only). `shared_as_published`: small numbers were dealt with by
    the publisher, and stay as they came.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="series")
    ref = models.CharField(max_length=200)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="series")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="series")
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True, related_name="series")
    dimension = models.CharField(max_length=60, blank=True, help_text="For example age band.")
    category = models.CharField(max_length=120, blank=True, help_text="For example 18 to 64.")
    label = models.CharField(max_length=200, blank=True)
    period_type = models.CharField(max_length=15, choices=PeriodType)
    standing = models.CharField(max_length=13, choices=Standing, default=Standing.OWN)
    shared_as_published = models.BooleanField(default=False)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "indicator", "ref")
        verbose_name_plural = "series"
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "ref"), name="series_ref_unique"),
            models.UniqueConstraint(
                fields=(
                    "programme",
                    "indicator",
                    "organisation",
                    "ward",
                    "dimension",
                    "category",
                    "label",
                    "period_type",
                    "standing",
                ),
                name="series_of_ward_unique",
            ),
            models.UniqueConstraint(
                fields=(
                    "programme",
                    "indicator",
                    "organisation",
                    "dimension",
                    "category",
                    "label",
                    "period_type",
                    "standing",
                ),
                condition=Q(ward__isnull=True),
                name="series_unique",
            ),
            models.CheckConstraint(
                name="series_category_has_dimension",
                condition=Q(dimension="", category="") | (~Q(dimension="") & ~Q(category="")),
                violation_error_message="Name both the breakdown and its category, or neither.",
            ),
        )

    def __str__(self):
        return self.ref


class ValueStatus(models.TextChoices):
    """What stands in a cell. Zero is a value: it is reported."""

    REPORTED = "reported", "Reported"
    PROVISIONAL = "provisional", "Provisional"
    SUPPRESSED = "suppressed", "Suppressed"
    NOT_REPORTED = "not_reported", "Not reported"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class Observation(Cited):
    """One value as it was known from `known_at` until a revision took its place at `superseded_at`.

    `rounded_to` is the step to which the publisher rounded, 0 for exact. `words` are the figure as printed.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="observations")
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.FloatField(null=True, blank=True)
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    value_status = models.CharField(max_length=14, choices=ValueStatus, default=ValueStatus.REPORTED)
    rounded_to = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveSmallIntegerField(default=1)
    known_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True, blank=True)
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="observations"
    )
    words = models.CharField("as printed", max_length=200, blank=True)
    note = models.TextField(blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("series", "starts_on", "revision")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(
                fields=("series", "starts_on", "revision"), name="observation_revision_unique"
            ),
            models.UniqueConstraint(
                fields=("series", "starts_on"),
                condition=Q(superseded_at__isnull=True),
                name="observation_one_current",
            ),
            models.CheckConstraint(
                name="observation_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="The period ends before it starts.",
            ),
            models.CheckConstraint(
                name="observation_value_fits_status",
                condition=Q(value_status__in=["reported", "provisional"], value__isnull=False)
                | Q(
                    value_status__in=["suppressed", "not_reported", "not_applicable"],
                    value__isnull=True,
                    numerator__isnull=True,
                ),
                violation_error_message="A value is there when it is reported or provisional, and only then.",
            ),
            models.CheckConstraint(
                name="observation_revision_from_1",
                condition=Q(revision__gte=1),
                violation_error_message="Revisions are numbered from 1.",
            ),
            models.CheckConstraint(
                name="observation_superseded_after_known",
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("known_at")),
                violation_error_message="A value cannot be replaced before it was known.",
            ),
        )

    def __str__(self):
        return f"{self.series_id} {self.starts_on}"
