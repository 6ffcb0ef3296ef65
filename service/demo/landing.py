"""How changes become commits, pull requests and reviews: hashes, numbers and parents."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from service.demo.changes import Change, Landing, Step
from service.demo.records import Commit, FileChange, PullRequest, Repository, Review, Signature


@dataclass(slots=True)
class Landed:
    """What one repository holds once its changes have landed."""

    repository: Repository
    number: int
    head: str = ""
    commits: list[Commit] = field(default_factory=list)
    pull_requests: list[PullRequest] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)


def land(repository: Repository, changes: Iterable[Change], first_number: int) -> Landed:
    """Put the changes on the default branch, in the order in which they reached it."""
    landed = Landed(repository, first_number)
    for change in sorted(changes, key=lambda change: (change.landed, change.author.login)):
        if change.landing is Landing.PUSHED:
            _extend(landed, _chain(landed, change, landed.head))
        else:
            _merge(landed, change)
    return landed


def _merge(landed: Landed, change: Change) -> None:
    landed.number += 1
    branch = tuple(_chain(landed, change, landed.head, landed.number))
    title = change.steps[0].headline
    squashed = change.landing is Landing.SQUASHED
    landing = (
        _squash_commit(landed, change, title) if squashed else _merge_commit(landed, change, branch[-1].oid, title)
    )
    if squashed:
        landed.commits.extend(replace(commit, on_default_branch=False) for commit in branch)
    else:
        landed.commits.extend(branch)
    _extend(landed, (landing,))
    pull_request = PullRequest(
        landed.repository,
        landed.number,
        title,
        change.author,
        change.steps[-1].authored + timedelta(minutes=20),
        branch,
        change.landed,
        change.merged_by,
        landing.oid,
    )
    landed.pull_requests.append(pull_request)
    if change.reviewer:
        landed.reviews.append(Review(change.reviewer, pull_request, change.landed - timedelta(minutes=30)))


def _extend(landed: Landed, commits: Iterable[Commit]) -> None:
    landed.commits.extend(commits)
    landed.head = landed.commits[-1].oid


def _chain(landed: Landed, change: Change, parent: str, pull_request: int = 0) -> Iterator[Commit]:
    for step in change.steps:
        commit = Commit(
            oid=_oid(landed.repository, change, step.authored.isoformat()),
            repository=landed.repository,
            author=Signature.of(change.author),
            authored=step.authored,
            headline=step.headline,
            body=_trailers(step.co_authors),
            files=step.files,
            co_authors=step.co_authors,
            parents=(parent,) if parent else (),
            merged_in=pull_request,
        )
        parent = commit.oid
        yield commit


def _squash_commit(landed: Landed, change: Change, title: str) -> Commit:
    """One commit by the author of the pull request, made by GitHub; it keeps the trailers.

    https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges
    """
    co_authors = tuple(dict.fromkeys(signature for step in change.steps for signature in step.co_authors))
    listed = "\n".join(f"* {step.headline}" for step in change.steps)
    trailers = _trailers(co_authors)
    return Commit(
        oid=_oid(landed.repository, change, "squash"),
        repository=landed.repository,
        author=Signature.of(change.author),
        authored=change.landed,
        headline=f"{title} (#{landed.number})",
        body=f"{listed}\n\n{trailers}" if trailers else listed,
        files=_files(change.steps),
        co_authors=co_authors,
        parents=(landed.head,) if landed.head else (),
        by_github=True,
        merged_in=landed.number,
    )


def _merge_commit(landed: Landed, change: Change, branch_head: str, title: str) -> Commit:
    """The commit of the merge button; its author is whoever pressed it."""
    return Commit(
        oid=_oid(landed.repository, change, "merge"),
        repository=landed.repository,
        author=Signature.of(change.merged_by or change.author),
        authored=change.landed,
        headline=f"Merge pull request #{landed.number} from {change.author.login}/patch-1",
        body=title,
        files=_files(change.steps),
        parents=tuple(parent for parent in (landed.head, branch_head) if parent),
        by_github=True,
        merged_in=landed.number,
    )


def _files(steps: Iterable[Step]) -> tuple[FileChange, ...]:
    return tuple({file.path: file for step in steps for file in step.files}.values())


def _trailers(co_authors: Iterable[Signature]) -> str:
    return "\n".join(f"Co-authored-by: {signature.name} <{signature.email}>" for signature in co_authors)


def _oid(repository: Repository, change: Change, what: str) -> str:
    who = f"{change.author.login} {change.reviewer.login if change.reviewer else ''}"
    text = f"{repository.full_name} {who} {change.steps[0].authored.isoformat()} {what}"
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
