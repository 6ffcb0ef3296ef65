"""Who has connected when the service is told to end is answered, though no process has taken the connection yet."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.program import environment
from tests.redis_server import free_port

ROOT = Path(__file__).parent.parent.parent
_MOST_SECONDS = 60.0


def _until(is_so: Callable[[], bool]) -> None:
    give_up = time.monotonic() + _MOST_SECONDS
    while not is_so():
        assert time.monotonic() < give_up
        time.sleep(0.02)


@dataclass(frozen=True, slots=True)
class Blocking:
    """The program of `blocking`."""

    process: "subprocess.Popen[bytes]"
    port: int
    folder: Path
    stack: ExitStack

    def ask(self, path: str) -> socket.socket:
        """Send a request; its answer is still to be read."""
        client = self.stack.enter_context(socket.create_connection(("127.0.0.1", self.port), timeout=_MOST_SECONDS))
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        return client

    def block(self, processes: int) -> list[int]:
        """Let so many processes stand still, one after the other; their numbers."""
        for blocked in range(1, processes + 1):
            self.ask("/block")
            _until(lambda least=blocked: len(self._blocked()) >= least)  # type: ignore[misc]  # cannot infer it
        return self._blocked()

    def go(self) -> None:
        """Let all go on."""
        (self.folder / "go").touch()

    def _blocked(self) -> list[int]:
        return sorted(int(each.stem) for each in self.folder.glob("*.blocked"))

    def tell_to_end(self, processes: int) -> None:
        """Have every process hear that it is to end."""
        self.process.send_signal(signal.SIGTERM)
        if processes > 1:
            _until(lambda: (self.folder / "log").read_text().count("Terminated child") == processes)


def _is_listening(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[int], Blocking]]:
    """Starts the program with so many processes."""
    with ExitStack() as stack:

        def started(processes: int) -> Blocking:
            port, log = free_port(), stack.enter_context((tmp_path / "log").open("wb"))
            command = [sys.executable, "-m", "tests.integration.blocking", str(tmp_path), str(port), str(processes)]
            process = subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=log)  # noqa: S603 - our own
            stack.callback(process.wait, _MOST_SECONDS)
            stack.callback(process.terminate)
            stack.callback((tmp_path / "go").touch)
            _until(lambda: _is_listening(port))
            return Blocking(process, port, tmp_path, stack)

        yield started


def _answers(clients: list[socket.socket]) -> list[bytes]:
    return [client.makefile("rb").read()[-2:] for client in clients]


@pytest.mark.parametrize("processes", [1, 2])
def test_those_who_queue_when_the_service_is_told_to_end_are_answered(
    start: Callable[[int], Blocking], processes: int
) -> None:
    program = start(processes)
    program.block(processes)
    queued = [program.ask("/") for _ in range(20)]

    program.tell_to_end(processes)
    program.go()

    assert _answers(queued) == [b"ok"] * 20
    assert program.process.wait(_MOST_SECONDS) in {0, -signal.SIGTERM}


def test_the_process_that_replaces_a_dead_one_answers_them_too(start: Callable[[int], Blocking]) -> None:
    program = start(2)
    [dead] = program.block(1)
    os.kill(dead, signal.SIGKILL)
    (program.folder / f"{dead}.blocked").unlink()
    assert dead not in program.block(2)
    queued = [program.ask("/") for _ in range(20)]

    program.tell_to_end(2)
    program.go()

    assert _answers(queued) == [b"ok"] * 20
