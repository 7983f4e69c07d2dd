"""Registers for the tests of the pages: one whose every text is hostile, and a client that asks without a network."""

from __future__ import annotations

import datetime
import warnings
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import reformlog
from reformlog.log import Draft
from reformlog.register import Clock, Register
from reformlog.web import render
from reformlog.web.server import application

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the client asks for a successor of httpx under another name
    from starlette.testclient import TestClient

NOON = datetime.datetime(2024, 12, 10, 3, tzinfo=datetime.UTC)  # noon in Japan

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</title></textarea></script><script src=//evil.example></script>",
    "{{ 7 * 7 }}{% raise %}${7*7}",
    "&lt;b&gt; &amp;&quot; <!-- --> <![CDATA[ ]]>",
    '=HYPERLINK("https://evil.example","x")',
    "javascript:alert(1)",
]
ADDRESSES = [
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://x.example/"onmouseover="alert(1)',
]


def clock() -> datetime.datetime:
    """Noon of 10 December 2024 in Japan."""
    return NOON


def hostile_acts() -> list[dict[str, Any]]:
    """Acts of every sort of text; all but some addresses are lawful, for a register keeps what an office wrote."""
    acts: list[dict[str, Any]] = []
    for number, words in enumerate(HOSTILE):
        address = ADDRESSES[number % len(ADDRESSES)]
        acts.append(
            {
                "id": f"2024-06-0{number + 1}.order.json" if number == 0 else f"2024-06-0{number + 1}.order",
                "kind": "cabinet-order",
                "title": words,
                "detail": words,
                "enforced": f"2024-06-0{number + 1}",
                "place": words,
                "effects": [
                    {
                        "zone": f"zone/{number}.csv",
                        "is": "designated",
                        "name": words,
                        "nickname": words,
                        "areas": ["04"],
                    }
                ],
                "words": {f"zone/{number}.csv": {"title": words, "detail": words, "date": words}},
                "notes": [words],
                "sources": [{"title": words, "publisher": words, "locator": words, "quote": words, "url": address}],
            }
        )
    return acts


def record_past_the_door(register: Register, acts: list[dict[str, Any]]) -> None:
    """Acts as a log of former years holds them, whose door took any address of a source."""
    with register.log.batch(register.now) as batch:
        batch.add([Draft(act["id"], 1, act["kind"], {"body": act, "recorded_by": HOSTILE[0]}) for act in acts])


def hostile_register(path: Path) -> Path:
    """A log of `hostile_acts`, one of them corrected with a hostile reason and one withdrawn."""
    acts = hostile_acts()
    with reformlog.open(path, create=True, origin="hostile.example/<b>", clock=clock) as register:
        record_past_the_door(register, acts)
        register.correct(acts[1]["id"], {**acts[1], "detail": HOSTILE[3], "sources": acts[2]["sources"]}, HOSTILE[1])
        register.withdraw(acts[2]["id"], reason=HOSTILE[0])
    return path


def order(day: str, zone: str, code: str = "04", **more: Any) -> dict[str, Any]:
    """A cabinet order that designates a zone."""
    return {
        "id": f"{day}.{zone}",
        "kind": "cabinet-order",
        "title": f"{zone} を定める政令",
        "decided": day,
        "promulgated": day,
        "enforced": day,
        "effects": [{"zone": zone, "is": "designated", "name": f"区域 {zone}", "areas": [code]}],
        "sources": [{"title": "官報", "publisher": "国立印刷局", "quote": "指定する"}],
        **more,
    }


def small(path: Path) -> Register:
    """A register of three acts, open."""
    register = reformlog.open(path, create=True, origin="small.example/zones", clock=clock)
    register.append(
        [order("2024-06-01", "aoba"), order("2024-06-20", "izumi", "43"), order("2024-07-01", "taihaku", "04100")]
    )
    return register


def without_slow_formats(patch: pytest.MonkeyPatch) -> None:
    """Leaves out the two formats that take longest to make, for tests of a site that are not about them."""
    installed = render.installed
    patch.setattr(render, "installed", lambda name: name not in ("pdf", "docx") and installed(name))


def client(path: Path, clock: Clock = clock, **options: Any) -> TestClient:
    """A client of the pages of a log; it follows no redirection by itself."""
    app = application(str(path), clock=clock, **options)
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


class Page(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and its text."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._data_block = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def links(self) -> list[str]:
        """Where the page leads."""
        return [attributes["href"] for attributes in self.all("a") if "href" in attributes]
