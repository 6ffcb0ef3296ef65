"""The private key of a GitHub App, read with patience for what environments do to line breaks; pure, never shows it."""

import re
import textwrap

_PEM = re.compile(r"-----BEGIN ([A-Z ]*PRIVATE KEY)-----(.*?)-----END \1-----", re.DOTALL)
_WIDTH = 64
_SHORTEST_BITS = 2048
"""What GitHub issues; a shorter key is not one of its."""


def parse_private_key(text: str) -> str:
    r"""The key as PEM, whether its line breaks arrived as such, as `\n`, or as spaces.

    https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/managing-private-keys-for-github-apps

    Raises:
        ValueError: it is no key that an App can sign with; says why, and shows nothing of it.
    """
    found = _PEM.search(text.replace("\\r", "").replace("\\n", "\n"))
    if not found:
        raise ValueError("must be the PEM file that GitHub made for the App, from its BEGIN line to its END line")
    kind, body = found.groups()
    if "ENCRYPTED" in kind + body:
        raise ValueError("is encrypted; give the key as GitHub made it")
    lines = textwrap.wrap("".join(body.split()), _WIDTH)
    pem = "\n".join([f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----", ""])
    if not _can_sign(pem):
        raise ValueError("is no RSA private key, or is damaged; make a new one on the App's settings page")
    return pem


def _can_sign(pem: str) -> bool:
    # Only Apps need it, and it takes a while to import.
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - as said
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey  # noqa: PLC0415 - as said
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - as said

    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return isinstance(key, RSAPrivateKey) and key.key_size >= _SHORTEST_BITS
