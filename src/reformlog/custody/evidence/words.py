"""What the program in an evidence package says, and how it ends; it may use Python 3.8 alone."""

import sys

# mypy: ignore-errors


def plain(text):
    """The text on one line, with what a terminal would obey or nobody could see written out like ⟨U+001B⟩."""
    return "".join(c if c.isprintable() or c == "\u3000" else f"⟨U+{ord(c):04X}⟩" for c in str(text))


def say(text):
    """Print a line. Nothing is printed in another way, for a package is the work of strangers."""
    print(plain(text))


def must(holds, message):
    """End here, saying what does not hold."""
    if not holds:
        sys.exit("DOES NOT HOLD: " + plain(message))


def misused(message):
    """End here, saying what is wrong with the call; nothing was said of the package."""
    print(f"{plain(message)}\n\n    python3 verify.py PACKAGE [VERIFIER-KEY]\n\nNothing was checked.", file=sys.stderr)
    sys.exit(2)
