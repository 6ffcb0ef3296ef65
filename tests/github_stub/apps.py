"""A GitHub App and its installations: who signs with the App's key gets tokens.

https://docs.github.com/en/rest/apps/apps
"""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import jwt

from tests.github_stub.http import Reply, Request

_TOKENS = re.compile(r"/app/installations/(\d+)/access_tokens")
_LONGEST_LIFE = 600 + 60
_READ: Mapping[str, str] = {"metadata": "read"}


@dataclass(slots=True)
class Apps:
    """The one App of this GitHub; it is unknown until it has a public key.

    Attributes:
        installations: the accounts they belong to, by number.
        suspended: of these numbers.
        life: how long a token is good.
        minted: when each token ends.
    """

    app_id: str = "4711"
    public_key: str = ""
    permissions: Mapping[str, str] = field(default_factory=lambda: dict(_READ))
    installations: dict[int, str] = field(default_factory=dict)
    suspended: set[int] = field(default_factory=set)
    life: timedelta = timedelta(hours=1)
    minted: dict[str, datetime] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def has_ended(self, secret: str, now: datetime) -> bool:
        """Whether a token was an installation's and is no longer good."""
        return secret in self.minted and self.minted[secret] <= now

    def answer(self, request: Request, now: datetime) -> Reply | None:
        """The reply to what only an App may ask; None for anything else."""
        if request.path != "/app" and not request.path.startswith("/app/"):
            return None
        wrong = self._refusal(request.token)
        if wrong:
            return wrong
        if request.path == "/app":
            return Reply(200, {"id": int(self.app_id), "slug": "harbour-app", "name": "Harbour App"})
        if request.path == "/app/installations":
            return Reply(200, [{"id": each, "account": {"login": at}} for each, at in self.installations.items()])
        found = _TOKENS.fullmatch(request.path)
        return self._mint(int(found[1]), now) if found and request.method == "POST" else _missing("Not Found")

    def _refusal(self, token: str) -> Reply | None:
        try:
            claims = jwt.decode(
                token, self.public_key, algorithms=["RS256"], options={"verify_exp": False, "verify_iat": False}
            )
        except jwt.PyJWTError:
            return Reply(401, {"message": "A JSON web token could not be decoded", "status": "401"})
        if claims["iss"] != self.app_id:
            return _missing("Integration not found")
        if claims["exp"] - claims["iat"] > _LONGEST_LIFE:
            return Reply(401, {"message": "'Expiration time' claim ('exp') is too far in the future", "status": "401"})
        return None

    def _mint(self, installation: int, now: datetime) -> Reply:
        if installation not in self.installations:
            return _missing("Not Found")
        if installation in self.suspended:
            return Reply(403, {"message": "This installation has been suspended", "status": "403"})
        ends = now + self.life
        with self._lock:
            secret = f"ghs_{installation}n{len(self.minted)}"
            self.minted[secret] = ends
        body: dict[str, Any] = {
            "token": secret,
            "expires_at": f"{ends:%Y-%m-%dT%H:%M:%SZ}",
            "permissions": dict(self.permissions),
            "repository_selection": "all",
        }
        return Reply(201, body)


def _missing(message: str) -> Reply:
    return Reply(404, {"message": message, "status": "404"})
