"""A filled-in workbook between its preview and its load."""

import uuid

from django.db import models
from django.urls import reverse

from deliverables.querysets import ProgrammeScopedQuerySet

from .account import ReportingPeriod


class WorkbookLoad(models.Model):
    """What was read from a workbook. Once it is applied `rows` is emptied: the updates have the words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="workbook_loads")
    owner = models.ForeignKey("ipqt.User", models.CASCADE, related_name="workbook_loads")
    rows = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(default=dict, blank=True)

    objects = ProgrammeScopedQuerySet.through("period__programme")

    class Meta:
        ordering = ("-created_at", "pk")
        indexes = (models.Index(fields=("owner", "period", "-created_at"), name="workbookload_newest"),)

    def __str__(self):
        return f"Workbook of {self.period} by {self.owner}"

    def get_absolute_url(self):
        return reverse(
            "deliverables:workbook_load", args=[self.period.programme.slug, self.period.slug, self.pk]
        )
