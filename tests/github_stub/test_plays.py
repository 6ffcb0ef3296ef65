"""Errors and faults on command."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import requests

from service.github_api.client import Client
from tests.github_stub import GitHubStub
from tests.github_stub.plays import FAULTS, shapes

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)


@pytest.fixture
def stub() -> Iterator[GitHubStub]:
    with GitHubStub(clock=lambda: NOW) as running:
        yield running


@pytest.mark.parametrize("name", sorted(shapes()))
def test_every_recorded_shape_can_be_played(stub: GitHubStub, name: str) -> None:
    stub.play(name)

    answer = requests.get(f"{stub.url}/users/steady-sam", timeout=5)

    shape = shapes()[name]
    assert answer.status_code == shape["status"]
    assert (answer.json() if "body" in shape else answer.text) == shape.get("body", shape.get("body_text"))
    assert "<epoch>" not in str(answer.headers)


@pytest.mark.parametrize("name", ["reset", "truncated", "hang"])
def test_a_broken_connection_is_no_answer(stub: GitHubStub, name: str) -> None:
    stub.play(name)
    client = Client(stub.url, "ghp_demo")

    assert client.rest("/users/steady-sam").status == 0
    assert client.rest("/users/steady-sam").status == 200


@pytest.mark.parametrize("name", ["garbage", "empty"])
def test_an_answer_may_be_no_json(stub: GitHubStub, name: str) -> None:
    stub.play(name)

    answer = requests.get(f"{stub.url}/users/steady-sam", timeout=5)

    assert answer.status_code == 200
    with pytest.raises(requests.exceptions.JSONDecodeError):
        answer.json()


def test_a_client_that_waits_less_long_than_a_hang_gives_up(stub: GitHubStub) -> None:
    stub.play("hang", seconds=30)

    with pytest.raises(requests.exceptions.ReadTimeout):
        requests.get(f"{stub.url}/users/steady-sam", timeout=0.2)


def test_a_play_can_be_for_one_route_or_login_only(stub: GitHubStub) -> None:
    stub.play("504_json_timeout", times=None, login="twice-theo")
    stub.play("404_rest", times=None, route="/graphql")
    client = Client(stub.url, "ghp_demo")

    assert client.rest("/users/twice-theo").status == 504
    assert client.rest("/users/steady-sam").status == 200
    assert client.graphql("{ viewer { login } }", {}).status == 404

    stub.calm()

    assert client.rest("/users/twice-theo").status == 200


def test_recorded_headers_can_be_replaced(stub: GitHubStub) -> None:
    stub.play("403_secondary", headers={"retry-after": "1"})

    assert Client(stub.url, "ghp_demo").rest("/users/steady-sam").headers["retry-after"] == "1"


def test_slow_answers_show_how_many_are_asked_at_once(stub: GitHubStub) -> None:
    stub.play("slow", times=None, seconds=0.5)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(Client(stub.url, "ghp_demo").rest, ["/users/steady-sam"] * 4))

    assert [answer.status for answer in answers] == [200] * 4
    assert 1 < stub.journal.most_at_once <= 4


def test_a_refused_token_is_401(stub: GitHubStub) -> None:
    stub.token("ghp_old", refused=True)

    assert Client(stub.url, "ghp_old").rest("/users/steady-sam").body["message"] == "Bad credentials"


def test_only_what_exists_can_be_played(stub: GitHubStub) -> None:
    with pytest.raises(KeyError):
        stub.play("418_teapot")
    assert "slow" not in FAULTS
