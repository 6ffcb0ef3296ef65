"""Secrets that are planted, and the search for them in everything that leaves the program."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from tests.app_key import app_key

MARK = "pLaNtEd9sEcReT"
TOKENS = tuple(f"ghp_{MARK}{number:02d}xyz" for number in range(40))
PASSWORD = f"redis-{MARK}-password/+=:@"
ACCESS_KEY = f"{MARK}-access-key-0123456789abcdef0123456789"
SECRETS: Mapping[str, str] = {
    "GITHUB_TOKEN": TOKENS[0],
    "GITHUB_TOKENS": ",".join(TOKENS[1:]),
    "GITHUB_APP_PRIVATE_KEY": app_key().private,
}
"""The settings that hold a secret, by name; a new one is one line here."""
MINTED = "ghs_7n"
"""How the tokens begin that the stub gives to its App."""
_SHORTEST = 12


def redis_password() -> str:
    """The password as it stands in an address."""
    return quote(PASSWORD, safe="")


def needles() -> Iterator[bytes]:
    """What must be found nowhere: the mark in every secret, also encoded, and every line of the key."""
    yield MARK.encode()
    yield MARK.swapcase().encode()
    yield MARK.encode().hex().encode()
    yield MINTED.encode()
    for start in range(3):
        # The same bytes have three forms in base64, by what stands before them; ends depend on neighbours.
        yield base64.b64encode(b"x" * start + MARK.encode())[4:-4]
    for secret in (*TOKENS[:2], PASSWORD, ACCESS_KEY):
        yield quote(secret, safe="").encode()
        yield base64.b64encode(f"x-access-token:{secret}".encode())[24:-4]
    lines = app_key().private.splitlines()
    yield from (line.encode() for line in lines if len(line) > _SHORTEST and "-----" not in line)


def leaks(texts: Iterable[str | bytes]) -> list[str]:
    """The texts that hold a secret, cut short."""
    searched = tuple(needles())
    found = []
    for text in texts:
        data = text.encode("utf-8", "replace") if isinstance(text, str) else text
        for needle in searched:
            if (at := data.find(needle)) >= 0:
                found.append(f"{needle[:20]!r} in {data[max(0, at - 60) : at + 60]!r}")
                break
    return found
