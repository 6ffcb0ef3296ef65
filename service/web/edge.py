"""The hot path: an image that was drawn before is answered here, in front of the framework.

Routing, parameters and a response object cost several times what sending the bytes costs; see bench/.
"""

import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.caching import matches
from service.web.drawings import Drawing, Drawings

_TOLD_EVERY = 100
_EMPTY: Message = {"type": "http.response.body", "body": b""}


class Edge:
    """Sends known drawings; everything else goes on to the application.

    Args:
        counted: called with 200 or 304 and how many such answers were given here, now and then.
        timer: monotonic seconds.
    """

    def __init__(
        self,
        app: ASGIApp,
        drawings: Drawings,
        counted: Callable[[int, int], None],
        *,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._drawings = drawings
        self._counted = counted
        self._timer = timer
        self._sent = {200: 0, 304: 0}

    def tell(self) -> None:
        """Hand over the counts. Counting one by one would cost a tenth of what sending costs."""
        for code, number in self._sent.items():
            if number:
                self._counted(code, number)
                self._sent[code] = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "http":
            drawing = self._drawings.get((scope["raw_path"], scope["query_string"]))
            if drawing is not None and self._timer() < drawing.until and scope["method"] in {"GET", "HEAD"}:
                await self._send(drawing, scope, send)
                return
        await self._app(scope, receive, send)

    async def _send(self, drawing: Drawing, scope: Scope, send: Send) -> None:
        drawing.hits += 1
        if _is_known(drawing, scope):
            self._count(304)
            await send(drawing.unchanged)
            await send(_EMPTY)
            return
        self._count(200)
        await send(drawing.start)
        await send(_EMPTY if scope["method"] == "HEAD" else drawing.body)

    def _count(self, code: int) -> None:
        self._sent[code] += 1
        if self._sent[code] >= _TOLD_EVERY:
            self.tell()


def _is_known(drawing: Drawing, scope: Scope) -> bool:
    for name, value in scope["headers"]:
        if name == b"if-none-match":
            return matches(value.decode("latin-1"), drawing.etag.decode("latin-1"))
    return False
