from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from deliverables.querysets import PlanItemQuerySet, WindowQuerySet

from .evidence import Basis, Cited
from .organisations import Organisation
from .programmes import Domain, PlanYear, Programme, Workstream
from .statements import Statement


class ItemKind(models.TextChoices):
    DELIVERABLE = "deliverable", "Deliverable"
    ACTIVITY = "activity", "Activity"
    MILESTONE = "milestone", "Milestone"
    INITIATIVE = "initiative", "Initiative"


class Precision(models.TextChoices):
    """How exact a date is: a quarter is never shown as a day."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    YEAR = "year", "Year"
    NONE = "none", "None stated"


class PlanItem(Cited):
    """Something a programme promised. Its status is never stored here: it is derived from updates."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="items")
    ref = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=ItemKind)
    year = models.ForeignKey(PlanYear, models.PROTECT, null=True, blank=True, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=500)
    detail = models.TextField(blank=True, help_text="Retold in our own words.")
    workstream = models.ForeignKey(Workstream, models.PROTECT, null=True, blank=True, related_name="items")
    workstream_basis = models.CharField(max_length=12, choices=Basis, default=Basis.JUDGED)
    lead_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="items_led"
    )
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="items")
    organisations_basis = models.CharField(max_length=12, choices=Basis, default=Basis.JUDGED)
    domains = models.ManyToManyField(Domain, blank=True, related_name="items")
    domains_basis = models.CharField(max_length=12, choices=Basis, default=Basis.JUDGED)
    policy = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="items")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanItemQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "year__number", "kind", "position", "pk")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "ref"), name="planitem_ref_unique"),
            models.CheckConstraint(
                name="planitem_ref_has_no_space",
                condition=Q(ref__regex=r"^[A-Za-z0-9-]+$"),
                violation_error_message="A ref has letters, digits and hyphens only, for example Y1-D3.",
            ),
        )

    def __str__(self):
        return f"{self.ref} {self.title}"

    def get_absolute_url(self):
        return reverse("deliverables:item", args=[self.programme.slug, self.ref])


class Window(Cited):
    """When an item was to happen. Number 1 is the baseline, never overwritten; a rebaseline adds a row."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="windows")
    number = models.PositiveSmallIntegerField(default=1)
    words = models.CharField("as published", max_length=120)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=Precision)
    first_month = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Programme month, where the words count months."
    )
    last_month = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    agreed_on = models.DateField(null=True, blank=True, help_text="Empty for the baseline.")
    approved_by = models.ForeignKey(
        "ipqt.User", models.PROTECT, null=True, blank=True, related_name="windows_approved"
    )

    objects = WindowQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("item", "number")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("item", "number"), name="window_number_unique"),
            models.CheckConstraint(
                name="window_ends_after_start",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The window ends before it starts.",
            ),
            models.CheckConstraint(
                name="window_dates_match_precision",
                condition=Q(precision="none", starts_on__isnull=True, ends_on__isnull=True)
                | (~Q(precision="none") & Q(ends_on__isnull=False)),
                violation_error_message="A window with a date needs its precision, one without has none.",
            ),
            models.CheckConstraint(
                name="window_months_come_in_pairs",
                condition=Q(first_month__isnull=True, last_month__isnull=True)
                | Q(first_month__isnull=False, last_month__isnull=False, first_month__gte=1)
                & Q(last_month__gte=F("first_month")),
                violation_error_message="Give the first and the last programme month.",
            ),
            models.CheckConstraint(
                name="window_rebaseline_has_reason_and_date",
                condition=Q(number=1, agreed_on__isnull=True)
                | (Q(number__gt=1, agreed_on__isnull=False) & ~Q(reason="")),
                violation_error_message="A rebaseline needs a reason and the date it was agreed.",
            ),
        )

    def __str__(self):
        return self.words


class Restatement(Cited):
    """The same item as a later document prints it again."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="restatements")
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)

    class Meta(Cited.Meta):
        ordering = ("item", "pk")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("item", "source"), name="restatement_unique"),
        )

    def __str__(self):
        return self.title
