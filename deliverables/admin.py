"""Reference data for administrators. Updates, changes and loaded values are read only here."""

from django.contrib import admin

from deliverables import models


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that only services write."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(models.Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ("short_name", "title", "publisher", "published_words")


@admin.register(models.Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ("name", "short_name", "code", "kind", "parent")
    list_filter = ("kind",)
    search_fields = ("name", "short_name", "code")
    autocomplete_fields = ("parent", "successor")


@admin.register(models.Domain)
class DomainAdmin(admin.ModelAdmin):
    list_display = ("position", "name")
    list_display_links = ("name",)


class YearInline(admin.TabularInline):
    model = models.PlanYear
    extra = 0
    fields = ("number", "title", "starts_on", "ends_on", "dates_basis", "basis", "source", "citation")


class ParticipationInline(admin.TabularInline):
    model = models.Participation
    extra = 0
    autocomplete_fields = ("organisation",)


@admin.register(models.Programme)
class ProgrammeAdmin(admin.ModelAdmin):
    list_display = ("short_name", "icb", "month_one", "ends_on", "is_public")
    search_fields = ("name", "short_name")
    autocomplete_fields = ("icb",)
    inlines = (YearInline, ParticipationInline)

    def get_readonly_fields(self, request, obj=None):
        """Month 1 moves windows, so it has a command of its own, `set_month_one`."""
        return ("month_one", "month_one_basis") if obj else ()


@admin.register(models.Workstream)
class WorkstreamAdmin(admin.ModelAdmin):
    list_display = ("name", "programme", "position", "basis")
    list_filter = ("programme",)


@admin.register(models.Statement)
class StatementAdmin(admin.ModelAdmin):
    list_display = ("ref", "title", "kind", "programme", "basis")
    list_filter = ("programme", "kind")
    search_fields = ("ref", "title")
    raw_id_fields = ("parent", "year")
    filter_horizontal = ("domains",)


class WindowInline(admin.TabularInline):
    model = models.Window
    extra = 0
    can_delete = False
    readonly_fields = [field.name for field in models.Window._meta.fields if field.name != "id"]

    def has_add_permission(self, request, obj):
        return False


@admin.register(models.PlanItem)
class PlanItemAdmin(admin.ModelAdmin):
    list_display = ("ref", "title", "programme", "kind", "year", "workstream", "basis")
    list_filter = ("programme", "kind", "year__number")
    search_fields = ("ref", "title")
    raw_id_fields = ("year", "workstream", "policy")
    autocomplete_fields = ("lead_organisation", "organisations")
    filter_horizontal = ("domains",)
    inlines = (WindowInline,)


@admin.register(models.ItemLink)
class ItemLinkAdmin(admin.ModelAdmin):
    list_display = ("from_item", "kind", "to_item", "dependency", "basis")
    list_filter = ("kind", "from_item__programme")
    raw_id_fields = ("from_item", "to_item", "dependency")


@admin.register(models.ExternalDependency)
class ExternalDependencyAdmin(admin.ModelAdmin):
    list_display = ("ref", "title", "programme", "expected", "arrived_on")
    list_filter = ("programme",)


@admin.register(models.NextStep)
class NextStepAdmin(admin.ModelAdmin):
    list_display = ("ref", "text", "item", "owner", "becomes")
    list_filter = ("item__programme",)
    raw_id_fields = ("item", "becomes", "period")


@admin.register(models.ReportingPeriod)
class ReportingPeriodAdmin(admin.ModelAdmin):
    list_display = ("name", "programme", "kind", "starts_on", "ends_on", "locked_at")
    list_filter = ("programme",)


@admin.register(models.Discrepancy)
class DiscrepancyAdmin(admin.ModelAdmin):
    list_display = ("ref", "title", "programme")
    list_filter = ("programme",)
    raw_id_fields = ("item",)


@admin.register(models.Restatement)
class RestatementAdmin(admin.ModelAdmin):
    list_display = ("item", "title", "source")
    raw_id_fields = ("item",)


@admin.register(models.Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ("user", "programme", "role")
    list_filter = ("programme", "role")
    autocomplete_fields = ("user", "programme")
    filter_horizontal = ("organisations", "workstreams")


@admin.register(models.Update)
class UpdateAdmin(ReadOnlyAdmin):
    list_display = ("item", "organisation", "period", "state", "workflow", "reported_on")
    list_filter = ("workflow", "period", "organisation")


@admin.register(models.Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "action", "record", "key")
    list_filter = ("record", "action")
    search_fields = ("key", "actor")
    date_hierarchy = "at"
