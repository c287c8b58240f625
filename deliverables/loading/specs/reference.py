"""Shared reference tables: documents, organisations and national principles."""

from deliverables.loading.fields import Field, choice, day, key, number, text, title
from deliverables.loading.spec import Spec
from deliverables.models import Domain, Organisation, OrganisationKind, Source
from deliverables.models.evidence import SourceKind

SOURCE = Spec(
    table="source",
    model=Source,
    key=("slug",),
    scope="",
    fields=(
        title("slug"),
        title("short_name"),
        title("title"),
        title("publisher"),
        choice("kind", SourceKind),
        text("published_words"),
        day("published_on"),
        day("newest_words_on"),
        text("note"),
    ),
)

ORGANISATION = Spec(
    table="organisation",
    model=Organisation,
    key=("slug",),
    scope="",
    fields=(
        title("slug"),
        Field(name="code", default=None),
        title("name"),
        text("short_name"),
        choice("kind", OrganisationKind),
        key("parent", "organisation"),
        day("starts_on"),
        day("ends_on"),
        key("successor", "organisation"),
        text("note"),
    ),
)

DOMAIN = Spec(
    table="domain",
    model=Domain,
    key=("slug",),
    scope="",
    fields=(title("slug"), title("name"), number("position"), text("summary")),
)
