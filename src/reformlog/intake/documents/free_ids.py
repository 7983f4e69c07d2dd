"""Ids of drafted acts: the next that is free of those that begin alike, however many there are."""

from __future__ import annotations

from collections.abc import Iterable


class Ids:
    """The ids in use. taken: those of the register."""

    def __init__(self, taken: Iterable[str]):
        self._taken = set(taken)
        self._next: dict[str, int] = {}  # base → the least number that may be free: all below are in use
        self._given: dict[str, tuple[str, int]] = {}

    def new(self, base: str) -> str:
        """The id itself, or with -2, -3 … behind it when it is in use; in use from now on."""
        number = self._next.get(base, 1)
        while (name := base if number == 1 else f"{base}-{number}") in self._taken:
            number += 1
        self._taken.add(name)
        self._next[base], self._given[name] = number + 1, (base, number)
        return name

    def free(self, name: str) -> None:
        """Gives back an id that was given by `new`."""
        base, number = self._given.pop(name)
        self._taken.discard(name)
        self._next[base] = min(number, self._next[base])
