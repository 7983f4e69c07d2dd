"""`python -m reformlog` is the command `reformlog`."""

from __future__ import annotations

import sys


def main() -> None:
    """The command line. Ctrl-C while it is still being loaded, or ends already, leaves no traceback either."""
    try:
        from .cli import main as command

        command()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
