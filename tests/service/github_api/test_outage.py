"""A hard outage meets no storm of requests."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from service.demo import PERSONAS
from service.errors import GitHubDown, Unavailable
from service.evidence import Depth, Evidence, GapCode, Login
from service.github_api.gateway import Gateway
from service.github_api.source import GitHubSource
from service.github_api.transport import Answer
from tests.service.github_api.invented_hub import NOW, invented_hub
from tests.service.github_api.scripted import FakeGitHub, Question, always, data, gateway_to

EVERYBODY = [Login(persona.login) for persona in PERSONAS]
TEN = EVERYBODY[:10]
NO_DATA = data(None, {"message": "Something went wrong while executing your query."})


def fetched(gateway: Gateway, logins: list[Login]) -> dict[Login, object]:
    with ThreadPoolExecutor(1) as executor:
        return dict(GitHubSource(gateway, executor, {}, Depth.FULL).fetch(logins, now=NOW))


@pytest.mark.parametrize("seconds", [0.01, 12.0])
@pytest.mark.parametrize("answer", [Answer(0), Answer(502), Answer(200, body=None), NO_DATA])
def test_ten_people_in_an_outage_cost_at_most_ten_requests(answer: Answer, seconds: float) -> None:
    hub = FakeGitHub(always(replace(answer, seconds=seconds)))

    found = fetched(gateway_to(hub), TEN)

    assert all(isinstance(outcome, GitHubDown) for outcome in found.values())
    assert len(hub.asked) <= 10


def test_a_slow_outage_ends_after_two_minutes() -> None:
    hub = FakeGitHub(always(Answer(0, seconds=12.0)))
    began = hub.clock()

    fetched(gateway_to(hub), EVERYBODY)

    assert hub.clock() - began <= timedelta(minutes=2)


def test_those_who_come_while_github_is_left_alone_cost_nothing() -> None:
    hub = FakeGitHub(always(Answer(0, seconds=12.0)))
    gateway = gateway_to(hub)
    fetched(gateway, TEN)
    before = len(hub.asked)

    found = fetched(gateway, EVERYBODY)

    assert len(hub.asked) == before
    assert all(isinstance(outcome, Unavailable) and outcome.retry_at for outcome in found.values())


@pytest.mark.parametrize("seconds", [0.01, 12.0])
def test_an_outage_of_phase_two_leaves_what_phase_one_knew(seconds: float) -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        return Answer(502, seconds=seconds) if question.is_phase_two else answer

    hub = invented_hub(spoil)

    found = fetched(gateway_to(hub), TEN)

    assert len([question for question in hub.asked if question.is_phase_two]) <= 10
    for outcome in found.values():
        assert isinstance(outcome, Evidence)
        assert GapCode.PARTIAL_ANSWER in {gap.code for gap in outcome.gaps} or not outcome.changes


def test_an_outage_of_rest_leaves_what_graphql_knew() -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        return Answer(502) if question.text.startswith("/repos") else answer

    hub = invented_hub(spoil)

    found = fetched(gateway_to(hub), TEN)

    assert len([question for question in hub.asked if question.text.startswith("/repos")]) <= 10
    assert all(isinstance(outcome, Evidence) for outcome in found.values())


def test_one_person_who_is_always_an_accident_spoils_nobody_else() -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        return NO_DATA if TEN[0] in question.logins else answer

    found = fetched(gateway_to(invented_hub(spoil)), TEN)

    assert isinstance(found[TEN[0]], GitHubDown)
    assert all(isinstance(found[login], Evidence) for login in TEN[1:])


def test_one_person_who_is_always_too_slow_spoils_nobody_else() -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        return Answer(502, seconds=10.0) if TEN[0] in question.logins else answer

    found = fetched(gateway_to(invented_hub(spoil)), TEN)

    assert isinstance(found[TEN[0]], GitHubDown)
    assert all(isinstance(found[login], Evidence) for login in TEN[1:])
