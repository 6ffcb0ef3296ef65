"""Runs commands of the documents as a reader would, in a shell."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.docs.documents import ROOT
from tests.integration.program import environment
from tests.redis_server import free_port

_PROGRAMS = Path(sys.executable).parent
_SHELL = ["/bin/bash", "-euo", "pipefail", "-c"]


def run(command: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with these variables and no others that concern the service."""
    return subprocess.run(  # noqa: S603 - a command of our own documents
        [*_SHELL, _placed(command)],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@contextmanager
def serving(command: str, **variables: str) -> Iterator[str]:
    """The address of what a command serves, from its first answer to the end of the block."""
    port = free_port()
    process = subprocess.Popen(  # noqa: S603 - a command of our own documents
        [*_SHELL, _placed(command)],
        cwd=ROOT,
        env=environment(PORT=str(port), **variables),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def _placed(command: str) -> str:
    """The command with the programs of these tests; make takes the environment as it is and installs nothing."""
    placed = command.replace(".venv/bin/", f"{shlex.quote(str(_PROGRAMS))}/")
    return placed.replace("make serve", "make -o .venv/.ready serve")


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(f"{url}/healthz", timeout=1)
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the command does not serve")
