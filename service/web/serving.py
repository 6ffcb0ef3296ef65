"""The server under the application: one process, or several behind one socket, with the bounds of `protocol`."""

import asyncio
import contextlib
import functools
import select
import socket
from collections.abc import Sequence

import uvicorn
from uvicorn.supervisors import Multiprocess, multiprocess

from service.settings import Settings
from service.web.bounds import Bounds
from service.web.logs import configuration
from service.web.protocol import BoundedProtocol

_DRAIN_SECONDS = 6
"""For requests that are being answered when the service is told to end."""
_KEEP_ALIVE_SECONDS = 5
_LAST_SECONDS = 0.1
"""For connections that are being made when the service is told to end."""
_QUEUE_SECONDS = 2.0
"""For those that the kernel has accepted already; it would reset them when the socket is closed."""
_LOOK_SECONDS = 0.002


class Server(uvicorn.Server):
    """Ends as uvicorn does, once every connection that was accepted has been taken."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let nobody else queue up, take those who did, and answer them."""
        for each in sockets or ():
            # There is still room for one: https://man7.org/linux/man-pages/man2/listen.2.html.
            each.listen(0)
        await asyncio.sleep(_LAST_SECONDS)
        await _until_nobody_queues(sockets or ())
        for server in self.servers:
            server.close()
        # uvicorn tells the connections it knows, and hears of those that were just taken a turn of the loop later.
        await asyncio.sleep(_LOOK_SECONDS)
        await super().shutdown(sockets)


class Worker(multiprocess.Process):
    """One of several processes; uvicorn's own would not wait for those who queue, nor for a slow start."""

    has_begun = _is_asked = False

    def is_alive(self, timeout: float = 5) -> bool:
        """Whether it runs, and, once it has answered for the first time, still answers in so many seconds.

        On a busy machine the start takes longer than any answer should; who is ended for that never starts.
        """
        if self.has_begun:
            return super().is_alive(timeout)
        if not self._is_asked:
            self.parent_conn.send(b"ping")
            self._is_asked = True
        if self.parent_conn.poll(0):
            self.parent_conn.recv()
            self.has_begun = True
        return self.process.is_alive()

    @property
    def server(self) -> uvicorn.Server:
        """What runs in this process."""
        if self._server is None:
            self._server = Server(self.config)
        return self._server


class _Supervisor(Multiprocess):
    """Closes the socket before the processes do, so that nobody waits at it for this one, which takes nobody."""

    def terminate_all(self) -> None:
        for shared in self.sockets:
            shared.close()
        super().terminate_all()


async def _until_nobody_queues(sockets: Sequence[socket.socket]) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_QUEUE_SECONDS):
            while select.select(sockets, (), (), 0)[0]:  # noqa: ASYNC110 - the kernel tells nobody that a queue is empty
                await asyncio.sleep(_LOOK_SECONDS)


class CannotListen(Exception):
    """The address is in use, or not one of this machine; the message is one line."""


def serve(application: str, settings: Settings, workers: int) -> None:
    """Serve what the factory of this name makes, until told to stop.

    Raises:
        CannotListen: there is no listening at this address.
    """
    config = configured(application, settings, workers)
    try:
        shared = [config.bind_socket()]
    except SystemExit:
        # uvicorn has logged the reason, and would end with a code that means something else here.
        place = f"{settings.host}:{settings.port}"
        raise CannotListen(f"HOST, PORT: cannot listen on {place}; is something else there? Try --port.") from None
    if workers > 1:
        # The supervisor takes the class from there wherever it starts a process, also in place of one that died.
        multiprocess.Process = Worker  # type: ignore[misc]
        _Supervisor(config, shared).run()
        return
    with contextlib.suppress(KeyboardInterrupt):
        Server(config).run(shared)


def configured(application: str, settings: Settings, workers: int = 1) -> uvicorn.Config:
    """What uvicorn is told."""
    bounds = Bounds(connections=settings.max_connections)
    return uvicorn.Config(
        application,
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=workers,
        http=functools.partial(BoundedProtocol, bounds=bounds),  # type: ignore[arg-type]  # called as a class is
        ws="none",
        log_config=configuration(settings.log_level),
        log_level=settings.log_level,
        access_log=False,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_DRAIN_SECONDS,
    )
