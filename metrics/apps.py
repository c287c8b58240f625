from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "metrics"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Measures"

    def ready(self):
        from deliverables.illustrative import EXTENSIONS
        from deliverables.loading.specs import SPECS
        from deliverables.selectors.attention import SIGNAL_READERS
        from deliverables.selectors.citing import CITING
        from metrics.citing import MEASURES_CITING
        from metrics.fixture_specs import SPECS as OF_MEASURES
        from metrics.illustrative import MADE_UP_VALUES
        from metrics.watermelon import signals_against

        SPECS.extend(spec for spec in OF_MEASURES if spec not in SPECS)
        if MADE_UP_VALUES not in EXTENSIONS:
            EXTENSIONS.append(MADE_UP_VALUES)
        if signals_against not in SIGNAL_READERS:
            SIGNAL_READERS.append(signals_against)
        CITING.extend(table for table in MEASURES_CITING if table not in CITING)
