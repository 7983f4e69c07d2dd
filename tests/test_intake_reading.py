"""Reading act files: every value is text with its line, and hostile or mistaken files are refused in words."""

from __future__ import annotations

import io
import json

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from reformlog.errors import Error, Usage
from reformlog.events.door import body_of
from reformlog.events.fields import fields_of
from reformlog.events.kinds import KINDS
from reformlog.intake import json_files
from reformlog.intake.json_places import members
from reformlog.intake.reading import read_file, read_stream
from reformlog.intake.typing_in import example_of, value_of
from reformlog.text import MAX_LINE, MAX_TEXT, problems


def trees(written, format=None):
    data = written.encode() if isinstance(written, str) else written
    return [entry.tree for entry in read_stream(data, "acts", format)]


def refusals(written, format=None):
    """Every refusal as (code, line), and all the words of them."""
    with pytest.raises(Error) as caught:
        trees(written, format)
    errors = caught.value.errors
    assert all(error.hint and error.where.startswith("acts:") for error in errors)
    words = "\n".join(map(str, errors))
    assert not problems(words) and "yaml." not in words and "orjson" not in words
    return [(error.code, int(error.where.split(":")[1])) for error in errors]


def message(written, format=None):
    with pytest.raises(Error) as caught:
        trees(written, format)
    return "\n".join(map(str, caught.value.errors))


# what is read


def test_every_yaml_value_is_text():
    """YAML 1.1 would make these 2701, 7, 1005, a date, False, True and 1.0."""
    assert trees("{a: 05215, b: 07, c: 16:45, d: 2024-06-21, e: no, f: on, g: 1.0}") == [
        {"a": "05215", "b": "07", "c": "16:45", "d": "2024-06-21", "e": "no", "f": "on", "g": "1.0"}
    ]


def test_an_empty_value_is_absent_and_a_quoted_one_is_text():
    assert trees("detail:\nmade: ~\nzones: null\nd: ''\ne: '~'\nf: !!str\n") == [{"d": "", "e": "~", "f": ""}]
    assert trees('{"detail": null, "b": ""}') == [{"b": ""}]


def test_an_empty_value_of_a_field_that_there_is_not_is_no_absent_field():
    assert refusals("title: x\nextra:\n") == refusals('{"title": "x",\n "extra": null}') == [("field-unknown", 2)]
    assert trees("numbers: {any-zone: }\ntitle: x\n") == [{"numbers": {}, "title": "x"}]


def test_a_list_and_several_documents_are_batches():
    assert trees("- a: 1\n- a: 2\n---\na: 3\n---\n---\n- {a: 4}\n") == [{"a": str(n)} for n in (1, 2, 3, 4)]
    assert trees('[{"a": "1"}, {"a": "2"}]') == trees('{"a": "1"}\n\n{"a": "2"}\r\n') == [{"a": "1"}, {"a": "2"}]


def test_json_keeps_whole_numbers_and_truth_and_refuses_fractions():
    assert trees('{"number": 61, "big": 9007199254740993, "yes": true}') == [
        {"number": 61, "big": 9007199254740993, "yes": True}
    ]
    assert refusals('{"a": "x",\n "b": [1, 2.5],\n "c": 1e3}') == [("number-refused", 2), ("number-refused", 3)]


def test_the_content_says_the_format_where_no_name_does():
    assert trees('\ufeff{"a":\n "07"}') == trees("\ufeffa: 07") == trees('{"a": "07"}') == [{"a": "07"}]


def test_where_is_the_nearest_known_line():
    written = "- id: x\n  effects:\n    - {zone: a, is: b}\n    - zone: c\n      is: designated\n- id: y\n"
    first, second = read_stream(written.encode(), "acts")
    assert [first.where(path) for path in [(), ("effects", 0, "is"), ("effects", 1, "is"), ("effects", 1, "no")]] == [
        "acts:1", "acts:3", "acts:5", "acts:4"
    ]  # fmt: skip
    assert second.where(("kind",)) == "acts:6"


def test_where_in_json_is_found_too():
    written = json.dumps([{"a": '“\\":{[”'}, {"effects": [{"zone": "x"}, {"is": "y"}]}], indent=1)
    second = list(read_stream(written.encode(), "acts"))[1]
    line = written[: written.index('"is"')].count("\n") + 1
    assert second.where(("effects", 1, "is", "deeper")) == f"acts:{line}"


def test_an_alias_repeats_its_anchor_and_keeps_the_lines_of_both():
    [entry] = read_stream(b"words:\n  a: &r1\n    title: x\n  b: *r1\n", "acts")
    assert entry.tree == {"words": {"a": {"title": "x"}, "b": {"title": "x"}}}
    assert entry.tree["words"]["a"] is not entry.tree["words"]["b"]
    assert entry.where(("words", "b")) == "acts:4" and entry.where(("words", "b", "title")) == "acts:3"


def test_a_folder_is_read_in_the_order_of_names(tmp_path):
    (tmp_path / "2024.yaml").write_text("a: 2\n", "utf-8")
    (tmp_path / "2013.jsonl").write_text('{"a": "1"}\n', "utf-8")
    (tmp_path / "README.md").write_text("# not an act", "utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "x.yml").write_text("a: [\n", "utf-8")
    entries, found = read_file(tmp_path), []
    with pytest.raises(Error) as caught:
        found += (entry.tree["a"] for entry in entries)
    assert found == ["1", "2"] and caught.value.where == f"{tmp_path / 'more' / 'x.yml'}:1"


def test_nothing_to_read_is_a_usage_error(tmp_path):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(Usage):
            list(read_file(path))
    with pytest.raises(Usage):
        trees("a: 1", "toml")


def test_where_the_fields_of_a_json_entry_stand_is_read_once_however_many_are_refused(monkeypatch):
    """An act with a hundred thousand fields that there are not took as long as to read it a thousand times."""
    read = []
    monkeypatch.setattr(json_files, "members", lambda text, start=0: read.append(start) or members(text, start))
    fields = {f"field{number}": "v" for number in range(1500)}
    written = json.dumps(
        {"id": "a", "kind": "request", "sources": [{"title": "文書"}], "title": "依頼", **fields}, indent=0
    )
    (entry,) = read_stream(written.encode(), "acts", "json")
    with pytest.raises(Error) as caught:
        body_of(entry.tree, entry.where)
    lines = [int(error.where.split(":")[1]) for error in caught.value.errors]
    assert len(lines) == 1000 and len({*lines}) == 1000 and lines[0] == 10 and len(read) == 1


def test_jsonl_is_read_line_by_line_whatever_the_chunks():
    class Dribble(io.RawIOBase):
        def __init__(self, data):
            self.rest = data

        def read(self, size=-1):
            given, self.rest = self.rest[:1000], self.rest[1000:]
            return given

    lines = b"".join(b'{"a": "%d"}\n' % n for n in range(3000))
    entries = list(read_stream(Dribble(lines)))
    assert [entry.tree["a"] for entry in entries] == [str(n) for n in range(3000)]
    assert entries[-1].where(("a",)) == "-:3000"


# what is refused


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("field-twice", 3)]),
        ('{"a": 1,\n "b": {"c": 1,\n "\\u0063": 2}}', [("field-twice", 3)]),
        ('{"a": "x"}\n{"b": 1, "b": 1}\n', [("field-twice", 2)]),
        ("a: !!python/object/apply:os.system [ls]\n", [("yaml-tag", 1)]),
        ("a: !!int 3\nb: !x {c: 1}\n", [("yaml-tag", 1), ("yaml-tag", 2)]),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", [("merge-key", 3)]),
        ("? [a]\n: b\n", [("field-shape", 1)]),
        ("a: &x [*x]\n", [("alias-unknown", 1)]),
        ("a: *nowhere\n", [("alias-unknown", 1)]),
        ("[" * 40 + "]" * 40, [("entry-shape", 1)]),
        ("[" * 900 + "]" * 900, [("entry-shape", 1)]),
        ("- ''\n", [("entry-shape", 1)]),
        ("a: [1,\n\n", [("yaml-syntax", 1)]),
        ("a: " + "[" * 33 + "]" * 33, [("too-deep", 1)]),
        ('{"a": ' * 33 + "1" + "}" * 33, [("too-deep", 1)]),
        ('{"a":' * 500 + "1" + "}" * 500, [("too-deep", 1)]),
        ('{"a":' * 5000, [("json-syntax", 1)]),
        ("[" * 100_000, [("yaml-syntax", 1)]),  # in a time that grows with the line, and not with its square
        ("[{" * 50_000, [("yaml-syntax", 1)]),
        ('a: "' + "\u202e" * 100_000 + '"\nb: *x', [("character-refused", 1)]),
        ("a: [1, ~]\n", [("item-empty", 1)]),
        ('{"a": [1, null]}', [("item-empty", 1)]),
        ("a: 1\n　b: 2\n", [("field-space", 2)]),
        ("kind：cabinet-order\n", [("entry-shape", 1)]),
        ("", [("file-empty", 1)]),
        ("# only a comment\n", [("file-empty", 1)]),
        ("a:\n\tb: 1\n", [("yaml-syntax", 2)]),
        ("a: 1\nb: 第1回: x\n", [("yaml-syntax", 2)]),
        (f"a: {'あ' * (MAX_TEXT + 1)}\n", [("text-too-long", 1)]),
        ("a: x\x00\nb: 1 # \u202e\n", [("character-refused", 1), ("character-refused", 2)]),
        ('a: "\\u202e"\nb\\u200b: 1\n"c\\u200b": 1', [("character-refused", 1), ("character-refused", 3)]),
        ('{"a": "\\u0000",\n "b\u200b": 1}', [("character-refused", 1), ("character-refused", 2)]),
        ('{"a": "\\ud800"}', [("json-syntax", 1)]),
    ],
)
def test_a_refusal_names_its_line(written, expected):
    assert refusals(written) == expected


def test_a_line_of_jsonl_is_bounded_and_the_next_is_read():
    written = '{"a": "' + "x" * 3 * MAX_LINE + '"}\n{"b": 1.5}\n{"c": "' + "x" * MAX_LINE
    assert refusals(written, "jsonl") == [("line-too-long", 1), ("number-refused", 2), ("line-too-long", 3)]


def test_all_refusals_of_a_file_come_in_one_run_and_the_good_entries_before_them():
    written = "- {a: 1, a: 2}\n- {good: 1}\n- *x\n- !t {b: 1}\n- {c: \x07}\n- [\n"
    assert refusals(written) == [
        ("field-twice", 1), ("alias-unknown", 3), ("yaml-tag", 4), ("character-refused", 5), ("yaml-syntax", 6)
    ]  # fmt: skip
    seen = []
    with pytest.raises(Error):
        seen += (entry.tree for entry in read_stream(written.encode()))
    assert seen == [{"good": "1"}]


def test_billion_laughs_are_refused_before_they_are_written_out():
    laughs = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n"
    laughs += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert [code for code, _ in refusals(laughs)] == ["alias-too-large"]


def test_reading_stops_when_there_are_too_many_refusals_to_read():
    found = refusals("".join(f"- {{a{n}: *x}}\n" for n in range(1000)))
    assert len(found) == 101 and found[-1] == ("too-many-refusals", 100)


@pytest.mark.parametrize(
    ("encoding", "called", "command"),
    [
        ("cp932", "Shift_JIS", "iconv -f CP932 -t UTF-8 acts"),
        ("euc_jp", "EUC-JP", "iconv -f EUC-JP -t UTF-8 acts"),
        ("iso2022_jp", "ISO-2022-JP", "iconv -f ISO-2022-JP -t UTF-8 acts"),
        ("utf-16", "UTF-16", "iconv -f UTF-16 -t UTF-8 acts"),
        ("utf-16-le", "UTF-16", "iconv -f UTF-16LE -t UTF-8 acts"),
    ],
)
@pytest.mark.parametrize("format", [None, "json", "jsonl", "yaml"])
def test_another_encoding_is_named_with_the_command_that_converts_it(encoding, called, command, format):
    written = '{"kind": "cabinet-order", "title": "国家戦略特別区域を定める政令の一部を改正する政令"}\n'
    written = written.encode(encoding)
    assert [code for code, _ in refusals(written, format)] == ["not-utf-8"]
    assert f"looks like {called}" in message(written, format) and command in message(written, format)


def test_a_damaged_utf_8_file_is_not_taken_for_another_encoding():
    written = "a: 東京都\nb: 国家戦略特別区域\n".encode()[:-2] + b"\n"
    assert "looks like" not in message(written)
    assert refusals(written) == [("not-utf-8", 2)]


def test_full_width_signs_are_pointed_at():
    assert "full-width (：)" in message("kind： cabinet-order\ntitle: x\n")
    assert "full-width (：)" in message("kind：cabinet-order\n")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{"order": 1e400}', 'A number is larger than any in an act. It is at: {"order": 1e400'),
        ('{"title": "a\x00b"}', "A line break, a tab or the like stands inside quotation marks."),
        ("[null]", "here stands “null”"),
        ("[true]", "here stands “true”"),
        ("12", "here stands “12”"),
    ],
)
def test_what_no_entry_can_be_is_named_as_json_has_it(written, said):
    assert said in message(written, "json")


# laws

PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(lambda text: not problems(text))


@given(st.dictionaries(PLAIN.filter(lambda key: key and key == key.strip()), PLAIN | st.lists(PLAIN), min_size=1))
def test_text_without_problems_comes_back_exactly(tree):
    for written in (json.dumps(tree), json.dumps(tree, ensure_ascii=False), json.dumps(tree, indent=1)):
        assert trees(written, "json") == [tree]
    assert trees(json.dumps(tree), "jsonl") == [tree]
    assert trees(yaml.safe_dump(tree, allow_unicode=True), "yaml") == [tree]
    assert trees(yaml.safe_dump(tree), "yaml") == [tree]


SIGNS = "a: |- |{|}|[|]|\"|'|\n|  |&x |*x|!!str |<<: |? |>\n|,|：|区|\x00|\\ud800|---\n|...|%|#|\u202e|1.5|null|:|\t|\r"
PIECES = st.sampled_from([b"\xff", b"|\n", *(sign.encode() for sign in SIGNS.split("|"))])


BYTES = st.binary(max_size=200) | st.lists(PIECES, max_size=25).map(b"".join)


@given(BYTES, st.sampled_from([None, "yaml", "json", "jsonl"]))
def test_no_bytes_raise_anything_but_a_refusal(data, format):
    try:
        entries = list(read_stream(data, "acts", format))
    except Error as error:
        assert error.errors and not problems(str(error).replace("\n", ""))
    else:
        assert entries and all(isinstance(entry.tree, dict) for entry in entries)


@given(st.lists(st.sampled_from("ab"), min_size=1, max_size=6), st.text(st.sampled_from('"\\\n{:,é'), max_size=8))
def test_a_field_written_twice_never_passes(keys, value):
    written = "{" + ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key in keys) + "}"
    assume(len(set(keys)) < len(keys))
    for format in ("json", "jsonl"):
        assert {code for code, _ in refusals(written, format)} == {"field-twice"}


# what is typed


def test_every_field_made_of_fields_has_an_example_that_can_be_typed():
    """Its example is taken, alone and as the hint of a refusal, and passes the door; a source's is what was typed."""
    for kind in KINDS.values():
        act = {"id": "act", "kind": kind.name, "title": "件名", "sources": [{"title": "官報"}]}
        for field in fields_of(kind):
            if field.shape in ("mapping", "mappings"):
                value = value_of(field, example_of(field, kind))
                assert isinstance(value, dict)
                body_of({**act, field.name: [value] if field.shape == "mappings" else value})
                with pytest.raises(Usage) as caught:
                    value_of(field, "要望書", f"--{field.name} ", kind)
                example = "title=要望書" if field.name == "sources" else example_of(field, kind)
                assert caught.value.hint == f"--{field.name} '{example}'"
                body_of({**act, field.name: [value_of(field, example)] if field.shape == "mappings" else value})
