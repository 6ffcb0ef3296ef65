"""Links to single images of a private service."""

import pytest
from click.testing import CliRunner, Result

from service.cli import main
from service.evidence import Login
from service.signing import Linked, signed_path

KEY = "correct-horse-battery"


def sign(*arguments: str, **environment: str) -> Result:
    """Run the command with these variables and no others of its own."""
    none = dict.fromkeys(("ACCESS_KEYS", "PUBLIC_URL"), None)
    return CliRunner().invoke(main, ["sign", *arguments], env={**none, **environment})


def test_each_login_has_its_link() -> None:
    result = sign("Ada", "bob", ACCESS_KEYS=f"{KEY} another-long-key-here", PUBLIC_URL="https://badges.example/")

    paths = [signed_path(KEY, Linked.BADGE, Login(login)) for login in ("ada", "bob")]
    assert result.exit_code == 0
    assert result.output.splitlines() == [f"https://badges.example{path}" for path in paths]
    assert KEY not in result.output


@pytest.mark.parametrize("what", list(Linked))
def test_a_link_shows_what_was_asked_for(what: Linked) -> None:
    result = sign("acme", "--what", what, ACCESS_KEYS=KEY)

    assert result.output.strip() == signed_path(KEY, what, Login("acme"))


def test_a_service_without_keys_signs_nothing() -> None:
    result = sign("ada")

    assert result.exit_code == 2
    assert result.output.startswith("still-engineering: ACCESS_KEYS: not set")


def test_what_cannot_be_a_login_is_wrong_use() -> None:
    result = sign("<b>", ACCESS_KEYS=KEY)

    assert result.exit_code == 2
    assert "is not a GitHub login" in result.output


def test_a_bad_setting_is_one_line() -> None:
    result = sign("ada", ACCESS_KEYS="short")

    assert result.exit_code == 2
    assert result.output.strip().splitlines()[0].startswith("still-engineering: ACCESS_KEYS: each key must have")
