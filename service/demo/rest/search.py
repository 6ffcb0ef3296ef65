"""GitHub's search for commits and pull requests: the qualifiers that people use to look at one another's work.

https://docs.github.com/en/search-github/searching-on-github
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from service.demo.records import Commit, PullRequest, Repository
from service.demo.rest import shapes
from service.demo.rest.request import Json, Request, Response, links, page, refused

_Item = TypeVar("_Item")
_Qualifiers = Mapping[str, list[str]]
_QUALIFIER = re.compile(r"([a-z-]+):(\S+)")
_MOST_RESULTS = 1000
_UNKNOWN = (
    "The listed users cannot be searched either because the users do not exist or you do not have permission to view"
    " the users."
)


def commits(request: Request) -> Response:
    """GET /search/commits: default branches only; `author:` is needed here, and must exist."""
    asked = _parse(request)
    login = _login(request, asked, "author")
    if login is None:
        return refused(_UNKNOWN)
    merges = asked.get("merge", [])
    found = [
        commit
        for commit in request.world.commits_by(login)
        if _in_dates(commit.authored.date(), asked.get("author-date", []))
        and _in_place(commit.repository, asked)
        and all((len(commit.parents) > 1) is (wanted == "true") for wanted in merges)
    ]
    return _results(request, found, lambda commit: _commit(commit, request.api_url))


def issues(request: Request) -> Response:
    """GET /search/issues, for pull requests: by `author:` or `reviewed-by:`, merged or not, by date."""
    asked = _parse(request)
    people = {name: _login(request, asked, name) for name in ("author", "reviewed-by") if name in asked}
    if not people or None in people.values():
        return refused(_UNKNOWN)
    found = [each for each in _involving(request, people) if _is_wanted(each, asked)]
    return _results(request, found, lambda each: shapes.issue(each, request.api_url))


def _involving(request: Request, people: Mapping[str, str | None]) -> list[PullRequest]:
    """The pull requests of an author, of a reviewer, or of both."""
    author, reviewer = people.get("author"), people.get("reviewed-by")
    reviewed = [review.pull_request for review in request.world.reviews_by(reviewer or "")]
    if author is None:
        return reviewed
    return [each for each in request.world.opened_by(author) if reviewer is None or each in reviewed]


def _parse(request: Request) -> _Qualifiers:
    asked: dict[str, list[str]] = {}
    for name, value in _QUALIFIER.findall(request.parameters.get("q", "")):
        asked.setdefault(name, []).append(value.strip('"'))
    return asked


def _login(request: Request, asked: _Qualifiers, name: str) -> str | None:
    """The login behind a qualifier, as GitHub writes it."""
    account = next((request.world.account(value.replace("app/", "")) for value in asked.get(name, [])), None)
    return account.login if account else None


def _is_wanted(found: PullRequest, asked: _Qualifiers) -> bool:
    kinds = asked.get("is", []) + asked.get("type", [])
    states = set(kinds + asked.get("state", []))
    merged = found.merged is not None
    fits = (not states & {"merged", "closed"} or merged) and (not states & {"open", "unmerged"} or not merged)
    dates = {"created": found.created, "merged": found.merged, "closed": found.merged}
    in_dates = all(
        moment is not None and _in_dates(moment.date(), asked[name]) for name, moment in dates.items() if name in asked
    )
    return "pr" in kinds and fits and in_dates and _in_place(found.repository, asked)


def _in_place(repository: Repository, asked: _Qualifiers) -> bool:
    names = [name.lower() for name in asked.get("repo", [])]
    owners = [name.lower() for name in asked.get("org", []) + asked.get("user", [])]
    inside = not names or repository.full_name.lower() in names
    return inside and (not owners or repository.owner.login.lower() in owners)


def _in_dates(day: date, ranges: Sequence[str]) -> bool:
    return all(_in_range(day, each) for each in ranges)


def _in_range(day: date, text: str) -> bool:
    """`>=2026-01-01`, `<2026-01-01`, `2026-01-01..2026-02-01`, `2026-01-01`; hours are ignored."""
    if ".." in text:
        first, _, last = text.partition("..")
        return (first == "*" or day >= _day(first)) and (last == "*" or day <= _day(last))
    wanted = _day(text.lstrip("<>="))
    if text.startswith(">"):
        return day >= wanted if text.startswith(">=") else day > wanted
    if text.startswith("<"):
        return day <= wanted if text.startswith("<=") else day < wanted
    return day == wanted


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _commit(found: Commit, api: str) -> Json:
    place = shapes.repository(found.repository, api)
    return {**shapes.commit(found, api), "repository": place, "score": 1.0}


def _results(request: Request, found: Sequence[_Item], shape: Callable[[_Item], Json]) -> Response:
    newest_first = found if request.parameters.get("order", "desc") == "desc" else found[::-1]
    reachable = newest_first[:_MOST_RESULTS]
    items = [shape(each) for each in page(request, reachable)]
    body = {"total_count": len(found), "incomplete_results": False, "items": items}
    return Response(200, body, links(request, len(reachable)))
