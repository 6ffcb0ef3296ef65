"""Issues, comments and labels, kept in memory, and their shape in GitHub's REST API."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.github_stub.http import Request

Json = dict[str, Any]


@dataclass
class Issue:
    """An issue; `author` is a login."""

    number: int
    title: str
    body: str
    author: str
    created: datetime
    updated: datetime
    state: str = "open"
    state_reason: str | None = None
    labels: list[str] = field(default_factory=list)


@dataclass
class Comment:
    """A comment on the issue of a number."""

    number: int
    issue: int
    body: str
    author: str
    created: datetime
    updated: datetime


@dataclass
class Board:
    """The issues of one repository, with their comments and the repository's labels (name -> colour)."""

    repository: str
    issues: dict[int, Issue] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def comments_on(self, number: int) -> list[Comment]:
        """The comments on an issue, oldest first."""
        return [comment for comment in self.comments.values() if comment.issue == number]


@dataclass
class Issues:
    """The boards of all repositories.

    Attributes:
        writes: every request that changed something, oldest first.
    """

    boards: dict[str, Board] = field(default_factory=dict)
    writes: list[Request] = field(default_factory=list)

    def on(self, repository: str) -> Board:
        """The board of a repository, such as `harbour-works/quayside`."""
        return self.boards.setdefault(repository.lower(), Board(repository))


def issue_json(board: Board, issue: Issue, user: Json, api: str) -> Json:
    """An issue."""
    url = f"{api}/repos/{board.repository}/issues/{issue.number}"
    return {
        "id": 7_000_000 + issue.number,
        "node_id": f"I_{issue.number}",
        "number": issue.number,
        "title": issue.title,
        "body": issue.body,
        "user": user,
        "state": issue.state,
        "state_reason": issue.state_reason,
        "labels": [label_json(board, name, api) for name in issue.labels],
        "assignee": None,
        "assignees": [],
        "comments": len(board.comments_on(issue.number)),
        "locked": False,
        "created_at": _iso(issue.created),
        "updated_at": _iso(issue.updated),
        "closed_at": _iso(issue.updated) if issue.state == "closed" else None,
        "author_association": "NONE",
        "url": url,
        "html_url": f"https://github.com/{board.repository}/issues/{issue.number}",
        "repository_url": f"{api}/repos/{board.repository}",
        "comments_url": f"{url}/comments",
        "labels_url": f"{url}/labels{{/name}}",
        "events_url": f"{url}/events",
    }


def comment_json(board: Board, comment: Comment, user: Json, api: str) -> Json:
    """A comment."""
    return {
        "id": comment.number,
        "node_id": f"IC_{comment.number}",
        "body": comment.body,
        "user": user,
        "created_at": _iso(comment.created),
        "updated_at": _iso(comment.updated),
        "url": f"{api}/repos/{board.repository}/issues/comments/{comment.number}",
        "html_url": f"https://github.com/{board.repository}/issues/{comment.issue}#issuecomment-{comment.number}",
        "issue_url": f"{api}/repos/{board.repository}/issues/{comment.issue}",
    }


def label_json(board: Board, name: str, api: str) -> Json:
    """A label."""
    return {
        "id": 9_000_000 + sum(map(ord, name)),
        "node_id": f"LA_{name}",
        "name": name,
        "color": board.labels.get(name, "ededed"),
        "default": False,
        "description": None,
        "url": f"{api}/repos/{board.repository}/labels/{name}",
    }


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
