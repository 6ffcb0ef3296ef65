"""Writing issues, comments and labels."""

from collections.abc import Iterator
from datetime import UTC, datetime

import github
import pytest
import requests
from github import Auth
from github.Repository import Repository

from tests.github_stub import GitHubStub

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)


@pytest.fixture
def stub() -> Iterator[GitHubStub]:
    with GitHubStub(clock=lambda: NOW) as running:
        running.token("ghs_bot", viewer="github-actions[bot]")
        yield running


@pytest.fixture
def repository(stub: GitHubStub) -> Repository:
    hub = github.Github(
        auth=Auth.Token("ghs_bot"),
        base_url=stub.url,
        retry=None,
        seconds_between_requests=None,
        seconds_between_writes=None,
    )
    return hub.get_repo("harbour-works/quayside")


def test_an_issue_can_be_written_found_again_and_changed(stub: GitHubStub, repository: Repository) -> None:
    repository.create_label("report", "0e8a16")
    created = repository.create_issue("Report", body="<!-- marker -->", labels=["report"])

    found = list(repository.get_issues(state="all", labels=["report"], creator=created.user))
    found[0].edit(body="<!-- marker --> again", state="closed")

    kept = stub.issues.on("harbour-works/quayside").issues[created.number]
    assert [issue.number for issue in found] == [created.number]
    assert (kept.body, kept.state, kept.author) == ("<!-- marker --> again", "closed", "github-actions[bot]")
    assert [request.method for request in stub.issues.writes] == ["POST", "POST", "PATCH"]


def test_a_comment_can_be_written_and_changed(stub: GitHubStub, repository: Repository) -> None:
    issue = repository.create_issue("Report")

    issue.create_comment("first").edit("second")
    issue.add_to_labels("report")

    assert [comment.body for comment in issue.get_comments()] == ["second"]
    assert [label.name for label in repository.get_issue(issue.number).labels] == ["report"]
    assert stub.issues.on("harbour-works/quayside").comments_on(issue.number)[0].author == "github-actions[bot]"


def test_pull_requests_are_listed_among_the_issues(repository: Repository) -> None:
    listed = repository.get_issues(state="closed")

    assert listed[0].pull_request is not None
    assert listed[31].number != listed[0].number


def test_a_label_cannot_be_created_twice(repository: Repository) -> None:
    repository.create_label("report", "0e8a16")

    with pytest.raises(github.GithubException) as raised:
        repository.create_label("report", "0e8a16")
    assert raised.value.status == 422
    assert [label.color for label in repository.get_labels()] == ["0e8a16"]


def test_what_does_not_exist_cannot_be_changed(repository: Repository) -> None:
    with pytest.raises(github.UnknownObjectException):
        repository.get_issue(99)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PATCH", "issues/99"),
        ("PATCH", "issues/comments/9"),
        ("POST", "issues/99/comments"),
        ("POST", "issues/99/labels"),
    ],
)
def test_writing_to_nothing_is_404(stub: GitHubStub, method: str, path: str) -> None:
    url = f"{stub.url}/repos/harbour-works/quayside/{path}"

    answer = requests.request(method, url, json={"body": "x"}, headers={"authorization": "token t"}, timeout=5)

    assert answer.status_code == 404


def test_nobody_writes_without_a_token(stub: GitHubStub) -> None:
    answer = requests.post(f"{stub.url}/repos/harbour-works/quayside/issues", json={"title": "x"}, timeout=5)

    assert answer.status_code == 401
    assert stub.issues.writes == []
