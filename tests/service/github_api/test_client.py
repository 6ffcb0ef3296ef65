"""The network transport over a real socket: whatever happens on the way has a name."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from service.errors import GitHubDown
from service.github_api.client import REDIRECTS, Client
from service.github_api.gateway import Gateway
from service.github_api.outcomes import Verdict
from service.github_api.queries import Query
from service.github_api.tokens import TokenPool
from tests.github_stub import GitHubStub
from tests.github_stub.http import Reply, Request
from tests.github_stub.wire import SocketServer

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
SAM = "/users/steady-sam"


@pytest.fixture
def stub() -> Iterator[GitHubStub]:
    with GitHubStub(clock=lambda: NOW) as running:
        yield running


def served(answer: Callable[[Request], Reply], paths: list[str] | None = None) -> SocketServer:
    """A server that answers as it is told and remembers the paths."""

    def reply(request: Request) -> Reply:
        if paths is not None:
            paths.append(request.path)
        return answer(request)

    return SocketServer(reply)


def gateway_of(client: Client) -> Gateway:
    return Gateway(TokenPool(("ghp_demo",), clock=lambda: NOW), lambda _: client, lambda: NOW, lambda _: None)


@pytest.mark.parametrize("prefix", ["", "/", "/api/v3", "/api/v3/"])
def test_rest_and_graphql_are_found_on_github_and_on_an_enterprise_server(stub: GitHubStub, prefix: str) -> None:
    client = Client(stub.url + prefix, "ghp_demo")

    assert client.rest(SAM).body["login"] == "steady-sam"
    assert client.graphql("query ($l: String!) { user(login: $l) { login } }", {"l": "steady-sam"}).body == {
        "data": {"user": {"login": "steady-sam"}}
    }


def test_an_answer_has_its_headers_in_lower_case_and_its_time(stub: GitHubStub) -> None:
    stub.play("slow", seconds=0.05)

    answer = Client(stub.url, "ghp_demo").rest(SAM)

    assert answer.headers["x-ratelimit-resource"] == "core"
    assert answer.headers == {name.lower(): value for name, value in answer.headers.items()}
    assert 0.05 <= answer.seconds < 5


def test_every_request_says_who_asks_and_in_which_version(stub: GitHubStub) -> None:
    Client(stub.url, "ghp_demo").rest(SAM, {"per_page": 100})
    Client(stub.url).rest(SAM)

    first, second = stub.journal.requests
    assert first.headers["authorization"] == "token ghp_demo"
    assert first.headers["user-agent"].startswith("still-engineering/")
    assert first.headers["x-github-api-version"] == "2022-11-28"
    assert first.parameters == {"per_page": "100"}
    assert "authorization" not in second.headers


@pytest.mark.parametrize("fault", ["reset", "truncated", "hang"])
def test_a_connection_that_breaks_is_no_answer_and_the_next_one_works(stub: GitHubStub, fault: str) -> None:
    client = Client(stub.url, "ghp_demo")
    client.rest(SAM)
    stub.play(fault)

    assert client.rest(SAM).status == 0
    assert client.rest(SAM).status == 200


@pytest.mark.parametrize("fault", ["reset", "truncated", "hang", "garbage", "empty", "502_html_unicorn"])
def test_whatever_breaks_once_is_asked_again(stub: GitHubStub, fault: str) -> None:
    stub.play(fault)

    assert gateway_of(Client(stub.url, "ghp_demo")).rest(SAM).data["login"] == "steady-sam"


@pytest.mark.parametrize("fault", ["reset", "truncated", "hang", "garbage", "empty", "502_html_unicorn"])
def test_whatever_stays_broken_is_github_being_down(stub: GitHubStub, fault: str) -> None:
    stub.play(fault, times=None)
    gateway = gateway_of(Client(stub.url, "ghp_demo"))

    with pytest.raises(GitHubDown):
        gateway.rest(SAM)
    with pytest.raises(GitHubDown):
        gateway.graphql(Query("{ viewer { login } }", {}))
    assert len(stub.journal.requests) == 6


def test_a_server_that_says_nothing_is_left_after_the_time_out(stub: GitHubStub) -> None:
    stub.play("hang", seconds=30)

    answer = Client(stub.url, "ghp_demo", timeout=1).rest(SAM)

    assert answer.status == 0
    assert 1 <= answer.seconds < 5


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "https://127.0.0.1:9", "ftp://127.0.0.1"])
def test_an_address_where_nobody_answers_is_no_answer(address: str) -> None:
    client = Client(address, "ghp_demo", timeout=1)

    assert client.rest(SAM).status == 0
    assert client.graphql("{ viewer { login } }", {}).status == 0


def test_a_renamed_repository_is_followed() -> None:
    def answer(request: Request) -> Reply:
        if request.path == "/repos/old/name":
            return Reply(301, {}, {"location": f"{server.url}/repositories/7"})
        return Reply(200, {"path": request.path, "authorised": "authorization" in request.headers})

    with served(answer) as server:
        assert Client(server.url, "ghp_demo").rest("/repos/old/name").body == {
            "path": "/repositories/7",
            "authorised": True,
        }


def test_redirects_in_a_circle_are_followed_only_so_far() -> None:
    paths: list[str] = []

    def answer(request: Request) -> Reply:
        return Reply(301, {}, {"location": server.url + ("/b" if request.path == "/a" else "/a")})

    with served(answer, paths) as server:
        assert Client(server.url, "ghp_demo").rest("/a").status == 0

    assert len(paths) == 1 + REDIRECTS


@pytest.mark.parametrize("location", ["http://localhost/users/ada", "https://127.0.0.1/users/ada", "/users/ada", ""])
def test_a_redirect_to_anywhere_else_is_not_followed_with_the_token(location: str) -> None:
    paths: list[str] = []
    with served(lambda _: Reply(301, {}, {"location": location}), paths) as server:
        assert Client(server.url, "ghp_demo").rest("/users/ada").status == 0

    assert paths == ["/users/ada"]


@pytest.mark.parametrize("status", [302, 307, 308])
def test_other_redirects_are_not_followed_and_not_asked_again(status: int) -> None:
    paths: list[str] = []
    with served(lambda _: Reply(status, {}, {"location": "http://127.0.0.1/x"}), paths) as server:
        assert gateway_of(Client(server.url, "ghp_demo")).rest("/users/ada").verdict is Verdict.ABSENT

    assert len(paths) == 1


def test_an_answer_that_is_never_finished_is_not_waited_for() -> None:
    paths: list[str] = []
    with served(lambda _: Reply(202, {}), paths) as server:
        answer = Client(server.url, "ghp_demo").rest("/repos/a/b/stats/contributors")

    assert (answer.status, len(paths)) == (0, 1)
    assert answer.seconds < 1


@pytest.mark.parametrize("junk", ["many", "", "inf", "nan", "9" * 400, "-1"])
def test_headers_with_junk_never_raise(junk: str) -> None:
    names = ("x-ratelimit-remaining", "x-ratelimit-limit", "x-ratelimit-reset")
    with served(lambda _: Reply(200, {"login": "ada"}, dict.fromkeys(names, junk))) as server:
        answer = Client(server.url, "ghp_demo").rest("/users/ada")

    assert answer.status in {0, 200}


@pytest.mark.parametrize("body", ["[" * 100_000, "nul", "\ufeff{}", "9" * 5000])
def test_a_body_that_cannot_be_decoded_is_none(body: str) -> None:
    with served(lambda _: Reply(200, body)) as server:
        answer = Client(server.url, "ghp_demo").rest("/users/ada")

    assert (answer.status, answer.body) == (200, None)
