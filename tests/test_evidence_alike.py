"""The program of an evidence package and the library say the same of every checkpoint and proof, true or false."""

from __future__ import annotations

import base64
import contextlib
import io
import random
import zipfile
from collections.abc import Sequence

import pytest

import played
from reformlog.custody import evidence, proving, signing
from reformlog.custody.evidence import check
from reformlog.custody.evidence import package as package_of_program
from reformlog.errors import Error
from reformlog.proof import keys, notes, tlog

ORIGIN = "reformlog.example/played"
OLD, NEW = (keys.Signer(ORIGIN, keys.ED25519, bytes([number]) * 32) for number in (1, 2))
OTHER = keys.Signer("reformlog.example/other", keys.ED25519, bytes([3]) * 32)
WITNESS = keys.Signer("court.example/witness", keys.COSIGNATURE, bytes([4]) * 32)
RINGS = {
    "none": [],
    "the key": [OLD],
    "both keys of the office": [NEW, OLD],
    "another log's": [OTHER],
    "the witness's too": [WITNESS, OLD],
    "everybody's": [OTHER, WITNESS, NEW, OLD],
}


class Package(dict[str, bytes]):
    """A package that is open, as its program is given it."""

    namelist = dict.keys
    read = dict.__getitem__


@pytest.fixture(scope="module")
def package() -> Package:
    """An answer about one act among five, under a checkpoint of the old key."""
    with played.register() as made:
        for number in range(5):
            source = {"title": "官報"}
            made.append(
                {"id": f"a{number}", "kind": "law", "title": "法", "enforced": "2024-02-01", "sources": [source]}
            )
        packed = evidence.of_act(made.view(), "a3", signing.checkpoint(made.log, OLD, None))
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        return Package({name: opened.read(name) for name in opened.namelist()})


def alone(package: Package, ring: Sequence[keys.Signer]) -> str:
    """Why the program refuses a package, empty when it holds."""
    given = [key for signer in ring for key in _given(signer)]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            check.check(package, given)
    except SystemExit as end:
        return str(end.code)
    except ValueError as error:  # which the program tells as a file that is not as the register writes it
        return repr(error)
    return ""


def _given(signer: keys.Signer) -> list[tuple[str, bytes, int, bytes]]:
    verifier = signer.verifier
    return [(verifier.name, verifier.key_id.to_bytes(4, "big"), verifier.kind, verifier.public_key)]


def by_the_library(package: Package, ring: Sequence[keys.Signer]) -> str:
    """Why the library refuses its checkpoint and proof, empty when both hold."""
    [at] = (name[7:-5] for name in package if name.startswith("events/"))
    line, proof = package[f"events/{at}.json"], package[f"proofs/{at}.tlog-proof"]
    try:
        proved = proving.check(proof, [signer.verifier for signer in ring])
        mine = (
            proved.line == line and proved.position == int(at) and tlog.read(proof).checkpoint == package["checkpoint"]
        )
    except Error as error:
        return error.code
    return "" if mine else "another event, place or checkpoint"


def under(package: Package, note: bytes) -> Package:
    """The package with another checkpoint, in its proofs too."""
    old = package["checkpoint"]
    proofs = {name: data.replace(old, note) for name, data in package.items() if name.startswith("proofs/")}
    return Package({**package, **proofs, "checkpoint": note})


def alike(package: Package, ring: Sequence[keys.Signer], what: object) -> bool:
    """Whether it holds, by both."""
    one, other = alone(package, ring), by_the_library(package, ring)
    assert bool(one) == bool(other), (what, one, other)
    return not one


def false_signatures(note: bytes) -> dict[str, str]:
    """Lines that could stand under a checkpoint, none of them a signature of the old key over it."""
    line = note.decode().split("\n\n")[1]
    raw = base64.b64decode(line.split(" ")[2])
    made = {"flipped": raw[:20] + bytes([raw[20] ^ 1]) + raw[21:], "short": raw[:60], "id alone": raw[:4]}
    lines = {name: f"— {ORIGIN} {base64.b64encode(data).decode()}\n" for name, data in made.items()}
    unknown = base64.b64encode(b"12345678").decode()
    return lines | {
        "no signature": "signed by the office\n",
        "a hyphen": line.replace("—", "-"),
        "more behind it": line.replace("\n", " x\n"),
        "no base64": "— x !!!!\n",
        "too much padding": f"— x {base64.b64encode(bytes(6)).decode()}=\n",
        "padding alone": f"— x {base64.b64encode(bytes(6)).decode()}====\n",
        "no name": f"—  {unknown}\n",
        "a name with a plus": f"— x+y {unknown}\n",
        "a name with a wide space": f"— x　y {unknown}\n",
        "an unknown one": f"— x {unknown}\n",
        "hundred": "".join(f"— x{number} {unknown}\n" for number in range(100)),
        "empty": "\n",
        "cut off": "— x",
    }


@pytest.mark.parametrize("ring", RINGS)
def test_a_signature_line_is_taken_by_both_or_by_neither(package, ring):
    note = package["checkpoint"]
    text, own = note.decode().split("\n\n")
    for name, line in false_signatures(note).items():
        for block in (own + line, line + own, line):
            alike(under(package, f"{text}\n\n{block}".encode()), RINGS[ring], (name, block))


def texts(text: str) -> dict[str, str]:
    """What could be signed as a checkpoint."""
    origin, size, root, _ = text.split("\n")
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in size)
    sizes = {f"size {other}": text.replace(size, other, 1) for other in (f"+{size}", f"0{size}", wide, f"{size} ", "")}
    return sizes | {
        "as it is": text,
        "of another log": text.replace(origin, OTHER.name),
        "too great": text.replace(f"\n{size}\n", f"\n{2**63}\n"),
        "a short root": text.replace(root, "AAAA"),
        "a root with a space": text.replace(root, root + " "),
        "cut off": f"{origin}\n{size}\n",
        "a line more": text + "as of 2024\n",
        "a hundred more": text + "x\n" * 100,
        "too many": text + "x\n" * 101,
        "a long one": text + "x" * 1025 + "\n",
        "an empty one": text + "\nx\n",
        "a tab": text + "a\tb\n",
        "line ends of Windows": text.replace("\n", "\r\n"),
        "a line separator": text + "a\u2028b\n",
        "a mark in front": "\ufeff" + text,
    }


@pytest.mark.parametrize("ring", RINGS)
def test_a_text_is_a_checkpoint_for_both_or_for_neither_whoever_signed_it(package, ring):
    """Also when it is signed: with the old key, the new one, both, another log's, a witness's."""
    held = set()
    for name, text in texts(package["checkpoint"].decode().split("\n\n")[0] + "\n").items():
        for signers in ([OLD], [NEW], [NEW, OLD], [OTHER], [OLD, OTHER], [WITNESS], [OLD, WITNESS]):
            lines = "".join(signature_of(signer, text) for signer in signers)
            if alike(under(package, f"{text}\n{lines}".encode()), RINGS[ring], (name, signers)):
                held.add((name, *(signer.name for signer in signers)))
    genuine = {(name, ORIGIN) for name in ("as it is", "a line more", "a hundred more", "a line separator")}
    assert genuine <= held or ring == "another log's"
    assert ring == "none" or not any(OTHER.name not in signers and name == "of another log" for name, *signers in held)
    assert ring == "none" or not {("as it is", OTHER.name), ("as it is", WITNESS.name)} & held


def signature_of(signer: keys.Signer, text: str) -> str:
    """A signature line, also under a text that is no note."""
    raw = signer.verifier.key_id.to_bytes(4, "big") + signer.sign(text.encode(), 1_700_000_000)
    return f"— {signer.name} {base64.b64encode(raw).decode()}\n"


INSERTED = (
    b"\n",
    b" ",
    b"\r",
    b"+",
    b"=",
    b"\t",
    b"0",
    b"\n\n",
    b"\0",
    "— ".encode(),
    "\ufeff".encode(),
    "　".encode(),
)


def altered(data: bytes, by: random.Random) -> bytes:
    """The same with a bit flipped, or something put in, taken out, doubled or moved."""
    at = by.randrange(len(data))
    end = at + by.randrange(1, 60)
    lines = data.split(b"\n")
    line = by.randrange(len(lines))
    return by.choice(
        [
            data[:at] + bytes([data[at] ^ 1 << by.randrange(8)]) + data[at + 1 :],
            data[:at] + by.choice(INSERTED) + data[at:],
            data[:at] + data[at + 1 :],
            data[:end] + data[at:],
            data[:at] + data[end:],
            b"\n".join([*lines[:line], *lines[line + 1 :]]),
            b"\n".join([*lines[:line], by.choice(lines), *lines[line:]]),
        ]
    )


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_altered_is_judged_alike(package, seed):
    by = random.Random(seed)
    text, own = notes.split(package["checkpoint"])
    note = notes.sign(text, [NEW, WITNESS], own, 1_700_000_000)
    [proof] = (name for name in package if name.startswith("proofs/"))
    for _ in range(100):
        other = altered(note, by)
        alike(under(package, other), RINGS[by.choice(list(RINGS))], other)
        changed = Package({**package, proof: altered(package[proof], by)})
        alike(changed, [], changed[proof])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_keys_are_read_from_a_file_as_editors_and_powershell_save_it(tmp_path, encoding):
    """> in Windows PowerShell writes UTF-16, an editor CRLF and a mark in front: `key new > reformlog.pub`."""
    from reformlog.cli.inputs import verifiers

    path = tmp_path / "office.pub"
    signers = [OLD, WITNESS, NEW]
    path.write_bytes("".join(f"{signer.verifier.text}\r\n" for signer in signers).encode(encoding))
    assert verifiers([str(path)]) == [signer.verifier for signer in signers]
    assert package_of_program.keys_in(str(path)) == [key for signer in signers for key in _given(signer)]
    shouted = OLD.verifier.text.replace(f"{OLD.verifier.key_id:08x}", f"{OLD.verifier.key_id:08X}")
    assert package_of_program.keys_in(shouted) == _given(OLD) and verifiers([shouted]) == [OLD.verifier]


def test_the_program_is_not_given_keys_without_a_registers(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        package_of_program.keys_in(WITNESS.verifier.text)
    assert ended.value.code == 2 and "neither the verifier key of a register" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("checkpoint", lambda data: data.replace(b"\n", b"\r\n"), "the line ends were changed, as a mail program"),
        ("checkpoint", lambda data: "\ufeff".encode() + data, "a mark (U+FEFF) that an editor put there"),
        ("answer.json", lambda data: data[:-9], "answer.json is not as the register writes it"),
        ("proofs/00000004.tlog-proof", lambda data: None, "00000004.tlog-proof is missing in the package"),
        ("question.json", lambda data: b'{"act":"a3"}', "the question is none that this program knows"),
    ],
)
def test_who_checks_a_package_is_told_what_is_wrong_and_what_to_do_next(
    package, tmp_path, monkeypatch, name, change, said
):
    path = tmp_path / "e.zip"
    with zipfile.ZipFile(path, "w") as made:
        for member, data in package.items():
            if (new := change(data) if member == name else data) is not None:
                made.writestr(member, new)
    monkeypatch.setattr("sys.argv", ["verify.py", str(path), OLD.verifier.text])
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    with pytest.raises(SystemExit) as ended:
        check.main()
    why, then = str(ended.value.code).split("\n\n")
    assert why.startswith("DOES NOT HOLD: ") and said in why
    assert then.startswith("Next: ") and "ask for the package anew" in then


def test_who_gives_a_key_that_did_not_sign_is_told_whose_did(package):
    assert f"these did: {ORIGIN}+{OLD.verifier.key_id:08x}" in alone(package, [NEW])
