"""The server under the application: one process, or several behind one socket, with the bounds of `protocol`."""

import asyncio
import contextlib
import functools
import socket
import time
from collections.abc import Sequence

import uvicorn
from uvicorn.supervisors import Multiprocess

from service.settings import Settings
from service.web.bounds import Bounds
from service.web.logs import configuration
from service.web.protocol import BoundedProtocol

_DRAIN_SECONDS = 6
"""For requests that are being answered when the service is told to end."""
_KEEP_ALIVE_SECONDS = 5
_LAST_SECONDS = 0.1
"""For connections that the kernel has accepted already; it would reset them when the socket is closed."""


class _Server(uvicorn.Server):
    """Ends as uvicorn does, once every connection that was accepted has been taken."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        _accept_no_more(sockets or ())
        await asyncio.sleep(_LAST_SECONDS)
        await super().shutdown(sockets)


class _Supervisor(Multiprocess):
    """The same for several processes; the socket is closed here too, so that nobody waits at it for the last one."""

    def terminate_all(self) -> None:
        _accept_no_more(self.sockets)
        time.sleep(_LAST_SECONDS)
        for shared in self.sockets:
            shared.close()
        super().terminate_all()


def _accept_no_more(sockets: Sequence[socket.socket]) -> None:
    """Let no more connections queue up; those that do may still be taken: https://man7.org/linux/man-pages/man2/listen.2.html."""
    for each in sockets:
        each.listen(0)


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
        _Supervisor(config, shared).run()
        return
    with contextlib.suppress(KeyboardInterrupt):
        _Server(config).run(shared)


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
