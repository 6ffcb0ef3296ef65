"""The service with one address more: what runs inside its process, so that a benchmark can see what is left behind."""

import asyncio
import os
import sys
import threading
from collections import Counter

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from service.settings import read_settings
from service.web.server import application as service_application
from service.web.serving import serve

PATH = "/bench/inside"


def application() -> ASGIApp:
    """The service, watched."""
    service = service_application()

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == PATH:
            await JSONResponse(inside())(scope, receive, send)
        else:
            await service(scope, receive, send)

    return watched


def inside() -> dict[str, dict[str, int]]:
    """How many tasks of the running loop, and how many threads, by name without number."""
    tasks = Counter(getattr(task.get_coro(), "__qualname__", "?") for task in asyncio.all_tasks())
    threads = Counter(thread.name.rstrip("0123456789-_") for thread in threading.enumerate())
    return {"tasks": dict(tasks), "threads": dict(threads)}


if __name__ == "__main__":
    serve("bench.inside:application", read_settings({**os.environ, "PORT": sys.argv[1]}), workers=1)
