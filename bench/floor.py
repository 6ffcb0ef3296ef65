"""The floor: a bare ASGI application that sends ready bytes, under the same server with the same settings as ours."""

import base64
import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn

from bench.program import Program, running
from bench.simulator import free_port

ANSWER = "BENCH_ANSWER"
"""The variable that holds what to send."""

_Message = MutableMapping[str, Any]


def application() -> Callable[..., Awaitable[None]]:
    """Sends the same to everybody."""
    given = json.loads(os.environ[ANSWER])
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in given["headers"]]
    start: _Message = {"type": "http.response.start", "status": 200, "headers": headers}
    body: _Message = {"type": "http.response.body", "body": base64.b64decode(given["body"])}

    async def send_bytes(
        scope: _Message, receive: Callable[[], Awaitable[_Message]], send: Callable[[_Message], Awaitable[None]]
    ) -> None:
        if scope["type"] == "http":
            await send(start)
            await send(body)
        else:
            await _live(receive, send)

    return send_bytes


async def _live(receive: Callable[[], Awaitable[_Message]], send: Callable[[_Message], Awaitable[None]]) -> None:
    """Say that starting and stopping went well."""
    for _ in range(2):
        message = await receive()
        await send({"type": f"{message['type']}.complete"})


@contextmanager
def floor(headers: Sequence[tuple[str, str]], body: bytes) -> Iterator[Program]:
    """The floor on a port of its own."""
    port = free_port()
    given = json.dumps({"headers": list(headers), "body": base64.b64encode(body).decode()})
    with running([sys.executable, "-m", "bench.floor", str(port)], port, {ANSWER: given}) as program:
        yield program


if __name__ == "__main__":
    uvicorn.run(
        "bench.floor:application",
        factory=True,
        port=int(sys.argv[1]),
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=8,
    )
