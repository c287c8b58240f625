"""The reporting cycle: what is due from whom, answers and comments, changes of agreed dates, mails."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from deliverables.querysets import ProgrammeScopedQuerySet

from .account import ReportingPeriod, Update
from .organisations import Organisation
from .plan import PlanItem, Precision, Window


class Duty(models.Model):
    """One update that is due in a period: of one organisation on one item."""

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="duties")
    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="duties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="duties")

    objects = ProgrammeScopedQuerySet.through("period__programme")

    class Meta:
        ordering = ("period", "item", "organisation")
        verbose_name_plural = "duties"
        constraints = (
            models.UniqueConstraint(fields=("period", "item", "organisation"), name="duty_unique"),
        )

    def __str__(self):
        return f"{self.item} by {self.organisation}, {self.period}"

    def get_absolute_url(self):
        return reverse("deliverables:my_update", args=[self.pk])


class Answer(models.Model):
    """The board's answer to the ask of an accepted update."""

    update = models.OneToOneField(Update, models.CASCADE, related_name="answer")
    text = models.TextField()
    answered_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey("ipqt.User", models.PROTECT, related_name="answers")

    objects = ProgrammeScopedQuerySet.through("update__item__programme")

    class Meta:
        ordering = ("-answered_at", "-pk")

    def __str__(self):
        return self.text


class Comment(models.Model):
    """What a board member says to an accepted update."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="comments")
    text = models.TextField()
    nonce = models.UUIDField(unique=True, help_text="A double click makes one comment.")
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey("ipqt.User", models.PROTECT, related_name="comments")

    objects = ProgrammeScopedQuerySet.through("update__item__programme")

    class Meta:
        ordering = ("written_at", "pk")

    def __str__(self):
        return self.text


class Decision(models.TextChoices):
    OPEN = "open", "Waiting for a decision"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"


class RebaselineRequest(models.Model):
    """A change to an agreed date or scope: asked for with a reason, decided by the office."""

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="rebaseline_requests")
    nonce = models.UUIDField(unique=True)
    words = models.CharField(max_length=120)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField()
    precision = models.CharField(max_length=8, choices=Precision)
    scope = models.TextField("change of scope", blank=True)
    reason = models.TextField()
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey("ipqt.User", models.PROTECT, related_name="rebaselines_asked")
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.OPEN)
    decision_note = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "ipqt.User", models.PROTECT, null=True, blank=True, related_name="rebaselines_decided"
    )
    window = models.OneToOneField(
        Window, models.PROTECT, null=True, blank=True, related_name="rebaseline_request"
    )

    objects = ProgrammeScopedQuerySet.through("item__programme")

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="rebaseline_ends_after_start",
                condition=Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The new window ends before it starts.",
            ),
            models.CheckConstraint(
                name="rebaseline_decided_has_moment_and_person",
                condition=Q(decision="open", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="open") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                violation_error_message="A decision needs its moment and who took it.",
            ),
            models.CheckConstraint(
                name="rebaseline_approved_has_window",
                condition=Q(decision="approved", window__isnull=False)
                | (~Q(decision="approved") & Q(window__isnull=True)),
                violation_error_message="An approved change adds a window.",
            ),
            models.UniqueConstraint(
                fields=("item",),
                condition=Q(decision="open"),
                name="rebaseline_one_open_per_item",
                violation_error_message="A change of this item is waiting for a decision already.",
            ),
        )

    def __str__(self):
        return f"{self.item}: {self.words}"


class Mail(models.Model):
    """A digest that was sent; its fingerprint keeps the same mail from going out twice."""

    person = models.ForeignKey("ipqt.User", models.CASCADE, related_name="mails")
    fingerprint = models.CharField(max_length=64)
    subject = models.CharField(max_length=200)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("person", "fingerprint"), name="mail_sent_once"),)

    def __str__(self):
        return self.subject
