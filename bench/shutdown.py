"""SIGTERM while many ask: every request that was sent is answered, and the process has ended in ten seconds.

Clients keep their connections and ask again at once. When the service says that it closes a connection, or nobody
listens any more, they stop; a request that was sent and got no whole answer is lost.
"""

import argparse
import asyncio
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.client import parse_head
from bench.program import Program, launch, serve_command, wait_for
from bench.report import Figure, machine, show
from bench.simulator import free_port
from tests.github_stub import GitHubStub

LIMIT_SECONDS = 10.0
CLIENTS = 32
HOT: Sequence[str] = ("/badge/daily-dana.svg", "/card/daily-dana.svg", "/api/v1/users/daily-dana", "/healthz")
COLD: Sequence[str] = ("/badge/unknown-{}.svg", "/api/v1/users/unknown-{}", "/healthz")
PATIENT: Mapping[str, str] = {"Prefer": "wait=30"}
_MOST_SECONDS = 60.0


@dataclass(slots=True)
class Asked:
    """What became of the requests of a load.

    Attributes:
        lost: sent without a whole answer.
        broken: answered with 500.
    """

    answered: int = 0
    lost: int = 0
    broken: int = 0
    after: int = 0


async def _ask(asked: Asked, url: str, paths: Sequence[str], headers: Mapping[str, str], number: int) -> None:
    """One client; ends when nobody listens any more."""
    host, _, port = url.removeprefix("http://").partition(":")
    told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    turn = number
    while True:
        try:
            reader, writer = await asyncio.open_connection(host, int(port))
        except OSError:
            return
        closing = False
        while not closing:
            path = paths[turn % len(paths)].format(turn)
            turn += CLIENTS + 1
            try:
                writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{told}\r\n".encode())
                status, found = parse_head(await reader.readuntil(b"\r\n\r\n"))
                await reader.readexactly(int(found["content-length"]))
            except (OSError, asyncio.IncompleteReadError):
                asked.lost += 1
                break
            asked.answered += 1
            asked.broken += status == 500  # noqa: PLR2004 - the HTTP status
            closing = found.get("connection") == "close"
        writer.close()


async def stopped_under_load(
    program: Program, paths: Sequence[str], headers: Mapping[str, str], seconds: float
) -> tuple[Asked, float]:
    """Ask for some time, tell the service to end and go on asking: the requests, and how many seconds the end took."""
    asked = Asked()
    async with asyncio.timeout(_MOST_SECONDS), asyncio.TaskGroup() as clients:
        for number in range(CLIENTS):
            clients.create_task(_ask(asked, program.url, paths, headers, number))
        await asyncio.sleep(seconds)
        before = asked.answered
        program.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        await asyncio.to_thread(program.process.wait, _MOST_SECONDS)
        took = time.monotonic() - began
    asked.after = asked.answered - before
    return asked, took


def run(
    options: Sequence[str],
    environment: Mapping[str, str],
    paths: Sequence[str],
    headers: Mapping[str, str],
    seconds: float,
) -> tuple[Asked, float]:
    """Start a service, and stop it under load."""
    port = free_port()
    with tempfile.TemporaryFile() as nowhere:
        process = launch(serve_command(port, *options), {"LOG_LEVEL": "error", **environment}, stderr=nowhere)
        try:
            program = Program(f"http://127.0.0.1:{port}", process)
            wait_for(f"{program.url}/healthz", process)
            return asyncio.run(stopped_under_load(program, paths, headers, seconds))
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Its processes end with it only if it is asked to."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(_MOST_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(LIMIT_SECONDS)


def measure(seconds: float) -> bool:
    """Print every figure; whether the limits hold."""
    held = True
    with ExitStack() as stack:
        github = stack.enter_context(GitHubStub())
        github.play("hang", times=None, seconds=_MOST_SECONDS)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        hanging = {"GITHUB_TOKEN": "ghp_shutdown", "GITHUB_API_URL": github.url, "TMPDIR": str(folder)}
        cases: tuple[tuple[str, Sequence[str], Mapping[str, str], Sequence[str], Mapping[str, str]], ...] = (
            ("one process", ("--demo",), {}, HOT, {}),
            ("two workers", ("--demo", "--workers", "2"), {}, HOT, {}),
            ("GitHub hangs", (), hanging, COLD, PATIENT),
            ("GitHub hangs, two workers", ("--workers", "2"), hanging, COLD, PATIENT),
        )
        for name, options, environment, paths, headers in cases:
            asked, took = run(options, environment, paths, headers, seconds)
            note = f"{asked.answered} answered, {asked.after} of them after SIGTERM"
            bad = asked.lost + asked.broken
            held &= show(Figure(f"{name}: lost requests", bad, "", limit=0, note=note)).holds
            held &= show(Figure(f"{name}: until it has ended", took, "s", limit=LIMIT_SECONDS)).holds
    return held


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0, help="of load before the end")
    options = parser.parse_args()
    print(f"the end under load: {machine()}")
    measure(options.seconds)


if __name__ == "__main__":
    main()
