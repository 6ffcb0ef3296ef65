"""Public events of a person: at most 300, of the last 30 days, newest first; pushes carry no commits.

https://docs.github.com/en/rest/activity/events
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from operator import itemgetter

from service.demo.cast import number_from
from service.demo.records import Account, PullRequest, Repository
from service.demo.rest import shapes
from service.demo.rest.request import Json, Request, Response, listing, not_found
from service.demo.world import World

_DAYS = timedelta(days=30)
_MOST = 300


def public_events(request: Request) -> Response:
    """GET /users/{login}/events/public."""
    found = request.world.account(request.named["login"])
    if found is None:
        return not_found()
    since = shapes.iso(request.now - _DAYS) or ""
    recent = [event for event in _events(found, request.world, request.api_url) if event["created_at"] >= since]
    recent.sort(key=itemgetter("created_at"), reverse=True)
    return listing(request, recent[:_MOST], dict)


def _events(actor: Account, world: World, api: str) -> Iterator[Json]:
    for commit in world.commits_by(actor.login):
        payload: Json = {
            "repository_id": commit.repository.number,
            "push_id": int(commit.oid[:8], 16),
            "head": commit.oid,
        }
        payload |= {"ref": "refs/heads/main", "before": commit.parents[0] if commit.parents else "0" * 40}
        yield _event("PushEvent", actor, commit.repository, commit.authored, api) | {"payload": payload}
    for opened in world.opened_by(actor.login):
        payload = {"action": "opened", "number": opened.number, "pull_request": _short(opened, api)}
        yield _event("PullRequestEvent", actor, opened.repository, opened.created, api) | {"payload": payload}
    for review in world.reviews_by(actor.login):
        found = review.pull_request
        payload = {"action": "created", "review": {"state": "approved"}, "pull_request": _short(found, api)}
        yield _event("PullRequestReviewEvent", actor, found.repository, review.submitted, api) | {"payload": payload}


def _short(found: PullRequest, api: str) -> Json:
    url = f"{api}/repos/{found.repository.full_name}/pulls/{found.number}"
    return {"number": found.number, "id": found.repository.number * 100_000 + found.number, "url": url}


def _event(kind: str, actor: Account, repository: Repository, moment: datetime, api: str) -> Json:
    name = repository.full_name
    return {
        "id": f"{number_from(kind + name + actor.login)}{int(moment.timestamp())}",
        "type": kind,
        "actor": {"id": actor.number, "login": actor.login, "url": f"{api}/users/{actor.login}"},
        "repo": {"id": repository.number, "name": name, "url": f"{api}/repos/{name}"},
        "public": True,
        "created_at": shapes.iso(moment),
    }
