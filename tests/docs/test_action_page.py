"""docs/action.md against the Action; what action.yml says is compared in tests/action."""

from pathlib import Path

import pytest
import yaml

import action.errors
from action.errors import PARTIAL, ActionError
from action.fields import FIELDS, Audience, FailOn, Mode, Target
from tests.docs.documents import ROOT, quoted, section, tables, text_of

PAGE = text_of("docs/action.md")
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.yml"))


def test_every_input_has_its_default_and_its_description() -> None:
    [rows] = tables(section(PAGE, "Inputs"))
    told = {quoted(row["input"])[0]: (quoted(row["default"]), row["what"]) for row in rows}
    own = {field.name: ([field.default] if field.default else [], field.description) for field in FIELDS}
    # Their defaults are decided elsewhere: in action.yml, and by what runs the Action.
    assert told.pop("token") == (["${{ github.token }}"], own.pop("token")[1])
    assert told.pop("post-token") == (["token"], own.pop("post-token")[1])

    assert told == own


def test_every_output_is_described_as_in_action_yml() -> None:
    [rows] = tables(section(PAGE, "Outputs"))
    outputs = yaml.safe_load(text_of("action.yml"))["outputs"]

    assert [quoted(row["output"])[0] for row in rows] == list(outputs)


def test_every_audience_is_explained() -> None:
    [rows] = tables(section(PAGE, "Who is named"))

    assert [quoted(row["`audience`"])[0] for row in rows] == list(Audience)


def test_every_place_to_post_to_is_named() -> None:
    first = section(PAGE, "Where it goes").partition(".")[0]

    assert set(quoted(first)) == {"post-to", *Target, "none"}


@pytest.mark.parametrize("word", [*Mode, *FailOn])
def test_every_word_of_mode_and_fail_on_is_named(word: str) -> None:
    assert word in " ".join(row["what"] for row in tables(section(PAGE, "Inputs"))[0])


def test_the_exit_codes_are_those_of_the_errors() -> None:
    [rows] = tables(section(PAGE, "When something is wrong"))
    kinds = [kind for kind in vars(action.errors).values() if isinstance(kind, type) and issubclass(kind, ActionError)]

    assert {int(row["exit code"]) for row in rows} == {
        0,
        PARTIAL,
        *(k.exit_code for k in kinds if k is not ActionError),
    }


def test_every_example_is_offered() -> None:
    [rows] = [table for table in tables(PAGE) if "workflow" in table[0]]

    assert sorted(row["workflow"].partition("(examples/")[2].rstrip(")") for row in rows) == [p.name for p in EXAMPLES]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_asks_for_no_more_than_its_steps_need(path: Path) -> None:
    [job] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    steps = job["steps"]
    posts = any("issue" in step.get("with", {}).get("post-to", "") for step in steps)
    pushes = any("git push" in step.get("run", "") for step in steps)
    checks_out = any(step.get("uses", "").startswith("actions/checkout@") for step in steps)
    wanted = {"issues": "write"} if posts else {}
    wanted |= {"contents": "write" if pushes else "read"} if checks_out else {}

    assert job["permissions"] == wanted
