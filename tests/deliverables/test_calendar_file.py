"""Calendar files by RFC 5545: line ends, folding, escaping, whole days."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliverables.calendar import Day, escaped, folded, icalendar


def a_day(**facts):
    return Day(
        **{
            "uid": "due-ssot-q1@tracker",
            "day": date(2026, 3, 31),
            "summary": "Updates due",
            "description": "Two are yours.",
            "url": "https://tracker.example.nhs.uk/my/updates/",
            "changed_at": datetime(2026, 1, 5, 9, 30, tzinfo=UTC),
            **facts,
        }
    )


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_a_file_of_one_day_reads_as_the_standard_says():
    assert unfolded(icalendar([a_day()], name="Reporting")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Inpatient programme tracker//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Reporting",
        "X-WR-TIMEZONE:Europe/London",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "BEGIN:VEVENT",
        "UID:due-ssot-q1@tracker",
        "DTSTAMP:20260105T093000Z",
        "LAST-MODIFIED:20260105T093000Z",
        "DTSTART;VALUE=DATE:20260331",
        "DTEND;VALUE=DATE:20260401",
        "SUMMARY:Updates due",
        "DESCRIPTION:Two are yours.",
        "URL:https://tracker.example.nhs.uk/my/updates/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_every_line_ends_with_both_characters_and_none_stands_alone():
    text = icalendar([a_day(summary="one\rtwo\nthree\r\nfour")], name="Reporting")

    assert text.count("\r") == text.count("\n") == text.count("\r\n")


def test_a_moment_of_another_zone_is_told_in_utc():
    summer = timezone(timedelta(hours=1))

    assert "DTSTAMP:20260630T233000Z" in icalendar(
        [a_day(changed_at=datetime(2026, 7, 1, 0, 30, tzinfo=summer))], name=""
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Delay; see A, B", "Delay\\; see A\\, B"),
        ("C:\\beds", "C:\\\\beds"),
        ("one\r\ntwo", "one\\ntwo"),
        ("bell\x07 and nothing\x00", "bell and nothing"),
        ("END:VEVENT\r\nBEGIN:VEVENT", "END:VEVENT\\nBEGIN:VEVENT"),
    ],
)
def test_what_would_end_a_value_is_escaped(text, written):
    assert escaped(text) == written


def test_a_line_of_75_bytes_stays_whole_and_one_of_76_is_folded():
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"


@given(st.text(max_size=400).map(escaped))
def test_folding_is_undone_by_joining_and_never_cuts_a_character(text):
    lines = folded(f"SUMMARY:{text}".encode(errors="ignore").decode()).split("\r\n")

    assert all(len(line.encode()) <= 75 for line in lines)
    assert all(line.startswith(" ") for line in lines[1:])
    assert (
        lines[0] + "".join(line[1:] for line in lines[1:])
        == f"SUMMARY:{text}".encode(errors="ignore").decode()
    )
