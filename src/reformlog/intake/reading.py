"""Act files to entries: YAML, JSON and JSONL, from a file, a folder or a stream, with every refusal of the run at once.

Entries come as they are read; what was refused is raised when all has been read, as one `Refused`. Whoever reads must
therefore come to the end before anything is recorded.
"""

from __future__ import annotations

import codecs
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ..errors import Error, Refused, Usage, shell_word
from ..text import MAX_FILE, MAX_LINE
from .decoding import decoded
from .entries import Entry, Findings

FORMATS = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_LOOKS_LIKE_JSON = re.compile(rb'\s*(?:\[\s*)*(?:\{\s*["}]|\[\s*\])')

_DOCUMENTS = {  # by how they begin
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a document of an office program (.docx, .xlsx) or another archive",
    b"\xd0\xcf\x11\xe0": "an office document of the old kind (.doc, .xls)",
}
_COLUMNS, _FIELD = re.compile(rb"(?m)^[^\t\n]*\t[^\t\n]*\t"), re.compile(rb"(?m)^\s*(?:- )?[{\[\"]?[a-z-]+\"?: ")
_TABLES = {  # by their names
    ".csv": "a table (CSV)",
    ".tsv": "a table (TSV)",
    ".html": "a web page",
    ".htm": "a web page",
    ".xlsx": "an Excel table",
    ".docx": "a Word document",
    ".pdf": "a PDF document",
}


def read_file(path: str | Path) -> Iterator[Entry]:
    """The entries of an act file, or of every act file of a folder and its folders, in the order of their names.

    The format is that of the name (`.yaml .yml .json .jsonl .ndjson`), else of the content. `where` begins with the
    path as given. Raises Usage when there is nothing to read, Refused at the end with all that is wrong.
    """
    findings = Findings()
    for file in _act_files(Path(path)):
        try:
            with file.open("rb") as stream:
                yield from _entries(stream, str(file), FORMATS.get(file.suffix.lower()), findings)
        except OSError as error:
            raise _unreadable(file, error) from None
    findings.raise_any()


def read_stream(data: bytes | BinaryIO, name: str = "-", format: str | None = None) -> Iterator[Entry]:
    """The entries of bytes or of a binary stream; format: `yaml`, `json`, `jsonl`, or None to see it from the content.

    Raises Usage for another format, Refused at the end with all that is wrong. JSONL is read in bounded memory.
    """
    if format not in (None, *FORMATS.values()):
        raise Usage("format-unknown", f"Act files are not read as {format!r}.", "Use yaml, json or jsonl.")
    findings = Findings()
    try:
        yield from _entries(io.BytesIO(data) if isinstance(data, bytes) else data, name, format, findings)
    except OSError as error:
        raise _unreadable(Path(name), error) from None
    findings.raise_any()


def _entries(stream: BinaryIO, name: str, format: str | None, findings: Findings) -> Iterator[Entry]:
    head = stream.read(MAX_LINE + 1)
    if (what := _document(name, head)) is not None:
        message = f"The file is {what}, no act file; acts are drafted from it first, for a person to check."
        source = shell_word(name) if name != "-" else "FILE"
        findings.add(f"{name}:1", ("not-an-act-file", message, f"reformlog import {source} -o drafts.yaml"))
        return
    if not head.removeprefix(codecs.BOM_UTF8).strip():
        findings.add(f"{name}:1", ("file-empty", "The file is empty.", "Write at least one act in it."))
        return
    format = format or _sniffed(head)
    if format == "jsonl":
        from .json_files import jsonl_entries

        found = jsonl_entries(_lines(head.removeprefix(codecs.BOM_UTF8), stream), name, findings)
    else:
        try:
            found = _whole(head, stream, name, format, findings)
        except Error as error:
            findings.errors.append(error)
            return
    before, any_entry = len(findings.errors), False
    for entry in found:
        any_entry = True
        yield entry
    if not any_entry and len(findings.errors) == before:
        findings.add(f"{name}:1", ("file-empty", "The file has no act in it.", "Write at least one act in it."))


def _document(name: str, head: bytes) -> str | None:
    """What a file is that acts are drafted from and not read: an office's document, a table. None for act files."""
    ending = Path(name).suffix.lower()
    if ending in FORMATS:
        return None
    for start, what in _DOCUMENTS.items():
        if head.startswith(start):
            return what
    columns = _COLUMNS.search(head) and not _FIELD.search(head)
    return "a table (columns by tabs)" if columns else _TABLES.get(ending)


def _whole(head: bytes, stream: BinaryIO, name: str, format: str, findings: Findings) -> Iterator[Entry]:
    """The entries of a file that must be read whole."""
    data = head + stream.read(MAX_FILE + 1 - len(head))
    if len(data) > MAX_FILE:
        message = f"The file has more than {MAX_FILE >> 20} MB; no record kept by hand is so long."
        raise Refused("file-too-large", message, "Divide it, or write it as JSONL, which has no limit.", f"{name}:1")
    text = decoded(data, name)
    if format == "json":
        from .json_files import json_entries

        return json_entries(text, name, findings)
    from .yaml_files import yaml_entries

    return yaml_entries(text, name, findings)


def _sniffed(head: bytes) -> str:
    """JSON begins with `{"` or a list of those; a first line that is complete in itself is JSONL; the rest is YAML."""
    head = head.removeprefix(codecs.BOM_UTF8)
    if not _LOOKS_LIKE_JSON.match(head):
        return "yaml"
    import orjson

    try:
        return "jsonl" if isinstance(orjson.loads(head.lstrip().split(b"\n", 1)[0]), dict) else "json"
    except orjson.JSONDecodeError:
        return "json"


def _lines(rest: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Lines without their newline; of one longer than MAX_LINE only the beginning is kept, so memory stays bounded."""
    while True:
        *whole, rest = rest.split(b"\n")
        yield from whole
        rest = rest[: MAX_LINE + 1]
        more = stream.read(MAX_LINE)
        if not more:
            break
        rest += more
    if rest:
        yield rest


def _act_files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise Usage("file-missing", f"There is no file {path}.", "Check the name; - reads standard input.")
    if not path.is_dir():
        yield path
        return
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        found += [Path(folder, name) for name in names if Path(name).suffix.lower() in FORMATS and name[0] != "."]
    if not found:
        endings = " ".join(FORMATS)
        raise Usage("file-missing", f"The folder {path} has no act file.", f"Act files end in {endings}.")
    yield from sorted(found, key=lambda path: path.as_posix())


def _unreadable(path: Path, error: OSError) -> Usage:
    reason = error.strerror or "it cannot be read"
    return Usage("file-unreadable", f"{path} cannot be read: {reason}.", "Check the name and your permissions.")
