"""Columns of the list of wards."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html, format_html_join

from deliverables.tables import AsAtTable
from ipqt.dates import day_words
from ipqt.tables import NumberColumn
from ipqt.templatetags.ui import basis_tag
from metrics.models import Ward
from metrics.selectors.wards import beds_before, newest_counts


class WardTable(AsAtTable):
    """Wards of `with_counts`. A page of one trust shows the programme instead of the trust."""

    row_header = "name"
    caption = "Wards and their beds"

    name = tables.Column(verbose_name="Ward")
    organisation = tables.Column(verbose_name="Trust", order_by=("organisation__name", "position"))
    programme = tables.Column(order_by=("programme__short_name", "position"))
    service_area = tables.Column(default="None stated", order_by=("service_area", "position"))
    purpose = tables.Column(default="None stated")
    site = tables.Column(verbose_name="Site and town", default="None stated", order_by=("town", "site"))
    beds = NumberColumn(default="No count known")
    beds_on = tables.Column(verbose_name="Counted", default="")

    class Meta:
        model = Ward
        fields = (
            "name",
            "organisation",
            "programme",
            "service_area",
            "purpose",
            "site",
            "beds",
            "beds_on",
        )
        empty_text = "No wards match these filters."

    def render_organisation(self, record):
        return self.link(record.organisation.get_absolute_url(), record.organisation)

    def render_programme(self, record):
        return self.link(record.programme.get_absolute_url(), record.programme.short_name)

    def render_site(self, record):
        return ", ".join(filter(None, (record.site, record.town)))

    def render_beds(self, record):
        """The number, its parts, and what else is known: a printed whole that differs, an earlier number."""
        parts = [(f"{count.part}: {count.beds:,}",) for count in newest_counts(record) if count.part]
        notes = format_html_join("", '<span class="app-links__words">{}</span>', list(_more(record)))
        apart = format_html_join("", '<span class="app-links__words app-nowrap">{}</span>', parts)
        return format_html("<strong>{}</strong>{}{}", f"{record.beds:,}", apart, notes)

    def render_beds_on(self, record):
        count = newest_counts(record)[0]
        return format_html(
            '<span class="app-nowrap">{}</span> {}<span class="app-links__words">{}</span>',
            day_words(record.beds_on),
            basis_tag(count.basis),
            count.date_words,
        )


def _more(ward: Ward):
    if ward.beds_printed is not None and ward.beds_printed != ward.beds:
        yield (f"Printed as {ward.beds_printed:,}; the parts add up to {ward.beds:,}.",)
    earlier = beds_before(ward)
    if earlier:
        beds, day = earlier
        yield (f"{beds:,} on {day_words(day)}",)
