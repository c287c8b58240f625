"""The addresses are a public contract: they do not change."""

from django.urls import path

from deliverables.views import (
    asks,
    audit,
    calendar,
    corrections,
    coverage,
    domains,
    grid,
    items,
    ledger,
    my_updates,
    next_steps,
    overview,
    periods,
    rebaseline,
    records,
    review,
    strategy,
    trusts,
    update_form,
    workbook,
    workstreams,
    years,
)

app_name = "deliverables"

PROGRAMME = "programmes/<slug:programme>/"

urlpatterns = [
    path("", overview.PortfolioView.as_view(), name="home"),
    path(PROGRAMME, overview.ProgrammeOverview.as_view(), name="programme"),
    path(f"{PROGRAMME}plan/", items.ItemListView.as_view(), name="items"),
    path(f"{PROGRAMME}plan/<slug:ref>/", items.ItemView.as_view(), name="item"),
    path(
        f"{PROGRAMME}plan/<slug:ref>/new-date/", rebaseline.AskRebaselineView.as_view(), name="ask_rebaseline"
    ),
    path(f"{PROGRAMME}rebaselines/", rebaseline.RebaselinesView.as_view(), name="rebaselines"),
    path(f"{PROGRAMME}years/<int:number>/", years.YearView.as_view(), name="year"),
    path(f"{PROGRAMME}years/<int:number>/said-and-planned/", ledger.LedgerView.as_view(), name="ledger"),
    path(f"{PROGRAMME}workstreams/", workstreams.WorkstreamListView.as_view(), name="workstreams"),
    path(f"{PROGRAMME}workstreams/<slug:slug>/", workstreams.WorkstreamView.as_view(), name="workstream"),
    path(f"{PROGRAMME}domains/", domains.ProgrammeDomainsView.as_view(), name="domains"),
    path(f"{PROGRAMME}strategy/", strategy.StrategyView.as_view(), name="strategy"),
    path(f"{PROGRAMME}next-steps/", next_steps.NextStepListView.as_view(), name="next_steps"),
    path(f"{PROGRAMME}coverage/", coverage.CoverageView.as_view(), name="coverage"),
    path(f"{PROGRAMME}asks/", asks.AsksView.as_view(), name="asks"),
    path(f"{PROGRAMME}discrepancies/", records.DiscrepancyListView.as_view(), name="discrepancies"),
    path(f"{PROGRAMME}audit/", audit.AuditView.as_view(), name="audit"),
    path("my/updates/", my_updates.MyUpdatesView.as_view(), name="my_updates"),
    path("my/updates/calendar/", calendar.CalendarKeyView.as_view(), name="calendar_key"),
    path("my/updates/calendar/<slug:key>.ics", calendar.CalendarView.as_view(), name="calendar"),
    path("my/updates/<int:pk>/", update_form.UpdateFormView.as_view(), name="my_update"),
    path("my/updates/<int:pk>/draft", update_form.DraftView.as_view(), name="my_update_draft"),
    path("my/updates/<int:pk>/no-change/", my_updates.NoChangeView.as_view(), name="my_update_no_change"),
    path("my/updates/<int:pk>/take-back/", my_updates.TakeBackView.as_view(), name="my_update_take_back"),
    path(f"{PROGRAMME}periods/", periods.PeriodListView.as_view(), name="periods"),
    path(f"{PROGRAMME}periods/open/", periods.OpenPeriodView.as_view(), name="open_period"),
    path(f"{PROGRAMME}periods/<slug:period>/", periods.PeriodView.as_view(), name="period"),
    path(f"{PROGRAMME}periods/<slug:period>/grid/", grid.GridView.as_view(), name="grid"),
    path(f"{PROGRAMME}periods/<slug:period>/lock/", periods.LockPeriodView.as_view(), name="lock_period"),
    path(
        f"{PROGRAMME}periods/<slug:period>/reopen/", periods.ReopenPeriodView.as_view(), name="reopen_period"
    ),
    path(
        f"{PROGRAMME}periods/<slug:period>/workbook.xlsx",
        workbook.WorkbookFileView.as_view(),
        name="workbook_file",
    ),
    path(f"{PROGRAMME}periods/<slug:period>/workbook/", workbook.WorkbookView.as_view(), name="workbook"),
    path(
        f"{PROGRAMME}periods/<slug:period>/workbook/<uuid:load>/",
        workbook.WorkbookLoadView.as_view(),
        name="workbook_load",
    ),
    path("review/", review.QueueView.as_view(), name="review"),
    path("review/<int:pk>/correct/", corrections.CorrectView.as_view(), name="correct"),
    path("domains/", domains.CrosswalkView.as_view(), name="crosswalk"),
    path("trusts/", trusts.TrustListView.as_view(), name="trusts"),
    path("trusts/<slug:code>/", trusts.TrustView.as_view(), name="trust"),
    path("sources/", records.SourceListView.as_view(), name="sources"),
    path("sources/<slug:slug>/", records.SourceView.as_view(), name="source"),
]
