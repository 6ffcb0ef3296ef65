"""The names under which Redis keeps things: pure."""

from enum import Enum
from urllib.parse import urlsplit

from service.evidence import Login

PREFIX = "still-engineering:1"
OPT_OUTS = f"{PREFIX}:opt-outs"
"""A set of logins; it has no end."""
PUBLIC, INSIDERS = "public", "insiders"
VIEWERS = (PUBLIC, INSIDERS)
"""Who may see a record; those for the public and those for insiders never mix."""


_GITHUB_COM = "api.github.com"


def viewers_of(viewers: str, api_url: str) -> str:
    """The viewers of one GitHub: a login of github.com and the same one of a server of one's own are two people."""
    host = urlsplit(api_url).hostname or ""
    return viewers if host == _GITHUB_COM else f"{viewers}@{host}"


class OptOut(Enum):
    """What happens to the list of those who are never looked at."""

    UNCHANGED = "unchanged"
    RECORDED = "recorded"
    LIFTED = "lifted"


def record_key(viewers: str, login: Login) -> str:
    """A record as bytes, until it expires."""
    return f"{PREFIX}:{viewers}:record:{login}"


def claim_key(viewers: str, login: Login) -> str:
    """Says for some seconds that a process is looking at a login."""
    return f"{PREFIX}:{viewers}:claim:{login}"
