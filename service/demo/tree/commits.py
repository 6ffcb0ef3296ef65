"""Commit, its history, and the people who signed it."""

from datetime import UTC, datetime

from service.demo.executor import Node, Type
from service.demo.paging import connection
from service.demo.records import Commit, Signature
from service.demo.tree.visit import WEB, Question, Visit, person_node

GITHUB = Signature("GitHub", "noreply@github.com")
"""Who commits when somebody presses the merge button."""


def _history(head: Commit, ask: Question) -> Node:
    """The default branch up to this commit, newest first; `author` is that of git, co-authors are not asked."""
    commits = ask.context.world.history(head.repository)
    start = next((i for i, commit in enumerate(commits) if commit.oid == head.oid), 0)
    wanted = ask.arguments.get("author") or {}
    since, until = (_moment(ask.arguments.get(name)) for name in ("since", "until"))
    path = ask.arguments.get("path")
    found = [
        commit
        for commit in commits[start:]
        if (not wanted or _is_by(commit, wanted))
        and (since is None or commit.authored >= since)
        and (until is None or commit.authored <= until)
        and (path is None or any(file.path.startswith(path) for file in commit.files))
    ]
    return connection("CommitHistory", [Node("Commit", commit) for commit in found], ask.arguments)


def _is_by(commit: Commit, wanted: dict[str, object]) -> bool:
    """The id wins over the addresses."""
    account = commit.author.account
    if wanted.get("id"):
        return account is not None and f"U_{account.number}" == wanted["id"]
    emails = wanted.get("emails")
    return isinstance(emails, list) and commit.author.email in emails


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value).astimezone(UTC) if isinstance(value, str) else None


def _parents(commit: Commit, ask: Question) -> Node:
    """The parents; those older than the invented history are known by their hash only."""
    known = (ask.context.world.commit(oid) for oid in commit.parents)
    nodes = [Node("Commit", found) for found in known if found]
    return connection("Commit", nodes, ask.arguments, total=len(commit.parents))


def _authors(commit: Commit, ask: Question) -> Node:
    signed = [(commit, signature) for signature in (commit.author, *commit.co_authors)]
    return connection("GitActor", [Node("GitActor", each) for each in signed], ask.arguments)


def _pull_requests(commit: Commit, ask: Question) -> Node:
    found = ask.context.world.pull_request(commit.repository, commit.merged_in)
    return connection("PullRequest", [Node("PullRequest", found)] if found else [], ask.arguments)


COMMIT: Type[Commit, Visit] = Type(
    interfaces=frozenset({"Node", "GitObject", "UniformResourceLocatable"}),
    plain={
        "oid": "oid",
        "authoredDate": "authored",
        "committedDate": "authored",
        "additions": "additions",
        "deletions": "deletions",
        "message": "message",
        "messageHeadline": "headline",
        "messageBody": "body",
        "committedViaWeb": "by_github",
    },
    derived={
        "id": lambda commit: f"C_{commit.oid}",
        "abbreviatedOid": lambda commit: commit.oid[:7],
        "url": lambda commit: f"{WEB}/{commit.repository.full_name}/commit/{commit.oid}",
        "changedFilesIfAvailable": lambda commit: len(commit.files),
        "authoredByCommitter": lambda commit: not commit.by_github,
        "author": lambda commit: Node("GitActor", (commit, commit.author)),
        "committer": lambda commit: Node("GitActor", (commit, GITHUB if commit.by_github else commit.author)),
        "repository": lambda commit: Node("Repository", commit.repository),
        "signature": lambda commit: Node("GpgSignature", commit) if commit.by_github else None,
    },
    asked={
        "history": _history,
        "parents": _parents,
        "authors": _authors,
        "associatedPullRequests": _pull_requests,
    },
    constant={"onBehalfOf": None},
)
ACTOR: Type[tuple[Commit, Signature], Visit] = Type(
    derived={
        "name": lambda signed: signed[1].name,
        "email": lambda signed: signed[1].email,
        "date": lambda signed: signed[0].authored,
        "user": lambda signed: person_node(signed[1]),
    },
)
SIGNATURE: Type[Commit, Visit] = Type(
    interfaces=frozenset({"GitSignature"}),
    constant={"isValid": True, "wasSignedByGitHub": True, "state": "VALID"},
)
