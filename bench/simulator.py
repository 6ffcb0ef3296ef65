"""A simulator of GitHub's API as a process of its own, for benchmarks that need a GitHub to talk to."""

import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_START_SECONDS = 120


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def control(url: str, verb: str, path: str, body: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - any JSON
    """Talk to the simulator's control API."""
    request = urllib.request.Request(  # noqa: S310 - the address is the simulator's
        url + path, method=verb, data=json.dumps(body).encode() if body is not None else None
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - as above
        return json.load(answer)


@contextmanager
def simulator(python: Path, folder: Path, histories: Path, options: Sequence[str] = ()) -> Iterator[str]:
    """Start the simulator in `folder` with that Python; gives its address."""
    port = free_port()
    command: list[str | Path] = [
        python.absolute(),
        "-m",
        folder.name,
        "--data",
        histories.absolute(),
        "--port",
        str(port),
        *options,
    ]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    # Its faults, such as answers that end early, are complained about by its server.
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder.parent, env=environment, stdout=nowhere, stderr=nowhere)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(_START_SECONDS * 10):
        if process.poll() is not None:
            break
        try:
            control(url, "GET", "/_sim/health")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the simulator did not start")
