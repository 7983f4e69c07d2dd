"""An explanation as a chain of lines: the answer, each act, and below it its changes, sources and place in the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from . import cells, labels

Row = Mapping[str, Any]
LISTS = ("fields", "acts", "sources", "events")


def is_chain(answer: Row) -> bool:
    """Whether an answer is an explanation."""
    return all(isinstance(answer.get(name), list) for name in LISTS)


def blocks(answer: Row, lang: str) -> list[list[str]]:
    """The answer, then every act, each as a block of lines not yet made safe for a screen."""
    head = f"{labels.word('entity', str(answer['entity']), lang)} {answer['id']}"
    answered = [head, *("  " + _field(row, lang) for row in answer["fields"])]
    return [answered, *(list(_act(row, answer, lang)) for row in answer["acts"])]


def _field(row: Row, lang: str) -> str:
    """`状態: 了承  ← 区域 了承  法2条6項、30条1項1号  2024-06-04.council-63  2024-06-04`."""
    name = str(row["field"])
    because = [cells.worded(key, row[key], lang) for key in ("rule", "article", "act", "date") if row.get(key)]
    line = f"{labels.column(name, lang)}: {cells.held(name, row['value'], lang)}"
    return line + ("  ← " + "  ".join(because) if because else "")


def _act(row: Row, answer: Row, lang: str) -> Iterator[str]:
    """An act: what became of its effect and why, what it changed, who says so, where it is recorded."""
    outcome = labels.word("outcome", str(row["outcome"]), lang)
    parts = [cells.worded(key, row[key], lang) for key in ("act", "is", "date", "article") if row.get(key)]
    yield f"{outcome}  {'  '.join(parts)}"
    if row.get("why"):
        yield f"    {cells.worded('why', row['why'], lang)}"
    for name, change in row["changed"].items():
        yield f"    {cells.changed(labels.column(name, lang), name, change, lang)}"
    for source in _of(answer["sources"], row):
        quote = f" 「{source['quote']}」" if source.get("quote") else ""
        says = f" （{cells.worded('says', source['says'], lang)}）" if source.get("says") else ""
        yield f"    {labels.column('source', lang)}: {cells.citation(source, lang)}{quote}{says}"
    for event in _of(answer["events"], row):
        checkpoint = f"  {labels.column('checkpoint', lang)} {event['checkpoint']}" if event.get("checkpoint") else ""
        yield f"    #{event['position']}  {event['recorded_at']}  {event['recorded_by']}  {event['leaf']}{checkpoint}"


def _of(rows: Sequence[Row], act: Row) -> list[Row]:
    """What was recorded where an act of the answer was: of this version of it, and of no other."""
    return [row for row in rows if row["position"] == act["position"]]
