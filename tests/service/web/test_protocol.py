"""What one connection may send, for how long, and how many there may be."""

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest

from service.web.bounds import Bounds
from tests.service.web.bounded import BIG, LIMIT_SECONDS, bounded, until

GET = b"GET / HTTP/1.1\r\nHost: x\r\n"
LAST = GET + b"Connection: close\r\n\r\n"
SLOW = b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"
CHUNKED = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
LONG_BODY = b"POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (LAST, 200),
        (GET + b"X: " + b"a" * 1_500 + b"\r\nConnection: close\r\n\r\n", 200),
        (b"GARBAGE\r\n\r\n", 400),
        (b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET /" + b"a" * 501 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET /" + b"a" * 300_000, 414),
        (GET + b"".join(b"X-%d: y\r\n" % i for i in range(10)) + b"\r\n", 431),
        (GET + b"X: " + b"a" * 2_001 + b"\r\n\r\n", 431),
        (GET + b"X: " + b"a" * 900_000 + b"\r\n\r\n", 431),
        (LONG_BODY + b"a" * 5_000, 413),
        (CHUNKED.replace(b"/", b"/slow", 1) + b"1000\r\n" + b"a" * 4096 + b"\r\n0\r\n\r\n", 413),
        (CHUNKED.replace(b"/", b"/slow", 1) + b"zz\r\n", 400),
        (GET, 408),
        (LONG_BODY + b"a", 408),
    ],
)
async def test_a_request_is_answered_or_refused_by_its_size_and_time(sent: bytes, status: int) -> None:
    async with bounded() as bound:
        answer = await bound.ask(sent)

    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"connection: close" in answer
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("sent", [b"", b"\r\n\r\n"])
async def test_whoever_asks_for_nothing_is_told_nothing(sent: bytes) -> None:
    async with bounded() as bound:
        answer = await bound.ask(sent)

    assert answer == b""


async def test_whoever_asks_for_nothing_more_is_told_nothing_more() -> None:
    async with bounded() as bound:
        answer = await bound.ask(GET + b"\r\n\r\n")

    assert answer.count(b"HTTP/1.1 ") == 1


async def test_a_head_that_trickles_in_is_not_given_more_time_by_every_byte() -> None:
    async with bounded() as bound:
        reader, writer = await bound.open(GET)
        async with asyncio.timeout(LIMIT_SECONDS):
            while not reader.at_eof():
                writer.write(b"a")
                await asyncio.sleep(0.02)
                if b"408" in await _peek(reader):
                    break

    assert bound.application.asked == []


async def _peek(reader: asyncio.StreamReader) -> bytes:
    """What has come so far, without waiting for more."""
    try:
        async with asyncio.timeout(0.001):
            return await reader.read(100)
    except TimeoutError:
        return b""


async def test_a_long_head_in_small_parts_is_refused_too() -> None:
    async with bounded(replace(Bounds(), head_bytes=2_000)) as bound:
        reader, writer = await bound.open(GET)
        async with asyncio.timeout(LIMIT_SECONDS):
            for _ in range(60):
                writer.write(b"X: " + b"a" * 50 + b"\r\n")
                await asyncio.sleep(0.005)
            answer = await reader.read()

    assert answer.startswith(b"HTTP/1.1 431 ")


async def test_what_came_before_a_bad_request_is_answered_first() -> None:
    async with bounded() as bound:
        answer = await bound.ask(GET + b"\r\nGARBAGE\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"ok")


async def test_too_many_requests_at_once_on_one_connection_are_answered_as_far_as_they_are_read() -> None:
    async with bounded() as bound:
        answer = await bound.ask((GET + b"\r\n") * 50)

    assert answer.count(b"HTTP/1.1 200 ") == 5
    assert b"connection: close" in answer


async def test_content_that_nobody_asked_for_does_not_keep_a_connection_open() -> None:
    async with bounded() as bound:
        head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"
        reader, writer = await bound.open(head)
        async with asyncio.timeout(LIMIT_SECONDS):
            await reader.readuntil(b"ok")
            writer.write(b"a")
            rest = await reader.read()
        await until(bound.holds(0))

    assert rest == b""


async def test_a_second_request_has_to_come_in_time_too() -> None:
    async with bounded() as bound:
        reader, writer = await bound.open(GET + b"\r\n")
        async with asyncio.timeout(LIMIT_SECONDS):
            await reader.readuntil(b"ok")
            writer.write(GET)
            rest = await reader.read()

    assert rest.startswith(b"HTTP/1.1 408 ")


async def test_content_beyond_the_bound_that_comes_after_the_answer_ends_the_connection() -> None:
    async with bounded() as bound:
        reader, writer = await bound.open(LONG_BODY.replace(b"/slow", b"/"))
        async with asyncio.timeout(LIMIT_SECONDS):
            await reader.readuntil(b"ok")
            writer.write(b"a" * 5_000)
            rest = await reader.read()

    assert rest == b""


async def test_whoever_goes_on_sending_what_was_refused_is_hung_up_on() -> None:
    async with bounded() as bound:
        _, writer = await bound.open()
        with suppress(ConnectionError):
            async with asyncio.timeout(LIMIT_SECONDS):
                while not writer.is_closing():
                    writer.write(b"a" * 100_000)
                    await writer.drain()
        await until(bound.holds(0))

    assert bound.application.asked == []


async def test_a_client_that_goes_away_leaves_nothing_behind() -> None:
    async with bounded(Bounds()) as bound:
        for sent in (SLOW, GET, b"GET /big HTTP/1.1\r\nHost: x\r\n\r\n"):
            _, writer = await bound.open(sent)
            await until(bound.holds(1))
            writer.transport.abort()
            await until(bound.holds(0))

    assert bound.application.asked[0] == "/slow"


async def test_whoever_does_not_read_is_hung_up_on() -> None:
    async with bounded() as bound:
        _, writer = await bound.open(b"GET /big HTTP/1.1\r\nHost: x\r\n\r\n")
        writer.transport.pause_reading()  # type: ignore[attr-defined]  # a socket's transport can
        await until(bound.holds(1))
        await until(bound.holds(0))


async def test_whoever_reads_slowly_but_reads_gets_everything() -> None:
    async with bounded(Bounds()) as bound:
        reader, _writer = await bound.open(b"GET /big HTTP/1.1\r\nHost: x\r\n\r\n")
        got = 0
        async with asyncio.timeout(LIMIT_SECONDS):
            await reader.readuntil(b"\r\n\r\n")
            while got < BIG:
                got += len(await reader.read(300_000))
                await asyncio.sleep(0.001)

    assert got == BIG


async def test_a_connection_that_does_nothing_makes_room_for_one_that_asks() -> None:
    async with bounded(replace(Bounds(), connections=3)) as bound:
        for _ in range(3):
            await bound.open()
        await until(bound.holds(3))
        answer = await bound.ask(LAST)

    assert answer.startswith(b"HTTP/1.1 200 ")


async def test_when_all_are_being_answered_the_next_is_told_to_come_back() -> None:
    async with bounded(replace(Bounds(), connections=2)) as bound:
        busy = [await bound.open(SLOW) for _ in range(2)]
        await until(bound.was_asked(2))
        refused = await bound.ask(LAST)
        bound.application.gate.set()
        answers = [await reader.readuntil(b"ok") for reader, _ in busy]

    assert refused.startswith(b"HTTP/1.1 503 ")
    assert b"retry-after: " in refused
    assert all(answer.startswith(b"HTTP/1.1 200 ") for answer in answers)


async def test_a_flood_is_not_even_told() -> None:
    async with bounded(replace(Bounds(), connections=1)) as bound:
        await bound.open(SLOW)
        await until(bound.was_asked(1))
        others = [await bound.open() for _ in range(6)]
        ends = [await _all_of(reader) for reader, _ in others]

    assert b"" in ends
    assert any(end.startswith(b"HTTP/1.1 503 ") for end in ends)


async def _all_of(reader: asyncio.StreamReader) -> bytes:
    try:
        async with asyncio.timeout(LIMIT_SECONDS):
            return await reader.read()
    except ConnectionError:
        return b""


async def test_a_request_on_its_way_when_the_service_ends_is_answered() -> None:
    async with bounded(replace(Bounds(), last_seconds=5.0)) as bound:
        reader, writer = await bound.open(GET + b"\r\n")
        async with asyncio.timeout(LIMIT_SECONDS):
            await reader.readuntil(b"ok")
            bound.server.should_exit = True
            await until(bound.is_ending)
            writer.write(GET + b"\r\n")
            answer = await reader.read()

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"connection: close" in answer


async def test_a_request_that_is_being_answered_when_the_service_ends_is_answered() -> None:
    async with bounded() as bound:
        reader, _writer = await bound.open(SLOW)
        async with asyncio.timeout(LIMIT_SECONDS):
            await until(bound.was_asked(1))
            bound.server.should_exit = True
            await until(bound.is_ending)
            bound.application.gate.set()
            answer = await reader.read()

    assert answer.startswith(b"HTTP/1.1 200 ")


async def test_whoever_asks_for_nothing_does_not_hold_the_end_up() -> None:
    async with bounded(replace(Bounds(), last_seconds=0.2)) as bound:
        reader, _ = await bound.open()
        await until(bound.holds(1))
        bound.server.should_exit = True
        async with asyncio.timeout(LIMIT_SECONDS):
            rest = await reader.read()

    assert rest == b""


async def test_a_mistake_of_ours_is_still_a_500(caplog: pytest.LogCaptureFixture) -> None:
    async with bounded() as bound:
        answer = await bound.ask(b"GET /broken HTTP/1.1\r\nHost: x\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 500 ")
    assert "Exception in ASGI application" in caplog.text


async def test_another_protocol_is_answered_in_this_one() -> None:
    upgrade = GET + b"Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n"
    async with bounded() as bound:
        answer = await bound.ask(upgrade)

    assert answer.startswith(b"HTTP/1.1 200 ")
