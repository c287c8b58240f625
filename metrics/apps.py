from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "metrics"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Measures"

    def ready(self):
        from deliverables.loading.specs import SPECS
        from metrics.fixture_specs import SPECS as OF_MEASURES

        SPECS.extend(spec for spec in OF_MEASURES if spec not in SPECS)
