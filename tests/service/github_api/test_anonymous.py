"""Without a token: search and a few single commits, sixty calls an hour."""

import base64
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from service.demo import PERSONAS, DemoGitHub, Persona
from service.errors import BotAccount, GitHubDown, OptedOut, OrganisationAccount, Paused, RateLimited, UnknownLogin
from service.evidence import Depth, Evidence, GapCode, Login, Outcome
from service.github_api.anonymous import AnonymousSource
from service.github_api.client import Client
from service.github_api.gateway import Gateway
from service.github_api.tokens import TokenPool
from service.github_api.transport import Answer, Json, Transport
from service.score import Confidence, level_of
from service.scoring import score
from service.wishes import FILE
from tests.github_stub import GitHubStub

NOW = datetime(2026, 11, 20, 20, tzinfo=UTC)


def fetch(login: str, transport: Transport | None = None) -> Outcome:
    """What is found of one login without a token."""
    github = transport or DemoGitHub(lambda: NOW)
    gateway = Gateway(TokenPool((), clock=lambda: NOW), lambda _: github, lambda: NOW, lambda _: None)
    with ThreadPoolExecutor(2) as executor:
        source = AnonymousSource(gateway, executor, {})
        return source.fetch([Login(login)], now=NOW)[Login(login)]


def evidence(login: str) -> Evidence:
    found = fetch(login)
    assert isinstance(found, Evidence)
    return found


PUBLIC = [persona for persona in PERSONAS if persona.expected and "private" not in persona.login]


@pytest.mark.parametrize("persona", PUBLIC, ids=lambda persona: persona.login)
def test_a_personas_level_is_about_the_same_without_a_token(persona: Persona) -> None:
    assert persona.expected
    low, high = persona.expected

    value = score(evidence(persona.login), now=NOW).value

    assert value is not None
    assert low - 14 <= value <= high + 14


def test_most_personas_keep_their_level_without_a_token() -> None:
    same = 0
    for persona in PUBLIC:
        assert persona.expected
        levels = {level_of(bound) for bound in persona.expected}
        same += score(evidence(persona.login), now=NOW).level in levels

    assert same >= 0.85 * len(PUBLIC)


def test_the_confidence_is_low_and_the_depth_is_said() -> None:
    facts = evidence("daily-dana")

    assert facts.depth is Depth.WITHOUT_TOKEN
    assert score(facts, now=NOW).confidence is Confidence.LOW
    assert GapCode.PRIVATE_NOT_VISIBLE in {gap.code for gap in facts.gaps}


@pytest.mark.parametrize(
    ("login", "error"),
    [
        ("nobody-at-all", UnknownLogin),
        ("harbour-works", OrganisationAccount),
        ("keel-bot", UnknownLogin),
        ("away-amara", Paused),
        ("optout-oona", OptedOut),
    ],
)
def test_an_account_without_a_score_has_its_reason(login: str, error: type[Exception]) -> None:
    assert isinstance(fetch(login), error)


def test_a_machine_is_a_bot() -> None:
    assert isinstance(fetch("keel-bot[bot]"), BotAccount)


def test_one_person_costs_less_than_a_quarter_of_an_hours_budget() -> None:
    with GitHubStub(clock=lambda: NOW) as stub:
        found = fetch("steady-sam", Client(stub.url))

        assert isinstance(found, Evidence)
        assert len(stub.journal.requests) <= 15
        assert stub.journal.requests
        assert all("graphql" not in request.path for request in stub.journal.requests)


def test_when_the_budget_is_spent_it_is_said_and_nobody_gets_a_number() -> None:
    with GitHubStub(clock=lambda: NOW) as stub:
        stub.play("403_rest_primary_unauth", times=None)

        assert isinstance(fetch("steady-sam", Client(stub.url)), RateLimited)


def test_a_search_that_fails_is_a_gap_and_no_failure() -> None:
    with GitHubStub(clock=lambda: NOW) as stub:
        stub.play("502_html_unicorn", times=None, route="/search/issues")

        found = fetch("steady-sam", Client(stub.url))

    assert isinstance(found, Evidence)
    assert GapCode.PARTIAL_ANSWER in {gap.code for gap in found.gaps}
    assert found.changes


def test_an_answer_of_another_shape_is_a_clear_failure() -> None:
    with GitHubStub(clock=lambda: NOW) as stub:
        stub.play("garbage", times=None)

        assert isinstance(fetch("steady-sam", Client(stub.url)), GitHubDown)


@dataclass
class Refusing:
    """The demo's GitHub, which does not give anybody's settings."""

    status: int
    inner: Transport = field(default_factory=lambda: DemoGitHub(lambda: NOW))

    def graphql(self, query: str, variables: Json) -> Answer:
        return self.inner.graphql(query, variables)

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        if path.endswith(FILE):
            return Answer(self.status, body={"message": "No."})
        return self.inner.rest(path, parameters)


@pytest.mark.parametrize("status", [403, 409, 451])
def test_nobody_whose_settings_are_refused_is_looked_at(status: int) -> None:
    assert isinstance(fetch("optout-oona", Refusing(status)), GitHubDown)


@dataclass
class Encoded(Refusing):
    """The demo's GitHub, with somebody's settings as GitHub sends them."""

    status: int = 200
    content: Json = field(default_factory=dict)

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        return Answer(200, body=self.content) if path.endswith(FILE) else self.inner.rest(path, parameters)


def base64_of(text: str, encoding: str) -> Json:
    return {"encoding": "base64", "content": base64.b64encode(text.encode(encoding)).decode("ascii")}


def test_settings_that_an_editor_began_with_a_mark_are_read() -> None:
    assert isinstance(fetch("daily-dana", Encoded(content=base64_of("badge: off", "utf-8-sig"))), OptedOut)


@pytest.mark.parametrize(
    "content",
    [
        base64_of("badge: off", "utf-16"),
        {"encoding": "none", "content": ""},
        {"encoding": "base64", "content": "a"},
    ],
)
def test_nobody_whose_settings_are_no_text_is_looked_at(content: Json) -> None:
    found = fetch("daily-dana", Encoded(content=content))

    assert isinstance(found, Paused)
    assert "is not UTF-8 text" in str(found)


def test_settings_of_another_shape_are_a_clear_failure() -> None:
    assert isinstance(fetch("daily-dana", Encoded(content={"encoding": ["base64"]})), GitHubDown)


@pytest.mark.parametrize("status", [301, 404])
def test_somebody_without_settings_is_looked_at(status: int) -> None:
    assert isinstance(fetch("daily-dana", Refusing(status)), Evidence)
