"""Whose signatures a reader asks for: the logs and witnesses known, and how many witnesses must have seen a checkpoint.

Source: C2SP tlog-policy, a file of lines `log`, `witness`, `group` and `quorum`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ..errors import Error, Refused
from . import checkpoints, notes
from .checkpoints import Checkpoint
from .fields import shown, whole_number
from .keys import COSIGNATURE, ED25519, Verifier, read_verifier

MAX_BYTES = 1 << 18
NONE = "none"

_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
_FORMS = {
    "log": "log VERIFIER-KEY [URL]",
    "witness": "witness NAME VERIFIER-KEY [URL]",
    "group": "group NAME all|any|NUMBER MEMBER…",
    "quorum": "quorum NAME",
}


@dataclass(frozen=True)
class Group:
    """A group has witnessed a checkpoint when at least `threshold` of its members (witnesses or groups) have."""

    threshold: int
    members: tuple[str, ...]


@dataclass
class Policy:
    """What the file says. Names are its own; groups stand in its order, members before the groups that hold them."""

    logs: list[Verifier] = field(default_factory=list)
    witnesses: dict[str, Verifier] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str | None = None


def read(data: bytes, file: str = "policy") -> Policy:
    """The policy in a file's bytes. file: its name in messages. Raises Refused with every fault and its line."""
    if len(data) > MAX_BYTES:
        raise Refused(
            "policy-malformed",
            f"The policy has more than {MAX_BYTES:,} bytes; so many are not read.",
            "Is it the right file?",
        )
    if data.startswith(codecs.BOM_UTF8):
        message = "The policy begins with a byte order mark (U+FEFF), which is no part of it."
        raise Refused("policy-malformed", message, "Save it as plain text, UTF-8 without BOM.", file)
    found = _FORBIDDEN.search(data)
    if found:
        raise Refused(
            "policy-malformed", f"The policy holds the byte 0x{found.group()[0]:02x}.", "Save it as plain text.", file
        )
    policy, faults, taken = Policy(), list[Error](), set[str]()
    # Bytes above 0x7f are opaque to the format: surrogateescape keeps every name apart from every other.
    for number, line in enumerate(data.decode("utf-8", "surrogateescape").split("\n"), 1):
        words = re.split("[ \t]+", line.strip(" \t"))
        if words == [""] or words[0].startswith("#"):
            continue
        try:
            _add(policy, words, taken)
        except Error as error:
            error.where = f"{file}:{number}"
            faults.append(error)
    if policy.quorum is None and not faults:
        faults.append(Refused("policy-quorum", "No line says which quorum is asked for.", "Add: quorum none", file))
    if faults:
        raise Refused.many(faults, f"{len(faults)} lines of {file} are no policy.")
    return policy


def met(policy: Policy, witnessed: Collection[str]) -> bool:
    """Whether the witnesses of these names are a quorum."""
    if policy.quorum == NONE:
        return True
    counted = set(witnessed) & policy.witnesses.keys()
    for name, group in policy.groups.items():
        if sum(member in counted for member in group.members) >= group.threshold:
            counted.add(name)
    return policy.quorum in counted


def check(
    policy: Policy, note: bytes, logs: Sequence[Verifier] = (), origin: str | None = None
) -> tuple[Checkpoint, dict[str, int]]:
    """The checkpoint, and when each witness that cosigned it saw it (name -> seconds since 1970, by its own clock).

    logs: keys trusted beside those of the policy. Raises Refused when no log key under the origin's own name has
    signed, when any known signature fails, or when the witnesses are no quorum.
    """
    checkpoint = checkpoints.read_unverified(note, origin)
    own = [verifier for verifier in (*policy.logs, *logs) if verifier.name == checkpoint.origin]
    opened = notes.open_note(note, [*own, *policy.witnesses.values()])
    signed = {(signature.name, signature.key_id): signature for signature in opened.verified}
    if not any((verifier.name, verifier.key_id) in signed for verifier in own):
        raise Refused(
            "policy-log",
            f"No known key of the log {shown(checkpoint.origin)} has signed its checkpoint.",
            "Add the log's verifier key: log VERIFIER-KEY",
        )
    seen = {}
    for name, verifier in policy.witnesses.items():
        signature = signed.get((verifier.name, verifier.key_id))
        if signature is not None and signature.time is not None:
            seen[name] = signature.time
    if not met(policy, seen):
        raise Refused(
            "policy-not-met",
            f"The quorum {shown(policy.quorum or '')} is not reached: of {len(policy.witnesses)} witnesses "
            f"{len(seen)} have cosigned ({', '.join(map(shown, seen)) or 'none'}).",
            "Send a request to the missing ones: reformlog witness request",
        )
    return checkpoint, seen


def _add(policy: Policy, words: list[str], taken: set[str]) -> None:
    keyword, *rest = words
    if keyword == "log" and len(rest) in (1, 2):
        policy.logs.append(_new_key(rest[0], ED25519, policy.logs))
    elif keyword == "witness" and len(rest) in (2, 3):
        _new_name(policy, rest[0])
        policy.witnesses[rest[0]] = _new_key(rest[1], COSIGNATURE, policy.witnesses.values())
    elif keyword == "group" and len(rest) >= 3:
        _new_name(policy, rest[0])
        policy.groups[rest[0]] = _group(policy, rest[1], rest[2:], taken)
    elif keyword == "quorum" and len(rest) == 1:
        if policy.quorum is not None:
            raise Refused("policy-quorum", "A second quorum is asked for.", "Keep one line quorum.")
        if rest[0] != NONE and rest[0] not in policy.witnesses | policy.groups:
            raise Refused("policy-name", f"{shown(rest[0])} is not defined above this line.", "Define it first.")
        policy.quorum = rest[0]
    else:
        form = _FORMS.get(keyword)
        hint = f"Write: {form}" if form else "A line begins with log, witness, group, quorum or #."
        raise Refused("policy-line", f"This line cannot be read: {shown(' '.join(words))}.", hint)


def _new_key(text: str, kind: int, others: Collection[Verifier]) -> Verifier:
    verifier = read_verifier(text, kinds=(kind,))
    # The same key under two names would let one office count twice.
    if any(verifier.public_key == other.public_key for other in others):
        raise Refused("policy-key", f"The key of {shown(verifier.name)} is listed twice.", "Keep one of the lines.")
    return verifier


def _new_name(policy: Policy, name: str) -> None:
    if name == NONE or name in policy.witnesses or name in policy.groups:
        why = "has a meaning of its own" if name == NONE else "is already defined"
        raise Refused("policy-name", f"The name {shown(name)} {why}.", "Choose another name.")


def _group(policy: Policy, count: str, members: list[str], taken: set[str]) -> Group:
    for member in members:
        if member not in policy.witnesses and member not in policy.groups:
            raise Refused("policy-name", f"{shown(member)} is not defined above this line.", "Define it first.")
        if member in taken:
            raise Refused("policy-name", f"{shown(member)} is already a member of a group.", "A name counts once only.")
        taken.add(member)
    threshold = {"any": 1, "all": len(members)}.get(count, whole_number(count))
    if threshold is None or not 1 <= threshold <= len(members):
        raise Refused(
            "policy-line", f"{shown(count)} is no number from 1 to {len(members)}.", f"Write: {_FORMS['group']}"
        )
    return Group(threshold, tuple(members))
