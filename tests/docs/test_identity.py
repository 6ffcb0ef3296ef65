"""What docs/identity.md says about identities is what the program does."""

import re
from pathlib import Path

from service.doctor.findings import Level, advice, as_text, exit_code, no_answer, ok, wrong
from service.github_api.client import Client
from service.settings import Settings, read_settings
from tests.app_key import app_key
from tests.docs.documents import fences, quoted, section, tables, text_of

PAGE = text_of("docs/identity.md")
NAMES = {str(field.alias) for field in Settings.model_fields.values()}


def test_every_variable_it_names_is_a_setting_or_of_the_network() -> None:
    named = {name for name in re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", PAGE) if not name.endswith(("_PROXY", "_BUNDLE"))}

    assert named - NAMES == set()
    assert {name for name in NAMES if name.startswith("GITHUB_APP_")} <= named


def test_its_examples_are_settings_that_start_the_service(tmp_path: Path) -> None:
    file = tmp_path / "app.pem"
    file.write_text(app_key().private, encoding="utf-8")
    lines = "".join(fences(PAGE, "ini")).replace("/run/secrets/app.pem", str(file)).splitlines()

    settings = read_settings(dict(line.split("=", 1) for line in lines))

    assert settings.tokens == ("...", "first", "second")
    assert settings.app is not None
    assert (settings.app.app_id, settings.app.installations) == ("123456", (7654321,))


def test_its_addresses_of_graphql_are_the_ones_that_are_asked() -> None:
    [rows] = tables(section(PAGE, "Enterprise Server and ghe.com"))
    default = read_settings({}).github_api_url

    for row in rows:
        given = (quoted(row["`GITHUB_API_URL`"]) or [default])[0]
        asked = Client(given)._line().asker.requester.graphql_url
        assert [asked.lower()] == [each.lower() for each in quoted(row["GraphQL is then asked at"])]


def test_its_exit_codes_are_the_doctors() -> None:
    [rows] = tables(section(PAGE, "The doctor"))
    of_each = [[ok("x", "y")], [advice("x", "y", "z")], [wrong("x", "y", "z")], [no_answer("x", "y", "z")]]

    assert [(row["exit code"], row["meaning"].lower()) for row in rows] == [
        (str(exit_code(found)), list(as_text(found))[-1].rstrip(".").lower()) for found in of_each
    ]


def test_its_example_has_the_doctors_form() -> None:
    [example] = fences(PAGE, "text")
    command, *lines, closing = example.splitlines()
    levels = "|".join(Level)

    assert command == "$ still-engineering doctor"
    assert [line for line in lines if not re.fullmatch(rf"({levels}) +[\w ]+: .+\.", line)] == []
    assert {line[:11] for line in lines} <= {f"{level:<9}  " for level in Level}
    assert closing == "A setting is wrong."
