"""What stands in a person's mail, and whether two mails say the same. Pure: no database, no clock.

Days stand as dates, never as “3 days ago”: a mail that says the same must read the same the next morning.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.urls import reverse

from deliverables.models import Basis
from ipqt.dates import LONDON, day_words, listed

if TYPE_CHECKING:
    from deliverables.models import Answer
    from deliverables.selectors.duties import DueUpdate
    from deliverables.selectors.overview import ProgrammeAtAGlance

HEADINGS = {
    "due": "Due from you",
    "returned": "Returned to you",
    "overdue": "Overdue",
    "answered": "Asks that the board has answered",
    "review": "Waiting for your review",
    "attention": "What needs attention",
}
# Told beside news, but no news itself: counts that move by the day must not send a mail each day.
BESIDE_NEWS = ("attention",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many updates of a programme wait for review, and since when the newest of them."""

    slug: str
    programme: str
    count: int
    newest: datetime
    illustrative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to know. `mark` tells it from a like thing of another day, and is not shown."""

    mark: str
    title: str
    about: str
    url: str
    quotes: tuple[tuple[str, str], ...] = ()
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    entries: tuple[Entry, ...]
    count: int

    @property
    def heading(self) -> str:
        return HEADINGS[self.code]

    @property
    def tally(self) -> str:
        """2 overdue."""
        asks = "ask" if self.count == 1 else "asks"
        words = {"answered": f"{asks} answered", "review": "to review"}
        return f"{self.count:,} {words.get(self.code, self.code)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One mail to one person."""

    name: str
    site: str
    sections: tuple[Section, ...]

    @property
    def is_empty(self) -> bool:
        return not self.sections

    @property
    def subject(self) -> str:
        return f"Inpatient programme tracker: {listed([section.tally for section in self.news])}"

    @property
    def news(self) -> list[Section]:
        return [section for section in self.sections if section.code not in BESIDE_NEWS]

    @property
    def illustrative(self) -> bool:
        return any(entry.illustrative for section in self.sections for entry in section.entries)

    @property
    def fingerprint(self) -> str:
        """The same for two mails that say the same of the same things."""
        told = [
            (section.code, entry.mark, entry.title, entry.about, entry.url, entry.quotes)
            for section in self.news
            for entry in section.entries
        ]
        return sha256(json.dumps(told).encode()).hexdigest()


def digest_for(
    *,
    name: str,
    site: str,
    due: Sequence[DueUpdate] = (),
    answers: Sequence[Answer] = (),
    waiting: Sequence[Waiting] = (),
) -> Digest:
    """The mail; empty where there is nothing to say. `site` is the address that links begin with."""
    entries = {
        **{
            stage: [due_entry(update, site=site) for update in due if update.stage == stage]
            for stage in ("due", "returned", "overdue")
        },
        "answered": [answer_entry(answer, site=site) for answer in answers],
        "review": [review_entry(row, site=site) for row in waiting],
    }
    to_review = sum(row.count for row in waiting)
    sections = [
        Section(code, tuple(found), to_review if code == "review" else len(found))
        for code, found in entries.items()
        if found
    ]
    return Digest(name=name, site=site, sections=tuple(sections))


def with_attention(digest: Digest, glances: Sequence[ProgrammeAtAGlance]) -> Digest:
    """The mail with what needs attention in each programme; a mail without news stays empty."""
    entries = tuple(attention_entry(glance, site=digest.site) for glance in glances if glance.attention)
    if digest.is_empty or not entries:
        return digest
    count = sum(glance.attention_count for glance in glances)
    return replace(digest, sections=(*digest.sections, Section("attention", entries, count)))


def attention_entry(glance: ProgrammeAtAGlance, *, site: str) -> Entry:
    """The rules that apply in a programme, each with its number of items; in full what measures say."""
    measured = [one for group in glance.attention for one in group.concerns if one.measures]
    groups = [f"{group.rule.heading}: {len(group):,}" for group in glance.attention]
    return Entry(
        mark=f"attention {glance.programme.slug}",
        title=glance.programme.short_name,
        about=f"{'. '.join(groups)}.",
        url=site + glance.programme.get_absolute_url(),
        quotes=tuple((str(concern.item), concern.reason) for concern in measured),
        illustrative=glance.is_illustrative,
    )


def due_entry(update: DueUpdate, *, site: str) -> Entry:
    duty = update.duty
    period = duty.period
    by = f", due by {day_words(period.due_on)}" if period.due_on else ""
    returned = update.stage == "returned"
    return Entry(
        mark=f"duty {duty.pk} {duty.returned_at.isoformat() if returned else ''}",
        title=f"{duty.item.ref} {duty.item.title}",
        about=f"{duty.item.programme.short_name}: {duty.organisation}, {period}{by}.",
        url=site + duty.get_absolute_url(),
        quotes=(("The office asks", duty.return_note),) if returned else (),
        illustrative=period.basis == Basis.ILLUSTRATIVE,
    )


def answer_entry(answer: Answer, *, site: str) -> Entry:
    update = answer.update
    day = day_words(answer.answered_at.astimezone(LONDON).date())
    return Entry(
        mark=f"answer {answer.pk}",
        title=f"{update.item.ref} {update.item.title}",
        about=f"{update.item.programme.short_name}: answered on {day} by {answer.answered_by}.",
        url=site + update.item.get_absolute_url(),
        quotes=(("The ask", update.ask), ("The answer", answer.text)),
        illustrative=update.basis == Basis.ILLUSTRATIVE,
    )


def review_entry(row: Waiting, *, site: str) -> Entry:
    updates = "1 update waits" if row.count == 1 else f"{row.count:,} updates wait"
    return Entry(
        mark=f"review {row.slug} {row.newest.isoformat()}",
        title=row.programme,
        about=f"{updates} for you to read, accept or return.",
        url=site + reverse("deliverables:review"),
        illustrative=row.illustrative,
    )
