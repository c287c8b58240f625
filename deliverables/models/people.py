from django.db import models
from django.db.models import Q

from .organisations import Organisation
from .programmes import Programme, Workstream


class Role(models.TextChoices):
    VIEWER = "viewer", "Board member"
    LEAD = "lead", "Lead"
    OFFICE = "office", "Programme office"
    ANALYST = "analyst", "Analyst"
    ADMIN = "admin", "Administrator"


class Membership(models.Model):
    """What a person is in a programme. A lead writes for the organisations and workstreams named here."""

    user = models.ForeignKey("ipqt.User", models.CASCADE, related_name="memberships")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role)
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")
    workstreams = models.ManyToManyField(Workstream, blank=True, related_name="+")

    class Meta:
        ordering = ("user", "programme")
        constraints = (
            models.UniqueConstraint(fields=("user", "programme", "role"), name="membership_unique"),
            models.CheckConstraint(
                name="membership_role_known",
                condition=Q(role__in=["viewer", "lead", "office", "analyst", "admin"]),
                violation_error_message="Choose a role from the list.",
            ),
        )

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.programme}"
