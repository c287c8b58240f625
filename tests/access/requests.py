"""What stands in each address, and what is sent to it: right in all but, perhaps, who sends it."""

from __future__ import annotations

from metrics.loading.comparing import compare
from tests.access.site import NONCE, Site
from tests.factories import PASSWORD

PERIOD = {
    "name": "Quarter 5",
    "slug": "q5",
    "kind": "quarter",
    "starts_on": "1/4/2026",
    "ends_on": "30/6/2026",
}
ROW = {"version": 1, "state": "in_progress", "confidence": "green", "summary": "Two wards opened."}
NEW_DATE = {
    "nonce": NONCE,
    "words": "by 30 June 2027",
    "ends_on": "30/6/2027",
    "precision": "day",
    "reason": "The builder left.",
}
WORDS = {
    "state": "in_progress",
    "confidence": "green",
    "summary": "Two wards opened.",
    "forecast_end": "31/3/2027",
    "forecast_precision": "day",
    "actual_precision": "none",
    "steps-TOTAL_FORMS": "0",
    "steps-INITIAL_FORMS": "0",
}


def arguments(site: Site, name: str) -> dict[str, object]:
    """The parts of the address of this name that change from record to record."""
    programme = {"programme": "midshire"}
    period = {**programme, "period": "q4"}
    year = {**programme, "number": 1}
    measure = {**programme, "code": "CAP-1"}
    return {
        "dataset": {"name": "plan_items"},
        "dictionary": {"name": "plan_items"},
        "calendar": {"key": site.calendar_key},
        "item": {**programme, "ref": "Y1-D3"},
        "ask_rebaseline": {**programme, "ref": "Y1-D1"},
        "year": year,
        "ledger": year,
        "workstream": {**programme, "slug": "wards"},
        "trust": {"code": "r01"},
        "trust_wards": {"code": "r01"},
        "assess": {**programme, "year": 1, "area": "SA-1"},
        "source": {"slug": "strategy"},
        "my_update": {"pk": site.draft.pk},
        "my_update_draft": {"pk": site.draft.pk},
        "my_update_no_change": {"pk": site.carried.pk},
        "my_update_take_back": {"pk": site.submitted.pk},
        "period": period,
        "grid": period,
        "lock_period": period,
        "reopen_period": {**programme, "period": "q3"},
        "workbook": period,
        "workbook_file": period,
        "workbook_load": {**period, "load": site.load.pk},
        "correct": {"pk": site.accepted.pk},
        "indicator": {"code": "CAP-1"},
        "measure": measure,
        "measure_notes": measure,
        "measure_limits": measure,
        "submission": {"pk": site.submission.pk},
        **dict.fromkeys(OF_A_PROGRAMME, programme),
    }.get(name, {})


OF_A_PROGRAMME = (
    "programme",
    "items",
    "workstreams",
    "domains",
    "strategy",
    "next_steps",
    "coverage",
    "wards",
    "assessment",
    "asks",
    "rebaselines",
    "discrepancies",
    "periods",
    "open_period",
    "audit",
    "measures",
    "readiness",
    "framework",
    "figures",
)


def form_for(site: Site, name: str) -> dict[str, object]:
    """A form that does what it asks for, where the person may."""
    accepted = site.accepted.pk
    return {
        "sign-in": {"username": "known@example.org", "password": PASSWORD},
        "calendar_key": {"number": 1},
        "item": {
            "update": accepted,
            f"comment-{accepted}-nonce": NONCE,
            f"comment-{accepted}-text": "Good.",
        },
        "asks": {"update": accepted, f"answer-{accepted}-text": "Agreed."},
        "ask_rebaseline": NEW_DATE,
        "rebaselines": {"request": site.new_date.pk, "decision": "approve"},
        "my_update": {**WORDS, "version": 1},
        "my_update_draft": {**WORDS, "version": 1},
        "my_update_no_change": {"version": 0, "last": accepted},
        "my_update_take_back": {"version": 1},
        "grid": {
            "row": site.draft.pk,
            **{f"d{site.draft.pk}-{name}": words for name, words in ROW.items()},
        },
        "open_period": PERIOD,
        "reopen_period": {"why": "A late report."},
        "review": {"accept": f"{site.waiting.pk}:1"},
        "assess": {"valuing-both-version": 1, "valuing-both-score": 3},
        "correct": {**WORDS, "version": 1, "why": "Miscounted."},
        "workbook_load": {"seen": ""},
        "measure_notes": {"on": "2025-02-01", "text": "The boiler broke."},
        "measure_limits": {"on": "2025-02-01", "reason": "The ward moved."},
        "load": {"programme": "midshire", "layout": "tidy", "period": "January 2025"},
        "submission": {"seen": compare(site.submission).fingerprint},
    }.get(name, {})
