"""Whose token this is: the account that a report is written by, and the kind of token."""

from dataclasses import dataclass
from enum import StrEnum

from action.errors import NotAllowed, Unknown
from action.reader import Reader

_VIEWER = "query Viewer { viewer { login } rateLimit { cost } }"
WORKFLOW = "github-actions[bot]"


class TokenKind(StrEnum):
    """What GitHub issued.

    https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
    """

    WORKFLOW = "the workflow's own token (GITHUB_TOKEN)"
    APP = "the token of a GitHub App's installation"
    FINE_GRAINED = "a fine-grained personal access token"
    CLASSIC = "a classic personal access token"
    USER = "a user's token of an app"
    OTHER = "a token of unknown kind"


_PREFIXES = {
    "github_pat_": TokenKind.FINE_GRAINED,
    "ghp_": TokenKind.CLASSIC,
    "gho_": TokenKind.USER,
    "ghu_": TokenKind.USER,
    "ghs_": TokenKind.APP,
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """The account behind a token, with `[bot]` if it is an app's."""

    login: str
    kind: TokenKind

    def wrote(self, author: str) -> bool:
        """Whether this account is the author; REST writes an app's login with `[bot]`, as here."""
        return self.login.lower() == author.lower()


def ask_viewer(reader: Reader, token: str) -> Viewer:
    """Ask GitHub whose token this is.

    Raises:
        ActionError: GitHub refuses the token or did not answer.
    """
    kind = next((kind for prefix, kind in _PREFIXES.items() if token.startswith(prefix)), TokenKind.OTHER)
    viewer = reader.graphql(_VIEWER, {}).data.get("viewer")
    login = str(viewer.get("login", "")) if isinstance(viewer, dict) else _from_rest(reader)
    if kind is TokenKind.APP:
        login = login or WORKFLOW
        login = login if login.endswith("[bot]") else f"{login}[bot]"
        kind = TokenKind.WORKFLOW if login == WORKFLOW else kind
    return Viewer(login, kind)


def _from_rest(reader: Reader) -> str:
    try:
        return str(reader.get("/user").get("login", ""))
    except (NotAllowed, Unknown):
        return ""
