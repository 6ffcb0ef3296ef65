"""What caches on the way are told: pure.

GitHub's image proxy caches for a year what has no Cache-Control and keeps what an error answer says, so every image has
one, and an error's is short.
https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-anonymized-urls
"""

import hashlib

from service.errors import Status

_LONG = 3600
_DAY = 86_400
_SETTLED = "public, max-age={seconds}, s-maxage={seconds}, stale-while-revalidate=86400, stale-if-error=86400"
_SHORT = "public, max-age={seconds}, s-maxage={seconds}"

_SECONDS: dict[Status, int] = {
    Status.STALE: 300,
    Status.WARMING: 60,
    Status.UPSTREAM: 90,
    Status.NOT_FOUND: 300,
    Status.BAD_REQUEST: 300,
}
"""Statuses that soon say something else; every other one holds for an hour."""

LONGEST_SECONDS = _DAY


def cache_control(status: Status, wished: int | None = None) -> str:
    """The Cache-Control of an image; a wish may lengthen a success, up to a day, and never anything else."""
    short = _SECONDS.get(status)
    if short is not None:
        return _SHORT.format(seconds=short)
    return _SETTLED.format(seconds=min(LONGEST_SECONDS, max(_LONG, wished or 0)))


def etag(*parts: str) -> str:
    """A strong validator from all that decides the bytes of an answer, known before any is drawn."""
    text = "\n".join(parts)
    return f'"{hashlib.blake2b(text.encode(errors="replace"), digest_size=12).hexdigest()}"'


def matches(if_none_match: str | None, validator: str) -> bool:
    """Whether the client has this version already; weak comparison, https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2."""
    if not if_none_match:
        return False
    listed = {item.strip().removeprefix("W/") for item in if_none_match.split(",")}
    return "*" in listed or validator in listed
