"""Bytes to text: UTF-8 only, and a plain word about what a file is when it is not UTF-8."""

from __future__ import annotations

import codecs
import re

from ..errors import Refused

_SHIFTS = re.compile(rb"\x1b(?:\$[@B]|\$\([A-Z]|\([BJI])")
_UTF16_OR_32 = {
    codecs.BOM_UTF32_LE: ("UTF-32", "UTF-32"),
    codecs.BOM_UTF32_BE: ("UTF-32", "UTF-32"),
    codecs.BOM_UTF16_LE: ("UTF-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("UTF-16", "UTF-16"),
}


def decoded(data: bytes, name: str, line: int = 1) -> str:
    """The text of UTF-8 bytes, without a byte order mark. `line` is where the bytes begin in the file, for the refusal.

    Raises Refused (`not-utf-8`) with the encoding the bytes look like and the command that converts them.
    """
    looks = _sevenbit_or_wide(data)
    if looks is None:
        try:
            return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        except UnicodeDecodeError as error:
            looks, line = _japanese(data), line + data.count(b"\n", 0, error.start)
    if looks is None:
        message = "The file is not UTF-8: this line has bytes that are no character in it. It may be damaged."
        raise Refused("not-utf-8", message, "Open it in an editor, mend the line and save as UTF-8.", f"{name}:{line}")
    called, iconv = looks
    note = " (CP932 is Shift_JIS as Windows writes it; it keeps ～ and ①)" if iconv == "CP932" else ""
    source = name if name != "-" else "FILE"
    message = f"The file is not UTF-8; it looks like {called}."
    raise Refused("not-utf-8", message, f"iconv -f {iconv} -t UTF-8 {source} > {source}.utf8{note}", f"{name}:{line}")


def _sevenbit_or_wide(data: bytes) -> tuple[str, str] | None:
    """Encodings that Python would take for UTF-8 or that say what they are: (name for the clerk, name for iconv)."""
    for mark, names in _UTF16_OR_32.items():
        if data.startswith(mark):
            return names
    head = data[:4096]
    if len(head) >= 4 and head.count(0) > len(head) // 5:
        little = head[1::2].count(0) >= head[::2].count(0)
        return "UTF-16", "UTF-16LE" if little else "UTF-16BE"
    return ("ISO-2022-JP", "ISO-2022-JP") if data.isascii() and _SHIFTS.search(data) else None


def mostly_utf8(data: bytes) -> bool:
    """Whether most bytes beyond ASCII are good UTF-8: then the file is damaged, not in another encoding."""
    high = sum(byte > 0x7F for byte in data)
    good = sum(len(character.encode()) for character in data.decode("utf-8", "ignore") if character > "\x7f")
    return good * 2 > high


def _japanese(data: bytes) -> tuple[str, str] | None:
    """Shift_JIS or EUC-JP, whichever reads as Japanese: half-width katakana in plenty means the wrong one."""
    if mostly_utf8(data):
        return None
    best, names = 0.0, None
    for codec, called, iconv in (("cp932", "Shift_JIS", "CP932"), ("euc_jp", "EUC-JP", "EUC-JP")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        wide = [character for character in text if character > "\x7f"]
        usual = sum("\u3000" <= character <= "\u30ff" or "\u4e00" <= character <= "\u9fff" for character in wide)
        kana = sum("\u3041" <= character <= "\u30ff" for character in wide)
        score = (usual + kana) / len(wide) if wide else 0.0
        if score > best:
            best, names = score, (called, iconv)
    return names if best > 0.5 else None
