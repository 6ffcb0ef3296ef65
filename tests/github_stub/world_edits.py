"""The demo's GraphQL types, watched: who was asked for, and who is too much for GitHub."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from service.demo.executor import Ask, Types
from service.demo.faults import Fault
from service.demo.records import Account
from service.demo.tree.root import TYPES


class WatchedTypes:
    """The types of the tree with two resolvers replaced.

    Attributes:
        heavy: login -> the longest window in days that GitHub can answer for it.
    """

    def __init__(self, note: Callable[[str], None]) -> None:
        self.heavy: dict[str, int] = {}
        self._note = note
        query, user = TYPES["Query"], TYPES["User"]
        self.types: Types = {
            **TYPES,
            "Query": query.replaced("user", self._user),
            "User": user.replaced("contributionsCollection", self._collection),
        }

    def _user(self, root: None, ask: Ask[Any]) -> object:
        self._note(str(ask.needed("login")))
        return TYPES["Query"].asked["user"](root, ask)

    def _collection(self, account: Account, ask: Ask[Any]) -> object:
        """GitHub gives up in the middle of a heavy person's history.

        https://github.com/yoshi389111/github-profile-3d-contrib/issues/163
        """
        longest = self.heavy.get(account.login.lower())
        if longest is not None and _span(ask) > timedelta(days=longest):
            message = "Resource limits for this query exceeded."
            raise Fault(message, "RESOURCE_LIMITS_EXCEEDED", nulls_parent=True)
        return TYPES["User"].asked["contributionsCollection"](account, ask)


def _span(ask: Ask[Any]) -> timedelta:
    ends = [ask.arguments.get(name) for name in ("from", "to")]
    moments = [datetime.fromisoformat(end) for end in ends if isinstance(end, str)]
    return moments[1] - moments[0] if len(moments) == 2 else timedelta(days=365)
