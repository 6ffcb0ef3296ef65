"""The installed program, started as its users start it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from tests.redis_server import free_port

PROGRAM = Path(sys.executable).parent / "still-engineering"
_OURS = ("GITHUB_", "REDIS_", "OPT_OUT", "PORT", "HOST", "LOG_", "SHOW_", "STILL_", "PROMETHEUS_")


def environment(**variables: str) -> dict[str, str]:
    """This environment without what concerns the service, and with these variables."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_OURS)} | variables


class Serving:
    """`still-engineering serve` on a port of its own."""

    def __init__(self, *options: str, **variables: str) -> None:
        self._command: list[str | Path] = [PROGRAM, "serve", *options]
        self._port = free_port()
        self._environment = environment(PORT=str(self._port), **variables)
        self.process: subprocess.Popen[bytes] | None = None
        self.log = ""
        # A file: nobody reads a pipe while the program runs, and a full one would stop it.
        self._written = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            self._command, env=self._environment, stderr=self._written, stdout=subprocess.DEVNULL
        )
        for _ in range(600):
            assert self.process.poll() is None, self._read()
            try:
                httpx.get(f"{self.url}/healthz", timeout=5)
            except httpx.HTTPError:
                time.sleep(0.05)
            else:
                return self
        raise AssertionError("the service did not start")

    def stop(self) -> int:
        """Ask it to end, as an orchestrator does; its exit code."""
        assert self.process
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        self.log = self._read()
        return self.process.returncode

    def _read(self) -> str:
        self._written.seek(0)
        return self._written.read().decode("utf-8", "replace")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._written.close()
