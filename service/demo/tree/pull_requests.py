"""PullRequest with its files and commits, and PullRequestReview."""

from service.demo.executor import Node, Type
from service.demo.paging import connection
from service.demo.records import Commit, FileChange, PullRequest, Review
from service.demo.tree.visit import WEB, Question, Visit, account_node

_CHANGE_TYPES = {"added": "ADDED", "modified": "MODIFIED", "removed": "DELETED", "renamed": "RENAMED"}


def _files(found: PullRequest, ask: Question) -> Node:
    return connection("PullRequestChangedFile", [Node("PullRequestChangedFile", f) for f in found.files], ask.arguments)


def _commits(found: PullRequest, ask: Question) -> Node:
    return connection("PullRequestCommit", [Node("PullRequestCommit", c) for c in found.commits], ask.arguments)


def _reviews(found: PullRequest, ask: Question) -> Node:
    given = [review for review in ask.context.world.reviews if review.pull_request is found]
    return connection("PullRequestReview", [Node("PullRequestReview", each) for each in given], ask.arguments)


def _merge_commit(found: PullRequest, ask: Question) -> Node | None:
    commit = ask.context.world.commit(found.merge_oid) if found.merge_oid else None
    return Node("Commit", commit) if commit else None


def _url(found: PullRequest) -> str:
    return f"{WEB}/{found.repository.full_name}/pull/{found.number}"


PULL_REQUEST: Type[PullRequest, Visit] = Type(
    interfaces=frozenset({"Node", "UniformResourceLocatable", "Closable"}),
    plain={
        "number": "number",
        "title": "title",
        "createdAt": "created",
        "mergedAt": "merged",
        "closedAt": "merged",
    },
    derived={
        "id": lambda found: f"PR_{found.repository.number}_{found.number}",
        "url": _url,
        "state": lambda found: "MERGED" if found.merged else "OPEN",
        "merged": lambda found: found.merged is not None,
        "closed": lambda found: found.merged is not None,
        "updatedAt": lambda found: found.merged or found.created,
        "author": lambda found: account_node(found.author),
        "mergedBy": lambda found: account_node(found.merged_by),
        "additions": lambda found: sum(file.additions for file in found.files),
        "deletions": lambda found: sum(file.deletions for file in found.files),
        "changedFiles": lambda found: len(found.files),
        "repository": lambda found: Node("Repository", found.repository),
    },
    asked={"files": _files, "commits": _commits, "reviews": _reviews, "mergeCommit": _merge_commit},
    constant={
        "isDraft": False,
        "isCrossRepository": False,
        "baseRefName": "main",
        "headRefName": "patch-1",
        "authorAssociation": "MEMBER",
        "reviewDecision": None,
    },
)
CHANGED_FILE: Type[FileChange, Visit] = Type(
    plain={"path": "path", "additions": "additions", "deletions": "deletions"},
    derived={"changeType": lambda file: _CHANGE_TYPES[file.status]},
)
PULL_REQUEST_COMMIT: Type[Commit, Visit] = Type(
    interfaces=frozenset({"Node"}),
    derived={"id": lambda commit: f"PRC_{commit.oid}", "commit": lambda commit: Node("Commit", commit)},
)
REVIEW: Type[Review, Visit] = Type(
    interfaces=frozenset({"Node"}),
    plain={"submittedAt": "submitted", "createdAt": "submitted"},
    derived={
        "id": lambda found: f"PRR_{found.reviewer.number}_{found.pull_request.number}",
        "author": lambda found: account_node(found.reviewer),
        "pullRequest": lambda found: Node("PullRequest", found.pull_request),
        "repository": lambda found: Node("Repository", found.pull_request.repository),
    },
    constant={"state": "APPROVED", "body": ""},
)
