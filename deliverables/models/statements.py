from django.db import models
from django.db.models import Q

from deliverables.querysets import ProgrammeScopedQuerySet

from .evidence import Basis, Cited
from .organisations import Organisation
from .programmes import Domain, PlanYear, Programme


class StatementKind(models.TextChoices):
    """The parts of a strategy that are neither plan items nor measures, in reading order."""

    VISION = "vision", "Vision"
    PRINCIPLE = "principle", "Guiding principle"
    COMMITMENT = "commitment", "Commitment"
    GUIDING_POLICY = "guiding_policy", "Guiding policy"
    MEANING = "meaning", "What this means"
    STANDARD = "standard", "Standard to be achieved"
    AMBITION = "ambition", "Ambition"
    THEME = "theme", "Theme"
    ENABLER = "enabler", "Enabler"
    SERVICE_AREA = "service_area", "Service area"
    ENGAGEMENT_THEME = "engagement_theme", "Engagement theme"
    RECOMMENDATION = "recommendation", "Recommendation"
    AUDIT_FINDING = "audit_finding", "Audit finding"


class Statement(Cited):
    """Something a strategy says of itself. `programme` is empty for national documents."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="statements", null=True, blank=True)
    ref = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=StatementKind)
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True, help_text="Retold in our own words.")
    position = models.PositiveSmallIntegerField(default=0)
    year = models.ForeignKey(PlanYear, models.PROTECT, null=True, blank=True, related_name="statements")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    domains = models.ManyToManyField(Domain, blank=True, related_name="statements")
    domains_basis = models.CharField(max_length=12, choices=Basis, default=Basis.JUDGED)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "kind", "position", "pk")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "ref"), name="statement_ref_unique"),
            models.UniqueConstraint(
                fields=("ref",), condition=Q(programme__isnull=True), name="statement_shared_ref_unique"
            ),
        )

    def __str__(self):
        return f"{self.ref} {self.title}"
