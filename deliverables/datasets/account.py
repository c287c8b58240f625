"""What leads reported, what is to happen next, and who changed what."""

from __future__ import annotations

from deliverables.access import Action, programmes_allowing
from deliverables.datasets.shared import (
    POSITION,
    basis,
    cited,
    day,
    organisation,
    period,
    precision,
    programme,
    ref,
    text,
)
from deliverables.filters import ChangeFilter, NextStepFilter, UpdateFilter
from deliverables.models import State, Update
from deliverables.models.account import Confidence, Control
from deliverables.selectors.audit import changes_seen_by
from deliverables.selectors.next_steps import next_steps_said
from ipqt.datasets import Boolean, Choice, Column, Dataset, Json, Moment

UPDATES = Dataset(
    name="updates",
    title="Updates",
    one_row="One row is what one organisation reported on one plan item in one period, as accepted.",
    rows=lambda scope: Update.objects.visible_to(scope.person).accepted_by(scope.day),
    filters=UpdateFilter,
    at_a_moment=True,
    columns=(
        programme("item__programme__slug"),
        ref(),
        *organisation(meaning="The organisation that reports.", key=True),
        period(key=True),
        basis("organisation_basis", "the choice of organisation"),
        Column(name="state", meaning="State as reported.", type=Choice.of(State), example="in_progress"),
        basis("state_basis", "the state"),
        text("judgement", "Why this state was read from the words."),
        Column(
            name="confidence",
            meaning="Delivery confidence, only of live work that was rated.",
            type=Choice.of(Confidence),
            example="amber",
        ),
        day("actual_start", "When it really began.", "2024-11-01"),
        day("actual_end", "When it was really done."),
        precision("actual_precision", "the actual dates"),
        day("forecast_end", "When it is expected to be done.", "2025-09-30"),
        precision("forecast_precision", "the forecast"),
        text("summary", "What was reported, retold in our own words where it was published."),
        text("reason", "Why it is off track, and the way back, where given."),
        text("cause", "Cause in short words, where given.", "General Election"),
        Column(
            name="control",
            meaning="Whether the cause was in the programme’s control.",
            type=Choice.of(Control),
            example="outside",
        ),
        Column(
            name="no_change",
            meaning="Whether the words were said again as still true.",
            type=Boolean(),
            example="false",
        ),
        ref("goes_to__ref", name="goes_to", key=False, meaning="The item that it goes on in, where entered."),
        text(
            "waits_for",
            "What it waits on, where entered.",
            "X-1",
            read="waits_for__ref",
            refers_to="dependencies",
        ),
        text("ask", "What is asked of the board.", "Decide which site keeps the beds"),
        text("correction_reason", "Why this row takes the place of an earlier one."),
        day("reported_on", "Date of the words.", "2025-05-31"),
        Column(
            name="accepted_at",
            meaning="When it was accepted.",
            type=Moment(),
            example="2025-05-31T12:00:00Z",
        ),
        *cited(),
    ),
)

NEXT_STEPS = Dataset(
    name="next_steps",
    title="Next steps",
    one_row="One row is one next step said in an accepted update.",
    rows=lambda scope: next_steps_said(user=scope.person, as_at=scope.day),
    filters=NextStepFilter,
    at_a_moment=True,
    columns=(
        programme("item__programme__slug"),
        ref(meaning="The plan item that it was said of."),
        text("next_step", "Its short name.", "Y1-I1-N1", read="ref", key=True),
        *organisation("update__organisation__", meaning="Who said it, where entered here."),
        period(key=False),
        POSITION,
        text("text", "What is to happen, retold in our own words."),
        text("owner", "Who is to do it, as printed."),
        text("due_words", "When, as printed.", "by the end of 2025"),
        day("due_on", "When, as a date.", "2025-12-31"),
        precision("due_precision", "the due date"),
        ref("becomes__ref", name="becomes", key=False, meaning="The later plan item that took it up."),
        basis("becomes_basis", "the link to the later item"),
        *cited(),
    ),
)


ASKS = Dataset(
    name="asks",
    title="Asks of the board",
    one_row="One row is one ask of the board in an accepted update, with its answer.",
    rows=lambda scope: (
        Update.objects.visible_to(scope.person)
        .accepted_by(scope.day)
        .exclude(ask="")
        .select_related("answer")
    ),
    filters=UpdateFilter,
    at_a_moment=True,
    columns=(
        programme("item__programme__slug"),
        ref(),
        *organisation(meaning="The organisation that asks.", key=True),
        period(key=True),
        text("ask", "What is asked.", "Decide which site keeps the beds"),
        day("reported_on", "When it was asked.", "2025-05-31"),
        text("answer", "What the board answered. Empty while it is open.", read="answer__text"),
        Column(
            name="answered_at",
            meaning="When the board answered.",
            type=Moment(),
            read="answer__answered_at",
            example="2025-06-12T10:30:00Z",
        ),
        basis("basis", "the row"),
    ),
)


CHANGES = Dataset(
    name="changes",
    title="Changes",
    one_row="One row is one change: who, when, what, before and after.",
    rows=lambda scope: changes_seen_by(scope.person),
    filters=ChangeFilter,
    order=("at",),
    offered_to=lambda person: person.is_superuser or programmes_allowing(person, Action.AUDIT).exists(),
    columns=(
        Column(name="at", meaning="When.", type=Moment(), example="2025-05-31T12:00:00Z"),
        text("actor", "Who: the name at the time, or the command that wrote.", "load_programmes"),
        programme(key=False, meaning="The programme, if it belongs to one."),
        text("action", "What was done.", "created"),
        text("record", "Kind of record.", "plan_item"),
        text("key", "Its key in files.", "ssot/Y1-D3"),
        Column(name="before", meaning="Values before.", type=Json(), example='{"title": "Report"}'),
        Column(name="after", meaning="Values after.", type=Json(), example='{"title": "Final report"}'),
        text("why", "Why."),
    ),
)
