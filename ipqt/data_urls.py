from django.urls import path

from ipqt.views.data import DatasetView, DataView, DictionaryView

urlpatterns = [
    path("data/", DataView.as_view(), name="data"),
    path("data/<slug:name>.csv", DatasetView.as_view(), name="dataset"),
    path("data/<slug:name>/", DictionaryView.as_view(), name="dictionary"),
]
