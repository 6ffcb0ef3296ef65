"""Repositories, their commits, pull requests and contributors."""

import base64
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from service.demo.records import Commit, FileChange, Repository
from service.demo.rest import shapes
from service.demo.rest.request import DOCUMENTATION, Json, Request, Response, links, listing, not_found, page

_FILES_PER_PAGE = 300
_Handler = Callable[[Request, Repository], Response]


def _in_repository(handler: _Handler) -> Callable[[Request], Response]:
    """The handler for a path below /repos/{owner}/{name}; 404 if there is no such repository."""

    def handle(request: Request) -> Response:
        found = request.world.repository(request.named["owner"], request.named["name"])
        return handler(request, found) if found else not_found()

    return handle


@_in_repository
def repository(request: Request, found: Repository) -> Response:
    """GET /repos/{owner}/{name}."""
    return Response(200, shapes.repository(found, request.api_url))


@_in_repository
def commits(request: Request, found: Repository) -> Response:
    """GET /repos/{owner}/{name}/commits: `author` is a login or an address; an empty repository is a conflict."""
    history = request.world.history(found)
    if not history:
        body = {"message": "Git Repository is empty.", "documentation_url": DOCUMENTATION, "status": "409"}
        return Response(409, body)
    author = request.parameters.get("author", "").lower()
    since, until = (_moment(request.parameters.get(name)) for name in ("since", "until"))
    wanted = [
        commit
        for commit in history
        if (not author or author in _names(commit))
        and (since is None or commit.authored >= since)
        and (until is None or commit.authored <= until)
    ]
    return listing(request, wanted, lambda each: shapes.commit(each, request.api_url))


@_in_repository
def commit(request: Request, found: Repository) -> Response:
    """GET /repos/{owner}/{name}/commits/{ref}: with files, at most 300 on a page."""
    ref = request.named["ref"]
    history = request.world.history(found)
    known = history[0] if history and ref in {"HEAD", "main"} else request.world.commit(ref)
    if known is None or known.repository is not found:
        return not_found()
    total = known.additions + known.deletions
    stats = {"additions": known.additions, "deletions": known.deletions, "total": total}
    body = {**shapes.commit(known, request.api_url), "stats": stats, "files": _files(request, known.files)}
    return Response(200, body, links(request, len(known.files), default=_FILES_PER_PAGE, most=_FILES_PER_PAGE))


@_in_repository
def pull_request_files(request: Request, found: Repository) -> Response:
    """GET /repos/{owner}/{name}/pulls/{number}/files."""
    known = request.world.pull_request(found, int(request.named["number"]))
    return listing(request, known.files, shapes.file) if known else not_found()


@_in_repository
def contents(request: Request, found: Repository) -> Response:
    """GET /repos/{owner}/{name}/contents/{file}, for a file at the top."""
    path = request.named["file"]
    if path not in found.files:
        return not_found()
    content = base64.encodebytes(found.files[path].encode()).decode()
    return Response(200, {"type": "file", "path": path, "encoding": "base64", "content": content})


@_in_repository
def contributors(request: Request, found: Repository) -> Response:
    """GET /repos/{owner}/{name}/contributors: most commits first."""
    accounts = [each.author.account for each in request.world.history(found) if each.author.account]
    ranked = Counter(accounts).most_common()
    return listing(request, ranked, lambda each: shapes.account(each[0], request.api_url) | {"contributions": each[1]})


def _files(request: Request, files: Sequence[FileChange]) -> list[Json]:
    return [shapes.file(each) for each in page(request, files, default=_FILES_PER_PAGE, most=_FILES_PER_PAGE)]


def _names(commit: Commit) -> set[str]:
    login = commit.author.account.login if commit.author.account else ""
    return {login.lower(), commit.author.email.lower()}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None
