"""Sign the head of the log, and never one that contradicts what was signed before, even when two try at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import Refused, Usage
from ..log import Log, Progress, checking, merkle
from ..proof import checkpoints, keyfiles, notes, requests
from ..proof.checkpoints import Checkpoint
from ..proof.keys import ED25519, Signer, Verifier
from . import keeping
from .proving import covering, looked_up


def signer_of(log: Log, key: str | None) -> Signer:
    """The private key in a file. Usage when no file is named, or the key is a witness's or of another log."""
    if not key:
        hint = "--key FILE   (where there is none yet: reformlog key new)"
        raise Usage("key-missing", "A checkpoint is signed with the log's key; none was named.", hint)
    signer = keyfiles.read_key(key)
    if signer.kind != ED25519:
        raise Usage("key-witness", f"{key} is a witness's key; a log signs with its own.", "reformlog key new -o FILE")
    if signer.name != log.origin:
        message = f"{key} is the key of {signer.name}; this log is {log.origin}."
        raise Usage("key-other-log", message, "Name the key made for this log: --key FILE")
    return signer


def checkpoint(log: Log, signer: Signer, folder: Path | None, progress: Progress | None = None) -> bytes:
    """The signed checkpoint of the log as it is now, kept in the log and in the folder before it is returned.

    What came since the last checkpoint is read and recomputed first, then all kept ones are held against the log under
    its write lock: nothing is signed that contradicts them. The same head signed by the same key gives the same note
    again, with the cosignatures it has; by a new key, that note with one more. Raises Damaged when the log is not
    what it was.
    """
    last = max((keeping.hold(log, kept).size for kept in keeping.all_kept(log, folder)), default=0)
    checked = checking.check_stored(log, start=last + 1, form=True, progress=progress)
    again = _signed_before(log, signer, checked.position)
    if again is not None:
        return _copied_out(log, folder, checked.position, again)

    def make(log: Log) -> tuple[int, bytes]:
        """The size and note to keep, under the write lock: whatever another process has kept by now is looked at."""
        for kept in keeping.all_kept(log, folder):
            keeping.hold(log, kept)
        again = _signed_before(log, signer, checked.position)
        if again is not None:  # it may be cosigned already
            return checked.position, again
        made = Checkpoint(log.origin, checked.position, checked.root)
        note = checkpoints.sign(made, signer, _signed_so_far(log, made))
        keeping.hold(log, keeping.Kept("what was just read", note, outside=False))
        return checked.position, note

    return _copied_out(log, folder, checked.position, log.keep_note(make))


def note_over(log: Log, folder: Path | None, position: int, key: str | None) -> bytes:
    """A checkpoint that covers a position: a new one signed with the key in a file; without a file the newest kept one.

    Raises Refused when that does not go so far.
    """
    return checkpoint(log, signer_of(log, key), folder) if key else covering(log, folder, position)


def request(log: Log, note: bytes, old: int) -> bytes:
    """What a witness is sent: the checkpoint, and the proof that the `old` lines it saw last are the first of these."""
    size = keeping.size_of(log, note)
    if not 0 <= old <= size:
        message = f"The witness saw {old} lines, but the newest checkpoint covers {size}: ours is behind."
        hint = "Sign a newer one (reformlog checkpoint), or find out why lines are missing."
        raise Refused("witness-ahead", message, hint)
    hashes = looked_up(log, lambda node: merkle.consistency_proof(node, old, size))
    return requests.write(requests.Request(old, tuple(hashes), note))


def seen(log: Log, folder: Path | None, witnesses: Sequence[Verifier] = ()) -> int:
    """How many events a witness saw last, by the cosignatures on the checkpoints kept; 0 when there are none.

    witnesses: the keys of the one that is asked; without them whoever cosigned last.
    """
    keys = {(witness.name, witness.key_id) for witness in witnesses}

    def cosigned(note: bytes) -> bool:
        by = {(signature.name, signature.key_id) for signature in notes.split(note)[1]}
        return bool(by & keys) if keys else any(name != log.origin for name, _ in by)

    return max(
        (keeping.hold(log, kept).size for kept in keeping.all_kept(log, folder) if cosigned(kept.note)), default=0
    )


def add_cosignatures(log: Log, folder: Path | None, answer: bytes, witnesses: Sequence[Verifier]) -> bytes:
    """The kept checkpoint with a witness's answer added to it. Raises Refused when the answer fits none of them."""
    none = Refused("no-checkpoint", "No checkpoint of this log was ever signed.", "reformlog checkpoint --key FILE")

    def join(log: Log) -> tuple[int, bytes]:
        """Reads within the lock: another answer may have been added since, and what is kept here is the newest."""
        newest = {checkpoints.read_unverified(note).size: note for _, note in log.notes()}
        failed: Refused | None = None
        for size in sorted(newest, reverse=True):
            try:
                return size, requests.add_cosignatures(newest[size], answer, witnesses)
            except Refused as error:
                failed = failed or error
        raise failed or none

    if not log.notes():
        raise none
    note = log.keep_note(join)
    return _copied_out(log, folder, checkpoints.read_unverified(note).size, note)


def _signed_before(log: Log, signer: Signer, size: int) -> bytes | None:
    for at, note in reversed(log.notes()):
        if at == size and any(signature.key_id == signer.verifier.key_id for signature in notes.split(note)[1]):
            return note
    return None


def _signed_so_far(log: Log, checkpoint: Checkpoint) -> list[notes.Signature]:
    """The signatures kept over the same checkpoint, the newest of each key."""
    kept = [notes.split(note) for size, note in log.notes() if size == checkpoint.size]
    made = (signature for text, signatures in kept if text == checkpoint.text for signature in signatures)
    return list({(signature.name, signature.key_id): signature for signature in made}.values())


def _copied_out(log: Log, folder: Path | None, size: int, note: bytes) -> bytes:
    """Copy into the folder the notes that are not there yet, and again the newest of a size, which may have gained
    signatures. Returns the note.

    Once the newest is written the log is asked again: another process may have kept a newer one meanwhile.
    """
    if folder is not None:
        there = set(keeping.sizes(folder))
        for at, kept in log.notes():
            if at not in there and at != size:
                keeping.keep(folder, at, kept)
        written = None
        while written != (newest := [kept for at, kept in log.notes() if at == size][-1]):
            keeping.keep(folder, size, newest)
            written = newest
    return note
