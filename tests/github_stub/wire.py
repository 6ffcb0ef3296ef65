"""The socket side: reads HTTP requests, writes replies, and breaks the ones that are to be broken."""

import socket
import struct
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from tests.github_stub.http import Breakage, Reply, Request

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class SocketServer(ThreadingHTTPServer):
    """A server on a free port of this machine; every thread has ended when it is closed."""

    daemon_threads = False
    request_queue_size = 128

    def __init__(self, answer: Callable[[Request], Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.mistakes: list[BaseException] = []
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        for connection in tuple(self._open):
            hang_up(connection)
        self._thread.join()
        self.server_close()
        for mistake in self.mistakes:
            raise mistake

    @property
    def url(self) -> str:
        """The address, without a slash at its end."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def opened(self, connection: socket.socket) -> None:
        """Remember an open connection."""
        self._open.add(connection)

    def closed(self, connection: socket.socket) -> None:
        """Forget a closed connection."""
        self._open.discard(connection)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up early are part of the tests; everything else is a mistake of ours."""
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.mistakes.append(error)


def hang_up(connection: socket.socket) -> None:
    """End a connection from this side."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: SocketServer

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        self.server.closed(self.connection)
        with suppress(OSError):
            super().finish()

    def _respond(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        request = Request.of(self.command, self.path, dict(self.headers.items()), self.rfile.read(length))
        reply = self.server.answer(request)
        if reply.breakage is Breakage.RESET:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            self.connection.close()
        if reply.breakage in {Breakage.RESET, Breakage.CLOSED}:
            self.close_connection = True
            return
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        payload = reply.payload
        cut = reply.breakage is Breakage.TRUNCATED
        self.send_response_only(reply.status)
        own = {"content-type": "application/json; charset=utf-8", "date": self.date_time_string()}
        for name, value in {**own, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(payload) * (2 if cut else 1)))
        self.end_headers()
        self.wfile.write(payload)
        self.wfile.flush()
        self.close_connection |= cut

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _respond  # noqa: N815 - the names that http.server calls

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own signature
        """Say nothing."""
