"""What an operator sets is what GitHub is asked with."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.github_api.source import GitHubSource
from service.github_api.tokens import Resource
from service.settings import Settings, read_settings
from service.wiring import Parts, build_parts
from tests.app_key import app_key
from tests.github_stub import GitHubStub

SAM = "/users/steady-sam"


@pytest.fixture
def stub() -> Iterator[GitHubStub]:
    with GitHubStub() as running:
        running.apps.public_key = app_key().public
        running.apps.installations |= {7: "harbour-works", 8: "lighthouse"}
        yield running


def settings_of(stub: GitHubStub, **more: str) -> Settings:
    app = {"GITHUB_APP_ID": "4711", "GITHUB_APP_PRIVATE_KEY": app_key().private, "GITHUB_API_URL": stub.url}
    return read_settings({**app, "GITHUB_APP_INSTALLATION_ID": "7,8", **more})


def used(stub: GitHubStub) -> list[str]:
    return [request.token for request in stub.journal.requests if not request.path.startswith("/app/")]


def test_tokens_and_installations_are_used_side_by_side(stub: GitHubStub) -> None:
    parts = build_parts(settings_of(stub, GITHUB_TOKEN="ghp_one"), demo=False)  # noqa: S106 - invented

    for _ in range(3):
        parts.gateway.rest(SAM)

    assert used(stub) == ["ghp_one", "ghs_7n0", "ghs_8n1"]
    assert isinstance(parts.source, GitHubSource)
    assert {budget.limit for budget in (token.budgets[Resource.CORE] for token in parts.pool.tokens)} == {5000}


def test_a_suspended_installation_leaves_the_work_to_the_others(stub: GitHubStub) -> None:
    stub.apps.suspended.add(7)
    parts = build_parts(settings_of(stub), demo=False)

    assert [parts.gateway.rest(SAM).data["login"] for _ in range(3)] == ["steady-sam"] * 3
    assert used(stub) == ["ghs_8n0"] * 3


def test_a_mint_that_is_down_leaves_the_work_to_the_others(stub: GitHubStub) -> None:
    stub.play("502_json_timeout", times=None, route="/app/installations/7/access_tokens")
    parts = build_parts(settings_of(stub, GITHUB_TOKEN="ghp_one"), demo=False)  # noqa: S106 - invented
    parts.gateway.rest(SAM)

    assert [parts.gateway.rest(SAM).data["login"] for _ in range(2)] == ["steady-sam"] * 2
    assert used(stub) == ["ghp_one", "ghs_8n0", "ghp_one"]


def test_twenty_threads_that_start_together_never_mint_twice_for_an_installation(stub: GitHubStub) -> None:
    parts: Parts = build_parts(settings_of(stub), demo=False)

    with ThreadPoolExecutor(20) as threads:
        found = list(threads.map(lambda _: parts.gateway.rest(SAM).data["login"], range(20)))

    assert found == ["steady-sam"] * 20
    assert sorted(secret[:5] for secret in stub.apps.minted) in (["ghs_7"], ["ghs_7", "ghs_8"])


def test_the_demo_needs_no_identity_even_if_there_is_one(stub: GitHubStub) -> None:
    parts = build_parts(settings_of(stub), demo=True)

    assert [token.secret for token in parts.pool.tokens] == ["demo"]
    assert parts.gateway.rest("/users/daily-dana").data["login"] == "daily-dana"
    assert stub.journal.requests == []
