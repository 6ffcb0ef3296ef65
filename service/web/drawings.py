"""Images that were drawn before, ready to be sent again: bounded by bytes, gone when their login has a new score."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache

from service.evidence import Login

Key = tuple[bytes, bytes]
"""The raw path and the raw query of a request."""

_OVERHEAD_BYTES = 3_600
"""What the messages of one drawing take beside its body and its key."""


@dataclass(slots=True)
class Drawing:
    """One image as the messages that ASGI sends.

    Attributes:
        until: monotonic seconds after which the record behind it is looked at again.
        hits: how often it was sent since it was drawn.
        size: bytes that it takes under its key; known once it is kept.
    """

    login: Login
    etag: bytes
    until: float
    start: dict[str, Any]
    body: dict[str, Any]
    unchanged: dict[str, Any]
    hits: int = 0
    size: int = 0


class Drawings(LRUCache[Key, Drawing]):
    """The drawings of one process, least recently sent first to go.

    Args:
        sent: told how often a drawing was sent, when it leaves.
    """

    def __init__(self, max_bytes: int, *, sent: Callable[[Login, int], None] | None = None) -> None:
        super().__init__(max_bytes, getsizeof=lambda drawing: drawing.size)
        self._sent = sent
        self._keys: dict[Login, set[Key]] = {}

    def __setitem__(self, key: Key, drawing: Drawing) -> None:
        if key in self:
            del self[key]
        drawing.size = len(drawing.body["body"]) + len(key[0]) + len(key[1]) + _OVERHEAD_BYTES
        if drawing.size <= self.maxsize:
            super().__setitem__(key, drawing)
            self._keys.setdefault(drawing.login, set()).add(key)

    def __delitem__(self, key: Key) -> None:
        drawing = self[key]
        super().__delitem__(key)
        keys = self._keys[drawing.login]
        keys.discard(key)
        if not keys:
            del self._keys[drawing.login]
        if drawing.hits and self._sent:
            self._sent(drawing.login, drawing.hits)

    def forget(self, login: Login) -> None:
        """Remove every drawing of a login: its record has changed."""
        for key in list(self._keys.get(login, ())):
            del self[key]


def drawing_of(login: Login, body: bytes, headers: dict[str, str], etag: str, until: float) -> Drawing:
    """The messages of an image that was just drawn."""
    sent = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    full = [*sent, (b"content-type", b"image/svg+xml"), (b"content-length", str(len(body)).encode())]
    return Drawing(
        login=login,
        etag=etag.encode("latin-1"),
        until=until,
        start={"type": "http.response.start", "status": 200, "headers": full},
        body={"type": "http.response.body", "body": body},
        unchanged={"type": "http.response.start", "status": 304, "headers": sent},
    )
