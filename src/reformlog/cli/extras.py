"""Parts of the program that are installed only when they are asked for, and what to type when one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import Usage, install


@contextmanager
def of_pages() -> Iterator[None]:
    """Imports inside are of the pages. Usage when what they need is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("reformlog"):
            raise
        message = "The pages need a part of reformlog that is not installed."
        raise Usage("extra-missing", message, install("web")) from None


def left_out() -> list[str]:
    """A line for each format that pages made on this machine do not offer: why not, and what to install."""
    from .. import formats

    refusals = ((name, formats.lacking(name)) for name in formats.FORMATS)
    return [f"{name.upper()} files are left out: {lack.message} {lack.hint}" for name, lack in refusals if lack]
