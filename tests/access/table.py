"""Who may open and send what: every address of the site, every method it takes, every role.

Columns: out (signed out), viewer (board member), lead (of the trust that the update is due from), other (lead
of another trust of the programme), office, analyst, admin (of the programme), site (site administrator), away
(office and administrator, but of another programme only).

Cells: the status; `in` sends the person to sign in first. After a POST 302 means that it is done, 400 that
the person was let in but the form holds too little. Which record is named and what is sent: requests.py. What
was typed into an update by somebody who is signed out meanwhile is shown to them again, hence its 403.

A method without a row changes nothing, whoever sends it: 405, or `in`. Administration pages have a test of
their own, since Django makes their addresses.
"""

from dataclasses import dataclass

ROLES = ("out", "viewer", "lead", "other", "office", "analyst", "admin", "site", "away")

TABLE = """
address              method out    viewer lead   other  office analyst admin site   away
healthz              GET    200    200    200    200    200    200    200    200    200
readyz               GET    200    200    200    200    200    200    200    200    200
favicon.ico          GET    302    302    302    302    302    302    302    302    302
favicon.ico          POST   302    302    302    302    302    302    302    302    302
admin/login/         GET    in     404    404    404    404    404    404    302    404
admin/login/         POST   in     404    404    404    404    404    404    302    404
account              GET    in     200    200    200    200    200    200    200    200
sign-in              GET    200    302    302    302    302    302    302    302    302
sign-in              POST   302    302    302    302    302    302    302    302    302
sign-out             GET    in     405    405    405    405    405    405    405    405
sign-out             POST   in     302    302    302    302    302    302    302    302
accessibility        GET    200    200    200    200    200    200    200    200    200
data                 GET    in     200    200    200    200    200    200    200    200
dataset              GET    in     200    200    200    200    200    200    200    200
dataset              HEAD   in     200    200    200    200    200    200    200    200
dictionary           GET    in     200    200    200    200    200    200    200    200
home                 GET    in     200    200    200    200    200    200    200    200
programme            GET    in     200    200    200    200    200    200    200    404
items                GET    in     200    200    200    200    200    200    200    404
item                 GET    in     200    200    200    200    200    200    200    404
item                 HEAD   in     200    200    200    200    200    200    200    404
item                 POST   in     302    404    404    302    404    302    302    404
ask_rebaseline       GET    in     404    200    404    200    404    200    200    404
ask_rebaseline       POST   in     404    302    404    302    404    302    302    404
rebaselines          GET    in     200    200    200    200    200    200    200    404
rebaselines          POST   in     404    404    404    302    404    302    302    404
year                 GET    in     200    200    200    200    200    200    200    404
ledger               GET    in     200    200    200    200    200    200    200    404
workstreams          GET    in     200    200    200    200    200    200    200    404
workstream           GET    in     200    200    200    200    200    200    200    404
domains              GET    in     200    200    200    200    200    200    200    404
strategy             GET    in     200    200    200    200    200    200    200    404
next_steps           GET    in     200    200    200    200    200    200    200    404
coverage             GET    in     200    200    200    200    200    200    200    404
asks                 GET    in     200    200    200    200    200    200    200    404
asks                 POST   in     302    404    404    302    404    302    302    404
discrepancies        GET    in     200    200    200    200    200    200    200    404
my_updates           GET    in     200    200    200    200    200    200    200    200
calendar_key         GET    in     405    405    405    405    405    405    405    405
calendar_key         POST   in     302    302    302    302    302    302    302    302
calendar             GET    200    200    200    200    200    200    200    200    200
calendar             HEAD   200    200    200    200    200    200    200    200    200
my_update            GET    in     404    200    404    200    404    200    200    404
my_update            HEAD   in     404    200    404    200    404    200    200    404
my_update            POST   403    404    302    404    302    404    302    302    404
my_update_draft      GET    in     405    405    405    405    405    405    405    405
my_update_draft      POST   in     404    200    404    200    404    200    200    404
my_update_no_change  GET    in     404    200    404    200    404    200    200    404
my_update_no_change  POST   in     404    302    404    302    404    302    302    404
my_update_take_back  GET    in     405    405    405    405    405    405    405    405
my_update_take_back  POST   in     404    302    404    302    404    302    302    404
periods              GET    in     200    200    200    200    200    200    200    404
open_period          GET    in     404    404    404    200    404    200    200    404
open_period          POST   in     404    404    404    302    404    302    302    404
period               GET    in     200    200    200    200    200    200    200    404
grid                 GET    in     404    200    404    200    404    200    200    404
grid                 POST   in     404    302    404    302    404    302    302    404
lock_period          GET    in     404    404    404    200    404    200    200    404
lock_period          POST   in     404    404    404    302    404    302    302    404
reopen_period        GET    in     404    404    404    200    404    200    200    404
reopen_period        POST   in     404    404    404    302    404    302    302    404
workbook_file        GET    in     404    200    404    200    404    200    200    404
workbook_file        HEAD   in     404    200    404    200    404    200    200    404
workbook             GET    in     404    200    404    200    404    200    200    404
workbook             POST   in     404    400    404    400    404    400    400    404
workbook_load        GET    in     404    200    404    404    404    404    404    404
workbook_load        POST   in     404    400    404    404    404    404    404    404
review               GET    in     404    404    404    200    404    200    200    200
review               POST   in     404    404    404    302    404    302    302    404
correct              GET    in     404    404    404    200    404    200    200    404
correct              POST   in     404    404    404    302    404    302    302    404
crosswalk            GET    in     200    200    200    200    200    200    200    200
trusts               GET    in     200    200    200    200    200    200    200    200
trust                GET    in     200    200    200    200    200    200    200    200
sources              GET    in     200    200    200    200    200    200    200    200
source               GET    in     200    200    200    200    200    200    200    404
audit                GET    in     404    404    404    200    404    200    200    404
measures             GET    in     200    200    200    200    200    200    200    404
measure              GET    in     200    200    200    200    200    200    200    404
measure_notes        GET    in     404    404    404    200    200    200    200    404
measure_notes        POST   in     404    404    404    302    302    302    302    404
measure_limits       GET    in     404    404    404    200    404    200    200    404
measure_limits       POST   in     404    404    404    302    404    302    302    404
readiness            GET    in     200    200    200    200    200    200    200    404
framework            GET    in     200    200    200    200    200    200    200    404
figures              GET    in     200    200    200    200    200    200    200    404
wards                GET    in     200    200    200    200    200    200    200    404
trust_wards          GET    in     200    200    200    200    200    200    200    200
assessment           GET    in     200    200    200    200    200    200    200    404
assess               GET    in     404    200    200    200    404    200    200    404
assess               POST   in     404    302    302    302    404    302    302    404
indicators           GET    in     200    200    200    200    200    200    200    200
indicator            GET    in     200    200    200    200    200    200    200    200
load                 GET    in     404    404    404    200    200    200    200    200
load                 POST   in     404    404    404    400    400    400    400    400
load_template        GET    in     404    404    404    200    200    200    200    200
submission           GET    in     404    404    404    200    200    200    200    404
submission           POST   in     404    404    404    302    302    302    302    404
"""

# What anybody may read of a programme that is made public, signed in or not.
PUBLIC = (
    "programme",
    "items",
    "item",
    "rebaselines",
    "year",
    "ledger",
    "workstreams",
    "workstream",
    "domains",
    "strategy",
    "next_steps",
    "coverage",
    "wards",
    "assessment",
    "asks",
    "discrepancies",
    "periods",
    "period",
    "home",
    "data",
    "dataset",
    "dictionary",
    "crosswalk",
    "trusts",
    "trust",
    "trust_wards",
    "sources",
    "source",
    "measures",
    "measure",
    "readiness",
    "framework",
    "figures",
    "indicators",
    "indicator",
)

# Needs no sign-in and no programme, or takes a secret in the address instead.
OPEN_TO_ALL = ("healthz", "readyz", "favicon.ico", "sign-in", "accessibility", "calendar")


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    method: str
    expected: dict[str, str]


def rows() -> list[Row]:
    cells = [line.split() for line in TABLE.strip().splitlines()]
    assert tuple(cells[0][2:]) == ROLES
    return [Row(name, method, dict(zip(ROLES, found, strict=True))) for name, method, *found in cells[1:]]
