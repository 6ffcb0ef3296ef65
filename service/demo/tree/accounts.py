"""User, Bot, Organization, Team."""

from service.demo.executor import Node, Type
from service.demo.faults import Fault, not_found
from service.demo.paging import connection
from service.demo.records import Account, Organisation, Team
from service.demo.tree.contributions import collection
from service.demo.tree.visit import WEB, Question, Visit

_OWNER = frozenset({"Node", "Actor", "RepositoryOwner", "UniformResourceLocatable", "ProfileOwner"})


def repository_of(owner: Account, ask: Question) -> Node:
    """A repository of this owner.

    Raises:
        Fault: there is none of this name.
    """
    name = ask.needed("name")
    found = ask.context.world.repository(owner.login, name)
    if found is None:
        raise not_found("Repository", f"name '{owner.login}/{name}'")
    return Node("Repository", found)


def _repositories(owner: Account, ask: Question) -> Node:
    owned = ask.context.world.owned_by(owner.login)
    return connection("Repository", [Node("Repository", each) for each in owned], ask.arguments)


def _organisation(account: Account, ask: Question) -> Organisation:
    return ask.context.world.organisation(account.login) or Organisation(account)


def _members(account: Account, ask: Question) -> Node:
    seen = _organisation(account, ask).seen_by(ask.context.viewer)
    people = [Node("User", ask.context.world.account(member.login)) for member in seen]
    return connection("OrganizationMember", people, ask.arguments, roles=[member.role for member in seen])


def _refuse_strange_apps(organisation: Organisation, ask: Question, *, nulls_parent: bool) -> None:
    viewer = ask.context.viewer
    if viewer.endswith("[bot]") and not organisation.has(viewer):
        raise Fault("Resource not accessible by integration", "FORBIDDEN", nulls_parent)


def _teams(account: Account, ask: Question) -> Node:
    """The teams; strangers see none.

    https://docs.github.com/en/organizations/organizing-members-into-teams/about-teams#team-visibility

    Raises:
        Fault: an app asks that may not see members, such as the one behind a workflow's own token. The organisation is
            null then, because the schema says `teams: TeamConnection!`.
    """
    organisation = _organisation(account, ask)
    _refuse_strange_apps(organisation, ask, nulls_parent=True)
    teams = organisation.teams if organisation.has(ask.context.viewer) else ()
    return connection("Team", [Node("Team", team) for team in teams], ask.arguments)


def _team(account: Account, ask: Question) -> Node | None:
    organisation = _organisation(account, ask)
    _refuse_strange_apps(organisation, ask, nulls_parent=False)
    inside = organisation.has(ask.context.viewer)
    found = (team for team in organisation.teams if inside and team.slug == ask.needed("slug"))
    return next((Node("Team", team) for team in found), None)


def _team_members(team: Team, ask: Question) -> Node:
    people = [Node("User", ask.context.world.account(login)) for login in team.members]
    return connection("TeamMember", people, ask.arguments)


def _url(account: Account) -> str:
    return f"{WEB}/{account.login}"


def _avatar(account: Account) -> str:
    return f"https://avatars.githubusercontent.com/u/{account.number}?v=4"


_PLAIN = {"login": "login", "databaseId": "number", "createdAt": "created", "updatedAt": "created"}

USER: Type[Account, Visit] = Type(
    interfaces=_OWNER,
    plain=_PLAIN | {"name": "name"},
    derived={
        "id": lambda account: f"U_{account.number}",
        "url": _url,
        "avatarUrl": _avatar,
        "resourcePath": lambda account: f"/{account.login}",
    },
    asked={
        "contributionsCollection": collection,
        "repository": repository_of,
        "repositories": _repositories,
        "isViewer": lambda account, ask: account.login == ask.context.viewer,
    },
    constant={"company": None, "location": None, "bio": None, "email": "", "isSiteAdmin": False},
)
BOT: Type[Account, Visit] = Type(
    interfaces=frozenset({"Node", "Actor", "UniformResourceLocatable"}),
    plain=_PLAIN,
    derived={
        # GraphQL leaves out the `[bot]` that REST shows.
        "login": lambda account: account.login.removesuffix("[bot]"),
        "id": lambda account: f"BOT_{account.number}",
        "url": lambda account: f"{WEB}/apps/{account.login.removesuffix('[bot]')}",
        "avatarUrl": _avatar,
    },
)
ORGANIZATION: Type[Account, Visit] = Type(
    interfaces=_OWNER,
    plain=_PLAIN | {"name": "name"},
    derived={"id": lambda account: f"O_{account.number}", "url": _url, "avatarUrl": _avatar},
    asked={
        "membersWithRole": _members,
        "team": _team,
        "teams": _teams,
        "repository": repository_of,
        "repositories": _repositories,
        "viewerIsAMember": lambda account, ask: _organisation(account, ask).has(ask.context.viewer),
    },
    constant={"description": None},
)
TEAM: Type[Team, Visit] = Type(
    interfaces=frozenset({"Node"}),
    plain={"slug": "slug", "name": "name", "databaseId": "number"},
    derived={"id": lambda team: f"T_{team.number}"},
    asked={"members": _team_members},
    constant={"privacy": "VISIBLE", "description": None},
)
