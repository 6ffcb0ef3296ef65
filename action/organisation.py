"""What one question tells about an organisation: its teams, and how much of it the token's owner may see."""

from dataclasses import dataclass

from action.errors import Unanswered, Unknown
from action.reader import Reader
from service.errors import ServiceError
from service.evidence import Login, parse_login
from service.github_api.transport import Json

_MOST_TEAMS = 500
_ORGANISATION = """\
query Organisation($login: String!, $after: String) {
  rateLimit { cost }
  organization(login: $login) {
    login
    viewerIsAMember
    teams(first: 25, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        slug
        name
        members(first: 100) {
          pageInfo { hasNextPage }
          nodes { login }
        }
      }
    }
  }
}
"""


@dataclass(frozen=True, slots=True)
class Team:
    """A team with its members, those of its child teams included."""

    slug: str
    name: str
    logins: frozenset[Login]


@dataclass(frozen=True, slots=True)
class Organisation:
    """What the token may see of an organisation.

    Attributes:
        login: as GitHub writes it.
        teams_hidden: GitHub did not list the teams.
    """

    login: str
    viewer_is_member: bool
    teams: tuple[Team, ...] = ()
    teams_hidden: bool = False


def ask_organisation(reader: Reader, login: str) -> Organisation:
    """Ask for an organisation with all its teams.

    Raises:
        Unknown: there is none.
        ActionError: GitHub did not answer.
    """
    node = _page(reader, login, None)
    found, hidden = list[Team](), node.get("teams") is None
    while not hidden:
        listed = node["teams"]
        found += [_team(reader, login, team) for team in listed.get("nodes") or () if isinstance(team, dict)]
        page = listed.get("pageInfo") or {}
        if not page.get("hasNextPage") or len(found) >= _MOST_TEAMS:
            break
        node = _page(reader, login, page.get("endCursor"))
        hidden = node.get("teams") is None
    return Organisation(str(node["login"]), bool(node.get("viewerIsAMember")), tuple(found), hidden)


def _page(reader: Reader, login: str, after: str | None) -> Json:
    reply = reader.graphql(_ORGANISATION, {"login": login, "after": after})
    node = reply.data.get("organization")
    if isinstance(node, dict):
        return node
    if "NOT_FOUND" in reply.errors:
        raise Unknown(f"GitHub knows no organisation named {login}, or hides it from this token.")
    raise Unanswered(f"GitHub did not say anything about the organisation {login}; run again later.")


def _team(reader: Reader, organisation: str, node: Json) -> Team:
    members = node.get("members") or {}
    listed = [str(member.get("login", "")) for member in members.get("nodes") or () if isinstance(member, dict)]
    slug = str(node.get("slug", ""))
    if (members.get("pageInfo") or {}).get("hasNextPage"):
        accounts = reader.pages(f"/orgs/{organisation}/teams/{slug}/members")
        listed = [str(account.get("login", "")) for account in accounts]
    return Team(slug, str(node.get("name") or slug), frozenset(login for name in listed for login in _login(name)))


def _login(name: str) -> list[Login]:
    try:
        return [parse_login(name)]
    except ServiceError:
        return []
