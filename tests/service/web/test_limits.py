"""One client cannot spend everybody's budget, and nobody is kept from what is known."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from httpx import ASGITransport, AsyncClient

from service.settings import BadSettings, read_settings
from service.web.app import create_service
from service.web.limits import ClientLimits
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.web.application import serving


@pytest.fixture
async def client(source: FakeSource, clock: FakeClock) -> AsyncIterator[AsyncClient]:
    """A client that may refresh twice and look at three new people."""
    source.outcomes = {f"p{i}": somebody(f"p{i}") for i in range(9)}
    async with serving(source, clock) as (_, services):
        limited = replace(services, limits=ClientLimits("2/hour", "3/minute"))
        transport = ASGITransport(create_service(limited))
        async with AsyncClient(transport=transport, base_url="http://service.test") as client:
            yield client


async def test_refreshes_beyond_the_share_are_told_when_to_come_back(client: AsyncClient) -> None:
    codes = [(await client.post("/api/v1/users/p0/refresh")).status_code for _ in range(2)]

    refused = await client.post("/api/v1/users/p0/refresh")

    assert codes == [200, 200]
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 3600
    assert "2 per 1 hour refreshes" in refused.json()["detail"]


async def test_first_looks_are_counted_and_known_people_are_free(client: AsyncClient) -> None:
    firsts = [(await client.get(f"/api/v1/users/p{i}")).status_code for i in range(4)]
    again = [(await client.get(f"/api/v1/users/p{i}")).status_code for i in range(3)]

    assert firsts == [200, 200, 200, 429]
    assert again == [200, 200, 200]


async def test_images_are_never_refused(client: AsyncClient) -> None:
    codes = {(await client.get(f"/badge/p{i}.svg")).headers["x-badge-status"] for i in range(9)}

    assert codes == {"ok"}


@pytest.mark.parametrize("rate", ["many", "0/hour", "5", "5/fortnight", "-1/hour"])
def test_a_rate_that_is_none_stops_the_start(rate: str) -> None:
    with pytest.raises(BadSettings, match="REFRESHES: must be a number by second, minute, hour or day"):
        read_settings({"REFRESHES": rate})
