"""Examples that readers copy: each is taken by the program that it is for."""

import json
from pathlib import Path

import pytest
import yaml

from action.fields import FIELDS
from service.cli import main
from service.evidence import Show
from service.wishes import parse_wishes
from tests.deploy.checks import fits
from tests.deploy.dockerfile import stages
from tests.docs.documents import commands, fences, text_of

WISHES, WORKFLOW = fences(text_of("README.md"), "yaml")
SELF_HOSTING = text_of("docs/self-hosting.md")
RUNS = [command.split() for command in commands(SELF_HOSTING) if command.startswith("docker run ")]


def test_the_file_of_wishes_is_understood_without_a_complaint() -> None:
    wishes = parse_wishes(WISHES)

    assert wishes.problems == ()
    assert (wishes.off, wishes.show, wishes.exclude) == (True, Show.LEVEL, frozenset({"me/diary"}))
    assert wishes.paused == "on leave until 2027-02"


def test_the_shortest_workflow_is_a_workflow_and_the_same_on_both_pages(tmp_path: Path) -> None:
    written = tmp_path / "workflow.yml"
    written.write_text(WORKFLOW, encoding="utf-8")
    [job] = yaml.safe_load(WORKFLOW)["jobs"].values()
    used = {name for step in job["steps"] for name in step["with"]}

    assert fits("github-workflows", written) == ""
    assert used <= {field.name for field in FIELDS}
    assert WORKFLOW in fences(text_of("docs/action.md"), "yaml")


@pytest.mark.parametrize("words", RUNS, ids=" ".join)
def test_a_container_is_started_with_what_the_image_can_do(words: list[str]) -> None:
    end = stages()[-1]
    options, told = words[2 : words.index("still-engineering")], words[words.index("still-engineering") + 1 :]
    given = dict(pair.split("=", 1) for pair in end.one("ENV").split())

    assert "--read-only" in options
    assert options[options.index("--tmpfs") + 1] == "/tmp"  # noqa: S108 - a container's own
    assert "--publish" not in options or options[options.index("--publish") + 1].endswith(f":{given['PORT']}")
    assert (told or json.loads(end.one("CMD")))[0] in main.commands
