"""Do the quoted words stand in the documents kept beside the register? A quote nobody can find is no evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import Error
from ..queries import refold
from ..queries.check import finding
from ..queries.view import View


def folder_of(view: View) -> Path:
    """`sources/` beside the log, or in the working folder for a log on a server."""
    return Path(view.log.path).absolute().parent / "sources" if view.log.path else Path("sources")


def quotes(view: View) -> Iterator[dict[str, Any]]:
    """A finding for every quote that its kept document does not hold, and for every kept document that was changed."""
    folder = folder_of(view)
    if not (folder / "sha256").is_dir():
        return
    from .documents.sources import quote_found

    for _, _, body in refold.visible(view.log, view.position):
        for number, source in enumerate(body["sources"], 1):
            digest, quote = source.get("sha256"), source.get("quote")
            if digest is None or quote is None:
                continue
            try:
                found = quote_found(folder, digest, quote)
            except Error as error:
                yield finding(
                    "source-changed", f"{body['id']}, source {number}: {error.message}", body["id"], hint=error.hint
                )
                continue
            if found is False:
                missing = f"「{quote[:60]}」 does not stand in the kept document {source['title']}."
                message = f"{body['id']}, source {number}: {missing}"
                yield finding("quote-missing", message, body["id"], hint="Correct the quote or the sha256.")
