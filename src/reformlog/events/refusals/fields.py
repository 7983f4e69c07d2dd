"""Refusals of single fields: one nobody knows, is missing or is empty; a number, an area or an id that is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from ... import places
from ...errors import Error, Refused, TreePath
from ..fields import DATES_JA, LISTED, SOURCES, fields_of, of_shape
from ..kinds import DATE_NAMES, Kind
from ..meant import as_id, by_japanese, default_id, nearest, numbers_in, shown
from ..models import Attendee, Expectation, Instrument, LawPart, Part, Source, Words, hyphened, model_of

# Names that offices use beside those that the forms show.
_ALSO = {
    "閣議決定日": "decided",
    "施行期日": "enforced",
    "開催年月日": "held",
    "題名": "title",
    "タイトル": "title",
    "資料": "sources",
    "内容": "detail",
    "備考": "notes",
    "種別": "kind",
}
_IN_SOURCES_JA = {
    "title": "資料名・題名・件名・名称",
    "publisher": "公表者・発行者・作成者",
    "dated": "日付・作成日",
    "locator": "頁・ページ・箇所",
    "quote": "引用",
    "grade": "区分",
    "file": "ファイル",
}
_IN_SOURCES = {"page": "locator", "pages": "locator", "date": "dated", "author": "publisher", "name": "title"}
_WITHIN: dict[str, type[Part]] = {
    "sources": Source,
    "attendees": Attendee,
    "instrument": Instrument,
    "parts": LawPart,
    "words": Words,
    "expects": Expectation,
}
_EXAMPLES = {
    "id": "id: 2024-06-21.cabinet-order",
    "title": "title: the official name of the act, in Japanese",
    "sources": "sources: [{title: the document that says so, publisher: who published it}]",
    "is": "is: designated",
    "date": "date: 2024-06~",
    "text": "text: what will be done",
    "what": "what: 第三章・第四章",
    "role": "role: 地方創生担当大臣",
    "zone": "zone: …   (ids of zones: reformlog zones)",
}


def _example(path: TreePath, name: str) -> str:
    if name == "title" and len(path) > 1:
        return "title: the words of the table" if path[0] == "words" else "title: the name of the document"
    return _EXAMPLES.get(name, f"{name}: …")


def see(kind: Kind | None) -> str:
    """Where it stands what an act may have; of all kinds when it is not known which one is meant."""
    return f"reformlog kinds {kind.name}" if kind is not None else "reformlog kinds"


def missing(kind: Kind | None, path: TreePath, name: str, body: Mapping[str, Any]) -> Error:
    """A field that has to be there. kind: of the act, None when it is not known."""
    if name == "sources":
        message = "The act has no source; nothing is recorded without one."
    elif len(path) > 1:
        message = f"{'.'.join(str(step) for step in path[:-1])} has no {name}."
    else:
        message = f"The act has no {name}."
    known = name in _EXAMPLES
    hint = _example(path, name) if known else f"Add {name}: …   (fields: {see(kind)})"
    if path == ("id",) and kind is not None:
        own = default_id(kind, body)
        hint = f"id: {own if own != kind.name else f'YYYY-MM-DD.{own}'}"
    return Refused(f"{name}-missing", message, hint)


def empty(path: TreePath, name: str) -> Error:
    """A text of nothing; a field that has to be there cannot be left out either."""
    if path and isinstance(path[-1], int):
        return Refused("empty", f"An item of {name} is empty.", "Write it, or delete the item.")
    within = _WITHIN.get(str(path[0])) if len(path) > 1 else None
    required = path == ("title",) or (within is not None and name in _required(within))
    hint = f"Write it:  {_example(path, name)}" if required else f"Give {name} a value, or leave the line out."
    return Refused("empty", f"{name} is empty.", hint)


def _required(model: type[Part]) -> set[str]:
    return {hyphened(name) for name, field in model.model_fields.items() if field.is_required()}


def fields_within(path: TreePath) -> list[str]:
    """The fields of what stands inside a field of the act: of a source, a part, who attended."""
    model = _WITHIN.get(str(path[0]))
    return [hyphened(name) for name in model.model_fields] if model else []


def unknown(kind: Kind, path: TreePath, name: str, place: tuple[str, list[str] | None], value: Any) -> Error:
    """A field that is not there: the one meant by a Japanese name or a slip, or a date of another kind."""
    label, fields = place
    message = f"{label} has no field named {shown(name)}."
    if fields is not None:
        of_source = path[0] == SOURCES.name
        meant = by_japanese(name, _IN_SOURCES_JA) or _IN_SOURCES.get(name) if of_source else None
    else:
        if name == "effects":
            return Refused("field-unknown", f"{label} carries no effects.", "Leave it out, or choose another kind.")
        fields = [hyphened(field) for field in model_of(kind).model_fields]
        meant = _field_meant(kind, name)
        date = name if name in DATE_NAMES else None if meant else by_japanese(name, DATES_JA)
        if date is not None:
            return _date_of_another(kind, label, name, value)
    if meant == "zones" and as_id(value) is None:
        hint = f"zones: …   (ids: reformlog {LISTED[meant]})"
        return NoEntity("field-unknown", message, hint, meant, value)
    if meant is not None:
        return Refused("field-unknown", message, f"Write it as  {_line(meant, value)}")
    near = nearest(name, fields, 0.65)
    hint = f"Did you mean {near}?" if near else f"Leave it out, or see: {see(kind)}"
    return Refused("field-unknown", message, hint)


def _line(name: str, value: Any) -> str:
    return _item(name, value) or (f"{name}: {shown(value)}" if isinstance(value, str | int) else f"{name}: …")


def _item(name: str, value: Any) -> str | None:
    """A text written in the place of a list of things with fields, as the first field of one; None of other fields."""
    model = _WITHIN.get(name)
    if not isinstance(value, str) or model not in (Source, Attendee, LawPart, Expectation):
        return None
    first, *others = [hyphened(field) for field, about in model.model_fields.items() if about.is_required()]
    inside = ", ".join([f"{first}: {shown(value)}", *(_EXAMPLES[other] for other in others)])
    return f"{name}: [{{{inside}}}]"


def _field_meant(kind: Kind, written: str) -> str | None:
    """The field or date of this kind with a Japanese name; 日付 and 効力の日 are the date on which it takes effect."""
    if written in ("日付", "年月日", "日", "効力の日"):
        return kind.effective
    also = _ALSO.get(written)
    if also is not None and (also not in DATE_NAMES or also in kind.dates):
        return also
    return by_japanese(written, {field.name: field.ja for field in fields_of(kind)})


def _date_of_another(kind: Kind, label: str, name: str, value: Any) -> Error:
    message = f"{label} has no date named {shown(name)}; its dates are {', '.join(kind.dates)}."
    return Refused("date-not-of-kind", message, _line(kind.effective, value))


def no_date_named(kind: Kind, words: str) -> Error | None:
    """The refusal of an `at` that names no date of the kind; None where the words are meant as a day of their own."""
    from ...dates.vague import read_or_none  # a day need not have a digit: 令和元年, 令和二年二月

    dates = {name: DATES_JA[name] for name in kind.dates}
    named = by_japanese(words, dates)
    if words not in DATE_NAMES and named is None and (any(sign.isdecimal() for sign in words) or read_or_none(words)):
        return None
    meant = named or nearest(words, kind.dates, 0.6) or kind.effective
    listed = ", ".join(f"{name}（{ja}）" for name, ja in dates.items())
    message = f"at: an act of kind {kind.name} has no date named {shown(words)}; its dates are {listed}."
    return Refused("date-not-of-kind", message, f"at: {meant}   (or a day of its own, as in at: 2024-06-26)")


def misshapen(kind: Kind | None, path: TreePath, name: str, value: Any) -> Error:
    """A value of another shape than its field's: a text that should have stood in a field is put there."""
    hint = (_item(name, value) if hyphened(str(path[0])) == name else None) or f"See: {see(kind)}"
    if isinstance(value, dict) and value and (name,) == path and name in of_shape("mappings"):
        hint = f"It is a list, also of one: begin it with “- ”, as in  - {{{next(iter(value))}: …}}"
    return Refused("shape", f"{name}: {shown(value)} does not have the shape this field takes.", hint)


def no_number(name: str, value: Any, most: int | None) -> Error:
    """A number that is none: the hint is the one that stands in what was written."""
    if most is not None and isinstance(value, int):
        return Refused("not-a-number", f"{name}: {value} is too large; at most {most:,} is taken.", "Look at it again.")
    message = f"{name}: {shown(value)} is not a whole number from 0 on."
    found = numbers_in(value) if isinstance(value, str | int) else []
    if not found:
        return Refused("not-a-number", message, f"Write it in digits, as in  {name}: 1")
    several = "   (one number only)" if len(found) > 1 else ""
    return Refused("not-a-number", message, f"{name}: {found[0]}{several}")


def no_area(name: str, value: Any) -> Error:
    """An area code of another length than two or five: what is most often behind it is said."""
    digits = unicodedata.normalize("NFKC", str(value)).strip()
    message = f"{shown(value)} is not a JIS area code (2 digits for a prefecture, 5 for a municipality, as text)."
    if not re.fullmatch(r"[0-9]{1,6}", digits) or len(digits) in (2, 3, 5):
        meant = _areas_meant(digits) or '["04", "43100"]   (for example)'
        return Refused("area-form", message, f"{name}: {meant}")
    code = digits.zfill(2 if len(digits) < 3 else 5)
    if len(digits) == 6:
        code = digits[:2] if digits[2:5] == "000" else digits[:5]
        message = f"{shown(value)} is an area code with its check digit; it is written here without the last digit."
        if code == digits[:2]:
            message = f"{shown(value)} is a prefecture with its check digit; it is written here with two digits."
    elif len(digits) in (1, 4):
        message = f"{shown(value)} is not a JIS area code: a 0 at its beginning seems lost."
    return Refused("area-form", message, f'{name}: ["{code}"]')


def _areas_meant(written: str) -> str | None:
    """The list of codes that is meant by names, full-width figures, curly quotes or several in one; None if by none."""
    parts = [part for part in re.split(r"[\s、,・“”‘’\"'「」]+", written) if part]
    codes = [[part] if re.fullmatch(r"[0-9]{2}|[0-9]{5}", part) else places.codes(part) for part in parts]
    return "[" + ", ".join(f'"{found[0]}"' for found in codes) + "]" if codes and all(codes) else None


def no_url(value: Any) -> Error:
    """An address that no browser opens as a page: a file or a script, full-width signs, `www.` with nothing before."""
    message = f"url: {shown(value)} is not the address of a page on the web (http:// or https://, without spaces)."
    typed = unicodedata.normalize("NFKC", str(value)).strip()
    if re.match(r"(?i)https?://[^/\s]|www\.|[a-z0-9-]+(\.[a-z0-9-]+)+/", typed):
        typed = re.sub(r"\s", "%20", typed)
        return Refused("url-form", message, f"url: {typed if '://' in typed else f'https://{typed}'}")
    return Refused("url-form", message, "Write its name under  file: …   (url: only for what lies on the web)")


class NoEntity(Refused):
    """An id of an entity that is none. name: the field. value: what was written, maybe a name that a register knows."""

    def __init__(self, code: str, message: str, hint: str, name: str, value: Any):
        super().__init__(code, message, hint)
        self.name, self.value = name, value


def no_id(name: str, value: Any, form: str, of_act: bool = False) -> Error:
    """An id that is none: the hint is made from what was typed, or says where the ids stand; never another's id."""
    meant, what = as_id(value), " of an act" if of_act else ""
    message = f"{name}: {shown(value)} is not an id{what} ({form})."
    if meant is not None and of_act:
        meant = meant.replace("/", "-")
    if meant is not None and not of_act and not meant[0].isalpha():
        meant = None
    if of_act:
        hint = f"{name}: {meant or ('2024-06-21.cabinet-order' if name == 'id' else '…')}"
        if meant is None:
            hint += "   (for example)" if name == "id" else "   (ids of acts: reformlog search WORDS)"
        return Refused("id-form", message, hint)
    lists = f"ids: reformlog {LISTED[name]}" if name in LISTED else "the short name in Latin letters"
    if name in ("numbers", "words") and meant is not None:
        hint = f"{name}: {{{meant}: …}}   ({lists})"
    elif meant is None:
        hint = f"{name}: …   ({lists}; the Japanese name goes under name:)"
    else:
        hint = f"{name}: {meant}   ({lists})"
    return NoEntity("entity-form", message, hint, name, value)
