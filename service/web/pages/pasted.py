"""A login as people paste it, the address of its page on GitHub included: pure."""

import re
from collections.abc import Container
from urllib.parse import urlsplit

from service.evidence import Login, parse_login

GITHUB = "github.com"
_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def parse_pasted(text: str, hosts: Container[str]) -> Login:
    """The login that was typed, or whose page on one of these hosts the address is.

    An organisation's page may begin with `orgs/`: https://docs.github.com/en/organizations.

    Raises:
        InvalidLogin, BotAccount: as `parse_login` does; whatever else was pasted is judged as it is.
    """
    return parse_login(_owner_in(text.strip(), hosts) or text)


def _owner_in(text: str, hosts: Container[str]) -> str:
    """The first part of the path of an address; empty if it is none of these hosts."""
    if "/" not in text:
        return ""
    try:
        parts = urlsplit(text if _SCHEME.match(text) else f"https://{text}")
    except ValueError:  # brackets that hold no address
        return ""
    if parts.netloc.lower().removeprefix("www.") not in hosts:
        return ""
    return parts.path.removeprefix("/").removeprefix("orgs/").partition("/")[0]
