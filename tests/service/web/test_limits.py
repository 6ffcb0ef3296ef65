"""One client cannot spend everybody's budget, and nobody is kept from what is known."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from fastapi import Request
from httpx import ASGITransport, AsyncClient
from limits import parse

from service.settings import BadSettings, read_settings
from service.web.app import create_service
from service.web.limits import ClientLimits, Counted, client_of, share_of, span_of
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
    assert refused.json()["code"] == "too-many"
    assert refused.json()["detail"] == "Each client may ask for 2 refreshes an hour; ask again in 60 minutes."


async def test_first_looks_are_counted_and_known_people_are_free(client: AsyncClient) -> None:
    firsts = [(await client.get(f"/api/v1/users/p{i}")).status_code for i in range(4)]
    again = [(await client.get(f"/api/v1/users/p{i}")).status_code for i in range(3)]

    assert firsts == [200, 200, 200, 429]
    assert again == [200, 200, 200]


async def test_first_looks_beyond_the_share_are_told_in_words_too(client: AsyncClient) -> None:
    answers = [await client.get(f"/api/v1/users/p{i}") for i in range(4)]

    assert answers[-1].json()["code"] == "too-many"
    assert answers[-1].json()["detail"].startswith("Each client may ask for 3 first looks a minute; ask again in ")


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        ("12/hour", "12 refreshes an hour"),
        ("1/day", "1 refresh a day"),
        ("200/minute", "200 refreshes a minute"),
        ("5/second", "5 refreshes a second"),
    ],
)
def test_a_share_is_told_in_its_own_unit(rate: str, words: str) -> None:
    assert share_of(parse(rate), Counted("refresh", "refreshes")) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (60, "60 seconds"),
        (61, "2 minutes"),
        (3454, "58 minutes"),
        (3600, "60 minutes"),
        (3601, "2 hours"),
        (86_400, "24 hours"),
    ],
)
def test_a_time_to_wait_is_rounded_up(seconds: int, words: str) -> None:
    assert span_of(seconds) == words


async def test_images_are_never_refused(client: AsyncClient) -> None:
    codes = {(await client.get(f"/badge/p{i}.svg")).headers["x-badge-status"] for i in range(9)}

    assert codes == {"ok"}


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("2001:db8:0:7::1", "2001:db8:0:7::/64"),
        ("2001:db8:0:7:ffff:ffff:ffff:ffff", "2001:db8:0:7::/64"),
        ("2001:db8:0:8::1", "2001:db8:0:8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("192.0.2.7", "192.0.2.7"),
        ("unknown", "unknown"),
        ("/run/service.sock", "/run/service.sock"),
        ("", ""),
    ],
)
def test_a_network_of_ipv6_is_one_client(host: str, counted: str) -> None:
    assert client_of(host) == counted


async def test_a_new_address_of_the_same_network_brings_no_new_share(source: FakeSource, clock: FakeClock) -> None:
    source.outcomes = {"ada": somebody("ada")}
    codes = []
    async with serving(source, clock) as (_, services):
        app = create_service(replace(services, limits=ClientLimits("2/hour", "9/minute")))
        for host in ("2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1"):
            transport = ASGITransport(app, client=(host, 1))
            async with AsyncClient(transport=transport, base_url="http://service.test") as client:
                codes.append((await client.post("/api/v1/users/ada/refresh")).status_code)

    assert codes == [200, 200, 429, 200]


@pytest.mark.parametrize("rate", ["many", "0/hour", "5", "5/fortnight", "-1/hour"])
def test_a_rate_that_is_none_stops_the_start(rate: str) -> None:
    with pytest.raises(BadSettings, match="REFRESHES: must be a number by second, minute, hour or day"):
        read_settings({"REFRESHES": rate})


def test_a_client_is_forgotten_when_its_time_is_over() -> None:
    limits = ClientLimits("1/hour", "1/second")
    many = [Request({"type": "http", "client": (f"192.0.2.{i}", 1)}) for i in range(200)]
    for request in many:
        limits.first_look(request)

    for i in range(190):
        time.sleep(0.1)
        limits.refresh(Request({"type": "http", "client": (f"198.51.100.{i}", 1)}))
        if limits.clients < len(many):
            break

    assert limits.clients < len(many)
