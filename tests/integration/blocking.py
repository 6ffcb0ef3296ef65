"""A program that serves an application whose event loop stands still when it is asked to.

The arguments are a folder, a port and the number of processes. `/block` writes a file named after its process into
the folder, and lets the process do nothing else until there is a file `go`.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

from service.settings import read_settings
from service.web.serving import serve

_MOST_SECONDS = 60.0
_ANSWER = [(b"content-length", b"2")]


def create() -> Any:  # noqa: ANN401 - an ASGI application
    """What is served."""
    return _application


async def _application(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI says
    if scope["type"] != "http":
        for kind in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{kind}.complete"})
        return
    if scope["path"] == "/block":
        _stand_still(Path(os.environ["BLOCKING_FOLDER"]))
    await send({"type": "http.response.start", "status": 200, "headers": _ANSWER})
    await send({"type": "http.response.body", "body": b"ok"})


def _stand_still(folder: Path) -> None:
    (folder / f"{os.getpid()}.blocked").touch()
    until = time.monotonic() + _MOST_SECONDS
    while time.monotonic() < until and not (folder / "go").exists():
        time.sleep(0.01)


if __name__ == "__main__":
    os.environ["BLOCKING_FOLDER"] = sys.argv[1]
    settings = read_settings({"HOST": "127.0.0.1", "PORT": sys.argv[2]})
    serve("tests.integration.blocking:create", settings, int(sys.argv[3]))
