"""What GitHub tells about an organisation: its teams, and how much of it the token's owner may see."""

from dataclasses import dataclass

from action.errors import NotAllowed, Unanswered, Unknown
from action.reader import REFUSALS, Reader
from service.errors import ServiceError
from service.evidence import Login, parse_login
from service.github_api.transport import Json

_MOST_TEAMS = 500
_ORGANISATION = """\
query Organisation($login: String!) {
  rateLimit { cost }
  organization(login: $login) {
    login
    viewerIsAMember
  }
}
"""
_WITH_TEAMS = """\
query OrganisationWithTeams($login: String!, $after: String) {
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
    """Ask for an organisation with all its teams; without them, if the token may not see teams.

    Raises:
        Unknown: there is none.
        NotAllowed: GitHub refuses the token even the organisation, and says why.
        ActionError: GitHub did not answer.
    """
    try:
        return _with_teams(reader, login)
    except NotAllowed:
        # The schema does not let `teams` be null, so that a token without Members: read gets no organisation at all.
        # https://docs.github.com/en/graphql/reference/objects#organization
        node = _page(reader, _ORGANISATION, {"login": login})
        return _organisation(node, (), hidden=True)


def _with_teams(reader: Reader, login: str) -> Organisation:
    node = _page(reader, _WITH_TEAMS, {"login": login, "after": None})
    found, hidden = list[Team](), node.get("teams") is None
    while not hidden:
        listed = node["teams"]
        found += [_team(reader, login, team) for team in listed.get("nodes") or () if isinstance(team, dict)]
        page = listed.get("pageInfo") or {}
        if not page.get("hasNextPage") or len(found) >= _MOST_TEAMS:
            break
        node = _page(reader, _WITH_TEAMS, {"login": login, "after": page.get("endCursor")})
        hidden = node.get("teams") is None
    return _organisation(node, tuple(found), hidden=hidden)


def _organisation(node: Json, teams: tuple[Team, ...], *, hidden: bool) -> Organisation:
    return Organisation(str(node["login"]), bool(node.get("viewerIsAMember")), teams, hidden)


def _page(reader: Reader, document: str, variables: Json) -> Json:
    """The organisation as one answer has it; whatever of it is refused, all of the answer is."""
    login, reply = variables["login"], reader.graphql(document, variables)
    if reply.errors & REFUSALS:
        raise NotAllowed(f"GitHub does not let this token see the organisation {login}: {reply.reason}")
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
