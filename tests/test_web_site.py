"""The published site: the same log gives the same bytes, every link leads somewhere, the data are the register's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import orjson
import pytest

pytest.importorskip("jinja2")

from click.testing import CliRunner

import reformlog
from cli_running import run
from reformlog.cli import group
from reformlog.errors import Refused
from reformlog.log import Head, merkle
from reformlog.proof import checkpoints, keys, tlog
from reformlog.queries import chronology, states, tokens
from reformlog.register import Register
from reformlog.web import downloads, render, site
from web_samples import Page, clock, hostile_acts, order, record_past_the_door, small, without_slow_formats


def every_file(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves out the two formats that take longest to make, where a test is not about them."""
    without_slow_formats(monkeypatch)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(log, site) of the register of three acts, with a measure whose last day passes; of the quick formats."""
    place = tmp_path_factory.mktemp("site")
    with small(place / "r.db") as register, pytest.MonkeyPatch.context() as patch:
        without_slow_formats(patch)
        measure = {"measure": "drone", "is": "created", "title": "ドローン", "until": "2024-08-31"}
        register.append(order("2024-06-10", "hirose", "05", effects=[measure]))
        site.publish(register.view(), place / "site")
    return place / "r.db", place / "site"


def test_the_same_log_gives_the_same_bytes(tmp_path: Path):
    """In every format that can be made here, also where a clock or a counter would like to get in."""
    with reformlog.open(tmp_path / "r.db", create=True, clock=clock) as register:
        register.append(order("2024-06-01", "aoba"))
        site.publish(register.view(), tmp_path / "site")
    with reformlog.open(tmp_path / "r.db", projection=str(tmp_path / "other.db"), clock=clock) as register:
        site.publish(register.view(), tmp_path / "again")
    files = every_file(tmp_path / "site")
    assert every_file(tmp_path / "again") == files
    made = {name.rpartition(".")[2] for name in files}
    assert made >= {name for name in ("pdf", "docx", "xlsx", "ics", "atom", "csv", "json") if render.installed(name)}
    assert links_that_lead_to_a_file(tmp_path / "site") > 500


def test_without_a_japanese_font_a_site_has_everything_but_pdf_and_the_command_says_so(tmp_path: Path, no_font: None):
    """In one line that names what to install; no page links to what is not there."""
    with reformlog.open(tmp_path / "r.db", create=True, clock=clock) as register:
        register.append(order("2024-06-01", "aoba"))
    done = run("--db", str(tmp_path / "r.db"), "publish", str(tmp_path / "site"))
    assert done.code == 0, done.err
    told = [line for line in done.err.splitlines() if "PDF" in line]
    assert len(told) == 1 and "left out" in told[0] and "fonts-noto-cjk" in told[0]
    made = {name.rpartition(".")[2] for name in every_file(tmp_path / "site")}
    assert "pdf" not in made and made >= {"html", "json", "csv", "md", "atom"}
    assert links_that_lead_to_a_file(tmp_path / "site") > 500


@pytest.mark.usefixtures("quick")
def test_a_zone_that_an_act_only_mentions_is_no_hindrance(tmp_path: Path):
    act = {"id": "a", "kind": "announcement", "published": "2024-12-10", "title": "公表", "zones": ["izumi"]}
    with reformlog.open(tmp_path / "r.db", create=True) as register:
        register.append({**act, "sources": [{"title": "公表"}]})
        site.publish(register.view(), tmp_path / "site")
    assert (tmp_path / "site/zones/izumi/chronology.csv").is_file()


def test_a_plan_named_otherwise_than_its_zone_and_a_measure_named_as_a_zone_are_no_hindrance(
    tmp_path: Path, quick: None
):
    """The plan is bound by one act and named without its zone by another; its id is no zone's."""
    with reformlog.open(tmp_path / "r.db", create=True, clock=clock) as register:
        measure = {"measure": "aoba", "is": "created", "title": "特例"}
        register.append([order("2024-06-01", "aoba"), order("2024-06-02", "hirose", effects=[measure])])
        for number, effect in enumerate(({"zone": "aoba", "is": "approved"}, {"is": "change-approved"}), 3):
            plan = {"id": f"p{number}", "kind": "plan-approval", "title": "認定", "approved": f"2024-06-0{number}"}
            register.append({**plan, "effects": [{"plan": "own-name", **effect}], "sources": [{"title": "官報"}]})
        assert chronology.zones(register.view()) == ["aoba"]
        site.publish(register.view(), tmp_path / "site")
    assert (tmp_path / "site" / "zones" / "aoba" / "chronology.json").is_file()
    assert not (tmp_path / "site" / "zones" / "own-name").exists()


def test_there_is_a_page_for_every_day_on_which_something_changed(published: tuple[Path, Path]):
    """Also the day after the last on which the measure could be used, on which nobody acted."""
    _, folder = published
    days = {path.name for path in (folder / "at").iterdir()}
    assert days == {"2024-06-01", "2024-06-10", "2024-06-20", "2024-07-01", "2024-09-01"}
    assert "期限の到来" in (folder / "at/2024-09-01/measures.html").read_text("utf-8")
    for day in days:
        for lang in ("", "en/"):
            for name in ("index", "zones", "plans", "measures", "uses", "proposals", "bills"):
                assert (folder / lang / "at" / day / f"{name}.html").is_file()


def test_every_link_is_relative_and_leads_to_a_file(published: tuple[Path, Path]):
    assert links_that_lead_to_a_file(published[1]) > 1000


def links_that_lead_to_a_file(folder: Path) -> int:
    """How many there are in the pages of a site; one that leads elsewhere fails."""
    checked = 0
    for path in folder.rglob("*.html"):
        page = Page(path.read_text("utf-8"))
        ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        targets = [each.get("href", each.get("src")) for _, each in page.elements if "href" in each or "src" in each]
        for target in targets:
            file, _, mark = unquote(target).partition("#")
            assert not target.startswith(("/", "http", "file"))
            assert (path.parent / file).resolve().is_relative_to(folder) if file else mark in ids
            assert not file or (path.parent / file).is_file(), (path, target)
            checked += 1
        assert not page.all("form")
    return checked


def test_the_data_beside_the_pages_are_the_answers_of_the_queries(published: tuple[Path, Path]):
    log, folder = published
    with reformlog.open(log, clock=clock) as register:
        view = register.view()
        for day in ("2024-06-01", "2024-09-01"):
            wanted = tokens.with_token(states.states(view, "zones", as_of=day), "zones", {"as_of": day})
            assert orjson.loads((folder / f"at/{day}/zones.json").read_bytes()) == orjson.loads(orjson.dumps(wanted))
        wanted = tokens.with_token(chronology.chronology(view, ["izumi"]), "chronology", {"zones": ["izumi"]})
        assert orjson.loads((folder / "zones/izumi/chronology.json").read_bytes()) == orjson.loads(orjson.dumps(wanted))
        lines = b"".join(event.line + b"\n" for event in view.log.events())
        assert (folder / "data/events.jsonl").read_bytes() == lines
    assert (folder / "zones/izumi/chronology.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert b"<feed" in (folder / "log.atom").read_bytes()


def test_the_projection_answers_the_canned_questions(published: tuple[Path, Path]):
    """As Datasette would ask them: a day and a position in, the states of that day out."""
    log, folder = published
    metadata = orjson.loads((folder / "data/metadata.json").read_bytes())
    queries = metadata["databases"]["reformlog.projection"]["queries"]
    connection = sqlite3.connect((folder / "data/reformlog.projection.db").as_uri() + "?mode=ro&immutable=1", uri=True)
    asked = {"kind": "zone", "as_of": "2024-06-25", "known": 3}
    found = connection.execute(queries["states_as_of"]["sql"], asked).fetchall()
    with reformlog.open(log, clock=clock) as register:
        wanted = states.states(register.view(3), "zones", as_of="2024-06-25")["zones"]
        rows = chronology.rows_of(register.view(), ["izumi"])
    assert [orjson.loads(row) for _, row in found] == wanted
    told = connection.execute(queries["chronology_of"]["sql"], {"zone": "izumi", "known": 4}).fetchall()
    assert [row[4] for row in told] == [row["act"] for row in rows]
    connection.close()


def test_the_canned_states_are_those_of_the_register_on_any_day(real: Register, tmp_path: Path):
    """Of every kind that borrows nothing from another: a measure is expired by time alone, and what has not begun is
    left out."""
    made: dict[str, bytes] = {}
    downloads.write(real.view(), tmp_path / "data", made.__setitem__)
    query = orjson.loads(made["data/metadata.json"])["databases"]["reformlog.projection"]["queries"]["states_as_of"]
    kinds = {"zone": "zones", "plan": "plans", "measure": "measures", "bill": "bills"}
    with closing(sqlite3.connect(tmp_path / "data/reformlog.projection.db")) as connection:
        for day in ("2014-04-30", "2022-03-20", "2023-09-01", "2026-02-06"):
            for known in (120, 213, real.head.position):
                for kind, name in kinds.items():
                    asked = {"kind": kind, "as_of": day, "known": known}
                    told = [orjson.loads(state) for _, state in connection.execute(query["sql"], asked)]
                    assert told == states.states(real.view(known), name, as_of=day)[name]
    unextended = states.states(real.view(213), "measures", as_of="2022-03-20")["measures"]
    assert "expired" in {row["status"] for row in unextended}


@pytest.mark.usefixtures("quick")
def test_the_canned_chronology_has_the_acts_about_a_plan_with_the_zone_it_is_bound_to_as_known_then(tmp_path: Path):
    """Whatever the plan is called, whatever zone an act names, and whenever the act that bound it was recorded."""
    given = {"title": "計画", "sources": [{"title": "資料"}]}
    plan = [
        {"id": "change", "kind": "plan-approval", "approved": "2024-07-05"},
        {"id": "own", "kind": "plan-approval", "approved": "2024-07-04"},
        {"id": "bound", "kind": "plan-application", "applied": "2024-07-02"},
    ]
    effects = [
        {"plan": "p/2", "is": "change-approved"},
        {"plan": "izumi", "zone": "izumi", "is": "approved"},
        {"plan": "p/2", "zone": "aoba", "is": "applied"},
    ]
    with small(tmp_path / "r.db") as register:
        for act, effect in zip(plan, effects, strict=True):
            register.append({**act, **given, "effects": [effect]}, accept_conflict="例")
        register.correct("bound", {**plan[2], **given, "effects": [{**effects[2], "zone": "izumi"}]}, reason="誤記")
        register.withdraw("bound", reason="二重")
        site.publish(register.view(), tmp_path / "site")
        metadata = orjson.loads((tmp_path / "site/data/metadata.json").read_bytes())
        query = metadata["databases"]["reformlog.projection"]["queries"]["chronology_of"]["sql"]
        with closing(sqlite3.connect(tmp_path / "site/data/reformlog.projection.db")) as connection:
            for known in range(register.head.position + 1):
                for zone in ("aoba", "izumi", "p"):
                    told = connection.execute(query, {"zone": zone, "known": known}).fetchall()
                    wanted = chronology.rows_of(register.view(known), [zone])
                    assert [(row[4], row[5]) for row in told] == [(row["act"], row["position"]) for row in wanted]


def signed(register: reformlog.Register) -> tuple[keys.Signer, Head, bytes]:
    """The key, the head it signed, and the checkpoint, which the log keeps."""
    signer, head = keys.new_signer(register.log.origin), register.head
    note = checkpoints.sign(checkpoints.Checkpoint(register.log.origin, head.position, head.root), signer)
    register.log.keep_note(lambda log: (head.position, note))
    return signer, head, note


@pytest.mark.usefixtures("quick")
def test_tiles_hold_the_hashes_and_with_a_signed_checkpoint_each_event_has_its_proof(tmp_path: Path):
    with small(tmp_path / "r.db") as register:
        site.publish(register.view(), tmp_path / "unsigned")
        leaves = b"".join(register.log.leaf(position) for position in (1, 2, 3))
        assert (tmp_path / "unsigned/data/tile/0/000.p/3").read_bytes() == leaves
        assert not (tmp_path / "unsigned/data/checkpoint").exists()
        assert "署名されたチェックポイントがまだない" in (tmp_path / "unsigned/data.html").read_text("utf-8")

        signer, head, note = signed(register)
        site.publish(register.view(), tmp_path / "signed")
        folder = tmp_path / "signed/data"
        assert (folder / "checkpoint").read_bytes() == note
        for position in (1, 2, 3):
            proof = tlog.read((folder / f"proof/{position}.tlog-proof").read_bytes())
            line = register.log.event(position).line
            leaf = merkle.leaf_hash(line)
            assert merkle.verify_inclusion(leaf, proof.index, head.position, list(proof.hashes), head.root)
            assert tlog.verify(proof, [signer.verifier], line)[0].size == head.position


@pytest.mark.usefixtures("quick")
def test_a_line_too_long_for_tiles_and_a_remark_on_a_long_key_are_published_all_the_same(tmp_path: Path):
    with small(tmp_path / "r.db") as register:
        title = [{"title": "資料"}]
        register.append({"id": "long", "kind": "request", "made": "2024", "title": "長い", "sources": title}
                        | {"notes": ["長" * 15_000] * 2})  # fmt: skip
        zone, act = "a" * 120, "b" * 120
        register.append(
            {"id": act, "kind": "request", "made": "2024", "title": "要望", "zones": [zone], "sources": title}
        )
        register.append({"remark": f"P2/{zone}/{act}", "id": "c" * 40, "text": "確認"})
        assert len(register.log.event(register.head.position - 2).line) > 0xFFFF
        _, _, note = signed(register)
        site.publish(register.view(), tmp_path / "site")
        folder = tmp_path / "site/data"
        assert (folder / "checkpoint").read_bytes() == note
        assert (folder / "tile/0").exists() and not (folder / "tile/entries").exists()
        lines = b"".join(event.line + b"\n" for event in register.log.events())
        assert (folder / "events.jsonl").read_bytes() == lines
    assert len(list((tmp_path / "site/acts").glob("remark=P2~aaa*.html"))) == 1


@pytest.mark.usefixtures("quick")
def test_hostile_texts_are_published_as_text_only(tmp_path: Path):
    with reformlog.open(tmp_path / "r.db", create=True, origin="hostile.example/<b>", clock=clock) as register:
        record_past_the_door(register, hostile_acts()[:4])
        site.publish(register.view(), tmp_path / "site")
    for path in (tmp_path / "site").rglob("*.html"):
        page = Page(path.read_text("utf-8"))
        for tag, attributes in page.elements:
            assert tag not in ("img", "textarea", "b")
            assert not any(name.startswith("on") for name in attributes)
        assert not any(link.lower().startswith(("javascript:", "data:")) for link in page.links())
        executed = [script for script in page.all("script") if script.get("type") != "application/json"]
        assert all(script["src"].endswith("static/play.js") for script in executed)
    assert (tmp_path / "site/acts/2024-06-01.order.json.html").is_file()


@pytest.mark.usefixtures("quick")
def test_a_folder_of_other_things_is_left_alone(tmp_path: Path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("mine")
    with small(tmp_path / "r.db") as register:
        with pytest.raises(Refused, match="left as they are"):
            site.publish(register.view(), tmp_path / "site")
        (tmp_path / "file").write_text("mine")
        with pytest.raises(Refused, match="not a folder"):
            site.publish(register.view(), tmp_path / "file")
    assert every_file(tmp_path / "site") == {"thesis.txt": b"mine"}


@pytest.mark.usefixtures("quick")
def test_a_site_published_again_replaces_the_old_one_or_leaves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with small(tmp_path / "r.db") as register:
        site.publish(register.view(), tmp_path / "site")
        old = every_file(tmp_path / "site")
        register.withdraw("2024-06-20.izumi", reason="重複")

        def fails(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("reformlog.web.downloads.write", fails)
            with pytest.raises(Refused, match="No space"):
                site.publish(register.view(), tmp_path / "site")
        assert every_file(tmp_path / "site") == old
        site.publish(register.view(), tmp_path / "site")
    assert not (tmp_path / "site/at/2024-06-20").exists()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


@pytest.mark.usefixtures("quick")
def test_an_empty_register_is_published_too(tmp_path: Path):
    with reformlog.open(tmp_path / "r.db", create=True, clock=clock) as register:
        site.publish(register.view(), tmp_path / "site")
    assert "まだ何も記録されていません" in (tmp_path / "site/index.html").read_text("utf-8")


@pytest.mark.usefixtures("quick")
def test_the_command_says_where_to_begin(tmp_path: Path):
    small(tmp_path / "r.db").close()
    result = CliRunner().invoke(group, ["--db", str(tmp_path / "r.db"), "publish", str(tmp_path / "site")])
    assert result.exit_code == 0, result.output
    assert "index.html" in result.output
    assert (tmp_path / "site/index.html").is_file()


@pytest.mark.usefixtures("quick")
def test_of_a_record_too_long_to_be_read_whole_only_what_needs_that_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reformlog.web.contents.MAX_ROWS", 2)
    with small(tmp_path / "r.db") as register:
        site.publish(register.view(), tmp_path / "site")
    files = every_file(tmp_path / "site")
    assert {"index.html", "chronology.html", "log.html", "zones/aoba/chronology.csv"} <= files.keys()
    assert not {"check.html", "audit.html", "chronology.csv", "log.csv", "zones/aoba/audit.html"} & files.keys()
    linked = Page(files["index.html"].decode()).links()
    assert "check.html" not in linked and "chronology.html" in linked
