"""Replicas that a test can look into: they answer, or drop every request."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


class Backend:
    """An HTTP server on a free port.

    Attributes:
        drops: whether a request is dropped without an answer, as by a replica that is killed.
        is_full: whether a request for an image is refused, as by a replica that has too many clients.
        seen: what was asked: method, path and headers, names in lower case.
    """

    def __init__(self) -> None:
        self.drops = self.is_full = False
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        backend = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                backend.answer(self)

            def do_POST(self) -> None:
                backend.answer(self)

            def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002, ANN401 - the base class's names
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of every request for a path."""
        return [headers for _, asked, headers in self.seen if asked == path]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Note a request, and answer or drop it."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.seen.append((request.command, request.path, headers))
        if self.drops:
            request.close_connection = True
            return
        request.send_response(503 if self.is_full else 200)
        if self.is_full:
            request.send_header("Content-Type", "application/problem+json")
        request.send_header("Content-Length", "2")
        request.send_header("X-Badge-Status", "ok")
        request.end_headers()
        request.wfile.write(b"ok")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)
