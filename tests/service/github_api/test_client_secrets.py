"""A token is in no log, no error and no representation, whatever happens."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from service.errors import ServiceError
from service.github_api.client import Client
from service.github_api.gateway import Gateway
from service.github_api.queries import Query
from service.github_api.tokens import TokenPool
from tests.github_stub import GitHubStub

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
SECRET = "ghp_hush0123456789"  # noqa: S105 - invented


@pytest.fixture
def stub() -> Iterator[GitHubStub]:
    with GitHubStub(clock=lambda: NOW) as running:
        yield running


def messages(gateway: Gateway) -> str:
    """What two questions end with, in words."""
    said = []
    for ask in (gateway.rest, lambda _: gateway.graphql(Query("{ viewer { login } }", {}))):
        try:
            said.append(repr(ask("/users/steady-sam")))
        except ServiceError as error:
            said += [repr(error), str(error), repr(error.__cause__), repr(error.__context__)]
    return " ".join(said)


@pytest.mark.parametrize("fault", ["", "401_bad_token", "403_secondary", "reset", "truncated", "garbage", "404_rest"])
def test_a_token_is_in_no_log_and_no_error(stub: GitHubStub, caplog: pytest.LogCaptureFixture, fault: str) -> None:
    if fault:
        stub.play(fault, times=None)
    client = Client(stub.url, SECRET)
    gateway = Gateway(TokenPool((SECRET,), clock=lambda: NOW), lambda _: client, lambda: NOW, lambda _: None)
    caplog.set_level(logging.DEBUG)

    said = messages(gateway)

    assert stub.journal.requests[0].token == SECRET
    assert caplog.records, "nothing was logged, so that this test would prove nothing"
    assert SECRET not in caplog.text
    assert SECRET not in said
    assert SECRET not in f"{client!r} {client} {client._line()!r} {gateway!r}"


@pytest.mark.parametrize("token", [f"{SECRET}\n", f"{SECRET}\u2026", f"{SECRET}\r\nx: y"])
def test_a_token_that_no_header_can_hold_is_no_answer_and_is_not_shown(
    stub: GitHubStub, caplog: pytest.LogCaptureFixture, token: str
) -> None:
    caplog.set_level(logging.DEBUG)

    answer = Client(stub.url, token).rest("/users/steady-sam")

    assert answer.status == 0
    assert stub.journal.requests == []
    assert SECRET not in caplog.text
