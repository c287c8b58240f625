"""The form of a year as a page: each score with what is stored and what was typed, and the changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deliverables.models import Change, Domain, PlanYear
from ipqt.dates import moment_words
from metrics.assess_forms import CONFLICT, ScoreForm
from metrics.assessing import ASSESSED, RECORD, Key, ScoreChange, copies_of, history_key, key_of
from metrics.models import Assessment
from metrics.models.assessments import Score
from metrics.selectors.assessment import VOICES


@dataclass(slots=True, kw_only=True)
class ScoreEntry:
    """A cell. `row` is what is stored or would be copied, `theirs` what somebody saved meanwhile."""

    domain: Domain
    voice: str
    row: Assessment | None
    before: Assessment | None
    form: ScoreForm
    theirs: Assessment | None = None
    saved: str = ""

    @property
    def key(self) -> Key:
        return self.domain.pk, self.voice

    @property
    def voice_words(self) -> str:
        return VOICES[self.voice]

    @property
    def is_confirmed(self) -> bool:
        return bool(self.row and self.row.is_confirmed)

    @property
    def standing(self) -> str:
        """Whether the score counts yet, in words."""
        if self.row is None:
            return "Not scored yet"
        return "Confirmed" if self.is_confirmed else "Copied, not confirmed: left out of the totals"

    @property
    def before_words(self) -> str:
        return score_words(self.before) if self.before else ""

    @property
    def theirs_words(self) -> str:
        return score_words(self.theirs) if self.theirs else ""

    @property
    def change(self) -> ScoreChange | None:
        """What the cell asks for; None where nothing was typed or the stored score was chosen."""
        data = self.form.cleaned_data
        if data["keep"] == "theirs" or not self.form.is_typed_in or data["score"] is None:
            return None
        return ScoreChange(
            domain_id=self.domain.pk,
            voice=self.voice,
            score=data["score"],
            words=data["words"],
            confirm=data["confirm"],
            expected_version=data["version"],
        )

    def set_against(self, stored: Assessment, *, saved: str) -> None:
        """Shows what somebody else saved beside what was typed, and asks which one stands."""
        self.theirs, self.saved = stored, saved
        self.form.at_version(stored.version)
        if "keep" not in self.form.errors:
            self.form.add_error("keep", CONFLICT)


def score_words(row: Assessment) -> str:
    """2 of 5, Emerging."""
    return f"{row.score} of {max(Score)}, {Score(row.score).label.lower()}"


def entries_of(
    *,
    year: PlanYear,
    stored: Iterable[Assessment],
    before: Sequence[Assessment],
    domains: Iterable[Domain],
    data: Any = None,
) -> list[ScoreEntry]:
    """An entry for each domain and voice, with the forms as sent where `data` is given."""
    rows = {key_of(row): row for row in (list(stored) or copies_of(before, year=year))}
    earlier = {key_of(row): row for row in before}
    voices = {voice for _domain, voice in rows} or {voice for voice in VOICES if voice != "both"}
    return [
        _entry(domain, voice, rows.get((domain.pk, voice)), earlier.get((domain.pk, voice)), data)
        for domain in domains
        for voice in VOICES
        if voice in voices
    ]


def _entry(domain: Domain, voice: str, row: Assessment | None, before: Assessment | None, data: Any):
    prefix = f"{domain.slug}-{voice}"
    if data is not None:
        form = ScoreForm(data, prefix=prefix, domain=domain)
    else:
        form = ScoreForm(initial=_initial(row), prefix=prefix, domain=domain)
        form.initial["opened"] = form.fingerprint
    return ScoreEntry(domain=domain, voice=voice, row=row, before=before, form=form)


def _initial(row: Assessment | None) -> dict[str, Any]:
    if row is None:
        return {"version": 0}
    return {"version": row.version, "score": row.score, "words": row.words, "confirm": row.is_confirmed}


def set_against(entries: Sequence[ScoreEntry], stored: Mapping[Key, Assessment]) -> None:
    """Both scores at every cell that two people wrote. One query for who it was and when."""
    keys = {history_key(row): key for key, row in stored.items()}
    saved = {}
    for change in Change.objects.filter(record=RECORD, action=ASSESSED, key__in=keys).order_by("at", "pk"):
        saved[keys[change.key]] = f"{change.actor} on {moment_words(change.at)}"
    for entry in entries:
        if entry.key in stored:
            entry.set_against(stored[entry.key], saved=saved.get(entry.key, "Somebody else"))


def error_list(entries: Sequence[ScoreEntry]) -> list[dict[str, str]]:
    """What is wrong, cell by cell, each linked to its control."""
    return [
        {"text": f"{entry.domain.name}: {error['text']}", "href": error["href"]}
        for entry in entries
        for error in entry.form.summary_errors()
    ]
