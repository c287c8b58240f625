"""What hangs on what: links between items, outside dependencies, and next steps with their lineage."""

from django.db import models
from django.db.models import F, Q

from deliverables.querysets import ProgrammeScopedQuerySet

from .account import ReportingPeriod, Update
from .evidence import Basis, Cited
from .plan import PlanItem, Precision
from .programmes import Programme


class ExternalDependency(Cited):
    """Something outside the programme that work waits for."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="dependencies")
    ref = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    owner = models.CharField(max_length=200, blank=True)
    expected = models.CharField("expected, as printed", max_length=200, blank=True)
    expected_by = models.DateField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "ref")
        verbose_name_plural = "external dependencies"
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "ref"), name="dependency_ref_unique"),
        )

    def __str__(self):
        return self.title


class LinkKind(models.TextChoices):
    ABSORBED_INTO = "absorbed_into", "Absorbed into"
    CARRIED_FORWARD_TO = "carried_forward_to", "Carried forward to"
    CONTRIBUTES_TO = "contributes_to", "Contributes to"
    WAITS_ON = "waits_on", "Waits on"


class ItemLink(Cited):
    """From one item to another, or (waits on) to something outside. `stated_on`: when it was first said."""

    from_item = models.ForeignKey(PlanItem, models.CASCADE, related_name="links_out")
    kind = models.CharField(max_length=20, choices=LinkKind)
    to_item = models.ForeignKey(PlanItem, models.CASCADE, null=True, blank=True, related_name="links_in")
    dependency = models.ForeignKey(
        ExternalDependency, models.CASCADE, null=True, blank=True, related_name="links_in"
    )
    stated_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = ProgrammeScopedQuerySet.through("from_item__programme")

    class Meta(Cited.Meta):
        ordering = ("from_item", "kind", "pk")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("from_item", "kind", "to_item"), name="itemlink_item_unique"),
            models.UniqueConstraint(
                fields=("from_item", "kind", "dependency"), name="itemlink_dependency_unique"
            ),
            models.CheckConstraint(
                name="itemlink_has_one_end",
                condition=Q(to_item__isnull=False, dependency__isnull=True)
                | Q(to_item__isnull=True, dependency__isnull=False, kind="waits_on"),
                violation_error_message="Link to one plan item, or wait on one outside dependency.",
            ),
            models.CheckConstraint(
                name="itemlink_not_to_itself",
                condition=Q(to_item__isnull=True) | ~Q(to_item=F("from_item")),
                violation_error_message="An item cannot be linked to itself.",
            ),
        )

    def __str__(self):
        return f"{self.from_item_id} {self.get_kind_display().lower()}"


class NextStep(Cited):
    """What is to happen next, as said in an update. `becomes` is the later item that took it up: lineage."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="next_steps")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="next_steps")
    update = models.ForeignKey(
        Update,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="steps",
        help_text="The report it stands in; empty where loaded words name only item and period.",
    )
    ref = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    owner = models.CharField(max_length=200, blank=True)
    due_words = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=8, choices=Precision, default=Precision.NONE)
    becomes = models.ForeignKey(PlanItem, models.SET_NULL, null=True, blank=True, related_name="grew_from")
    becomes_basis = models.CharField(max_length=12, choices=Basis, default=Basis.JUDGED)

    objects = ProgrammeScopedQuerySet.through("item__programme")

    class Meta(Cited.Meta):
        ordering = ("item", "position", "pk")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("item", "ref"), name="nextstep_ref_unique"),
            models.CheckConstraint(
                name="nextstep_does_not_become_itself",
                condition=Q(becomes__isnull=True) | ~Q(becomes=F("item")),
                violation_error_message="A next step becomes another item than its own.",
            ),
        )

    def __str__(self):
        return self.text
