"""When plan items were to happen, and later documents that print them again."""

from __future__ import annotations

from django.db.models import QuerySet

from deliverables.datasets.shared import cited, day, precision, programme, ref, text
from deliverables.filters import RestatementFilter, WindowFilter
from deliverables.models import Restatement, Window
from deliverables.selectors.citing import readable
from ipqt.datasets import Column, Computed, Dataset, Integer, Scope

WINDOWS = Dataset(
    name="windows",
    title="Planned windows",
    one_row="One row is one agreed window of a plan item: 1 is the baseline, a rebaseline adds one.",
    rows=lambda scope: Window.objects.visible_to(scope.person).agreed_by(scope.day),
    filters=WindowFilter,
    at_a_moment=True,
    columns=(
        programme("item__programme__slug"),
        ref(),
        Column(name="number", meaning="1 is the baseline.", type=Integer(), example="1", key=True),
        text("words", "As published.", "months 1-6"),
        day("starts_on", "First day, where one is stated.", "2024-04-01"),
        day("ends_on", "Last day, where one is stated.", "2024-09-30"),
        precision("precision", "the window"),
        Column(
            name="first_month",
            meaning="First programme month, where the words count months.",
            type=Integer(),
            example="1",
        ),
        Column(name="last_month", meaning="Last programme month.", type=Integer(), example="6"),
        text("note", "Note."),
        text("reason", "Why it was moved. Empty for the baseline."),
        day("agreed_on", "When the move was agreed. Empty for the baseline."),
        text(
            "approved_by",
            "Who agreed the move.",
            "Olu Office",
            read=Computed(
                lambda first, last: f"{first or ''} {last or ''}".strip(),
                ("approved_by__first_name", "approved_by__last_name"),
            ),
            derived=True,
        ),
        *cited(),
    ),
)


def restatements(scope: Scope) -> QuerySet[Restatement]:
    """Leaves out documents that tell of days after the moment."""
    return readable(Restatement, user=scope.person).exclude(source__newest_words_on__gt=scope.day)


RESTATEMENTS = Dataset(
    name="restatements",
    title="Restatements",
    one_row="One row is one plan item as a later document prints it again.",
    rows=restatements,
    filters=RestatementFilter,
    at_a_moment=True,
    columns=(
        programme("item__programme__slug"),
        ref(),
        text("title", "As the later document prints it.", "Engagement report published"),
        text("text", "Retold in our own words."),
        *cited(source_is_key=True),
    ),
)
