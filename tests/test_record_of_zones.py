"""The built-in record of the National Strategic Special Zones, held to facts of official pages."""

from __future__ import annotations

import datetime
import random

import pytest

import reformlog
from conftest import EVENTS
from reformlog.dates import read
from reformlog.events.kinds import KINDS
from reformlog.intake.reading import read_file
from reformlog.recording import admitting


@pytest.mark.parametrize(
    ("day", "designated"),
    [
        ("2014-04-30", 0),
        ("2014-05-01", 6),
        ("2015-08-27", 6),
        ("2015-08-28", 9),
        ("2016-01-28", 9),
        ("2016-01-29", 10),
        ("2022-04-14", 10),
        ("2022-04-15", 13),
        ("2024-06-25", 13),
        ("2024-06-26", 16),
    ],
)
def test_so_many_zones_are_designated_on_the_day_of_an_order_and_on_the_day_before(real, day, designated):
    assert sum(zone.status == "designated" for zone in real.zones(as_of=day).zones) == designated


def test_every_zone_is_designated_on_its_day_and_not_on_the_day_before(real):
    rows = real.zones(as_of="2026-01-01").zones
    zones = {zone.zone: zone.since for zone in rows}
    assert len(zones) == 16 and all(zone.since_latest == zone.since for zone in rows)
    for zone, day in zones.items():
        eve = datetime.date.fromisoformat(day) - datetime.timedelta(days=1)
        assert real.zone(zone, as_of=day).status == "designated"
        earlier = real.zone(zone, as_of=eve.isoformat())
        assert earlier is None or earlier.status != "designated"


def test_fukuoka_keeps_its_id_when_kitakyushu_joins_and_the_name_changes(real):
    before = real.zone("fukuoka-kitakyushu", as_of="2016-01-28")
    after = real.zone("fukuoka-kitakyushu", as_of="2016-01-29")
    assert (before.name, before.areas) == ("福岡市", ["40130"])
    assert (after.name, after.areas) == ("福岡市・北九州市", ["40130", "40100"])
    assert after.since == before.since == "2014-05-01"


def test_tokyo_grew_from_nine_wards_to_all_of_tokyo(real):
    """By the order of 28 August 2015: the order of the zones was amended by no other in that year."""
    assert len(real.zone("tokyo-area", as_of="2015-08-27").areas) == 9 + 2
    assert set(real.zone("tokyo-area", as_of="2015-08-28").areas) == {"13", "14", "12211"}
    assert set(real.zone("tokyo-area", as_of="2016-05-16").areas) == {"13", "14", "12211", "12100"}


def test_on_20_january_2017_imabari_sat_applied_was_advised_on_and_approved_in_that_order(real):
    rows = [row for row in real.chronology("hiroshima-imabari") if row.earliest == row.latest == "2017-01-20"]
    kinds = [real.log.versions(row.act)[0].topic for row in rows]
    assert kinds == ["zone-council", "plan-application", "council-meeting", "plan-approval"]


def test_the_joint_sitting_of_31_may_2019_has_ten_numbers(real):
    numbers = [
        entry.tree["numbers"]
        for entry in read_file(EVENTS / "2019.yaml")
        if entry.tree.get("held") == "2019-05-31" and "numbers" in entry.tree
    ]
    assert len(numbers) == 1
    assert {zone: int(n) for zone, n in numbers[0].items()} == {
        "tokyo-area": 26, "kansai-area": 21, "niigata-city": 11, "yabu-city": 14, "fukuoka-kitakyushu": 20,
        "okinawa": 8, "semboku-city": 8, "sendai-city": 11, "aichi": 10, "hiroshima-imabari": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "status", "until"),
    [
        ("2016-09-01", "created", "2021-08-31"),
        ("2021-05-18", "created", "2021-08-31"),
        ("2021-05-19", "created", "2023-08-31"),
        ("2021-09-01", "created", "2023-08-31"),
        ("2023-08-31", "created", "2023-08-31"),
        ("2023-09-01", "transferred", "2023-08-31"),
    ],
)
def test_farmland_acquisition_was_extended_once_and_then_went_to_another_regime(real, day, status, until):
    (row,) = [m for m in real.measures(as_of=day).measures if m.measure == "farmland-acquisition"]
    assert (row.status, row.until) == (status, until)


def test_the_initiatives_of_both_kizuna_zones_have_their_status_on_10_december_2024(real):
    """主な取組 of the seed: decided as items of reform on 4 June 2024; semiconductors are only possibly in force."""
    menu = {m.measure: m.status for m in real.measures(as_of="2024-12-10").measures}
    for measure in (
        "semiconductor-engineers",
        "hydrogen-storage",
        "drone-area-flight",
        "drone-level-3-5",
        "semiconductor-talent",
    ):
        assert menu[measure] == "adopted", measure
    assert any(
        p.status == "heard" and p.measure == "semiconductor-engineers"
        for p in real.proposals(as_of="2024-12-10").proposals
    )


def test_the_engineers_measure_started_in_kumamoto_before_it_was_even_planned_in_miyagi(real):
    def uses(day: str) -> dict[tuple[str, ...], str]:
        rows = real.measures(as_of=day, zone="miyagi-kumamoto").measures
        return {tuple(use.part): use.status for use in rows if use.measure == "foreign-engineer-screening"}

    assert uses("2025-01-31") == {("43",): "started"}
    assert uses("2025-11-28") == {("43",): "started", ("04",): "included"}


@pytest.mark.parametrize(
    ("measure", "day"),
    [
        ("business-one-stop", "2015-03-19"),  # the first centre stands in the plan of that day
        ("care-robot", "2016-03-31"),  # 2016年3月 事務連絡
        ("airport-access-bus", "2016-07-15"),  # 平成28年7月15日事務連絡
        ("clinical-trial-beds", "2016-08-31"),  # 平成28年厚生労働省令第144号
        ("foreign-engineer-screening", "2023-10-31"),  # Fukuoka's proposal; semiconductors came later
        ("tokku-minpaku", "2014-04-01"),  # 施行令 附則: 法附則第一条第一号に掲げる規定の施行の日
        ("park-nursery", "2015-09-01"),  # 平成27年政令第303号 附則
        ("agri-foreign-workers", "2017-09-22"),  # 平成29年政令第246号 附則
        ("small-nursery-age", "2017-09-22"),
        ("data-platform", "2020-09-01"),  # 令和2年政令第252号 附則
        ("factory-expansion", "2021-08-01"),  # 令和3年国土交通省令第49号 附則
    ],
)
def test_a_measure_is_on_the_menu_from_the_day_its_source_gives_and_not_from_its_first_known_use(real, measure, day):
    (row,) = [m for m in real.measures(as_of=day).measures if m.measure == measure]
    assert row.status == "created" and row.since_latest == day


@pytest.mark.parametrize(
    ("measure", "day"),
    [
        ("silver-jinzai-40h", "2016-04-01"),  # 平成28年法律第17号 附則1条2号
        ("park-nursery", "2017-06-15"),  # 平成29年法律第26号
        ("npo-incorporation", "2021-06-09"),  # 令和2年法律第72号
        ("area-nursery-teacher", "2025-10-01"),  # 令和7年法律第29号
        ("small-nursery-age", "2026-04-01"),  # the same law, 附則1条3号
    ],
)
def test_a_measure_is_nationwide_from_the_day_of_the_law_that_made_it_so(real, measure, day):
    def row(day):
        (row,) = [m for m in real.measures(as_of=day).measures if m.measure == measure]
        return row

    eve = datetime.date.fromisoformat(day) - datetime.timedelta(days=1)
    assert row(eve.isoformat()).status == "created"
    assert (row(day).status, row(day).since, row(day).since_latest) == ("nationwide", day, day)


@pytest.mark.parametrize(
    ("plan", "day"),
    [("yabu-city", "2014-09-09"), ("kansai-area", "2014-09-30"), ("sendai-city", "2015-09-09")],
)
def test_a_plan_is_first_approved_on_its_day(real, plan, day):
    (row,) = [p for p in real.plans(as_of=day).plans if p.plan == plan]
    assert (row.status, row.since, row.since_latest) == ("approved", day, day)


def test_the_first_six_policies_were_decided_on_the_day_of_the_order_with_the_councils_opinion(real):
    zones = real.zones(as_of="2014-05-01").zones
    assert {zone.policy for zone in zones} == {"decided"} and len(zones) == 6
    assert all(zone.policy == "none" for zone in real.zones(as_of="2014-04-30").zones)
    assert {zone.policy_in_progress for zone in real.zones(as_of="2014-04-30").zones} == {"endorsed"}


def test_the_numbers_of_sittings_rise_with_their_days():
    """A number read wrongly, or a day, would break the row: the Council's and that of every zone council."""
    series: dict[str, list[tuple[str, int]]] = {}
    for path in sorted(EVENTS.glob("2*.yaml")):
        for tree in (entry.tree for entry in read_file(path)):
            if tree["kind"] == "council-meeting" and "number" in tree:
                series.setdefault("council", []).append((read(tree["held"]).earliest, int(tree["number"])))
            for zone, number in tree.get("numbers", {}).items():
                series.setdefault(zone, []).append((read(tree["held"]).earliest, int(number)))
    assert len(series) == 1 + 13
    for name, sittings in series.items():
        numbers = [number for _, number in sorted(sittings)]
        assert numbers == sorted(set(numbers)), name


def test_check_is_silent_on_the_whole_record(real):
    assert real.check().findings == []


def test_the_record_loads_in_any_order_of_its_files_and_a_second_time_adds_nothing(real, tmp_path):
    trees = [list(read_file(path)) for path in sorted(EVENTS.glob("*.yaml"))]
    random.Random(7).shuffle(trees)
    entries = [admitting.admit(entry.tree, entry.where) for file in trees for entry in file]
    with reformlog.open(tmp_path / "log.db", create=True) as register:
        outcomes = register.record(entries)
        assert all(outcome.new for outcome in outcomes)
        again = register.record(entries)
        assert not any(outcome.new for outcome in again)
        assert register.head.position == real.head.position
        shuffled, ordered = (
            [{**dict(zone), "position": None} for zone in recorded.zones(as_of="2025-01-01").zones]
            for recorded in (register, real)
        )
        assert shuffled == ordered != []


def test_every_act_names_a_source_and_a_kind_of_the_catalogue():
    acts = [entry.tree for path in sorted(EVENTS.glob("2*.yaml")) for entry in read_file(path)]
    assert len(acts) > 180
    for act in acts:
        assert act["kind"] in KINDS
        assert all(source["title"] for source in act["sources"])
