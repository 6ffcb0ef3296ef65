"""deploy/nginx.conf in a real nginx: what becomes of requests when replicas die."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest

from bench.replicas import proxy
from service.errors import Status
from service.web.caching import cache_control
from tests.deploy.backends import Backend
from tests.integration.program import Serving

BADGE = "/badge/octocat.svg"


@dataclass(frozen=True, slots=True)
class Front:
    """A proxy and the two replicas behind it."""

    url: str
    one: Backend
    other: Backend

    def drop(self, *backends: Backend) -> None:
        """From now on these replicas drop what they are asked."""
        for backend in (self.one, self.other):
            backend.seen.clear()
            backend.drops = backend in backends

    def fill(self, *backends: Backend) -> None:
        """From now on these replicas have too many clients."""
        for backend in (self.one, self.other):
            backend.seen.clear()
            backend.is_full = backend in backends


@pytest.fixture
def front() -> Iterator[Front]:
    """Our configuration with other ports, in front of two replicas."""
    with ExitStack() as stack:
        one, other = stack.enter_context(Backend()), stack.enter_context(Backend())
        yield Front(stack.enter_context(proxy([one.url, other.url])), one, other)


def test_a_get_that_a_replica_drops_is_given_to_the_other_one_once(front: Front) -> None:
    front.drop(front.one)

    answers = [httpx.get(f"{front.url}{BADGE}?{i}", timeout=30) for i in range(4)]

    assert [(answer.status_code, answer.text) for answer in answers] == [(200, "ok")] * 4
    assert front.one.seen
    assert [path for _, path, _ in front.other.seen] == [f"{BADGE}?{i}" for i in range(4)]


def test_a_post_that_a_replica_drops_is_not_asked_twice(front: Front) -> None:
    front.drop(front.one, front.other)

    answer = httpx.post(f"{front.url}/api/v1/users/octocat/refresh", timeout=30)

    assert answer.status_code == 502
    assert len(front.one.seen + front.other.seen) == 1


def test_replicas_hear_who_asks_whatever_the_client_says(front: Front) -> None:
    claims = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "If-None-Match": '"x"'}
    httpx.get(f"{front.url}{BADGE}", headers=claims, timeout=30)

    [heard] = front.one.asked(BADGE) + front.other.asked(BADGE)
    assert heard["x-forwarded-for"] == "127.0.0.1"
    assert heard["x-forwarded-proto"] == "http"
    assert heard["host"] == front.url.removeprefix("http://")
    assert heard["if-none-match"] == '"x"'


def test_an_image_that_both_replicas_drop_is_warming_up_as_the_service_says_it(front: Front) -> None:
    front.drop(front.one, front.other)

    answer = httpx.get(f"{front.url}{BADGE}", timeout=30)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.headers["x-badge-status"] == Status.WARMING
    assert answer.headers["cache-control"] == cache_control(Status.WARMING)
    assert ET.fromstring(answer.text).get("aria-label") == "still engineering: warming up"  # noqa: S314 - our own answer


def test_an_image_that_a_full_replica_refuses_is_given_to_the_other_one(front: Front) -> None:
    front.fill(front.one)

    answers = [httpx.get(f"{front.url}{BADGE}?{i}", timeout=30) for i in range(4)]

    assert [(answer.status_code, answer.text) for answer in answers] == [(200, "ok")] * 4
    assert front.one.seen


@pytest.mark.parametrize("path", [BADGE, "/card/octocat.png"])
def test_an_image_that_both_replicas_are_too_full_for_is_warming_up(front: Front, path: str) -> None:
    front.fill(front.one, front.other)

    answer = httpx.get(f"{front.url}{path}", timeout=30)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.headers["x-badge-status"] == Status.WARMING
    assert len(front.one.seen + front.other.seen) == 2


@pytest.mark.parametrize("path", ["/api/v1/users/octocat", "/badge/octocat.json", "/octocat"])
def test_whoever_is_no_image_hears_from_the_replica_itself_that_it_is_full(front: Front, path: str) -> None:
    front.fill(front.one, front.other)

    answer = httpx.get(f"{front.url}{path}", timeout=30)

    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert len(front.one.seen + front.other.seen) == 1


@pytest.mark.parametrize("path", ["/api/v1/users/octocat", "/badge/octocat.json"])
def test_programs_are_told_that_both_replicas_are_gone(front: Front, path: str) -> None:
    front.drop(front.one, front.other)

    assert httpx.get(f"{front.url}{path}", timeout=30).status_code == 502


def test_badges_survive_the_death_of_a_real_replica() -> None:
    with Serving("--demo") as one, Serving("--demo") as other, proxy([one.url, other.url]) as url:
        before = httpx.get(f"{url}/badge/daily-dana.svg", timeout=30)
        assert one.process
        one.process.kill()
        after = [httpx.get(f"{url}/badge/daily-dana.svg?cacheSeconds={i}", timeout=30) for i in range(3600, 3608)]

    assert {answer.headers["x-badge-status"] for answer in after} == {"ok"}
    own = {"cache-control", "content-security-policy", "cross-origin-resource-policy", "access-control-allow-origin"}
    assert own <= set(before.headers)
