"""The pages: each says from which position it speaks, shows the record as text only, and is safe by construction."""

from __future__ import annotations

import datetime
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson
import pytest

pytest.importorskip("starlette")
pytest.importorskip("jinja2")

import reformlog
from cli_running import run
from format_needs import need
from reformlog import formats
from reformlog.queries import blame, chronology, diff, explain, history, states, tokens
from reformlog.register import Register
from reformlog.web import addresses, library, listing, maps, pages, render, server, squares
from reformlog.web.addresses import Address
from reformlog.web.server import PageCache
from reformlog.web.texts import minute, whole
from web_samples import HOSTILE, Page, client, clock, hostile_register, order, small

AT = "/at/2024-06-26"
PAGES = [
    "/",
    "/zones",
    "/zones/miyagi-kumamoto",
    "/zones/miyagi-kumamoto/chronology",
    "/zones/fukuoka-kitakyushu/plans",
    "/zones/fukuoka-kitakyushu/measures",
    "/zones/miyagi-kumamoto/explain",
    "/zones/miyagi-kumamoto/blame",
    "/plans",
    "/measures",
    "/uses",
    "/proposals",
    "/bills",
    "/chronology",
    "/log",
    "/check",
    "/audit",
    "/zones/aichi/audit",
    "/explain/policy%3Amiyagi-kumamoto",
    "/blame/plan%3Akansai-area",
    "/explain/startup-visa%40hiroshima-imabari",
    "/due/2024-06-01",
    "/acts/2024-06-21.cabinet-order",
    "/since/2024-06-01",
    "/learned/100",
    "/zones/miyagi-kumamoto/since/2024-06-01",
    "/zones/miyagi-kumamoto/learned/100",
    "/search",
    "/search?q=諮問会議",
]


@pytest.fixture(scope="module")
def record(record_file: Path) -> Iterator[object]:
    """A client of the pages of the real record, which stand at noon of 2026-11-01."""
    noon = datetime.datetime(2026, 11, 1, 3, tzinfo=datetime.UTC)
    with client(record_file, clock=lambda: noon) as asked:
        yield asked


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    path = hostile_register(tmp_path_factory.mktemp("hostile") / "hostile.db")
    with client(path) as asked:
        yield asked


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_answers_and_says_from_which_position_origin_and_root(
    record, real: Register, path: str, prefix: str
):
    answer = record.get(f"{prefix}{AT}{path}")
    assert answer.status_code == 200
    page, view = Page(answer.text), real.view()
    assert page.all("html")[0]["lang"] == (prefix[1:] or "ja")
    assert "reformlog.example/kokusen" in page.text
    assert f"{view.position} (" in page.text
    assert orjson.loads(record.get(f"{AT}/zones.json").content)["log"]["root"] in page.text
    assert len(page.all("main")) == len(page.all("h1")) == 1
    assert {"header", "nav", "footer"} <= {tag for tag, _ in page.elements}


@pytest.mark.parametrize("path", PAGES)
def test_no_page_runs_or_loads_anything_from_elsewhere(record, path: str):
    page = Page(record.get(AT + path).text)
    for tag, attributes in page.elements:
        assert "style" not in attributes and not any(name.startswith("on") for name in attributes)
        assert tag not in ("style", "iframe", "object", "embed", "base")
        for name in ("src", "action"):
            assert attributes.get(name, "/").startswith("/")
        if tag == "link":
            assert attributes["href"].startswith("/static/")
    executed = [script for script in page.all("script") if script.get("type") != "application/json"]
    assert all(script.get("src", "").startswith("/static/") for script in executed)


def test_every_link_of_the_main_pages_leads_to_a_page(record):
    """A day's map, a zone and an act: no link of theirs is dead."""
    asked: set[str] = set()
    for start in ("/at/2015-09-30/known/150/", f"{AT}/zones/aichi", "/en/acts/2024-06-21.cabinet-order"):
        page = Page(record.get(start).text)
        ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        for link in page.links():
            if link.startswith("#"):
                assert link[1:] in ids
            elif link.startswith("/") and "." not in link.rpartition("/")[2]:
                asked.add(link)
    assert len(asked) > 40
    for link in sorted(asked)[:: max(1, len(asked) // 60)]:
        assert record.get(link).status_code == 200, link


def test_the_map_shows_what_held_on_its_day_in_words(record):
    """On 25 June 2024 Miyagi and Kumamoto were endorsed; from 26 June they were designated."""
    before, after = record.get("/at/2024-06-25/").text, record.get("/at/2024-06-26/").text
    assert 'aria-label="熊本県 了承 宮城県・熊本県"' in before
    assert 'aria-label="熊本県 指定 宮城県・熊本県"' in after
    assert 'aria-label="新潟県 指定（一部の市区町村） 新潟市"' in after
    assert 'aria-label="青森県 区域なし"' in after
    assert Page(before).elements.count(("title", {})) == 1 + 47


def test_every_prefecture_has_one_square_of_its_own():
    assert sorted(squares.PLACES) == [f"{code:02}" for code in range(1, 48)]
    assert len(set(squares.PLACES.values())) == 47


def test_the_days_of_change_follow_one_another(record):
    """Next from before the first change, again and again, meets every day on which a zone changes."""
    day, seen = "2013-01-01", []
    with library.Library(str(record.app.app.routes[1].endpoint.args[0].db), clock=clock).view() as view:
        wanted = maps.course(view).days
        every = maps.days(view)
    while day is not None:
        day = maps.neighbours(every, day)[1]
        seen.append(day)
    assert seen == [*wanted, None]
    assert maps.neighbours(every, "9999-12-31") == (wanted[-1], None)


# The data beside the pages


def test_the_json_beside_a_page_is_the_answer_of_the_query(record, real: Register):
    view = real.view()
    wanted = {
        "/zones.json": states.states(view, "zones", as_of="2024-06-26"),
        "/index.json": states.states(view, "zones", as_of="2024-06-26"),
        "/zones/aichi.json": states.states(view, "zones", as_of="2024-06-26", zone="aichi"),
        "/zones/aichi/measures.json": states.states(view, "uses", as_of="2024-06-26", zone="aichi"),
        "/zones/aichi/chronology.json": chronology.chronology(view, ["aichi"]),
        "/chronology.json": chronology.chronology(view),
        "/log.json": history.log(view),
        "/acts/2024-06-21.cabinet-order.json": history.show(view, "2024-06-21.cabinet-order"),
        "/since/2024-06-01.json": diff.diff(view, "2024-06-01", "2024-06-26"),
        "/learned/100.json": diff.diff(view, "2024-06-26", "2024-06-26", real.view(100)),
    }
    for path, answer in wanted.items():
        told = orjson.loads(record.get(AT + path).content)
        assert tokens.read(told.pop("token")).position == view.position
        assert told == orjson.loads(orjson.dumps(answer)), path


@pytest.mark.parametrize("name", formats.fitting({"rows": []}))
def test_every_fitting_format_can_be_downloaded_and_is_what_the_format_makes(record, real: Register, name: str):
    need(name)
    answer = chronology.chronology(real.view(), ["aichi"])
    answer = tokens.with_token(answer, "chronology", {"zones": ["aichi"]}, {"format": name})
    link = f"{AT}/zones/aichi/chronology.{name}"
    assert link in Page(record.get(f"{AT}/zones/aichi").text).links()
    got = record.get(link)
    body = formats.render(answer, name)
    assert got.status_code == 200
    assert got.content == (body.encode() if isinstance(body, str) else body)
    assert got.headers["content-type"].partition(";")[0] == formats.FORMATS[name].media_type.partition(";")[0]
    saved = f'attachment; filename="zones-aichi-chronology-2024-06-26-{real.view().position}' in got.headers.get(
        "content-disposition", ""
    )
    assert saved == (name not in ("json", "text"))


def test_without_a_japanese_font_pages_offer_no_pdf_and_whoever_asks_for_it_is_told_what_is_missing(
    record, no_font: None
):
    page = record.get(f"{AT}/zones/aichi")
    links = Page(page.text).links()
    assert f"{AT}/zones/aichi/chronology.csv" in links
    assert not [link for link in links if link.endswith(".pdf")]
    answer = record.get(f"{AT}/zones/aichi/chronology.pdf")
    assert answer.status_code == 501
    assert answer.headers["content-type"].startswith("text/html") and answer.headers["cache-control"] == "no-store"
    assert "日本語のフォントが要りますが" in answer.text and "fonts-noto-cjk" in answer.text


def test_a_page_that_a_browser_kept_is_sent_again_when_other_formats_can_be_made(
    record, monkeypatch: pytest.MonkeyPatch
):
    kept = {"if-none-match": record.get("/zones/aichi").headers["etag"]}
    assert record.get("/zones/aichi", headers=kept).status_code == 304
    monkeypatch.setattr(render, "installed", lambda name: name == "csv")
    assert record.get("/zones/aichi", headers=kept).status_code == 200


def test_a_page_of_a_long_list_holds_the_rows_of_the_whole(record, real: Register):
    """The pages of the list of acts, one after the other, are the chronology of everything."""
    view = real.view()
    wanted = [row["act"] for row in chronology.rows_of(view)]
    found: list[str] = []
    for start in range(0, len(wanted), listing.PAGE):
        part = listing.some_acts(view, start, listing.PAGE)
        assert part.total == len(wanted)
        found += [row["act"] for row in part.answer["rows"]]
    assert found == wanted
    older = real.view(90)
    part = listing.some_acts(older, 0, 1000)
    assert part.answer == chronology.chronology(older)


def test_the_list_of_acts_knows_corrections_and_withdrawals(tmp_path: Path):
    with small(tmp_path / "r.db") as register:
        register.append(order("2024-05-01", "early", **{"part-of": "2024-06-01.aoba"}))
        register.correct(
            "2024-06-20.izumi",
            order("2024-06-20", "izumi", title="改めた題") | {"enforced": "2024-06-25"},
            reason="誤記",
        )
        register.withdraw("2024-07-01.taihaku", reason="重複")
        for position in range(register.head.position + 1):
            view = register.view(position)
            assert listing.some_acts(view, 0, 100).answer == chronology.chronology(view)
            events = listing.some_events(view, 0, 100).answer["events"]
            assert events[::-1] == history.log(view)["events"]


@pytest.mark.parametrize("path", [path for path in PAGES if path not in ("/uses", "/check", "/search")])
def test_what_is_downloaded_carries_the_token_by_which_it_is_given_again(record, record_file: Path, path: str):
    """In every format that shows it, in both languages, byte for byte as the command line gives it."""
    for prefix, name in (("", "json"), ("", "html"), ("/en", "md"), ("/en", "text")):
        stem, mark, query = (path if path != "/" else "/index").partition("?")
        body = record.get(f"{prefix}{AT}{stem}.{name}{mark}{query}").content
        token = re.findall(rb"\brl1\.[A-Za-z0-9_-]+", body)[-1].decode()
        done = run("--db", str(record_file), "reproduce", token)
        assert done.out.encode() == body, (path, name)


# Permanent links


def test_a_fully_addressed_page_never_changes_when_more_is_recorded(tmp_path: Path):
    with small(tmp_path / "r.db") as register, client(tmp_path / "r.db") as asked:
        paths = [
            "/",
            "/zones/aoba",
            "/chronology",
            "/log",
            "/acts/2024-06-01.aoba",
            "/since/2024-06-01",
            "/search?q=区域",
        ]
        fixed = [f"/at/2024-07-02/known/3{path}" for path in paths]
        before = [asked.get(path) for path in fixed]
        register.append(order("2024-06-15", "late", "05"))
        register.correct("2024-06-01.aoba", order("2024-06-01", "aoba", title="別の題"), reason="訂正")
        after = [asked.get(path) for path in fixed]
        assert [answer.content for answer in before] == [answer.content for answer in after]
        assert [answer.headers["etag"] for answer in before] == [answer.headers["etag"] for answer in after]
        assert "別の題" in asked.get("/zones/aoba").text and "別の題" not in after[1].text


def test_fully_addressed_pages_may_be_kept_for_ever_and_others_must_be_asked_for_again(record):
    assert "immutable" in record.get("/at/2024-06-26/known/57/").headers["cache-control"]
    for path in ("/", "/at/2024-06-26/", "/known/57/", "/zones"):
        assert record.get(path).headers["cache-control"] == "no-cache"
    assert record.get("/nowhere").headers["cache-control"] == "no-store"


def test_a_page_that_has_not_changed_is_not_sent_again_and_one_that_has_is(tmp_path: Path):
    with small(tmp_path / "r.db") as register, client(tmp_path / "r.db") as asked:
        tag = asked.get("/").headers["etag"]
        again = asked.get("/", headers={"if-none-match": f'"other", W/{tag}'})
        assert again.status_code == 304 and again.content == b""
        register.append(order("2024-06-15", "late", "05"))
        assert asked.get("/", headers={"if-none-match": tag}).status_code == 200


def test_a_form_leads_to_the_address_that_says_what_was_written_into_it(record, real: Register):
    wanted = {
        "/?at=令和6年6月26日&known=57": "/at/2024-06-26/known/57/",
        "/zones/aichi?at=R6.6.26&known=": "/at/2024-06-26/zones/aichi",
        "/en/at/2020-01-01/known/9/plans?at=&known=": "/en/plans",
        "/at/2024-06-26/difference?since=2024-06-01": "/at/2024-06-26/since/2024-06-01",
        "/known/57/difference?learned=9": "/known/57/learned/9",
        "/difference?since=": "/",
        "/at/2024-06-26/zones/aichi/difference?since=R6.6.1": "/at/2024-06-26/zones/aichi/since/2024-06-01",
        "/known/57/zones/aichi/difference?learned=40": "/known/57/zones/aichi/learned/40",
        "/zones/aichi/difference?since=": "/zones/aichi",
        "/known/57/zones?as-of=令和6年6月26日": "/at/2024-06-26/known/57/zones",
        "/zones?as_of=2024-06-26&as_known=57": "/at/2024-06-26/known/57/zones",
        "/?at=2024-06-26&known=2026-11-01": f"/at/2024-06-26/known/{real.view().position}/",
    }
    for path, target in wanted.items():
        answer = record.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, target), path
        assert record.get(target).status_code == 200
    assert record.get("/?at=2024-02-30").status_code == 400


def test_a_question_in_an_address_that_no_page_reads_is_refused_and_not_left_out(record):
    """`/zones?axis=promulgated` with the answer along the effective axis would be read as if it were the other."""
    answer = record.get("/zones?axis=promulgated")
    assert answer.status_code == 400 and "アドレスの項目「axis」を読むページはありません。" in answer.text
    answer = record.get("/en/zones?date=2024-06-26")
    assert answer.status_code == 400 and "No page reads the field date of this address." in answer.text


def test_a_form_never_names_a_file(record, tmp_path: Path):
    """On the command line a checkpoint file may say how far; an address must not make the server open one."""
    secret = tmp_path / "checkpoint"
    secret.write_text("reformlog.example/kokusen\n3\nAAAA\n")
    answer = record.get("/", params={"at": "2024-06-26", "known": str(secret)})
    assert answer.status_code == 400
    assert "AAAA" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        Address(),
        Address(("zones", "a/b.csv"), "2024-06-26", 57),
        Address(("acts", "2024-06.json"), lang="en"),
        Address(("acts", "x.page")),
        Address(("acts", "2024-06.json"), format="json"),
        Address(("zones", "aichi", "chronology"), "2024-06-26", None, "en", "pdf"),
        Address((), None, 3, format="json"),
    ],
)
def test_an_address_read_back_asks_for_the_same(address: Address):
    """Also where the id of a thing ends like the name of a format, or has a stroke in it."""
    assert addresses.read(addresses.write(address)) == address


# Hostile texts


def test_hostile_texts_reach_every_page_as_text_only(hostile):
    paths = [
        "/",
        "/zones",
        "/chronology",
        "/log",
        "/check",
        "/plans",
        "/search?q=alert",
        "/since/2024-01-01",
        "/learned/1",
    ]
    paths += [f"/zones/zone~{number}.csv.page" for number in range(len(HOSTILE)) if number != 2]
    paths += ["/acts/2024-06-01.order.json.page", *(f"/acts/2024-06-0{number}.order" for number in range(2, 9))]
    paths += ["/zones/zone~0.csv/explain", "/zones/zone~0.csv/blame", "/zones/zone~0.csv/chronology"]
    for path in paths:
        answer = hostile.get(path)
        assert answer.status_code == 200, path
        page = Page(answer.text)
        for tag, attributes in page.elements:
            assert tag not in ("img", "textarea", "iframe", "b", "style")
            assert not any(name.startswith("on") for name in attributes), path
        executed = [script for script in page.all("script") if script.get("type") != "application/json"]
        assert all(script["src"].startswith("/static/") for script in executed)
        assert len(page.all("svg")) <= 2 and all("onload" not in drawing for drawing in page.all("svg"))
        assert all(link.startswith(("/", "#", "https://")) for link in page.links()), path
    act = Page(hostile.get("/acts/2024-06-02.order").text)
    assert HOSTILE[1] in act.text and HOSTILE[3] in act.text
    assert HOSTILE[0] in Page(hostile.get("/acts/2024-06-03.order").text).text  # the reason of its withdrawal


def test_words_of_a_question_come_back_as_text_only(hostile):
    for words in HOSTILE:
        page = Page(hostile.get("/search", params={"q": words}).text)
        assert next(field for field in page.all("input") if field.get("name") == "q")["value"] == words
        assert not page.all("img")
    for path in ("/zones/%3Cscript%3E", "/acts/%22%3E%3Cimg%20src=x%3E", "/%3Cscript%3E", "/since/%3Cb%3E"):
        answer = hostile.get(path)
        assert answer.status_code == 404
        assert "<script>" not in answer.text and "<img" not in answer.text and "<b>" not in answer.text


# Safe by construction


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_nothing_but_reading_is_allowed(record, method: str):
    answer = record.request(method, "/")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_head_says_what_get_would_without_the_page(record):
    got, head = record.get("/zones"), record.head("/zones")
    assert head.status_code == 200 and head.content == b""
    assert head.headers["etag"] == got.headers["etag"]
    assert head.headers["content-length"] == got.headers["content-length"]


def test_a_foreign_host_name_is_refused(record, record_file: Path):
    """Else a page elsewhere could read the register through a name that it lets point here."""
    for host in ("evil.example", "localhost.evil.example", "", "[::2]"):
        assert record.get("/", headers={"host": host}).status_code == 421
    for host in ("localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"):
        assert record.get("/", headers={"host": host}).status_code == 200
    with client(record_file, hosts=["tokku.example.go.jp"]) as asked:
        assert asked.get("/", headers={"host": "tokku.example.go.jp:80"}).status_code == 200
        assert asked.get("/").status_code == 421


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/zones.json", "/?at=2024-06-26", "/static/x/style.css", "/static/x/../server.py"]
)
def test_every_answer_carries_the_policy_and_sets_nothing(record, path: str):
    headers = record.get(path).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers and "access-control-allow-origin" not in headers and "server" not in headers


def test_only_the_files_of_the_pages_are_handed_out(record):
    version = Page(record.get("/").text).all("link")[0]["href"].rpartition("/")[0]
    assert record.get(f"{version}/style.css").headers["content-type"].startswith("text/css")
    assert record.get(f"{version}/play.js").status_code == 200
    for name in ("..%2Fserver.py", "%2e%2e/server.py", "server.py", "..%2f..%2f__init__.py", "nothing.css"):
        assert record.get(f"{version}/{name}").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/zones/nowhere", 404),
        ("/acts/nowhere", 404),
        ("/acts/%23999", 404),
        ("/at/2024-02-30/", 404),
        ("/at/2024-6-1/", 404),
        ("/known/99999/", 404),
        ("/known/-1/", 404),
        ("/known/007/", 404),
        ("/learned/99999", 404),
        ("/since/2024-13-01", 404),
        ("/zones.exe", 404),
        ("/zones/%ff", 404),
        ("/" + "x" * 3000, 414),
        ("/search?q=" + "x" * 300, 414),
        ("/search.json?q=", 400),
        ("/zones.ics", 400),
        ("/chronology?page=999999999999", 404),
        ("/chronology?page=-1", 404),
        ("/log?page=", 404),
        ("/zones?page=2", 404),
        ("/?page=abc", 404),
    ],
)
def test_a_wrong_address_is_answered_in_words(record, path: str, status: int):
    answer = record.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text and "sqlite" not in answer.text.lower()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/en/acts/2024-06-21.cabinet-ordr", "Did you mean 2024-06-21.cabinet-order"),
        ("/en/acts/2024-06-21.cabinet-ordr", "Search finds acts by their words."),
        ("/acts/none", "行為は「検索」で探せます。"),
        ("/acts/none", '<p class="notice">行為「none」は記録されていません。</p>'),
        ("/zones/atlantis", "区域「atlantis」に関する行為は記録されていません。"),
        ("/at/2024-02-30/", "2024-02-30 という日はありません。"),
        ("/known/9999/", "位置 9999 の時点はまだありません。"),
        ("/en/zones/atlantis", "All zones stand under Zones."),
        ("/zones/atlantis/audit", "区域は「区域」の一覧にあります。"),
        ("/en/?known=9999", "nothing is known yet as of position 9999."),
        ("/known/9999/", "次のように書けます："),
        ("/en/?at=2024-06-31", "The nearest that exists: 2024-06-30"),
        ("/?at=2024-06-31", "「2024-06-31」：2024-06 は30日までで、31日はありません。"),
        ("/?at=2024-06-31", "最も近い実在の日：2024-06-30"),
        ("/?at=令和6年6月21", "次のように書きます：令和6年6月21日"),
        ("/zones?page=-1", "-1 ページはありません。一覧のページは 1 から数えます。"),
        ("/zones?page=7", "page=1 とアドレスに書けます。"),
        ("/en/zones?page=7", "page=1 can stand in the address."),
        ("/en/zones?page=7", "There is no page 7; the list ends with page 1."),
    ],
)
def test_a_refusal_says_what_to_do_in_a_browser_and_no_command(record, address, told):
    answer = record.get(address)
    assert 400 <= answer.status_code < 500
    assert told in answer.text and "reformlog " not in answer.text and "--" not in answer.text.replace("<!--", "")


def test_what_is_too_long_for_one_download_says_how_to_get_it(record, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(listing, "MAX_ROWS", 100)
    answer = record.get("/log.csv")
    assert answer.status_code == 413
    assert "この記録を管理する者に次の処理を依頼してください：reformlog log --format csv" in answer.text
    assert record.get("/log").status_code == 200


# When the log is not well


def test_the_pages_leave_the_log_as_it_is(tmp_path: Path):
    path = tmp_path / "r.db"
    small(path).close()
    before = path.read_bytes()
    with client(path) as asked:
        assert [asked.get(page).status_code for page in ("/", "/search?q=区域", "/log")] == [200] * 3
    assert path.read_bytes() == before


def test_a_log_that_is_away_is_said_to_be_so_until_it_is_back(tmp_path: Path):
    path = tmp_path / "r.db"
    small(path).close()
    with client(path) as asked:
        page = asked.get("/").content
        path.rename(tmp_path / "away.db")
        gone = asked.get("/zones/aoba")
        assert gone.status_code == 503 and gone.headers["retry-after"] and gone.headers["cache-control"] == "no-store"
        assert "いまは表示できません" in gone.text and "Traceback" not in gone.text
        (tmp_path / "away.db").rename(path)
        assert asked.get("/").content == page


def test_a_damaged_log_is_said_to_be_so_until_it_is_well(tmp_path: Path):
    path = tmp_path / "r.db"
    small(path).close()
    well = path.read_bytes()
    with client(path) as asked:
        assert asked.get("/").status_code == 200
        for damage in (b"not a database at all" * 100, well[:100], b"", well[:4096] + b"\x00" * (len(well) - 4096)):
            path.write_bytes(damage)
            answer = asked.get("/en/")
            assert answer.status_code == 503, damage[:20]
            assert "Not available at the moment" in answer.text
        path.write_bytes(well)
        assert asked.get("/").status_code == 200


def test_rows_without_a_table_are_said_to_be_damaged_and_not_the_log(tmp_path: Path):
    path = tmp_path / "r.db"
    small(path).close()
    with closing(sqlite3.connect(tmp_path / "r.projection.db", isolation_level=None)) as rows:
        rows.execute("DROP TABLE point")
    with client(path) as asked:
        answer = asked.get("/en/")
        assert answer.status_code == 503 and "The file of rows is damaged" in answer.text
        assert "backup" not in answer.text and str(tmp_path) not in answer.text


def test_an_act_whose_line_was_changed_is_not_shown(tmp_path: Path):
    path = tmp_path / "r.db"
    small(path).close()
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(
            "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '印刷局', '印刷所') AS BLOB) "
            "WHERE rowid = 1"
        )
    connection.close()
    with client(path) as asked:
        answer = asked.get("/acts/2024-06-01.aoba")
        assert answer.status_code == 503
        assert "印刷所" not in answer.text


def test_a_log_that_was_replaced_is_read_anew(tmp_path: Path):
    """Another history under the same name: no page mixes the two."""
    path, other = tmp_path / "r.db", tmp_path / "other.db"
    small(path).close()
    with reformlog.open(other, create=True, origin="other.example/zones", clock=clock) as register:
        register.append(order("2020-01-01", "elsewhere", "01"))
    with client(path) as asked:
        assert "small.example/zones" in asked.get("/").text
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
        shutil.copy(other, path)
        page = asked.get("/")
        assert page.status_code == 200
        assert "other.example/zones" in page.text and "small.example/zones" not in page.text
        assert "区域 elsewhere" in page.text and "区域 aoba" not in page.text
        assert asked.get("/zones/aoba").status_code == 404
        assert "2020-01-01.elsewhere" in asked.get("/chronology").text


def test_a_locked_projection_makes_a_page_wait_only_so_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(library, "PATIENCE", 0.1)
    path = tmp_path / "r.db"
    with small(path) as register, client(path) as asked:
        assert asked.get("/").status_code == 200
        holder = sqlite3.connect(register.projection.path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        reformlog.open(path, projection=str(tmp_path / "own.db"), clock=clock).append(order("2024-06-15", "late", "05"))
        away = asked.get("/")
        assert away.status_code == 503 and "projection.db" not in away.text
        holder.execute("ROLLBACK")
        holder.close()
        assert "区域 late" in asked.get("/").text


def test_a_fault_of_the_program_is_no_leak(record, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object) -> None:
        raise KeyError("/secret/path")

    monkeypatch.setattr("reformlog.web.pages.maps.draw", fails)
    answer = record.get("/at/1999-01-01/")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "KeyError" not in answer.text


def test_an_empty_register_has_pages_too(tmp_path: Path):
    reformlog.open(tmp_path / "r.db", create=True, clock=clock).close()
    with client(tmp_path / "r.db") as asked:
        for path in ("/", "/zones", "/chronology", "/log", "/check", "/at/2024-01-01/known/0/", "/search?q=x"):
            assert asked.get(path).status_code == 200, path
        assert "確認を要することはありません。" in asked.get("/check").text


# Many readers beside writers


def test_fifty_clients_beside_writers_get_pages_that_agree_with_the_position_they_print(tmp_path: Path):
    """Each order designates one zone, so a page as known at position N lists N zones, whoever is writing meanwhile."""
    path, writers, each, readers = tmp_path / "r.db", 5, 8, 50
    reformlog.open(path, create=True, clock=clock).close()
    faults: list[str] = []
    seen: list[int] = []

    def write(number: int) -> None:
        with reformlog.open(path, clock=clock) as register:
            for index in range(each):
                register.append(order("2024-06-01", f"z{number}-{index}"))

    def read(number: int) -> None:
        for _ in range(4):
            answer = asked.get("/" if number % 2 else "/zones.json")
            if answer.status_code != 200:
                faults.append(f"{answer.status_code} {answer.text[:300]}")
            elif number % 2:
                text = Page(answer.text).text
                position = int(text.partition("記録の位置 ")[2].split()[0])
                listed = text.partition("この日の区域")[2].partition("都道府県")[0].count("区域 z")
                seen.append(position)
                if listed != position:
                    faults.append(f"{listed} zones at position {position}")
            else:
                data = orjson.loads(answer.content)
                seen.append(data["as_known"]["position"])
                if len(data["zones"]) != data["as_known"]["position"]:
                    faults.append(f"{len(data['zones'])} zones at {data['as_known']}")

    with client(path) as asked:
        threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
        threads += [threading.Thread(target=read, args=(number,)) for number in range(readers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not faults, faults[:3]
        assert len(seen) == readers * 4
        final = orjson.loads(asked.get("/zones.json").content)
        assert len(final["zones"]) == final["as_known"]["position"] == writers * each


def test_without_a_day_a_page_is_that_of_today_in_japan(tmp_path: Path):
    """At 23:30 in London on 9 December it is 10 December in Japan."""
    small(tmp_path / "r.db").close()
    late = datetime.datetime(2024, 12, 9, 23, 30, tzinfo=datetime.UTC)
    with client(tmp_path / "r.db", clock=lambda: late) as asked:
        assert orjson.loads(asked.get("/zones.json").content)["as_of"] == "2024-12-10"


def test_every_page_with_data_can_be_had_in_each_format_it_offers(record):
    """Whatever a page offers for download is there, in Japanese and in English; of the first twelve acts."""
    asked = 0
    for prefix in ("", "/en"):
        for path in ("/audit", "/check", "/plans", "/due/2014-01-01", "/since/2014-01-01", "/log", "/search?q=指定"):
            page = Page(record.get(f"{prefix}{AT}/known/12{path}").text)
            for link in page.links():
                if link.rpartition(".")[2].partition("?")[0] in formats.FORMATS:
                    assert record.get(link).status_code == 200, link
                    asked += 1
    assert asked > 80


def test_the_last_pages_are_kept_and_never_more_than_so_many_bytes():
    kept = PageCache(most=10)
    kept.put("a", b"1234")
    kept.put("b", b"1234")
    assert kept.get("a") == b"1234"
    kept.put("c", b"1234")
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (b"1234", None, b"1234")
    kept.put("d", b"x" * 11)
    assert [kept.get(tag) for tag in "abcd"] == [None] * 4


def titles(asked: object, paths: list[str]) -> list[str]:
    """The title of each page; all pages are there."""
    answers = [asked.get(path) for path in paths]  # type: ignore[attr-defined]
    assert [answer.status_code for answer in answers] == [200] * len(paths)
    return [answer.text.partition("<title>")[2].partition("</title>")[0] for answer in answers]


def test_no_two_pages_have_the_same_title(record):
    """The day, the position, the zone, the act and the number of a page stand in it, so that tabs can be told apart."""
    zone = [f"/zones/{zone}{page}" for zone in ("aichi", "okinawa") for page in ("", "/explain", "/blame", "/audit")]
    plain = ["/zones", "/measures", "/uses", "/plans", "/proposals", "/bills", "/log", "/chronology", "/check"]
    dated = [f"/at/{day}{path}" for day in ("2024-06-25", "2024-06-26") for path in ("/", "/zones", "/zones/aichi")]
    approvals = ["/acts/2016-04-13.plan-approval", "/acts/2016-10-04.plan-approval"]
    parts = ["/log?page=2", "/known/100/log", "/en/zones", "/due/2024-06-01", "/due/2023-06-01", "/search?q=特区"]
    paths = [*zone, *plain, *dated, *approvals, *parts]
    assert len(set(titles(record, paths))) == len(paths)


def test_every_list_of_states_is_reached_from_the_head_of_each_page(record):
    links = Page(record.get("/check").text).links()
    assert {"/zones", "/plans", "/measures", "/uses", "/proposals", "/bills"} <= set(links)


def test_a_text_in_another_language_than_its_page_says_so(record):
    """What the record quotes on an English page, and our English messages on a Japanese one (WCAG 3.1.2)."""
    english = record.get("/en/at/2024-06-26/acts/2024-06-21.cabinet-order").text
    assert '<h1 lang="ja">国家戦略特別区域を定める政令の一部を改正する政令</h1>' in english
    assert 'lang="ja">' not in record.get("/measures").text.partition("<main")[2]
    assert 'lang="ja">国家戦略特別区域農業支援外国人受入事業' in record.get("/en/measures").text


def test_an_act_tells_who_took_part_and_what_it_foresees_without_the_names_of_these_fields(record):
    assert ">福島県知事\n長崎県知事\n" in record.get("/acts/2024-05.wg-hearing").text
    council = record.get("/acts/2023-12-26.council-61").text
    assert ">特区指定等について諮問会議へ報告、日付 2024-06~、記載 6月をめどに<" in council
    assert (
        "<dt>関係する区域</dt><dd>福島県・長崎県</dd>" in council
        and "宮城県・熊本県: 国家戦略特区諮問会議（第61回）" in council
    )


def test_an_english_page_says_which_days_the_japanese_words_of_a_date_are(record, monkeypatch):
    """2024年5月中下旬 stays as it was written; who reads no Japanese sees from when to when."""
    days = '(<span class="day">2024-05-11/</span><wbr><span class="day">2024-05-31)</span><wbr>'
    act, zone, table = "acts/2024-05.wg-hearing", "zones/miyagi-kumamoto", "zones/miyagi-kumamoto/chronology"
    for page, words in ((act, "2024年5月中下旬"), (f"at/2024-06-01/{zone}", "2024年5月中下旬"), (table, "5月中下旬")):
        assert f"{words} {days}" in record.get(f"/en/{page}").text
        assert words in record.get(f"/{page}").text and days not in record.get(f"/{page}").text
    assert (
        '<td data-heading="説明" class="long">記録があり、順序も正しい。</td>' in record.get("/zones/aichi/audit").text
    )
    assert '<p class="notice">ics ではこの回答を示せません。' in record.get("/zones.ics").text
    monkeypatch.setattr("reformlog.web.server.message", lambda error, lang: "No sentence has its Japanese.")
    assert 'class="notice" lang="en">' in record.get("/zones.ics").text


def test_a_day_is_never_broken_and_an_interval_only_between_its_days(record):
    page = record.get("/measures").text
    assert '<td data-heading="いつから" class="day">2015-09-01</td>' in page
    assert '<td data-heading="いつから" class="day">2014-04-01/<wbr>2017-12-15</td>' in page


def test_an_explanation_is_in_the_words_of_its_page(record):
    """A status, areas, the grade of a source and the names of all fields; no name of the program's own."""
    page = Page(record.get(f"{AT}/zones/miyagi-kumamoto/explain").text).text
    assert "評価の回数" in page and "区域会議の名称" in page and "国の機関" in page
    assert "宮城県、熊本県" in page
    for ours in ("evaluations", "council name", "official", "enforced"):
        assert ours not in page


def test_a_column_of_a_table_is_not_named_as_a_date_of_an_act(record):
    """Whether an effect was applied (適用) is another thing than when a plan was applied for (申請)."""
    page = record.get("/due/2023-01-01").text
    assert '<th scope="col">適用</th>' in page and "申請</th>" not in page


def test_the_page_of_a_zone_of_many_acts_lists_the_last_and_says_how_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pages, "MAX_ACTS", 2)
    with small(tmp_path / "r.db") as register:
        register.append([order(f"2024-08-0{day}", "b", effects=[], zones=["izumi"]) for day in (1, 2, 3)])
        total = len(register.chronology("izumi"))
    with client(tmp_path / "r.db") as asked:
        page = asked.get("/zones/izumi").text
    assert page.count('<th scope="row">8月') == 2 and f"全 {total} 件のうち終わりの 2 件です。" in page
    assert 'href="/zones/izumi/chronology">すべて見る</a>' in page


def test_the_page_of_a_zone_of_many_uses_and_changes_lists_a_part_and_leads_to_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """What a page holds does not grow with the record; its steps to the next change know every day all the same."""
    monkeypatch.setattr(pages, "PAGE", 2)
    monkeypatch.setattr(pages, "MAX_STATES", 2)
    with small(tmp_path / "r.db") as register:
        uses = [{"measure": f"m{number}", "zone": "izumi", "is": "included"} for number in (1, 2, 3)]
        approved = {"kind": "plan-approval", "approved": "2024-07-10", "enforced": None, "decided": None}
        plan = order("2024-07-10", "p", effects=[{"plan": "izumi", "is": "approved"}, *uses], **approved)
        named = [
            order(f"2024-08-0{day}", "n", effects=[{"zone": "izumi", "is": "renamed", "name": f"第{day}区域"}])
            for day in (1, 2, 3)
        ]
        register.append([{key: value for key, value in plan.items() if value and key != "promulgated"}, *named])
    with client(tmp_path / "r.db") as asked:
        page = asked.get("/at/2024-08-01/zones/izumi").text
        assert (
            "全 3 件のうちはじめの 2 件です。" in page and 'href="/at/2024-08-01/zones/izumi/measures">すべて' in page
        )
        assert ">m2<" in page and ">m3<" not in page
        assert "変化のあった 5 日のうち終わりの 2 日です。" in page
        history = page.partition("状態の移り変わり")[2].partition("</table>")[0]
        assert "第3区域" in history and "区域 izumi" not in history
        assert "前の変化 2024-07-10" in page and "次の変化 2024-08-02" in page
        assert "前の変化 2024-06-20" in asked.get("/at/2024-07-10/zones/izumi").text


def test_a_zone_is_told_by_its_name_wherever_a_page_leads_to_it(record):
    """On its day: the id stands in the address, and on the list of zones beside the name."""
    for path in ("/at/2024-06-26/", "/at/2024-12-31/due/2024-06-01", "/at/2024-06-26/since/2024-06-01"):
        assert f'<a href="{path[:14]}/zones/miyagi-kumamoto">宮城県・熊本県</a>' in record.get(path).text
    assert '/zones/fukuoka-kitakyushu">福岡市・北九州市</a>' in record.get("/uses").text
    assert ">宮城県・熊本県</a> → <strong>指定" in record.get("/acts/2024-06-21.cabinet-order").text
    assert "<h1>法定手続の点検（宮城県・熊本県）</h1>" in record.get("/zones/miyagi-kumamoto/audit").text
    assert "Audit (Miyagi and Kumamoto Prefectures)" in record.get("/en/zones/miyagi-kumamoto/audit").text
    assert ">miyagi-kumamoto</a>" in record.get("/zones").text


def test_a_chronology_prints_each_year_once_on_a_page(record):
    page = record.get("/zones/miyagi-kumamoto/chronology").text
    assert [page.count(f'<th scope="row">{year}年</th>') for year in (2023, 2024, 2025)] == [1, 1, 1]
    assert page.count("<td></td>") == 11


def test_what_the_log_says_of_time_is_told_in_japan_and_exact_where_it_proves(record, real: Register):
    page = record.get("/zones/aichi").text
    assert real.head.recorded_at in page.partition("<footer>")[2]
    told = page.partition('class="coordinates"')[2].partition("</p>")[0]
    assert re.search(r"記録 \d{4}-\d\d-\d\d \d\d:\d\d JST", told) and real.head.recorded_at not in told
    assert [minute("2024-12-31T15:00:00.000000Z"), minute("gone")] == ["2025-01-01 00:00 JST", "gone"]


def test_the_day_of_an_act_is_never_broken(record):
    uses = record.get("/uses").text
    assert '2016-04-13.plan-approval"><span class="day">2016-04-13.</span><wbr>plan-approval</a>' in uses
    assert (
        whole("<b>") == "<b>" and str(whole("2024-06-21.<b>")) == '<span class="day">2024-06-21.</span><wbr>&lt;b&gt;'
    )


def test_a_change_is_told_with_what_was_and_what_is_and_a_source_leads_to_its_document(record):
    page = record.get("/at/2024-06-26/zones/miyagi-kumamoto/explain").text
    assert "状態: 了承 → 指定\n区域の範囲: – → 宮城県、熊本県" in page
    assert '<a href="https://www.chisou.go.jp/tiiki/kokusentoc/kettei/r060621.html">' in page


def test_a_column_is_no_wider_than_its_texts_need(record):
    """A short list of areas is no long text: on a telephone it would push what stands beside it out of sight."""
    history = (
        record.get("/zones/miyagi-kumamoto").text.partition("状態の移り変わり</caption>")[2].partition("</table>")[0]
    )
    assert "宮城県、熊本県" in history and "long" not in history
    assert 'class="long">' in record.get("/zones/tokyo-area").text.partition("状態の移り変わり</caption>")[2]


@pytest.mark.parametrize(
    ("path", "heading", "other"),
    [
        ("/zones", "名称", "区域"),
        ("/measures", "件名", "特例措置"),
        ("/uses", "件名", "特例措置"),
        ("/plans", "区域", "区域計画"),
    ],
)
def test_a_table_names_first_what_it_lists_and_then_gives_its_id(record, path, heading, other):
    text = record.get(path).text
    headings = [re.sub("<[^>]*>", "", found).strip() for found in re.findall(r"<th[^>]*>(.*?)</th>", text, re.S)]
    assert headings[:2] == [heading, other]


def test_no_browser_turns_the_pages_dark_by_itself_and_they_have_dark_colours_of_their_own():
    """`only` forbids it: it would leave the dark letters of the map on a dark ground. Paper stays light."""
    style = (render.HERE / "static" / "style.css").read_text("utf-8")
    assert "color-scheme: only light;" in style
    dark = re.search(r"@media screen and \(prefers-color-scheme: dark\) \{\n  :root \{(.*?)\n  \}", style, re.S)
    light = style.partition(":root {")[2].partition("}")[0]
    assert dark and re.findall(r"--[a-z]+(?=:)", dark[1]) == re.findall(r"--[a-z]+(?=:)", light)
    assert not re.search("#[0-9a-f]{6}", style.partition(dark[0])[2])  # every other colour is one of these, or white


def test_what_was_learned_is_told_with_who_recorded_it_and_why(tmp_path: Path):
    """Also where nothing differs on the day any more: a correction is seen whatever day is asked about."""
    with small(tmp_path / "r.db") as register:
        changed = order("2024-06-20", "izumi", "43") | {"enforced": "2024-06-25"}
        register.correct("2024-06-20.izumi", changed, reason="官報により訂正", recorded_by="監査係")
    with client(tmp_path / "r.db") as asked:
        for day, differing in (("2024-06-22", True), ("2024-12-01", False)):
            page = Page(asked.get(f"/at/{day}/learned/3").text)
            assert ("違いはありません。" not in page.text) == differing
            for told in ("訂正", "監査係", "官報により訂正", "施行日: 2024-06-20 → 2024-06-25"):
                assert told in page.text
            assert f"/at/{day}/acts/2024-06-20.izumi" in page.links()
            assert {"at", "known", "since", "learned"} <= {each["name"] for each in page.all("input")}
        moved = asked.get("/learned/3?at=2024-06-22")
        assert moved.headers["location"] == "/at/2024-06-22/learned/3"


def test_the_map_says_what_is_possible_by_its_day_and_what_is_still_to_come(record):
    """As the list of zones does: on 20 May 2024 two zones may have been chosen, by 5月中下旬."""
    page = Page(record.get("/at/2024-05-20/").text)
    assert "その日までにあり得るもの" in page.text and "2024-05-11" in page.text
    assert "/at/2024-05-20/acts/2024-05.wg-hearing" in page.links()
    page = Page(record.get("/en/at/2024-06-25/").text)
    assert "Pending" in page.text and "/en/at/2024-06-25/acts/2024-06-21.cabinet-order" in page.links()
    assert "未到来のもの" not in record.get("/at/2024-06-26/").text


def test_what_may_have_happened_to_a_plan_is_not_told_as_of_its_zone(record):
    page = record.get("/at/2025-01-05/zones/miyagi-kumamoto").text
    table = page.partition("<caption>その日までにあり得るもの</caption>")[2].partition("</table>")[0]
    assert '<th scope="col">区域計画</th>' in table and "2025-01-31" in table


def test_what_a_page_says_of_a_policy_a_plan_or_a_measure_leads_to_why_it_is_so(record, real: Register):
    """As `explain` and `blame` answer it, and by the same name."""
    links = Page(record.get(f"{AT}/zones/miyagi-kumamoto").text).links()
    later = Page(record.get("/at/2025-12-01/zones/miyagi-kumamoto").text).links()
    use = "foreign-engineer-screening@miyagi-kumamoto/43"
    asked = {
        "/explain/policy%3Amiyagi-kumamoto": explain.explain(real.view(), "policy:miyagi-kumamoto", as_of="2025-12-01"),
        "/blame/plan%3Amiyagi-kumamoto": blame.blame(real.view(), "plan:miyagi-kumamoto", as_of="2025-12-01"),
        f"/explain/{use.replace('@', '%40').replace('/', '~')}": explain.explain(real.view(), use, as_of="2025-12-01"),
    }
    for path, answer in asked.items():
        address = f"/at/2025-12-01{path}"
        assert address in later and AT + path not in links  # nothing was decided of it on that day
        told = orjson.loads(record.get(address + ".json").content)
        assert tokens.read(told.pop("token")).command == path[1:].partition("/")[0]
        assert told == orjson.loads(orjson.dumps(answer))
        assert answer["fields"][0]["act"] is None or answer["fields"][0]["act"] in record.get(address).text
    for path in ("/zones", "/plans", "/measures", "/uses", "/proposals"):
        explained = [link for link in Page(record.get(path).text).links() if "/explain/" in link]
        assert bool(explained) == (path in ("/plans", "/measures", "/uses"))
        assert [record.get(link).status_code for link in explained[:30]] == [200] * len(explained[:30])
    assert "区域方針 宮城県・熊本県" in record.get("/at/2025-12-01/explain/policy%3Amiyagi-kumamoto").text
    unknown = record.get("/explain/policy%3Anowhere")
    assert unknown.status_code == 404 and "「policy:nowhere」に関する行為は記録されていません。" in unknown.text


def test_what_time_did_since_the_last_change_is_reached_from_the_map(record):
    (link,) = [link for link in Page(record.get("/at/2024-06-26/").text).links() if "/due/" in link]
    assert link == "/at/2024-06-26/due/2024-06-04" and record.get(link).status_code == 200


def test_an_act_and_an_audit_are_downloaded_as_a_person_reads_them(record, record_file: Path):
    """As the command line prints them: the newest body field by field with its sources, and no body run into a cell."""
    act, audit = "2024-06-21.cabinet-order", ["audit", "--as-of", "2024-06-26"]
    for path, words in (
        (f"/acts/{act}", ["show", act]),
        ("/zones/aichi/audit", [*audit, "--zone", "aichi"]),
        ("/audit", [*audit, "--all"]),
    ):
        for name in ("text", "md", "csv"):
            printed = run("--db", str(record_file), *words, "--format", name).out
            assert record.get(f"{AT}{path}.{name}").text == printed
    assert "施行" in record.get(f"{AT}/acts/{act}.md").text


@pytest.mark.parametrize("decides", ["rules/steps.py", "places/zones.json", "queries/audit/steps.py", "dates/spans.py"])
def test_a_page_that_other_code_would_make_otherwise_has_another_tag(monkeypatch: pytest.MonkeyPatch, decides: str):
    """Whichever part of the program decides what the page says."""
    before, read = server.code_fingerprint(), Path.read_bytes
    changed = Path(reformlog.__file__).parent / decides
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b" " * (path == changed))
    assert server.code_fingerprint.__wrapped__() != before


def test_a_printed_page_has_its_permanent_address_at_its_foot(record, real: Register):
    """On the page that is addressed by day and position, too: what is printed is all that a reader of paper has."""
    fixed = f"{AT}/known/{real.head.position}/zones/aichi"
    for path in (f"{AT}/zones/aichi", fixed):
        page = record.get(path).text
        assert [link["href"] for link in Page(page).all("a") if link.get("rel") == "bookmark"] == [fixed]
        assert ("最新の記録で見る" in page) == (path == fixed)
    printed = (Path(server.__file__).parent / "static/style.css").read_text("utf-8").partition("@media print")[2]
    assert 'a[rel=bookmark]::after { content: " " attr(href);' in printed


def test_from_the_page_of_a_zone_the_differences_of_that_zone_are_asked_for(record, real: Register):
    page = Page(record.get(f"{AT}/zones/miyagi-kumamoto").text)
    assert f"{AT}/zones/miyagi-kumamoto/difference" in {form["action"] for form in page.all("form")}
    assert f"{AT}/difference" in {form["action"] for form in Page(record.get(f"{AT}/").text).all("form")}
    shown = Page(record.get(f"{AT}/zones/miyagi-kumamoto/since/2024-06-01").text)
    assert "2024-06-01 と 2024-06-26 の間の違い（宮城県・熊本県）" in shown.text and "福島県・長崎県" not in shown.text
    told = orjson.loads(record.get(f"{AT}/zones/miyagi-kumamoto/since/2024-06-01.json").content)
    wanted = real.diff("2024-06-01", "2024-06-26", zone="miyagi-kumamoto").model_dump(mode="json")
    assert told == wanted
    assert record.get(f"{AT}/zones/nowhere/since/2024-06-01").status_code == 404


def test_the_number_of_an_order_is_not_called_as_that_of_a_sitting_on_its_page(record):
    page = record.get("/acts/2024-06-21.cabinet-order").text
    assert "番号 令和6年政令第224号" in page and "回数 令和6年政令第224号" not in page


def test_a_zone_has_a_page_whatever_else_has_its_name_and_however_acts_speak_of_it(tmp_path: Path):
    """One named as a measure, one only mentioned, one of an act without a date, one whose act was withdrawn; a plan's
    own name is no zone."""
    request = {"kind": "request", "title": "要望", "made": "2024-06-02", "sources": [{"title": "要望書"}]}
    undated = {
        key: value
        for key, value in order("2024-06-03", "hirose").items()
        if key not in ("enforced", "promulgated", "decided")
    }
    plan = {"kind": "plan-approval", "title": "認定", "sources": [{"title": "官報"}]}
    with reformlog.open(tmp_path / "r.db", create=True, clock=clock) as register:
        measure = {"measure": "aoba", "is": "created", "title": "特例"}
        register.append([order("2024-06-01", "aoba"), order("2024-06-02", "x", effects=[measure])])
        register.append([{"id": "request", **request, "zones": ["izumi"]}, {**undated, "id": "undated"}])
        register.append(order("2024-06-04", "taihaku"))
        register.withdraw("2024-06-04.taihaku", reason="なかった")
        bound = {"plan": "own-name", "zone": "aoba", "is": "approved"}
        register.append({"id": "p1", **plan, "approved": "2024-06-05", "effects": [bound]})
        changed = {"plan": "own-name", "is": "change-approved"}
        register.append({"id": "p2", **plan, "approved": "2024-06-06", "effects": [changed]})
    web = client(tmp_path / "r.db")
    for zone in ("aoba", "izumi", "hirose", "taihaku"):
        assert web.get(f"/zones/{zone}").status_code == 200, zone
    for zone, act, outcome in (
        ("aoba", "2024-06-01.aoba", "took-effect"),
        ("hirose", "undated", "undated"),
        ("taihaku", "2024-06-04.taihaku", "withdrawn"),
    ):
        told = web.get(f"/zones/{zone}/explain.json").json()
        assert {(row["act"], row["outcome"]) for row in told["acts"]} == {(act, outcome)}
        assert web.get(f"/zones/{zone}/blame.json").json()["entity"] == "zone"
    assert web.get("/zones/own-name").status_code == web.get("/zones/own-name.json").status_code == 404
    assert web.get("/explain/own-name.json").json()["entity"] == "plan"
