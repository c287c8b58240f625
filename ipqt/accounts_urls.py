from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.generic import TemplateView

from ipqt.views.accounts import AccountView, SignInView

urlpatterns = [
    path("account/", AccountView.as_view(), name="account"),
    path("account/sign-in/", SignInView.as_view(), name="sign-in"),
    path("account/sign-out/", LogoutView.as_view(), name="sign-out"),
    path(
        "accessibility/",
        login_not_required(TemplateView.as_view(template_name="accessibility.html")),
        name="accessibility",
    ),
]
