"""What all programmes share: organisations, national principles, documents, and what these contradict."""

from deliverables.datasets.shared import cited, day, organisation, programme, ref, text
from deliverables.filters import DiscrepancyFilter, OrganisationFilter, SourceFilter
from deliverables.models import Discrepancy, Domain, Organisation, OrganisationKind
from deliverables.models.evidence import SourceKind
from deliverables.selectors.citing import cited_by_source, readable, visible_sources
from ipqt.datasets import Choice, Column, Dataset, Integer
from ipqt.filters import NhsFilterSet

ORGANISATIONS = Dataset(
    name="organisations",
    title="Organisations",
    one_row="One row is one organisation.",
    rows=lambda scope: Organisation.objects.all(),
    filters=OrganisationFilter,
    columns=(
        text("organisation", "ODS code, empty where none is verified.", "RLY", read="code"),
        text("organisation_name", "Name.", "North Staffordshire Combined Healthcare NHS Trust", read="name"),
        text("slug", "Its short name in addresses, also where it has no code.", "rly", key=True),
        text("short_name", "Name on pages.", "NSCHT"),
        Column(name="kind", meaning="What it is.", type=Choice.of(OrganisationKind), example="trust"),
        *organisation("parent__", name="parent", meaning="The organisation that it belongs to."),
        day("starts_on", "First day, where known."),
        day("ends_on", "Last day, where known."),
        *organisation("successor__", name="successor", meaning="The organisation that followed it."),
        text("note", "Note."),
    ),
)

DOMAINS = Dataset(
    name="domains",
    title="Domains",
    one_row="One row is one of the national principles, the frame that all programmes share.",
    rows=lambda scope: Domain.objects.all(),
    filters=NhsFilterSet,
    columns=(
        text("domain", "Its short name in addresses and files.", "equitable", read="slug", key=True),
        text("name", "Name.", "Equitable"),
        Column(name="position", meaning="Place in the national order.", type=Integer(), example="4"),
        text("summary", "What it means, in our own words."),
    ),
)

SOURCES = Dataset(
    name="sources",
    title="Sources",
    one_row="One row is one published document.",
    rows=lambda scope: visible_sources(cited_by_source(user=scope.person), user=scope.person),
    filters=SourceFilter,
    columns=(
        text("source", "Its short name in addresses and files.", "ssot-review", read="slug", key=True),
        text("short_name", "Name on pages.", "review"),
        text("title", "Title.", "Year One Review"),
        text("publisher", "Publisher.", "NHS Staffordshire and Stoke-on-Trent Integrated Care Board"),
        Column(name="kind", meaning="What it is.", type=Choice.of(SourceKind), example="review"),
        text("published_words", "Date as printed.", "undated; latest date in it May 2025"),
        day("published_on", "Date of publication, only where the document prints it.", "2018-03-08"),
        day("newest_words_on", "Last day of the latest month that it tells of.", "2025-05-31"),
        text("note", "Note."),
    ),
)


DISCREPANCIES = Dataset(
    name="discrepancies",
    title="Discrepancies",
    one_row="One row is one place where a source contradicts itself or another. Both sides are kept.",
    rows=lambda scope: readable(Discrepancy, user=scope.person),
    filters=DiscrepancyFilter,
    columns=(
        programme(meaning="The programme, empty where it is about a national document."),
        text("discrepancy", "Its short name within the programme.", "d-1", read="ref", key=True),
        text("title", "What it is about.", "Acute self-assessment total"),
        text("says", "What the source says.", "The total is printed as 19."),
        text("but", "What contradicts it.", "The eight scores add to 23."),
        text("shown_as", "What is shown here, and why.", "Both are shown."),
        ref(key=False, meaning="The plan item that it is about, if any."),
        *cited(),
    ),
)
