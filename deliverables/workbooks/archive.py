"""Judges an uploaded file before anything reads its cells: size, kind, contents, no macro, no entity.

What passes is packed anew from the parts that were checked, so that a file whose table of contents lies about
sizes or names cannot show the next reader something else.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from deliverables.workbooks.errors import RefusedFileError

MEGABYTE = 1024 * 1024
LARGEST = 8 * MEGABYTE
LARGEST_UNPACKED = 20 * MEGABYTE
MOST_PARTS = 300
BLOCK = 64 * 1024

NOT_A_WORKBOOK = (
    "This is not an Excel workbook that we can read. Open it in Excel, choose Save As, "
    "Excel workbook (.xlsx), and load that."
)
TOO_LARGE = "The file is larger than 8 MB. Download the period again and fill in that workbook."
TOO_LARGE_UNPACKED = (
    "Unpacked, the file is larger than 20 MB. Download the period again and fill in that workbook."
)
PROTECTED = (
    "The file is protected with a password or is an old .xls file. Save it without a password as an "
    "Excel workbook (.xlsx), and load that."
)
MACROS = "The file has macros. Save it as an Excel workbook without macros (.xlsx), and load that."
OUTSIDE = (
    "The file has links to other files or things embedded in it. Download the period again, copy your words "
    "into that workbook, and load it."
)
UNSAFE = (
    "The file declares a document type, which no workbook from Excel does, so it was not read. "
    "Download the period again and fill in that workbook."
)
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
RUNS = ("vbaproject", "macrosheets/", "vbadata", "activex/", "ctrlprops/")
REACHES_OUT = ("externallinks/", "embeddings/", "connections.xml", "querytables/", "webextensions/")


@dataclass(frozen=True, slots=True)
class Archive:
    """The checked parts by name; pictures and other parts that nothing here reads are left behind."""

    parts: dict[str, bytes]

    def packed(self) -> io.BytesIO:
        """A new zip of the checked parts, not compressed."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            for name, content in self.parts.items():
                packed.writestr(zipfile.ZipInfo(name), content)
        file.seek(0)
        return file


def open_archive(content: bytes) -> Archive:
    """The parts of a workbook. Raises RefusedFileError."""
    if len(content) > LARGEST:
        raise RefusedFileError(TOO_LARGE)
    if content.startswith(OLD_EXCEL):
        raise RefusedFileError(PROTECTED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_contents(packed.infolist())
            parts = _unpack(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise RefusedFileError(NOT_A_WORKBOOK) from None
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise RefusedFileError(MACROS)
    read = {name: part for name, part in parts.items() if name.lower().endswith((".xml", ".rels"))}
    for part in read.values():
        parse_xml(part)
    return Archive(read)


def _check_contents(entries: list[zipfile.ZipInfo]) -> None:
    """What the table of contents declares. Raises RefusedFileError."""
    names = [entry.filename.lower() for entry in entries]
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise RefusedFileError(PROTECTED)
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise RefusedFileError(TOO_LARGE_UNPACKED)
    if any(mark in name for name in names for mark in RUNS):
        raise RefusedFileError(MACROS)
    if any(mark in name for name in names for mark in REACHES_OUT):
        raise RefusedFileError(OUTSIDE)
    plain = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    unknown = any(entry.compress_type not in plain for entry in entries)
    if unknown or len(set(names)) < len(names) or "xl/workbook.xml" not in names:
        raise RefusedFileError(NOT_A_WORKBOOK)


def _unpack(packed: zipfile.ZipFile) -> dict[str, bytes]:
    """Unpacks block by block and stops where more comes out than is allowed, whatever was declared."""
    left, parts = LARGEST_UNPACKED, {}
    for entry in packed.infolist():
        blocks = []
        with packed.open(entry) as part:
            while block := part.read(BLOCK):
                left -= len(block)
                if left < 0:
                    raise RefusedFileError(TOO_LARGE_UNPACKED)
                blocks.append(block)
        parts[entry.filename] = b"".join(blocks)
    return parts


def parse_xml(content: bytes, *, start=None, end=None) -> None:
    """Runs through a part as a stream; `start` and `end` get element names without their prefix.

    Raises RefusedFileError at a document type, before any entity of it could be expanded, and at broken XML.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    if start:
        parser.StartElementHandler = lambda name, values: start(name.rpartition(":")[2], values)
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise RefusedFileError(NOT_A_WORKBOOK) from None


def _refuse_document_type(*_declared) -> None:
    raise RefusedFileError(UNSAFE)
