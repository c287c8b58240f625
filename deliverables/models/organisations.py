from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class OrganisationKind(models.TextChoices):
    NATIONAL = "national", "National body"
    REGION = "region", "NHS region"
    ICB = "icb", "Integrated care board"
    SUB_ICB = "sub_icb", "Place"
    TRUST = "trust", "NHS trust"
    INDEPENDENT = "independent", "Independent provider"
    LOCAL_AUTHORITY = "local_authority", "Local authority"
    VCSE = "vcse", "Voluntary, community and social enterprise"


class Organisation(models.Model):
    """An NHS body or a partner. `code` is its ODS code, empty where none is verified."""

    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField("ODS code", max_length=8, null=True, blank=True, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                name="organisation_ends_after_start",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The last day is before the first day.",
            ),
            models.CheckConstraint(
                name="organisation_code_not_blank",
                condition=Q(code__isnull=True) | ~Q(code=""),
                violation_error_message="Leave the ODS code out where there is none.",
            ),
        )

    def __str__(self):
        return self.short_name or self.name

    def get_absolute_url(self):
        return reverse("deliverables:trust", args=[self.address_code])

    @property
    def address_code(self) -> str:
        """What stands in its address: the ODS code, or the slug where no code is verified."""
        return self.code or self.slug
