"""What the strategies say they will measure, and the figures that their documents print."""

from django.db import models
from django.db.models import F, Q

from deliverables.models import Organisation, Programme
from deliverables.models.evidence import Cited
from deliverables.querysets import ProgrammeScopedQuerySet

from .indicators import Indicator


class Objective(Cited):
    """A heading of a programme's measurement framework, or an outcome that it wants."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="objectives")
    ref = models.SlugField(max_length=20)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "position", "ref")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "ref"), name="objective_ref_unique"),
        )

    def __str__(self):
        return self.title


class Measure(Cited):
    """A measure in the words of a strategy, and the indicators that answer it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="measures")
    ref = models.SlugField(max_length=20)
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="measures")
    title = models.CharField(max_length=500, help_text="As printed.")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField(default=0)
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="measures")
    gap = models.TextField(blank=True, help_text="What no indicator answers, and why.")

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "position", "ref")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "ref"), name="measure_ref_unique"),
        )

    def __str__(self):
        return self.title


class FigureKind(models.TextChoices):
    CONTEXT = "context", "Context"
    ACTIVITY = "activity", "What was done"
    HISTORY = "history", "History"


class Figure(Cited):
    """A number that a document prints and no series holds. `words` are the figure as printed.

    `look_alikes` says what it must not be confused with. `programme` is empty for national documents.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="figures", null=True, blank=True)
    ref = models.SlugField(max_length=40)
    kind = models.CharField(max_length=8, choices=FigureKind, default=FigureKind.CONTEXT)
    title = models.CharField(max_length=300)
    words = models.CharField("as printed", max_length=200)
    value = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    period_words = models.CharField("period, as printed", max_length=120, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="figures"
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="figures")
    look_alikes = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "position", "ref")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "ref"), name="figure_ref_unique"),
            models.UniqueConstraint(
                fields=("ref",), condition=Q(programme__isnull=True), name="figure_shared_ref_unique"
            ),
            models.CheckConstraint(
                name="figure_ends_after_start",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The period ends before it starts.",
            ),
        )

    def __str__(self):
        return self.title
