"""Our files under an implementation of another hand: Go's golang.org/x/mod/sumdb, when it is installed."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cli_running import run
from proof_samples import LOG, checkpoint_of, event, node_of, signed
from reformlog.log import merkle
from reformlog.proof import fields, keyfiles, keys, notes, requests, tiles, tlog

PACKAGES = Path("/usr/share/gocode")
LINES = [event(index) for index in range(700)]
INDEXES = (0, 255, 256, 300, 511, 512, 698, 699)
OLD = 300


def b64(raw: bytes) -> str:
    return fields.base64_text(raw)


@pytest.fixture(scope="module")
def go(tmp_path_factory):
    """A function from cases to what Go says of each."""
    if shutil.which("go") is None or not (PACKAGES / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        pytest.skip("Go's sumdb packages are not installed: apt install golang-go golang-golang-x-mod-dev")
    folder = tmp_path_factory.mktemp("go")
    program = folder / "check"
    environment = os.environ | {"GO111MODULE": "off", "GOPATH": str(PACKAGES), "CGO_ENABLED": "0", "GOFLAGS": ""}
    environment.setdefault("GOCACHE", str(Path(environment.get("HOME", folder)) / ".cache" / "go-build"))
    source = Path(__file__).parent / "proof_go" / "main.go"
    subprocess.run(["go", "build", "-o", program, source], env=environment, check=True, timeout=300)

    def run(cases: list[dict]) -> list[dict]:
        answer = subprocess.run(
            [program], input=json.dumps(cases).encode(), capture_output=True, check=True, timeout=60
        )
        return json.loads(answer.stdout)

    return run


@pytest.fixture
def case(tmp_path):
    node = node_of(LINES)
    for path, data in tiles.files(signed(LINES), node, LINES.__getitem__):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return {
        "VerifierKey": LOG.verifier.text,
        "PrivateKey": LOG.private_text,
        "Text": checkpoint_of(LINES).text,
        "New": signed(LINES).decode(),
        "Old": signed(LINES[:OLD]).decode(),
        "Consistency": [b64(digest) for digest in merkle.consistency_proof(node, OLD, len(LINES))],
        "Inclusion": [
            {
                "Index": index,
                "Line": LINES[index].decode(),
                "Proof": [b64(digest) for digest in merkle.inclusion_proof(node, index, len(LINES))],
            }
            for index in INDEXES
        ],
        "Tiles": str(tmp_path),
    }


def test_go_opens_our_checkpoints_and_accepts_our_proofs_and_tiles(go, case):
    [answer] = go([case])
    assert answer["error"] == ""


def test_go_signs_the_same_bytes_with_our_key(go, case, tmp_path):
    """Ed25519 has one signature for a key and a text (RFC 8032), so two right hands write the same file."""
    fresh = keyfiles.new_key("reformlog.example/新", tmp_path / "fresh.key")
    [ours, new] = go([case, case | {"PrivateKey": (tmp_path / "fresh.key").read_text().strip()}])
    assert ours["signed"].encode() == signed(LINES)
    assert new["signed"].encode() == notes.sign(case["Text"], [fresh])
    assert notes.open_note(new["signed"].encode(), [fresh.verifier]).text == case["Text"]


def test_go_refuses_what_we_refuse(go, case, tmp_path):
    """Else the test above would say nothing."""
    altered = copy.deepcopy(case)
    altered["Inclusion"][3]["Line"] += " "
    swapped = case | {"Consistency": case["Consistency"][::-1]}
    stranger = case | {"VerifierKey": keys.Signer("stranger", keys.ED25519, bytes(32)).verifier.text}
    larger = case | {"New": case["New"].replace("\n700\n", "\n701\n")}
    tile = tmp_path / "tile/0/001"
    answers = go([altered, swapped, stranger, larger])
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    answers += go([case])
    assert [bool(answer["error"]) for answer in answers] == [True] * 5
    assert "invalid signature" in answers[3]["error"]


def test_go_accepts_what_a_real_register_signs_proves_and_hands_out(go, record_file, tmp_path, monkeypatch):
    """The commands as an office types them, over the real record; an older checkpoint, proofs and tiles."""
    shutil.copy(record_file, tmp_path / "reformlog.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFORMLOG_KEY", "reformlog.key")
    verifier = run("key", "new").out.strip()
    old = run("checkpoint").out
    Path("act.yaml").write_text((Path(__file__).parent / "errors" / "good.yaml").read_text().replace("12-10", "12-11"))
    assert run("append", "act.yaml").code == 0
    new = run("checkpoint").out
    size, old_size = (int(note.split("\n")[1]) for note in (new, old))
    assert size == old_size + 1
    assert run("witness", "request", "--from", str(old_size), "-o", "request").code == 0
    assert run("export", "tiles", "-o", "tiles").code == 0
    proved = []
    for position in (1, 2, 128, 129, size):
        proof = tlog.read(run("prove", f"#{position}").out.encode())
        line = proof.extra.decode()
        proved.append({"Index": proof.index, "Line": line, "Proof": [b64(digest) for digest in proof.hashes]})
    consistency = requests.read(Path("request").read_bytes()).hashes
    secret = Path("reformlog.key").read_text().strip()
    case = {
        "VerifierKey": verifier,
        "PrivateKey": secret,
        "Text": notes.split(new.encode())[0],
        "New": new,
        "Old": old,
        "Consistency": [b64(digest) for digest in consistency],
        "Inclusion": proved,
        "Tiles": str(tmp_path / "tiles"),
    }
    altered = copy.deepcopy(case)
    altered["Inclusion"][0]["Line"] += " "
    [answer, refused] = go([case, altered])
    assert answer["error"] == "" and answer["signed"] == new
    assert refused["error"]
