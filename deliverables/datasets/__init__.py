"""Every dataset of the plan and the account, in the order in which they are listed."""

from deliverables.datasets.account import ASKS, CHANGES, NEXT_STEPS, UPDATES
from deliverables.datasets.plan import PLAN_ITEMS
from deliverables.datasets.programmes import (
    PARTICIPATIONS,
    PLAN_YEARS,
    PROGRAMMES,
    REPORTING_PERIODS,
    WORKSTREAMS,
)
from deliverables.datasets.reference import DISCREPANCIES, DOMAINS, ORGANISATIONS, SOURCES
from deliverables.datasets.strategy import DEPENDENCIES, LINKS, STATEMENTS
from deliverables.datasets.windows import RESTATEMENTS, WINDOWS

DATASETS = (
    PROGRAMMES,
    PLAN_YEARS,
    WORKSTREAMS,
    PLAN_ITEMS,
    WINDOWS,
    UPDATES,
    NEXT_STEPS,
    ASKS,
    LINKS,
    DEPENDENCIES,
    RESTATEMENTS,
    STATEMENTS,
    DOMAINS,
    ORGANISATIONS,
    PARTICIPATIONS,
    REPORTING_PERIODS,
    CHANGES,
    SOURCES,
    DISCREPANCIES,
)
