"""Headers that every answer has: what a route did not choose itself is chosen here, as strictly as possible.

https://owasp.org/www-project-secure-headers/ and https://www.w3.org/TR/CSP3/. Whether a browser must use TLS is said
by whatever ends TLS, the proxy in front.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from starlette.types import ASGIApp, Message, Receive, Scope, Send

BASE_HEADERS: Mapping[str, str] = MappingProxyType(
    {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
)
"""What every answer is sent with, whatever it is."""

NOTHING_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The policy of what is neither page nor image: nothing is loaded or run, and nobody frames it."""

IMAGE_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""The policy of an image: its own styles; it may stand anywhere, which is what a badge is for."""

_ENCODED = tuple(
    (name.lower().encode(), value.encode())
    for name, value in {**BASE_HEADERS, "Content-Security-Policy": NOTHING_POLICY}.items()
)


class SecurityHeaders:
    """Adds what an answer's own headers leave out; the images of the edge come with all of theirs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete its answer."""

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                message["headers"] = [*given, *missing(name for name, _ in given)]
            await send(message)

        await self._app(scope, receive, completed if scope["type"] == "http" else send)


def missing(given: Iterable[bytes]) -> list[tuple[bytes, bytes]]:
    """The headers that an answer with headers of these names still needs."""
    names = {name.lower() for name in given}
    return [pair for pair in _ENCODED if pair[0] not in names]
