"""How much of what costs budget at GitHub one client may ask for; what is known already is free for everybody."""

import math
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address

from fastapi import Request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from service.errors import TooMany

_SITE_BITS = 64
"""Whoever has one IPv6 address has all that share so many bits: https://www.rfc-editor.org/rfc/rfc6177#section-2."""


_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Counted:
    """What clients are counted for, as one of it and several of it are called."""

    one: str
    several: str


_REFRESHES, _FIRST_LOOKS = Counted("refresh", "refreshes"), Counted("first look", "first looks")


class ClientLimits:
    """Counts what each client asks for, in this process; a network of IPv6 is one client.

    Images are not counted: GitHub's image proxy shows them for everybody from a few addresses.

    Args:
        refreshes: allowed refreshes, such as `12/hour`.
        first_looks: allowed first looks through the API, such as `60/minute`.
    """

    def __init__(self, refreshes: str, first_looks: str) -> None:
        # This window begins with the first thing counted, and its client is forgotten at its end; a moving one would
        # keep every client for ever.
        self._counts = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._counts)
        self._refreshes = parse(refreshes)
        self._first_looks = parse(first_looks)

    @property
    def clients(self) -> int:
        """How many shares are being counted."""
        return len(self._counts.storage)

    def refresh(self, request: Request) -> None:
        """Count a refresh.

        Raises:
            TooMany: this client has had its share.
        """
        self._count(self._refreshes, _REFRESHES, request)

    def first_look(self, request: Request) -> None:
        """Count a look at somebody who is not known yet; raises as `refresh` does."""
        self._count(self._first_looks, _FIRST_LOOKS, request)

    def _count(self, item: RateLimitItem, what: Counted, request: Request) -> None:
        client = client_of(request.client.host) if request.client else "unknown"
        if self._limiter.hit(item, what.one, client):
            return
        seconds = max(1, math.ceil(self._limiter.get_window_stats(item, what.one, client).reset_time - time.time()))
        raise TooMany(
            f"Each client may ask for {share_of(item, what)}; ask again in {span_of(seconds)}.", retry_after=seconds
        )


def share_of(item: RateLimitItem, what: Counted) -> str:
    """A limit as people say it, such as `12 refreshes an hour`; settings have no other multiples of a unit than one."""
    unit = item.GRANULARITY.name
    return f"{item.amount} {what.one if item.amount == 1 else what.several} {'an' if unit == 'hour' else 'a'} {unit}"


def span_of(seconds: int) -> str:
    """A time to wait, rounded up to the largest unit that it is longer than."""
    unit, length = next(
        ((unit, length) for unit, length in (("hour", _HOUR), ("minute", _MINUTE)) if seconds > length), ("second", 1)
    )
    number = math.ceil(seconds / length)
    return f"{number} {unit}{'' if number == 1 else 's'}"


def client_of(host: str) -> str:
    """Who is counted as one: an IPv4 address, a network of IPv6, or the name as it is if it is no address."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), _SITE_BITS), strict=False))
