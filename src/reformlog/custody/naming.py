"""The name of a log: it is for ever, so it must be one under which the log can be signed."""

from __future__ import annotations

from ..errors import Usage
from ..events.characters import unfitness
from ..proof.keys import is_name

MAX_NAME = 200  # characters


def refuse_unsignable(origin: str) -> None:
    """Raises Usage for a name that no key can bear: no checkpoint of the log could ever be signed."""
    if not is_name(origin) or unfitness("origin", origin, MAX_NAME):
        message = (
            f"{origin[:80]!a} cannot name a log: a name has no spaces and no plus sign, and 1 to {MAX_NAME} characters."
        )
        raise Usage("origin", message, "--origin reformlog.example/kokusen")
