"""In which language a person is spoken to on the terminal: Japanese where the shell is, or where it is asked for.

Answers are not touched by it, nor what programs read: `--lang` says the language of those.
"""

from __future__ import annotations

import os
from collections.abc import Mapping


def is_japanese(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to speak Japanese: `REFORMLOG_LANG` says it, else the language of the messages of the shell."""
    names = ("REFORMLOG_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return next((environment[name] for name in names if environment.get(name)), "").lower().startswith("ja")


def told(text: str) -> str:
    """A message or hint for the person at the terminal, line by line; in English as it is made, else in Japanese where
    there is a sentence for it."""
    if not is_japanese():
        return text
    from ..formats.refused import japanese

    return "\n".join(japanese(line) or line for line in text.split("\n"))
