"""Who a request is for: addresses that pages write are made of it, so it has to be one name and nothing else.

https://www.rfc-editor.org/rfc/rfc9112#section-3.2
"""

import re
from collections.abc import Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

from service.web.problems import problem

_HOST = re.compile(rb"(?:[a-z0-9._~-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?", re.IGNORECASE)


class HostCheck:
    """Refuses requests whose Host is missing, double or no host; images of the edge are the same for every host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http" and not is_good(scope["headers"], scope["http_version"]):
            refused = problem(400, "bad host", "A request needs one Host header with a host's name.", "bad-request")
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_good(headers: Iterable[tuple[bytes, bytes]], http_version: str) -> bool:
    """Whether a request says whom it is for; HTTP/1.0 did not have to."""
    hosts = [value for name, value in headers if name == b"host"]
    if not hosts:
        return http_version == "1.0"
    return len(hosts) == 1 and _HOST.fullmatch(hosts[0]) is not None
