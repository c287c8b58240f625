"""Every address of the site. They are a public contract: they do not change."""

from django.contrib import admin
from django.urls import include, path

from ipqt import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("", include("ipqt.accounts_urls")),
    path("", include("deliverables.urls")),
]

handler400 = "ipqt.error_pages.bad_request"
handler500 = "ipqt.error_pages.server_error"
