"""A private service: nothing about anybody for those who show no key, and nothing for caches that others share.

It stands in front of everything, the edge included, and only where there are keys; elsewhere it does not exist.
A key comes as a bearer token or as the password of HTTP Basic, which browsers ask for; an image, whose readers can send
neither, opens with a signed link too. https://www.rfc-editor.org/rfc/rfc6750#section-2.1,
https://www.rfc-editor.org/rfc/rfc7617
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import ServiceError
from service.evidence import parse_login
from service.signing import PARAMETER, Linked, is_signed
from service.web.images import LONGEST_QUERY

OPEN = frozenset({"/healthz", "/readyz"})
"""For load balancers; they tell nothing about anybody."""

_MOST_PARAMETERS = 50
_IMAGE = re.compile(r"/(?:(?P<organisation>badge/org)|(?P<kind>badge|card))/(?P<login>.+)\.(?:svg|png|json)", re.DOTALL)
_ELSEWHERE = frozenset({b"cross-site", b"same-site"})
_Headers = Iterable[tuple[bytes, bytes]]


class Gate:
    """Lets through who may see, and marks every answer as private.

    Args:
        app: the service.
        refuse: answers everybody else.
    """

    def __init__(self, app: ASGIApp, refuse: ASGIApp, keys: Sequence[str]) -> None:
        self._app = app
        self._refuse = refuse
        self._keys = tuple(keys)
        self._digests = tuple(hashlib.sha256(key.encode()).digest() for key in keys)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or have it refused."""
        if scope["type"] != "http" or scope["path"] in OPEN:
            await self._app(scope, receive, send)
            return

        async def privately(message: Message) -> None:
            if message["type"] == "http.response.start":
                # The edge sends the same message to everybody, so it must not be changed.
                message = {**message, "headers": private_headers(message.get("headers", ()))}
            await send(message)

        chosen = self._app if self._has_key(scope) or self._has_link(scope) else self._refuse
        await chosen(scope, receive, privately)

    def _has_key(self, scope: Scope) -> bool:
        headers: dict[bytes, bytes] = dict(scope["headers"])
        given = hashlib.sha256(key_of(headers)).digest()
        # Every key is compared, so that the time tells nothing about any.
        return any([hmac.compare_digest(given, digest) for digest in self._digests])  # noqa: C419 - as said

    def _has_link(self, scope: Scope) -> bool:
        if scope["method"] not in {"GET", "HEAD"} or len(scope["query_string"]) > LONGEST_QUERY:
            return False
        found = _IMAGE.fullmatch(scope["path"])
        signatures = _signatures(scope["query_string"].decode("latin-1"))
        if not found or len(signatures) != 1:
            return False
        try:
            login = parse_login(found["login"])
        except ServiceError:
            return False
        what = Linked.ORGANISATION if found["organisation"] else Linked(found["kind"])
        return is_signed(signatures[0], self._keys, what, login)


def key_of(headers: dict[bytes, bytes]) -> bytes:
    """The key that a request brings; empty if there is none."""
    scheme, _, value = headers.get(b"authorization", b"").partition(b" ")
    if scheme.lower() == b"bearer":
        return value.strip()
    if scheme.lower() == b"basic" and not _is_embedded_elsewhere(headers):
        try:
            return base64.b64decode(value.strip(), validate=True).partition(b":")[2]
        except binascii.Error:
            return b""
    return b""


def _is_embedded_elsewhere(headers: dict[bytes, bytes]) -> bool:
    """Whether another site's page loads this into itself, with a password that its visitor typed here.

    It could not read an image, but measure it. https://developer.mozilla.org/en-US/docs/Glossary/Fetch_metadata_request_header
    """
    return headers.get(b"sec-fetch-site") in _ELSEWHERE and headers.get(b"sec-fetch-mode") != b"navigate"


def _signatures(query: str) -> list[str]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return []
    return [value for name, value in pairs if name == PARAMETER]


def private_headers(given: _Headers) -> list[tuple[bytes, bytes]]:
    """The headers of an answer that no shared cache may keep, nor any cache show to others."""
    kept, controls, varied = [], [], [b"Authorization"]
    for name, value in given:
        if name.lower() == b"cache-control":
            controls += [part.strip() for part in value.split(b",")]
        elif name.lower() == b"vary":
            varied.insert(0, value)
        else:
            kept.append((name, value))
    own = [part for part in controls or [b"no-store"] if part not in {b"public", b"private"} and not _is_shared(part)]
    return [*kept, (b"cache-control", b", ".join([b"private", *own])), (b"vary", b", ".join(varied))]


def _is_shared(control: bytes) -> bool:
    return control.startswith(b"s-maxage=")
