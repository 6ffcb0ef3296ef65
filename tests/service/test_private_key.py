"""A private key is understood in every form in which environments deliver it, and never shown."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from service.private_key import parse_private_key
from tests.app_key import app_key, short_key

PEM = app_key().private


@pytest.mark.parametrize(
    "text",
    [
        PEM,
        PEM.strip(),
        PEM.replace("\n", "\r\n"),
        PEM.replace("\n", "\\n"),
        PEM.replace("\n", "\\r\\n"),
        PEM.replace("\n", " "),
        f'"{PEM}"',
        f"\n\n   {PEM}   \n",
    ],
    ids=["as it is", "cut", "windows", "written", "written for windows", "spaces", "quoted", "padded"],
)
def test_a_key_is_the_same_however_its_line_breaks_arrived(text: str) -> None:
    assert parse_private_key(text) == PEM


def test_the_newer_form_of_pem_is_understood_too() -> None:
    key = serialization.load_pem_private_key(PEM.encode(), None)
    newer = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()

    assert parse_private_key(newer.replace("\n", "\\n")) == newer


def other_kind() -> str:
    return (
        ec.generate_private_key(ec.SECP256R1())
        .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        .decode()
    )


def encrypted() -> str:
    key = serialization.load_pem_private_key(PEM.encode(), None)
    password = serialization.BestAvailableEncryption(b"x")
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, password).decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hush", "must be the PEM file"),
        ("/run/secrets/app.pem", "must be the PEM file"),
        (app_key().public, "must be the PEM file"),
        (PEM.partition("-----END")[0], "must be the PEM file"),
        (PEM.replace(PEM[100:130], "hush"), "is no RSA private key, or is damaged"),
        (short_key().private, "is no RSA private key, or is damaged"),
        (other_kind(), "is no RSA private key, or is damaged"),
        (encrypted(), "is encrypted"),
    ],
    ids=["words", "path", "public", "cut", "damaged", "short", "elliptic", "encrypted"],
)
def test_what_an_app_cannot_sign_with_is_refused_without_showing_it(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        parse_private_key(text)

    assert text[-60:-40] not in f"{caught.value!r} " or len(text) < 60
    assert "hush" not in repr(caught.value)
