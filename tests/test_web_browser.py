"""The pages in a browser: forms, links, downloads and playing, with and without JavaScript, and for everyone.

Needs Debian's chromium (`apt-get install chromium`) and the package `playwright`; axe-core comes with
`axe-playwright-python`. What is not there is skipped, with the reason. `REFORMLOG_SCREENSHOTS=1` keeps pictures of the
main pages in docs/screenshots.
"""

from __future__ import annotations

import datetime
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

pytest.importorskip("starlette", reason="the extra `web` is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="the extra `web` is not installed")

from cli_running import run  # noqa: E402
from reformlog.web.server import application  # noqa: E402

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no chromium on this machine")

PICTURES = Path(__file__).parent.parent / "docs" / "screenshots"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MAIN = {
    "map": "/at/2024-06-26/",
    "zone": "/at/2024-06-26/zones/miyagi-kumamoto",
    "act": "/at/2024-06-26/acts/2024-06-21.cabinet-order",
    "difference": "/at/2024-06-30/since/2024-06-01",
}
OTHERS = [
    "/en/at/2024-06-26/",
    "/at/2026-11-01/known/20/chronology",  # the long pages of a shorter record: their elements are the same, only fewer
    "/at/2026-11-01/known/20/log",
    "/at/2014-06-01/known/20/zones/kansai-area/audit",
    "/check",
    "/known/60/measures",
    "/at/2022-04-20/",
    "/en/at/2014-04-26/known/20/learned/10",
    "/en/at/2024-12-01/explain/policy%3Amiyagi-kumamoto",
    "/known/20/search?q=諮問会議",
    "/zones/nowhere",
]


@pytest.fixture(scope="module")
def address(record_file: Path) -> Iterator[str]:
    """Where the pages of the real record are served while the tests run."""
    noon = datetime.datetime(2026, 11, 1, 3, tzinfo=datetime.UTC)
    listening = socket.create_server(("127.0.0.1", 0))
    app = application(str(record_file), clock=lambda: noon)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as tool:
        started = tool.chromium.launch(executable_path=BROWSER, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="module")
def windows(browser: Any, address: str) -> dict[bool, Any]:
    """A window with JavaScript and one without; to open one costs the browser more than to load a page."""
    options = {"base_url": address, "locale": "ja-JP"}
    return {script: browser.new_context(java_script_enabled=script, **options).new_page() for script in (True, False)}


def as_new(page: Any) -> Any:
    """A window of the usual size and colours. Each test begins with a `goto`, which leaves nothing from before."""
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(color_scheme="light")
    return page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(windows: dict[bool, Any], request: pytest.FixtureRequest) -> Iterator[Any]:
    """Each window in turn; what it complains of during a test fails the test."""
    opened, complaints = as_new(windows[request.param]), []
    hears = {
        "pageerror": lambda error: complaints.append(str(error)),
        "console": lambda said: complaints.append(said.text) if said.type == "error" else None,
    }
    for event, hear in hears.items():
        opened.on(event, hear)
    yield opened
    for event, hear in hears.items():
        opened.remove_listener(event, hear)
    assert not complaints


@pytest.fixture
def window(windows: dict[bool, Any]) -> Any:
    """The one with JavaScript only."""
    return as_new(windows[True])


def follow(page: Any, link: str) -> None:
    """Clicks a link or a button, and waits until the page it leads to is there whole: what is read of it is its own."""
    with page.expect_navigation():
        page.click(link)


def test_one_steps_from_change_to_change_and_to_any_day(page: Any):
    """前の変化 and 次の変化 step; the form takes a day as officials write it and leads to its permanent address."""
    page.goto("/at/2024-06-26/")
    follow(page, "text=前の変化")
    assert page.url.endswith("/at/2024-06-04/")
    follow(page, "text=次の変化")
    assert page.url.endswith("/at/2024-06-26/")
    page.fill("input[name=at]", "令和6年6月25日")
    page.fill("input[name=known]", "100")
    follow(page, "text=表示")
    assert page.url.endswith("/at/2024-06-25/known/100/")
    assert "2024-06-25 の国家戦略特別区域" in page.inner_text("h1")


def test_a_square_of_the_map_leads_to_its_zone_with_the_keyboard(page: Any):
    page.goto("/at/2024-06-26/")
    page.focus("#map a[aria-label^=熊本県]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/at/2024-06-26/zones/miyagi-kumamoto")
    assert page.inner_text("h1").startswith("宮城県・熊本県")


def test_the_first_tab_reaches_the_link_that_skips_to_the_content(page: Any):
    page.goto("/at/2024-06-26/zones/aichi")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zones/aichi#content")
    assert page.evaluate("document.querySelector(':target').tagName") == "MAIN"


def test_the_permanent_link_shows_the_same(page: Any):
    page.goto("/zones/aichi")
    before = page.inner_text("main")
    follow(page, "text=この表示の固定リンク")
    assert "/at/2026-11-01/known/" in page.url
    first = [line for line in before.splitlines() if line.strip()]
    assert page.inner_text("h1") == first[0].strip()
    assert page.inner_text("table.rows") in before


def test_the_data_can_be_downloaded(page: Any):
    page.goto("/at/2024-06-26/zones/aichi")
    with page.expect_download() as started:
        page.click("section.downloads a[href$='chronology.csv']")
    saved = started.value
    assert saved.suggested_filename.startswith("zones-aichi-chronology-2024-06-26-")
    assert Path(saved.path()).read_text("utf-8").startswith("year,date,text")


@pytest.mark.parametrize("of", ["", "/zones/miyagi-kumamoto"])
def test_two_days_can_be_compared(page: Any, of: str):
    """On the map of all zones, on the page of a zone of that one."""
    page.goto(f"/at/2024-06-30{of or '/'}")
    page.fill("input[name=since]", "2024-06-01")
    follow(page, "form[aria-label='ほかの日と比べる'] button")
    assert page.url.endswith(f"/at/2024-06-30{of}/since/2024-06-01")
    assert "宮城県・熊本県" in page.inner_text("table")
    assert ("福島県・長崎県" in page.inner_text("table")) == (not of)
    assert "指定" in page.inner_text("table")


def test_the_map_plays_through_time_where_there_is_javascript(window: Any):
    """Each step shows what the page of that day shows, and the link opens it."""
    window.goto("/at/2024-06-26/")
    slider = window.locator("#play input")
    slider.fill("0")
    assert window.locator("#map .square.designated").count() == 0
    window.click("#play button")
    deadline = time.monotonic() + 20
    while int(slider.input_value()) < 3 and time.monotonic() < deadline:
        window.wait_for_timeout(50)
    window.click("#play button")
    days = window.evaluate("JSON.parse(document.getElementById('course').textContent).days")
    for day in (days[len(days) // 3], days[-1]):
        slider.fill(str(days.index(day)))
        classes = "square => square.getAttribute('class').split(' ').sort().join(' ')"
        states = f"[...document.querySelectorAll('#map .square')].map({classes})"
        played = window.evaluate(states)
        follow(window, "#play a")
        assert window.url.endswith(f"/at/{day}/")
        assert window.evaluate(states) == played


def test_without_javascript_nothing_of_the_player_is_shown(windows: dict[bool, Any]):
    plain = as_new(windows[False])
    plain.goto("/at/2024-06-26/")
    assert not plain.is_visible("#play")


@pytest.fixture(scope="module")
def axe(browser: Any, address: str) -> Iterator[Any]:
    """A page in which each address that is opened has the checker beside it."""
    axe = pytest.importorskip("axe_playwright_python", reason="the package axe-playwright-python is not installed")
    context = browser.new_context(base_url=address, bypass_csp=True)
    context.add_init_script(path=Path(axe.__file__).parent / "axe.min.js")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("path", "scheme"),
    [*((path, "light") for path in (*MAIN.values(), *OTHERS)), *((path, "dark") for path in MAIN.values())],
)
def test_axe_finds_nothing_wrong(axe: Any, path: str, scheme: str):
    """WCAG 2.2 A and AA, which JIS X 8341-3 follows, as far as a program can tell; on a dark ground only the colours
    are others."""
    axe.emulate_media(color_scheme=scheme)
    axe.goto(path)
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = rules if scheme == "light" else ["color-contrast", "link-in-text-block"]
    found = axe.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    wrong = found["violations"]
    assert [(fault["id"], fault["impact"], fault["nodes"][0]["html"][:200]) for fault in wrong] == []
    assert len(found["passes"]) > (20 if scheme == "light" else 0)


CONTRAST = """() => {
    const light = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(each => each / 255)
            .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const paper = light(getComputedStyle(document.body).backgroundColor);
    const under = text => {
        const box = text.getBoundingClientRect();
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        return [...text.ownerSVGElement.querySelectorAll('rect')].reverse().map(each => [each, getComputedStyle(each)])
            .find(([each, style]) => {
                const {left, right, top, bottom} = each.getBoundingClientRect();
                return style.fill.startsWith('rgb') && left <= x && x <= right && top <= y && y <= bottom;
            });
    };
    return [...document.querySelectorAll('svg text')].filter(text => text.textContent).map(text => {
        const [ink, rect] = [light(getComputedStyle(text).fill), under(text)];
        const ground = rect ? light(rect[1].fill) : paper;
        return [text.textContent, Math.max(ink, ground) / Math.min(ink, ground)];
    });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/at/2024-06-04/", "/at/2024-06-26/", "/at/2026-11-01/zones/miyagi-kumamoto"])
def test_the_words_of_a_drawing_can_be_told_from_their_ground(window: Any, path: str, scheme: str):
    """axe does not look at drawings: of what is designated, endorsed or nothing, 4.5 to 1 on either ground."""
    window.emulate_media(color_scheme=scheme)
    window.goto(path)
    found = window.evaluate(CONTRAST)
    assert len(found) > 5 and [each for each in found if each[1] < 4.5] == []
    dark = window.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (scheme == "dark")


@pytest.mark.parametrize("path", [*MAIN.values(), *OTHERS])
def test_at_four_hundred_percent_nothing_is_cut_off_to_the_side(window: Any, path: str):
    """1280 pixels at 400 % are 320: only drawings may scroll, each in its own frame."""
    window.set_viewport_size({"width": 320, "height": 256})
    window.goto(path)
    assert window.evaluate("document.documentElement.scrollWidth") <= 320
    wide = "frame => frame.querySelector('table') && frame.scrollWidth > frame.clientWidth"
    assert window.evaluate(f"[...document.querySelectorAll('.scroll')].filter({wide}).length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("command", ["chronology miyagi-kumamoto", "audit --zone aichi", "zones --lang en"])
def test_an_answer_as_html_is_for_everyone_too(
    window: Any, record_file: Path, tmp_path: Path, command: str, scheme: str
):
    """Nothing of it is cut off to the side at 400 %, and its colours can be told apart on either ground."""
    axe = pytest.importorskip("axe_playwright_python", reason="the package axe-playwright-python is not installed")
    told = run("--db", str(record_file), *command.split(), "--format", "html").out
    (tmp_path / "answer.html").write_text(told, "utf-8")
    window.set_viewport_size({"width": 320, "height": 256})
    window.emulate_media(color_scheme=scheme)
    window.goto((tmp_path / "answer.html").as_uri())
    assert window.evaluate("document.documentElement.scrollWidth") <= 320
    window.add_script_tag(path=Path(axe.__file__).parent / "axe.min.js")
    found = window.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found["violations"]] == []


def test_a_published_site_works_from_a_disk(window: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Opened as a file, without any server: styles, links, playing and data are all there."""
    from reformlog.web import site
    from web_samples import small, without_slow_formats

    without_slow_formats(monkeypatch)
    with small(tmp_path / "r.db") as register:
        site.publish(register.view(), tmp_path / "site")
    window.goto((tmp_path / "site" / "index.html").as_uri())
    assert window.evaluate("getComputedStyle(document.querySelector('.site')).fontWeight") == "700"
    follow(window, "#map a[aria-label^=熊本県]")
    assert window.url.endswith("/at/2024-07-01/zones/izumi.html")
    follow(window, "text=2024-06-20.izumi")
    assert window.url.endswith("/acts/2024-06-20.izumi.html")
    window.goto((tmp_path / "site" / "index.html").as_uri())
    window.locator("#play input").fill("0")
    follow(window, "#play a")
    assert window.url.endswith("/at/2024-06-01/index.html")
    assert window.locator("#map .square.designated").count() == 1


@pytest.mark.parametrize("name", list(MAIN))
def test_the_main_pages_make_a_picture(window: Any, name: str, tmp_path: Path):
    window.set_viewport_size({"width": 1100, "height": 800})
    window.goto(MAIN[name])
    folder = PICTURES if os.environ.get("REFORMLOG_SCREENSHOTS") else tmp_path
    file = folder / f"{name}.png"
    window.screenshot(path=file)
    assert file.read_bytes().startswith(b"\x89PNG") and file.stat().st_size > 20_000


def test_the_data_of_a_page_is_json(window: Any):
    window.goto("/at/2024-06-26/zones/aichi.json")
    assert orjson.loads(window.inner_text("body"))["zones"][0]["zone"] == "aichi"


@pytest.mark.parametrize(
    "path", ["/measures", "/at/2026-11-01/known/40/log", "/zones/tokyo-area", "/zones/aichi/explain"]
)
def test_on_a_telephone_no_cell_of_a_table_is_a_tower(window: Any, path: str):
    """Long texts have the width of a dozen characters."""
    window.set_viewport_size({"width": 360, "height": 640})
    window.goto(path)
    towers = "cell => cell.clientWidth < 12 * parseFloat(getComputedStyle(cell).fontSize)"
    assert window.evaluate(f"[...document.querySelectorAll('td.long, th.long')].filter({towers}).length") == 0
    assert window.locator("td.long").count() > 0


@pytest.mark.parametrize("path", ["/measures", "/zones/tokyo-area", "/en/zones/aichi/explain", MAIN["difference"]])
def test_on_a_telephone_each_cell_stands_below_the_one_before_it_behind_the_heading_of_its_column(
    window: Any, path: str
):
    """状態 of a measure is read without scrolling to the side; on a wide screen the headings stand above."""
    window.goto(path)
    headings = "table => [...table.tHead.rows[0].cells].map(each => each.textContent)"
    wanted = window.locator("table.stack").evaluate_all(f"tables => tables.map({headings})")
    said = """cell => getComputedStyle(cell, '::before').content.replace(/^"|"$/g, '')"""
    assert set(window.locator("table.stack tbody :is(th, td)").evaluate_all(f"all => all.map({said})")) == {"none"}
    window.set_viewport_size({"width": 360, "height": 640})
    cells = f"""row => [...row.cells].map((cell, place) => [place, ({said})(cell), cell.textContent])
        .filter(each => each[2])"""
    tables = f"tables => tables.map(table => [...table.tBodies].flatMap(body => [...body.rows]).map({cells}))"
    for columns, rows in zip(wanted, window.locator("table.stack").evaluate_all(tables), strict=True):
        assert rows
        for row in rows:
            assert [told for _, told, _ in row] == [columns[place] for place, _, _ in row]
    below = """row => [...row.cells].map(cell => cell.getBoundingClientRect()).filter(box => box.height)
        .every((box, place, all) => !place || box.top >= all[place - 1].bottom - 1)"""
    assert window.locator("table.stack tbody tr").evaluate_all(f"rows => rows.every({below})")


DOCUMENTS = {
    "zones": ("zones",),
    "chronology": ("chronology", "miyagi-kumamoto"),
    "audit": ("audit", "--zone", "miyagi-kumamoto"),
    "act": ("show", "2024-06-21.cabinet-order"),
    "nothing": ("search", "zzz"),
}


@pytest.mark.parametrize("words", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_is_read_on_a_telephone_without_scrolling_to_the_side(
    window: Any, record_file: Path, tmp_path: Path, words: tuple[str, ...]
):
    window.set_viewport_size({"width": 360, "height": 640})
    assert run("--db", str(record_file), *words, "-o", str(tmp_path / "answer.html")).code == 0
    window.goto((tmp_path / "answer.html").as_uri())
    for scheme in ("light", "dark"):
        window.emulate_media(color_scheme=scheme)
        assert window.evaluate("document.documentElement.scrollWidth") == 360
        beyond = "all => all.filter(each => each.getBoundingClientRect().right > 360).length"
        assert window.locator("body *").evaluate_all(beyond) == 0
        hidden = "all => all.filter(each => each.scrollWidth > each.clientWidth).length"
        assert window.locator(".scroll").evaluate_all(hidden) == 0


def test_a_document_has_on_a_telephone_each_cell_behind_its_heading_and_on_paper_the_headings_above(
    window: Any, record_file: Path, tmp_path: Path
):
    assert run("--db", str(record_file), "zones", "-o", str(tmp_path / "answer.html")).code == 0
    window.goto((tmp_path / "answer.html").as_uri())
    said = """row => [...row.cells].filter(cell => cell.textContent).slice(0, 2)
        .map(cell => getComputedStyle(cell, '::before').content.replace(/^"|"$/g, ''))"""
    first = window.locator("#table-1 tbody tr").first
    assert first.evaluate(said) == ["none", "none"] and window.locator("thead").is_visible()
    window.set_viewport_size({"width": 360, "height": 640})
    assert first.evaluate(said) == ["区域", "名称"] and not window.locator("thead").is_visible()
    window.emulate_media(media="print")
    assert first.evaluate(said) == ["none", "none"] and window.locator("thead").is_visible()
    window.emulate_media(media="screen")


def test_the_columns_of_days_are_as_wide_as_a_day(window: Any):
    window.set_viewport_size({"width": 1280, "height": 800})
    lines = """cells => cells.map(cell => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map(each => Math.round(each.top))).size;
    })"""
    window.goto("/at/2026-11-01/known/40/chronology")
    assert set(window.locator("table.rows td:nth-child(2)").evaluate_all(lines)) == {1}
    window.goto("/measures")
    days = window.locator("td.day")
    for text, count in zip(days.all_inner_texts(), days.evaluate_all(lines), strict=True):
        assert count <= 1 + text.count("/"), text
