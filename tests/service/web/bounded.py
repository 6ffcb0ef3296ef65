"""A small application behind the bounds of `service.web.protocol`, and clients that talk to it in bytes."""

import asyncio
import functools
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.types import Receive, Scope, Send

from service.web.bounds import Bounds
from service.web.protocol import BoundedProtocol

LIMIT_SECONDS = 15.0
"""For every wait; only a machine that hardly moves reaches it."""
BIG = 8 * 1024 * 1024
_TINY = Bounds(
    head_bytes=2_000,
    target_bytes=500,
    headers=10,
    body_bytes=1_000,
    pipelined=4,
    receive_seconds=0.4,
    send_seconds=0.4,
    last_seconds=0.3,
)


@dataclass(slots=True)
class Application:
    """Answers `ok`, `/big` with much, and `/slow` when the gate opens."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    asked: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        if scope["path"] == "/slow":
            await self.gate.wait()
        if scope["path"] == "/broken":
            raise RuntimeError("a mistake of ours")
        body = b"x" * BIG if scope["path"] == "/big" else b"ok"
        headers = [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


@dataclass(slots=True)
class Bounded:
    """The application as it listens."""

    application: Application
    server: uvicorn.Server
    port: int
    _clients: list[asyncio.StreamWriter] = field(default_factory=list)

    def holds(self, connections: int) -> Callable[[], bool]:
        """Whether so many connections are open."""
        return lambda: len(self.server.server_state.connections) == connections

    def was_asked(self, times: int) -> Callable[[], bool]:
        """Whether the application has seen so many requests."""
        return lambda: len(self.application.asked) >= times

    def is_ending(self) -> bool:
        """Whether nobody can connect any more."""
        return not self.server.servers[0].is_serving()

    async def open(self, *parts: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Connect and send these bytes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        self._clients.append(writer)
        for part in parts:
            writer.write(part)
            await writer.drain()
        return reader, writer

    async def ask(self, *parts: bytes) -> bytes:
        """All that comes back until the service ends the connection."""
        reader, _ = await self.open(*parts)
        async with asyncio.timeout(LIMIT_SECONDS):
            return await reader.read()

    async def leave(self) -> None:
        """Close every connection from this side."""
        for client in self._clients:
            client.close()
        await asyncio.gather(*(client.wait_closed() for client in self._clients), return_exceptions=True)


@asynccontextmanager
async def bounded(bounds: Bounds = _TINY) -> AsyncIterator[Bounded]:
    """The application on a free port."""
    application = Application()
    with socket.create_server(("127.0.0.1", 0)) as free:
        config = uvicorn.Config(
            application,
            http=functools.partial(BoundedProtocol, bounds=bounds),  # type: ignore[arg-type]  # called as a class is
            log_config=None,
            lifespan="off",
            ws="none",
            timeout_keep_alive=1,
            timeout_graceful_shutdown=5,
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve([free]))
        bound = Bounded(application, server, free.getsockname()[1])
        try:
            yield bound
        finally:
            application.gate.set()
            await bound.leave()
            server.should_exit = True
            await serving


async def until(is_so: Callable[[], bool]) -> None:
    """Wait until the service has come so far."""
    async with asyncio.timeout(LIMIT_SECONDS):
        while not is_so():  # noqa: ASYNC110 - uvicorn has no event to wait for
            await asyncio.sleep(0.01)
