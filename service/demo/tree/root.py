"""Query, and the table of all types."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from service.demo.executor import Node, Type
from service.demo.faults import Fault, not_found
from service.demo.paging import CONNECTION, EDGE, PAGE_INFO
from service.demo.records import AccountKind
from service.demo.tree import accounts, calendar, commits, contributions, pull_requests, repositories
from service.demo.tree.visit import Question, Visit, account_node

_MOST_IDS = 100


def _user(_root: None, ask: Question) -> Node:
    found = ask.context.world.account(ask.needed("login"))
    if found is None or found.kind is not AccountKind.USER:
        raise not_found("User", f"login of '{ask.arguments['login']}'")
    return Node("User", found)


def _organization(_root: None, ask: Question) -> Node:
    found = ask.context.world.account(ask.needed("login"))
    if found is None or found.kind is not AccountKind.ORGANISATION:
        raise not_found("Organization", f"login of '{ask.arguments['login']}'")
    return Node("Organization", found)


def _owner(_root: None, ask: Question) -> Node | None:
    found = ask.context.world.account(ask.needed("login"))
    return None if found is None or found.kind is AccountKind.BOT else account_node(found)


def _repository(_root: None, ask: Question) -> Node:
    owner, name = ask.needed("owner"), ask.needed("name")
    found = ask.context.world.repository(owner, name)
    if found is None:
        raise not_found("Repository", f"name '{owner}/{name}'")
    return Node("Repository", found)


def _node(_root: None, ask: Question) -> Node | Fault:
    return _found(ask.needed("id"), ask.context)


def _nodes(_root: None, ask: Question) -> list[Node | Fault]:
    """Several objects by id; each that does not exist is null, with an error of its own.

    Raises:
        Fault: more ids than GitHub takes.
    """
    ids = ask.needed("ids")
    if len(ids) > _MOST_IDS:
        message = f"You may not provide more than {_MOST_IDS} node ids; you provided {len(ids)}."
        raise Fault(message, "ARGUMENT_LIMIT", nulls_parent=True)
    return [_found(identity, ask.context) for identity in ids]


def _found(identity: str, visit: Visit) -> Node | Fault:
    return _lookup(identity, visit) or not_found("node", f"global id of '{identity}'")


def _lookup(identity: str, visit: Visit) -> Node | None:
    world = visit.world
    kind, _, key = identity.partition("_")
    if kind == "C":
        commit = world.commit(key)
        return Node("Commit", commit) if commit else None
    number, _, inner = key.partition("_")
    if not number.isdecimal():
        return None
    if kind in {"U", "O", "BOT"}:
        return account_node(world.by_number.get(int(number)))
    repository = world.repositories_by_number.get(int(number))
    if kind == "PR" and repository and inner.isdecimal():
        pull_request = world.pull_request(repository, int(inner))
        return Node("PullRequest", pull_request) if pull_request else None
    return Node("Repository", repository) if kind == "R" and repository else None


def _resets(visit: Visit) -> datetime:
    return visit.budget.reset


QUERY: Type[None, Visit] = Type(
    asked={
        "user": _user,
        "organization": _organization,
        "repositoryOwner": _owner,
        "repository": _repository,
        "node": _node,
        "nodes": _nodes,
        "viewer": lambda _root, ask: account_node(ask.context.world.account(ask.context.viewer)),
        "rateLimit": lambda _root, ask: Node("RateLimit", ask.context),
    },
)
RATE_LIMIT: Type[Visit, Visit] = Type(
    derived={
        "cost": lambda visit: visit.price.points,
        "nodeCount": lambda visit: visit.price.nodes,
        "limit": lambda visit: visit.budget.limit,
        "used": lambda visit: visit.budget.used,
        "remaining": lambda visit: visit.budget.remaining,
        "resetAt": _resets,
    },
)

_CONNECTIONS = (
    "Commit CommitHistory CreatedCommitContribution CreatedIssueContribution CreatedPullRequestContribution"
    " CreatedPullRequestReviewContribution CreatedRepositoryContribution GitActor Language OrganizationMember"
    " PullRequest PullRequestChangedFile PullRequestCommit PullRequestReview Release Repository Team TeamMember User"
)

TYPES: Mapping[str, Type[Any, Any]] = {
    "Query": QUERY,
    "RateLimit": RATE_LIMIT,
    "User": accounts.USER,
    "Bot": accounts.BOT,
    "Organization": accounts.ORGANIZATION,
    "Team": accounts.TEAM,
    "ContributionsCollection": contributions.COLLECTION,
    "CommitContributionsByRepository": contributions.BY_REPOSITORY,
    "CreatedCommitContribution": contributions.COMMIT_DAY,
    "CreatedPullRequestContribution": contributions.OPENED,
    "CreatedPullRequestReviewContribution": contributions.REVIEWED,
    "CreatedRepositoryContribution": contributions.CREATED,
    "ContributionCalendar": calendar.CALENDAR,
    "ContributionCalendarWeek": calendar.WEEK,
    "ContributionCalendarDay": calendar.DAY,
    "Repository": repositories.REPOSITORY,
    "Ref": repositories.BRANCH,
    "Language": repositories.LANGUAGE,
    "Blob": repositories.BLOB,
    "Tree": repositories.TREE,
    "TreeEntry": repositories.ENTRY,
    "Commit": commits.COMMIT,
    "GitActor": commits.ACTOR,
    "GpgSignature": commits.SIGNATURE,
    "PullRequest": pull_requests.PULL_REQUEST,
    "PullRequestChangedFile": pull_requests.CHANGED_FILE,
    "PullRequestCommit": pull_requests.PULL_REQUEST_COMMIT,
    "PullRequestReview": pull_requests.REVIEW,
    "PageInfo": PAGE_INFO,
    **{f"{name}Connection": CONNECTION for name in _CONNECTIONS.split()},
    **{f"{name}Edge": EDGE for name in _CONNECTIONS.split()},
}
"""Every type that the invented GitHub answers with."""
