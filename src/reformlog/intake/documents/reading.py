"""A file is read by what it is, not by what its name says, and never when it is too large."""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import replace
from pathlib import Path

from ...errors import Refused, Usage
from . import archive, csv, encoding, pdf, plain, sheet, webpage, word
from .tables import RADICALS, Document, Line

SIZE_LIMIT = 100_000_000
TEXT_LIMIT = 10_000_000
READS = "text or Markdown with tabs or pipes, CSV, HTML, DOCX, XLSX, PDF with a text layer"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = {b"\x89PNG": "a picture (PNG)", b"\xff\xd8\xff": "a picture (JPEG)", b"GIF8": "a picture (GIF)",
            b"II*\x00": "a picture (TIFF)", b"MM\x00*": "a picture (TIFF)", b"{\\rtf": "an RTF document",
            b"BEGIN:VCALENDAR": "a calendar (ICS)"}  # fmt: skip
DATA = {".json": "data for programs (JSON)", ".jsonl": "data for programs (JSONL)", ".atom": "a feed (Atom)"}
HTML = re.compile(rb"^\s*(<!doctype\s+html|<\?xml[^>]*>\s*<!doctype\s+html|<html|<head|<body|<table)", re.IGNORECASE)


def read(path: str | Path) -> Document:
    """The document in a file.

    Raises Usage when there is no such file or a needed package is missing, and Refused `document-large`,
    `document-unknown`, `document-damaged`, `document-encrypted`, `document-scanned`, `document-encoding`.
    """
    return from_bytes(Path(path).name, load(path))


def load(path: str | Path) -> bytes:
    """The bytes of a file under 100 MB; the size is asked for before a byte is read."""
    path = Path(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Usage("document-no-file", f"{path} is not a file.", "Give one document, for example: keii.pdf")
        if status.st_size >= SIZE_LIMIT:
            raise _large(path.name, status.st_size, SIZE_LIMIT)
        with path.open("rb") as stream:
            data = stream.read(SIZE_LIMIT)
    except FileNotFoundError:
        raise Usage("document-no-file", f"There is no file {path}.", "Look for a typing error in its name.") from None
    except OSError as error:
        raise Usage("document-no-file", f"{path} cannot be opened: {error.strerror}.") from None
    if len(data) >= SIZE_LIMIT:
        raise _large(path.name, len(data), SIZE_LIMIT)
    return data


def from_bytes(name: str, data: bytes) -> Document:
    """The document in these bytes; its name only decides between CSV and other text."""
    remarks: tuple[str, ...] = ()
    title: str | None = None
    form = format_of(name, data)
    if form == "pdf":
        pages = pdf.read(data, name)
    elif form == "docx":
        pages = word.read(data, name)
    elif form == "xlsx":
        pages, remarks = sheet.read(data, name)
    else:
        pages, remarks, title = _text(form, name, data)
    document = Document(name, hashlib.sha256(data).hexdigest(), form, pages, remarks, title)
    return _without_radicals(document) if RADICALS.keys() & set(map(ord, document.text)) else document


def _without_radicals(document: Document) -> Document:
    """A document into which somebody copied from a PDF file: 区域⽅針 with a radical is 区域方針, and it is said."""
    pages = tuple(
        tuple(replace(line, cells=tuple(cell.translate(RADICALS) for cell in line.cells)) for line in page)
        for page in document.pages
    )
    remark = "Radicals, as PDF programs give them (U+2F45 for 方), were read as the characters they stand for."
    return replace(document, pages=pages, remarks=(*document.remarks, remark))


def _text(form: str, name: str, data: bytes) -> tuple[tuple[tuple[Line, ...], ...], tuple[str, ...], str | None]:
    if len(data) >= TEXT_LIMIT:
        raise _large(name, len(data), TEXT_LIMIT)
    text, remark = encoding.decode(data, name)
    title: str | None = None
    if form == "csv":
        pages = csv.read(text, name)
    elif form == "html":
        pages, title = webpage.read(text)
    else:
        pages = plain.read(text)
    return pages, (remark,) if remark else (), title


def format_of(name: str, data: bytes) -> str:
    """`pdf`, `docx`, `xlsx`, `html`, `csv` or `text`. Raises Refused `document-unknown`, `document-encrypted`."""
    ending = Path(name).suffix.lower()
    if not data.strip():
        raise Refused("document-empty", f"{name} is empty.", f"A document is {READS}.")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        found = archive.kind(data, name)
        if found is None:
            raise _unknown(name, "a ZIP archive, and neither DOCX nor XLSX")
        return found
    if data.startswith(OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused(
                "document-encrypted",
                f"{name} is encrypted: it opens with a password only.",
                "Open it in an office program and save a copy without the password.",
            )
        raise _unknown(name, "an office document of the old kind (.doc, .xls, .ppt)")
    for start, what in OTHERS.items():
        if data.startswith(start):
            raise _unknown(name, what)
    if ending in DATA:
        raise _unknown(name, DATA[ending])
    if HTML.match(data[:1024].removeprefix(b"\xef\xbb\xbf")) or ending in (".html", ".htm", ".xhtml"):
        return "html"
    if ending in (".pdf", ".docx", ".xlsx"):
        raise Refused(
            "document-damaged",
            f"{name} is damaged: its name ends in {ending}, but it does not begin like such a file.",
            "Fetch the file again; a page of an error saved under this name is the usual reason.",
        )
    return "csv" if ending in (".csv", ".tsv") else "text"


def _unknown(name: str, what: str) -> Refused:
    return Refused("document-unknown", f"{name} is {what}; that is not read.", f"Save it as one of these: {READS}.")


def _large(name: str, size: int, limit: int) -> Refused:
    return Refused(
        "document-large",
        f"{name} has {size / 1_000_000:,.0f} MB; a document is read under {limit // 1_000_000} MB.",
        "Take out the pages with the chronology and import those.",
    )
