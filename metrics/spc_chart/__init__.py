"""The SPC chart of one series: a figure and its table from the same reading. Pure: no database, no clock."""

from metrics.spc_chart.events import Event
from metrics.spc_chart.figure import spc_figure
from metrics.spc_chart.table import spc_table

__all__ = ["Event", "spc_figure", "spc_table"]
