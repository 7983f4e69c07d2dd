"""The seed: eight rows of an official table as acts, printed again, asked on any day and as known at any time."""

from __future__ import annotations

import base64
import csv
import datetime
import html
import io
import re

import pytest

import played
import reformlog
from cli_running import run
from reformlog import builtin

ZONE = "miyagi-kumamoto"

# これまでの経緯, as printed on 令和6年12月10日: year, date cell, text cell.
ROWS = [
    (
        "2023年",
        "12月26日",
        "国家戦略特区諮問会議（第61回） 「連携“絆”特区」の指定に向けた規制・制度改革の提案募集を行い、"
        "6月をめどに特区指定等について報告する旨を決定",
    ),
    (
        "2023年",
        "12月27日",
        "全国の自治体を対象に規制・制度改革の提案募集を開始 （～2024年2月29日 19自治体から44件の提案）",
    ),
    ("2024年", "2月下旬～", "規制所管省庁と提案内容の実現に向けた議論（国家戦略特区WG等）"),
    (
        "2024年",
        "5月中下旬",
        "国家戦略特区WGヒアリング（福島県、長崎県、宮城県、熊本県） 特区指定基準を踏まえ指定候補として"
        "選定された4県知事から方針説明（地方創生担当大臣も参加）",
    ),
    (
        "2024年",
        "6月4日",
        "国家戦略特区諮問会議（第63回） 「連携“絆”特区」として、「福島県・長崎県」（新技術実装連携“絆”特区）及び"
        "「宮城県・熊本県」（産業拠点形成連携“絆”特区）の2区域4県を指定し、取組を進めることについて了承",
    ),
    (
        "2024年",
        "6月21日",
        "「国家戦略特別区域を定める政令の一部を改正する政令」の閣議決定（6月26日公布・施行） "
        "「福島県・長崎県」及び「宮城県・熊本県」の2区域4県を追加指定",
    ),
    (
        "2024年",
        "8月26日",
        "国家戦略特区諮問会議（第64回） 「福島県・長崎県」及び「宮城県・熊本県」の区域方針について了承",
    ),
    ("2024年", "9月5日", "区域方針の決定（内閣総理大臣決定）"),
]


def instant(day: int) -> datetime.datetime:
    """Ten in the morning in Japan, on a day of December 2024."""
    return datetime.datetime(2024, 12, day, 1, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """The eight acts, recorded one a day from 10 December on; the policy of 09-06 by mistake, corrected on the 20th."""
    path = tmp_path_factory.mktemp("seed") / "seed.db"
    bodies = [entry.body for entry in builtin.entries() if ZONE in (entry.body or {}).get("words", ())]
    assert len(bodies) == 8
    clock = [instant(10)]
    with reformlog.open(path, create=True, origin="reformlog.example/kokusen", clock=lambda: clock[0]) as register:
        for number, body in enumerate(bodies):
            clock[0] = instant(10 + number)
            mistaken = body["id"] == "2024-09-05.zone-policy"
            register.append({**body, "decided": "2024-09-06"} if mistaken else body, recorded_by="clerk")
        clock[0] = instant(20)
        register.correct("2024-09-05.zone-policy", bodies[-1], "資料の日付を写し誤った", recorded_by="corrector")
    return str(path)


def ask(log: str, *words: str):
    """An answer of the command line as data."""
    done = run("--db", log, *words, "--json")
    assert done.code == 0, done.err
    return done.json


def zone(log: str, day: str, *words: str):
    """The zone's row on a day, None when it is not listed."""
    rows = ask(log, "zones", "--as-of", day, *words)["zones"]
    return next((row for row in rows if row["zone"] == ZONE), None)


def test_csv_has_the_eight_rows_with_the_year_on_each(log):
    printed = run("--db", log, "chronology", ZONE, "--worded", "--format", "csv").out
    rows = list(csv.reader(io.StringIO(printed)))
    assert rows[0][:3] == ["year", "date", "text"]
    assert [tuple(row[:3]) for row in rows[1:]] == ROWS


def year_once() -> list[tuple[str, str, str]]:
    """The rows as paper has them: a year where it begins."""
    return [
        ("" if number and ROWS[number - 1][0] == year else year, date, text)
        for number, (year, date, text) in enumerate(ROWS)
    ]


def test_markdown_has_the_same_cells_with_the_year_once(log):
    printed = run("--db", log, "chronology", ZONE, "--worded", "--format", "md").out
    lines = [line for line in printed.splitlines() if line.startswith("|")][2:]
    cells = [tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]) for line in lines]
    assert [tuple(html.unescape(re.sub(r"\\(.)", r"\1", cell)) for cell in row) for row in cells] == year_once()


def test_html_has_the_same_cells_with_the_year_once(log):
    """The year heads the group of its rows, so each row after the first of a year has two cells."""
    printed = run("--db", log, "chronology", ZONE, "--worded", "--format", "html").out
    body = printed[printed.index("<tbody") : printed.rindex("</tbody>")]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr.*?</tr>", body, re.S)]
    cells = [[html.unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", cell)) for cell in row] for row in rows]
    assert [tuple(row[-2:]) for row in cells] == [(date, text) for _, date, text in ROWS]
    assert [row[0] for row in cells if len(row) == 3 and row[0]] == ["2023年", "2024年"]


def test_the_official_table_of_all_zones_is_in_its_own_words_too():
    """An act that the tables of several zones word otherwise stands in those of the first zone by its id."""
    request = {"kind": "request", "title": "要望", "detail": "説明", "sources": [{"title": "資料"}]}
    alone = {"za": {"title": "公式の題", "detail": "詳細", "date": "春"}}
    several = {"zb": "二番目の表の文言", "za": {"title": "一番目の題"}}
    with played.register() as register:
        register.append({**request, "id": "a", "made": "2024-04-01", "words": alone})
        register.append({**request, "id": "b", "made": "2024-04-02", "words": several})
        register.append({**request, "id": "c", "made": "2024-04-03"})
        printed = [(row.date, row.text) for row in register.chronology(worded=True)]
        assert printed == [("春", "公式の題 詳細"), ("4月2日", "一番目の題")]
        texts = [row.text for row in register.chronology()]  # all acts, as they are recorded
        assert texts == ["要望 説明"] * 3


def test_the_tilde_is_u_ff5e_and_the_quotes_are_those_of_the_source(log):
    printed = run("--db", log, "chronology", ZONE, "--worded", "--format", "csv").out
    assert "～" in printed and "〜" not in printed
    assert "“絆”" in printed and "（" in printed


def test_on_4_june_the_designation_is_endorsed(log):
    row = zone(log, "2024-06-04")
    assert (row["status"], row["areas"], row["proposed_areas"]) == ("endorsed", [], ["04", "43"])
    assert (row["since"], row["act"]) == ("2024-06-04", "2024-06-04.council-63")


@pytest.mark.parametrize("day", ["2024-06-21", "2024-06-25"])
def test_a_decided_order_that_is_not_in_force_designates_nothing_and_is_pending(log, day):
    answer = ask(log, "zones", "--as-of", day, "--zone", ZONE)
    assert answer["zones"][0]["status"] == "endorsed"
    assert answer["pending"] == [
        {"act": "2024-06-21.cabinet-order", "zone": ZONE, "is": "designated", "effective": "2024-06-26"}
    ]


def test_from_26_june_the_zone_is_designated(log):
    answer = ask(log, "zones", "--as-of", "2024-06-26", "--zone", ZONE)
    row = answer["zones"][0]
    assert (row["status"], row["areas"], row["proposed_areas"]) == ("designated", ["04", "43"], [])
    assert (row["since"], answer["pending"]) == ("2024-06-26", [])


def test_the_axis_of_decision_shows_the_designation_five_days_earlier(log):
    assert zone(log, "2024-06-20", "--axis", "decided")["status"] != "designated"
    assert zone(log, "2024-06-21", "--axis", "decided")["status"] == "designated"


def test_the_policy_is_endorsed_on_the_way_and_decided_on_5_september(log):
    states = [
        (row["policy"], row["policy_in_progress"])
        for row in (zone(log, day) for day in ("2024-08-25", "2024-08-26", "2024-09-04", "2024-09-05"))
    ]
    assert states == [("none", None), ("none", "endorsed"), ("none", "endorsed"), ("decided", None)]


def test_a_hearing_in_the_middle_or_last_third_of_may_is_possible_on_the_15th_and_certain_on_the_31st(log):
    answer = ask(log, "zones", "--as-of", "2024-05-15", "--zone", ZONE)
    assert answer["zones"] == []
    assert [(row["is"], row["earliest"], row["latest"]) for row in answer["possible"]] == [
        ("candidate", "2024-05-11", "2024-05-31")
    ]
    assert zone(log, "2024-05-31")["status"] == "candidate"
    assert zone(log, "2024-05-10") is None
    assert ask(log, "zones", "--as-of", "2024-05-10", "--zone", ZONE)["possible"] == []


def test_as_known_before_an_act_was_recorded_it_is_not_there(log):
    """The order is at position 6, recorded on 15 December."""
    assert zone(log, "2024-06-26", "--as-known", "6")["status"] == "designated"
    assert zone(log, "2024-06-26", "--as-known", "5")["status"] == "endorsed"
    assert zone(log, "2024-06-26", "--as-known", "2024-12-14")["status"] == "endorsed"
    assert ask(log, "zones", "--as-of", "2024-06-26", "--as-known", "5")["pending"] == []
    assert len(ask(log, "chronology", ZONE, "--as-known", "5")["rows"]) == 5
    assert ask(log, "chronology", ZONE, "--as-known", "0")["rows"] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("8", "9"),
        ("2024-12-19", "2024-12-20"),
        ("令和6年12月19日", "R6.12.20"),
        ("2024-12-20T09:59:59.999999+09:00", "2024-12-20T10:00:00+09:00"),
        ("2024-12-20T00:59:59Z", "2024-12-20T01:00:00Z"),
    ],
)
def test_what_was_known_before_and_after_a_correction_is_told_by_position_day_and_instant(log, before, after):
    """The policy was recorded as decided on 6 September, corrected to the 5th by position 9."""
    first, then = (ask(log, "zones", "--as-of", "2024-09-05", "--as-known", known) for known in (before, after))
    assert (first["as_known"]["position"], first["zones"][0]["policy"]) == (8, "none")
    assert (then["as_known"]["position"], then["zones"][0]["policy"]) == (9, "decided")
    assert zone(log, "2024-09-06", "--as-known", before)["policy"] == "decided"


def test_what_was_learned_is_the_difference_of_two_states_of_knowledge(log):
    answer = ask(log, "diff", "--known", "8..9", "--as-of", "2024-09-05")
    changes = {(change["entity"], change["field"]): (change["before"], change["after"]) for change in answer["changes"]}
    assert changes["policy", "status"] == ("none", "decided")
    assert ask(log, "diff", "--known", "8..9", "--as-of", "2024-09-06")["changes"] == []


def test_a_second_corrector_of_a_stale_version_is_told_who_was_first(log, tmp_path):
    """Version 1 was replaced by the corrector on 20 December; whoever still names it records nothing."""
    words = ("correct", "#8", "--set", "decided=2024-09-07", "--reason", "別の資料", "--replaces", "1")
    done = run("--db", log, *words)
    assert done.code == 4
    assert "#9" in done.err and "corrector" in done.err and "資料の日付を写し誤った" in done.err
    assert ask(log, "log")["as_known"]["position"] == 9
    assert run("--db", log, *words, "--json").json["errors"][0]["code"] == "stale-version"


def test_the_log_lists_the_correction_with_its_reason(log):
    (row,) = ask(log, "log", "--known-from", "9")["events"]
    assert (row["position"], row["event"], row["version"]) == (9, "corrected", 2)
    assert (row["recorded_by"], row["reason"]) == ("corrector", "資料の日付を写し誤った")


@pytest.mark.parametrize(
    ("words", "positions"),
    [
        (["--known-from", "8"], [8, 9]),
        (["--known-from", "2024-12-16", "--known-to", "2024-12-17"], [7, 8]),
        (["--known-from", "2024-12-17T01:00:00Z"], [8, 9]),
        (["--known-from", "2024-12-17T01:00:01Z"], [9]),
        (["--known-to", "2"], [1, 2]),
        (["--kind", "wg-hearing"], [4]),
        (["--from", "2024-08-01", "--to", "2024-08-31"], [7]),
    ],
)
def test_the_log_is_cut_by_what_was_recorded_and_by_when_it_happened(log, words, positions):
    assert [row["position"] for row in ask(log, "log", *words)["events"]] == positions


def test_every_answer_carries_its_coordinates(log):
    answer = ask(log, "zones", "--as-of", "2024-06-25", "--as-known", "9")
    assert (answer["as_of"], answer["axis"]) == ("2024-06-25", "effective")
    assert answer["as_known"] == {"position": 9, "recorded_at": "2024-12-20T01:00:00.000000Z"}
    assert answer["log"]["origin"] == "reformlog.example/kokusen"
    with reformlog.open(log) as register:
        assert base64.b64decode(answer["log"]["root"]) == register.head.root


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kansia-area", "kansai-area (関西圏)"),
        ("関西圏", "kansai-area (関西圏)"),
        ("宮城県", "miyagi-kumamoto (宮城県・熊本県)"),
        ("Kumamoto", "miyagi-kumamoto (宮城県・熊本県)"),
    ],
)
@pytest.mark.parametrize("words", [["chronology"], ["zones", "--zone"], ["plans", "--zone"], ["log", "--zone"]])
def test_who_names_a_zone_that_no_act_names_is_told_which_may_be_meant(record_file, words, typed, meant):
    done = run("--db", str(record_file), *words, typed)
    assert done.code == 0 and f"No act names a zone {typed}. Did you mean {meant}?" in done.err


def test_a_replay_begins_with_its_coordinates_also_when_nothing_happened(real, record_file):
    done = run("--db", str(record_file), "replay", "--from", "2013-01-01", "--to", "2013-01-31")
    lines = done.out.splitlines()
    assert lines[0].startswith(f"2013-01-31 終了時点 · 効力の日 · 記録の位置 #{real.head.position} ")
    assert "（該当なし）" in lines
    assert lines[-1].startswith("token rl1.")
