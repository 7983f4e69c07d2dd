"""Legal dates: what a date written by an official can mean, and how it is printed.

`read` answers with the earliest and the latest day and keeps the words; nothing in here invents a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .civil import FIRST_DAY, LAST_DAY, LegalDate, fiscal_year, in_common, is_day, japanese, last_day_of_month
from .reading import MAX_DATE, day, read

if TYPE_CHECKING:
    from .cells import without_year
    from .clock import jst_day, today_jst
    from .eras import era
    from .running_text import find, places

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "MAX_DATE",
    "LegalDate",
    "day",
    "era",
    "find",
    "fiscal_year",
    "in_common",
    "is_day",
    "japanese",
    "jst_day",
    "last_day_of_month",
    "places",
    "read",
    "today_jst",
    "without_year",
]


# The parts that a query printing ISO days does not need are loaded when first asked for.
_LATER = {"era": "eras", "find": "running_text", "jst_day": "clock", "places": "running_text"}
_LATER |= {"today_jst": "clock", "without_year": "cells"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    globals()[name] = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    return globals()[name]
