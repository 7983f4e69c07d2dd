"""The record that comes with the program, held to what its sources and its own words say of it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any
from urllib.parse import urlsplit

import pytest

from conftest import EVENTS
from reformlog import builtin, places
from reformlog.dates import read
from reformlog.events.kinds import KINDS
from reformlog.intake.reading import read_file

Body = dict[str, Any]


@pytest.fixture(scope="module")
def bodies() -> dict[str, Body]:
    return {entry.act: entry.body for entry in builtin.entries() if entry.body is not None}


@pytest.fixture(scope="module")
def acts(bodies: dict[str, Body]) -> dict[str, Body]:
    return {name: body for name, body in bodies.items() if "kind" in body}


def test_a_sitting_is_said_to_be_missing_exactly_when_its_number_is_not_recorded(bodies, acts):
    numbers = defaultdict(set)
    for act in acts.values():
        if act["kind"] == "council-meeting" and "number" in act:
            numbers["coverage:council"].add(int(act["number"]))
        for zone, number in act.get("numbers", {}).items():
            numbers[f"coverage:zone-council:{zone}"].add(int(number))
    assert {"coverage:council", "coverage:zone-council:tokyo-area"} <= numbers.keys()
    for name, recorded in numbers.items():
        missing = sorted(set(range(1, max(recorded))) - recorded)
        assert list(bodies[name].get("known-missing", [])) == missing, name


def test_a_series_is_complete_only_up_to_a_sitting_whose_agreement_no_source_tells(bodies, acts):
    """Else an approval recorded later is told that its agreement is missing, though the sitting may have agreed."""
    ends = {
        name: body["complete-to"] for name, body in bodies.items() if "zone-council:" in name and "complete-to" in body
    }
    assert len(ends) == 9
    for name, act in acts.items():
        untold = any(re.search("(計画|合意).*記載なし", note) for note in act.get("notes", ()))
        if act["kind"] != "zone-council" or not untold:
            continue
        agreed = (
            {effect["plan"] for effect in act["effects"] if effect["is"] == "agreed"} if "effects" in act else set()
        )
        for zone in act.get("numbers", {}).keys() - agreed:
            series = f"coverage:zone-council:{zone}"
            assert series not in ends or ends[series] < str(read(act["held"]).earliest), (name, zone)


def test_the_acts_of_a_file_stand_in_the_order_of_their_days():
    for path in sorted(EVENTS.glob("2*.yaml")):
        trees = [entry.tree for entry in read_file(path)]
        rows = [read(next(tree[date] for date in KINDS[tree["kind"]].dates if date in tree)) for tree in trees]
        days = [(row.earliest, tree["id"]) for row, tree in zip(rows, trees, strict=True)]
        assert [day for day, _ in days] == sorted(day for day, _ in days), path.name
        assert {day[:4] for day, _ in days} == {path.stem}


def test_what_is_called_inferred_is_a_day_and_a_number_worked_out_stands_in_the_notes(acts):
    """A chronology marks the day of an inferred act; a day is no less sure for want of a number."""
    assert [name for name, act in acts.items() if "回数" in act.get("inferred", "")] == []
    assert sum("回数は資料になく" in note for act in acts.values() for note in act.get("notes", ())) == 10


def test_every_act_names_a_page_or_a_document_that_can_be_asked_for(acts):
    for name, act in acts.items():
        assert act["sources"], name
        for source in act["sources"]:
            assert source["publisher"], name
            assert source["grade"] in {"law", "official", "local", "press", "other"}, name
            if "url" in source:
                address = urlsplit(source["url"])
                assert address.scheme in {"http", "https"}, (name, source["url"])
                assert "." in address.netloc, (name, source["url"])
            else:
                assert source["dated"] and source["locator"], name


def test_one_page_has_one_publisher_and_one_grade(acts):
    pages = defaultdict(set)
    for act in acts.values():
        for source in act["sources"]:
            pages[source.get("url")].add((source["publisher"], source["grade"]))
    assert {page: said for page, said in pages.items() if page and len(said) > 1} == {}


def test_the_title_of_a_source_does_not_end_with_who_published_it_or_when_for_both_are_printed_beside_it(acts):
    for name, act in acts.items():
        for source in act["sources"]:
            ending = re.search(r"[（(]([^（）()]*)[）)]$", source["title"])
            words = ending[1] if ending else ""
            for said in (source["publisher"], source.get("dated", ""), "最終更新日:", "更新"):
                words = words.replace(said, "")
            assert ending is None or words.strip(), (name, source["title"])


def test_a_minister_is_named_by_the_office(acts):
    named = re.compile(r"（内閣府 (?!担当)\w+大臣）")
    titles = [source["title"] for act in acts.values() for source in act["sources"]]
    assert [title for title in titles if named.search(title)] == []


def test_laws_and_orders_have_one_number_each_and_were_promulgated_in_its_year(acts):
    numbered = {name: act for name, act in acts.items() if "number" in act.get("instrument", {})}
    numbers = [act["instrument"]["number"] for act in numbered.values()]
    assert len(numbers) == len(set(numbers)) > 80
    for name, act in numbered.items():
        year = read(act["instrument"]["number"].partition("年")[0] + "年")
        assert year.earliest <= act["promulgated"] <= year.latest, name


def test_the_order_of_the_zones_was_amended_five_times_each_in_force_on_its_promulgation(acts):
    """附則 of the order as it stands since 2 July 2025."""
    own = "平成26年政令第178号"
    orders = {act["instrument"]["number"]: act for act in acts.values() if own in act.get("instrument", {}).values()}
    assert {number: act["promulgated"] for number, act in orders.items()} == {
        "平成26年政令第178号": "2014-05-01",
        "平成27年政令第304号": "2015-08-28",
        "平成28年政令第29号": "2016-01-29",
        "令和4年政令第175号": "2022-04-15",
        "令和6年政令第224号": "2024-06-26",
        "令和7年政令第238号": "2025-07-02",
    }
    assert all(act["enforced"] == act["promulgated"] for act in orders.values())


def test_tokyo_area_holds_the_whole_of_chiba_from_the_day_of_the_order():
    with builtin.register() as register:
        before, after = (set(register.zone("tokyo-area", as_of=day).areas) for day in ("2025-07-01", "2025-07-02"))
    assert before == {"13", "14", "12100", "12211"}
    assert after == {"13", "14", "12"}


@pytest.mark.parametrize(
    "zone, call",
    [
        ("fukushima-nagasaki", "2023-12-27.proposal-call"),
        ("miyagi-kumamoto", "2023-12-27.proposal-call"),
        ("tsukuba-supercity", "2020-12-25.public-offering"),
        ("osaka-supercity", "2020-12-25.public-offering"),
        ("kaga-chino-kibichuo", "2020-12-25.public-offering"),
    ],
)
def test_a_zone_chosen_from_a_call_shows_it(acts, zone, call):
    act = acts[call]
    assert zone in {*act.get("zones", ()), *act.get("words", ())}


def test_every_area_that_the_record_names_has_its_name(acts):
    """An answer said 27203、27204、27220 where the act's own words say 豊中市、池田市、箕面市."""
    effects = [effect for act in acts.values() for effect in act.get("effects", ())]
    lists = [effect.get(key, ()) for effect in effects for key in ("areas", "add", "remove", "part")]
    codes = {code for codes in lists for code in codes}
    assert (
        len(codes) > 20 and [code for code in codes for lang in ("ja", "en") if places.area(code, lang) == code] == []
    )
