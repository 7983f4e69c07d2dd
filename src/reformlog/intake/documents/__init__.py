"""Official chronologies come in here: a document becomes draft acts for a person to check, and is kept as it was."""

from reformlog.intake.documents.drafts import Draft, draft
from reformlog.intake.documents.reading import read
from reformlog.intake.documents.sources import keep, place, quote_found
from reformlog.intake.documents.tables import Document

__all__ = ["Document", "Draft", "draft", "keep", "place", "quote_found", "read"]
