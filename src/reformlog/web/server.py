"""The pages as a web application: read-only, nothing loaded from elsewhere, each page from one view of the log."""

from __future__ import annotations

import hashlib
import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from .. import dates, formats
from ..dates.clock import as_written
from ..errors import Error, Usage
from ..queries import view as views
from ..queries.view import View
from ..register import Clock, utc_now
from . import addresses, asking, pages, render
from .addresses import Address
from .guard import Guard
from .library import Library, Unavailable
from .words import hint, message, phrase

HERE = Path(__file__).parent
MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
FIELDS = ("q", "page", "at", "known", "since", "learned")  # of forms
AS_TYPED = {"as-of": "at", "as_of": "at", "as-known": "known", "as_known": "known"}  # as a command and an answer say it
SHOWN_INLINE = ("json", "text")  # formats a browser shows; the others are saved
LACKING = ("font-missing", "extra-missing")  # the question is right, and this machine cannot make what it asks for

_UNFIT = re.compile(r"[^a-z0-9-]+")


class PageCache:
    """The pages made last, by their tags: a page of one view never changes. most: bytes kept in all."""

    def __init__(self, most: int = 32 << 20):
        self._most, self._bytes = most, 0
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, tag: str) -> bytes | None:
        """The page of a tag, None when it is not kept."""
        with self._lock:
            page = self._pages.get(tag)
            if page is not None:
                self._pages.move_to_end(tag)
            return page

    def put(self, tag: str, page: bytes) -> None:
        """Keeps a page, and lets go of those not asked for longest when there are too many."""
        with self._lock:
            self._bytes += len(page) - len(self._pages.pop(tag, b""))
            self._pages[tag] = page
            while self._bytes > self._most:
                self._bytes -= len(self._pages.popitem(last=False)[1])


_CACHE = PageCache()


@cache
def code_fingerprint() -> str:
    """What tells pages made by other code: a hash of the whole package, for the rules of an audit, the names of places
    and whatever else it has decide what a page says."""
    digest = hashlib.sha256()
    for path in sorted(HERE.parent.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _asset(name: str) -> str:
    return f"/static/{code_fingerprint()}/{name}"


SITE = render.Site(addresses.write, _asset)


def application(
    db: str,
    projection: str | None = None,
    *,
    hosts: Sequence[str] = ("localhost", "127.0.0.1", "::1"),
    clock: Clock = utc_now,
) -> Guard:
    """The ASGI application over a log. hosts: names by which it may be asked; others are refused (DNS rebinding)."""
    library = Library(db, projection, clock)
    routes = [
        Route("/static/{version}/{name}", _static),
        Route("/{path:path}", partial(_answered, library, clock)),
    ]
    return Guard(Starlette(routes=routes), hosts)


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    path = HERE / "static" / Path(name).name
    if path.suffix not in MEDIA or not path.is_file():
        return Response("Not found.\n", 404, media_type="text/plain")
    return Response(path.read_bytes(), media_type=MEDIA[path.suffix], headers={"Cache-Control": FOR_EVER})


def _answered(library: Library, clock: Clock, request: Request) -> Response:
    """The answer to one request, whatever happens."""
    address = Address()
    try:
        address = _address(request)
        _refuse_unread(request)
        return _moved(library, clock, address) or _shown(library, address, request)
    except Unavailable as gone:
        words = phrase("unavailable words", address.lang)
        heading = phrase("unavailable", address.lang)
        return _message(address, 503, heading, gone.error.errors, words, {"Retry-After": "10"})
    except Error as error:
        status = _status(error)
        words = phrase("not found", address.lang) if status == 404 else ""
        return _message(address, status, phrase("error", address.lang), error.errors, words)
    except Exception:  # a fault of ours: the page says so, the details go to whoever runs the server
        logging.getLogger("reformlog.web").exception("%s could not be answered", request.url.path)
        return _message(address, 500, phrase("unavailable", address.lang), [], phrase("our fault", address.lang))


def _status(error: Error) -> int:
    if error.code in LACKING:
        return 501
    if not isinstance(error, Usage):
        return 400
    if error.code in ("too-many-rows", "address-too-long"):
        return 413 if error.code == "too-many-rows" else 414
    nowhere = ("-unknown", "no-page", "no-page-number", "no-position", "known-above-head")
    return 404 if error.code.endswith(nowhere) else 400


def _message(
    address: Address,
    status: int,
    heading: str,
    errors: Sequence[Error],
    words: str = "",
    headers: dict[str, str] | None = None,
) -> Response:
    bare = Address(lang=address.lang)
    shown = [(message(error, address.lang), hint(error, address.lang)) for error in errors[:20]]
    text = render.plain(SITE, bare, "message.html", heading=heading, errors=shown, words=words)
    return Response(text, status, {"Cache-Control": "no-store", **(headers or {})}, "text/html; charset=utf-8")


def _address(request: Request) -> Address:
    raw = request.scope.get("raw_path") or request.scope["path"].encode()
    query = request.scope.get("query_string", b"")
    if len(raw) + len(query) > addresses.MAX_ADDRESS:
        raise Usage("address-too-long", "The address is too long.")
    named = ((AS_TYPED.get(key, key), value) for key, value in request.query_params.items())
    fields = {key: value for key, value in named if key in FIELDS}
    if any(len(value) > addresses.MAX_WORDS for value in fields.values()):
        raise Usage("address-too-long", f"A field has more than {addresses.MAX_WORDS} characters.")
    try:
        return addresses.read(raw.partition(b"?")[0].decode("ascii"), fields)
    except UnicodeError:
        raise Usage("no-page", "The address is not text.") from None


def _refuse_unread(request: Request) -> None:
    """Usage when the address has a field that no page reads: what it asks for would be left out unseen."""
    for key in request.query_params:
        if key not in FIELDS and key not in AS_TYPED:
            message = f"No page reads the field {key[:100]} of this address."
            raise Usage("no-field", message)


def _moved(library: Library, clock: Clock, address: Address) -> Response | None:
    """Where a form leads: to the address that says in itself what was written into it."""
    fields = dict(address.query)
    if not fields.keys() & {"at", "known", "since", "learned"}:
        return None
    now = as_written(clock())
    today = dates.jst_day(now)
    rest = tuple((key, value) for key, value in address.query if key in ("q", "page"))
    target = address._replace(query=rest)
    if "at" in fields:
        at = fields["at"].strip()
        target = target._replace(day=dates.day(at, today=today) if at else None)
    if "known" in fields:
        known = fields["known"].strip()
        target = target._replace(known=_position(library, known, now) if known else None)
    of = target.page[:2] if target.page[:1] == ("zones",) else ()
    if fields.get("since", "").strip():
        target = target._replace(page=(*of, "since", dates.day(fields["since"].strip(), today=today)))
    elif fields.get("learned", "").strip():
        target = target._replace(page=(*of, "learned", str(_position(library, fields["learned"].strip(), now))))
    elif target.page[-1:] == ("difference",):
        target = target._replace(page=of)
    return RedirectResponse(addresses.write(target), 303, {"Cache-Control": "no-store"})


def _position(library: Library, known: str, now: str) -> int:
    """The position that words of a form mean; unlike on the command line they never name a file."""
    with library.view() as view:
        return views.resolve(view.log, view.position, known, now, lambda _: None)


def _shown(library: Library, address: Address, request: Request) -> Response:
    subject = asking.subject(address)
    with library.view(address.known) as view:
        day = view.today if address.day is None else asking.calendar_day(address.day)
        tag = _tag(address, view, day)
        headers = {"ETag": tag, "Cache-Control": FOR_EVER if address.fixed else ASK_AGAIN}
        if tag in _tags(request):
            return Response(status_code=304, headers=headers)
        if address.format is None:
            text = _CACHE.get(tag)
            if text is None:
                text = pages.page(SITE, subject, address, view, day).text.encode()
                _CACHE.put(tag, text)
            return Response(text, 200, headers, "text/html; charset=utf-8")
        return _download(subject, address, view, day, headers)


def _tag(address: Address, view: View, day: str) -> str:
    """The name of what is shown: the same as long as nothing that decides it has changed."""
    root = view.log.root(view.position).hex()
    made = " ".join(render.offered())  # a page offers what could be made when it was
    parts = (code_fingerprint(), made, addresses.write(address), view.log.origin, view.position, root, day)
    return '"' + hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32] + '"'


def _tags(request: Request) -> Iterator[str]:
    for part in request.headers.get("if-none-match", "")[:4000].split(","):
        yield part.strip().removeprefix("W/")


def _download(subject: asking.Subject, address: Address, view: View, day: str, headers: dict[str, str]) -> Response:
    name = address.format or "json"
    answer = subject.told(view, day, address)
    chosen = formats.FORMATS[name]
    if render.too_large(answer, name):
        message = f"This is too much to be made into {name} while you wait."
        raise Usage("too-many-rows", message, "Take csv or json.")
    body = formats.render(answer, name, lang=address.lang)
    if name not in SHOWN_INLINE:
        headers["Content-Disposition"] = f'attachment; filename="{_file_name(address, view, day)}"'
    return Response(body, 200, headers, chosen.media_type)


def _file_name(address: Address, view: View, day: str) -> str:
    """A name that says what is in the file, in plain ASCII."""
    words = [_UNFIT.sub("-", part) for part in address.page] or ["zones"]
    return "-".join([*words, day, str(view.position)]) + formats.FORMATS[address.format or "json"].extension
