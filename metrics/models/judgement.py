"""What people add to the numbers: targets, steps of the limits, notes."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from deliverables.models import Organisation, PlanItem, Programme
from deliverables.models.evidence import Cited
from metrics.querysets import NoteQuerySet, StepQuerySet, TargetQuerySet

from .indicators import Indicator
from .observations import Series


class TargetKind(models.TextChoices):
    """Kept apart: what the nation asks, the way there, and what was agreed here."""

    STANDARD = "standard", "National standard"
    TRAJECTORY = "trajectory", "Trajectory"
    PLAN = "plan", "Local plan"


class Target(Cited):
    """A value to reach, from a day on; `organisation` empty means everybody in the programme.

    A changed target is a new row; the old one is withdrawn, not deleted. `words` are the target as printed.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="targets")
    ref = models.SlugField(max_length=60)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    kind = models.CharField(max_length=10, choices=TargetKind)
    value = models.FloatField()
    words = models.CharField("as printed", max_length=300, blank=True)
    starts_on = models.DateField(
        help_text="First day that it holds for; of a trajectory, the day to reach it by."
    )
    ends_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    agreed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "indicator", "kind", "starts_on", "pk")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "ref"), name="target_ref_unique"),
            models.CheckConstraint(
                name="target_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The target ends before it starts.",
            ),
            models.CheckConstraint(
                name="target_withdrawn_after_agreed",
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("agreed_at")),
                violation_error_message="A target cannot be withdrawn before it was agreed.",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()} {self.value}"


class SpcStep(models.Model):
    """The first day from which the limits of a series are calculated anew, and why.

    A step that is removed stays on record, since pages of the past show it.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="steps")
    on = models.DateField("from")
    reason = models.TextField()
    item = models.ForeignKey(
        PlanItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="spc_steps",
        help_text="The delivery that changed the process.",
    )
    made_by = models.ForeignKey("ipqt.User", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ("series", "on")
        verbose_name = "SPC step"
        constraints = (
            models.UniqueConstraint(
                fields=("series", "on"), condition=Q(removed_at__isnull=True), name="spcstep_unique"
            ),
            models.CheckConstraint(
                name="spcstep_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why the limits are calculated anew.",
            ),
        )

    def __str__(self):
        return self.reason


class Note(models.Model):
    """What an analyst says of one point of a series. A note that is removed stays on record."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="notes")
    on = models.DateField("period that starts on")
    text = models.TextField()
    author = models.ForeignKey("ipqt.User", models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("series", "on", "pk")
        constraints = (
            models.CheckConstraint(
                name="note_has_text", condition=~Q(text=""), violation_error_message="Write the note."
            ),
        )

    def __str__(self):
        return self.text
