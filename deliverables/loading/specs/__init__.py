"""The tables of a folder, in the order in which they are written. Other apps add theirs to SPECS."""

from deliverables.loading.spec import Spec

from .account import DISCREPANCY, NEXT_STEP, REPORTING_PERIOD, UPDATE
from .plan import EXTERNAL_DEPENDENCY, LINK, PLAN_ITEM, RESTATEMENT, WINDOW
from .programmes import PARTICIPATION, PLAN_YEAR, PROGRAMME, STATEMENT, WORKSTREAM
from .reference import DOMAIN, ORGANISATION, SOURCE

SPECS: list[Spec] = [
    SOURCE,
    ORGANISATION,
    DOMAIN,
    PROGRAMME,
    PARTICIPATION,
    PLAN_YEAR,
    WORKSTREAM,
    STATEMENT,
    PLAN_ITEM,
    WINDOW,
    RESTATEMENT,
    EXTERNAL_DEPENDENCY,
    LINK,
    REPORTING_PERIOD,
    UPDATE,
    NEXT_STEP,
    DISCREPANCY,
]
