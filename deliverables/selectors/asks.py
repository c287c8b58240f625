"""What leads asked of the board, and what the board answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from deliverables.models import Answer, Programme, Update
from ipqt.dates import LONDON, age_words, end_of_day

RELATED = ("item__programme", "organisation", "period", "author")


@dataclass(frozen=True, slots=True)
class Ask:
    """An ask that nobody had answered by `as_at`."""

    update: Update
    as_at: date

    @property
    def age(self) -> str:
        return age_words(max((self.as_at - self.update.reported_on).days, 0))


@dataclass(frozen=True, slots=True)
class Answered:
    """An ask with its answer."""

    update: Update
    answer: Answer

    @property
    def took(self) -> str:
        """How long the answer took."""
        day = self.answer.answered_at.astimezone(LONDON).date()
        return age_words(max((day - self.update.reported_on).days, 0))


def open_asks(programme: Programme, *, user, as_at: date) -> list[Ask]:
    """Asks of words that stood at the day and had no answer, the oldest first. One query."""
    rows = unanswered(asking(programme, user=user).accepted_by(as_at), as_at=as_at)
    ordered = rows.select_related(*RELATED).order_by("reported_on", "accepted_at", "pk")
    return [Ask(update, as_at) for update in ordered]


def answered_asks(programme: Programme, *, user, as_at: date) -> list[Answered]:
    """Every ask that had been answered, the newest answer first. One query."""
    answers = Answer.objects.visible_to(user).filter(
        update__item__programme=programme, answered_at__lt=end_of_day(as_at)
    )
    related = [f"update__{name}" for name in RELATED]
    return [Answered(answer.update, answer) for answer in answers.select_related("answered_by", *related)]


def asking(programme: Programme, *, user) -> QuerySet[Update]:
    """Accepted updates in which something is asked, corrected ones too."""
    rows = Update.objects.visible_to(user).filter(item__programme=programme, workflow="accepted")
    return rows.exclude(ask="")


def unanswered(updates: QuerySet[Update], *, as_at: date) -> QuerySet[Update]:
    """Those that had no answer by the day."""
    given = answers_to(OuterRef).filter(answered_at__lt=end_of_day(as_at))
    return updates.filter(~Exists(given))


def answers_to(value: Callable[[str], Any]) -> QuerySet[Answer]:
    """Answers to an ask, `value` giving each of its fields; a correction that asks it again shares them."""
    names = ("item", "organisation", "period", "ask")
    return Answer.objects.filter(**{f"update__{name}": value(name) for name in names})


def why_closed(update: Update, *, user, as_at: date) -> str:
    """Why an ask takes no answer any more, in a sentence; empty while it is open. Two queries at most."""
    answer = answers_to(lambda name: getattr(update, name)).select_related("answered_by").first()
    if answer:
        return f"{answer.answered_by} answered this already. Nothing was changed; the answer stands below."
    if not Update.objects.visible_to(user).accepted_by(as_at).filter(pk=update.pk).exists():
        return "The update was corrected since, and this ask with it. Answer what the newer words ask."
    return ""
