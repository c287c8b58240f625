"""The forms of the workbook: the file itself, and the choice of what to load of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from deliverables.workbooks.archive import LARGEST, TOO_LARGE
from ipqt.forms import NhsForm

ACCEPTED = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LargestFileHandler(FileUploadHandler):
    """Lets no more of a file through than may be read, so that a huge one fills neither memory nor disk."""

    largest = LARGEST
    too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.seen += len(raw_data)
        if self.seen > self.largest:
            self.too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class WorkbookForm(NhsForm):
    file = forms.FileField(
        label="The filled-in workbook",
        help_text="An Excel workbook (.xlsx) of 8 MB at most. You first see what it would change.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": "Choose the workbook that you filled in.",
            "invalid": "Choose the workbook that you filled in.",
        },
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE


class ApplyForm(forms.Form):
    """What was shown, and the conflicts in which the words of the file are to stand."""

    seen = forms.CharField(max_length=64)
    take = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, conflicts: Iterable[int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["take"].choices = [(duty_id, duty_id) for duty_id in conflicts]
