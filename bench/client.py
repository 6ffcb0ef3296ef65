"""A client for load: few instructions for a request, so that what is measured is the server."""

import asyncio
import itertools
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

LONGEST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and how long it took; status 0 is none at all.

    Attributes:
        headers: by lower-case name.
    """

    path: str
    status: int
    seconds: float
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def parse_head(head: bytes) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer."""
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return int(first.split(" ", 2)[1]), {name.lower(): value.strip() for name, _, value in pairs}


class Connection:
    """One connection that is kept open; asked by one task at a time."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._host, self._port = str(address.hostname), int(address.port or 80)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """GET a path; a connection that was closed meanwhile is opened again once."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        request = f"GET {path} HTTP/1.1\r\nhost: {self._host}\r\n{lines}\r\n".encode("latin-1")
        began = time.perf_counter()
        for fresh in (False, True):
            try:
                async with asyncio.timeout(LONGEST_SECONDS):
                    status, found, body = await self._exchange(request)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                self.close()
                if fresh:
                    break
            else:
                return Answer(path, status, time.perf_counter() - began, found, body)
        return Answer(path, 0, time.perf_counter() - began)

    async def _exchange(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        writer.write(request)
        status, headers = parse_head(await reader.readuntil(b"\r\n\r\n"))
        empty = status in {204, 304}
        body = b"" if empty else await reader.readexactly(int(headers["content-length"]))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return status, headers, body

    def close(self) -> None:
        """Close it; the next request opens it again."""
        if self._streams:
            self._streams[1].close()
            self._streams = None


async def ask_all(
    url: str,
    paths: Sequence[str],
    *,
    at_once: int,
    headers: Mapping[str, str] | None = None,
    after: Mapping[int, Callable[[], object]] | None = None,
) -> list[Answer]:
    """Ask every path once, so many at a time; the answers in the order of the paths.

    `after` says what to do, in a thread, when so many answers have come.
    """
    answers: list[Answer | None] = [None] * len(paths)
    order = iter(range(len(paths)))
    done = itertools.count(1)
    deeds: list[asyncio.Future[object]] = []

    async def work() -> None:
        async with Connection(url) as connection:
            for i in order:
                answers[i] = await connection.get(paths[i], headers)
                deed = (after or {}).get(next(done))
                if deed:
                    deeds.append(asyncio.ensure_future(asyncio.to_thread(deed)))

    await asyncio.gather(*(work() for _ in range(at_once)))
    await asyncio.gather(*deeds)
    return [answer for answer in answers if answer]
