"""What the program in an evidence package says, and how it ends; it may use Python 3.8 alone."""

import os
import sys

from reformlog.custody.evidence.japanese import JAPANESE

# mypy: ignore-errors


def spoken(sentence, *parts):
    """A sentence with its parts, in Japanese where the shell is; the parts are put into it, never read for one."""
    names = ("REFORMLOG_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    tongue = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return (JAPANESE.get(sentence, sentence) if tongue.lower().startswith("ja") else sentence).format(*parts)


def plain(text):
    """The text on one line, with what a terminal would obey or nobody could see written out like ⟨U+001B⟩."""
    return "".join(c if c.isprintable() or c == "\u3000" else f"⟨U+{ord(c):04X}⟩" for c in str(text))


def say(sentence, *parts):
    """Print a line. Nothing is printed in another way, for a package is the work of strangers."""
    print(plain(spoken(sentence, *parts)))


def must(holds, sentence, *parts):
    """End here, saying what does not hold."""
    if not holds:
        sys.exit(plain(spoken("DOES NOT HOLD: ") + spoken(sentence, *parts)))


def misused(sentence, *parts):
    """End here, saying what is wrong with the call; nothing was said of the package."""
    usage = spoken("\n    python3 verify.py PACKAGE [VERIFIER-KEY]\n\nNothing was checked.")
    print(f"{plain(spoken(sentence, *parts))}\n{usage}", file=sys.stderr)
    sys.exit(2)
