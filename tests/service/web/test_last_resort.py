"""A defect of the service itself is an image too, and a line in the log; its words stay inside."""

import logging
import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from httpx import AsyncClient

from service.evidence import Login
from service.record import Record
from service.store.memory import MemoryStore
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.web.application import serving


class DefectiveStore(MemoryStore):
    """A store with two defects: it breaks on one login, and what it says of another cannot be drawn."""

    async def get(self, login: Login) -> Record | None:
        if login == "ada":
            raise ZeroDivisionError("inner words")
        record = await super().get(login)
        if record and login == "bob":
            return replace(record, score=replace(record.score, level="inner words", weeks=None))  # type: ignore[type-var]
        return record


@pytest.fixture
async def client(source: FakeSource, clock: FakeClock) -> AsyncIterator[AsyncClient]:
    source.outcomes = {"ada": somebody("ada"), "bob": somebody("bob")}
    async with serving(source, clock, store=DefectiveStore(1024 * 1024)) as (client, _):
        await client.get("/api/v1/users/bob")
        yield client


@pytest.mark.parametrize("path", ["/badge/ada.svg", "/card/ada.svg", "/badge/bob.svg", "/card/bob.svg"])
async def test_a_defect_is_a_neutral_image_for_a_short_time(client: AsyncClient, path: str) -> None:
    response = await client.get(path)

    assert (response.status_code, response.headers["content-type"]) == (200, "image/svg+xml")
    assert ET.fromstring(response.text).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own answer
    assert response.headers["x-badge-status"] == "upstream"
    assert "max-age=90" in response.headers["cache-control"]
    assert "inner words" not in response.text


@pytest.mark.parametrize(
    ("path", "said"), [("/badge/ada.svg", "could not be prepared"), ("/card/bob.svg", "could not be drawn")]
)
async def test_a_defect_is_in_the_log_with_its_traceback(
    client: AsyncClient, caplog: pytest.LogCaptureFixture, path: str, said: str
) -> None:
    with caplog.at_level(logging.ERROR):
        await client.get(path)

    assert any(said in line.getMessage() and line.exc_info for line in caplog.records)
