"""The certificates of a time-stamp response in the order that DER asks for, whatever order the authority sent them in.

RFC 5652 has the set of certificates in BER, where any order will do; the library reads DER alone (X.690, 11.6: the
members of a set ascend). No signature is over that set, so putting it in order changes nothing that is proved, and no
length. What is kept and sent on is the response as it came.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_SEQUENCE, _FIRST, _SECOND = 0x30, 0xA0, 0xA1


class _Element(NamedTuple):
    """An element of the encoding: its tag, where it begins, where its content begins, and where both end."""

    tag: int
    start: int
    content: int
    end: int


def ordered(response: bytes) -> bytes:
    """The response with its certificates, and lists of revoked ones, in order; as it came where it cannot be read."""
    whole = (_SEQUENCE, _SEQUENCE, _FIRST, _SEQUENCE)  # TimeStampResp, its token, the token's content, SignedData
    try:
        inside = _Element(0, 0, 0, len(response))
        for tag in whole:
            inside = [element for element in _elements(response, inside) if element.tag == tag][-1]
        for part in _elements(response, inside):
            if part.tag in (_FIRST, _SECOND):
                members = sorted(response[element.start : element.end] for element in _elements(response, part))
                response = response[: part.content] + b"".join(members) + response[part.end :]
    except (IndexError, ValueError):
        return response
    return response


def _elements(data: bytes, inside: _Element) -> Iterator[_Element]:
    """What an element consists of. ValueError when it does not fit; of tags and lengths those that occur here."""
    at = inside.content
    while at < inside.end:
        length, content = data[at + 1], at + 2
        if length > 0x80:
            content += length - 0x80
            length = int.from_bytes(data[at + 2 : content], "big")
        elif length == 0x80:
            raise ValueError("an element whose end is marked, as BER may")
        if content + length > inside.end:
            raise ValueError("an element that is longer than what it is in")
        yield _Element(data[at], at, content, content + length)
        at = content + length
