"""Whose token this is: the account that a report is written by, and the kind of token."""

from dataclasses import dataclass

from action.errors import NotAllowed, Unknown
from action.reader import Reader
from service.github_api.token_kind import TokenKind, kind_of

_VIEWER = "query Viewer { viewer { login } rateLimit { cost } }"
WORKFLOW = "github-actions[bot]"


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
    kind = kind_of(token)
    viewer = reader.graphql(_VIEWER, {}).data.get("viewer")
    login = str(viewer.get("login", "")) if isinstance(viewer, dict) else _from_rest(reader)
    if kind is TokenKind.INSTALLATION:
        login = login or WORKFLOW
        login = login if login.endswith("[bot]") else f"{login}[bot]"
        kind = TokenKind.WORKFLOW if login == WORKFLOW else kind
    return Viewer(login, kind)


def _from_rest(reader: Reader) -> str:
    try:
        return str(reader.get("/user").get("login", ""))
    except (NotAllowed, Unknown):
        return ""
