"""Reference data of the measures for administrators. What is loaded, noted or judged is read only here."""

from django.contrib import admin

from deliverables.admin import ReadOnlyAdmin
from metrics import models


@admin.register(models.Indicator)
class IndicatorAdmin(admin.ModelAdmin):
    list_display = ("code", "name", "unit", "polarity", "frequency", "national_id", "reviewed_on")
    list_filter = ("polarity", "frequency", "calculation")
    search_fields = ("code", "name", "national_id")


@admin.register(models.ProgrammeIndicator)
class ProgrammeIndicatorAdmin(admin.ModelAdmin):
    list_display = ("indicator", "programme", "readiness", "owner", "next_review_on", "basis")
    list_filter = ("programme", "readiness")
    search_fields = ("indicator__code", "indicator__name")
    autocomplete_fields = ("indicator",)
    filter_horizontal = ("workstreams",)


@admin.register(models.Objective)
class ObjectiveAdmin(admin.ModelAdmin):
    list_display = ("ref", "title", "programme", "position", "basis")
    list_filter = ("programme",)
    search_fields = ("ref", "title")


@admin.register(models.Measure)
class MeasureAdmin(admin.ModelAdmin):
    list_display = ("ref", "title", "programme", "objective", "basis")
    list_filter = ("programme",)
    search_fields = ("ref", "title")
    raw_id_fields = ("objective", "parent")
    filter_horizontal = ("indicators",)


@admin.register(models.ItemIndicator)
class ItemIndicatorAdmin(admin.ModelAdmin):
    list_display = ("item", "indicator", "note", "basis")
    list_filter = ("item__programme",)
    raw_id_fields = ("item",)
    autocomplete_fields = ("indicator",)


@admin.register(models.Target)
class TargetAdmin(admin.ModelAdmin):
    list_display = ("indicator", "programme", "organisation", "kind", "value", "starts_on", "withdrawn_at")
    list_filter = ("programme", "kind")
    autocomplete_fields = ("indicator", "organisation")

    def get_readonly_fields(self, request, obj=None):
        """What was agreed stays as it was: a target is withdrawn, and a new one added."""
        if obj is None:
            return ("withdrawn_at",)
        return [field.name for field in self.opts.fields if field.name not in ("id", "withdrawn_at")]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(models.MeasureSettings)
class MeasureSettingsAdmin(admin.ModelAdmin):
    list_display = ("programme", "spc_profile", "disclosure_policy", "disclosure_threshold")


class BedCountInline(admin.TabularInline):
    model = models.BedCount
    extra = 0


@admin.register(models.Ward)
class WardAdmin(admin.ModelAdmin):
    list_display = ("name", "organisation", "site", "service_area", "starts_on", "ends_on", "basis")
    list_filter = ("programme", "organisation")
    search_fields = ("name", "site")
    autocomplete_fields = ("organisation",)
    inlines = (BedCountInline,)


class WardInitiativeInline(admin.TabularInline):
    model = models.WardInitiative
    extra = 0
    raw_id_fields = ("ward",)
    autocomplete_fields = ("organisation",)


@admin.register(models.Initiative)
class InitiativeAdmin(admin.ModelAdmin):
    list_display = ("name", "programme", "basis")
    list_filter = ("programme",)
    inlines = (WardInitiativeInline,)


@admin.register(models.Figure)
class FigureAdmin(admin.ModelAdmin):
    list_display = ("ref", "title", "words", "programme", "kind", "source", "basis")
    list_filter = ("programme", "kind", "source")
    search_fields = ("ref", "title", "words")
    autocomplete_fields = ("organisation", "indicator")


@admin.register(models.AssessmentTotal)
class AssessmentTotalAdmin(admin.ModelAdmin):
    list_display = ("service_area", "year", "voice", "published", "out_of", "basis")
    list_filter = ("programme",)
    raw_id_fields = ("year", "service_area")


@admin.register(models.Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    list_display = ("service_area", "year", "domain", "voice", "score", "is_confirmed")
    list_filter = ("programme", "voice", "is_confirmed")


@admin.register(models.Series)
class SeriesAdmin(ReadOnlyAdmin):
    list_display = ("ref", "indicator", "organisation", "ward", "period_type", "standing", "basis")
    list_filter = ("programme", "standing", "period_type")
    list_select_related = ("indicator", "organisation", "ward")
    search_fields = ("ref",)


@admin.register(models.Observation)
class ObservationAdmin(ReadOnlyAdmin):
    list_display = ("series", "starts_on", "ends_on", "value", "value_status", "revision", "known_at")
    list_filter = ("series__programme", "value_status", "basis")
    search_fields = ("series__ref",)


@admin.register(models.SpcStep)
class SpcStepAdmin(ReadOnlyAdmin):
    list_display = ("series", "on", "reason", "item", "made_by", "made_at")
    list_filter = ("series__programme",)


@admin.register(models.Note)
class NoteAdmin(ReadOnlyAdmin):
    list_display = ("series", "on", "text", "author", "written_at")
    list_filter = ("series__programme",)


@admin.register(models.Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ("file_name", "programme", "layout", "status", "rows_read", "owner", "created_at")
    list_filter = ("programme", "layout", "status")
    date_hierarchy = "created_at"
