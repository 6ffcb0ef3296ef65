"""Sends what `raw` makes, many connections at a time, and says what went wrong."""

import asyncio
import re
import struct
from collections import Counter
from dataclasses import dataclass, field
from socket import SO_LINGER, SOL_SOCKET
from urllib.parse import urlsplit

from bench.raw import Attempt, attempt

PATIENCE_SECONDS = 20.0
"""Longer than a server of ours waits for the rest of a request, on a slow machine."""
_QUIET_SECONDS = 0.05
_LEAVE_SECONDS = 0.15
_STAYS = 50
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")
_RESET = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class Outcome:
    """What came of all attempts.

    Attributes:
        faults: what should not have happened, with the number of the attempt.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


async def send_all(url: str, seed: int, count: int, *, at_once: int = 32) -> Outcome:
    """Make so many attempts."""
    outcome = Outcome()
    numbers = iter(range(count))

    async def work() -> None:
        for number in numbers:
            made = attempt(seed, number)
            outcome.kinds[made.kind] += 1
            answer, is_answered = await _try(url, made, stays=number % _STAYS == 0)
            _judge(outcome, f"{made.kind} {number}", answer, is_answered=is_answered)

    await asyncio.gather(*(work() for _ in range(at_once)))
    return outcome


def _judge(outcome: Outcome, name: str, answer: bytes, *, is_answered: bool) -> None:
    found = [int(status) for status in _STATUS.findall(answer)]
    outcome.statuses.update(found)
    outcome.faults += [f"{name}: {status}" for status in found if status >= 500]  # noqa: PLR2004 - 5xx
    if not is_answered:
        outcome.faults.append(f"{name}: no answer in {PATIENCE_SECONDS:g} s")


async def _try(url: str, made: Attempt, *, stays: bool) -> tuple[bytes, bool]:
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    answer, is_answered = bytearray(), True
    try:
        for part in made.parts:
            writer.write(part)
            await writer.drain()
        is_answered = await _read(reader, answer, patient=made.is_whole or stays)
    except OSError:
        pass  # the service has hung up, which is an answer
    finally:
        _hang_up(writer, hard=len(answer) % 2 == 0)
    return bytes(answer), is_answered or not (made.is_whole or stays)


async def _read(reader: asyncio.StreamReader, answer: bytearray, *, patient: bool) -> bool:
    """Read until nothing more comes; whether anything did, if only the end."""
    seconds = PATIENCE_SECONDS if patient else _LEAVE_SECONDS
    while True:
        try:
            async with asyncio.timeout(seconds):
                data = await reader.read(65_536)
        except TimeoutError:
            return bool(answer)
        if not data:
            return True
        answer += data
        seconds = _QUIET_SECONDS


def _hang_up(writer: asyncio.StreamWriter, *, hard: bool) -> None:
    if hard and (connection := writer.get_extra_info("socket")):
        connection.setsockopt(SOL_SOCKET, SO_LINGER, _RESET)
    writer.close()
