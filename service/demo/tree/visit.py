"""Who asks, of which world, and the short names that the tree's modules share."""

from dataclasses import dataclass
from typing import TypeAlias

from service.demo.budget import Budget
from service.demo.cost import Price
from service.demo.executor import Ask, Node
from service.demo.records import Account, AccountKind, Signature
from service.demo.world import World

WEB = "https://github.com"


@dataclass(frozen=True, slots=True)
class Visit:
    """One query's surroundings; `viewer` is the login behind the token."""

    world: World
    viewer: str
    budget: Budget
    price: Price


Question: TypeAlias = Ask[Visit]

_TYPES = {AccountKind.USER: "User", AccountKind.ORGANISATION: "Organization", AccountKind.BOT: "Bot"}


def account_node(account: Account | None) -> Node | None:
    """An account as its own type."""
    return Node(_TYPES[account.kind], account) if account else None


def person_node(signature: Signature) -> Node | None:
    """The user behind a signature; apps and strangers have none."""
    found = signature.account
    return Node("User", found) if found and found.kind is AccountKind.USER else None
