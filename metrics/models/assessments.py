"""The self-assessment against the national domains: one score a domain, service area, year and voice."""

from django.db import models
from django.db.models import Q

from deliverables.models import Domain, PlanYear, Programme, Statement
from deliverables.models.evidence import Cited
from deliverables.querysets import ProgrammeScopedQuerySet


class Voice(models.TextChoices):
    """Who speaks: those who provide care (We), those who receive it (I), or both where not told apart."""

    WE = "we", "We"
    I = "i", "I"  # noqa: E741 (the word of the framework)
    BOTH = "both", "I and We together"


class Score(models.IntegerChoices):
    LIMITED = 1, "Limited evidence"
    EMERGING = 2, "Emerging"
    INCONSISTENT = 3, "Present but not consistent"
    STRONG = 4, "Strong but not fully embedded"
    EMBEDDED = 5, "Fully embedded"


class Assessment(Cited):
    """One score of 1 to 5. A cell copied from the year before counts only once somebody has confirmed it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="assessments")
    year = models.ForeignKey(PlanYear, models.PROTECT, related_name="assessments")
    service_area = models.ForeignKey(Statement, models.PROTECT, related_name="assessments")
    domain = models.ForeignKey(Domain, models.PROTECT, related_name="assessments")
    voice = models.CharField(max_length=4, choices=Voice)
    score = models.PositiveSmallIntegerField(choices=Score)
    words = models.TextField("why", blank=True)
    is_confirmed = models.BooleanField("confirmed", default=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "year", "service_area__position", "voice", "domain__position")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(
                fields=("year", "service_area", "domain", "voice"), name="assessment_unique"
            ),
            models.CheckConstraint(
                name="assessment_score_1_to_5",
                condition=Q(score__gte=1, score__lte=5),
                violation_error_message="A score is a whole number from 1 to 5.",
            ),
        )

    def __str__(self):
        return f"{self.score} of 5"


class AssessmentTotal(Cited):
    """A total as printed, kept beside the one that the scores add up to."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="assessment_totals")
    year = models.ForeignKey(PlanYear, models.PROTECT, related_name="assessment_totals")
    service_area = models.ForeignKey(Statement, models.PROTECT, related_name="assessment_totals")
    voice = models.CharField(max_length=4, choices=Voice)
    published = models.PositiveSmallIntegerField()
    out_of = models.PositiveSmallIntegerField(default=40)

    objects = ProgrammeScopedQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ("programme", "year", "service_area__position", "voice")
        constraints = (
            *Cited.Meta.constraints,
            models.UniqueConstraint(fields=("year", "service_area", "voice"), name="assessmenttotal_unique"),
        )

    def __str__(self):
        return f"{self.published} of {self.out_of}"
