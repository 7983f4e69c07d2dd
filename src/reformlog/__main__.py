"""`python -m reformlog` is the command `reformlog`."""

from __future__ import annotations

import sys


def main() -> None:
    """The command line. Ctrl-C while it is still being loaded ends it without a traceback as well."""
    try:
        from .cli import main as command
    except KeyboardInterrupt:
        sys.exit(130)
    command()


if __name__ == "__main__":
    main()
