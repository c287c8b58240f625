"""The plan, the account and the record. Names are the vocabulary of code, pages and files alike."""

from .account import ReportingPeriod, State, Update
from .audit import Change, FixtureRecord
from .cycle import Answer, Comment, Duty, Mail, RebaselineRequest
from .evidence import Basis, Discrepancy, Source
from .links import ExternalDependency, ItemLink, LinkKind, NextStep
from .organisations import Organisation, OrganisationKind
from .people import Membership, Role
from .personal import CalendarKey, ToldAnswer
from .plan import ItemKind, PlanItem, Precision, Restatement, Window
from .programmes import Domain, Participation, PlanYear, Programme, Workstream
from .statements import Statement, StatementKind
from .workbook import WorkbookLoad

__all__ = [
    "Answer",
    "Basis",
    "CalendarKey",
    "Change",
    "Comment",
    "Discrepancy",
    "Domain",
    "Duty",
    "ExternalDependency",
    "FixtureRecord",
    "ItemKind",
    "ItemLink",
    "LinkKind",
    "Mail",
    "Membership",
    "NextStep",
    "Organisation",
    "OrganisationKind",
    "Participation",
    "PlanItem",
    "PlanYear",
    "Precision",
    "Programme",
    "RebaselineRequest",
    "ReportingPeriod",
    "Restatement",
    "Role",
    "Source",
    "State",
    "Statement",
    "StatementKind",
    "ToldAnswer",
    "Update",
    "Window",
    "WorkbookLoad",
    "Workstream",
]
