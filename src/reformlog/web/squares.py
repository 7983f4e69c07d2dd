"""Where each prefecture stands on the map: a square each, neighbours near one another, in an arrangement of our own."""

from __future__ import annotations

# One row of squares a line, west to east; codes of JIS X 0401. `..` is sea, or nothing.
_ROWS = """
.. .. .. .. .. .. .. .. .. .. .. 01
.. .. .. .. .. .. .. .. .. .. 02 ..
.. .. .. .. .. .. .. .. .. 05 03 ..
.. .. .. .. .. .. .. .. .. 06 04 ..
.. .. .. .. .. .. .. 17 16 15 07 ..
.. .. 32 31 28 26 18 21 20 10 09 08
.. 35 34 33 27 29 25 23 19 11 13 12
41 40 44 .. .. 30 24 .. 22 14 .. ..
42 43 45 .. 38 37 .. .. .. .. .. ..
.. 46 .. .. 39 36 .. .. .. .. .. ..
47 .. .. .. .. .. .. .. .. .. .. ..
"""

PLACES: dict[str, tuple[int, int]] = {
    code: (column, row)
    for row, line in enumerate(_ROWS.split("\n")[1:-1])
    for column, code in enumerate(line.split())
    if code != ".."
}
"""Prefecture → (column, row) of its square, counted from the north-west."""

COLUMNS, ROWS = 12, 11


def short_name(name: str, lang: str) -> str:
    """What fits a square: 宮城県 → 宮城, Miyagi Prefecture → Miyagi."""
    if lang == "en":
        return name.partition(" ")[0]
    return name if name == "北海道" else name[:-1]
