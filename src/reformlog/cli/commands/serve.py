"""serve: the register as read-only pages on this machine."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any

import click

from .. import options
from ..context import Context
from ..extras import left_out, of_pages
from ..output import say

EVERYWHERE = ("0.0.0.0", "::", "")  # addresses that mean every network card, and so name no host


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="A further name by which the pages may be asked for.")
@options.pass_context
def serve(context: Context, host: str, port: int, allow_host: tuple[str, ...]) -> None:
    """Show the register as read-only pages, until Ctrl-C.

    \b
      reformlog serve
      reformlog serve --host 0.0.0.0 --allow-host tokku.example.go.jp
    """
    uvicorn, application, protocol = _installed()
    from ...web.library import Library, Unavailable

    library = Library(context.db, context.projection)
    try:
        with library.view():
            pass
    except Unavailable as gone:
        raise gone.error from None
    finally:
        library.close()
    named = [] if host in EVERYWHERE else [host]
    app = application(context.db, context.projection, hosts=["localhost", "127.0.0.1", "::1", *named, *allow_host])
    with _listening(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        say(f"http://{shown}:{listening.getsockname()[1]}/   read-only pages; Ctrl-C stops.")
        for line in left_out():
            say(line)
        config = uvicorn.Config(
            app,
            http=protocol,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=256,
            timeout_graceful_shutdown=3,
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _installed() -> tuple[Any, Any, Any]:
    """The server, the application, and how the server treats a connection. Usage when the extra is missing."""
    with of_pages():
        import uvicorn

        from ...web.patience import Patient
        from ...web.server import application
    return uvicorn, application, Patient


def _listening(host: str, port: int) -> socket.socket:
    from ...errors import Usage

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)  # before the address is printed, so that whoever asks at once waits and is answered
    except OSError as error:
        listening.close()
        message = f"{host} port {port} cannot be used: {error.strerror or error}."
        raise Usage("port-taken", message, "reformlog serve --port 0   takes any free port") from None
    return listening


COMMANDS = {"serve": serve}
