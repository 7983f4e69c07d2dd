"""A signed note: a text, an empty line, and one line for each signature under it.

Source: C2SP signed-note. What this opens and refuses is what Go's golang.org/x/mod/sumdb/note opens and refuses,
but for a text that begins with a byte order mark: an editor put it there, and nobody signs one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..errors import Refused
from . import signatures
from .fields import base64_bytes, base64_text, plain_text, shown, unmarked
from .keys import Signer, Verifier, is_name

MAX_SIGNATURES = 100
MAX_BYTES = 1 << 20

_DASH = "— "
_HINT = "A signed note ends with an empty line and lines that begin with an em dash. Is the file whole?"


@dataclass(frozen=True)
class Signature:
    """One signature line: the key's name, its id, and the bytes it signed with. Nothing is verified by itself."""

    name: str
    key_id: int
    encoded: str

    @property
    def raw(self) -> bytes:
        """The signature's bytes, after the four of the key id."""
        return (base64_bytes(self.encoded) or b"")[4:]

    @property
    def time(self) -> int | None:
        """When a witness says it signed (seconds since 1970), or None when the bytes are no cosignature."""
        return signatures.time_of(self.raw)

    @property
    def line(self) -> str:
        """The line as it stands in the note, with its newline."""
        return f"{_DASH}{self.name} {self.encoded}\n"


@dataclass(frozen=True)
class Note:
    """An opened note. verified: the signatures of known keys; unverified: those of others, kept but worth nothing."""

    text: str
    verified: tuple[Signature, ...]
    unverified: tuple[Signature, ...]


def split(data: bytes) -> tuple[str, tuple[Signature, ...]]:
    """The text (with its last newline) and the signature lines of a note, none verified. Raises Refused."""
    whole = plain_text(data, MAX_BYTES, "note-malformed", "The note")
    if whole.startswith("\ufeff"):
        raise Refused("note-malformed", "The note begins with U+FEFF, which nobody signed.", unmarked(whole, _HINT))
    at = whole.rfind("\n\n")
    if at < 0:
        raise Refused("note-malformed", "The note has no signatures: no empty line parts them from the text.", _HINT)
    return whole[: at + 1], signature_lines(whole[at + 2 :])


def signature_lines(block: str) -> tuple[Signature, ...]:
    """The signatures in lines of text, at least one and at most 100. Raises Refused for any other line."""
    if not block.endswith("\n"):
        raise Refused("note-malformed", "The last signature is cut off: no newline ends it.", _HINT)
    lines = block[:-1].split("\n", MAX_SIGNATURES)
    if len(lines) > MAX_SIGNATURES:
        raise Refused(
            "note-malformed", f"There are more than {MAX_SIGNATURES} signatures.", "Remove those nobody needs."
        )
    return tuple(_signature(line) for line in lines)


def open_note(data: bytes, verifiers: Iterable[Verifier]) -> Note:
    """A note that at least one known key has signed.

    Signatures of other keys are ignored but kept. Raises Refused when the note is malformed, when the signature of a
    known key does not verify, or when no known key has signed.
    """
    text, found = split(data)
    verified, unverified = sort_signatures(text, found, verifiers)
    if not verified:
        raise Refused(
            "note-unverified",
            f"No key we know has signed this note; it is signed by {named(found)}.",
            "Give the verifier key with that name and number, obtained some other way than with the note: a signer may "
            "have had others at other times.",
        )
    return Note(text, verified, unverified)


def named(signatures: Sequence[Signature]) -> str:
    """Whose signatures these are, for a message: the first five keys by name and number, as verifier keys begin."""
    return ", ".join(f"{shown(signature.name, 40)}+{signature.key_id:08x}" for signature in signatures[:5])


def sort_signatures(
    text: str, found: Sequence[Signature], verifiers: Iterable[Verifier]
) -> tuple[tuple[Signature, ...], tuple[Signature, ...]]:
    """(of known keys and verified, of unknown keys), each once. Raises Refused when a known key's one fails."""
    known = _by_key(verifiers)
    verified: dict[tuple[str, int], Signature] = {}
    unverified: dict[Signature, None] = {}
    for signature in found:
        key = signature.name, signature.key_id
        if key not in known:
            unverified[signature] = None
        elif key not in verified:
            if not known[key].accepts(text.encode(), signature.raw):
                raise Refused(
                    "note-signature",
                    f"The signature of {shown(signature.name)} is not over this text: one of the two was altered.",
                    "Do not use this file. Ask the signer for the original.",
                )
            verified[key] = signature
    return tuple(verified.values()), tuple(unverified)


def sign(text: str, signers: Sequence[Signer], existing: Sequence[Signature] = (), time: int | None = None) -> bytes:
    """The note of a text: the signatures it had, then those of `signers`; a key that signs again replaces its old one.

    text: must end with a newline. time: seconds since 1970, for witnesses' keys. Raises Refused for a text no note
    can hold.
    """
    if not text.endswith("\n"):
        raise Refused("note-malformed", "The text to sign does not end with a newline.", "End the last line.")
    content = text.encode("utf-8", "surrogatepass")
    plain_text(content, MAX_BYTES, "note-malformed", "The text to sign")
    return join(text, existing, [_made(signer, content, time) for signer in signers])


def join(text: str, existing: Sequence[Signature], added: Sequence[Signature]) -> bytes:
    """The bytes of a note: its text, the existing signatures but those of keys that sign again, then the added ones."""
    again = {(signature.name, signature.key_id) for signature in added}
    kept = [signature for signature in existing if (signature.name, signature.key_id) not in again]
    data = (text + "\n" + "".join(signature.line for signature in [*kept, *added])).encode()
    if split(data) != (text, (*kept, *added)):
        raise Refused("note-malformed", "These signatures cannot stand under this text.", _HINT)
    return data


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    raw = base64_bytes(encoded)
    if not line.startswith(_DASH) or not is_name(name) or raw is None or len(raw) < 5:
        raise Refused("note-malformed", f"This is not a signature line: {shown(line)}.", _HINT)
    return Signature(name, int.from_bytes(raw[:4], "big"), encoded)


def _by_key(verifiers: Iterable[Verifier]) -> dict[tuple[str, int], Verifier]:
    known: dict[tuple[str, int], Verifier] = {}
    for verifier in verifiers:
        other = known.setdefault((verifier.name, verifier.key_id), verifier)
        if other != verifier:
            raise Refused(
                "note-ambiguous",
                f"Two different keys are known as {verifier.name}+{verifier.key_id:08x}; one was made to look alike.",
                "Keep only the key you obtained from the signer.",
            )
    return known


def _made(signer: Signer, content: bytes, time: int | None) -> Signature:
    raw = signer.verifier.key_id.to_bytes(4, "big") + signer.sign(content, time)
    return Signature(signer.name, signer.verifier.key_id, base64_text(raw))
