"""What the program in an evidence package is given: the package, its JSON, and keys; it may use Python 3.8 alone."""

import base64
import json
import pathlib
import re
import zipfile

from reformlog.custody.evidence.tree import sha
from reformlog.custody.evidence.words import misused, must

# mypy: ignore-errors

BASE64 = re.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
RATIO = 200  # bytes out of one that is given: the lines of a log alone never pack so well


def once(pairs):
    """An object of JSON, when no key stands in it twice: of two values each program may believe another."""
    found = {}
    for key, value in pairs:
        must(key not in found, "a key stands twice in JSON: {}", key)
        found[key] = value
    return found


def parsed(raw):
    """What a file or a line says in JSON: no key twice in an object, and whole numbers only."""
    none = lambda text: must(False, "{} is no whole number", text)  # noqa: E731
    return json.loads(raw.decode(), object_pairs_hook=once, parse_float=none, parse_constant=none)


def read(package, name):
    """The bytes of a file that every such package has."""
    must(name in package.namelist(), "{} is missing in the package", name)
    return package.read(name)


def said(package, name):
    """What a file of a package says in JSON."""
    raw = read(package, name)
    try:
        return parsed(raw)
    except ValueError as error:
        must(False, "{} is not as the register writes it: {}", name, error)


class Folder:
    """An unpacked package, read as the ZIP is."""

    def __init__(self, path):
        self.path = pathlib.Path(path)

    def namelist(self):
        """The files in it but for hidden ones, such as a Mac leaves in every folder that is looked at."""
        files = (file for file in self.path.rglob("*") if file.is_file() and not file.name.startswith("."))
        return sorted(file.relative_to(self.path).as_posix() for file in files)

    def read(self, name):
        return (self.path / name).read_bytes()


def package_at(path):
    """The package at a path."""
    if (pathlib.Path(path) / "checkpoint").is_file():
        return Folder(path)
    if not zipfile.is_zipfile(path):
        misused("{} is no package: neither a ZIP nor the folder one was unpacked into.", path)
    package = zipfile.ZipFile(path)
    unpacked = sum(entry.file_size for entry in package.infolist())
    must(unpacked <= RATIO * pathlib.Path(path).stat().st_size, "it unpacks to hundreds of times its size")
    return package


def text_in(path):
    """The text of a file as a person saved it: where it begins with a mark of its encoding, that is no part of it."""
    raw = pathlib.Path(path).read_bytes()
    return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")


def keys_in(word):
    """(name, id, kind, public key) of the key in a word, or of each in a file with one a line, witnesses' among them.

    Ends the program when no key of a register is there.
    """
    try:
        text = word if re.fullmatch(r"[^+\s]+\+[0-9A-Fa-f]{8}\+\S+", word) else text_in(word)
        keys = [line.strip().split("+", 2) for line in text.splitlines() if line.strip()]
        keys = [(name, bytes.fromhex(key_id), based(encoded) or b"") for name, key_id, encoded in keys]
    except (OSError, ValueError):
        keys = []
    for name, key_id, key in keys:
        if key[:1] not in (b"\1", b"\4") or len(key) != 33 or sha(name.encode(), b"\n", key)[:4] != key_id:
            keys = []
    if not any(key[:1] == b"\1" for _, _, key in keys):
        misused("The key given is neither the verifier key of a register (name+id+base64) nor a file with it.")
    return [(name, key_id, key[0], key[1:]) for name, key_id, key in keys]


def based(text):
    """The bytes of base64, None where it is none: Python itself passes over what does not belong into it."""
    return base64.b64decode(text) if BASE64.fullmatch(text) else None


def unspelt(text):
    """What base64 says, in the one spelling there is."""
    raw = based(text)
    must(raw is not None and base64.b64encode(raw).decode() == text, "a hash or a signature has another spelling")
    return raw
