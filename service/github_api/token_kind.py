"""What kind of token a secret is, by the letters it begins with."""

from enum import StrEnum


class TokenKind(StrEnum):
    """What GitHub issued, in words that fit behind "This is".

    https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
    """

    CLASSIC = "a classic personal access token"
    FINE_GRAINED = "a fine-grained personal access token"
    OAUTH = "a token of an OAuth app"
    USER = "a token of an App's user"
    INSTALLATION = "a token of an App's installation"
    WORKFLOW = "the workflow's own token (GITHUB_TOKEN)"
    OTHER = "a token of unknown kind"


_PREFIXES = {
    "github_pat_": TokenKind.FINE_GRAINED,
    "ghp_": TokenKind.CLASSIC,
    "gho_": TokenKind.OAUTH,
    "ghu_": TokenKind.USER,
    "ghs_": TokenKind.INSTALLATION,
}


def kind_of(beginning: str) -> TokenKind:
    """The kind of a token that begins like this.

    A workflow's token is one of an App's installation too; only the account behind it tells the two apart.
    """
    return next((kind for prefix, kind in _PREFIXES.items() if beginning.startswith(prefix)), TokenKind.OTHER)
