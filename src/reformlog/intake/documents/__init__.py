"""Official chronologies come in here: a document becomes draft acts for a person to check, and is kept as it was."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .drafts import Draft, draft
    from .reading import read
    from .sources import keep, place, quote_found
    from .tables import Document

__all__ = ["Document", "Draft", "draft", "keep", "place", "quote_found", "read"]

_HOMES = {"Document": "tables", "Draft": "drafts", "draft": "drafts", "read": "reading"}


def __getattr__(name: str) -> Any:
    """Each name from its module when it is first asked for, so that looking up a quotation loads no drafting."""
    if name in __all__:
        return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'sources')}"), name)
    raise AttributeError(name)
