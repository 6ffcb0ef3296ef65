"""The routes that read and write issues.

https://docs.github.com/en/rest/issues
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from tests.github_stub.http import Reply, Request
from tests.github_stub.issues import Board, Comment, Issue, Issues, Json, comment_json, issue_json, label_json


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a board.

    Attributes:
        account: a login's short form.
        pulls: the repository's pull requests, which GitHub lists among its issues.
    """

    request: Request
    board: Board
    number: int
    viewer: str
    now: datetime
    api_url: str
    account: Callable[[str], Json]
    pulls: Callable[[], list[Json]]

    @property
    def body(self) -> dict[str, Any]:
        """The JSON that came along."""
        return self.request.body or {}

    def show(self, issue: Issue) -> Json:
        """An issue as JSON."""
        return issue_json(self.board, issue, self.account(issue.author), self.api_url)

    def show_comment(self, comment: Comment) -> Json:
        """A comment as JSON."""
        return comment_json(self.board, comment, self.account(comment.author), self.api_url)


def list_issues(call: Call) -> Reply:
    """Newest first; open ones unless `state` says otherwise, and pull requests among them."""
    asked = call.request.parameters
    labels = [name for name in asked.get("labels", "").split(",") if name]
    found = [call.show(issue) for issue in call.board.issues.values()] + call.pulls()
    wanted = [
        each
        for each in found
        if asked.get("state", "open") in {"all", each["state"]}
        and set(labels) <= {label["name"] for label in each["labels"]}
        and asked.get("creator", each["user"]["login"]).lower() == each["user"]["login"].lower()
    ]
    wanted.sort(key=lambda each: str(each["created_at"]), reverse=True)
    size, page = int(asked.get("per_page", 30)), int(asked.get("page", 1))
    more = len(wanted) > size * page
    following = urlencode({**asked, "page": page + 1})
    link = {"link": f'<{call.api_url}{call.request.path}?{following}>; rel="next"'} if more else {}
    return Reply(200, wanted[(page - 1) * size : page * size], link)


def create_issue(call: Call) -> Reply:
    """A new issue; labels that do not exist yet come into being."""
    number = 1 + max(call.board.issues, default=0)
    labels = _labels(call.body.get("labels", []))
    call.board.labels |= {name: "ededed" for name in labels if name not in call.board.labels}
    issue = Issue(number, call.body["title"], call.body.get("body") or "", call.viewer, call.now, call.now)
    issue.labels = labels
    call.board.issues[number] = issue
    return Reply(201, call.show(issue))


def get_issue(call: Call) -> Reply:
    """One issue."""
    found = call.board.issues.get(call.number)
    return Reply(200, call.show(found)) if found else _missing()


def update_issue(call: Call) -> Reply:
    """Change title, body, state or labels."""
    found = call.board.issues.get(call.number)
    if found is None:
        return _missing()
    for name in ("title", "body", "state", "state_reason"):
        setattr(found, name, call.body.get(name, getattr(found, name)))
    found.labels = _labels(call.body.get("labels", found.labels))
    found.updated = call.now
    return Reply(200, call.show(found))


def list_comments(call: Call) -> Reply:
    """The comments on an issue."""
    return Reply(200, [call.show_comment(comment) for comment in call.board.comments_on(call.number)])


def create_comment(call: Call) -> Reply:
    """A new comment on an issue."""
    if call.number not in call.board.issues:
        return _missing()
    number = 5_000_001 + len(call.board.comments)
    comment = Comment(number, call.number, call.body["body"], call.viewer, call.now, call.now)
    call.board.comments[number] = comment
    return Reply(201, call.show_comment(comment))


def update_comment(call: Call) -> Reply:
    """Change a comment."""
    found = call.board.comments.get(call.number)
    if found is None:
        return _missing()
    found.body, found.updated = call.body["body"], call.now
    return Reply(200, call.show_comment(found))


def add_labels(call: Call) -> Reply:
    """More labels for an issue."""
    found = call.board.issues.get(call.number)
    if found is None:
        return _missing()
    given = call.request.body.get("labels", []) if isinstance(call.request.body, dict) else call.request.body
    found.labels = list(dict.fromkeys(found.labels + _labels(given)))
    return Reply(200, [label_json(call.board, name, call.api_url) for name in found.labels])


def list_labels(call: Call) -> Reply:
    """The labels of a repository."""
    return Reply(200, [label_json(call.board, name, call.api_url) for name in call.board.labels])


def create_label(call: Call) -> Reply:
    """A new label."""
    name = call.body["name"]
    if name in call.board.labels:
        error = {"resource": "Label", "code": "already_exists", "field": "name"}
        return Reply(422, {"message": "Validation Failed", "errors": [error], "status": "422"})
    call.board.labels[name] = call.body.get("color", "ededed")
    return Reply(201, label_json(call.board, name, call.api_url))


_BASE = r"/repos/(?P<repository>[^/]+/[^/]+)"
_ROUTES: tuple[tuple[str, str, Callable[[Call], Reply]], ...] = (
    ("GET", "/issues", list_issues),
    ("POST", "/issues", create_issue),
    ("GET", r"/issues/(?P<number>\d+)", get_issue),
    ("PATCH", r"/issues/(?P<number>\d+)", update_issue),
    ("GET", r"/issues/(?P<number>\d+)/comments", list_comments),
    ("POST", r"/issues/(?P<number>\d+)/comments", create_comment),
    ("PATCH", r"/issues/comments/(?P<number>\d+)", update_comment),
    ("POST", r"/issues/(?P<number>\d+)/labels", add_labels),
    ("GET", "/labels", list_labels),
    ("POST", "/labels", create_label),
)


@dataclass(frozen=True, slots=True)
class Match:
    """A route about issues that fits a request."""

    repository: str
    number: int
    handler: Callable[[Call], Reply]

    def board(self, issues: Issues) -> Board:
        """The board that the request is about."""
        return issues.on(self.repository)


def match(request: Request) -> Match | None:
    """The route about issues for this request, if there is one."""
    for method, pattern, handler in _ROUTES:
        found = re.fullmatch(_BASE + pattern, request.path)
        if found and method == request.method:
            named = found.groupdict()
            return Match(named["repository"], int(named.get("number") or 0), handler)
    return None


def _labels(given: list[str | Json]) -> list[str]:
    return [label if isinstance(label, str) else str(label["name"]) for label in given]


def _missing() -> Reply:
    return Reply(404, {"message": "Not Found", "documentation_url": "https://docs.github.com/rest", "status": "404"})
