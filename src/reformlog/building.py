"""The folder `projections/`: what the log says, worked out into files that readers without Python can open.

The files say nothing of when or where they were made, so the same acts give the same bytes everywhere. To add a file,
add its function to `FILES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from . import formats
from .errors import Refused
from .formats import md as formats_md
from .formats.coordinates import COORDINATES
from .projections.facts import row_date
from .queries import refold
from .queries.chronology import chronology
from .queries.series import not_carried, series
from .queries.statements import standing
from .queries.states import states
from .queries.view import View

_HEAD = (  # of its README, by which a folder is known to be ours
    "# projections",
    "",
    "Worked out from the acts in `events/`; delete any of it and `reformlog build` makes it again, byte for byte.",
)


class Made(NamedTuple):
    """One file of the folder: its path, its text, and the command that prints the same."""

    path: str
    text: str
    command: str


def _markdown(answer: Mapping[str, Any], title: str | None = None, note: str | None = None) -> str:
    """An answer as Markdown without coordinates: those differ from register to register."""
    bare = {key: value for key, value in answer.items() if key not in COORDINATES}
    text = formats.render(bare, "md", title=title)
    assert isinstance(text, str)
    if note:
        head, _, rest = text.partition("\n\n")
        text = f"{head}\n\n{note}\n\n{rest}"
    return text.rstrip("\n") + "\n"


def last_day(view: View) -> str:
    """The day the folder speaks of: the last row date of the record, so that it does not depend on today."""
    dates = (row_date(body) for _, _, body in refold.visible(view.log, view.position))
    return max((date.latest for date in dates if date), default="2013-12-13")


def _chronologies(view: View, day: str) -> Iterator[Made]:
    for row in states(view, "zones", as_of=day)["zones"]:
        zone = row["zone"]
        text = _markdown(chronology(view, [zone]), f"{row['name'] or zone}のこれまでの経緯")
        name = zone.replace("/", "~")  # `a/../../b` is an id, too, and would lie outside the folder
        yield Made(f"chronology/{name}.md", text, f"reformlog chronology {zone} --format md")


def _states(view: View, day: str) -> Iterator[Made]:
    titles = {"zones": "国家戦略特別区域", "plans": "区域計画", "proposals": "提案募集と提案", "bills": "法律案"}
    for name, title in titles.items():
        answer = states(view, name, as_of=day)
        note = f"{day} 終了時点。"
        yield Made(f"{name}.md", _markdown(answer, title, note), f"reformlog {name} --as-of {day} --format md")


def _measures(view: View, day: str) -> Iterator[Made]:
    menu, uses = states(view, "measures", as_of=day), states(view, "uses", as_of=day)
    text = _markdown(
        {"measures": menu["measures"]}, "規制の特例措置", f"{day} 終了時点。全国の規制改革メニューと、各区域での活用。"
    )
    for zone in dict.fromkeys(row["zone"] for row in uses["measures"]):
        rows = [row for row in uses["measures"] if row["zone"] == zone]
        table = _markdown({"measures": rows}, zone).partition("\n\n")[2]
        text += f"\n## {zone}\n\n{table}"
    yield Made("measures.md", text, f"reformlog measures --as-of {day} --format md`, a zone's uses: `… --zone ZONE")


def _calendar(view: View, day: str) -> Iterator[Made]:
    yield Made("calendar.md", _markdown(chronology(view), "全行為の暦"), "reformlog chronology --format md")


def _numbers(view: View, day: str) -> Iterator[Made]:
    """The numbered series of the record: up to which number, and which are not recorded."""
    lines = ["# 回数のある系列", "", "| 系列 | 収録した回数 | 最大 | 収録のない回 |", "|---|---|---|---|"]
    for name, counted in series(body for _, _, body in refold.visible(view.log, view.position)).items():
        missing = "、".join(map(str, not_carried(counted)))
        lines.append(f"| {name} | {len(counted)} | {max(counted)} | {missing} |")
    yield Made("series.md", "\n".join(lines) + "\n", "reformlog build")


def _coverage(view: View, day: str) -> Iterator[Made]:
    """What the record says of its own completeness: from when to when, and what is known to be missing."""
    columns = ("coverage", "complete-from", "complete-to", "known-missing", "note")
    lines = [
        "# 収録範囲",
        "",
        "| 系列 | 完全な期間の始め | 終わり | 欠けていると分かっている回 | 断り書き |",
        "|---|---|---|---|---|",
    ]
    for _, _, body in standing(view.projection.connection, "coverage", view.position):
        texts = (_cell(body.get(column)) for column in columns)
        lines.append("| " + " | ".join(map(formats_md.cell, texts)) + " |")
    yield Made("coverage.md", "\n".join(lines) + "\n", "reformlog build")


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


FILES: tuple[Callable[[View, str], Iterator[Made]], ...] = (
    _states,
    _measures,
    _chronologies,
    _calendar,
    _numbers,
    _coverage,
)


def files(view: View) -> list[Made]:
    """Every file of the folder, README last."""
    day = last_day(view)
    made = [file for function in FILES for file in function(view, day)]
    made.sort(key=lambda file: file.path)
    lines = [
        *_HEAD,
        f"States are those at the end of {day}, the last day of the record. Which command prints what:",
        "",
        "| file | command |",
        "|---|---|",
        *(f"| [{file.path}]({file.path}) | `{file.command}` |" for file in made),
    ]
    return [*made, Made("README.md", "\n".join(lines) + "\n", "reformlog build")]


def build(view: View, folder: Path) -> list[str]:
    """Writes the folder, and removes files in it that are no longer made. Returns the paths that changed.

    Refused when the folder holds anything and its README is not one of ours, unless that is what a build left that was
    stopped before it came to the README.
    """
    made = {file.path: file.text for file in files(view)}
    if not _is_ours(folder) and not _is_begun(folder, made):
        message = f"{folder} holds other things; nothing was written there."
        raise Refused("folder-taken", message, "reformlog build projections")
    changed = []
    for path, text in made.items():
        target = folder / path
        if not target.exists() or target.read_bytes() != text.encode():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
            changed.append(path)
    for path in _strays(folder, made):
        (folder / path).unlink()
        changed.append(path)
    return changed


def _is_ours(folder: Path) -> bool:
    readme = folder / "README.md"
    return readme.is_file() and readme.read_bytes().startswith("\n".join(_HEAD).encode())


def _is_begun(folder: Path, made: Mapping[str, str]) -> bool:
    """Whether nothing is in a folder but files that are made, or beginnings of them: nothing is lost by going on."""
    there = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    kept = ((made.get(path.relative_to(folder).as_posix()), path) for path in there)
    return all(
        text is not None and path.is_file() and text.encode().startswith(path.read_bytes()) for text, path in kept
    )


def _strays(folder: Path, made: Mapping[str, str]) -> list[str]:
    """Markdown files in a folder of ours, where such files are made, that no function makes."""
    if not _is_ours(folder):
        return []
    files = [*sorted(folder.glob("*.md")), *sorted(folder.glob("chronology/*.md"))]
    return [path for file in files if (path := file.relative_to(folder).as_posix()) not in made]


def differences(view: View, folder: Path) -> list[str]:
    """What in the folder is not what would be built: one line a file, with the first line that differs."""
    wrong = []
    made = {file.path: file.text for file in files(view)}
    for path, text in made.items():
        target = folder / path
        if not target.exists():
            wrong.append(f"{path}: is missing")
        elif (kept := target.read_bytes()) != text.encode():
            wrong.append(f"{path}:{_first_difference(kept, text.encode())}")
    return wrong + [f"{path}: is not made by anything" for path in _strays(folder, made)]


def _first_difference(kept: bytes, wanted: bytes) -> str:
    old, new = kept.split(b"\n"), wanted.split(b"\n")
    for number, (line, right) in enumerate(zip(old, new, strict=False), 1):
        if line != right:
            return f"{number}: is {line.decode('utf-8', 'replace')[:120]!r}, would be {right.decode()[:120]!r}"
    return f"{min(len(old), len(new)) + 1}: has {len(old)} lines, would have {len(new)}"
