"""Users, organisations and their members."""

from collections.abc import Iterable

from service.demo.records import Account, AccountKind, Membership, Organisation
from service.demo.rest import shapes
from service.demo.rest.request import Request, Response, listing, not_found


def user(request: Request) -> Response:
    """GET /users/{login}: a person, an organisation or an app."""
    return _full(request, request.world.account(request.named["login"]))


def user_by_number(request: Request) -> Response:
    """GET /user/{id}: the way to follow somebody who took a new login."""
    return _full(request, request.world.by_number.get(int(request.named["number"])))


def organisation(request: Request) -> Response:
    """GET /orgs/{org}."""
    found = request.world.account(request.named["org"])
    return _full(request, found if found and found.kind is AccountKind.ORGANISATION else None)


def members(request: Request) -> Response:
    """GET /orgs/{org}/members: everybody for members, the public ones for strangers."""
    found = request.world.organisation(request.named["org"])
    role = request.parameters.get("role", "all").upper()
    logins = (each.login for each in _seen(found, request.viewer) if role in {"ALL", each.role})
    return _people(request, logins) if found else not_found()


def public_members(request: Request) -> Response:
    """GET /orgs/{org}/public_members."""
    found = request.world.organisation(request.named["org"])
    return _people(request, (each.login for each in found.members if each.public)) if found else not_found()


def team_members(request: Request) -> Response:
    """GET /orgs/{org}/teams/{slug}/members: strangers learn nothing, not even that the team exists."""
    found = request.world.organisation(request.named["org"])
    inside = found is not None and found.has(request.viewer)
    teams = [team for team in (found.teams if found and inside else ()) if team.slug == request.named["slug"]]
    return _people(request, teams[0].members) if teams else not_found()


def _seen(found: Organisation | None, viewer: str) -> tuple[Membership, ...]:
    return found.seen_by(viewer) if found else ()


def _full(request: Request, found: Account | None) -> Response:
    if found is None:
        return not_found()
    repositories = len(request.world.owned_by(found.login))
    return Response(200, shapes.full_account(found, request.api_url, repositories))


def _people(request: Request, logins: Iterable[str]) -> Response:
    accounts = [found for login in logins if (found := request.world.account(login))]
    return listing(request, accounts, lambda found: shapes.account(found, request.api_url))
