"""Python's search for cyclic garbage, paused while many rows are made: they are in no cycles, but all are searched."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def paused(function: Callable[P, T]) -> Callable[P, T]:
    """A function during which the search rests; afterwards it goes on as before, also when the function raises."""

    @wraps(function)
    def resting(*args: P.args, **kwargs: P.kwargs) -> T:
        if not gc.isenabled():
            return function(*args, **kwargs)
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            gc.enable()

    return resting


def swept(function: Callable[P, T]) -> Callable[P, T]:
    """A `paused` function after which the collector looks through what is left: at its end, for the next question would
    have to wait for that."""
    resting = paused(function)

    @wraps(function)
    def sweeping(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return resting(*args, **kwargs)
        finally:
            if gc.isenabled() and gc.get_count()[0] > gc.get_threshold()[0]:
                gc.collect(0)

    return sweeping
