"""Threads that ask at the same time never receive each other's answers."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from github.Requester import HTTPRequestsConnectionClass

from service.demo import Cast
from service.github_api.client import Client, Line
from tests.github_stub import GitHubStub
from tests.github_stub.schema import github_schema

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
LOGINS = [f"crew-{i:03}" for i in range(200)]
USER = "query ($login: String!) { user(login: $login) { login } }"


@pytest.fixture
def stub() -> Iterator[GitHubStub]:
    github_schema()  # it takes a second to build, which must not look like a slow GitHub
    with GitHubStub(clock=lambda: NOW, cast=Cast(colleagues=tuple((login, login) for login in LOGINS))) as running:
        yield running


class Meeting(HTTPRequestsConnectionClass):
    """A connection on which threads meet between noting a request and sending it."""

    def __init__(self, line: Line, barrier: threading.Barrier) -> None:
        super().__init__(line.connection.host, line.connection.port, timeout=60)
        self._barrier = barrier

    def request(self, *asked: Any, **more: Any) -> None:  # noqa: ANN401 - PyGithub's signature
        super().request(*asked, **more)
        self._barrier.wait()


class MeetingClient(Client):
    """A client whose threads all reach the moment at which sharing goes wrong, however they are scheduled."""

    def __init__(self, base_url: str, threads: int) -> None:
        super().__init__(base_url, "ghp_demo", timeout=60)
        self._barrier = threading.Barrier(threads, timeout=60)

    def _build(self) -> Line:
        line = super()._build()
        return replace(line, connection=Meeting(line, self._barrier))


class SharingClient(MeetingClient):
    """The mistake that this file is about: one PyGithub object for all threads."""

    def __init__(self, base_url: str, threads: int) -> None:
        super().__init__(base_url, threads)
        self._shared = self._build()

    def _line(self) -> Line:
        return self._shared


def by_rest(client: Client, login: str) -> str:
    return str(client.rest(f"/users/{login}").body["login"])


def by_graphql(client: Client, login: str) -> str:
    return str(client.graphql(USER, {"login": login}).body["data"]["user"]["login"])


Ask = Callable[[Client, str], str]


def mixed_up(client: Client, ask: Ask, logins: Sequence[str], threads: int) -> list[tuple[str, str]]:
    """Who was asked about and who was answered, where they differ."""
    with ThreadPoolExecutor(threads) as pool:
        answered = list(pool.map(lambda login: ask(client, login), logins))
    return [pair for pair in zip(logins, answered, strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize("ask", [by_rest, by_graphql])
def test_twenty_threads_and_two_hundred_logins_are_never_mixed_up(stub: GitHubStub, ask: Ask) -> None:
    stub.play("slow", times=None, seconds=0.002)

    assert mixed_up(Client(stub.url, "ghp_demo", timeout=60), ask, LOGINS, threads=20) == []
    assert stub.journal.most_at_once > 1


@pytest.mark.parametrize("ask", [by_rest, by_graphql])
def test_not_even_when_all_threads_are_between_noting_and_sending(stub: GitHubStub, ask: Ask) -> None:
    assert mixed_up(MeetingClient(stub.url, threads=4), ask, LOGINS[:8], threads=4) == []


@pytest.mark.parametrize("ask", [by_rest, by_graphql])
def test_a_shared_object_is_mixed_up_and_this_check_sees_it(stub: GitHubStub, ask: Ask) -> None:
    wrong = mixed_up(SharingClient(stub.url, threads=4), ask, LOGINS[:4], threads=4)

    assert len(wrong) == 3
