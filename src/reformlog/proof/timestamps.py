"""A stranger's clock: a time-stamping authority signs that a checkpoint's file existed at an hour of its own reckoning.

Source: RFC 3161. The request and the token are files; sending one and fetching the other is the office's own
business. The hash in the request is over the file's bytes as they are, so `openssl ts -verify -data CHECKPOINT`
checks the same token.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ..errors import Refused, Usage, install
from . import der

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

MAX_TOKEN = 1 << 18
MAX_CERTIFICATES = 1 << 20
_TST_INFO = bytes.fromhex("060b2a864886f70d0109100104")  # the content type that every token names (RFC 3161, 2.4.2)


@dataclass(frozen=True)
class Stamp:
    """What the authority signed. time: UTC; policy: the OID of the authority's rules; serial: the token's number."""

    time: datetime
    policy: str
    serial: int


def request(data: bytes) -> bytes:
    """The request (DER, the usual suffix is .tsq) to stamp a file's bytes: SHA-256, certificates wanted.

    It carries no nonce, so that the same checkpoint always gives the same request. A nonce guards against an old
    token being sent for a new file; here an old token over the same bytes only proves more.
    """
    library = _library()
    if not data:
        raise Refused("timestamp-empty", "There is nothing to stamp: the file is empty.", "Give a checkpoint file.")
    builder = library.TimestampRequestBuilder().data(data).hash_algorithm(library.HashAlgorithm.SHA256)
    asked: bytes = builder.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()
    return asked


def check(token: bytes, data: bytes, roots: bytes, intermediates: bytes = b"") -> Stamp:
    """The stamp in an authority's response (DER, the usual suffix is .tsr) over a file's bytes.

    roots, intermediates: certificates in PEM; the authority's own must lead to one of the roots, and be valid at the
    stamp's time, not today. Raises Refused when the response is unreadable, refused by the authority, over other
    bytes, or not from that root.
    """
    library = _library()
    response, imprint = _decoded(library, token)
    if not roots.strip():
        raise Refused(
            "timestamp-root",
            "No root certificate is given, so any stamp would do.",
            "Give the authority's root in PEM.",
        )
    if imprint != sha256(data).digest():
        raise Refused(
            "timestamp-other-file",
            "The stamp is over other bytes than this file's.",
            "Give the very file that was stamped.",
        )
    trusted = _certificates(roots, "The root certificates")
    between = _leading_to(
        trusted, _certificates(intermediates, "The intermediate certificates") if intermediates.strip() else []
    )
    verifier = library.VerifierBuilder(roots=trusted, intermediates=between).build()
    try:
        verifier.verify_message(response, data)
        info = response.tst_info
        return Stamp(info.gen_time, info.policy.dotted_string, info.serial_number)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # whatever a forged token or certificate makes the decoders raise, panics too: it is no proof
        raise Refused(
            "timestamp-invalid",
            "The stamp is not by an authority under that root, or it was altered.",
            "Give the authority's own root certificate, and the intermediate ones it names.",
        ) from None


def _decoded(library: Any, token: bytes) -> tuple[Any, bytes]:
    if len(token) > MAX_TOKEN:
        raise Refused(
            "timestamp-unreadable",
            f"The response has more than {MAX_TOKEN:,} bytes; so many are not read.",
            "Is it the right file?",
        )
    try:
        response = library.decode_timestamp_response(der.ordered(token))
        status, words = response.status, response.status_string
        imprint = response.tst_info.message_imprint.message if status == library.PKIStatus.GRANTED else b""
    except ValueError:
        raise _unreadable(token) from None
    if status != library.PKIStatus.GRANTED:
        said = "; ".join(map(str, words))[:200] or "no reason given"
        raise Refused("timestamp-refused", f"The authority did not stamp (status {status}: {said}).", "Ask it again.")
    return response, imprint


def _unreadable(token: bytes) -> Refused:
    if _TST_INFO not in token:
        message, hint = "This is not a time-stamp response.", "Give the file the authority sent (.tsr)."
    else:
        message = "This holds a time stamp, but not whole, or not in the encoding (DER) that is read here."
        hint = "Fetch it again. What others make of it: openssl ts -verify -data CHECKPOINT -in FILE.tsr -CAfile ROOT"
    return Refused("timestamp-unreadable", message, hint)


def _leading_to(roots: list[Certificate], offered: list[Certificate]) -> list[Certificate]:
    """Those offered certificates that one of the roots, or one already taken, has issued.

    The library trusts every certificate it is handed, so that a root smuggled in among the intermediate ones would do.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    taken: list[Certificate] = []
    for _ in offered:
        for certificate in offered:
            for issuer in [*roots, *taken]:
                try:
                    certificate.verify_directly_issued_by(issuer)
                except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
                    continue
                if certificate not in taken:
                    taken.append(certificate)
                break
    return taken


def _certificates(pem: bytes, named: str) -> list[Certificate]:
    from cryptography.x509 import load_pem_x509_certificates

    if len(pem) > MAX_CERTIFICATES:
        raise Refused(
            "timestamp-certificate",
            f"{named} have more than {MAX_CERTIFICATES:,} bytes; so many are not read.",
            "Give one PEM file.",
        )
    try:
        found = load_pem_x509_certificates(pem)
        for one in found:  # names are read when they are asked for; over one that is no text the verifier panics
            _ = one.issuer, one.subject
    except Exception:  # of several sorts: not PEM, not DER in it, a version or a name that is none
        raise Refused(
            "timestamp-certificate",
            f"{named} are not PEM text, or not whole.",
            "If it is DER: openssl x509 -inform DER -in FILE -out FILE.pem   Else fetch it again from the authority.",
        ) from None
    return found


def _library() -> Any:
    try:
        import rfc3161_client
    except ImportError:
        message = "Time stamps need a part that is not installed."
        raise Usage("timestamps-missing", message, install("timestamps")) from None
    return rfc3161_client
