"""Answers written out: every format a reader may ask for, each in a file of its own.

A format is a module of its name with `render(answer, **options)`; adding one is that file and one line in `FORMATS`.
It is given the plain dict that `--json` prints and knows no event and no log. One that needs more of the machine than
packages also has `lacking()`: the refusal when that is not there, else None.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from ..errors import Error, Usage, install
from .labels import LANGUAGES
from .years import STYLES

# What people call a format: by the program that opens it, or by the ending of its older files.
_PROGRAMS = {
    "excel": "xlsx",
    "xls": "xlsx",
    "word": "docx",
    "doc": "docx",
    "markdown": "md",
    "txt": "text",
    "htm": "html",
}
_TABLES = ("rows", "zones", "plans", "measures", "changes", "findings", "steps")


class Format(NamedTuple):
    """How a format is made and named.

    media_type, extension (with its dot): for downloads. extra: what to install for it, None when nothing. answers: the
    lists it can show, None for every answer.
    """

    media_type: str
    extension: str
    extra: str | None = None
    answers: tuple[str, ...] | None = None


_OPEN_XML = "application/vnd.openxmlformats-officedocument"

FORMATS: dict[str, Format] = {
    "text": Format("text/plain; charset=utf-8", ".txt"),
    "json": Format("application/json", ".json"),
    "csv": Format("text/csv; charset=utf-8", ".csv"),
    "md": Format("text/markdown; charset=utf-8", ".md"),
    "html": Format("text/html; charset=utf-8", ".html"),
    "xlsx": Format(f"{_OPEN_XML}.spreadsheetml.sheet", ".xlsx", "office", (*_TABLES, "proposals", "calls", "events")),
    "docx": Format(f"{_OPEN_XML}.wordprocessingml.document", ".docx", "office", _TABLES),
    "pdf": Format("application/pdf", ".pdf", "pdf", _TABLES),
    "ics": Format("text/calendar; charset=utf-8", ".ics", "feeds", ("rows",)),
    "atom": Format("application/atom+xml", ".atom", None, ("rows", "events")),
}


def render(
    answer: Mapping[str, Any],
    format: str,
    *,
    lang: str = "ja",
    years: str = "western",
    excel: bool = False,
    width: int | None = None,
    color: bool = False,
    title: str | None = None,
) -> str | bytes:
    """An answer in one of `FORMATS`; bytes when the format is no text. The same answer always gives the same bytes.

    lang: `ja` or `en`, for headings and the words of closed lists; official titles stay as they are.
    years: `western`, `era` or `both`, for the year cell of a chronology. excel: CSV as Excel reads it.
    width, color: for text on a terminal; without them plain and unwrapped. title: printed instead of the usual one.
    Raises Usage for an unknown format, language or year style, for a format that does not fit the answer, and for one
    whose extra is not installed; Error when this machine lacks something else (`lacking`).
    """
    _one_of("format", format, tuple(FORMATS))
    if format not in (fit := fitting(answer)):
        raise Usage("format-unfit", f"{format} cannot show this answer.", f"Formats that can: {', '.join(fit)}.")
    _one_of("language", lang, LANGUAGES)
    _one_of("year style", years, STYLES)
    text: str | bytes = _module(format).render(
        answer, lang=lang, years=years, excel=excel, width=width, color=color, title=title
    )
    return text


def fitting(answer: Collection[str]) -> list[str]:
    """The names of the formats that can show this answer, or one with these lists in it."""
    return [
        name for name, form in FORMATS.items() if form.answers is None or any(key in answer for key in form.answers)
    ]


def lacking(name: str) -> Error | None:
    """The refusal of a format that cannot be made on this machine, which says what to install; None when it can be."""
    _one_of("format", name, tuple(FORMATS))
    try:
        module = _module(name)
    except Usage as error:
        return error
    refusal: Error | None = module.lacking() if hasattr(module, "lacking") else None
    return refusal


def _module(name: str) -> Any:
    """The file that makes a format. Raises Usage when its extra is not installed, or not so that it can be loaded."""
    try:
        return import_module(f"{__name__}.{name}")
    except ImportError as error:
        raise _not_installed(name, error) from error


def _one_of(what: str, value: str, known: tuple[str, ...]) -> None:
    if value in known:
        return
    from ..events.meant import nearest

    near = _PROGRAMS.get(value.lower()) or nearest(value, known, 0.6)
    near = near if near in known else None
    hint = f"Did you mean {near}? " if near else ""
    code = f"{what.replace(' ', '-')}-unknown"
    raise Usage(code, f"{value} is not a {what} known here.", f"{hint}Known: {', '.join(known)}.")


def _not_installed(name: str, error: ImportError) -> Exception:
    extra = FORMATS[name].extra
    if extra is None or (error.name or "").startswith("reformlog"):
        return error
    message = f"{name} needs a part of reformlog that is not installed."
    return Usage("extra-missing", message, install(extra))
