"""The requests that no honest client sends: many kinds, and the same again from the same seed."""

import asyncio

from bench.hostile import send_all
from bench.raw import attempt, request


def test_a_request_can_be_made_again_by_its_number() -> None:
    assert [attempt(1, number) for number in range(200)] == [attempt(1, number) for number in range(200)]
    assert attempt(1, 5) != attempt(2, 5)


def test_every_kind_comes_up() -> None:
    kinds = {attempt(1, number).kind for number in range(500)}

    assert {"halves", "pipelines", "chunks", "hosts", "traversal", "long headers", "long targets", "noise"} <= kinds
    assert len(kinds) == 15


def test_a_request_is_written_as_it_is() -> None:
    assert request("GET", b"/x", (b"A: b",)) == b"GET /x HTTP/1.1\r\nHost: service.test\r\nA: b\r\n\r\n"


async def _against(answer: bytes) -> list[str]:
    """What is found wrong with a server that always answers this."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        return (await send_all(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", 1, 20)).faults


async def test_an_answer_that_blames_the_service_is_a_fault() -> None:
    assert len(await _against(b"HTTP/1.1 500 x\r\ncontent-length: 0\r\n\r\n")) > 0


async def test_an_answer_that_blames_the_client_is_none() -> None:
    assert await _against(b"HTTP/1.1 400 x\r\ncontent-length: 0\r\n\r\n") == []
