"""Reading one legal date, in whichever of the two notations it is written."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from ..errors import Refused, Usage
from .civil import LegalDate, is_day
from .late_hints import Slip

MAX_DATE = 200  # characters of the words of a date
NOTATION = frozenset("0123456789-/.?~%XYTZ:+uxnkowepy[]{} ")


@lru_cache(maxsize=65_536)
def read(words: str, *, year: int | None = None) -> LegalDate:
    """The days that `words` can mean (SEMANTICS of legal dates: an interval, and the words kept).

    Reads ISO days, EDTF levels 0 and 1, and Japanese dates in western and era years: thirds of months, months, years,
    fiscal years, 年内, 秋, ranges with ～ or 〜, open ends, sets of days, weekdays in parentheses. The rules stand in
    `edtf`, `written` and `eras`. year: the western year that a date without one takes from its document.
    Raises Refused, with the nearest right reading as the hint, for what does not exist, contradicts itself,
    or can mean two things.
    """
    if len(words) == 10 and words[4] == "-" == words[7]:
        try:
            return LegalDate(words, (iso := date.fromisoformat(words).isoformat()), iso, False)
        except ValueError:
            pass  # a day that does not exist, or another notation of ten characters: read and refused below
    try:
        return meaning(words, year)
    except Slip as slip:
        slip.work_out(year)
        raise


def meaning(words: str, year: int | None = None) -> LegalDate:
    """As `read`, for words that are only tried: a refusal may lack the hint that `Slip` works out."""
    if len(words) > MAX_DATE:
        raise Refused("date-unreadable", f"「{words[:20]}…」 is too long to be a date.", "Write the date only.")
    # Imported here: an ISO day, which is most of them, needs neither notation's expressions.
    if _is_notation(words):
        from .edtf import read_edtf

        span, open_end = read_edtf(words)
    else:
        from .written import read_written

        span, open_end = read_written(words, year)
    return LegalDate(words, span.first.isoformat(), span.last.isoformat(), open_end)


def day(words: str, *, today: str | None = None) -> str:
    """One exact ISO day, for options such as `--as-of`. `today` is the ISO day that the word "today" stands for.

    Raises Usage when the words are no date, an impossible one, more than one day, or "today" where it has no meaning.
    """
    asked = words.strip()
    if asked.lower() == "today":
        if today is None:
            raise Usage("date-relative", "「today」 has no meaning here.", "Write the day as YYYY-MM-DD.")
        return today
    try:
        meant = read(asked)
    except Refused as refusal:
        raise Usage.like(refusal) from None
    if meant.open:
        first = meant.earliest if is_day(meant) else f"one day, for example the first: {meant.earliest}"
        raise Usage("date-not-a-day", f"「{words}」 has an open end; one day is wanted.", f"Write {first}")
    if not is_day(meant):
        raise Usage(
            "date-not-a-day",
            f"「{words}」 is not one day: it can be any from {meant.earliest} to {meant.latest}.",
            f"Write one day, for example the first, {meant.earliest}, or the last, {meant.latest}",
        )
    return meant.earliest


def _is_notation(words: str) -> bool:
    """Whether the words are in the international notation, or in something that only it could mean."""
    from .written import working_copy

    work = words if words.isascii() else working_copy(words)
    western_dots = work.count(".") == 2 and ".." not in work and "/" not in work
    western_slashes = work.count("/") == 2 and work.replace("/", "").isdigit()
    return not (western_dots or western_slashes) and NOTATION.issuperset(work.replace("‐", "-").replace("−", "-"))
