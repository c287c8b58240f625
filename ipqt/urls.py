"""Every address of the site. They are a public contract: they do not change."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView

from ipqt import health
from ipqt.views.admin_door import admin_sign_in

# Browsers ask for it where a page names no icon, as the administration pages do.
favicon = login_not_required(RedirectView.as_view(url=lazy(static, str)("img/favicon.svg")))

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("favicon.ico", favicon),
    path("admin/login/", admin_sign_in),
    path("admin/", admin.site.urls),
    path("", include("ipqt.accounts_urls")),
    path("", include("ipqt.data_urls")),
    path("", include("metrics.urls")),
    path("", include("deliverables.urls")),
]

handler400 = "ipqt.error_pages.bad_request"
handler500 = "ipqt.error_pages.server_error"
