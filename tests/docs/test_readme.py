"""The README's tables against the code that they retell."""

import re

import pytest

from action.__main__ import main as report
from service.cli import main
from service.drawing import Metric
from service.model import MODEL
from service.render.look import Shape
from service.render.themes import THEMES
from service.render.words import LOCALES
from service.score import LEVELS, Level
from service.settings import Settings
from tests.docs.documents import between, quoted, section, tables, text_of

README = text_of("README.md")


def settings_table() -> str:
    """The settings as the README shows them."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for field in Settings.model_fields.values():
        default = "" if field.default in (None, ()) else f"`{field.default}`"
        rows.append(f"| `{field.alias}` | {default} | {field.description} |")
    return "\n".join(rows)


def test_it_lists_every_setting() -> None:
    assert between(README, "settings") == settings_table()


def test_it_names_every_command_with_all_its_options_and_no_other() -> None:
    [rows] = [table for table in tables(README) if "command" in table[0]]
    told = {quoted(row["command"])[0].split()[1]: set(quoted(row["what it does"])) for row in rows}

    for name, command in main.commands.items():
        options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        options -= {"--output"}  # shown as -o, in the command itself
        assert {word for word in told.pop(name) if word.startswith("--")} <= options
        assert [option for option in options if f"`{option}`" not in README] == []
    assert told == {}


def test_the_levels_are_those_of_the_model() -> None:
    [rows] = [table for table in tables(README) if "level" in table[0]]
    highest = [100, *(lowest - 1 for lowest, _ in LEVELS)]
    wanted = [(str(level), f"{low}-{high}") for (low, level), high in zip(LEVELS, highest, strict=False)]

    assert [(row["level"], row["score"]) for row in rows] == [*wanted, (Level.NOT_VISIBLE, "none")]


def test_the_parts_have_the_models_points() -> None:
    [rows] = [table for table in tables(README) if "part" in table[0]]

    assert {row["part"]: int(row["points"]) for row in rows} == {
        "rhythm": MODEL.rhythm_points,
        "recency": MODEL.recency_points,
        "engagement": MODEL.engagement_points,
    }
    assert {1: "the weakest", 2: "the two weakest", 3: "the three weakest"}[MODEL.free_weeks] in rows[0]["rewards"]


@pytest.mark.parametrize(
    ("parameter", "allowed"), [("style", list(Shape)), ("metric", list(Metric)), ("locale", list(LOCALES))]
)
def test_what_a_parameter_may_be_is_complete(parameter: str, allowed: list[str]) -> None:
    found = re.search(rf"`{parameter}=` \(([^)]*)\)", README)

    assert found
    assert quoted(found[1]) == allowed


def test_the_themes_that_are_named_exist() -> None:
    found = re.search(r"`theme=` \(([^)]*)\)", README)

    assert found
    assert set(quoted(found[1])) <= set(THEMES)


@pytest.mark.parametrize("command", [main, report], ids=["service", "action"])
def test_every_command_helps(command: object) -> None:
    from click.testing import CliRunner  # noqa: PLC0415 - only here

    assert CliRunner().invoke(command, ["--help"]).exit_code == 0  # type: ignore[arg-type]  # both are commands


def test_the_exit_codes_are_those_of_the_program() -> None:
    from service import cli  # noqa: PLC0415 - its docstring is looked at

    told = re.search(r"^Exit codes: (.*)$", section(README, "Real people"), re.MULTILINE)

    assert told
    assert f"Exit codes: {told[1]}" in (cli.__doc__ or "")
