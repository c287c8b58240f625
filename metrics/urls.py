"""The addresses are a public contract: they do not change."""

from django.urls import path

from metrics.views import catalogue, figures, loading, measures

app_name = "metrics"

PROGRAMME = "programmes/<slug:programme>/"

urlpatterns = [
    path(f"{PROGRAMME}measures/", measures.MeasureListView.as_view(), name="measures"),
    path(f"{PROGRAMME}measures/readiness/", measures.ReadinessView.as_view(), name="readiness"),
    path(f"{PROGRAMME}measures/framework/", measures.FrameworkView.as_view(), name="framework"),
    path(f"{PROGRAMME}measures/figures/", figures.FigureListView.as_view(), name="figures"),
    path("indicators/", catalogue.IndicatorListView.as_view(), name="indicators"),
    path("indicators/<slug:code>/", catalogue.IndicatorView.as_view(), name="indicator"),
    path("load/", loading.LoadView.as_view(), name="load"),
    path("load/template.csv", loading.TemplateView.as_view(), name="load_template"),
    path("load/<uuid:pk>/", loading.SubmissionView.as_view(), name="submission"),
]
