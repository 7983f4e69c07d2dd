"""DOCX and XLSX are ZIP files: their unpacked size is bounded before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from ...errors import Refused

UNPACKED_LIMIT = 200_000_000  # bytes, pictures and all
XML_LIMIT = 32_000_000  # bytes of markup, which takes many times as much memory when it is read
PARTS_LIMIT = 10_000


def kind(data: bytes, name: str) -> str | None:
    """`docx`, `xlsx`, or None for any other archive.

    Raises Refused `document-damaged` when the archive cannot be opened, `document-bomb` when it would unpack to more
    than 200 MB or 32 MB of markup, and `document-unsafe` when a part declares entities of its own, as no office program
    does.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _bounded(parts, name)
            names = {part.filename for part in parts}
            found = "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else None
            if found:
                _no_declarations(archive, parts, name)
            return found
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise damaged(name) from error


def damaged(name: str) -> Refused:
    """The refusal of a file that begins like a DOCX or XLSX and cannot be read."""
    return Refused(
        "document-damaged",
        f"{name} is damaged: it begins like a DOCX or XLSX file, but its contents cannot be read.",
        "Fetch the file again, or open it in an office program and save it anew.",
    )


def _bounded(parts: list[zipfile.ZipInfo], name: str) -> None:
    # The declared sizes suffice: the reader never unpacks more of a part than it declares.
    unpacked = sum(part.file_size for part in parts)
    markup = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if unpacked > UNPACKED_LIMIT or markup > XML_LIMIT or len(parts) > PARTS_LIMIT:
        raise Refused(
            "document-bomb",
            f"{name} would unpack to {unpacked // 1_000_000:,} MB ({markup // 1_000_000:,} of them markup) in "
            f"{len(parts):,} parts; more than {UNPACKED_LIMIT // 1_000_000} MB, {XML_LIMIT // 1_000_000} MB of markup "
            f"or {PARTS_LIMIT:,} parts is not read.",
            "Copy the table into a new document, or save it as CSV.",
        )


def _no_declarations(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                head = stream.read(4096).replace(b"\x00", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise Refused(
                    "document-unsafe",
                    f"{name} declares entities of its own ({part.filename}), as no office program does: not read.",
                    "Copy the table into a new document.",
                )
