"""Which REST path is answered by what; anything else is 404."""

import re
from collections.abc import Callable
from dataclasses import replace

from service.demo.rest import accounts, events, repositories, search
from service.demo.rest.request import Request, Response, not_found

_ROUTES: tuple[tuple[str, Callable[[Request], Response]], ...] = (
    ("/users/{login}", accounts.user),
    ("/users/{login}/events/public", events.public_events),
    ("/user/{number}", accounts.user_by_number),
    ("/orgs/{org}", accounts.organisation),
    ("/orgs/{org}/members", accounts.members),
    ("/orgs/{org}/public_members", accounts.public_members),
    ("/orgs/{org}/teams/{slug}/members", accounts.team_members),
    ("/repos/{owner}/{name}", repositories.repository),
    ("/repos/{owner}/{name}/commits", repositories.commits),
    ("/repos/{owner}/{name}/commits/{ref}", repositories.commit),
    ("/repos/{owner}/{name}/pulls/{number}/files", repositories.pull_request_files),
    ("/repos/{owner}/{name}/contents/{file}", repositories.contents),
    ("/repos/{owner}/{name}/contributors", repositories.contributors),
    ("/search/commits", search.commits),
    ("/search/issues", search.issues),
)


def respond(request: Request) -> Response:
    """Answer a GET."""
    if request.path == "/rate_limit":
        return _rate_limit(request)
    for pattern, _, handler in _COMPILED:
        match = pattern.fullmatch(request.path)
        if match:
            return handler(replace(request, named=match.groupdict()))
    return not_found()


def route_of(path: str) -> str:
    """The route that answers a path, such as `/users/{login}`; the path itself if there is none."""
    return next((route for pattern, route, _ in _COMPILED if pattern.fullmatch(path)), path)


def _compiled(path: str) -> re.Pattern[str]:
    numbers = path.replace("{number}", r"(?P<number>\d+)")
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", numbers))


_COMPILED = tuple((_compiled(path), path, handler) for path, handler in _ROUTES)


def _rate_limit(request: Request) -> Response:
    """GET /rate_limit, which is free."""
    found = {name: request.budgets(name, request.now) for name in ("core", "search", "graphql")}
    shown = {
        name: {
            "limit": budget.limit,
            "used": budget.used,
            "remaining": budget.remaining,
            "reset": int(budget.reset.timestamp()),
        }
        for name, budget in found.items()
    }
    return Response(200, {"resources": shown, "rate": shown["core"]})
