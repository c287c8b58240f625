"""The addresses are a public contract: they do not change."""

app_name = "metrics"

PROGRAMME = "programmes/<slug:programme>/"

urlpatterns: list = []
