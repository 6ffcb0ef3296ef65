"""HTTP on a socket with bounds: how much a client may send, how long it may take, and how many clients there may be.

uvicorn bounds the time between two requests alone; the rest is here. Nothing is done for a request that arrives whole,
as nearly all do, except to see that it did; timers exist only while somebody is slow.
"""

import asyncio
from typing import Any

from uvicorn._types import ASGI3Application, HTTPScope
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from service.web.bounds import Bounds
from service.web.refusals import refusal

_LINGER_SECONDS = 2.0
_LINGER_BYTES = 1024 * 1024
_SEPARATORS = 4
_FLOOD = 2
"""Beyond so many times the bound, those who come are not even told."""


class _Refused(Exception):
    """Leaves the parser; `send_400_response` then says why."""


class BoundedProtocol(HttpToolsProtocol):
    """One connection; made by uvicorn, which gives all but the bounds."""

    cycle: RequestResponseCycle | None  # type: ignore[assignment]  # None until there is a request; uvicorn hides that
    scope: HTTPScope | None  # type: ignore[assignment]  # the same

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        bounds: Bounds | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._bounds = bounds or Bounds()
        self._late: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._refusal = 400
        self._partial: object = None
        self._head_bytes = 0
        self._chunk = 0
        self._body_bytes = 0
        self._is_refused = False
        self._is_ending = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """A client has come; if there are too many, one that asks for nothing has to go, or this one."""
        super().connection_made(transport)
        self._arm()
        most = self._bounds.connections
        if len(self.connections) > _FLOOD * most:
            transport.abort()
        elif len(self.connections) > most and not self._make_room():
            self._refuse(503)

    def _make_room(self) -> bool:
        found = [each for each in self.connections if isinstance(each, BoundedProtocol) and each is not self]
        idle = next((each for each in found if each.cycle is None), None) or next(filter(_is_idle, found), None)
        if idle is None:
            return False
        self.connections.discard(idle)
        idle.transport.abort()
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._disarm()
        super().connection_lost(exc)
        if self._unread:
            self._unread.cancel()

    def data_received(self, data: bytes) -> None:
        """Bytes of a request, or of several."""
        self._chunk = len(data)
        if self._is_refused:
            self._discard()
            return
        super().data_received(data)
        cycle = self.cycle
        if cycle is None or cycle.scope is not self.scope or cycle.more_body or cycle.response_complete:
            self._unfinished()
        elif self._late:
            self._disarm()

    def _unfinished(self) -> None:
        """A part of a request has come, and the rest has to come in time."""
        if self._is_refused:
            return
        if self._late is None:
            self._arm()
        if self._is_head_open():
            # The first part may hold the end of another request, so only what follows it is counted here.
            self._head_bytes = self._head_bytes + self._chunk if self._partial is self.scope else 0
            self._partial = self.scope
            if self._head_bytes > self._bounds.head_bytes:
                self._refuse(414 if len(self.url) > self._bounds.target_bytes else 431)

    def _is_head_open(self) -> bool:
        """Whether a request has begun whose headers are not complete."""
        return self.scope is not None and (self.cycle is None or self.cycle.scope is not self.scope)

    def on_headers_complete(self) -> None:
        """The parser has seen a whole head; raises to refuse it."""
        bounds = self._bounds
        if len(self.url) > bounds.target_bytes:
            self._give_up(414)
        if len(self.headers) > bounds.headers or self._is_head_too_large():
            self._give_up(431)
        if len(self.pipeline) >= bounds.pipelined:
            self._give_up(503)
        self._head_bytes = self._body_bytes = 0
        super().on_headers_complete()
        if self._is_ending and self.cycle:
            self.cycle.keep_alive = False

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        task = self.loop.create_task(self._answer(cycle, app))
        task.add_done_callback(self.tasks.discard)
        self.tasks.add(task)

    async def _answer(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        """Run the application; what goes wrong, and is nobody's leaving, is uvicorn's to log and to answer."""
        try:
            await app(cycle.scope, cycle.receive, cycle.send)
        except asyncio.CancelledError:
            # The service ends, and has waited for this long enough.
            self._refuse(503)
            cycle.disconnected = True
        except Exception as error:  # noqa: BLE001 - handed on, but for one
            # uvloop raises RuntimeError for a client that has just reset its connection, before it says so.
            if isinstance(error, RuntimeError) and self.transport.is_closing():
                cycle.disconnected = True
            else:
                await cycle.run_asgi(_raising(error))
        else:
            if not cycle.response_complete:
                await cycle.run_asgi(_silent)
        finally:
            cycle.on_response = _nothing

    def _unsupported_upgrade_warning(self) -> None:
        """Every client may ask for another protocol, and is answered in this one; that is worth no line."""

    def _is_head_too_large(self) -> bool:
        most = self._bounds.head_bytes
        if self._chunk + self._head_bytes <= most:
            return False
        return len(self.url) + sum(len(name) + len(value) + _SEPARATORS for name, value in self.headers) > most

    def _give_up(self, status: int) -> None:
        self._refusal = status
        raise _Refused

    def on_body(self, body: bytes) -> None:
        """The parser has seen a part of a request's content; raises to refuse it."""
        self._body_bytes += len(body)
        if self._body_bytes > self._bounds.body_bytes:
            self._give_up(413)
        super().on_body(body)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words for it
        """The parser has given up; uvicorn calls this."""
        self._refuse(self._refusal)

    def _refuse(self, status: int) -> None:
        """Say why, once every request before has its answer, and listen no more.

        What the client still sends is read and thrown away for a moment: closing at once would make the kernel reset
        the connection, and the client might never see the answer. https://www.rfc-editor.org/rfc/rfc9112#section-9.6
        """
        if self._is_refused or self.transport.is_closing():
            return
        self._is_refused = True
        self._disarm()
        cycle = self.cycle
        if cycle is not None and not cycle.response_complete:
            cycle.message_event.set()
            if self._is_head_open() or self.pipeline or cycle.response_started:
                cycle.keep_alive = cycle.more_body = False
                return
            cycle.disconnected = True
        elif cycle is not None and not self._is_head_open():
            self._linger()
            return
        self.transport.write(refusal(status))
        self._linger()

    def _linger(self) -> None:
        self._unset_keepalive_if_required()
        self._late = self.loop.call_later(_LINGER_SECONDS, self.transport.abort)
        self._head_bytes = 0
        self.transport.write_eof()

    def _discard(self) -> None:
        self._head_bytes += self._chunk
        if self._head_bytes > _LINGER_BYTES:
            self.transport.abort()

    def _arm(self) -> None:
        self._late = self.loop.call_later(self._bounds.receive_seconds, self._on_late)

    def _disarm(self) -> None:
        if self._late:
            self._late.cancel()
            self._late = None

    def _on_late(self) -> None:
        """The rest of a request did not come; who asked for nothing is told nothing."""
        self._late = None
        if self._is_head_open() or (self.cycle and self.cycle.more_body and not self.cycle.response_complete):
            self._refuse(408)
        elif _is_idle(self):
            self._end()

    def on_response_complete(self) -> None:
        """An answer is written; its connection may be closing, and then the client has to read it in time."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._abort_unread()

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more was asked for."""
        self._end()

    def _end(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
            self._abort_unread()

    def _abort_unread(self) -> None:
        if self._unread is None and self.transport.get_write_buffer_size():
            self._unread = self.loop.call_later(self._bounds.send_seconds, self.transport.abort)

    def pause_writing(self) -> None:
        """The client does not read what it asked for."""
        super().pause_writing()
        self._abort_unread()

    def resume_writing(self) -> None:
        """The client reads again."""
        super().resume_writing()
        if self._unread:
            self._unread.cancel()
            self._unread = None

    def shutdown(self) -> None:
        """The service ends: whoever is being answered gets the answer, and a request on its way is waited for."""
        self._is_ending = True
        if self.cycle and not _is_idle(self):
            self.cycle.keep_alive = False
        else:
            self.loop.call_later(self._bounds.last_seconds, self._end_if_idle)

    def _end_if_idle(self) -> None:
        if _is_idle(self):
            self._end()


def _nothing() -> None:
    """Breaks the circle of references that a finished request would leave behind."""


async def _silent(*_: object) -> None:
    """Answers nothing."""


def _raising(error: Exception) -> ASGI3Application:
    async def application(*_: object) -> None:
        raise error

    return application


def _is_idle(connection: BoundedProtocol) -> bool:
    """Whether nothing is being answered."""
    return connection.cycle is None or connection.cycle.response_complete
