"""Why a write was refused, as a sentence for the person who tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deliverables.models import ReportingPeriod, Update


class CycleError(Exception):
    """A write that the cycle does not allow now; its text says what to do next."""


class PeriodLockedError(CycleError):
    def __init__(self, period: ReportingPeriod):
        super().__init__(
            f"{period} is locked, so nothing was saved. Ask the programme office to open it again, "
            "or report in the next period."
        )


class PeriodNotOpenError(CycleError):
    def __init__(self, period: ReportingPeriod):
        super().__init__(f"{period} is not open yet. The programme office opens it.")


class StaleUpdateError(CycleError):
    """Somebody saved after this editor opened the form; `stored` is what they saved."""

    def __init__(self, stored: Update):
        self.stored = stored
        who = str(stored.saved_by) if stored.saved_by else "Somebody else"
        super().__init__(f"{who} saved this update after you opened it. Nothing was overwritten.")


class WorkflowError(CycleError):
    """The update is not in the state that this step starts from."""


class IncompleteUpdateError(CycleError):
    """What is missing before an update can be submitted: a sentence for each field."""

    def __init__(self, problems: dict[str, str]):
        self.problems = problems
        super().__init__(" ".join(problems.values()))
