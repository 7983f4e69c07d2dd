"""reformlog: a register that keeps a regulatory reform's history and from which its state on any day can be proved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import Damaged, Error, Refused, Stale, Usage

if TYPE_CHECKING:
    import os

    from .register import Register

__version__ = "0.1.0"
__all__ = ["Damaged", "Error", "Refused", "Register", "Stale", "Usage", "open"]


def open(path: str | os.PathLike[str], *, create: bool = False, **options: Any) -> Register:
    """Opens a register: the path of its log, or `postgresql://…`. create: make the log when there is none.

    Raises Usage when there is no log, Damaged when the file is something else, Refused when it is newer than
    this program.
    """
    from .register import open_register

    return open_register(path, create_log=create, **options)


def __getattr__(name: str) -> Any:
    if name == "Register":
        from .register import Register

        return Register
    raise AttributeError(name)
