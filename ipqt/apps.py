from django.apps import AppConfig


class IpqtConfig(AppConfig):
    name = "ipqt"
    label = "ipqt"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "People"
