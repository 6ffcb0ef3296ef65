"""What is written down, and what is not."""

import json
import logging
from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from service.web.logs import JsonFormatter
from service.web.state import Services
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.web.application import serving

Web = tuple[AsyncClient, Services]


@pytest.fixture
async def web(source: FakeSource, clock: FakeClock) -> AsyncIterator[Web]:
    source.outcomes = {"ada": somebody("ada")}
    async with serving(source, clock) as running:
        yield running


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(JsonFormatter().format(record)) for record in caplog.records]


async def test_a_request_is_one_line_with_its_number(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "service.requests"):
        response = await web[0].get("/api/v1/users/ada?secret=1", headers={"Authorization": "Bearer hidden"})

    [line] = lines(caplog)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/v1/users/ada", 200)
    assert len(response.headers["x-request-id"]) == 16
    assert "secret" not in json.dumps(line)
    assert "hidden" not in json.dumps(line)


async def test_a_line_is_one_line_whatever_the_path_holds(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "service.requests"):
        await web[0].get("/badge/a%0Ab%22%7D%E2%80%A8%C2%85.svg")

    text = JsonFormatter().format(caplog.records[0])
    assert text.splitlines() == [text]
    assert json.loads(text)["path"] == '/badge/a\nb"}\u2028\x85.svg'


async def test_what_the_edge_sends_is_not_written_down(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    await web[0].get("/badge/ada.svg")
    with caplog.at_level(logging.INFO, "service.requests"):
        await web[0].get("/badge/ada.svg")

    assert caplog.records == []


def test_an_exception_is_a_field_of_its_line() -> None:
    try:
        int("broken")
    except ValueError as error:
        record = logging.LogRecord(
            "service", logging.ERROR, "", 0, "a %s failed", ("fetch",), (type(error), error, None)
        )

    line = json.loads(JsonFormatter().format(record))

    assert (line["level"], line["message"]) == ("error", "a fetch failed")
    assert "ValueError: invalid literal" in line["exception"]
