"""What was read from a file, between its preview and its load. Emptied when the file is loaded."""

from django.db import models

from deliverables.models import Organisation

from .indicators import Indicator
from .observations import PeriodType, Series, ValueStatus
from .submissions import Submission
from .wards import Ward


class StagedSeries(models.Model):
    """A line of values that a file holds; `series` is empty until there is one of its own."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="staged_series")
    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="+")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    ward = models.ForeignKey(Ward, models.CASCADE, null=True, blank=True, related_name="+")
    dimension = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=120, blank=True)
    label = models.CharField(max_length=200, blank=True)
    period_type = models.CharField(max_length=15, choices=PeriodType)

    class Meta:
        ordering = ("submission", "pk")
        verbose_name_plural = "staged series"

    def __str__(self):
        return f"{self.indicator_id} {self.organisation_id}"


class StagedValue(models.Model):
    """One value of a file. `line` is where it stands in it."""

    staged_series = models.ForeignKey(StagedSeries, models.CASCADE, related_name="values")
    line = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.FloatField(null=True, blank=True)
    numerator = models.FloatField(null=True, blank=True)
    denominator = models.FloatField(null=True, blank=True)
    value_status = models.CharField(max_length=14, choices=ValueStatus)
    rounded_to = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("staged_series", "starts_on", "line")
        indexes = (models.Index(fields=("staged_series", "starts_on"), name="stagedvalue_place"),)

    def __str__(self):
        return f"Line {self.line}"
