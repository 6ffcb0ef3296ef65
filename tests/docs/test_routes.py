"""The routes that the documents name, asked of the service over the demo."""

from collections.abc import AsyncIterator, Mapping

import pytest
from httpx import AsyncClient

from tests.docs.documents import between, quoted, section, tables, text_of
from tests.service.web.demo_application import client_of, running_demo

README = text_of("README.md")
SELF_HOSTING = text_of("docs/self-hosting.md")
ADDRESSED = {"{login}": "daily-dana", "{org}": "harbour-works", "?login=a&login=b": "?login=daily-dana"}


def concrete(route: str) -> str:
    """A route with somebody of the demo in it."""
    for placeholder, value in ADDRESSED.items():
        route = route.replace(placeholder, value)
    return route


def told_routes() -> list[tuple[str, str]]:
    """Methods and routes of the README's table."""
    [rows] = tables(section(README, "Pages and formats"))
    cells = [cell.rpartition(" ") for row in rows for cell in quoted(row["route"]) if "/" in cell]
    return [(method or "GET", route) for method, _, route in cells]


@pytest.fixture
async def visitor() -> AsyncIterator[AsyncClient]:
    """Somebody who asks the demo."""
    async with running_demo() as running, client_of(running) as client:
        yield client


async def test_every_route_of_the_readme_answers(visitor: AsyncClient) -> None:
    refused = []
    for method, route in told_routes():
        answer = await visitor.request(method, concrete(route))
        if answer.status_code not in {200, 202} or answer.headers.get("x-badge-status") == "bad-request":
            refused.append((method, route, answer.status_code))

    assert refused == []


async def test_the_readme_names_every_route_of_the_api(visitor: AsyncClient) -> None:
    described: Mapping[str, Mapping[str, object]] = (await visitor.get("/openapi.json")).json()["paths"]
    told = {(method, route.partition("?")[0].replace("{org}", "{organisation}")) for method, route in told_routes()}

    assert {(method.upper(), route) for route, methods in described.items() for method in methods} <= told


async def test_what_a_cdn_is_told_is_what_the_service_says(visitor: AsyncClient) -> None:
    [rows] = tables(between(SELF_HOSTING, "caching"))
    for row in rows:
        for route in quoted(row["route"]):
            said = (await visitor.get(concrete(route))).headers["cache-control"]
            wanted = quoted(row["Cache-Control"]) or [_settled()]
            assert [said] == wanted, route


def _settled() -> str:
    """The Cache-Control of an image that is settled, as the page shows it."""
    found = [line.strip() for line in SELF_HOSTING.splitlines() if line.startswith("    Cache-Control:")]
    return found[0].removeprefix("Cache-Control: ")


async def test_what_is_no_success_and_what_is_posted_is_not_stored(visitor: AsyncClient) -> None:
    missing = await visitor.get("/api/v1/users/nobody-at-all")
    posted = await visitor.post("/api/v1/users/daily-dana/refresh")

    assert (missing.headers["cache-control"], posted.headers["cache-control"]) == ("no-store", "no-store")
