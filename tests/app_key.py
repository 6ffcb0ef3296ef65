"""A key for a GitHub App that exists in tests only; made when it is first asked for."""

from dataclasses import dataclass
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


@dataclass(frozen=True, slots=True)
class AppKey:
    """Both halves of a key, as PEM."""

    private: str
    public: str


def app_key(number: int = 0) -> AppKey:
    """A key, in the form that GitHub hands out; other numbers give other keys."""
    return _keys(number)


@cache
def _keys(_: int) -> AppKey:
    return _made(2048)


def short_key() -> AppKey:
    """A key that is too short."""
    return _made(1024)


def _made(bits: int) -> AppKey:
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return AppKey(private.decode(), public.decode())
