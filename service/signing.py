"""Links that open one image of a private service, without its key: pure.

A signature is an HMAC with SHA-256 over what the link shows, https://www.rfc-editor.org/rfc/rfc2104, so whoever has one
link cannot make another, and the key is not in it. Links end with the key that made them.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from enum import StrEnum

from service.evidence import Login

PARAMETER = "sig"
_PURPOSE = "still-engineering link 1"


class Linked(StrEnum):
    """What one link shows, in every format that it has."""

    BADGE = "badge"
    CARD = "card"
    ORGANISATION = "organisation"


PATHS: dict[Linked, str] = {
    Linked.BADGE: "/badge/{login}.svg",
    Linked.CARD: "/card/{login}.svg",
    Linked.ORGANISATION: "/badge/org/{login}.svg",
}
"""Where each is as SVG."""


def sign(key: str, what: Linked, login: Login) -> str:
    """The signature of a link, in letters that need no escape in an address."""
    text = f"{_PURPOSE}\n{what}\n{login}"
    return base64.urlsafe_b64encode(hmac.digest(key.encode(), text.encode(), hashlib.sha256)).decode().rstrip("=")


def is_signed(signature: str, keys: Iterable[str], what: Linked, login: Login) -> bool:
    """Whether one of the keys made this signature; takes as long for a wrong one as for a right one."""
    given = signature.encode(errors="replace")
    return any([hmac.compare_digest(given, sign(key, what, login).encode()) for key in keys])  # noqa: C419 - all of them


def signed_path(key: str, what: Linked, login: Login) -> str:
    """The path and query of a link."""
    return f"{PATHS[what].format(login=login)}?{PARAMETER}={sign(key, what, login)}"
