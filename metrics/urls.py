"""The addresses are a public contract: they do not change."""

from django.urls import path

from metrics.views import assessment, catalogue, figures, judgement, loading, measure, measures, wards

app_name = "metrics"

PROGRAMME = "programmes/<slug:programme>/"

urlpatterns = [
    path(f"{PROGRAMME}measures/", measures.MeasureListView.as_view(), name="measures"),
    path(f"{PROGRAMME}measures/readiness/", measures.ReadinessView.as_view(), name="readiness"),
    path(f"{PROGRAMME}measures/framework/", measures.FrameworkView.as_view(), name="framework"),
    path(f"{PROGRAMME}measures/figures/", figures.FigureListView.as_view(), name="figures"),
    path(f"{PROGRAMME}measures/<slug:code>/", measure.MeasureView.as_view(), name="measure"),
    path(f"{PROGRAMME}measures/<slug:code>/notes/", judgement.NotesView.as_view(), name="measure_notes"),
    path(f"{PROGRAMME}measures/<slug:code>/limits/", judgement.LimitsView.as_view(), name="measure_limits"),
    path(f"{PROGRAMME}wards/", wards.ProgrammeWardsView.as_view(), name="wards"),
    path("trusts/<slug:code>/wards/", wards.TrustWardsView.as_view(), name="trust_wards"),
    path(f"{PROGRAMME}assessment/", assessment.AssessmentView.as_view(), name="assessment"),
    path(f"{PROGRAMME}assessment/<int:year>/<slug:area>/", assessment.AssessView.as_view(), name="assess"),
    path("indicators/", catalogue.IndicatorListView.as_view(), name="indicators"),
    path("indicators/<slug:code>/", catalogue.IndicatorView.as_view(), name="indicator"),
    path("load/", loading.LoadView.as_view(), name="load"),
    path("load/template.csv", loading.TemplateView.as_view(), name="load_template"),
    path("load/<uuid:pk>/", loading.SubmissionView.as_view(), name="submission"),
]
