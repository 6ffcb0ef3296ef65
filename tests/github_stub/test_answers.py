"""The stub answers real clients as GitHub would."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import github
import pytest
import requests
from github import Auth

from service.demo import Persona
from service.demo.places import Place
from service.demo.rhythm import Rhythm
from service.demo.story import Work
from service.evidence import Login, Window
from service.github_api.client import Client
from service.github_api.queries.people import people
from tests.github_stub import GitHubStub
from tests.github_stub.http import Reply, Request
from tests.github_stub.tokens import Token
from tests.github_stub.wire import SocketServer

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)


@pytest.fixture
def stub() -> Iterator[GitHubStub]:
    with GitHubStub(clock=lambda: NOW) as running:
        yield running


@pytest.mark.parametrize("prefix", ["", "/api/v3"])
def test_the_network_transport_gets_people_and_no_document_is_invalid(stub: GitHubStub, prefix: str) -> None:
    query = people([Login("daily-dana"), Login("nobody-here")], Window.ending(NOW))

    answer = Client(stub.url + prefix, "ghp_demo").graphql(query.text, query.variables)

    assert answer.body["data"]["u0"]["login"] == "daily-dana"
    assert answer.body["data"]["u1"] is None
    assert stub.invalid == []
    assert stub.journal.asked == {"daily-dana": 1, "nobody-here": 1}


def test_graphql_without_a_token_is_refused(stub: GitHubStub) -> None:
    answer = Client(stub.url).graphql("{ viewer { login } }", {})

    assert answer.status == 401
    assert answer.body["message"] == "This endpoint requires you to be authenticated."


def test_a_document_that_github_would_refuse_is_refused_and_recorded(stub: GitHubStub) -> None:
    answer = Client(stub.url, "ghp_demo").graphql("{ viewer { shoeSize } }", {})

    assert "data" not in answer.body
    assert [error["message"] for error in stub.invalid] == ["Cannot query field 'shoeSize' on type 'User'."]


def test_what_is_no_graphql_is_recorded_too(stub: GitHubStub) -> None:
    Client(stub.url, "ghp_demo").graphql("{ viewer {", {})

    assert [error["message"] for error in stub.invalid] == ["Syntax Error: Expected Name, found <EOF>."]


def test_points_and_requests_are_taken_off_the_budget_of_their_token(stub: GitHubStub) -> None:
    stub.token("ghp_small", graphql=1)
    client = Client(stub.url, "ghp_small")

    first = client.graphql("{ viewer { login } }", {})
    second = client.graphql("{ viewer { login } }", {})

    assert first.headers["x-ratelimit-remaining"] == "0"
    assert second.body["errors"][0]["type"] == "RATE_LIMIT"
    assert client.rest("/users/steady-sam").headers["x-ratelimit-remaining"] == "4999"


def test_without_a_token_the_core_budget_is_sixty(stub: GitHubStub) -> None:
    client = Client(stub.url)

    statuses = [client.rest("/users/steady-sam").status for _ in range(61)]

    assert statuses == [200] * 60 + [403]


def test_budgets_are_filled_again_after_an_hour() -> None:
    moments = [NOW, NOW, NOW, NOW + timedelta(hours=2)]
    token = Token("ghp_demo")

    token.charge("core", 10)
    left = [token.budget("core", moment).remaining for moment in moments]

    assert left == [4990, 4990, 4990, 5000]


@pytest.mark.parametrize(("headers", "used"), [({"authorization": "token ghp_demo"}, 1), ({}, 2)])
def test_an_unchanged_answer_is_304_and_free_with_a_token(stub: GitHubStub, headers: dict[str, str], used: int) -> None:
    url = f"{stub.url}/users/steady-sam"
    tag = requests.get(url, headers=headers, timeout=5).headers["etag"]

    again = requests.get(url, headers={**headers, "if-none-match": tag}, timeout=5)

    assert (again.status_code, again.content) == (304, b"")
    limits = requests.get(f"{stub.url}/rate_limit", headers=headers, timeout=5).json()
    assert limits["resources"]["core"]["used"] == used


def test_pygithub_follows_the_pages_of_a_list_on_the_same_host(stub: GitHubStub) -> None:
    token = Auth.Token("ghp_demo")
    hub = github.Github(auth=token, base_url=f"{stub.url}/api/v3", per_page=5, seconds_between_requests=None)

    commits = list(hub.get_repo("harbour-works/tidewatch").get_commits(author="steady-sam"))

    assert len(commits) > 30
    assert commits[0].files[0].filename.startswith("internal/")
    assert stub.journal.routes["GET /repos/{owner}/{name}/commits"] > 6


def test_members_see_concealed_members_and_strangers_do_not(stub: GitHubStub) -> None:
    stub.token("ghp_dana", viewer="daily-dana")
    path = "/orgs/harbour-works/members"

    inside = {member["login"] for member in Client(stub.url, "ghp_dana").rest(path, {"per_page": 100}).body}
    outside = {member["login"] for member in Client(stub.url, "ghp_other").rest(path, {"per_page": 100}).body}

    assert inside - outside == {"reviewer-rosa", "private-pat", "leave-leo", "optout-oona"}


def test_somebody_can_be_added_renamed_and_removed(stub: GitHubStub) -> None:
    place = Place("extra-emil/toolbox", created=300, language="Python")
    client = Client(stub.url, "ghp_demo")

    stub.add_person(Persona("extra-emil", "Emil Extra", "New here.", work=(Work(place.name, Rhythm(2)),)), place)
    number = client.rest("/users/extra-emil").body["id"]
    stub.rename("extra-emil", "evening-emil")

    assert client.rest("/users/extra-emil").status == 404
    assert client.rest(f"/user/{number}").body["login"] == "evening-emil"
    assert client.rest("/repos/evening-emil/toolbox/commits").body[0]["author"]["login"] == "evening-emil"

    stub.remove("evening-emil")

    assert client.rest("/users/evening-emil").status == 404


def test_a_heavy_person_is_too_much_for_long_windows_only(stub: GitHubStub) -> None:
    stub.make_heavy("daily-dana", days=40)
    client = Client(stub.url, "ghp_demo")
    document = (
        'query ($from: DateTime!, $to: DateTime!) { u0: user(login: "daily-dana") {'
        " contributionsCollection(from: $from, to: $to) { totalCommitContributions } } }"
    )

    long = client.graphql(document, {"from": "2026-09-01T00:00:00Z", "to": "2026-11-19T23:59:59Z"})
    short = client.graphql(document, {"from": "2026-10-15T00:00:00Z", "to": "2026-11-19T23:59:59Z"})

    assert long.body["data"]["u0"] is None
    assert long.body["errors"][0]["type"] == "RESOURCE_LIMITS_EXCEEDED"
    assert long.body["errors"][0]["path"] == ["u0", "contributionsCollection"]
    assert short.body["data"]["u0"]["contributionsCollection"]["totalCommitContributions"] > 0


def test_the_journal_keeps_what_was_sent(stub: GitHubStub) -> None:
    Client(stub.url, "ghp_demo").rest("/users/steady-sam", {"page": 2})

    request = stub.journal.requests[0]

    assert (request.method, request.path, request.parameters) == ("GET", "/users/steady-sam", {"page": "2"})
    assert request.headers["user-agent"].startswith("still-engineering")
    assert json.dumps(stub.journal.routes) == '{"GET /users/{login}": 1}'


def test_a_mistake_of_the_stub_itself_is_not_swallowed() -> None:
    def answer(request: Request) -> Reply:
        raise RuntimeError(request.path)

    with pytest.raises(RuntimeError, match="/users/x"), SocketServer(answer) as server:
        assert Client(server.url).rest("/users/x").status == 0
