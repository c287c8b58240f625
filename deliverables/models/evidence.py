"""Where a fact comes from, and where sources contradict each other."""

from django.db import models
from django.db.models import Q

from deliverables.querysets import ProgrammeScopedQuerySet


class Basis(models.TextChoices):
    """How far a fact can be trusted; shown wherever the fact is shown."""

    PUBLISHED = "published", "Published"
    JUDGED = "judged", "Judged"
    ENTERED = "entered", "Entered here"
    ILLUSTRATIVE = "illustrative", "Illustrative"


class SourceKind(models.TextChoices):
    STRATEGY = "strategy", "Strategy"
    PLAN = "plan", "Plan"
    REVIEW = "review", "Review"
    REPORT = "report", "Report"


class Source(models.Model):
    """A published document."""

    slug = models.SlugField(unique=True)
    short_name = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=SourceKind)
    published_words = models.CharField(
        "date as printed",
        max_length=200,
        blank=True,
        help_text="For example: undated; latest date in it May 2025.",
    )
    published_on = models.DateField(null=True, blank=True, help_text="Only where the document prints it.")
    newest_words_on = models.DateField(
        "newest words", null=True, blank=True, help_text="Last day of the latest month that it tells of."
    )
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("short_name", "pk")

    def __str__(self):
        return self.short_name


class Cited(models.Model):
    """A record with its source: the document, the section heading in it, and the basis."""

    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    citation = models.CharField(max_length=300, blank=True, help_text="Section heading in the source.")
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.ENTERED)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                name="%(class)s_published_has_source",
                condition=~Q(basis="published") | Q(source__isnull=False),
                violation_error_message="Choose the source of a published fact.",
            ),
            models.CheckConstraint(
                name="%(class)s_basis_known",
                condition=Q(basis__in=["published", "judged", "entered", "illustrative"]),
                violation_error_message="Choose published, judged, entered here or illustrative.",
            ),
        )


class Discrepancy(Cited):
    """A place where a source contradicts itself or another: both sides are kept and shown."""

    programme = models.ForeignKey(
        "deliverables.Programme", models.CASCADE, related_name="discrepancies", null=True, blank=True
    )
    ref = models.SlugField(max_length=20)
    title = models.CharField(max_length=200)
    says = models.TextField("the source says")
    but = models.TextField("but")
    shown_as = models.TextField("what is shown here")
    item = models.ForeignKey(
        "deliverables.PlanItem", models.SET_NULL, null=True, blank=True, related_name="discrepancies"
    )

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "ref")
        verbose_name_plural = "discrepancies"
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "ref"), name="discrepancy_ref_unique"),
            models.UniqueConstraint(
                fields=("ref",), condition=Q(programme__isnull=True), name="discrepancy_shared_ref_unique"
            ),
        )

    def __str__(self):
        return self.title
