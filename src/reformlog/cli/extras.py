"""Parts of the program that are installed only when they are asked for, and what to type when one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import Usage, install


@contextmanager
def needed(extra: str, what: str) -> Iterator[None]:
    """Imports inside need the extra. Usage when it is not installed. what: how the sentence begins, `The pages`."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("reformlog"):
            raise
        message = f"{what} need a part of reformlog that is not installed."
        raise Usage("extra-missing", message, install(extra)) from None


def left_out() -> list[str]:
    """A line for each format that pages made on this machine do not offer: why not, and what to install."""
    from .. import formats

    refusals = ((name, formats.lacking(name)) for name in formats.FORMATS)
    return [f"{name.upper()} files are left out: {lack.message} {lack.hint}" for name, lack in refusals if lack]
