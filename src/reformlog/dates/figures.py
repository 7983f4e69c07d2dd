"""Figures in dates: 2024, ２０２４, 二〇二四, 六十四 and 元, as patterns and as the numbers they say."""

from __future__ import annotations

DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
WEIGHTS = {"十": 10, "百": 100, "千": 1000}

DIGIT = "[0-9０-９]"
"""A digit as it is typed; in the working copy (`written.working_copy`) every one is 0 to 9."""
KANJI_NUMBER = r"[〇零一二三四五六七八九十百千]{1,9}"
NUMBER = rf"(?:[0-9]{{1,20}}|{KANJI_NUMBER})"
"""A number in the working copy."""


def number(text: str) -> int:
    """元 is 1; 六十四, 二〇二四, 2024 are what they say. Raises ValueError for what is no number (十二十)."""
    if text == "元":
        return 1
    if text.isascii():
        return int(text)
    if all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    total, pending, ceiling = 0, None, 10_000
    for sign in text:
        if sign in DIGITS:
            if pending is not None or not DIGITS[sign]:
                raise ValueError(text)
            pending = DIGITS[sign]
        else:
            if WEIGHTS[sign] >= ceiling:
                raise ValueError(text)
            ceiling = WEIGHTS[sign]
            total, pending = total + (pending or 1) * ceiling, None
    return total + (pending or 0)
