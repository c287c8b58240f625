from django.db import models

from .programmes import Programme


class Change(models.Model):
    """Who changed what, when, from what to what, and why. Rows are only ever added."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    user = models.ForeignKey("ipqt.User", models.PROTECT, null=True, blank=True, related_name="changes")
    actor = models.CharField(max_length=150, help_text="Name at the time, or the command that wrote.")
    programme = models.ForeignKey(Programme, models.SET_NULL, null=True, blank=True, related_name="changes")
    action = models.CharField(max_length=40)
    record = models.CharField(max_length=40, help_text="Kind of record, for example plan_item.")
    key = models.CharField(max_length=200, help_text="Its key in files, for example ssot/Y1-D3.")
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("record", "key"), name="change_by_record"),)

    def __str__(self):
        return f"{self.action} {self.record} {self.key}"


class FixtureRecord(models.Model):
    """What `load_programmes` last wrote for a record, so that it can tell what people changed since."""

    folder = models.CharField(max_length=80)
    record = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    values = models.JSONField()
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("record", "key")
        constraints = (models.UniqueConstraint(fields=("record", "key"), name="fixturerecord_unique"),)

    def __str__(self):
        return f"{self.record} {self.key}"
