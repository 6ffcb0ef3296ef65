"""A request and a reply as the stub sees them, before and after the socket."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_ENTERPRISE = "/api/v3"


class Breakage(Enum):
    """What may become of a reply on its way."""

    NONE = auto()
    RESET = auto()
    TRUNCATED = auto()
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class Request:
    """What came in; header names are in lower case.

    Attributes:
        prefix: `/api/v3` if it was asked for as on an Enterprise Server.
        path: the path without that prefix; `/graphql` for GraphQL.
    """

    method: str
    prefix: str
    path: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any = None

    @classmethod
    def of(cls, method: str, target: str, headers: Mapping[str, str], body: bytes) -> "Request":
        """Take a raw request apart."""
        parts = urlsplit(target)
        path = "/graphql" if parts.path == "/api/graphql" else parts.path
        prefix = _ENTERPRISE if path.startswith(f"{_ENTERPRISE}/") else ""
        lowered = {name.lower(): value for name, value in headers.items()}
        decoded = json.loads(body) if body else None
        return cls(method, prefix, path.removeprefix(prefix), dict(parse_qsl(parts.query)), lowered, decoded)

    @property
    def token(self) -> str:
        """The secret of the Authorization header; empty if there is none."""
        _, _, secret = self.headers.get("authorization", "").partition(" ")
        return secret


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes out."""

    status: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    breakage: Breakage = Breakage.NONE

    @property
    def payload(self) -> bytes:
        """The body as bytes: JSON, or text as it is."""
        if self.body is None:
            return b""
        return self.body.encode() if isinstance(self.body, str) else json.dumps(self.body).encode()

    def with_headers(self, headers: Mapping[str, str]) -> "Reply":
        """This reply with more headers; its own win."""
        return Reply(self.status, self.body, {**headers, **self.headers}, self.breakage)
