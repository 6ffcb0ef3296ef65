"""Programs that a benchmark starts, watches and ends; what they cost is read from Linux's `/proc`."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bench.simulator import free_port

_START_SECONDS = 30.0
_STOP_SECONDS = 15.0
_TICKS = os.sysconf("SC_CLK_TCK")
_UNSET = ("GITHUB_TOKEN", "GITHUB_TOKENS", "REDIS_URL", "PROMETHEUS_MULTIPROC_DIR")


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process takes.

    Attributes:
        cpu_seconds: of all its threads, in user and in kernel mode, since it began.
    """

    cpu_seconds: float
    resident_bytes: int
    threads: int


def usage_of(stat: str, status: str) -> Usage:
    """The usage in the texts of `/proc/PID/stat` and `/proc/PID/status`; https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html."""
    after_name = stat.rpartition(")")[2].split()
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    resident = int(fields["VmRSS"].split()[0]) * 1024
    return Usage((int(after_name[11]) + int(after_name[12])) / _TICKS, resident, int(fields["Threads"]))


@dataclass(frozen=True, slots=True)
class Program:
    """A server of ours that runs."""

    url: str
    process: "subprocess.Popen[bytes]"

    def usage(self) -> Usage:
        """What it takes now."""
        folder = Path("/proc", str(self.process.pid))
        return usage_of((folder / "stat").read_text(), (folder / "status").read_text())

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(_STOP_SECONDS)


def get(url: str, headers: Mapping[str, str] | None = None) -> bytes:
    """The body of a good answer; raises OSError."""
    request = urllib.request.Request(url, headers=dict(headers or {}))  # noqa: S310 - an address of ours
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - as above
        body: bytes = answer.read()
    return body


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait for the first good answer; raises SystemExit if there is none."""
    give_up = time.monotonic() + _START_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            get(url)
        except OSError:
            time.sleep(0.005)
        else:
            return
    raise SystemExit(f"no answer from {url}")


def launch(
    command: Sequence[str | Path], environment: Mapping[str, str], *, stderr: IO[bytes] | None = None
) -> "subprocess.Popen[bytes]":
    """Start a program with this environment beside the usual one, without the settings that a shell may hold."""
    usual = {name: value for name, value in os.environ.items() if name not in _UNSET}
    return subprocess.Popen(command, env={**usual, **environment}, stderr=stderr)


@contextmanager
def running(
    command: Sequence[str | Path], port: int, environment: Mapping[str, str], first: str = "/healthz"
) -> Iterator[Program]:
    """A server from its first answer to the end of the block."""
    process = launch(command, environment)
    program = Program(f"http://127.0.0.1:{port}", process)
    try:
        wait_for(program.url + first, process)
        yield program
    finally:
        end(process)


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask a process to end, and make it."""
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(_STOP_SECONDS)


def serve_command(port: int, *options: str) -> list[str | Path]:
    """The command that serves badges on a port."""
    program = Path(sys.executable).with_name("still-engineering")
    return [program, "serve", "--port", str(port), *options]


@contextmanager
def service(environment: Mapping[str, str], *options: str, port: int | None = None) -> Iterator[Program]:
    """The service on a port of its own."""
    port = port or free_port()
    with running(serve_command(port, *options), port, {"LOG_LEVEL": "error", **environment}) as program:
        yield program
