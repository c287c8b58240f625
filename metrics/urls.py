"""The addresses are a public contract: they do not change."""

from django.urls import path

from metrics.views import loading

app_name = "metrics"

PROGRAMME = "programmes/<slug:programme>/"

urlpatterns = [
    path("load/", loading.LoadView.as_view(), name="load"),
    path("load/template.csv", loading.TemplateView.as_view(), name="load_template"),
    path("load/<uuid:pk>/", loading.SubmissionView.as_view(), name="submission"),
]
