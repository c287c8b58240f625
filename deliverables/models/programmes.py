from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from deliverables.querysets import ProgrammeQuerySet, ProgrammeScopedQuerySet

from .evidence import Basis, Cited
from .organisations import Organisation


class Domain(models.Model):
    """One of the national principles: the frame that all programmes share."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    summary = models.TextField(blank=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self):
        return self.name


class Programme(Cited):
    """One ICB's three-year programme. `month_one` is the first day of its Year 1, month 1."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    icb = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes_led")
    organisations = models.ManyToManyField(Organisation, through="Participation", related_name="programmes")
    month_one = models.DateField(help_text="First day of month 1 of Year 1.")
    month_one_basis = models.CharField(max_length=12, choices=Basis, default=Basis.ENTERED)
    ends_on = models.DateField()
    sro = models.CharField("senior responsible officers", max_length=300, blank=True)
    summary = models.TextField(blank=True)
    silent_after_days = models.PositiveSmallIntegerField(
        default=100, help_text="Days without a new update after which live work counts as silent."
    )
    is_public = models.BooleanField(
        "public", default=False, help_text="Anybody may read this programme without signing in."
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("short_name", "pk")
        constraints = (
            *Cited.Meta.constraints,
            models.CheckConstraint(
                name="programme_month_one_is_first_of_month",
                condition=Q(month_one__day=1),
                violation_error_message="Month 1 starts on the first day of a month.",
            ),
            models.CheckConstraint(
                name="programme_ends_after_start",
                condition=Q(ends_on__gt=F("month_one")),
                violation_error_message="The programme ends before it starts.",
            ),
        )

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("deliverables:programme", args=[self.slug])


class ParticipationRole(models.TextChoices):
    COMMISSIONER = "commissioner", "Commissioner"
    PROVIDER = "provider", "Provider"
    PARTNER = "partner", "Partner"


class Participation(Cited):
    """An organisation's part in a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=12, choices=ParticipationRole)
    note = models.CharField(max_length=300, blank=True)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "role", "organisation")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "organisation"), name="participation_unique"),
        )

    def __str__(self):
        return f"{self.organisation} in {self.programme}"


class PlanYear(Cited):
    """Year 1, 2 or 3 of a programme. Title and goal are empty where the source prints none."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="years")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    goal = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    dates_basis = models.CharField(max_length=12, choices=Basis, default=Basis.ENTERED)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "number")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "number"), name="planyear_unique"),
            models.CheckConstraint(
                name="planyear_number_from_1_to_10",
                condition=Q(number__gte=1, number__lte=10),
                violation_error_message="Plan years are numbered from 1.",
            ),
            models.CheckConstraint(
                name="planyear_ends_after_start",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message="The year ends before it starts.",
            ),
        )

    def __str__(self):
        return f"Year {self.number}"

    def get_absolute_url(self):
        return reverse("deliverables:year", args=[self.programme.slug, self.number])


class Workstream(Cited):
    """A strand of a programme; `basis` is judged where the source only shows a picture."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="workstreams")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    summary = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "position", "pk")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "slug"), name="workstream_slug_unique"),
            models.CheckConstraint(
                name="workstream_ends_after_start",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The last day is before the first day.",
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("deliverables:workstream", args=[self.programme.slug, self.slug])
