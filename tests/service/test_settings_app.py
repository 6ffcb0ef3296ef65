"""A GitHub App is given whole or not at all, and its key is never shown."""

from pathlib import Path

import pytest

from service.settings import App, BadSettings, read_settings
from tests.app_key import app_key

KEY = app_key().private
WHOLE = {"GITHUB_APP_ID": "4711", "GITHUB_APP_PRIVATE_KEY": KEY, "GITHUB_APP_INSTALLATION_ID": "7"}


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in WHOLE.items() if key != name}


def refusal(environ: dict[str, str]) -> str:
    with pytest.raises(BadSettings) as caught:
        read_settings(environ)
    assert "\n" not in str(caught.value)
    assert KEY[100:140] not in str(caught.value) + repr(caught.value)
    return str(caught.value)


def test_without_any_of_it_there_is_no_app() -> None:
    settings = read_settings({})

    assert settings.app is None
    assert settings.anonymous


def test_an_app_and_tokens_can_be_used_together() -> None:
    settings = read_settings({**WHOLE, "GITHUB_TOKENS": "a b", "GITHUB_APP_INSTALLATION_ID": "7, 8 7"})

    assert settings.app == App("4711", KEY, (7, 8))
    assert settings.tokens == ("a", "b")
    assert not settings.anonymous


def test_an_app_alone_is_no_longer_anonymous() -> None:
    assert not read_settings(WHOLE).anonymous


def test_a_client_id_may_stand_for_the_apps_number() -> None:
    app = read_settings({**WHOLE, "GITHUB_APP_ID": " Iv23liAbCdEfGh "}).app

    assert app is not None
    assert app.app_id == "Iv23liAbCdEfGh"


def test_a_key_with_written_line_breaks_is_understood() -> None:
    app = read_settings({**WHOLE, "GITHUB_APP_PRIVATE_KEY": KEY.replace("\n", "\\n")}).app

    assert app is not None
    assert app.private_key == KEY


def test_the_key_may_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "app.pem"
    file.write_text(KEY, encoding="utf-8")

    settings = read_settings({**without("GITHUB_APP_PRIVATE_KEY"), "GITHUB_APP_PRIVATE_KEY_FILE": str(file)})

    assert settings.app == App("4711", KEY, (7,))


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_what_is_missing_of_an_app_is_named(name: str) -> None:
    assert refusal(without(name)).startswith(f"{name}: missing; an App needs its ID, a private key and ")


def test_everything_that_is_missing_is_named_at_once() -> None:
    assert refusal({"GITHUB_APP_ID": "4711"}).startswith("GITHUB_APP_PRIVATE_KEY and GITHUB_APP_INSTALLATION_ID: miss")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("GITHUB_APP_ID", "my-app", "GITHUB_APP_ID: must be the App ID or the client ID"),
        ("GITHUB_APP_PRIVATE_KEY", "hush", "GITHUB_APP_PRIVATE_KEY: must be the PEM file"),
        ("GITHUB_APP_PRIVATE_KEY", "DAMAGED", "GITHUB_APP_PRIVATE_KEY: is no RSA private key"),
        (
            "GITHUB_APP_PRIVATE_KEY_FILE",
            "/nowhere/app.pem",
            "GITHUB_APP_PRIVATE_KEY_FILE: cannot be read (FileNotFound",
        ),
        ("GITHUB_APP_INSTALLATION_ID", "acme", "GITHUB_APP_INSTALLATION_ID: input should be a valid integer"),
        ("GITHUB_APP_INSTALLATION_ID", "0", "GITHUB_APP_INSTALLATION_ID: input should be greater than 0"),
    ],
)
def test_a_bad_value_of_an_app_is_named_in_one_line(name: str, value: str, said: str) -> None:
    damaged = KEY[:100] + KEY[130:]

    assert refusal({**WHOLE, name: damaged if value == "DAMAGED" else value}).startswith(said)


def test_a_file_that_holds_no_key_is_named_by_its_variable(tmp_path: Path) -> None:
    file = tmp_path / "app.pem"
    file.write_bytes(b"\xff\xfe")
    given = {**without("GITHUB_APP_PRIVATE_KEY"), "GITHUB_APP_PRIVATE_KEY_FILE": str(file)}
    assert "cannot be read (UnicodeDecodeError)" in refusal(given)

    file.write_text("hush", encoding="utf-8")
    assert refusal(given).startswith("GITHUB_APP_PRIVATE_KEY_FILE: must be the PEM file")


@pytest.mark.parametrize("written", [KEY, KEY.replace("\n", " "), "hush\0hush"], ids=["key", "one line", "zero"])
def test_a_key_in_place_of_a_path_is_not_shown(written: str) -> None:
    said = refusal({**without("GITHUB_APP_PRIVATE_KEY"), "GITHUB_APP_PRIVATE_KEY_FILE": written})

    assert said.startswith("GITHUB_APP_PRIVATE_KEY_FILE: cannot be read (")
    assert "hush" not in said


def test_a_key_that_is_given_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "app.pem"
    file.write_text(KEY, encoding="utf-8")

    assert "not both" in refusal({**WHOLE, "GITHUB_APP_PRIVATE_KEY_FILE": str(file)})


def test_the_key_is_in_no_representation() -> None:
    settings = read_settings(WHOLE)

    shown = f"{settings!r} {settings} {settings.model_dump_json()} {settings.app!r}"
    assert KEY[100:140] not in shown
    assert "PRIVATE KEY-----" not in shown
