"""Do those who are slow make it slow for others: hot badges while nobody else is there, and beside a crowd.

The crowd sends requests byte by byte, reads answers byte by byte, or is connected and does nothing; whoever is hung up
on comes again. It is a process of its own. Calm and crowded rounds take turns, and each is compared with its own calm.
"""

import argparse
import asyncio
import contextlib
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from urllib.parse import urlsplit

import uvloop

from bench.mixed import Pool, ticks
from bench.program import end, service
from bench.report import Figure, machine, paired, percentile, show

PATH = "/badge/daily-dana.svg"
LIMIT = 2.0
SENDING, READING, IDLE = 25, 25, 200
_EVERY_SECONDS = 0.2
_SMALLEST = 2048
_ASKED = b"GET /badge/daily-dana.svg HTTP/1.1\r\nHost: x\r\n\r\n" * 60
_HEAD = b"GET /badge/daily-dana.svg HTTP/1.1\r\nHost: x\r\nX-Slow: "
_READY = b"ready\n"
_ARRIVE_SECONDS = 3.0


async def _connect(url: str) -> socket.socket:
    address = urlsplit(url)
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALLEST)
    made.setblocking(False)
    await asyncio.get_running_loop().sock_connect(made, (str(address.hostname), address.port))
    return made


async def _send_slowly(made: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    for byte in _HEAD + b"a" * 10_000:
        await loop.sock_sendall(made, bytes([byte]))
        await asyncio.sleep(_EVERY_SECONDS)


async def _read_slowly(made: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(made, _ASKED)
    while await loop.sock_recv(made, 1):  # noqa: ASYNC110 - it is slow, it waits for nothing
        await asyncio.sleep(_EVERY_SECONDS)


async def _do_nothing(made: socket.socket) -> None:
    await asyncio.get_running_loop().sock_recv(made, 1)


async def _again(url: str, deed: Callable[[socket.socket], Coroutine[None, None, None]]) -> None:
    while True:
        with contextlib.suppress(OSError), await _connect(url) as made:
            await deed(made)
        await asyncio.sleep(_EVERY_SECONDS)


async def crowd(url: str) -> None:
    """Be slow in every way, for ever."""
    deeds = [_send_slowly] * SENDING + [_read_slowly] * READING + [_do_nothing] * IDLE
    async with asyncio.TaskGroup() as clients:
        for deed in deeds:
            clients.create_task(_again(url, deed))
        await asyncio.sleep(2 * _EVERY_SECONDS)
        sys.stdout.buffer.write(_READY)
        sys.stdout.buffer.flush()


@contextlib.contextmanager
def crowded(url: str) -> Iterator[None]:
    """The crowd, as long as the block runs."""
    command = [sys.executable, "-m", "bench.slow", "--crowd", url]
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stdout=told)
        try:
            time.sleep(_ARRIVE_SECONDS)
            told.seek(0)
            if told.read() != _READY:
                raise SystemExit("the crowd did not come")
            yield
        finally:
            end(process)


async def seconds_of(url: str, rate: float, seconds: float) -> list[float]:
    """How long hot badges took that were asked for at this pace; a bad answer counts as the longest wait."""
    pool, found = Pool(url), list[float]()
    running: set[asyncio.Task[None]] = set()

    async def ask() -> None:
        answer = await pool.get(PATH)
        found.append(answer.seconds if answer.status == 200 else float("inf"))  # noqa: PLR2004 - the HTTP status

    async for _ in ticks(rate, seconds):
        task = asyncio.create_task(ask())
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    pool.close()
    return found


def measure(rounds: int, rate: float, seconds: float) -> bool:
    """Print every figure; whether the limit holds."""
    calm, slow = list[float](), list[float]()
    with service({}, "--demo") as program:
        uvloop.run(seconds_of(program.url, rate, 1.0))
        for _ in range(rounds):
            calm.append(percentile(uvloop.run(seconds_of(program.url, rate, seconds)), 0.99))
            with crowded(program.url):
                slow.append(percentile(uvloop.run(seconds_of(program.url, rate, seconds)), 0.99))
    base = statistics.median(calm) * 1000
    note = f"{SENDING} slow senders, {READING} slow readers, {IDLE} idle; {rounds} rounds at {rate:g} a second"
    p99 = paired(slow, calm) * base
    return show(Figure("hot p99 beside slow clients", p99, "ms", base, LIMIT, of_floor=True, note=note)).holds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--rate", type=float, default=200.0)
    parser.add_argument("--crowd", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.crowd:
        asyncio.run(crowd(options.crowd))
    print(f"slow clients: {machine()}")
    measure(options.rounds, options.rate, options.seconds)


if __name__ == "__main__":
    main()
