"""Definitions of indicators, and which of them a programme has taken up."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from deliverables.models import PlanItem, Programme, Workstream
from deliverables.models.evidence import Cited
from deliverables.querysets import ProgrammeScopedQuerySet
from metrics.spc.profiles import PROFILES, UNLESS_CHOSEN


class Polarity(models.TextChoices):
    """Which way is better."""

    HIGHER = "higher", "Higher is better"
    LOWER = "lower", "Lower is better"
    NEITHER = "neither", "Neither is better"


class Frequency(models.TextChoices):
    """How often a new value is expected."""

    MONTHLY = "monthly", "Monthly"
    QUARTERLY = "quarterly", "Quarterly"
    YEARLY = "yearly", "Yearly"
    AD_HOC = "ad_hoc", "As needed"


class Calculation(models.TextChoices):
    """How a value comes about, and so how values of parts are rolled up."""

    COUNT = "count", "Count"
    RATIO = "ratio", "Numerator over denominator"
    OTHER = "other", "Cannot be rolled up"


class Indicator(Cited):
    """A reviewed definition, shared by all programmes. `factor` turns numerator / denominator into the unit.

    For example 100 for a percentage and 1,000 for a rate per 1,000 occupied bed days.
    """

    code = models.SlugField(max_length=12, unique=True)
    name = models.CharField(max_length=200)
    why = models.TextField("why it matters", blank=True)
    calculation = models.CharField(max_length=5, choices=Calculation)
    numerator = models.TextField(help_text="What is counted, also where there is no denominator.")
    denominator = models.TextField(blank=True)
    factor = models.FloatField(default=1)
    unit = models.CharField(max_length=40, help_text="For example %, people, days, £, per 1,000 bed days.")
    decimals = models.PositiveSmallIntegerField(default=0)
    polarity = models.CharField(max_length=7, choices=Polarity)
    frequency = models.CharField(max_length=9, choices=Frequency)
    levels = models.CharField(max_length=60, help_text="For example ICB, trust, ward.")
    breakdowns = models.CharField(max_length=200, blank=True)
    national_id = models.CharField("national measure", max_length=60, blank=True)
    data_source = models.CharField(max_length=200, help_text="Where the values come from.")
    definition_notes = models.TextField(blank=True)
    counts_people = models.BooleanField(
        default=True, help_text="Small values could point at a person: disclosure control applies."
    )
    position = models.PositiveSmallIntegerField(default=0)
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta(Cited.Meta):
        ordering = ("position", "code")
        constraints = (
            *Cited.Meta.constraints,
            models.CheckConstraint(
                name="indicator_ratio_has_denominator",
                condition=~Q(calculation="ratio") | ~Q(denominator=""),
                violation_error_message="Say what stands below the line of a ratio.",
            ),
            models.CheckConstraint(
                name="indicator_factor_positive",
                condition=Q(factor__gt=0),
                violation_error_message="The factor is more than 0: 1, 100 or 1,000.",
            ),
        )

    def __str__(self):
        return f"{self.code} {self.name}"

    def get_absolute_url(self):
        return reverse("metrics:indicator", args=[self.code])


class Readiness(models.TextChoices):
    """The rungs of the ladder from an idea to a chart, in order."""

    PROPOSED = "proposed", "Proposed"
    DEFINED = "defined", "Defined"
    SOURCE_AGREED = "source_agreed", "Source agreed"
    BASELINE_SET = "baseline_set", "Baseline set"
    TARGET_SET = "target_set", "Target set"
    REPORTING = "reporting", "Reporting"


class ProgrammeIndicator(Cited):
    """An indicator that a programme has taken up: one row of its measures table."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="indicators")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="in_programmes")
    readiness = models.CharField(max_length=13, choices=Readiness, default=Readiness.PROPOSED)
    readiness_why = models.TextField(blank=True, help_text="What this rung rests on, and what is missing.")
    owner = models.CharField(max_length=200, blank=True, help_text="Only where somebody has agreed.")
    next_review_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    workstreams = models.ManyToManyField(Workstream, blank=True, related_name="indicators")

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "position", "indicator__code")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "indicator"), name="programmeindicator_unique"),
        )

    def __str__(self):
        return f"{self.indicator_id} of {self.programme_id}"

    def get_absolute_url(self):
        return reverse("metrics:measure", args=[self.programme.slug, self.indicator.code])


class ItemIndicator(Cited):
    """The indicator that a plan item is to move: what the watermelon check compares its words with."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="indicator_links")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="item_links")
    note = models.TextField(blank=True)

    objects = ProgrammeScopedQuerySet.through("item__programme")

    class Meta(Cited.Meta):
        ordering = ("item", "indicator")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("item", "indicator"), name="itemindicator_unique"),
        )

    def __str__(self):
        return f"{self.item_id} moves {self.indicator_id}"


class DisclosurePolicy(models.TextChoices):
    """The two national practices for small numbers."""

    ROUNDED = "rounded", "Rounded to 5, as in MHSDS"
    EXACT = "exact", "Exact, with small and neighbouring cells hidden"


class MeasureSettings(models.Model):
    """House rules of a programme's measures, printed with every chart and table."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="measure_settings")
    spc_profile = models.CharField(
        "SPC profile",
        max_length=20,
        default=UNLESS_CHOSEN.slug,
        choices=[(profile.slug, profile.name) for profile in PROFILES.values()],
    )
    disclosure_policy = models.CharField(
        max_length=7, choices=DisclosurePolicy, default=DisclosurePolicy.EXACT
    )
    disclosure_threshold = models.PositiveSmallIntegerField(
        default=5, help_text="Counts below it are hidden."
    )

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "measure settings"
        constraints = (
            models.CheckConstraint(
                name="measuresettings_threshold",
                condition=Q(disclosure_threshold__gte=5),
                violation_error_message="The threshold is 5, or more where a source asks for it.",
            ),
        )

    def __str__(self):
        return f"Measure settings of {self.programme_id}"
