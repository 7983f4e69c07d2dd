"""Text files as Japanese offices keep them: UTF-8, else an older encoding, and the draft says which one was read."""

from __future__ import annotations

import codecs
import re

from ...errors import Refused
from ..decoding import mostly_utf8

NAMES = {"cp932": "Shift_JIS (CP932)", "euc_jp": "EUC-JP", "iso2022_jp": "ISO-2022-JP (JIS)", "utf-16": "UTF-16"}
ICONV = {"cp932": "CP932", "euc_jp": "EUC-JP", "iso2022_jp": "ISO-2022-JP", "utf-16": "UTF-16"}
HALF_WIDTH_KANA = re.compile(r"[\uff61-\uff9f]")


def decode(data: bytes, name: str) -> tuple[str, str | None]:
    """The text, and a remark when it was not UTF-8.

    Shift_JIS and EUC-JP can both fit the same bytes: EUC-JP misread as Shift_JIS turns into half-width kana, so the
    reading with fewer of those wins. Raises Refused `document-encoding` when no encoding fits.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\x00" in data:
        raise _refusal(name)
    elif b"\x1b$" in data:
        encodings = ["iso2022_jp"]
    else:
        try:
            return data.decode("utf-8-sig"), None
        except UnicodeDecodeError:
            if mostly_utf8(data):
                raise _refusal(name) from None
            encodings = ["cp932", "euc_jp"]
    readings = []
    for encoding in encodings:
        try:
            readings.append((data.decode(encoding), encoding))
        except UnicodeDecodeError:
            continue
    if not readings:
        raise _refusal(name)
    text, encoding = min(readings, key=lambda reading: len(HALF_WIDTH_KANA.findall(reading[0])))
    remark = (
        f"The file is in {NAMES[encoding]}, not UTF-8; it was read as that. "
        f"To keep a copy in UTF-8: iconv -f {ICONV[encoding]} -t UTF-8 {name}"
    )
    return text, remark


def _refusal(name: str) -> Refused:
    return Refused(
        "document-encoding",
        f"{name} is not text in UTF-8, UTF-16, Shift_JIS, EUC-JP or ISO-2022-JP; some of its bytes mean nothing there.",
        "Save it as UTF-8, or take another format: text, Markdown, CSV, HTML, DOCX, XLSX, PDF.",
    )
