"""Whether a person shows this service's badge is asked together with the rest, and only where it matters."""

import base64
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import replace

import pytest

from service.demo import DemoGitHub
from service.evidence import Depth, Evidence, Login, Window
from service.github_api.accounts import ROUNDS
from service.github_api.anonymous import AnonymousSource
from service.github_api.queries.people import people
from service.github_api.source import GitHubSource
from service.github_api.transport import Answer
from tests.github_stub.schema import problems
from tests.service.github_api.invented_hub import NOW, Spoil, invented_hub
from tests.service.github_api.scripted import FakeGitHub, Json, Question, error, gateway_to
from tests.service.github_api.sourcing import DANA, SAM

HOST = "https://badges.example"
BADGE = "![still engineering](https://badges.example/badge/daily-dana.svg)"
TEN = [Login(f"user-{i}") for i in range(10)]


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as running:
        yield running


def with_profile(profile: Json, *errors: Json) -> Spoil:
    """Give the first person of phase one this profile repository."""

    def spoil(question: Question, answer: Answer) -> Answer:
        if not question.logins or not isinstance(answer.body, dict):
            return answer
        body = deepcopy(answer.body)
        body["data"]["u0"]["profile"] = profile
        kept = [each for each in body.get("errors", []) if each.get("path", [])[:2] != ["u0", "profile"]]
        return replace(answer, body={"data": body["data"], "errors": [*kept, *errors]})

    return spoil


def fetched(hub: FakeGitHub, executor: ThreadPoolExecutor, public_url: str = HOST) -> Evidence:
    """The evidence of Dana as a service at this address sees it."""
    source = GitHubSource(gateway_to(hub), executor, {}, Depth.LITE, public_url=public_url)
    found = source.fetch([DANA], now=NOW)[DANA]
    assert isinstance(found, Evidence)
    return found


@pytest.mark.parametrize("count", [1, 2, 10])
def test_asking_for_the_readme_is_valid_by_githubs_schema(count: int) -> None:
    query = people(TEN[:count], Window.ending(NOW), readme=True)

    assert problems(query.text) == ()
    assert query.variables == people(TEN[:count], Window.ending(NOW)).variables


def test_the_readme_is_not_asked_for_where_it_decides_nothing() -> None:
    assert "README" not in people(TEN, Window.ending(NOW)).text


def test_the_readme_costs_no_point_more() -> None:
    window, logins = Window.ending(NOW), [DANA, SAM]
    demo = DemoGitHub(lambda: NOW)

    asked = [people(logins, window, readme=readme) for readme in (False, True)]
    costs = [demo.graphql(query.text, query.variables).body["data"]["rateLimit"]["cost"] for query in asked]

    assert costs[0] == costs[1]


def test_no_question_more_is_asked(executor: ThreadPoolExecutor) -> None:
    hubs = [invented_hub(), invented_hub()]

    fetched(hubs[0], executor, "")
    fetched(hubs[1], executor, HOST)

    assert len(hubs[0].asked) == len(hubs[1].asked)


@pytest.mark.parametrize(
    ("readme", "enrolled"), [(BADGE, True), ("# Hello", False), (BADGE.replace("dana", "sam"), False)]
)
def test_who_shows_their_badge_is_enrolled(readme: str, enrolled: bool, executor: ThreadPoolExecutor) -> None:  # noqa: FBT001 - a row of the table
    hub = invented_hub(with_profile({"settings": None, "readme": {"text": readme}}))

    assert fetched(hub, executor).enrolled is enrolled


def test_who_has_no_profile_repository_is_not_enrolled(executor: ThreadPoolExecutor) -> None:
    assert fetched(invented_hub(), executor).enrolled is False


def test_nobody_knows_where_nobody_looked(executor: ThreadPoolExecutor) -> None:
    assert fetched(invented_hub(), executor, "").enrolled is None


def test_a_readme_that_is_no_text_is_none(executor: ThreadPoolExecutor) -> None:
    hub = invented_hub(with_profile({"settings": None, "readme": {"text": None}}))

    assert fetched(hub, executor).enrolled is False


def test_a_readme_that_cannot_be_read_does_not_keep_the_person_from_being_seen(executor: ThreadPoolExecutor) -> None:
    trouble = error(None, "u0", "profile", "readme")
    hub = invented_hub(with_profile({"settings": None, "readme": None}, trouble))

    facts = fetched(hub, executor)

    assert facts.enrolled is False
    assert sum(bool(question.logins) for question in hub.asked) <= 2 * ROUNDS


def test_settings_that_cannot_be_read_still_do(executor: ThreadPoolExecutor) -> None:
    trouble = error("RESOURCE_LIMITS_EXCEEDED", "u0", "profile", "settings")
    hub = invented_hub(with_profile({"settings": None, "readme": {"text": BADGE}}, trouble))
    source = GitHubSource(gateway_to(hub), executor, {}, Depth.LITE, public_url=HOST)

    assert not isinstance(source.fetch([DANA], now=NOW)[DANA], Evidence)


@pytest.mark.parametrize(("public_url", "enrolled", "times"), [(HOST, True, 1), ("", None, 0)])
def test_without_a_token_the_readme_is_one_request_more(
    public_url: str, times: int, executor: ThreadPoolExecutor, *, enrolled: bool | None
) -> None:
    def spoil(question: Question, answer: Answer) -> Answer:
        if not question.text.endswith("/README.md"):
            return answer
        return Answer(200, body={"encoding": "base64", "content": base64.b64encode(BADGE.encode()).decode()})

    hub = invented_hub(spoil)
    found = AnonymousSource(gateway_to(hub), executor, {}, public_url).fetch([DANA], now=NOW)[DANA]

    assert isinstance(found, Evidence)
    assert found.enrolled is enrolled
    assert sum(question.text.endswith("/README.md") for question in hub.asked) == times
