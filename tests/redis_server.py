"""A real Redis for tests, started and stopped here."""

import shutil
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RedisServer:
    """A Redis on a port of its own, without persistence; it can be killed and started again."""

    def __init__(self, folder: Path, password: str = "") -> None:
        self._folder = folder
        self._password = password
        self._program = shutil.which("redis-server")
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        secret = f":{self._password}@" if self._password else ""
        return f"redis://{secret}127.0.0.1:{self._port}/0"

    def start(self) -> None:
        """Start it and wait until it listens."""
        assert self._program, "redis-server is not installed; .ci/run installs it"
        command: list[str | Path] = [
            self._program,
            "--port",
            str(self._port),
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            self._folder,
            *(["--requirepass", self._password] if self._password else []),
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self._port), 0.1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("redis-server did not start")

    def kill(self) -> None:
        """Stop it at once, as a crash would."""
        if self._process:
            self._process.kill()
            self._process.wait(5)
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
