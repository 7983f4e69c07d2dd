"""A time limit for the head of each request: a silent connection is closed, so that it takes nobody's place."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 10.0
"""How long the head of a request may take, from the connection or from the end of the answer before."""


class Patient(H11Protocol):
    """The server's own protocol, which knows a limit only between two requests, with one for the head of each."""

    _limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The first request is waited for."""
        super().connection_made(transport)
        self._wait()

    def on_response_complete(self) -> None:
        """The next request is waited for, however its bytes trickle in."""
        self._wait()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more is waited for."""
        if self._limit is not None:
            self._limit.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
        self._limit = self.loop.call_later(SECONDS, self._give_up)

    def _give_up(self) -> None:
        cycle: Any = self.cycle
        if cycle is None or cycle.response_complete:  # else a request came in time and is being answered
            self.transport.close()
