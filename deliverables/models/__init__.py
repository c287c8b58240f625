"""The plan, the account and the record. Names are the vocabulary of code, pages and files alike."""

from .account import ReportingPeriod, State, Update
from .audit import Change, FixtureRecord
from .evidence import Basis, Discrepancy, Source
from .organisations import Organisation, OrganisationKind
from .people import Membership, Role
from .plan import ItemKind, Precision, Restatement, Window
from .plan import PlanItem
from .links import ExternalDependency, ItemLink, LinkKind, NextStep
from .programmes import Domain, Participation, PlanYear, Programme, Workstream
from .statements import Statement, StatementKind

__all__ = [
    "Basis",
    "Change",
    "Discrepancy",
    "Domain",
    "ExternalDependency",
    "FixtureRecord",
    "ItemKind",
    "ItemLink",
    "LinkKind",
    "Membership",
    "NextStep",
    "Organisation",
    "OrganisationKind",
    "Participation",
    "PlanItem",
    "PlanYear",
    "Precision",
    "Programme",
    "ReportingPeriod",
    "Restatement",
    "Role",
    "Source",
    "State",
    "Statement",
    "StatementKind",
    "Update",
    "Window",
    "Workstream",
]
