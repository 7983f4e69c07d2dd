"""What the program in an evidence package is given: the package, its JSON, and keys; it may use Python 3.8 alone."""

import base64
import json
import pathlib
import re
import zipfile

from reformlog.custody.evidence.tree import sha
from reformlog.custody.evidence.words import misused, must

# mypy: ignore-errors

RATIO = 200  # bytes out of one that is given: the lines of a log alone never pack so well


def once(pairs):
    """An object of JSON, when no key stands in it twice: of two values each program may believe another."""
    found = {}
    for key, value in pairs:
        must(key not in found, "a key stands twice in JSON: " + key)
        found[key] = value
    return found


def parsed(raw):
    """What a file or a line says in JSON: no key twice in an object, and whole numbers only."""
    none = lambda text: must(False, f"{text} is no whole number")  # noqa: E731
    return json.loads(raw.decode(), object_pairs_hook=once, parse_float=none, parse_constant=none)


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
        misused(f"{path} is no package: neither a ZIP nor the folder one was unpacked into.")
    package = zipfile.ZipFile(path)
    unpacked = sum(entry.file_size for entry in package.infolist())
    must(unpacked <= RATIO * pathlib.Path(path).stat().st_size, "it unpacks to hundreds of times its size")
    return package


def keys_in(word):
    """(name, id, public key) of the key in a word, or of each in a file with one a line."""
    try:
        text = word if re.fullmatch(r"[^+\s]+\+[0-9a-f]{8}\+\S+", word) else pathlib.Path(word).read_text("utf-8-sig")
        keys = [line.split("+", 2) for line in text.split("\n") if line.strip()]
        keys = [(name, bytes.fromhex(key_id), base64.b64decode(encoded)) for name, key_id, encoded in keys]
    except (OSError, ValueError):
        keys = []
    for name, key_id, key in keys:
        if key[:1] != b"\1" or len(key) != 33 or sha(name.encode(), b"\n", key)[:4] != key_id:
            keys = []
    if not keys:
        misused("The key given is neither the verifier key of a register (name+id+base64) nor a file with it.")
    return [(name, key_id, key[1:]) for name, key_id, key in keys]


def unspelt(text):
    """What base64 says, in the one spelling there is: Python itself passes over what does not belong into it."""
    raw = base64.b64decode(text)
    must(base64.b64encode(raw).decode() == text, "a hash or a signature has another spelling")
    return raw
