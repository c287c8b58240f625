"""Wards, their beds at dated moments, and which initiatives have reached them."""

from django.db import models
from django.db.models import F, Q

from deliverables.models import Organisation, Programme
from deliverables.models.evidence import Cited
from deliverables.querysets import ProgrammeScopedQuerySet
from metrics.querysets import WardQuerySet


class Ward(Cited):
    """A ward of a trust. `site` and `town` are as printed; site codes are left out where none is given."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="wards")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="wards")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    site = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=120, blank=True)
    service_area = models.CharField(max_length=120, blank=True, help_text="As printed.")
    purpose = models.CharField(max_length=200, blank=True, help_text="Who it is for, as printed.")
    position = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = WardQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "organisation", "position", "name")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "slug"), name="ward_slug_unique"),
            models.CheckConstraint(
                name="ward_ends_after_start",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The ward closes before it opens.",
            ),
        )

    def __str__(self):
        return self.name


class BedCount(Cited):
    """Beds of a ward as counted on a day. `part` tells male from female beds where a source prints both."""

    ward = models.ForeignKey(Ward, models.CASCADE, related_name="bed_counts")
    counted_on = models.DateField()
    part = models.CharField(max_length=40, blank=True)
    beds = models.PositiveSmallIntegerField()
    date_words = models.CharField(max_length=200, blank=True, help_text="What the day rests on.")

    objects = ProgrammeScopedQuerySet.through("ward__programme")

    class Meta(Cited.Meta):
        ordering = ("ward", "counted_on", "part")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("ward", "counted_on", "part"), name="bedcount_unique"),
        )

    def __str__(self):
        return f"{self.beds} beds"


class Initiative(Cited):
    """Something that is brought to wards one after the other, for example Culture of Care."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="initiatives")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    summary = models.TextField(blank=True)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "name")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("programme", "slug"), name="initiative_unique"),
        )

    def __str__(self):
        return self.name


class Reach(models.TextChoices):
    """How far an initiative has come on a ward."""

    FORMAL = "formal", "Formal programme"
    SHADOW = "shadow", "Shadow programme"
    NOT_YET = "not_yet", "Not yet"


class WardInitiative(Cited):
    """An initiative on a ward, or on `wards` wards of a trust that the source does not name."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="wards")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="ward_initiatives")
    ward = models.ForeignKey(Ward, models.CASCADE, null=True, blank=True, related_name="initiatives")
    ref = models.SlugField(max_length=80)
    reach = models.CharField(max_length=7, choices=Reach)
    wards = models.PositiveSmallIntegerField(default=1)
    since = models.DateField(null=True, blank=True)
    known_on = models.DateField(help_text="Date of the words that say so.")
    note = models.TextField(blank=True)

    objects = ProgrammeScopedQuerySet.through("initiative__programme")

    class Meta(Cited.Meta):
        ordering = ("initiative", "organisation", "ref", "known_on")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("initiative", "ref", "known_on"), name="wardinitiative_unique"),
            models.CheckConstraint(
                name="wardinitiative_named_is_one",
                condition=Q(ward__isnull=True) | Q(wards=1),
                violation_error_message="A ward that is named counts as one.",
            ),
        )

    def __str__(self):
        return f"{self.initiative_id} {self.reach}"
