"""A page with charts on it, for tests; never part of the site."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from deliverables.charts import disposition_figure, disposition_table, timeline_figure, timeline_table
from tests.deliverables.timeline_rows import BOARD_DAY, YEAR, row, year_one

PAGE = """{% extends "base.html" %}
{% load charts %}
{% block title %}Charts{% endblock %}
{% block main %}
<h1 class="nhsuk-heading-l">Charts</h1>
{% chart timeline title="Plan against actual" finding=late table=rows csv_url=csv id="timeline" %}
{% chart disposition title="How they stand" finding="Five are delivered." table=states id="states" %}
{% chart nothing title="Year 2" finding="Nothing has a date." table=undated id="year-2" %}
{% endblock %}"""
COUNTS = {
    "delivered": 5,
    "in_progress": 12,
    "absorbed": 1,
    "carried_forward": 1,
    "stopped": 1,
    "not_reported": 9,
}


@login_not_required
def charts(request):
    rows = year_one()
    context = {
        "csv": "/data/plan_items.csv",
        "late": "One of 7 activities came 6 months late.",
        "timeline": timeline_figure(rows, as_at=BOARD_DAY, **YEAR),
        "rows": timeline_table(rows),
        "disposition": disposition_figure(COUNTS),
        "states": disposition_table(COUNTS),
        "nothing": timeline_figure([row()], as_at=BOARD_DAY, **YEAR),
        "undated": timeline_table([row()]),
    }
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path("charts/", charts), path("", include("ipqt.urls"))]
