"""A file that somebody loads: the file while it is needed, and what came of it."""

import uuid
from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone

from deliverables.models import Programme, Source
from deliverables.querysets import ProgrammeScopedQuerySet

STUCK_AFTER = timedelta(minutes=2)


class Layout(models.TextChoices):
    """The layouts of files that can be loaded."""

    TIDY = "tidy", "Our own template"
    WIDE = "wide", "One column a period"
    MHSDS = "mhsds", "MHSDS monthly statistics"
    OAPS = "oaps", "Out-of-area placements open data"


class Standing(models.TextChoices):
    """Whose values these are."""

    OWN = "own", "The programme’s own"
    CONTEXT = "context", "Context from a published document"
    DEMONSTRATION = "demonstration", "Open data for demonstration, not the programme’s own"


class SubmissionStatus(models.TextChoices):
    READING = "reading", "Being read"
    PREVIEWED = "previewed", "Read, not yet loaded"
    WAITING = "waiting", "Waiting to be loaded"
    LOADING = "loading", "Loading"
    LOADED = "loaded", "Loaded"
    FAILED = "failed", "Not loaded"


class Submission(models.Model):
    """One file that somebody loaded, or means to.

    `rows_read` is how many lines the file has, `rows_done` how many are dealt with, `moved_at` when that was
    last said. `seen` is the fingerprint of the preview that was agreed to. `period_words` are given where the
    file does not say its period.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="submissions")
    layout = models.CharField(max_length=5, choices=Layout)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    status = models.CharField(max_length=9, choices=SubmissionStatus, default=SubmissionStatus.READING)
    owner = models.ForeignKey("ipqt.User", models.PROTECT, null=True, blank=True, related_name="submissions")
    period_words = models.CharField("period", max_length=40, blank=True)
    standing = models.CharField(max_length=13, choices=Standing, default=Standing.OWN)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(default=timezone.now)
    loaded_at = models.DateTimeField(null=True, blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    seen = models.CharField(max_length=64, blank=True)
    outcome = models.JSONField(default=dict, blank=True)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "pk")
        indexes = (models.Index(fields=("programme", "sha256"), name="submission_same_file"),)

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("metrics:submission", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        """Whether something will still happen to it of its own accord."""
        under_way = (SubmissionStatus.READING, SubmissionStatus.WAITING, SubmissionStatus.LOADING)
        return self.status in under_way

    @property
    def is_stuck(self) -> bool:
        """Whether nothing was heard of it for so long that no worker can be at it."""
        return self.is_under_way and self.moved_at < timezone.now() - STUCK_AFTER

    @property
    def percent_done(self) -> int:
        return min(100, 100 * self.rows_done // self.rows_read) if self.rows_read else 0


class FileChunk(models.Model):
    """A compressed piece of an uploaded file, kept from the upload until the file is read."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ("submission", "number")
        constraints = (
            models.UniqueConstraint(fields=("submission", "number"), name="filechunk_number_unique"),
        )

    def __str__(self):
        return f"Piece {self.number}"
