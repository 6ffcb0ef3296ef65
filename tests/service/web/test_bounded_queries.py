"""What strangers may put into an address has bounds, and going beyond them has a clear answer."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from service.web.images import LONGEST_QUERY, LONGEST_VALUE
from service.web.state import Services
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.web.application import serving

Web = tuple[AsyncClient, Services]
IMAGES = ("/badge/ada.svg", "/card/ada.svg", "/badge/ada.json", "/badge/org/acme.svg")


@pytest.fixture
async def web(source: FakeSource, clock: FakeClock) -> AsyncIterator[Web]:
    source.outcomes = {"ada": somebody("ada")}
    async with serving(source, clock) as running:
        yield running


@pytest.mark.parametrize("path", IMAGES)
async def test_a_query_that_is_too_long_is_named_on_the_image(web: Web, path: str, source: FakeSource) -> None:
    answer = await web[0].get(f"{path}?{'a=b&' * (LONGEST_QUERY // 4 + 1)}")

    assert (answer.status_code, answer.headers["x-badge-status"]) == (200, "bad-request")
    assert source.asked == []


@pytest.mark.parametrize("path", IMAGES)
async def test_a_value_that_is_too_long_is_named_with_its_parameter(web: Web, path: str, source: FakeSource) -> None:
    answer = await web[0].get(f"{path}?theme=dark&anything={'y' * (LONGEST_VALUE + 1)}")

    assert answer.headers["x-badge-status"] == "bad-request"
    assert f"longer than {LONGEST_VALUE} characters" in answer.text or path.endswith("json")
    assert source.asked == []


async def test_a_value_as_long_as_the_longest_is_read(web: Web) -> None:
    assert (await web[0].get(f"/badge/ada.svg?x={'y' * LONGEST_VALUE}")).headers["x-badge-status"] == "ok"


@pytest.mark.parametrize(("length", "code"), [(100, 200), (101, 422)])
async def test_a_login_in_a_batch_has_a_length(web: Web, length: int, code: int) -> None:
    answer = await web[0].get(f"/api/v1/users?login=ada&login={'x' * length}")

    assert answer.status_code == code


async def test_the_sample_of_an_endless_query_is_the_usual_one(web: Web) -> None:
    usual = await web[0].get("/sample/badge.svg")

    answer = await web[0].get(f"/sample/badge.svg?style=social&x={'y' * LONGEST_QUERY}")

    assert (answer.status_code, answer.content) == (200, usual.content)
