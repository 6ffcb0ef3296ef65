"""Who belongs to an organisation, as far as the token can see it.

Members decide whether strangers see that they belong; the token of a member sees all.
https://docs.github.com/en/account-and-profile/setting-up-and-managing-your-personal-account-on-github/managing-your-membership-in-organizations/publicizing-or-hiding-organization-membership
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.errors import GitHubDown, ServiceError, UnknownLogin
from service.evidence import Login, parse_login
from service.github_api.gateway import Gateway
from service.github_api.outcomes import Outcome, Verdict
from service.github_api.queries import Query, fragments


@dataclass(frozen=True, slots=True)
class Members:
    """The members of one organisation.

    Attributes:
        organisation: as GitHub writes it.
        total: how many can be seen; `logins` may be fewer.
    """

    organisation: str
    logins: tuple[Login, ...]
    total: int


class MembersSource(Protocol):
    """Where members come from: GitHub, the demo, or a test's fake."""

    def fetch(self, organisation: Login, most: int) -> Members:
        """At most so many members of an organisation. Blocks.

        Raises:
            UnknownLogin: there is no organisation of this name.
            Unavailable: GitHub could not be asked.
        """
        ...


@dataclass(frozen=True, slots=True)
class GitHubMembers:
    """A `MembersSource` that asks GitHub, a hundred members at a time."""

    gateway: Gateway

    def fetch(self, organisation: Login, most: int) -> Members:
        """At most so many members of an organisation; raises as the protocol says."""
        page = self._page(organisation, None)
        logins = _people(page.members)
        connection = page.members
        while len(logins) < most and connection.page.more and connection.page.end:
            connection = self._page(organisation, connection.page.end).members
            logins += _people(connection)
        return Members(page.login, tuple(logins[:most]), connection.total)

    def _page(self, organisation: Login, after: str | None) -> "_Organisation":
        variables = {"organisation": organisation, "after": after}
        return _read(organisation, self.gateway.graphql(Query(fragments("members"), variables)))


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Page(_Wire):
    more: bool = Field(alias="hasNextPage")
    end: str | None = Field(alias="endCursor")


class _Member(_Wire):
    login: str


class _Connection(_Wire):
    total: int = Field(alias="totalCount")
    page: _Page = Field(alias="pageInfo")
    nodes: tuple[_Member | None, ...]


class _Organisation(_Wire):
    login: str
    members: _Connection = Field(alias="membersWithRole")


def _read(organisation: Login, outcome: Outcome) -> _Organisation:
    if outcome.verdict is not Verdict.USE:
        raise GitHubDown(f"GitHub did not list the members: {outcome.reason or outcome.verdict}.")
    node = outcome.data.get("organization")
    if node is None and any(error.get("type") == "NOT_FOUND" for error in outcome.errors):
        raise UnknownLogin(f"GitHub knows no organisation named {organisation}.")
    try:
        return _Organisation.model_validate(node)
    except ValidationError:
        raise GitHubDown("GitHub's answer about the members could not be read.") from None


def _people(connection: _Connection) -> list[Login]:
    found = []
    for member in connection.nodes:
        # Machines, and logins that nobody could be asked about, are left out.
        with suppress(ServiceError):
            found.append(parse_login(member.login if member else ""))
    return found
