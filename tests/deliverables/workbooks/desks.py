"""A person who reports with the workbook of a period."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from deliverables.models import Update
from tests.deliverables.workbooks.files import Cells


class Desk:
    """A person at work with the workbook of a period."""

    def __init__(self, client, quarter, person):
        self.client, self.quarter = client, quarter
        client.force_login(person)

    def address(self, name="workbook", *more):
        return reverse(
            f"deliverables:{name}", args=[self.quarter.programme.slug, self.quarter.period.slug, *more]
        )

    def download(self) -> bytes:
        response = self.client.get(self.address("workbook_file"))
        assert response.status_code == 200
        return response.content

    def cells(self) -> Cells:
        return Cells.of(self.download())

    def load(self, content: bytes | Cells):
        """Sends a file and follows to what it leads to."""
        content = content.content() if isinstance(content, Cells) else content
        file = SimpleUploadedFile("filled in.xlsx", content)
        return self.client.post(self.address(), {"file": file}, follow=True)

    def apply(self, preview, **sent):
        """Presses the button of the preview."""
        seen = preview.context["found"].fingerprint
        return self.client.post(
            preview.context["load"].get_absolute_url(), {"seen": seen, **sent}, follow=True
        )

    def stored(self, duty) -> Update | None:
        return Update.objects.filter(
            item=duty.item, organisation=duty.organisation, period=duty.period
        ).first()


def words_of(response) -> str:
    return " ".join(response.content.decode().split())
