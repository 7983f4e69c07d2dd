"""A signed checkpoint and whose it is, read in the one form there is, by the program in an evidence package.

What it takes and refuses is what `proof.notes` and `proof.checkpoints` take and refuse; it may use Python 3.8 alone.
"""

import re

from reformlog.custody.evidence.package import based, unspelt
from reformlog.custody.evidence.signature import signed
from reformlog.custody.evidence.words import must

# mypy: ignore-errors

LOG, WITNESS = 1, 4  # kinds of keys
MOST = 2**63 - 1
LINE = re.compile("[^\0-\x1f]{1,1024}")
# A key's name has no space of any script (Unicode's White_Space) and no plus sign.
NAMED = re.compile("\u2014 ([^\0- +\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+) (.*)")
MAILED = "the line ends were changed, as a mail program or an editor does: take the package as it was sent"


def split(raw):
    """The lines that are signed, each with its newline, and the signatures: (name of the key, its id, what it made)."""
    must(len(raw) <= 1 << 20, "the checkpoint is longer than any is")
    note = raw.decode()
    must(not note.startswith("\ufeff"), "the checkpoint begins with a mark (U+FEFF) that an editor put there")
    must("\r" not in note, MAILED)
    must(not re.search("[\0-\x09\x0b-\x1f]", note), "the checkpoint holds a control character")
    text, blank, below = note.rpartition("\n\n")
    must(blank, "the checkpoint has no signatures: no empty line parts them from the text")
    must(below.endswith("\n"), "the last signature of the checkpoint is cut off: no newline ends it")
    lines = below[:-1].split("\n")
    must(len(lines) <= 100, "the checkpoint has more than 100 signatures")
    return text + "\n", [signature(line) for line in lines]


def signature(line):
    """A line under a checkpoint: the name of a key, its id, and what that key made."""
    found = NAMED.fullmatch(line)
    must(found, "the checkpoint has a line that is no signature: {}", line[:60])
    raw = based(found[2])
    must(raw is not None, "a hash or a signature has another spelling")
    must(len(raw) > 4, "the checkpoint has a line that is no signature: {}", line[:60])
    return found[1], raw[:4], raw[4:]


def made(kind, public, text, signature):
    """Whether a key made a signature over a text. A witness's begins with the time, which it signs as well."""
    if kind == WITNESS:
        time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
        text = f"cosignature/v1\ntime {time}\n{text}"
        if time > MOST:
            return False
    try:
        return len(signature) == 64 and signed(public, text.encode(), signature)
    except ValueError:  # it is no point of the curve
        return False


def signers(origin, text, signatures, keys):
    """The names of the keys given that signed: the log's own is among them, and no signature of theirs is false."""
    known, by = {}, {}
    for name, key_id, kind, public in keys:
        alike = known.setdefault((name, key_id), (kind, public))
        must(alike == (kind, public), "two different keys are given as {}", f"{name}+{key_id.hex()}")
    for name, key_id, made_by_it in signatures:
        key = name, key_id
        if key in known and key not in by:  # of two by one key the first counts
            by[key] = known[key][0]
            must(made(*known[key], text, made_by_it), "the signature of {} is not over this checkpoint", name)
    own = any(name == origin and kind == LOG for (name, _), kind in by.items())
    used = ", ".join(f"{name}+{key_id.hex()}" for name, key_id, _ in signatures[:5])
    must(own, "no key given signed the checkpoint as the log {}; these did: {}", origin, used)
    return [name for name, _ in by]


def opened(note, keys):
    """(origin, size, root, names of those who signed) of a checkpoint; with keys, the log's own has to be one."""
    text, signatures = split(note)
    lines = text[:-1].split("\n")
    must(3 <= len(lines) <= 103, "the checkpoint is not three whole lines and few more")
    must(all(map(LINE.fullmatch, lines)), "the checkpoint has a line that is empty or too long")
    origin, size, root = lines[:3]
    must(re.fullmatch("[1-9][0-9]{0,18}", size) and int(size) <= MOST, "the checkpoint has no size")
    must(len(unspelt(root)) == 32, "the checkpoint has no root")
    return origin, int(size), unspelt(root), signers(origin, text, signatures, keys) if keys else []
