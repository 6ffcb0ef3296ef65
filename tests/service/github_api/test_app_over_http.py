"""A GitHub App over a real socket: signed, checked, and in no log."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.errors import Misconfigured
from service.github_api.app import AppClient
from service.github_api.client import Client
from service.github_api.installations import Installation, InstallationTransport
from service.github_api.tokens import Unusable
from tests.app_key import app_key
from tests.fakes import FakeClock
from tests.github_stub import GitHubStub

SAM = "/users/steady-sam"
MINT = "POST /app/installations/7/access_tokens"


@pytest.fixture
def stub(clock: FakeClock) -> Iterator[GitHubStub]:
    with GitHubStub(clock=clock) as running:
        running.apps.public_key = app_key().public
        running.apps.installations[7] = "harbour-works"
        yield running


def transport_to(stub: GitHubStub, *, number: int = 7, prefix: str = "", key: int = 0) -> InstallationTransport:
    app = AppClient(stub.url + prefix, stub.apps.app_id, app_key(key).private)
    installation = Installation(lambda: app.mint(number), clock=stub.clock, sleep=lambda _: None)
    return InstallationTransport(installation, lambda secret: Client(stub.url + prefix, secret), sleep=lambda _: None)


def why(transport: InstallationTransport) -> str:
    with pytest.raises(Unusable) as caught:
        transport.rest(SAM)
    assert isinstance(caught.value.why, Misconfigured)
    return str(caught.value)


@pytest.mark.parametrize("prefix", ["", "/api/v3"])
def test_an_installation_asks_both_apis_on_github_and_on_an_enterprise_server(stub: GitHubStub, prefix: str) -> None:
    transport = transport_to(stub, prefix=prefix)

    assert transport.rest(SAM).body["login"] == "steady-sam"
    assert (
        transport.graphql('{ user(login: "steady-sam") { login } }', {}).body["data"]["user"]["login"] == "steady-sam"
    )
    assert [request.prefix for request in stub.journal.requests[:2]] == [prefix] * 2
    assert {request.token for request in stub.journal.requests[1:]} == {"ghs_7n0"}


def test_twenty_threads_make_one_mint(stub: GitHubStub) -> None:
    stub.play("slow", seconds=0.1, route=MINT)
    transport = transport_to(stub)

    with ThreadPoolExecutor(20) as threads:
        statuses = list(threads.map(lambda _: transport.rest(SAM).status, range(20)))

    assert statuses == [200] * 20
    assert stub.journal.routes[MINT] == 1


def test_a_token_is_renewed_before_it_ends_and_a_revoked_one_at_once(stub: GitHubStub, clock: FakeClock) -> None:
    transport = transport_to(stub)
    for _ in range(3):
        assert transport.rest(SAM).status == 200
        clock.advance(minutes=51)
    assert list(stub.apps.minted) == ["ghs_7n0", "ghs_7n1", "ghs_7n2"]

    transport.rest(SAM)
    clock.advance(minutes=1)
    stub.token("ghs_7n3", refused=True)

    assert transport.rest(SAM).status == 200
    assert stub.journal.requests[-1].token == "ghs_7n4"  # noqa: S105 - invented


def test_a_key_of_another_app_is_an_operators_mistake(stub: GitHubStub) -> None:
    assert "does not accept this service's App (A JSON web token could not be" in why(transport_to(stub, key=1))


def test_an_installation_that_was_removed_or_suspended_is_an_operators_matter(stub: GitHubStub) -> None:
    stub.apps.suspended.add(7)

    assert "has been suspended" in why(transport_to(stub))
    assert "knows no such installation" in why(transport_to(stub, number=8))


def test_neither_the_key_nor_a_new_token_is_in_any_log(stub: GitHubStub, caplog: pytest.LogCaptureFixture) -> None:
    for logger in (None, "github"):
        caplog.set_level(logging.DEBUG, logger)
    transport = transport_to(stub)

    transport.rest(SAM)
    why(transport_to(stub, number=8))

    signed = stub.journal.requests[0].token
    said = (
        f"{caplog.text} {transport!r} {vars(transport)!r} {transport._installation!r} {vars(transport._installation)!r}"
    )
    assert "github.Requester" in caplog.text
    assert stub.journal.requests[1].token == "ghs_7n0"  # noqa: S105 - invented
    assert [each for each in ("ghs_7n0", signed, app_key().private[100:140]) if each in said] == []
