"""Whole runs in this process, asked of a GitHub on a socket."""

import json
from pathlib import Path

import pytest

from action.__main__ import execute
from action.commands import Console
from action.fields import FIELDS
from tests.action.composite import parse_outputs
from tests.github_stub import GitHubStub


class Scene:
    """An environment in which the program runs."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.lines: list[str] = []
        (folder / "workspace").mkdir(exist_ok=True)

    def run(self, **given: str) -> int:
        names = {spec.variable: given[key] for spec in FIELDS if (key := spec.name.replace("-", "_")) in given}
        for name in ("output", "summary"):
            (self.folder / name).write_text("")
        environ = {
            "GITHUB_API_URL": self.url,
            "GITHUB_REPOSITORY": "harbour-works/quayside",
            "GITHUB_RUN_ID": "7",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.folder / "workspace"),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
        }
        return execute(environ | names, Console(self.lines.append, commands=True))

    @property
    def outputs(self) -> dict[str, str]:
        return parse_outputs((self.folder / "output").read_text(encoding="utf-8"))

    @property
    def summary(self) -> str:
        return (self.folder / "summary").read_text(encoding="utf-8")

    @property
    def error(self) -> str:
        [line] = [line for line in self.lines if line.startswith("::error")]
        return line


@pytest.fixture
def scene(tmp_path: Path, stub: GitHubStub) -> Scene:
    return Scene(tmp_path, stub.url)


TOKEN = {"token": "ghp_member"}
MEMBER = {"org": "harbour-works", **TOKEN}


def test_a_report_goes_everywhere_at_once(scene: Scene, stub: GitHubStub) -> None:
    code = scene.run(**MEMBER, post_to="summary,issue,comment,file", badges_dir="badges", cache_dir=".cache")

    workspace = scene.folder / "workspace"
    board = stub.issues.on("harbour-works/quayside")
    assert code == 0
    assert scene.summary == (workspace / "still-engineering-summary.md").read_text(encoding="utf-8")
    assert (len(board.issues), len(board.comments)) == (1, 1)
    assert scene.outputs["issue-number"] == "1"
    assert scene.outputs["hands-on-count"] == str(
        json.loads(Path(scene.outputs["json-path"]).read_text())["levels"]["hands_on"]
    )
    assert sorted(path.name for path in (workspace / "badges").rglob("*.svg")) == ["summary.svg", "trend.svg"]
    assert stub.invalid == []


def test_the_next_run_asks_less(scene: Scene, stub: GitHubStub) -> None:
    scene.run(**MEMBER, cache_dir=".cache")
    first = len(stub.journal.requests)

    scene.run(**MEMBER, cache_dir=".cache")

    assert len(stub.journal.requests) - first < 6
    assert any(line.startswith("Remembered from the last hours: ") for line in scene.lines)


def test_people_see_their_badges_and_cards_when_they_may_be_named(scene: Scene) -> None:
    code = scene.run(users="Daily-Dana optout-oona", **TOKEN, audience="named", badges_dir="out", post_to="none")

    drawn = sorted(str(path.relative_to(scene.folder / "workspace")) for path in scene.folder.rglob("*.svg"))
    assert code == 0
    assert drawn == ["out/badge/daily-dana.svg", "out/card/daily-dana.svg", "out/summary.svg", "out/trend.svg"]
    assert scene.summary == ""


def test_those_who_said_so_in_their_file_are_named(scene: Scene, stub: GitHubStub) -> None:
    code = scene.run(**MEMBER, audience="opt-in")

    assert code == 0
    assert "## People" not in scene.summary
    assert any("OptIns" in str(request.body) for request in stub.journal.requests)


def test_whoever_is_opted_out_is_never_asked_about(scene: Scene, stub: GitHubStub) -> None:
    (scene.folder / "workspace" / "no.txt").write_text("daily-dana\n")

    scene.run(**MEMBER, opt_out_file="no.txt", exclude="steady-sam", audience="named")

    assert stub.journal.asked["daily-dana"] == stub.journal.asked["steady-sam"] == 0
    assert stub.journal.asked["twice-theo"] == 1
    assert "daily-dana" not in scene.summary


def test_nobody_being_visible_is_an_error_that_offers_another_way(scene: Scene, stub: GitHubStub) -> None:
    code = scene.run(org="orchard-labs", **TOKEN, exclude="principal-priya return-remy", audience="named")
    assert code == 0

    for persona in ("principal-priya", "return-remy"):
        stub.remove(persona)
    assert scene.run(org="orchard-labs", **TOKEN) == 3
    assert "Nobody in orchard-labs is visible" in scene.error


def test_a_report_that_could_not_be_posted_is_an_error_and_still_a_summary(scene: Scene, stub: GitHubStub) -> None:
    given = {**MEMBER, "post_to": "summary,issue"}
    stub.play("403_integration", times=None, route="POST /repos/harbour-works/quayside/labels")

    assert scene.run(**given) == 4
    assert scene.summary.startswith("# Still engineering")
    assert "Report not posted" in scene.error
    scene.lines.clear()
    assert scene.run(**given, fail_on="never") == 0
    assert any(line.startswith("::warning title=Report not posted") for line in scene.lines)
