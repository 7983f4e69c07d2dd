"""What a clerk types seldom, or wrongly, and all that is said beside its answers: of keys, copies and wrong options."""

from __future__ import annotations

from pathlib import Path

from cli_running import run

# In this order and in one folder; behind `>` stands the file for what is printed.
COMMANDS = """
init
init
--db nowhere.db zones
append good.yaml
rebuild
build
build
key new > log.pub
checkpoint
backup copy.db
append more.yaml
backup old.db
append last.yaml
restore old.db
restore old.db --shorten
restore copy.db --shorten
what-if last.yaml -- zones
witness request -o request
key new --witness office.example -o office > office.pub
witness sign request --key office --log log.pub > answer
witness add answer --witness office.pub
publish site
demo
record cabinet-order
--db here.db
timestamp request
zones --x
zones —as-of 2024-06-26
zones --as-of 令和6年 6月26日
zones --qqqq
check --x
zones --as-of
zones --as-of 2024-06/..
zones --local=x
zones --lang fr
zones x y
zones --format x
withdraw
explain
backup
append
import
publish
search
close
remark
witness sign
reproduce
what-if
copy
serve --port x
search x --limit 0
correct good --set x= --replaces x --reason x
correct good --set x= --replaces 0 --reason x
zones -o site
verify --checkpoint site
verify --checkpoint nowhere
import nowhere.csv
append many.yaml
zones -o nowhere/zones.csv
backup nowhere/x
"""
_ACT = "{{id: {0}, kind: announcement, title: 発表, published: 2024-12-1{1}, sources: [{{title: 発表}}]}}"


def said(folder: Path) -> list[str]:
    """Every line that these commands say on stderr. folder: empty, and the one in which the command runs."""
    for number, name in enumerate(("good", "more", "last")):
        (folder / f"{name}.yaml").write_text(_ACT.format(name, number), "utf-8")
    (folder / "many.yaml").write_text("".join(f"- {{id: x{number}}}\n" for number in range(30)), "utf-8")
    lines = []
    for line in COMMANDS.strip().split("\n"):
        words, _, file = line.partition(" > ")
        done = run(*words.split())
        if file:
            (folder / file).write_text(done.out, "utf-8")
        lines += done.err.splitlines()
    return lines
