"""What leads report, period by period."""

from django.db import models
from django.db.models import F, Q

from deliverables.querysets import ProgrammeScopedQuerySet, UpdateQuerySet

from .evidence import Basis, Cited
from .organisations import Organisation
from .plan import PlanItem, Precision
from .programmes import Programme


class PeriodKind(models.TextChoices):
    MONTH = "month", "Monthly"
    QUARTER = "quarter", "Quarterly"
    YEAR = "year", "Yearly"
    AD_HOC = "ad_hoc", "Ad hoc"


class ReportingPeriod(Cited):
    """A row that the office opens and locks; never guessed from a date."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="periods")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=PeriodKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    board_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "-ends_on", "pk")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "slug"), name="period_slug_unique"),
            models.CheckConstraint(
                name="period_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="The period ends before it starts.",
            ),
            models.CheckConstraint(
                name="period_due_and_board_in_order",
                condition=Q(due_on__isnull=True) | Q(board_on__isnull=True) | Q(board_on__gte=F("due_on")),
                violation_error_message="The board meets before the updates are due.",
            ),
        )

    def __str__(self):
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether leads can write: opened by the office and not locked yet."""
        return self.opened_at is not None and self.locked_at is None


class State(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    DELIVERED = "delivered", "Delivered"
    ABSORBED = "absorbed", "Absorbed"
    CARRIED_FORWARD = "carried_forward", "Carried forward"
    WAITING = "waiting", "Waiting"
    STOPPED = "stopped", "Stopped"


LIVE_STATES = (State.NOT_STARTED, State.IN_PROGRESS, State.WAITING)


class Confidence(models.TextChoices):
    """Delivery confidence; the definitions are printed beside every choice and key."""

    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"


class Workflow(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    ACCEPTED = "accepted", "Accepted"


class Control(models.TextChoices):
    INSIDE = "inside", "Inside our control"
    OUTSIDE = "outside", "Outside our control"


class Update(Cited):
    """One organisation's words on one item in one period. Accepted words are corrected only by a new row.

    A draft keeps what was typed, be it half written or at odds with itself; the rules hold from submission.
    """

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="updates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="updates")
    organisation_basis = models.CharField(max_length=12, choices=Basis, default=Basis.ENTERED)
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="updates")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    workflow = models.CharField(max_length=10, choices=Workflow, default=Workflow.DRAFT)
    state = models.CharField(max_length=16, choices=State, blank=True)
    state_basis = models.CharField(max_length=12, choices=Basis, default=Basis.ENTERED)
    judgement = models.TextField(blank=True, help_text="Why this state was read from the words.")
    confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    actual_start = models.DateField(null=True, blank=True)
    actual_end = models.DateField(null=True, blank=True)
    actual_precision = models.CharField(max_length=8, choices=Precision, default=Precision.NONE)
    forecast_end = models.DateField(null=True, blank=True)
    forecast_precision = models.CharField(max_length=8, choices=Precision, default=Precision.NONE)
    summary = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    cause = models.CharField(max_length=200, blank=True)
    control = models.CharField(max_length=8, choices=Control, blank=True)
    no_change = models.BooleanField("no change, still true", default=False)
    goes_to = models.ForeignKey(
        PlanItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Absorbed into or carried to.",
    )
    waits_for = models.ForeignKey(
        "deliverables.ExternalDependency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ask = models.TextField("ask of the board", blank=True)
    correction_reason = models.TextField(blank=True)
    reported_on = models.DateField(help_text="The date of the words.")
    author = models.ForeignKey("ipqt.User", models.PROTECT, null=True, blank=True, related_name="updates")
    submitted_at = models.DateTimeField(null=True, blank=True)
    return_note = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(
        "ipqt.User", models.PROTECT, null=True, blank=True, related_name="updates_saved"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        "ipqt.User", models.PROTECT, null=True, blank=True, related_name="updates_accepted"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UpdateQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("item", "-accepted_at", "-pk")
        indexes = (models.Index(fields=("item", "workflow", "-accepted_at"), name="update_newest_accepted"),)
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(
                fields=("item", "organisation", "period"),
                condition=Q(supersedes__isnull=True),
                name="update_one_per_item_organisation_period",
                violation_error_message="This organisation has already reported on this item in this period.",
            ),
            models.CheckConstraint(
                name="update_accepted_has_moment",
                condition=Q(workflow="accepted", accepted_at__isnull=False)
                | (~Q(workflow="accepted") & Q(accepted_at__isnull=True)),
                violation_error_message="An accepted update needs the moment it was accepted.",
            ),
            models.CheckConstraint(
                name="update_confidence_only_while_live",
                condition=Q(workflow="draft")
                | Q(confidence="")
                | Q(state__in=["not_started", "in_progress", "waiting"]),
                violation_error_message="Only live work has a red, amber or green confidence.",
            ),
            models.CheckConstraint(
                name="update_actual_end_only_when_closed",
                condition=Q(workflow="draft")
                | Q(actual_end__isnull=True)
                | ~Q(state__in=["not_started", "in_progress", "waiting"]),
                violation_error_message="Work that goes on has no actual end. Give a forecast instead.",
            ),
            models.CheckConstraint(
                name="update_actual_ends_after_start",
                condition=Q(workflow="draft")
                | Q(actual_end__isnull=True)
                | Q(actual_start__isnull=True)
                | Q(actual_end__gte=F("actual_start")),
                violation_error_message="The actual end is before the actual start.",
            ),
            models.CheckConstraint(
                name="update_says_how_it_stands_unless_draft",
                condition=Q(workflow="draft") | ~Q(state=""),
                violation_error_message="Choose how it stands.",
            ),
            models.CheckConstraint(
                name="update_not_superseding_itself",
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")),
                violation_error_message="An update cannot correct itself.",
            ),
            models.CheckConstraint(
                name="update_returned_has_note",
                condition=~Q(workflow="returned") | ~Q(return_note=""),
                violation_error_message="Say what has to change before you return an update.",
            ),
            models.CheckConstraint(
                name="update_submitted_has_moment",
                condition=~Q(workflow="submitted") | Q(submitted_at__isnull=False),
                violation_error_message="A submitted update needs the moment it was submitted.",
            ),
        )

    def __str__(self):
        return f"{self.get_state_display()} on {self.reported_on}"
