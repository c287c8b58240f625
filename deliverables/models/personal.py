"""What the site keeps for one person: the address of their calendar, and the answers they were told of."""

import secrets

from django.db import models

from .cycle import Answer, Mail


def random_key() -> str:
    """256 bits that are safe in an address."""
    return secrets.token_urlsafe(32)


class CalendarKey(models.Model):
    """The secret in the address of a person's calendar: whoever has it reads the calendar."""

    person = models.OneToOneField("ipqt.User", models.CASCADE, related_name="calendar_key")
    key = models.CharField(max_length=43, unique=True, default=random_key, editable=False)
    number = models.PositiveIntegerField(default=1, editable=False, help_text="How many there have been.")
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"Calendar of {self.person}"


class ToldAnswer(models.Model):
    """An answer of the board that stood in a mail, so that no later mail to the person tells it again."""

    mail = models.ForeignKey(Mail, models.CASCADE, related_name="told_answers")
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="told")

    class Meta:
        ordering = ("mail", "answer")
        constraints = (models.UniqueConstraint(fields=("mail", "answer"), name="toldanswer_unique"),)

    def __str__(self):
        return f"{self.answer} in {self.mail}"
